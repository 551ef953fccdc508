"""Addresses of the web in print: a hyphen at a line's end would be taken for a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.model.book import XHTML

_PRE, _SPAN = f"{{{XHTML}}}pre", f"{{{XHTML}}}span"
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+[^\s<>.,;:!?)\]…’”»]")


def mark_addresses(body: etree._Element) -> None:
    """Put every address into a ``span.address``, which the style sheets do not hyphenate."""
    for element in list(body.iter()):
        if element.tag == _PRE or not isinstance(element.tag, str):
            continue
        if element.tail and _is_likely(element.tail):
            pieces = list(_pieces(element.tail))
            element.tail = pieces[0].tail
            for piece in reversed(pieces[1:]):
                element.addnext(piece)
        if element.text and _is_likely(element.text):
            pieces = list(_pieces(element.text))
            element.text = pieces[0].tail
            element[:0] = pieces[1:]


def _is_likely(text: str) -> bool:
    return "://" in text or "www." in text


def _pieces(text: str) -> Iterator[etree._Element]:
    """What stands before the first address, as the tail of a nameless span, and each address."""
    end, last = 0, etree.Element(_SPAN)
    for found in _ADDRESS.finditer(text):
        last.tail = text[end : found.start()] or None
        yield last
        last = etree.Element(_SPAN, {"class": "address"})
        last.text, end = found[0], found.end()
    last.tail = text[end:] or None
    yield last
