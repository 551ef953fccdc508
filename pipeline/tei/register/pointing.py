"""The words of the text to which an entry of the apparatus only points (TEI 12.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.tei.apparatus import stands_outside
from pipeline.tei.breaks import is_unspaced
from pipeline.tei.names import SPACE, identified, tei, text_in
from pipeline.tei.reading import reading_of
from pipeline.tei.register.parting import EDGE, VERSE, between_verses
from pipeline.tei.register.text import Places

_APP, _RDG = tei("app"), tei("rdg")
_FAR = 200  # characters at most, between a lemma and its entry
_MOST = 5  # words; of more the first and the last are told
UNKNOWN = "…"

Ends = tuple[etree._Element, ...]
Span = tuple[int, int]


class Pointing:
    """Where in the text the lemma of each entry stands that only points to it."""

    def __init__(self, root: etree._Element, elements: Iterable[etree._Element]) -> None:
        entries = [each for each in elements if each.tag == _APP and stands_outside(each)]
        self._known = frozenset(entries)
        self.ends = _ends(root, entries)

    def has(self, element: etree._Element) -> bool:
        """Whether it is such an entry."""
        return element in self._known

    def lemma(
        self, entry: etree._Element, told: str, text: str, places: Places
    ) -> tuple[str, Span]:
        """The lemma, which the entry has `told` or not, and its place in the text."""
        has_lemma = reading_of(entry, "corrected") is not None
        start, end = span = self._span(entry, told, text, places)
        if has_lemma and (told or not text[start:end].strip()):
            return told, span
        if start == end and len(self.ends.get(entry, ())) < 2:
            return UNKNOWN, span
        return in_short(text[start:end]), span

    def _span(self, entry: etree._Element, told: str, text: str, places: Places) -> Span:
        at, ends = places[entry][0], self.ends.get(entry)
        if ends:
            start, end = places[ends[0]][0], places[ends[-1]][1]
            if told:
                return _anchored(told, text, start, end)
            if start == end and len(ends) == 1:
                end = _up_to_entry(text, start, at)
            return without_blanks(text, start, end)
        if told:
            return _told_before(told, text, at)
        return _words_before(entry, text, at)


def in_short(passage: str) -> str:
    """The words of a passage; of many, or of several blocks, the first and the last."""
    words = between_verses(passage).split()
    if len(words) <= _MOST and EDGE not in passage.strip():
        return " ".join(words)
    return " ".join((words[0], "…", words[-1]))


def without_blanks(text: str, start: int, end: int) -> Span:
    """The place of a reading without the blanks at its edges, which are its context's."""
    reading = text[start:end]
    if not reading.strip():
        return start, end
    return end - len(reading.lstrip()), start + len(reading.rstrip())


def _ends(root: etree._Element, entries: list[etree._Element]) -> dict[etree._Element, Ends]:
    """Where the words begin and end to which an entry points by `@from` and `@to` (TEI 12.2.2)."""
    pointing = [entry for entry in entries if entry.get("from")]
    named = identified(root) if pointing else {}
    found = {}
    for entry in pointing:
        pointers = filter(None, map(entry.get, ("from", "to")))
        ends = [named.get(pointer.removeprefix("#")) for pointer in pointers]
        if known := tuple(end for end in ends if end is not None and end is not entry):
            found[entry] = known
    return found


def _anchored(lemma: str, text: str, start: int, end: int) -> Span:
    """The place between two anchors; beside one alone, or two that say nothing, the lemma's."""
    if start < end and text[start:end].strip():
        return without_blanks(text, start, end)
    if text.startswith(lemma, start):
        return start, start + len(lemma)
    return _told_before(lemma, text, start)


def _up_to_entry(text: str, start: int, at: int) -> int:
    """Where the words end that begin at one anchor: at the entry, if it stands behind words.

    One at the beginning of a block may be of any that stand before.
    """
    within = text[start:at]
    is_near = start < at <= start + _FAR and not within.rstrip(SPACE).endswith(EDGE)
    return at if is_near else start


def _told_before(lemma: str, text: str, at: int) -> Span:
    """The lemma that an entry, which stands at `at`, repeats: right before it, or the nearest."""
    first = max(0, at - len(lemma) - _FAR)
    before = text[first:at]
    if lemma and before.rstrip().endswith(lemma):
        return first + len(before.rstrip()) - len(lemma), at
    words = r"\s+".join(map(re.escape, lemma.split()))
    whole = words if is_unspaced(lemma) else rf"(?<!\w){words}(?!\w)"
    found = list(re.finditer(whole, before, re.IGNORECASE)) if lemma else []
    return (first + found[-1].start(), first + found[-1].end()) if found else (at, at)


def _words_before(entry: etree._Element, text: str, at: int) -> Span:
    """The words of its verse or block right before it, as many as a reading has.

    How far a lemma reaches back, such an entry does not say.
    """
    readings = (len(text_in(each).split()) for each in entry.iter(_RDG))
    count = next(filter(None, readings), 1)
    first = max(0, at - _FAR)
    begin = max(first, *(text.rfind(edge, first, at) + 1 for edge in (EDGE, VERSE)))
    words = list(re.finditer(r"\S+", text[begin:at]))[-count:]
    return (begin + words[0].start(), begin + words[-1].end()) if words else (at, at)
