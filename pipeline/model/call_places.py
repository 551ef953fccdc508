"""Where a note is called: close to the word before it, or at the heading or verse after it.

Before the heading of a division (TEI 4.2, 12.1) there is no word to which it belongs: it is
on what the heading heads; before the first verse of a stanza (TEI 3.13), on the stanza.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree

from pipeline.model.note_labels import LINES
from pipeline.tei.breaks import BREAKS
from pipeline.tei.names import tei, text_before, words_in

_HEAD, _APP, _VERSE, _STANZA = map(tei, ("head", "app", "l", "lg"))
_BESIDE = frozenset((*BREAKS, *map(tei, ("note", "anchor", "fw"))))
_ENTRIES = frozenset((_APP, *map(tei, ("lem", "rdg", "rdgGrp"))))
_FEW = 20
_CLOSING = frozenset(".,;:!?)]…’”»")
_QUOTING = frozenset(map(tei, ("q", "quote", "said", "soCalled")))  # marks end them
_DEPTH = 8  # of phrases that a note may end


def beginning_after(note: etree._Element) -> etree._Element | None:
    """The heading or first verse before which a note stands, by itself or in an entry."""
    node = note
    while not text_before(node).strip():
        if not all(map(_is_silent, islice(node.itersiblings(preceding=True), _FEW))):
            return None
        if (beginning := _beginning_right_after(node)) is not None:
            return beginning
        parent = node.getparent()
        if parent is None or parent.tag not in _ENTRIES:
            return None
        node = parent
    return None


def _beginning_right_after(node: etree._Element) -> etree._Element | None:
    before, parent = node, node.getparent()
    if parent is None:
        return None
    for each in islice(node.itersiblings(), _FEW):
        if (before.tail or "").strip():
            return None
        if each.tag == _HEAD or (each.tag == _VERSE and parent.tag == _STANZA):
            return each
        if not _is_silent(each, tail=False):
            return None
        before = each
    return None


def _is_silent(element: etree._Element, *, tail: bool = True) -> bool:
    """Whether there is nothing to read in it, or right behind it, but notes."""
    if tail and (element.tail or "").strip():
        return False
    return element.tag in _BESIDE or (element.tag == _APP and not words_in(element).strip())


def ends_word(note: etree._Element) -> bool:
    """Whether what follows is parted from the note: then its call is of the word before it."""
    node: etree._Element | None = note
    for _ in range(_DEPTH):
        if node is None or node.tag in LINES or node.tag in _QUOTING:
            return node is not note
        if node.tail:
            return node.tail[0].isspace() or node.tail[0] in _CLOSING
        if node.getnext() is not None:
            return False
        node = node.getparent()
    return False
