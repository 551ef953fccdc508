"""Which names begin speeches: those that come back, and what stands where only a name does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from pipeline.importing.cues import Cue
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import OF_TEXT, Block, Kind, Transcription

TIMES = 3  # how often names, or directions, come back
APART = "apart"
"""The type of a block that may be a speech of somebody who is not known."""
_DIRECTION = (
    r"(?s)_?[(\[](?!\d)[^()\[\]]{3,}[)\]]_?\.?|"
    r"_?(?:Re-?enter|Enter|Exit|Exeunt|Flourish|Alarum)\b[^\n]{0,160}"
)


def is_direction(found: Transcription, block: Block) -> bool:
    """Whether a block is what somebody does, in brackets, or a word such as “Exeunt”."""
    words = found.inner(block).strip() if block.kind in OF_TEXT else ""
    return re.fullmatch(_DIRECTION, words) is not None


def known_names(cues: Sequence[Sequence[Cue]], named: Iterable[str]) -> set[str]:
    """The names that come back, in the cast and where speeches begin."""
    sure = (name for those in cues for cue in those if cue.is_sure for name in cue.names)
    return {name for name, count in Counter([*named, *sure]).items() if count >= TIMES}


def sure_of_small(found: Transcription, cues: Sequence[list[Cue]]) -> list[list[Cue]]:
    """The same, sure of names in small letters also, if most of the text begins with such."""
    first = [those[0] for those in cues if those and those[0].is_first]
    alone = sum(cue.is_alone for cue in first)
    is_layout = alone * 2 > len(first)  # else a word that stands alone goes on with a speech
    begun = alone if is_layout else len(first) - alone
    is_most = begun * 2 > sum(block.kind in OF_TEXT for block in found.blocks) - alone
    return [
        [cue._replace(is_sure=True) for cue in those if is_layout or not cue.is_alone]
        if is_most
        else those
        for those in cues
    ]


def without_scenes(
    found: Transcription, all_cues: Sequence[list[Cue]], known: Container[str]
) -> list[list[Cue]]:
    """The cues without those of names that have nothing before the next: they are of a scene."""
    kept: list[list[Cue]] = []
    is_said = True
    for block, those in zip(reversed(found.blocks), reversed(all_cues), strict=True):
        cues = [cue for cue in those if cue.is_sure or not (cue.is_small and cue.is_alone)]
        if cues and cues[0].is_alone and not is_said:
            cues = []
        if block.kind not in (Kind.NOTE, Kind.PAGE) and not is_direction(found, block):
            is_said = not any(_begins(cue, known) for cue in cues)
        kept.append(cues)
    return kept[::-1]


def _begins(cue: Cue, known: Container[str]) -> bool:
    """Whether it begins a speech, and is none of one word below its speaker's name."""
    is_name = not cue.is_alone or all(name in known for name in cue.names)
    return cue.is_first and is_name and (cue.is_sure or not cue.is_small)


def begun_speeches(
    found: Transcription, cues: Sequence[Sequence[Cue]], known: set[str]
) -> list[list[Cue]]:
    """Of each block the cues that begin speeches, of names that are known or begin a block.

    Words that are all in capitals are but the cue of a known one; so is what
    stands before the first speech, as a title page has “LONDON: Printed …”.
    """
    speeches: list[list[Cue]] = []
    alone = any(cue.is_alone and cue.is_sure for those in cues for cue in those)
    words = _SmallWords(found)
    last: Cue | None = None  # with nothing said since
    begun = False
    above: Block | None = None
    for block, those in zip(found.blocks, cues, strict=True):
        once = begun and (block.kind is not Kind.HEADING or not found.words(block).isupper())
        sure: list[Cue] = []
        for cue in those if not _lists_persons(found, above, block, known) else ():
            is_known = cue.names <= known and (alone or cue.is_sure or not cue.is_alone)
            if not is_known and not (once and cue.is_first and cue.is_sure and words.lack(cue)):
                continue
            if not _is_said_by(found, last, cue, block, is_known=is_known):
                sure.append(cue)
                known |= cue.names
                last = cue
        begun = begun or bool(sure)
        above = block
        if block.kind in OF_TEXT and not (sure and sure[-1].is_alone):
            last = None
        speeches.append(sure)
    return speeches


def _lists_persons(
    found: Transcription, above: Block | None, block: Block, known: Container[str]
) -> bool:
    """Whether it has but the names of several persons, right below the heading of a scene."""
    if above is None or above.kind is not Kind.HEADING or heading_of(found, above) is None:
        return False
    names = [name for name in re.split(r"[.,;]\s+|\n\s*", found.inner(block).strip(" .\n")) if name]
    return len(names) > 1 and all(name.upper() in known for name in names)


def _is_said_by(
    found: Transcription, last: Cue | None, cue: Cue, block: Block, *, is_known: bool
) -> bool:
    """Whether a cue is what the one right above it begins: a speech of but a name, or a word."""
    if last is None or found.text[last.end : cue.start].strip() or not cue.is_alone:
        return False
    if cue.is_first:
        return cue.is_small
    return not is_known or cue.end == block.end


class _SmallWords:
    """The words that a text has in small letters: a name of these may be none."""

    def __init__(self, found: Transcription) -> None:
        self._found = found
        self._words: frozenset[str] | None = None

    def lack(self, cue: Cue) -> bool:
        """Whether those who speak may be called so."""
        return not cue.is_small or not self.have(cue)

    def have(self, cue: Cue) -> bool:
        """Whether one of the names of a cue is a word as well."""
        if self._words is None:
            self._words = frozenset(re.findall(r"\b[^\W\d_]+", self._found.text))
        return any(name.lower() in self._words for name in cue.names)


def set_apart(
    found: Transcription, cues: Sequence[Sequence[Cue]], speeches: Sequence[Sequence[Cue]]
) -> None:
    """What may be a speech of somebody who is not known is none of the speaker before."""
    words = _SmallWords(found)
    for block, those, sure in zip(found.blocks, cues, speeches, strict=True):
        if those and not sure and block.kind in (Kind.SHORT, Kind.PARAGRAPH):
            block.type = block.type if words.have(those[0]) else APART
