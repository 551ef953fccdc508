"""Notes of an HTML page: a short link forward to a place that links back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from urllib.parse import unquote

from lxml import etree

from pipeline.importing.headings import is_heading_of_notes
from pipeline.importing.html_links import (
    ARROWS,
    SIGN,
    Anchor,
    Others,
    is_call,
    names_of,
    says_back,
)
from pipeline.importing.html_terms import HEADINGS
from pipeline.importing.transcription import Block, Kind, Mark, Note, Transcription
from pipeline.tei.names import text_in

_NUMBER = re.compile(
    r"\s*[\[({]?\s*(?:(?:\d{1,4}|\*+|†|‡)\s*[\])}.:]*\s+|[a-zA-Z]\s*[\])}:]+\s*)|\s*[.:\])]\s*"
)
_NO_NOTES = frozenset("body html main article ol ul dl table thead tbody tfoot tr".split())
_DEEPEST = 5  # elements around the number of a note
_MOST = 6  # blocks with which a note goes on
_OF_NOTES = (Kind.PARAGRAPH, Kind.SHORT, Kind.VERSE, Kind.MARKED)


def called(root: etree._Element) -> frozenset[str]:
    """The ids, further down, to which the page's short links point: notes, if anything."""
    places: dict[str, int] = {}
    links: list[tuple[str, int]] = []
    for order, element in enumerate(root.iter(etree.Element)):
        for name in names_of(element):
            places.setdefault(name, order)
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#") and SIGN.fullmatch(text_in(element).strip()):
            links.append((unquote(href[1:]), order))
    return frozenset(target for target, order in links if places.get(target, -1) > order)


def note_elements(root: etree._Element, called: frozenset[str]) -> dict[etree._Element, list[str]]:
    """The elements that hold a note as a whole, with the ids by which it is called.

    What is called is often but the number before the first of its paragraphs.
    """
    found: dict[etree._Element, list[str]] = {}
    for element in root.iter(etree.Element) if called else ():
        if names := [name for name in names_of(element) if name in called]:
            found.setdefault(_whole(element, called), []).extend(names)
    return found


def _whole(element: etree._Element, called: frozenset[str]) -> etree._Element:
    """The outermost element that begins with this one and has no other note, nor a heading."""
    for _ in range(_DEEPEST):
        outer = element.getparent()
        if outer is None or outer.tag in _NO_NOTES or not _begins(outer, element):
            break
        within = set(element.iter())
        others = (each for each in outer.iter(etree.Element) if each not in within)
        if any(each.tag in HEADINGS or called.intersection(names_of(each)) for each in others):
            break
        element = outer
    return element


def _begins(outer: etree._Element, element: etree._Element) -> bool:
    """Whether no words of `outer` stand before the element."""
    if (outer.text or "").strip():
        return False
    before = element.itersiblings(preceding=True)
    return not any(text_in(each).strip() or (each.tail or "").strip() for each in before)


@dataclass(slots=True)
class _Printed:
    """A note where the page prints it, and the links that call it."""

    place: tuple[int, int]
    blocks: list[Block]
    calls: list[Anchor]
    sign: str

    @property
    def whole(self) -> tuple[int, int]:
        return self.blocks[0].start, self.blocks[-1].end

    @property
    def own(self) -> set[str]:
        """By what links lead back to its calls."""
        return {name for call in self.calls for name in call.own}


def pair_notes(
    found: Transcription, links: list[Anchor], places: dict[str, tuple[int, int]]
) -> None:
    """Find the notes and make each of them one block of the transcription."""
    page = _Page(found, links, places)
    for link in links:
        page.follow(link)
    notes = page.notes()
    _go_on(found, notes, page.others)
    for note in notes:
        back = page.ways_back(note, said=True)
        body = _body(found, note.whole, back)
        found.marks += _signs_within(found, body, back)
        first, *again = (_call(found, call) for call in note.calls)
        found.notes.append(Note(first, note.whole, body, note.sign, again=again))
    _take(found, notes)


