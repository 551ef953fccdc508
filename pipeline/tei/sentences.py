"""Sentences (`s`) that a file writes without a space between them (TEI 18.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.tei.breaks import BREAKS, is_unspaced
from pipeline.tei.names import tei, text_in

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
    start = re.match(_START, _words_of(sentence))
    return start is not None and not is_unspaced(start[0]) and _has_ended(before)


def _adjoining(sentence: etree._Element) -> etree._Element | None:
    """The sentence before this one, where nothing but breaks and notes stands between."""
    for before in sentence.itersiblings(preceding=True):
        if before.tail or before.tag not in _BESIDE:
            return before if before.tag == SENTENCE and not before.tail else None
    return None


def _has_ended(sentence: etree._Element) -> bool:
    return re.search(_END, _words_of(sentence)[-8:]) is not None


def _words_of(sentence: etree._Element) -> str:
    if next(sentence.iter(_NOTE), None) is None:
        return text_in(sentence)
    return "".join(_without_notes(sentence))


def _without_notes(sentence: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(sentence, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag == _NOTE:
                walk.skip_subtree()
            elif isinstance(element.tag, str):
                yield element.text or ""
        elif element is not sentence:
            yield element.tail or ""
