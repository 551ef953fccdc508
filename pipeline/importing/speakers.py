"""Which names begin speeches: those that come back, and what stands where only a name does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from pipeline.importing.cues import NAME, Cue
from pipeline.importing.headings import lists_cast
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import OF_TEXT, Block, Kind, Transcription

_FIRST_SENTENCE = r"(?P<first>[^\W\d_A-ZÀ-Þ][^.:!?]*)\._?"
_MOST_OF_REMARK = 3  # words of what may be a remark before a speech: “ADAM für sich. Nein.”
_MOST, _NEARLY_ALL = 0.5, 0.8  # of the paragraphs
TIMES = 3  # how often names, or directions, come back
APART = "apart"
"""The type of a block that may be a speech of somebody who is not known."""
_DIRECTION = (
    r"(?s)_?[(\[](?!\d)[^()\[\]]{3,}[)\]]_?\.?|"
    r"_?(?:Re-?enter|Enter|Exit|Exeunt|Flourish|Alarum)(?![^\W_])(?:[^\n]{0,160}|[^?!]{0,400}\.\]?_?)"
)


def is_direction(found: Transcription, block: Block) -> bool:
    """Whether a block is what somebody does, in brackets, or a word such as “Exeunt”."""
    words = found.inner(block).strip() if block.kind in OF_TEXT else ""
    return re.fullmatch(_DIRECTION, words) is not None


def is_done(found: Transcription, block: Block, known: Container[str]) -> bool:
    """Whether it tells what a person does whom it names in capitals: “HOBBS goes out.”"""
    words = found.inner(block).strip() if block.kind in (Kind.SHORT, Kind.PARAGRAPH) else ""
    told = re.fullmatch(rf"_?(?P<name>{NAME})_? {_FIRST_SENTENCE}(?P<more> [^:!?]*\._?)?", words)
    if told is None or told["name"] not in known:
        return False
    return not told["more"] or len(told["first"].split()) > _MOST_OF_REMARK


def known_names(
    cues: Sequence[Sequence[Cue]], named: Iterable[str], times: int = TIMES
) -> set[str]:
    """The names that come back, in the cast and where speeches begin."""
    sure = (name for those in cues for cue in those if cue.is_sure for name in cue.names)
    return {name for name, count in Counter([*named, *sure]).items() if count >= times}


def known_in_small(
    found: Transcription, cues: Sequence[list[Cue]], named: Iterable[str]
) -> tuple[list[list[Cue]], set[str]]:
    """The same, sure of names in small letters also, if most of the text begins with such."""
    first = [those[0] for those in cues if those and those[0].is_first]
    alone = sum(cue.is_alone for cue in first)
    is_layout = alone * 2 > len(first)  # else a word that stands alone goes on with a speech
    begun = alone if is_layout else len(first) - alone
    share = begun / (sum(block.kind in OF_TEXT for block in found.blocks) - alone or 1)
    if share <= _MOST:
        return [*cues], known_names(cues, named)
    sure = [
        [
            cue._replace(is_sure=not cue.is_doubtful, is_small=not cue.is_doubtful)
            for cue in those
            if (cue.is_first if is_layout else not cue.is_alone)
        ]
        for those in cues
    ]
    return sure, known_names(sure, named, TIMES - 1 if share > _NEARLY_ALL else TIMES)


def without_scenes(
    found: Transcription, all_cues: Sequence[list[Cue]], known: Container[str]
) -> list[list[Cue]]:
    """The cues without those of names that have nothing before the next: they are of a scene."""
    kept: list[list[Cue]] = []
    is_said = True
    for block, those in zip(reversed(found.blocks), reversed(all_cues), strict=True):
        cues = [cue for cue in those if _may_begin(cue, known)]
        if cues and cues[0].is_alone and not is_said:
            cues = []
        if block.kind not in (Kind.NOTE, Kind.PAGE) and not is_direction(found, block):
            is_cast = lists_cast(found.words(block))
            is_said = not is_cast and not any(_begins(cue, known) for cue in cues)
        kept.append(cues)
    return kept[::-1]


def _may_begin(cue: Cue, known: Container[str]) -> bool:
    """Whether it may begin a speech at all, in a play whose names are printed as these are."""
    if cue.is_doubtful:
        return not cue.is_small and all(name in known for name in cue.names)
    return cue.is_sure or not (cue.is_small and cue.is_alone)


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
    first = _first_of_speeches(found, cues, known)
    texts = (found.lines(block) for block in found.blocks if block.kind in OF_TEXT)
    least = min((_margin(line) for lines in texts for line in lines if line.strip()), default=0)
    begun = in_scene = False  # the second: somebody has spoken since the last heading
    above: Block | None = None
    for index, (block, those) in enumerate(zip(found.blocks, cues, strict=True)):
        once = (begun or index >= first) and (
            block.kind is not Kind.HEADING or not found.words(block).isupper()
        )
        sure: list[Cue] = []
        for cue in those if not _lists_persons(found, above, block, known) else ():
            is_one = in_scene and cue.is_first  # of many names in capitals
            is_sure = cue.is_sure or (not cue.is_alone and (is_one or not cue.is_small))
            is_known = cue.names <= known and (is_sure or (alone and not cue.is_small))
            begins = cue.is_first or _margin(found.text[cue.start : cue.end]) > least
            if not is_known and not (once and begins and cue.is_sure and words.lack(cue)):
                continue
            if not _is_said_by(found, last, cue, block, is_known=is_known):
                sure.append(cue)
                known |= cue.names
                last = cue
        begun = begun or bool(sure)
        in_scene = bool(sure) or (in_scene and block.kind is not Kind.HEADING)
        above = block
        if block.kind in OF_TEXT and not (sure and sure[-1].is_alone):
            last = None
        speeches.append(sure)
    return speeches


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _first_of_speeches(found: Transcription, cues: Sequence[Sequence[Cue]], known: set[str]) -> int:
    """From where on nothing but speeches stands between a heading, or a cast, and a known name."""
    first = len(cues)
    is_below = False
    for index, (block, those) in enumerate(zip(found.blocks, cues, strict=True)):
        if those and those[0].is_first and those[0].is_sure:
            first = index if is_below else first
            if any(cue.names <= known for cue in those):
                return first
            is_below = False
        elif not is_direction(found, block):
            first = len(cues)
            is_below = block.kind is Kind.HEADING or lists_cast(found.words(block))
    return len(cues)


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
        return cue.is_small or cue.is_doubtful
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
