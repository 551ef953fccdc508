"""The list of the persons of a play: each a line, or several of which the first stands out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.importing.cues import NAME
from pipeline.importing.headings import is_heading_of_cast
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
_NO_PERSON = r"(?i)\s*(?:the )?(?:scene|time|place|period|action|ort|zeit|la scène)\b"


def find_casts(found: Transcription) -> list[Block]:
    """The blocks below headings such as “Dramatis Personae”, up to the next heading."""
    found.blocks = [part for block in found.blocks for part in _parted(found, block)]
    blocks: list[Block] = []
    below = False
    for block in found.blocks:
        if block.kind in _SMALL and is_heading_of_cast(found.words(block)):
            below = True
        elif below and _may_list(found, block):
            blocks.append(block)
        else:
            below = False
    return blocks


def _may_list(found: Transcription, block: Block) -> bool:
    """Whether it is text, and no sentence; mere names on several lines look like a heading."""
    is_heading = block.kind is Kind.HEADING and not block.level
    if block.kind not in OF_TEXT and not (is_heading and len(found.lines(block)) > 1):
        return False
    words = found.words(block)
    is_sentence = words.endswith(".") and len(words.split()) > _MOST_OF_PERSON
    if re.match(_NO_PERSON, words):
        return False
    return not is_sentence or re.match(rf"[\W_]*{NAME}", words) is not None


def _parted(found: Transcription, block: Block) -> list[Block]:
    """The block, or the heading in its first line and the names right below it."""
    line_end = found.text.find("\n", block.start, block.end)
    is_small = block.kind in (*_SMALL, Kind.VERSE) and not block.level and line_end > 0
    if not is_small or not is_heading_of_cast(found.text[block.start : line_end]):
        return [block]
    names = Block(line_end + 1, block.end, Kind.SHORT, blank_before=0)
    return [Block(block.start, line_end, Kind.SHORT, blank_before=block.blank_before), names]


def names_of(found: Transcription, casts: Sequence[Block]) -> Iterator[str]:
    """The persons in these blocks, of lines that begin with a name."""
    for block in casts:
        for first, last in _items(found.text, block.start, block.end):
            if role := _role(found.text, first, last):
                yield role[0]


def mark_casts(found: Transcription, casts: Sequence[Block]) -> None:
    """Mark the persons in these blocks, below headings."""
    for block in found.blocks:
        if block.kind is Kind.SHORT and is_heading_of_cast(found.words(block)):
            block.kind = Kind.HEADING
    found.marks[:0] = [
        mark for block in casts for mark in _cast(found.text, block.start, block.end)
    ]
    for block in casts:
        block.kind = Kind.MARKED


def _cast(text: str, start: int, end: int) -> Iterator[Mark]:
    yield Mark(start, end, "castList", {}, Layout.OWN)
    for first, last in _items(text, start, end):
        yield Mark(first, last, "castItem", {}, Layout.LINE)
        if role := _role(text, first, last):
            yield Mark(*role.span(), "role")


def _role(text: str, first: int, last: int) -> re.Match[str] | None:
    return re.compile(NAME).match(text, first_word(text, first, last), last)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The persons; a line that is further in than the first goes on with the one before."""
    lines = [*lines_in(text, start, end)]
    margins = [at - line_start(text, at) for at, _ in lines]
    begin, end = lines[0]
    for (first, last), margin in zip(lines[1:], margins[1:], strict=True):
        if margin <= margins[0]:
            yield begin, end
            begin = first
        end = last
    yield begin, lines[-1][1]
