"""Numbers of verses at the ends of their lines, as editions have them at every fifth.

They count the lines: those of two that are numbered differ by as many as lines
stand between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.importing.table_rows import Span
from pipeline.importing.transcription import Transcription

_AT_END = re.compile(r"\S(?P<number>[ \t]{2,}\d{1,4})[ \t]*\Z")
_FEWEST = 3  # lines from one number to the next: else it is a table


class _Numbered(NamedTuple):
    start: int  # of its line
    lines: int  # up to it
    number: Span  # with the blanks before it
    value: int


def find_line_numbers(found: Transcription) -> None:
    """Note down the numbers of verses by the beginnings of their lines."""
    for one, other in pairwise(_numbered(found.text)):
        if other.lines - one.lines == other.value - one.value >= _FEWEST:
            found.verse_numbers |= {each.start: each.number for each in (one, other)}


def _numbered(text: str) -> Iterator[_Numbered]:
    at = count = 0
    for line in text.split("\n"):
        count += bool(line.strip())
        if said := _AT_END.search(line):
            first, last = said.span("number")
            value = int(line[first:last])
            yield _Numbered(at, count, (at + first, at + last), value)
        at += len(line) + 1


def without_numbers(found: Transcription, start: int, lines: list[str]) -> list[str]:
    """The lines, of which the first begins at `start`, without the numbers at their ends."""
    kept = []
    for line in lines:
        number = found.verse_numbers.get(start)
        kept.append(line[: number[0] - start] if number else line)
        start += len(line) + 1
    return kept
