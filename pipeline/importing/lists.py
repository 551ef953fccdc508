"""Lists of plain text: lines that begin with the same sign, or with numbers that rise by one.

The signs are of the text and stay there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from pipeline.importing.numbers import in_figures
from pipeline.importing.pages import is_whole
from pipeline.importing.shapes import column_of
from pipeline.importing.transcription import (
    OF_TEXT,
    SAID,
    Block,
    Kind,
    Layout,
    Mark,
    Transcription,
)

_ITEM = re.compile(
    r"(?P<blanks>[ \t]*)(?:(?P<sign>[-*•])|(?P<open>\(?)(?:(?P<figure>\d{1,2})(?P<stop>[.)])|"
    r"(?P<letter>[a-z])\)|(?P<roman>[ivx]{1,4})\)))[ \t]+\S"
)
_FULL = 55  # characters of a line behind which an item may go on without standing further in


def mark_lists(found: Transcription) -> None:
    """Mark the blocks whose lines are items of one list, each of one line or several."""
    breaks = sorted(mark.start for mark in found.marks if mark.name == "lb")
    for index, block in enumerate(found.blocks):
        has_break = bisect_left(breaks, block.start) < bisect_left(breaks, block.end)
        if block.kind not in OF_TEXT or has_break or block.type == SAID:
            continue
        firsts = _items(found.lines(block))
        if firsts and _is_list(found, index, firsts):
            block.kind = Kind.MARKED
            found.marks[:0] = _list(found, block, firsts)


def _is_list(found: Transcription, index: int, firsts: Sequence[int]) -> bool:
    """Whether items are no verses, and no speeches, which dashes may begin."""
    block = found.blocks[index]
    lines = found.lines(block)
    sign = lines[0].lstrip()[0]
    if block.kind is Kind.VERSE and not (sign == "•" or sign.isdecimal()):
        return False
    is_led = index > 0 and found.words(found.blocks[index - 1]).endswith(":")
    last = [lines[number - 1] for number in [*firsts[1:], len(lines)]]
    return sign != "-" or is_led or not any(map(is_whole, last))


def _items(lines: Sequence[str]) -> list[int]:
    """Which lines begin items, if all lines are of a list."""
    begun = [(n, item) for n, line in enumerate(lines) if (item := _ITEM.match(line))]
    if len(begun) < 2 or begun[0][0] > 0:
        return []
    firsts = [number for number, _ in begun]
    columns = {len(item["blanks"]) for _, item in begun}
    if len(columns) > 1 or not _are_of_one([item for _, item in begun]):
        return []
    goes_on = (
        column_of(line) > min(columns) or len(lines[number]) >= _FULL
        for number, line in enumerate(lines[1:])
        if number + 1 not in firsts
    )
    return firsts if all(goes_on) else []


def _are_of_one(items: Sequence[re.Match[str]]) -> bool:
    """Whether they have the same sign, or numbers of the same form that rise by one."""
    if items[0]["sign"]:
        return len({item["sign"] for item in items}) == 1
    if len({(item["open"], item["stop"]) for item in items}) > 1:
        return False
    return any(
        all(values) and all(after == before + 1 for before, after in pairwise(values))
        for values in (_values(items, name) for name in ("figure", "letter", "roman"))
    )


def _values(items: Sequence[re.Match[str]], name: str) -> list[int]:
    said = [item["letter"] or item[name] or "" for item in items]
    if name == "letter":
        return [ord(each) if len(each) == 1 else 0 for each in said]
    return [int(in_figures(each) or 0) for each in said]


def _list(found: Transcription, block: Block, firsts: Sequence[int]) -> list[Mark]:
    lines = found.lines(block)
    starts = [block.start + sum(len(line) + 1 for line in lines[:number]) for number in firsts]
    ends = [*(start - 1 for start in starts[1:]), block.end]
    items = [Mark(*each, "item", {}, Layout.LINE) for each in zip(starts, ends, strict=True)]
    return [Mark(block.start, block.end, "list", {"rend": "simple"}, Layout.OWN), *items]
