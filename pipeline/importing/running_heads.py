"""Running heads of pages that no form feed parts: “MIDDLEMARCH 37”, “38 THE AUTHOR”.

A line that comes back with rising numbers is one, if it cuts a sentence or
has its number now before it, now behind: headings such as “PSALM 23” do neither.
One without a number is one if it comes back and cuts sentences again.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.importing.headings import is_title_like, key
from pipeline.importing.pages import HEAD, LONGEST_HEAD, is_no_heading
from pipeline.importing.transcription import Block, Kind, Transcription, first_word, line_start

_PAGE = 100  # characters of the shortest page: lines that follow each other sooner are a list
_TIMES = 3  # that a head without a number comes back
_SENTENCE_END = re.compile(r"[.!?:;]\W*\Z")


class _Head(NamedTuple):
    """A line that may be the head of the page `number` (0, where that was misread)."""

    start: int
    end: int
    words: str
    number: int
    is_first: bool  # the number stands before the words


def set_aside_running_heads(found: Transcription) -> None:
    """Make furniture of the running heads, with a page that begins at each."""
    if found.pages:
        return
    heads = _sequence(_apart([*_lines(found)]))
    if not _are_of_pages(found, heads):
        heads = []
    heads = sorted([*heads, *_without_numbers(found)])
    for head in heads:
        line = line_start(found.text, head.start)
        found.mark(line, line, "pb", {"n": str(head.number or "")})
    _cut_out(found, heads)


def _lines(found: Transcription) -> Iterator[_Head]:
    for block in found.blocks:
        if block.kind is not Kind.SHORT:
            continue
        for start, end in found.parts(block.start, block.end):
            line = found.text[start:end].rstrip()
            said = HEAD.fullmatch(line) if len(line) <= LONGEST_HEAD else None
            words = (said["after"] or said["before"]).strip(" .") if said else ""
            if said and is_title_like(words) and is_no_heading(line) and not _has_figure(words):
                number = int(said["first"] or said["last"])
                yield _Head(start, start + len(line), key(words), number, bool(said["first"]))


def _without_numbers(found: Transcription) -> Iterator[_Head]:
    """Lines that stand alone, come back page after page, and cut sentences more than once."""
    alone: dict[str, list[_Head]] = defaultdict(list)
    for block in found.blocks:
        line = found.words(block) if block.end - block.start <= LONGEST_HEAD else ""
        if block.kind is Kind.SHORT and is_title_like(line) and not _has_figure(line):
            start = first_word(found.text, block.start, block.end)
            alone[line].append(_Head(start, block.end, line, 0, is_first=False))
    for line, heads in alone.items():
        apart = _apart(heads) if len(heads) >= _TIMES and is_no_heading(line) else []
        cuts = sum(_cuts(found.text, head) for head in apart)
        if len(apart) >= _TIMES and cuts > 1 and len(apart) <= cuts * 4:
            yield from apart


def _has_figure(words: str) -> bool:
    return any(map(str.isdecimal, words))


def _apart(lines: Sequence[_Head]) -> list[_Head]:
    """Those that have a page's text between them: no table or list of contents."""
    near = {
        line.start
        for one, other in pairwise(lines)
        if other.start - one.end < _PAGE
        for line in (one, other)
    }
    return [line for line in lines if line.start not in near]


def _sequence(lines: Sequence[_Head]) -> list[_Head]:
    """The lines that come back with rising numbers, and those that count the pages between."""
    times = Counter(line.words for line in lines)
    again = [line for line in lines if times[line.words] > 1]
    in_series = [again[place] for place in rising([line.number for line in again])]
    counted = Counter(line.words for line in in_series)
    words = {each for each, count in counted.items() if count > 1 and count * 3 >= times[each] * 2}
    known = {line.start for line in in_series if line.words in words} | _facing(lines)
    kept = []
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        follows = before and before.start in known and line.number == before.number + 1
        leads = after and after.start in known and line.number == after.number - 1
        if line.start in known or follows or leads:
            kept.append(line)
        elif line.words in words:
            kept.append(line._replace(number=0))  # misread
    return kept


def _facing(lines: Sequence[_Head]) -> set[int]:
    """Where two lines begin that stand over facing pages: “128 A PARSON”, “THE FROST 129”."""
    return {
        line.start
        for one, other in pairwise(lines)
        if other.number == one.number + 1
        and all(line.is_first is (line.number % 2 == 0) for line in (one, other))
        for line in (one, other)
    }


def rising(numbers: Sequence[int]) -> list[int]:
    """Which of the numbers, by their places, are a longest series of those that rise."""
    least: list[int] = []  # the last number of a rising series of each length
    lengths = []
    for number in numbers:
        length = bisect_left(least, number)
        least[length : length + 1] = [number]
        lengths.append(length)
    kept: list[int] = []
    for place in reversed(range(len(numbers))):
        is_next = lengths[place] == len(least) - 1 - len(kept)
        if is_next and (not kept or numbers[place] < numbers[kept[-1]]):
            kept.append(place)
    return kept[::-1]


def _are_of_pages(found: Transcription, heads: Sequence[_Head]) -> bool:
    cuts = sum(_cuts(found.text, head) for head in heads)
    return len({head.is_first for head in heads}) == 2 or 0 < len(heads) <= cuts * 4


def _cuts(text: str, head: _Head) -> bool:
    """Whether a sentence goes on behind the line that was begun before it."""
    before = text[max(0, head.start - 200) : head.start].rstrip()
    after = text[head.end : head.end + 200].lstrip()
    return bool(before) and not _SENTENCE_END.search(before) and after[:1].islower()


def _cut_out(found: Transcription, heads: Sequence[_Head]) -> None:
    """Make blocks of the heads, and of what stands before and behind each in its block."""
    starts = [block.start for block in found.blocks]
    inside: dict[int, list[_Head]] = defaultdict(list)
    for head in heads:
        inside[bisect_right(starts, head.start) - 1].append(head)
    found.blocks = [
        part
        for index, block in enumerate(found.blocks)
        for part in (_parts(found, block, inside[index]) if index in inside else [block])
    ]


def _parts(found: Transcription, block: Block, heads: Sequence[_Head]) -> Iterator[Block]:
    at, blank = block.start, block.blank_before
    for head in heads:
        line = line_start(found.text, head.start)
        if line > at:
            yield Block(at, line - 1, Kind.SHORT, blank_before=blank)
            blank = 0
        yield Block(max(at, line), head.end, Kind.FURNITURE, blank_before=blank, type="header")
        newline = found.text.find("\n", head.end, block.end)
        at = newline + 1 if newline >= 0 else block.end
    if at < block.end:
        yield Block(at, block.end, Kind.SHORT, blank_before=blank)
