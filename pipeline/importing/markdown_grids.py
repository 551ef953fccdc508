"""Tables of Pandoc that are grids: lines between borders such as `+---+---+`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from pipeline.importing.markdown_rows import Cell, Row, TableTokens, line_of, line_span, matches
from pipeline.importing.table_rows import Span

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_BORDER = re.compile(r" {0,3}\+(?:[-=:]+\+)+[ \t]*")
_IN_GRID = re.compile(r" {0,3}[|+].*[|+][ \t]*")
_LOOKS = {(True, True): "center", (False, True): "right"}


def grid_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """The rule for markdown-it-py."""
    if silent or state.level or not matches(state, _BORDER, first):
        return False
    last = first
    while last < end and matches(state, _IN_GRID, last):
        last += 1
    while last > first and not matches(state, _BORDER, last - 1):
        last -= 1
    if last < first + 3:
        return False
    borders = [n for n in range(first, last) if matches(state, _BORDER, n)]
    edges = sorted({at for n in borders for at in _crosses(line_of(state, n))})
    if any(_crosses_in(state, n, edges) for n in range(first, last) if n not in borders):
        _as_drawn(state, first, last)
        return True
    head = next((n for n in borders if "=" in line_of(state, n)), first)
    looks = _looks(line_of(state, head), edges)
    table = TableTokens(state, first, last)
    for is_border, lines in groupby(range(first, last), lambda n: matches(state, _BORDER, n)):
        for each in lines if is_border else ():
            table.rule(each)
        for row in () if is_border else _rows(state, [*lines], edges):
            cells = [*_cells(state, row, edges, looks)]
            table.row(Row(row, row.start, cells), is_head=row.start < head)
    table.close()
    return True


def _crosses(line: str) -> list[int]:
    return [part.start() for part in re.finditer(r"\+", line)]


def _crosses_in(state: StateBlock, line: int, edges: Sequence[int]) -> bool:
    """Whether a border in the line parts some columns only, beside a cell that goes on."""
    return not {*_crosses(line_of(state, line))}.isdisjoint(edges)


def _as_drawn(state: StateBlock, first: int, last: int) -> None:
    """A grid whose cells go over several rows: its lines as they stand."""
    drawn = state.push("code_block", "", 0)
    drawn.content = state.getLines(first, last, 0, False) + "\n"
    drawn.map = [first, last]
    state.line = last


def _looks(border: str, edges: Sequence[int]) -> dict[int, str]:
    """How the words of columns are aligned, by the columns' numbers."""
    parts = [(edges.index(part.start() - 1), part[0]) for part in re.finditer(r"[^+\s]+", border)]
    return {n: _LOOKS.get((part.startswith(":"), part.endswith(":")), "") for n, part in parts}


def _rows(state: StateBlock, lines: Sequence[int], edges: Sequence[int]) -> Iterator[range]:
    """All lines between two borders, where each has the strokes of the others; else one each."""
    strokes = {tuple(a - state.bMarks[n] for a in _strokes(state, n, edges)) for n in lines}
    if len(strokes) == 1:
        yield range(lines[0], lines[-1] + 1)
    else:
        yield from (range(n, n + 1) for n in lines)


def _strokes(state: StateBlock, line: int, edges: Sequence[int]) -> list[int]:
    start = state.bMarks[line]
    return [start + at for at in edges if state.src[start + at : start + at + 1] == "|"]


def _cells(
    state: StateBlock, row: range, edges: Sequence[int], looks: Mapping[int, str]
) -> Iterator[Cell]:
    """The cells of a row: they have the strokes before them, and the last that behind it, too."""
    start = state.bMarks[row.start]
    columns = [edges.index(at - start) for at in _strokes(state, row.start, edges)]
    lines = [_enclosed(state, line, edges) for line in row]
    for spans, (column, after) in zip(zip(*lines, strict=True), pairwise(columns), strict=True):
        words = [_words(state.src, *span) for span in spans]
        said = [each for each in words if each[0] < each[1]]
        yield Cell(spans[0], said, looks.get(column, ""), after - column)


def _enclosed(state: StateBlock, line: int, edges: Sequence[int]) -> list[Span]:
    strokes = _strokes(state, line, edges)
    end = line_span(state, line)[1]
    lasts = [*strokes[1:-1], end]
    return [*zip(strokes[:-1], lasts, strict=False)]


def _words(text: str, first: int, last: int) -> Span:
    words = text[first:last].strip("| \t")
    at = text.find(words, first + 1, last) if words else last
    return at, at + len(words)
