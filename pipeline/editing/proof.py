"""The proof, before anything is written, that an edited master still gives its witness."""

from __future__ import annotations

import re

from pipeline.editing.document import Document
from pipeline.editing.source import read_source
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.register.readings import WITNESS

_BLANK_BEFORE_MARK = r"\s+(?=[^\w\s])"
_HYPHEN_WITHIN_WORD = r"(?<=\w)[-‐\u00ad](?=\w)"


def proved(document: Document, text: str) -> bytes:
    """The bytes of the edited `text`: well-formed, and with the witness's words as before.

    Raises `EditionError` where that is not so, which would be a defect of ours.
    """
    data = document.source.encoded(text)
    edited = Document(read_source(data, document.source.path))
    if _witness(edited) != _witness(document):
        raise EditionError(
            Finding(
                "edit-unsafe",
                Severity.ERROR,
                "After this edit the witness's words would not be what they are; nothing is done.",
                document.source.path,
                remedy="This is a defect of tei-edition: please report it with the passage.",
            )
        )
    return data


def _witness(document: Document) -> list[str]:
    """The texts, without what is no word and depends on what is read beside it or elsewhere.

    Such is a blank before a mark, and the hyphen of a word that ends a line.
    """
    texts = (WITNESS.of(span.element) for span in document.spans if span.name == "text")
    return [re.sub(f"{_BLANK_BEFORE_MARK}|{_HYPHEN_WITHIN_WORD}", "", text) for text in texts]
