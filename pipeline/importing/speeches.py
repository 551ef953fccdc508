"""Plays: who speaks, and what is done meanwhile.

A text is a play only where it says so (by acts, a cast, directions) and where
names in capitals that come back begin its paragraphs, or stand above them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.importing.cast import find_casts, mark_casts, names_of, tells_scene
from pipeline.importing.cues import NAME, Cue, cues_in, dash_after, remark_after
from pipeline.importing.headings import is_end, lists_cast
from pipeline.importing.pages import is_of_page
from pipeline.importing.plays import (
    first_part,
    has_acts,
    has_directions,
    is_dialogue,
    tells_who_speaks,
)
from pipeline.importing.series import heading_of
from pipeline.importing.shapes import has_room
from pipeline.importing.speakers import (
    APART,
    begun_speeches,
    is_direction,
    is_done,
    known_in_small,
    known_names,
    known_of_few,
    set_apart,
    without_scenes,
)
from pipeline.importing.titles import title_below
from pipeline.importing.transcription import (
    ALIKE,
    OF_TEXT,
    SAID,
    Block,
    Kind,
    Layout,
    Mark,
    Transcription,
    first_word,
    line_start,
)
from pipeline.importing.verses import are_verses, has_small_initial

_WITHIN = (
    r"\[(?!\d|\^|Footnote|Illustration|Pg\b|Page\b|p\.)[^\[\]]{3,300}\]|"
    r"\((?:_[^()\[\]]{2,120}[_.]|[A-ZÀ-ÖØ-Þ][^()\[\]]{1,120}\._?)\)|"
    r"(?m:(?<=[ \t]{2})\[(?!\d)[^\[\]\n]{3,120}$)"
)
_LINE = (
    r"_?[(\[](?!\d)[^()\[\]]{3,}[)\]]_?\.?|"
    rf"_?(?:(?:Re-?)?[Ee]nter_? _?{NAME}.*|(?:Exit|Exeunt)(?![^\W_]).*)"
)
_PARTS = (Kind.VERSE, Kind.SPEAKER, Kind.STAGE)
_PROSE = (Kind.SHORT, Kind.PARAGRAPH)
_PERSONS = 2  # who speak in a play
_FEWEST_SMALL = 6  # lines


def find_speeches(found: Transcription) -> None:
    """Part the blocks of a play into speakers, directions and what is said."""
    casts = find_casts(found)
    persons = {block.start for block in casts}
    cues = [[] if block.start in persons else _cues(found, block) for block in found.blocks]
    is_play = bool(casts) or has_acts(found) or tells_who_speaks(found)
    is_parted = is_play or is_dialogue(found)
    for index in range(first_part(found) if is_parted else 0):
        cues[index] = []
    named = {*names_of(found, casts)}
    known = known_names(cues, named)
    if len(known) < _PERSONS and is_parted:
        known = known_of_few(found, cues, named)
    if len(known) < _PERSONS and is_play:
        cues, known = known_in_small(found, cues, named)
    if len(known) < _PERSONS or not (is_parted or has_directions(found, known)):
        return
    mark_casts(found, casts)
    cues = without_scenes(found, cues, known)
    known |= named
    speeches = begun_speeches(found, cues, known)
    _keep_within(found, speeches)
    set_apart(found, cues, speeches)
    found.blocks = [*_parted(found, speeches, known)]
    _drop_line_ends(found, casts)


def _drop_line_ends(found: Transcription, casts: Sequence[Block]) -> None:
    """What markup says of the ends of lines is told by the speakers, the verses and the cast."""
    starts = [block.start for block in found.blocks]
    persons = {block.start for block in casts}

    def is_told(mark: Mark) -> bool:
        block = found.blocks[bisect_right(starts, mark.start) - 1]
        is_between = mark.start == block.start or mark.start >= block.end
        return is_between or block.kind in _PARTS or block.start in persons

    found.marks = [mark for mark in found.marks if mark.name != "lb" or not is_told(mark)]


def _parted(
    found: Transcription, speeches: Sequence[Sequence[Cue]], known: Container[str]
) -> Iterator[Block]:
    """The blocks, those with speeches in their parts; a speech may go on in the next ones."""
    speaks = False
    parting = _parting_dashes(found, speeches)
    small = _may_begin_small(found, speeches)
    for block, cues in zip(found.blocks, speeches, strict=True):
        speaks = bool(cues) or (speaks and block.kind is not Kind.HEADING)
        if cues:
            yield from _parts(found, block, cues, parting, small=small)
            continue
        is_scene = block.kind in _PROSE and tells_scene(found.words(block))
        if is_scene or is_direction(found, block) or (speaks and is_done(found, block, known)):
            block.kind = Kind.STAGE
        elif speaks and block.kind in OF_TEXT:
            if block.kind in _PROSE and are_verses(found.lines(block), small=small):
                block.kind = Kind.VERSE
            block.type = block.type or SAID
            yield from _spoken(found, block)
            continue
        yield block


def _parting_dashes(
    found: Transcription, speeches: Sequence[Sequence[Cue]]
) -> dict[int, tuple[int, int]]:
    """The dashes by the place behind cues, if most speeches are parted from their cues by one."""
    begun = [
        (remark_after(found.text, cue.end, block.end) or (0, cue.end))[1]
        for block, cues in zip(found.blocks, speeches, strict=True)
        for cue in cues
        if not cue.is_alone
    ]
    dashes = {at: dash for at in begun if (dash := dash_after(found.text, at))}
    return dashes if len(dashes) * 2 > len(begun) else {}


def _cues(found: Transcription, block: Block) -> list[Cue]:
    is_heading = block.kind is Kind.HEADING
    if not (is_heading or block.kind in OF_TEXT):
        return []
    cues = cues_in(found.text, block.start + block.prefix, block.end - block.suffix)
    words = found.words(block)
    if not cues or _counts(found, block) or lists_cast(words) or tells_scene(words):
        return []
    is_one = len(cues) == 1 or ("\n" in found.inner(block) and not block.level)
    return cues if not is_heading or (is_one and cues[0].is_first) else []


def _counts(found: Transcription, block: Block) -> bool:
    """Whether the block numbers a division, not one of several persons (“1. LORD”)."""
    said = heading_of(found, block)
    return said is not None and not (said.type == "section" and said.number.isdecimal())


def _keep_within(found: Transcription, speeches: Sequence[Sequence[Cue]]) -> None:
    """Words in capitals that stand alone between two speeches head nothing."""
    first = next((index for index, cues in enumerate(speeches) if cues), len(speeches))
    goes_on = False
    rooms = Counter(b.blank_before for b, cues in zip(found.blocks, speeches, strict=True) if cues)
    room = max(rooms, key=lambda lines: rooms[lines], default=0)
    for index in range(len(speeches) - 1, first, -1):
        block = found.blocks[index]
        if speeches[index]:
            goes_on = True
        elif block.kind is Kind.HEADING and (not goes_on or _heads(found, index, room)):
            goes_on = False
        elif block.kind is Kind.HEADING:
            block.kind = Kind.SHORT


def _heads(found: Transcription, index: int, room: int) -> bool:
    """Whether a heading between speeches is one: it says so, or has more room than speeches."""
    block = found.blocks[index]
    if (
        block.level
        or block.type == ALIKE
        or block.blank_before > room
        or heading_of(found, block) is not None
    ):
        return True
    return is_end(found.words(block)) or title_below(found, index - 1) is block


def _parts(
    found: Transcription,
    block: Block,
    cues: Sequence[Cue],
    dashes: Mapping[int, tuple[int, int]],
    *,
    small: bool,
) -> Iterator[Block]:
    """What stands before the first speaker, then each with all that is said."""
    ends = [*(cue.start - 1 for cue in cues[1:]), block.end]
    if block.prefix:
        found.sign(block.start, cues[0].start, Layout.LINE)
    elif block.start < cues[0].start:
        before = Block(block.start, cues[0].start - 1, block.kind, blank_before=block.blank_before)
        before.kind = Kind.STAGE if is_direction(found, before) else before.kind
        yield before
    for cue, end in zip(cues, ends, strict=True):
        blank = block.blank_before if cue.is_first else 0
        yield Block(cue.start, cue.end, Kind.SPEAKER, blank_before=blank)
        start = cue.end
        if remark := remark_after(found.text, start, end):
            yield Block(*remark, Kind.STAGE, blank_before=0)
            _, start = remark
        if start in dashes:
            found.sign(*dashes[start])
        yield from _said(found, start, end, block.kind, small=small)


def _said(
    found: Transcription, start: int, end: int, before: Kind, *, small: bool
) -> Iterator[Block]:
    """The words of a speaker."""
    if found.text[start:end].strip():
        words = first_word(found.text, start, end)
        line = line_start(found.text, words)
        start = line if line >= start else words
        lines = found.text[start:end].split("\n")
        is_verse = are_verses(lines, small=small, said=before is Kind.VERSE)
        kind = Kind.VERSE if is_verse else Kind.PARAGRAPH
        yield from _spoken(found, Block(start, end, kind, blank_before=0, type=SAID))


def _spoken(found: Transcription, block: Block) -> Iterator[Block]:
    """The words of a block, and the directions that are lines of their own among its verses."""
    if block.kind is not Kind.VERSE:
        found.marks += _remarks(found, block.start, block.end, lines=False)
        yield block
        return
    at, is_first = block.start, True
    parts = groupby(found.lines(block), lambda line: re.fullmatch(_LINE, line.strip()) is not None)
    for is_done_meanwhile, lines in parts:
        end = at + len("\n".join(lines))
        part = replace(block, start=at, end=end, blank_before=block.blank_before * is_first)
        if is_done_meanwhile:
            part.kind, part.type = Kind.STAGE, ""
        else:
            found.marks += _remarks(found, at, end, lines=True)
        yield part
        at, is_first = end + 1, False


def _may_begin_small(found: Transcription, speeches: Sequence[Sequence[Cue]]) -> bool:
    """Whether lines that begin so are verses: most that are above one have room for its word."""
    lines: list[tuple[str, str]] = []
    speaks = False
    for block, cues in zip(found.blocks, speeches, strict=True):
        speaks = bool(cues) or (speaks and block.kind is not Kind.HEADING)
        if speaks and not is_direction(found, block):
            lines += [(a, b) for a, b in pairwise(found.lines(block)) if a.strip() and b.strip()]
    room = sorted(len(line) for line, _ in lines)[len(lines) * 9 // 10 :][:1]
    small = [(a, b) for a, b in lines if has_small_initial(b)]
    fit = sum(has_room(*each, room[0]) for each in small)
    return len(small) >= _FEWEST_SMALL and fit * 3 >= 2 * len(small)


def _remarks(found: Transcription, start: int, end: int, *, lines: bool) -> Iterator[Mark]:
    """Directions in brackets amid a speech."""
    for remark in re.compile(_WITHIN).finditer(found.text, start, end):
        for span in found.parts(*remark.span()) if lines else [remark.span()]:
            yield Mark(*span, "stage")


@dataclass(slots=True)
class RunningSpeech:
    """The speech that is open, over all that is said in it."""

    found: Transcription
    mark: Mark | None = None

    def see(self, block: Block, marks: list[Mark]) -> None:
        """A block of the play: a speaker, his words, what they end before."""
        if block.kind is Kind.SPEAKER:
            self.mark = Mark(block.start, block.end, "sp", {}, Layout.OWN)
            marks.append(self.mark)
        elif self.mark is None:
            return
        elif block.kind is Kind.STAGE:
            between = self.found.text[self.mark.end : block.start]
            self.mark.end = self.mark.end if "\n" in between else block.end
        elif block.type == APART:
            self.mark = None
        elif block.kind in (*OF_TEXT, Kind.MARKED):
            self.mark.end = block.end
        elif block.kind is not Kind.NOTE and not is_of_page(self.found, block):
            self.mark = None
