"""On which side a quotation mark is set close that is a token of its own (TEI 18.1, `pc`).

The marks open in one language what they close in another (Unicode 6.2.6): each is told by what
was opened before it in the same block. One that has no partner stays as it stands.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from lxml import etree

from pipeline.tei.breaks import PUNCTUATION, is_punctuation
from pipeline.tei.names import tei, text_in

_BLOCKS = frozenset(map(tei, "ab cell div head item l lg note p quote sp u".split()))
_CLOSING = {'"': '"', "„": "“”", "“": "”", "”": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›"}


class Side(Enum):
    """What a quotation mark does."""

    OPENS = auto()
    CLOSES = auto()


def side_of(mark: etree._Element) -> Side | None:
    """Whether a token opens a quotation or closes one; None where nobody knows."""
    if (mark.text or "").strip() not in _CLOSING:
        return None
    block = next((each for each in mark.iterancestors() if each.tag in _BLOCKS), None)
    return _sides(block).get(mark) if block is not None else None


@lru_cache(maxsize=8)  # a paragraph, and notes in it
def _sides(block: etree._Element) -> dict[etree._Element, Side]:
    """The marks of a block that have their partners in it."""
    sides: dict[etree._Element, Side] = {}
    opened: list[etree._Element] = []
    for mark in filter(is_punctuation, block.iter(*PUNCTUATION)):
        sign = text_in(mark).strip()
        if opened and sign and sign in _CLOSING[text_in(opened[-1]).strip()]:
            sides[opened.pop()] = Side.OPENS
            sides[mark] = Side.CLOSES
        elif sign in _CLOSING:
            opened.append(mark)
    return sides
