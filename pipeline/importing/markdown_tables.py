"""Tables of Pandoc whose columns lines of dashes show: simple ones, and those of several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING

from pipeline.importing.markdown_grids import grid_table
from pipeline.importing.markdown_rows import Cell, Row, TableTokens, line_of, line_span, matches
from pipeline.importing.table_rows import Span, cells_between

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_DASHES = re.compile(r" {0,3}-{2,}(?: +-{2,})+[ \t]*")
_FRAME = re.compile(r" {0,3}-{3,}[ \t]*")


def add_tables(parser: MarkdownIt) -> None:
    """Let the parser know these, and grids."""
    parser.block.ruler.before("table", "simple_table", _simple)
    parser.block.ruler.before("table", "multiline_table", _multiline)
    parser.block.ruler.before("table", "grid_table", grid_table)


def _simple(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Words above a line of dashes that shows the columns, or two such lines, and rows between."""
    if silent or state.level or first + 1 >= end:
        return False
    headed = not matches(state, _DASHES, first)
    ruled = first + headed
    if not matches(state, _DASHES, ruled) or state.isEmpty(first) or _is_frame(state, first):
        return False
    last = ruled + 1
    while last < end and not state.isEmpty(last) and not matches(state, _DASHES, last):
        last += 1
    closed = last < end and matches(state, _DASHES, last)
    if last == ruled + 1 or not (headed or closed):
        return False
    rows = [range(line, line + 1) for line in range(ruled + 1, last)]
    head = range(first, ruled)
    _Columns(state, ruled).table(range(first, last + closed), head, rows)
    return True


def _multiline(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Rows that blank lines part, between two lines of dashes, of which the first has the head."""
    if silent or state.level:
        return False
    headed = _is_frame(state, first)
    ruled = _below(state, _DASHES, first + 1, end) if headed else first
    if ruled is None or not matches(state, _DASHES, ruled) or ruled == first + 1:
        return False
    closing = _FRAME if headed else _DASHES
    last = next((n for n in range(ruled + 1, end) if matches(state, closing, n)), end)
    columns = _Columns(state, ruled)
    rows = [*columns.rows(ruled + 1, last)]
    if last == end or not rows:
        return False
    columns.table(range(first, last + 1), range(first + 1, ruled), rows)
    return True


def _below(state: StateBlock, pattern: re.Pattern[str], line: int, end: int) -> int | None:
    """The next line of this form, if no blank one comes before it."""
    while line < end and not state.isEmpty(line):
        if matches(state, pattern, line):
            return line
        line += 1
    return None


def _is_frame(state: StateBlock, line: int) -> bool:
    return matches(state, _FRAME, line)


def _has_words(span: Span) -> bool:
    return span[0] < span[1]


class _Columns:
    """The columns that a line of dashes shows."""

    def __init__(self, state: StateBlock, ruled: int) -> None:
        self._state = state
        self._looks: list[str] = []
        self._dashes = [part.span() for part in re.finditer("-+", line_of(state, ruled))]

    def table(self, whole: range, head: range, rows: Sequence[range]) -> None:
        """The tokens of a table of these lines."""
        self._looks = [*self._looks_of(head or rows[0])]
        table = TableTokens(self._state, whole.start, whole.stop)
        parts = chain.from_iterable(map(self._rows_of, filter(None, (head, *rows))))
        begun = {row.lines.start: row for row in parts}
        line = whole.start
        while line < whole.stop:
            if row := begun.get(line):
                table.row(row, is_head=line in head)
            elif not self._state.isEmpty(line):
                table.rule(line)
            line = row.lines.stop if row else line + 1
        table.close()

    def rows(self, first: int, last: int) -> Iterator[range]:
        """Lines that blank ones part; where none are blank, all that begin at the left."""
        runs = groupby(range(first, last), self._state.isEmpty)
        rows = [[*lines] for is_empty, lines in runs if not is_empty]
        if rows == [[*range(first, last)]]:
            rows = [[line] for line in rows[0]] if all(map(self._begins, rows[0])) else rows
        yield from (range(row[0], row[-1] + 1) for row in rows)

    def _begins(self, line: int) -> bool:
        return _has_words(self._in_line(line)[0])

    def _rows_of(self, lines: range) -> list[Row]:
        """One row, or one of each line where no cell could hold what stands in further lines."""
        row = self._row(lines) if len(lines) > 1 else None
        return [row] if row else [self._line(line) for line in lines]

    def _line(self, line: int) -> Row:
        cells = [
            Cell(cell, [cell] if _has_words(cell) else [], look)
            for cell, look in zip(self._in_line(line), self._looks, strict=True)
        ]
        return Row(range(line, line + 1), line, cells)

    def _row(self, row: range) -> Row | None:
        """A row of which the first cell may begin in lines that have no other."""
        lines = [self._in_line(line) for line in row]
        begun = next((n for n, line in enumerate(lines) if any(map(_has_words, line[1:]))), 0)
        if begun:
            starts = [line[0][0] for line in lines[: begun + 1] if _has_words(line[0])]
            ends = [line[0][1] for line in lines[: begun + 1] if _has_words(line[0])]
            lines[begun][0] = starts[0], ends[-1]
        cells = self._cells(lines[begun:], self._state.eMarks[row[begun]])
        return Row(row, row[begun], cells) if cells else None

    def _cells(self, lines: Sequence[Sequence[Span]], end: int) -> list[Cell]:
        """The cells that begin in the first line, each with a blank, where something may follow."""
        cells: list[Cell] = []
        at, room = lines[0][0][0], int(len(lines) > 1)
        for number, (first, last) in enumerate(lines[0]):
            words = [line[number] for line in lines if _has_words(line[number])]
            is_begun = first < last
            start = first if is_begun else at
            at = last + room if is_begun else at + bool(words)
            following = (span[0] for span in lines[0][number + 1 :] if _has_words(span))
            if at > next(following, end + room):
                return []
            cells.append(Cell((start, at), words, self._looks[number]))
        return cells

    def _in_line(self, line: int) -> list[Span]:
        """The words of each column in a line, empty where it has none."""
        return cells_between(self._state.src, line_span(self._state, line), self._cuts(line))

    def _cuts(self, line: int) -> list[int]:
        """Where columns begin: before a word that reaches over the dashes to the left."""
        words = line_of(self._state, line)
        cuts = []
        for start, _ in self._dashes[1:]:
            over = re.search(r"\S+\Z", words[:start]) if words[start : start + 1].strip() else None
            cuts.append(over.start() if over else start)
        return cuts

    def _looks_of(self, row: range) -> Iterator[str]:
        """How the words of each column stand over, or below, its dashes."""
        lines = [(self._state.bMarks[line], self._in_line(line)) for line in row]
        for number, (first, last) in enumerate(self._dashes):
            said = [
                (cells[number][0] - start, cells[number][1] - start)
                for start, cells in lines
                if _has_words(cells[number])
            ]
            begins = any(start <= first for start, _ in said)
            ends = any(end >= last for _, end in said)
            yield "" if begins or not said else "right" if ends else "center"
