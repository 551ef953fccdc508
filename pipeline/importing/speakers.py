"""Which names begin speeches: those that come back, and what stands where only a name does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from pipeline.importing.cues import NAME, Cue
from pipeline.importing.headings import lists_cast
from pipeline.importing.series import heading_of
from pipeline.importing.shapes import column_of
from pipeline.importing.transcription import OF_TEXT, Block, Kind, Transcription

_FIRST_SENTENCE = r"(?P<first>[^\W\d_A-ZÀ-Þ][^.:!?]*)\._?"
_MOST_OF_REMARK = 3  # words of what may be a remark before a speech: “ADAM für sich. Nein.”
_MOST, _NEARLY_ALL = 0.5, 0.8  # of the paragraphs
TIMES = 3  # how often names, or directions, come back
APART = "apart"
"""The type of a block that may be a speech of somebody who is not known."""
_DIRECTION = (
    r"(?s)_?[(\[](?!\d)[^()\[\]]{3,}[)\]]_?\.?|"
    r"\[?_?(?:Re-?enter|Enter|Exit|Exeunt|Flourish|Alarum)(?![^\W_])(?:[^\n]{0,160}|[^?!]{0,400}\.\]?_?)"
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


def known_of_few(found: Transcription, cues: Sequence[list[Cue]], named: Iterable[str]) -> set[str]:
    """The same, where nearly all of a short text begins with names."""
    share, _ = _share(found, cues, small=False)
    return known_names(cues, named, TIMES - 1) if share > _NEARLY_ALL else set()


def known_in_small(
    found: Transcription, cues: Sequence[list[Cue]], named: Iterable[str]
) -> tuple[list[list[Cue]], set[str]]:
    """The same, sure of names in small letters also, if most of the text begins with such."""
    share, are_alone = _share(found, cues, small=True)
    if share <= _MOST:
        return [*cues], known_names(cues, named)
    sure = [
        [
            cue._replace(is_sure=not cue.is_doubtful, is_small=not cue.is_doubtful)
            for cue in those
            if not cue.is_small or (cue.is_first if are_alone else not cue.is_alone)
        ]
        for those in cues
    ]
    return sure, known_names(sure, named, TIMES - 1 if share > _NEARLY_ALL else TIMES)


def _share(found: Transcription, cues: Sequence[list[Cue]], *, small: bool) -> tuple[float, bool]:
    """The part of the text that begins with such names, and whether these stand above it."""
    first = [those[0] for those in cues if those and those[0].is_first]
    those = [cue for cue in first if cue.is_small is small]
    alone = sum(cue.is_alone for cue in those)
    are_alone = alone * 2 > len(those)  # else a word that stands alone goes on with a speech
    begun = alone if are_alone else len(those) - alone
    begin = next((index for index, here in enumerate(cues) if here), 0)
    texts = sum(b.kind in OF_TEXT and not is_direction(found, b) for b in found.blocks[begin:])
    return begun / max(1, texts - sum(cue.is_alone for cue in first)), are_alone


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
    walk = _Speakers(found, cues, known)
    return [walk.begun_in(index, block) for index, block in enumerate(found.blocks)]


class _Speakers:
    """A walk through the blocks, in which whoever speaks is known from then on."""

    def __init__(
        self, found: Transcription, cues: Sequence[Sequence[Cue]], known: set[str]
    ) -> None:
        self._found, self._cues, self._known = found, cues, known
        self._words = _SmallWords(found)
        self._are_alone = any(cue.is_alone and cue.is_sure for those in cues for cue in those)
        self._first = _first_of_speeches(found, cues, known)
        self._room = _room_of_names(found, cues, known)
        texts = (found.lines(block) for block in found.blocks if block.kind in OF_TEXT)
        lines = (line for lines in texts for line in lines if line.strip())
        self._margin = min(map(column_of, lines), default=0)
        self._above: Block | None = None
        self._last: Cue | None = None  # with nothing said since
        self._begun = self._in_scene = False  # the second: since the last heading

    def begun_in(self, index: int, block: Block) -> list[Cue]:
        """The cues of the next block that begin speeches."""
        sure: list[Cue] = []
        is_list = _lists_persons(self._found, self._above, block, self._known)
        for cue in () if is_list else self._cues[index]:
            is_known = self._is_known(cue, index)
            is_new = is_known or self._may_be_new(cue, index)
            if is_new and not _is_said_by(self._found, self._last, cue, block, is_known=is_known):
                sure.append(cue)
                self._known |= cue.names
                self._last = cue
        self._begun = self._begun or bool(sure)
        self._in_scene = bool(sure) or (self._in_scene and block.kind is not Kind.HEADING)
        self._above = block
        if block.kind in OF_TEXT and not (sure and sure[-1].is_alone):
            self._last = None
        return sure

    def _is_known(self, cue: Cue, index: int) -> bool:
        is_one = self._in_scene and cue.is_first  # of many names in capitals
        is_sure = cue.is_sure or (not cue.is_alone and (is_one or not cue.is_small))
        if cue.names <= self._known and (is_sure or (self._are_alone and not cue.is_small)):
            return True
        awaits = self._begun and self._last is None
        return awaits and _stands_as(self._found, self._cues, index, self._room)

    def _may_be_new(self, cue: Cue, index: int) -> bool:
        """Whether a name that is not known is one: it is set as names are, and is no word."""
        block, line = self._found.blocks[index], self._found.text[cue.start : cue.end]
        is_heading = block.kind is Kind.HEADING and self._found.words(block).isupper()
        is_among_speeches = (self._begun or index >= self._first) and not is_heading
        is_set_off = line.lstrip().startswith(("*", "_"))
        begins = cue.is_first or column_of(line) > self._margin
        may_be = cue.is_sure and begins and (is_among_speeches or is_set_off)
        return may_be and self._words.lack(cue)


def _room_of_names(found: Transcription, cues: Sequence[Sequence[Cue]], known: set[str]) -> int:
    """The blank lines above names that stand alone, or -1 where most speeches begin behind them."""
    begun = [
        (block.blank_before, those[0].is_alone)
        for block, those in zip(found.blocks, cues, strict=True)
        if those and those[0].is_first and those[0].names <= known
    ]
    rooms = Counter(room for room, is_alone in begun if is_alone)
    [(room, _)] = rooms.most_common(1) or [(-1, 0)]
    return room if rooms.total() * 2 > len(begun) else -1


def _stands_as(found: Transcription, cues: Sequence[Sequence[Cue]], index: int, room: int) -> bool:
    """Whether a block is but a name in capitals, set as others are above what they say."""
    block, [cue, *others] = found.blocks[index], cues[index]
    is_name = cue.is_alone and cue.is_sure and not cue.is_small and not others and not block.level
    if not is_name or block.blank_before > room or index + 1 == len(found.blocks):
        return False
    return found.blocks[index + 1].kind in OF_TEXT and not cues[index + 1]


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
    found: Transcription, above: Block | None, block: Block, known: set[str]
) -> bool:
    """Whether it has but the names of several persons, right below the heading of a scene."""
    if above is None or above.kind is not Kind.HEADING or heading_of(found, above) is None:
        return False
    words = re.sub(r"[(\[][^()\[\]]*[)\]]", "", found.inner(block))
    parts = re.split(r"[.,;]\s+|\n\s*|\s(?:and|und|et|y|e|og|och|en|и)\s", words)
    names = [name.strip(" .").upper() for name in parts if name.strip(" .")]
    return len(names) > 1 and known.issuperset(names)


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
        """Whether one of the names of a cue may as well be a word, or several."""
        if self._words is None:
            self._words = frozenset(re.findall(r"\b[^\W\d_]+", self._found.text))
        return any(self._words.issuperset(name.lower().split()) for name in cue.names)


def set_apart(
    found: Transcription, cues: Sequence[Sequence[Cue]], speeches: Sequence[Sequence[Cue]]
) -> None:
    """What may be a speech of somebody who is not known is none of the speaker before."""
    words = _SmallWords(found)
    is_awaited = False
    for block, those, sure in zip(found.blocks, cues, speeches, strict=True):
        may_be_said = block.kind in (Kind.SHORT, Kind.PARAGRAPH)
        if those and not sure and may_be_said and not is_awaited and not words.have(those[0]):
            block.type = APART
        is_awaited = bool(sure) and sure[-1].is_alone
