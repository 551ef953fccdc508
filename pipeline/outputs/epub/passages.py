"""Corrected passages: each leads to its entry in the list of corrections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml import etree

from pipeline.model.book import XHTML, Book
from pipeline.outputs.matter import entry_id, listed

_A, _SPAN = f"{{{XHTML}}}a", f"{{{XHTML}}}span"


@contextmanager
def linked(book: Book) -> Iterator[None]:
    """Within this, the corrected passages of the text and of its notes are linked.

    The book is marked itself, and afterwards is what it was: a copy would take
    as much memory again. A passage in a link, or with one in it (a note's call,
    say), is marked only: links do not nest (HTML, the `a` element).
    """
    corrected = frozenset(each.id for each in listed(book) if each.id)
    trees = (book.content, *(note.content for note in book.notes)) if corrected else ()
    passages = [
        _Passage(span) for tree in trees for span in tree.iter(_SPAN) if span.get("id") in corrected
    ]
    try:
        for passage in passages:
            passage.mark()
        yield
    finally:
        for passage in passages:
            passage.restore()


@dataclass(slots=True)
class _Passage:
    """The ``span`` of a corrected passage."""

    element: etree._Element
    css: str | None = None

    def mark(self) -> None:
        passage = self.element
        self.css = passage.get("class")
        passage.set("class", f"{self.css or ''} corrected".strip())
        has_text = any(text.strip() for text in passage.itertext())
        nests = next(passage.iter(_A), None) is not None
        nests = nests or next(passage.iterancestors(_A), None) is not None
        if has_text and not nests:
            passage.tag = _A
            passage.set("href", f"#{entry_id(passage.get('id', ''))}")

    def restore(self) -> None:
        passage = self.element
        if passage.tag == _A:
            passage.tag = _SPAN
            del passage.attrib["href"]
        if self.css is None:
            del passage.attrib["class"]
        else:
            passage.set("class", self.css)
