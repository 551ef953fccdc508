"""Scripts that WeasyPrint cannot set: it has no bidirectional algorithm (UAX #9)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import Book
from pipeline.tei.languages import RIGHT_TO_LEFT_LETTERS, is_right_to_left

_TURNED = f"[{RIGHT_TO_LEFT_LETTERS}]"
_RIGHT_TO_LEFT = re.compile(rf"{_TURNED}+(?:[^\w]+{_TURNED}+)*")
_LETTER = re.compile(r"[^\W\d_]")
_REMEDY = "Use the EPUB or the text for it: both carry it rightly."


def script_findings(book: Book) -> list[Finding]:
    """A warning for passages from right to left; an error, raised, for a whole text of them."""
    text = book_text(book)
    passages = _RIGHT_TO_LEFT.findall(text)
    letters = sum(map(len, passages))
    if is_right_to_left(book.metadata.language) or (
        letters and letters * 2 > len(_LETTER.findall(text))
    ):
        raise EditionError(
            Finding(
                "pdf-right-to-left",
                Severity.ERROR,
                "no PDF is made: the text is written from right to left,"
                " and the PDF engine would print it in the wrong order",
                remedy=_REMEDY,
            )
        )
    if not passages:
        return []
    return [
        Finding(
            "pdf-right-to-left",
            Severity.WARNING,
            f"{len(passages)} passage(s) written from right to left; where one runs over"
            " a line or carries markup, the PDF may have it in the wrong order",
            remedy=f"Look at these passages in the PDF. {_REMEDY}",
            excerpt=passages[0][:60],
        )
    ]


def book_text(book: Book) -> str:
    """All characters that the text and its notes print."""
    trees = (book.content, *(note.content for note in book.notes))
    return "\n".join(etree.tostring(tree, method="text", encoding="unicode") for tree in trees)
