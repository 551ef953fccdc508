"""Which elements make a block of their own, which are passed over, which part words (TEI 3, 4)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.editing.document import Span
from pipeline.tei.breaks import is_within_word
from pipeline.tei.names import local_name
from pipeline.tei.reading import Decision
from pipeline.tei.sentences import SENTENCE, begins_sentence

WHITE = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*| {2,}")
BLOCKS = frozenset(
    "p l ab item head cell row u line speaker titlePart byline opener closer salute trailer "
    "argument castItem sense docAuthor docImprint docDate imprimatur postscript note lg list "
    "table floatingText div sp".split()
)
_OMITTED = frozenset("teiHeader standOff fw figDesc facsimile".split())
_PARTING = frozenset("lb cb pb gb milestone".split())


def is_passed_over(span: Span, drops: Decision) -> bool:
    """Whether the text of an element is no part of the reading."""
    element = span.element
    if span.name in _OMITTED or (span.name == "note" and element.get("type") == "evidence"):
        return True
    return drops(element)


def parts_words(element: etree._Element) -> bool:
    """Whether a line, page or sentence ends here, between two words."""
    if element.tag == SENTENCE:
        return begins_sentence(element)
    return local_name(element.tag) in _PARTING and not is_within_word(element)
