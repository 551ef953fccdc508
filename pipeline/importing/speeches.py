"""Plays: who speaks, and what is done meanwhile.

A text is a play only where it says so (by acts, a cast, directions) and where
names in capitals that come back begin its paragraphs, or stand above them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.importing.cast import NAME, find_casts, mark_casts
from pipeline.importing.pages import is_of_page
from pipeline.importing.series import heading_of
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

_REMARK = r"[(\[]_?[^\W\d_][^()\[\]]{1,120}[)\]]"
_CUE = (
    rf"(?m)^[ \t]*(?P<name>{NAME})"
    rf"(?:(?=,?[ \t]*{_REMARK}(?:[.:]|[ \t]*$))|[.:](?=[\s—]|\Z)|(?=[ \t]*$))"
)
_AFTER_NAME = rf",?\s*(?P<remark>{_REMARK}[.:]?)"
_DIRECTION = (
    r"(?s)_?[(\[](?!\d)[^()\[\]]{3,}[)\]]_?\.?|"
    r"_?(?:Re-?enter|Enter|Exit|Exeunt|Flourish|Alarum)\b[^\n]{0,160}"
)
_WITHIN = r"\[(?!\d|\^|Footnote|Illustration|Pg\b|Page\b|p\.)[^\[\]]{3,300}\]"
_TIMES, _PERSONS = 3, 2  # how often names, or directions, come back, and how many names do
_LONGEST_VERSE = 60  # characters


class _Cue(NamedTuple):
    """A name with which a speech begins, from its line to its stop."""

    start: int
    end: int
    name: str
    is_first: bool  # in its block


def find_speeches(found: Transcription) -> None:
    """Part the blocks of a play into speakers, directions and what is said."""
    casts = find_casts(found)
    persons = {block.start for block in casts}
    cues = [[] if block.start in persons else _cues(found, block) for block in found.blocks]
    times = Counter(cue.name for those in cues for cue in those)
    back = {name for name, count in times.items() if count >= _TIMES}
    if len(back) < _PERSONS or not (casts or _is_play(found)):
        return
    mark_casts(found, casts)
    blocks: list[Block] = []
    begun = False
    for block, those in zip(found.blocks, cues, strict=True):
        once = begun and block.kind is not Kind.HEADING  # a title page has “LONDON: Printed …”
        sure = [cue for cue in those if cue.name in back or (cue.is_first and once)]
        begun = begun or bool(sure)
        if not sure and _is_direction(found, block):
            block.kind = Kind.STAGE
        blocks += _parts(found, block, sure) if sure else [block]
    found.blocks = blocks


def _cues(found: Transcription, block: Block) -> list[_Cue]:
    is_heading = block.kind is Kind.HEADING and not block.level
    if not (is_heading or block.kind in OF_TEXT):
        return []
    text = found.text[block.start : block.end]
    cues = [
        _Cue(block.start + cue.start(), block.start + cue.end(), cue["name"], not cue.start())
        for cue in re.finditer(_CUE, text)
    ]
    if not cues or heading_of(found, block) is not None:
        return []
    is_name = len(cues) == 1 and cues[0].is_first and "\n" not in text
    return cues if is_name or not is_heading else []


def _is_play(found: Transcription) -> bool:
    """Whether it has acts or scenes, or more directions than an editor has remarks."""
    headings = (heading_of(found, b) for b in found.blocks if b.kind is Kind.HEADING)
    if any(said is not None and said.type in {"act", "scene"} for said in headings):
        return True
    return sum(_is_direction(found, block) for block in found.blocks) >= _TIMES


def _is_direction(found: Transcription, block: Block) -> bool:
    words = found.inner(block).strip() if block.kind in OF_TEXT else ""
    return re.fullmatch(_DIRECTION, words) is not None


def _parts(found: Transcription, block: Block, cues: Sequence[_Cue]) -> Iterator[Block]:
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
    if remark := re.compile(_AFTER_NAME).match(found.text, start, end):
        yield Block(*remark.span("remark"), Kind.STAGE, blank_before=0)
        start = remark.end()
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
        elif block.kind in (*OF_TEXT, Kind.MARKED):
            self.mark.end = block.end
        elif block.kind is not Kind.NOTE and not is_of_page(self.found, block):
            self.mark = None
