"""Fields of a bibliographic reference that nobody filled in (TEI 3.12.2)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import tei, text_in

_REFERENCE = tei("bibl")
_FIELDS = tuple(map(tei, (
    "author editor title pubPlace publisher date biblScope citedRange edition idno ref ptr"
).split()))  # fmt: skip
_SIGNS = ",;:"


def leave_out_empty(described: etree._Element) -> None:
    """Take from running words the sign that parts each empty field from another."""
    for field in list(described.iter(*_FIELDS)):
        parent = field.getparent()
        if parent is not None and parent.tag == _REFERENCE and not text_in(field).strip():
            _leave_out(field, parent)


def _leave_out(field: etree._Element, reference: etree._Element) -> None:
    before, after = field.getprevious(), (field.tail or "").lstrip()
    words = ((reference.text if before is None else before.tail) or "").rstrip()
    is_last = not after and field.getnext() is None
    if before is None and not words:
        field.tail = after.lstrip(f"{_SIGNS} \t\r\n")
    elif words.endswith(tuple(_SIGNS)) and (is_last or after.startswith((*_SIGNS, "."))):
        _set_text_before(field, reference, words[:-1])


def _set_text_before(field: etree._Element, reference: etree._Element, words: str) -> None:
    before = field.getprevious()
    if before is None:
        reference.text = words
    else:
        before.tail = words
