"""The blocks of a book's text, counted once, so that a place can be named in every output.

A place is a block's number and an offset into it in letters: white space is
not counted, since lines and pages break there, nor are the calls of notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import is_note_call

BLOCK = "data-block"
_BLOCKS = tuple(
    f"{{{XHTML}}}{name}"
    for name in (
        "p div section blockquote pre h1 h2 h3 h4 h5 h6 li dt dd td th caption figure figcaption"
    ).split()
)
_A = f"{{{XHTML}}}a"


def blocks(content: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Every block of a text with its number, from 0 in document order."""
    return enumerate(content.iter(*_BLOCKS))


def mark_blocks(content: etree._Element) -> None:
    """Write the number of every block on it."""
    for number, block in blocks(content):
        block.set(BLOCK, str(number))


def own_text(block: etree._Element) -> Iterator[tuple[etree._Element, bool, str]]:
    """The pieces of text of a block without the blocks inside it and the calls of notes.

    Each is given with the element that holds it, and whether as its tail. There
    is a piece behind every call, an empty one too.
    """
    if block.text:
        yield block, False, block.text
    for child in block:
        is_call = _is_call(child)
        if child.tag not in _BLOCKS and not is_call:
            yield from own_text(child)
        if child.tail or is_call:
            yield child, True, child.tail or ""


def _is_call(element: etree._Element) -> bool:
    return element.tag == _A and is_note_call(element)
