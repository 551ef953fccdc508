"""The list of the persons of a play: each a line, or several of which the first stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.importing.cues import NAME, NAME_IN_SMALL
from pipeline.importing.headings import is_heading_of_cast
from pipeline.importing.series import heading_of
from pipeline.importing.speakers import is_direction
from pipeline.importing.transcription import (
    OF_TEXT,
    Block,
    Kind,
    Layout,
    Mark,
    Transcription,
    first_word,
    line_start,
    lines_in,
)

_SMALL = (Kind.SHORT, Kind.HEADING)
_MOST_OF_PERSON = 6  # words that tell of one who is not named in capitals
_MOST_OF_GROUP = 4  # words of a single line below a list: “Servants of the inn.”
_NO_PERSON = (
    r"(?i)\s*(?:(?:the|die|der|das|la|le|l['’]|el|o|a) ?)?"
    r"(?:scene|time|place|period|action|ort|zeit|szene|handlung|schauplatz|sc[eè]ne|théâtre|temps|"
    r"escena|acción|época|scena|azione|epoca|tempo|место|время|действие)\b"
)
_LONGEST_ITEM = 160  # characters, on an average
_SCENE = (
    r"(?i)[\W_]*(?:(?:die|la) )?(?:scene|szene|scène|escena|scena|сцена|schauplatz)_?\s?"
    r"(?:[.:—–-]|\Z)"
)
_ENDS = (".", ",", ";", ":")
_NAMED = rf"[\W_]*(?:{NAME}|{NAME_IN_SMALL}(?=[,;(]| {{2}}|\.?\s*\Z))"
_ROLE = (
    rf"{NAME}(?: [^\W\d_a-zß-ÿ]\w+)*(?!\w)|{NAME_IN_SMALL}(?=[,;.:(]|\s*\Z|\s*--|\s*[—–]| {{2}})"
)


def find_casts(found: Transcription) -> list[Block]:
    """The blocks below headings such as “Dramatis Personae”, up to the next heading."""
    found.blocks = [part for block in found.blocks for part in _parted(found, block)]
    blocks: list[Block] = []
    for index, block in enumerate(found.blocks):
        if block.kind in _SMALL and is_heading_of_cast(found.words(block)):
            blocks += _cast_below(found, index + 1)
    return blocks


def _cast_below(found: Transcription, index: int) -> list[Block]:
    """The blocks of a list; names in capitals that look like headings, if an act comes next."""
    below = found.blocks[index:]
    listed = [*takewhile(lambda block: _is_name(found, block), below)]
    after = below[len(listed) : len(listed) + 1]
    if len(listed) < 2 or not after or heading_of(found, after[0]) is None:
        listed = [*_listed(found, below)]
    if len(listed) > 1 and len(found.lines(listed[0])) > 1:
        ends = all(line.rstrip().endswith(_ENDS) for line in found.lines(listed[0]))
        listed = [*takewhile(lambda block: not ends or _goes_on(found, block), listed)]
    return listed


def _listed(found: Transcription, below: Sequence[Block]) -> Iterator[Block]:
    """The blocks that may list persons, to the first direction, or to one who is listed already."""
    known: set[str] = set()
    for block in below:
        if not _may_list(found, block) or is_direction(found, block):
            return
        items = _items(found.text, block.start, block.end)
        roles = [role[0] for item in items if (role := _role(found.text, *item))]
        if not known.isdisjoint(roles):
            return
        known.update(roles)
        yield block


def _goes_on(found: Transcription, block: Block) -> bool:
    """Whether it may be of a list all lines of which have stops, and is no description."""
    words = found.words(block)
    is_short = len(words.split()) <= _MOST_OF_GROUP or "," in words or re.match(NAME, words)
    return len(found.lines(block)) > 1 or (words.endswith(_ENDS) and is_short is not None)


def _is_name(found: Transcription, block: Block) -> bool:
    """Whether it begins with a name in capitals, also where it looks like a heading."""
    if block.level or block.kind not in _SMALL or heading_of(found, block) is not None:
        return False
    return re.match(rf"{NAME}(?:[.,]|\Z)", found.words(block)) is not None


def _may_list(found: Transcription, block: Block) -> bool:
    """Whether it is text, and no sentence; mere names on several lines look like a heading."""
    is_heading = block.kind is Kind.HEADING and not block.level
    if block.kind not in OF_TEXT and not (is_heading and "\n" in found.inner(block)):
        return False
    words = found.words(block)
    if re.match(_NO_PERSON, words):
        return False
    is_sentence = words.endswith(".") and len(words.split()) > _MOST_OF_PERSON
    return not is_sentence or re.match(_NAMED, words) is not None or _has_items(found, block)


def tells_scene(words: str) -> bool:
    """Whether they say where a play, or a scene of it, is set."""
    return re.match(_SCENE, words) is not None


def _has_items(found: Transcription, block: Block) -> bool:
    """Whether its lines begin anew, each with somebody else, as those of no sentence do."""
    items = [*_items(found.text, block.start, block.end)]
    named = [found.text[first_word(found.text, *item) :][:1].isupper() for item in items]
    return len(items) > 1 and all(named) and len(found.words(block)) <= _LONGEST_ITEM * len(items)


def _parted(found: Transcription, block: Block) -> list[Block]:
    """The block, or the heading in its first line and the names right below it."""
    line_end = found.text.find("\n", block.start, block.end - block.suffix)
    is_small = block.kind in (*_SMALL, Kind.VERSE) and not block.level and line_end > 0
    if not is_small or not is_heading_of_cast(found.text[block.start : line_end]):
        return [block]
    names = Block(line_end + 1, block.end, Kind.SHORT, blank_before=0)
    return [Block(block.start, line_end, Kind.SHORT, blank_before=block.blank_before), names]


def names_of(found: Transcription, casts: Sequence[Block]) -> Iterator[str]:
    """The persons in these blocks, and what may be their names alone: “HELMER” of “Mr. Helmer”."""
    for block in casts:
        for first, last in _items(found.text, block.start, block.end):
            if role := _role(found.text, first, last):
                name = role[0].upper()
                yield name
                yield from (word for word in re.findall(r"[^\W\d_]{3,}", name) if word != name)


def mark_casts(found: Transcription, casts: Sequence[Block]) -> None:
    """Mark the persons in these blocks, below headings."""
    for block in found.blocks:
        if block.kind is Kind.SHORT and is_heading_of_cast(found.words(block)):
            block.kind = Kind.HEADING
    found.marks[:0] = [mark for run in _runs(found, casts) for mark in _cast(found.text, run)]
    for block in casts:
        block.kind = Kind.MARKED


def _runs(found: Transcription, casts: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of each list."""
    starts = {block.start for block in casts}
    run: list[Block] = []
    for block in found.blocks:
        if block.start in starts:
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _cast(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    yield Mark(blocks[0].start, blocks[-1].end, "castList", {}, Layout.OWN)
    for block in blocks:
        for first, last in _items(text, block.start, block.end):
            yield Mark(first, last, "castItem", {}, Layout.LINE)
            if role := _role(text, first, last):
                yield Mark(*role.span(), "role")


def _role(text: str, first: int, last: int) -> re.Match[str] | None:
    return re.compile(_ROLE).match(text, first_word(text, first, last), last)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The persons; a line further in than the first, or in small letters, goes on with one."""
    lines = [*lines_in(text, start, end)]
    margins = [at - line_start(text, at) for at, _ in lines]
    begin, end = lines[0]
    for (first, last), margin in zip(lines[1:], margins[1:], strict=True):
        if margin <= margins[0] and not text[first].islower():
            yield begin, end
            begin = first
        end = last
    yield begin, lines[-1][1]
