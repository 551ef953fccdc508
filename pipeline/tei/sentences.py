"""Sentences (`s`) that a file writes without a space between them (TEI 18.1)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.breaks import BREAKS, is_unspaced
from pipeline.tei.names import tei, words_in

SENTENCE = tei("s")
_NOTE = tei("note")
_BESIDE = frozenset((*BREAKS, _NOTE, tei("anchor")))  # where one stands, no sentence ends
_END = r"(?:[.?!…؟۔।॥։።][\"'”’»)\]]*|[”»\"])$"
_START = r"[\"'“„«‘([¿¡—–]*[^\W_]"


def begins_sentence(sentence: etree._Element) -> bool:
    """Whether an `s` begins right where another has ended, in a script that has spaces."""
    before = _adjoining(sentence)
    if before is None:
        return False
    start = re.match(_START, words_in(sentence))
    return start is not None and not is_unspaced(start[0]) and _has_ended(before)


def _adjoining(sentence: etree._Element) -> etree._Element | None:
    """The sentence before this one, where nothing but breaks and notes stands between."""
    for before in sentence.itersiblings(preceding=True):
        if before.tail or before.tag not in _BESIDE:
            return before if before.tag == SENTENCE and not before.tail else None
    return None


def _has_ended(sentence: etree._Element) -> bool:
    return re.search(_END, words_in(sentence)[-8:]) is not None
