"""Plays: who speaks, and what is done meanwhile.

A text is a play only where it says so (by acts, a cast, directions) and where
names in capitals that come back begin its paragraphs, or stand above them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.importing.cast import find_casts, mark_casts, names_of
from pipeline.importing.cues import Cue, cues_in, remark_after
from pipeline.importing.headings import is_end
from pipeline.importing.pages import is_of_page
from pipeline.importing.series import heading_of
from pipeline.importing.titles import title_below
from pipeline.importing.transcription import (
    OF_TEXT,
    Block,
    Kind,
    Layout,
    Mark,
    Transcription,
    first_word,
    line_start,
)

_DIRECTION = (
    r"(?s)_?[(\[](?!\d)[^()\[\]]{3,}[)\]]_?\.?|"
    r"_?(?:Re-?enter|Enter|Exit|Exeunt|Flourish|Alarum)\b[^\n]{0,160}"
)
_WITHIN = (
    r"\[(?!\d|\^|Footnote|Illustration|Pg\b|Page\b|p\.)[^\[\]]{3,300}\]|"
    r"\((?:_[^()\[\]]{2,120}[_.]|[A-ZÀ-ÖØ-Þ][^()\[\]]{1,120}\._?)\)"
)
_TIMES, _PERSONS = 3, 2  # how often names, or directions, come back, and how many names do
_LONGEST_VERSE = 60  # characters
_APART = "apart"


def find_speeches(found: Transcription) -> None:
    """Part the blocks of a play into speakers, directions and what is said."""
    casts = find_casts(found)
    cues = _all_cues(found, {block.start for block in casts})
    is_parted = bool(casts) or _has_acts(found)
    if is_parted and _is_title(found, found.blocks[0]):
        cues[0] = []
    named = {*names_of(found, casts)}
    known = _known(cues, named)
    if len(known) < _PERSONS and is_parted:
        cues = _in_small(found, cues)
        known = _known(cues, named)
    if len(known) < _PERSONS or not (is_parted or _has_directions(found)):
        return
    mark_casts(found, casts)
    speeches = _speeches(found, cues, known.union(named))
    _keep_within(found, speeches)
    _set_apart(found, cues, speeches)
    found.blocks = [*_parted(found, speeches)]


def _is_title(found: Transcription, block: Block) -> bool:
    """Whether a text that begins with it may be called by it, as plays are by a person’s name."""
    words = found.words(block)
    return words.replace(" ", "").isalpha() and "\n" not in found.inner(block)


def _parted(found: Transcription, speeches: Sequence[Sequence[Cue]]) -> Iterator[Block]:
    """The blocks, those with speeches in their parts; a speech may go on in the next ones."""
    speaks = False
    for block, cues in zip(found.blocks, speeches, strict=True):
        speaks = bool(cues) or (speaks and block.kind is not Kind.HEADING)
        if cues:
            yield from _parts(found, block, cues)
            continue
        if _is_direction(found, block):
            block.kind = Kind.STAGE
        elif speaks and block.kind in OF_TEXT:
            is_verse = block.kind is Kind.VERSE
            found.marks += _remarks(found, block.start, block.end, lines=is_verse)
        yield block


def _all_cues(found: Transcription, persons: Container[int]) -> list[list[Cue]]:
    """The cues of each block; names with nothing before the next cue are those of a scene."""
    all_cues: list[list[Cue]] = []
    is_said = True
    for block in reversed(found.blocks):
        cues = [] if block.start in persons else _cues(found, block)
        if cues and cues[0].is_alone and not is_said:
            cues = []
        elif block.kind not in (Kind.NOTE, Kind.PAGE) and not _is_direction(found, block):
            is_said = not any(cue.is_first and not cue.is_small for cue in cues)
        all_cues.append(cues)
    return all_cues[::-1]


def _cues(found: Transcription, block: Block) -> list[Cue]:
    is_heading = block.kind is Kind.HEADING and not block.level
    if not (is_heading or block.kind in OF_TEXT):
        return []
    cues = cues_in(found.text, block.start, block.end)
    if not cues or _counts(found, block):
        return []
    is_name = len(cues) == 1 and cues[0].is_first and "\n" not in found.inner(block)
    return cues if is_name or not is_heading else []


def _counts(found: Transcription, block: Block) -> bool:
    """Whether the block numbers a division, not one of several persons (“1. LORD”)."""
    said = heading_of(found, block)
    return said is not None and not (said.type == "section" and said.number.isdecimal())


def _speeches(
    found: Transcription, cues: Sequence[Sequence[Cue]], known: set[str]
) -> list[list[Cue]]:
    """Of each block the cues that begin speeches, of names that are known or begin a block.

    Words that are all in capitals are but the cue of a known one; so is what
    stands before the first speech, as a title page has “LONDON: Printed …”.
    """
    speeches: list[list[Cue]] = []
    begun = False
    alone = any(cue.is_alone and cue.is_sure for those in cues for cue in those)
    for block, those in zip(found.blocks, cues, strict=True):
        once = begun and (block.kind is not Kind.HEADING or not found.words(block).isupper())
        sure = [
            cue
            for cue in those
            if (cue.names <= known and (alone or cue.is_sure or not cue.is_alone))
            or (cue.is_first and cue.is_sure and once)
        ]
        for cue in sure:
            known |= cue.names
        begun = begun or bool(sure)
        speeches.append(sure)
    return speeches


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
    if block.level or block.blank_before > room or heading_of(found, block) is not None:
        return True
    return is_end(found.words(block)) or title_below(found, index - 1) is block


def _set_apart(
    found: Transcription, cues: Sequence[Sequence[Cue]], speeches: Sequence[Sequence[Cue]]
) -> None:
    """What may be a speech of somebody who is not known is none of the speaker before."""
    small: frozenset[str] = frozenset()
    for block, those, sure in zip(found.blocks, cues, speeches, strict=True):
        if those and not sure and block.kind in (Kind.SHORT, Kind.PARAGRAPH):
            small = small or frozenset(re.findall(r"\b[^\W\d_]+", found.text))
            if not any(name.lower() in small for name in those[0].names):
                block.type = _APART


def _known(cues: Sequence[Sequence[Cue]], named: Iterable[str]) -> set[str]:
    """The names that come back, in the cast and where speeches begin."""
    sure = (name for those in cues for cue in those if cue.is_sure for name in cue.names)
    return {name for name, count in Counter([*named, *sure]).items() if count >= _TIMES}


def _in_small(found: Transcription, cues: Sequence[Sequence[Cue]]) -> list[list[Cue]]:
    """The same, sure of names in small letters also, if most of the text begins with such."""
    begun = sum(bool(those) and those[0].is_first for those in cues)
    is_most = begun * 2 > sum(block.kind in OF_TEXT for block in found.blocks)
    return [[cue._replace(is_sure=cue.is_sure or is_most) for cue in those] for those in cues]


def _has_acts(found: Transcription) -> bool:
    headings = (heading_of(found, b) for b in found.blocks if b.kind is Kind.HEADING)
    return any(said is not None and said.type in {"act", "scene"} for said in headings)


def _has_directions(found: Transcription) -> bool:
    """Whether it has more directions than an editor has remarks."""
    return sum(_is_direction(found, block) for block in found.blocks) >= _TIMES


def _is_direction(found: Transcription, block: Block) -> bool:
    words = found.inner(block).strip() if block.kind in OF_TEXT else ""
    return re.fullmatch(_DIRECTION, words) is not None


def _parts(found: Transcription, block: Block, cues: Sequence[Cue]) -> Iterator[Block]:
    """What stands before the first speaker, then each with all that is said."""
    ends = [*(cue.start - 1 for cue in cues[1:]), block.end]
    if block.start < cues[0].start:
        yield Block(block.start, cues[0].start - 1, block.kind, blank_before=block.blank_before)
    for cue, end in zip(cues, ends, strict=True):
        blank = block.blank_before if cue.is_first else 0
        yield Block(cue.start, cue.end, Kind.SPEAKER, blank_before=blank)
        yield from _said(found, cue.end, end, block.kind)


def _said(found: Transcription, start: int, end: int, before: Kind) -> Iterator[Block]:
    """The remark after a speaker's name, and his words."""
    if remark := remark_after(found.text, start, end):
        yield Block(*remark, Kind.STAGE, blank_before=0)
        _, start = remark
    if found.text[start:end].strip():
        words = first_word(found.text, start, end)
        line = line_start(found.text, words)
        start = line if line >= start else words
        lines = found.text[start:end].split("\n")
        kind = Kind.VERSE if _are_verses(lines, before) else Kind.PARAGRAPH
        found.marks += _remarks(found, start, end, lines=kind is Kind.VERSE)
        yield Block(start, end, kind, blank_before=0)


def _are_verses(lines: Sequence[str], before: Kind) -> bool:
    """Whether each line of a speech begins one; `before` is what it was taken for with its name."""
    small = any(line.lstrip(" _[(“‘\"'—")[:1].islower() for line in lines)
    short = max(map(len, lines)) <= _LONGEST_VERSE
    return len(lines) > 1 and not small and (short or before is Kind.VERSE)


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
        elif block.type == _APART:
            self.mark = None
        elif block.kind in (*OF_TEXT, Kind.MARKED):
            self.mark.end = block.end
        elif block.kind is not Kind.NOTE and not is_of_page(self.found, block):
            self.mark = None
