"""Lists of what is to come, which the editions make anew."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.importing.headings import (
    is_heading_of_contents,
    is_stopped_title,
    is_title_like,
    key,
    looks_like_heading,
)
from pipeline.importing.transcription import SAID, Block, Kind, Link, Transcription

SMALL = (Kind.SHORT, Kind.HEADING, Kind.VERSE, Kind.QUOTE, Kind.PARAGRAPH)
_LISTS = (Kind.SHORT, Kind.PARAGRAPH, Kind.VERSE, Kind.MARKED)
_NUMBERED = r"\S(?:[ \t]{2,}|\t|[ .·…]*[.·…]{2}[ ]*)(\d{1,4}|[ivxlc]{1,7})[ \t]*$"  # its page
_NO_TITLES_END = "?!”»\"'’"
_BETWEEN = 3  # blocks, at most, between two that name a page
_LONGEST = 200  # characters of one that names none
_OF_LISTS = frozenset("list item label table row cell p quote".split())


class _Entry(NamedTuple):
    """A line of a list: the block in which it stands, and that of the heading it names."""

    block: int
    target: int


def set_aside_contents(found: Transcription) -> None:
    """A list of what is to come: its lines are repeated by headings further down, or lead there."""
    _set_aside_links(found)
    _set_aside_numbered(found)
    last = {
        name: index
        for index, block in enumerate(found.blocks)
        if _may_head(found, block) and (name := key(found.words(block)))
    }
    run: list[_Entry] = []
    kinds: tuple[Kind, ...] = SMALL
    for index, block in enumerate([*found.blocks, Block(0, 0, Kind.PARAGRAPH)]):
        may_list = block.kind in kinds and block.end and block.type != SAID
        entries = _entries(found, block, last, index) if may_list else []
        kinds = SMALL
        if entries:
            run += [_Entry(index, target) for target in entries]
        elif block.end and is_heading_of_contents(found.words(block)):
            kinds = (*SMALL, Kind.MARKED)  # a list of its headings, not of something else
        else:
            if len(run) >= 2 and _differ(found, run):
                _mark_contents(found, run)
            run = []
    for block, after in zip(found.blocks, found.blocks[1:], strict=False):
        if after.type == "contents" and is_heading_of_contents(found.words(block)):
            block.kind, block.type = Kind.FURNITURE, "contents"


def _set_aside_numbered(found: Transcription) -> None:
    """What stands below the word “Contents” as far as lines end in the numbers of pages."""
    for index, block in enumerate(found.blocks):
        if block.kind in SMALL and is_heading_of_contents(found.words(block)):
            entries = _numbered(found, index + 1)
            if entries:
                _make_contents(found, [block, *entries])


def _numbered(found: Transcription, first: int) -> list[Block]:
    """The blocks of a list from `first` on, to the last that names a page after those before."""
    end, named, page = first, 0, 0
    for index in range(first, len(found.blocks)):
        block = found.blocks[index]
        if block.kind not in SMALL or index - end > _BETWEEN:
            break
        numbers = re.findall(_NUMBERED, found.text[block.start : block.end], re.MULTILINE)
        if not numbers and (block.kind is Kind.PARAGRAPH or not _is_small(found, block)):
            break
        if numbers and _first_page(numbers, page) >= page:
            end, named = index + 1, named + len(numbers)
            page = _first_page(reversed(numbers), page)
    return found.blocks[first:end] if named > 1 else []


def _first_page(numbers: Iterable[str], otherwise: int) -> int:
    return next((int(number) for number in numbers if number.isdecimal()), otherwise)


def _is_small(found: Transcription, block: Block) -> bool:
    return len(found.words(block)) <= _LONGEST


def _may_head(found: Transcription, block: Block) -> bool:
    """Whether a list of contents may name it: it is a heading, or written as one."""
    if block.kind is not Kind.SHORT or block.type == SAID:
        return block.kind is Kind.HEADING
    words = found.words(block)
    return is_stopped_title(words) or (is_title_like(words) and words[-1] not in _NO_TITLES_END)


def _entries(found: Transcription, block: Block, last: dict[str, int], index: int) -> list[int]:
    """Where the headings stand, further down, that the block names."""
    whole = last.get(key(found.words(block)), -1)
    if whole > index:
        return [whole]
    lines = [line for line in found.lines(block) if line.strip()]
    if len(lines) < 2:
        return []
    named = [at for line in lines if (at := last.get(key(line), -1)) > index]
    return named if len(named) * 2 > len(lines) else []


def _differ(found: Transcription, run: Sequence[_Entry]) -> bool:
    """Whether they are no line that is said again and again, as a refrain is.

    Nor several that are said again in a row, as in letters that are alike.
    """
    blocks = {entry.block for entry in run}
    entries = {found.words(found.blocks[index]) for index in blocks}
    again = sum(other.target == one.target + 1 for one, other in pairwise(run))
    return len(entries) * 2 > len(blocks) and again < len(run) - 1


def _mark_contents(found: Transcription, run: Sequence[_Entry]) -> None:
    """What a list names further down is a heading, if the list says so or it is set as one."""
    first, last = run[0].block, run[-1].block
    is_headed = first > 0 and is_heading_of_contents(found.words(found.blocks[first - 1]))
    for block in (found.blocks[target] for _, target in run):
        if block.kind is Kind.SHORT and (is_headed or looks_like_heading(found.words(block))):
            block.kind = Kind.HEADING
    first -= is_headed
    _make_contents(found, found.blocks[first : last + 1])


def _set_aside_links(found: Transcription) -> None:
    """Blocks that are but links to headings further down, where there are two such links."""
    starts = [link.start for link in found.links]
    headings = _headings(found)
    run: list[tuple[Block, int]] = []
    for block in [*found.blocks, Block(0, 0, Kind.FURNITURE)]:
        links = found.links[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        if block.kind in _LISTS and links and _is_led_by(found, block, links, headings):
            run.append((block, len(links)))
            continue
        if sum(count for _, count in run) > 1:
            _make_contents(found, [entry for entry, _ in run])
        run = []


def _headings(found: Transcription) -> set[str]:
    """The places at which, or right below which, a heading stands."""
    starts = [block.start for block in found.blocks]
    headings = set()
    for name, place in found.places.items():
        at = max(0, bisect_right(starts, place) - 1)
        if any(block.kind is Kind.HEADING for block in found.blocks[at : at + 1]):
            headings.add(name)
    return headings


def _is_led_by(
    found: Transcription, block: Block, links: Sequence[Link], headings: Container[str]
) -> bool:
    """Whether the words of a block are, but for numbers, links to headings after it."""
    if not all(e.target in headings and found.places[e.target] >= block.end for e in links):
        return False
    linked = sum(map(_letters, (found.text[e.start : e.end] for e in links)))
    return 2 * linked > _letters(found.text[block.start : block.end])


def _letters(words: str) -> int:
    return sum(map(str.isalpha, words))


def _make_contents(found: Transcription, blocks: Sequence[Block]) -> None:
    """Furniture, in which there are no lists and tables."""
    for block in blocks:
        block.kind, block.type = Kind.FURNITURE, "contents"
    start, end = blocks[0].start, blocks[-1].end
    found.marks = [
        mark
        for mark in found.marks
        if mark.name not in _OF_LISTS or not start <= mark.start < mark.end <= end
    ]