class _Page:
    """The notes to which the links of a page lead, as one link after another is followed."""

    def __init__(
        self, found: Transcription, links: list[Anchor], places: dict[str, tuple[int, int]]
    ) -> None:
        self.others = Others(found, links, [link.start for link in links])
        self._found = found
        self._places = places
        self._starts = [block.start for block in found.blocks]
        self._printed: dict[int, _Printed] = {}  # by where each of their blocks begins

    def follow(self, link: Anchor) -> None:
        """Note down what a link calls, if it is a call."""
        sign = SIGN.fullmatch(self._found.text[link.start : link.end].strip())
        place = self._places.get(link.target)
        if sign is None:
            return
        if place is None:
            self._leave_unanswered(link, sign[1])
        elif place[0] > link.start:
            self._print(place, link, sign[1])

    def _leave_unanswered(self, link: Anchor, sign: str) -> None:
        if is_call(self._found, link, sign):
            self._found.unanswered.append((link.start, link.end))
            if link.raised:
                self._found.mark(link.start, link.end, "hi", {"rend": "sup"})

    def _print(self, place: tuple[int, int], call: Anchor, sign: str) -> None:
        blocks = _blocks(self._found.blocks, self._starts, place)
        blocks = blocks[:1] + self.others.before_next(blocks[1:], call.own)
        if not blocks or any(block.kind is Kind.HEADING for block in blocks):
            return
        note = _Printed(place, blocks, [call], sign)
        if note.whole[0] <= call.start < note.whole[1]:
            return
        known = (self._printed[block.start] for block in blocks if block.start in self._printed)
        if before := next(known, None):
            if before.place == place:
                before.calls.append(call)
        elif self._is_note(note):
            self._printed |= {block.start: note for block in blocks}

    def _is_note(self, note: _Printed) -> bool:
        """Whether it leads back to its call, or is short and numbered; and says something."""
        back = self.ways_back(note)
        is_one = back or _is_small(self._found, note.whole)
        return bool(is_one and _body(self._found, note.whole, back)[1])

    def ways_back(self, note: _Printed, *, said: bool = False) -> list[Anchor]:
        """The links in a note that lead to its calls; also those that only look so, if `said`."""
        here, own = self.others.within(*note.whole), note.own
        found = self._found
        return [link for link in here if link.target in own or (said and says_back(found, link))]

    def notes(self) -> list[_Printed]:
        """The notes, as they follow each other."""
        each = {id(note): note for note in self._printed.values()}
        return sorted(each.values(), key=lambda note: note.whole)


def _go_on(found: Transcription, notes: list[_Printed], others: Others) -> None:
    """What stands between two notes below the heading “Notes” is of the first of them."""
    places = {block.start: index for index, block in enumerate(found.blocks)}
    is_below = False
    for note, following in zip_longest(notes, notes[1:]):
        first = places[note.blocks[0].start]
        above = found.blocks[first - 1] if first else None
        is_below = is_below or (above is not None and is_heading_of_notes(found.words(above)))
        end = places[following.blocks[0].start] if following else len(found.blocks)
        after = found.blocks[places[note.blocks[-1].start] + 1 : end]
        below = list(takewhile(lambda block: block.kind in _OF_NOTES, after))
        between = others.before_next(below, note.own)
        is_below = is_below and below == after and len(between) < _MOST
        if is_below and (following or between != below):
            note.blocks += between


def _signs_within(
    found: Transcription, body: tuple[int, int], back: list[Anchor]
) -> Iterator[Mark]:
    """The ways back that stand amid the words of a note, as after its first paragraph."""
    for link in back:
        inside = body[0] < link.start and link.end < body[1]
        if inside and says_back(found, link):
            yield Mark(link.start, link.end, "fw", {"type": "markup"})


def _is_small(found: Transcription, whole: tuple[int, int]) -> bool:
    return whole[1] - whole[0] < 3000 and _NUMBER.match(found.text, whole[0]) is not None


def _blocks(blocks: list[Block], starts: list[int], place: tuple[int, int]) -> list[Block]:
    """The blocks in which the place lies, from the one that holds its beginning."""
    first = max(0, bisect_right(starts, place[0]) - 1)
    last = bisect_left(starts, max(place[1], place[0] + 1))
    return [block for block in blocks[first:last] if block.end > place[0]]


def _call(found: Transcription, call: Anchor) -> tuple[int, int]:
    start, end = call.start, call.end
    if found.text[start - 1 : start] == "[" and found.text[end : end + 1] == "]":
        start, end = start - 1, end + 1
    if found.text[start - 1 : start] == " " and not found.text[start - 2 : start - 1].isspace():
        start -= 1
    return start, end


def _body(found: Transcription, whole: tuple[int, int], back: list[Anchor]) -> tuple[int, int]:
    """The note's own words: without the number before them and the way back after them."""
    start, end = whole
    text = found.text
    for link in back:
        if not text[start : link.start].strip(" [(^↑,"):
            start = link.end
        elif not text[link.end : end].strip(" ])."):
            end = link.start
    number = _NUMBER.match(text, start, end)
    if number:
        start = number.end()
    while start < end and text[start].isspace():
        start += 1
    said = text[start:end].rstrip(" [(\n")
    said = said.rstrip(ARROWS).rstrip()
    return (start, start + len(said)) if said else (0, 0)


def _take(found: Transcription, notes: list[_Printed]) -> None:
    """Make one block of those of each note; quotations in it that begin with its number go."""
    gone = {id(block) for note in notes for block in note.blocks}
    kept = [block for block in found.blocks if id(block) not in gone]
    made = [Block(*note.whole, Kind.NOTE) for note in notes]
    found.blocks[:] = sorted([*kept, *made], key=lambda block: block.start)
    firsts = {note.whole[0] for note in notes}
    found.marks = [m for m in found.marks if m.name != "quote" or m.start not in firsts]
    for note in notes:
        for block in note.blocks[1:]:
            if block.kind is Kind.VERSE:
                found.mark(block.start, block.end, "lg")
                lines = found.parts(block.start, block.end)
                found.marks += [Mark(*line, "l") for line in lines]
