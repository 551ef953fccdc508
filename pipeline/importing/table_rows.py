"""Rows of tables whose columns stand below each other, also of cells that run over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.importing.transcription import first_word, line_start

Span = tuple[int, int]

_FEWEST = 3  # rows
_LONGEST = 200  # characters of a line
_WIDE = 24  # … of all columns of a page
_PIECE = r"\S+(?: \S+)*"
_PARTED = r"\S(?: {2,}| ?\t)[ \t]*\S"
_MOST_LINES = 4  # of a row
_INWARD = 2  # columns by which a line that goes on stands further in
_FEW_CROSS = 4  # one row in so many may have words where others have blanks between columns
_FIGURE = r"[\W_]*\d[\d\W_]*|[-–—.…]+"


class Row(NamedTuple):
    """A row with its cells, some of which cover several columns, the first in several lines."""

    span: Span
    cells: list[Span]
    covered: Mapping[int, int] = {}  # columns, of the cells that cover several
    further: tuple[Span, ...] = ()  # lines of the first cell below the others
    is_shifted: bool = False  # its cells stand below no others


def rows_of(text: str, lines: Sequence[Span]) -> list[Row]:
    """The rows, if the lines are those of one table."""
    if len(lines) < _FEWEST or any(_is_of_page(text[slice(*line)]) for line in lines):
        return []
    if all("\t" in text[slice(*line)].strip() for line in lines):
        return _by_tabs(text, lines)
    runs = _runs(text, lines)
    full = [run[0] for run in runs if len(run) == 1 or _is_parted(text, run[0])]
    if len(runs) < _FEWEST or len(full) * 2 < len(runs):
        return []
    said = [text[slice(*line)] for line in full]
    for crossing in (len(full) // _FEW_CROSS, 0):
        cuts = _cuts(said, crossing)
        rows = [_row(text, run, cuts) for run in runs] if cuts else []
        made = [row for row in rows if row is not None]
        are_rows = len(made) == len(rows) and all(_columns(row) == len(cuts) + 1 for row in made)
        if made and are_rows and _are_aligned(text, made):
            return made
    return []


def _columns(row: Row) -> int:
    return len(row.cells) + sum(row.covered.values()) - len(row.covered)


def _is_of_page(line: str) -> bool:
    """Whether it is too long for a row, or a line of each column of a page."""
    pieces = re.split(r" {2,}|\t+", line.strip())
    return len(line) > _LONGEST or (len(pieces) > 1 and all(len(each) > _WIDE for each in pieces))


def are_columns_of_page(lines: Sequence[str]) -> bool:
    """Whether wide columns of text stand side by side, though single lines are short of words."""
    of_page = [line for line in lines if len(line) <= _LONGEST and _is_of_page(line)]
    if len(of_page) < _FEWEST or len(of_page) * 2 < len(lines):
        return False
    gutters = [*re.finditer(r"(?<=\S) {2,}(?=\S)", of_page[0])]
    return any(
        all(not line[gutter.end() - 2 : gutter.end()].strip() for line in lines)
        and all(line[gutter.end() : gutter.end() + 1].strip() for line in of_page)
        for gutter in gutters
    )


def _by_tabs(text: str, lines: Sequence[Span]) -> list[Row]:
    cell = re.compile(r"[^\s][^\t]*")
    rows = [Row(line, [part.span() for part in cell.finditer(text, *line)]) for line in lines]
    return rows if len({len(row.cells) for row in rows}) == 1 else []


def _runs(text: str, lines: Sequence[Span]) -> list[list[Span]]:
    """The lines of each row: those that go on stand further in, and one of two is but one cell."""
    margin = min(_indent(text, line) for line in lines)
    runs: list[list[Span]] = []
    for line in lines:
        inward = _indent(text, line) >= margin + _INWARD
        if runs and inward and not (_is_parted(text, line) and _is_parted(text, runs[-1][-1])):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _indent(text: str, line: Span) -> int:
    return first_word(text, *line) - line[0]


def _is_parted(text: str, line: Span) -> bool:
    return re.search(_PARTED, text[slice(*line)]) is not None


def _cuts(lines: Sequence[str], crossing: int) -> list[int]:
    """Where columns begin: behind two blanks or more that all lines but a few have there."""
    width = max(map(len, lines), default=0)
    blank = "".join(
        " " if sum(line[at : at + 1] not in (" ", "") for line in lines) <= crossing else "x"
        for at in range(width)
    )
    cuts = [gap.end() for gap in re.finditer(r"(?<=x) {2,}(?=x)", blank)]
    columns = pairwise([*cuts, width])
    filled = [
        sum(not line[cut:end].isspace() for line in lines if line[cut:]) for cut, end in columns
    ]
    least = len(lines) / 2 if crossing else 0
    return [cut for cut, count in zip(cuts, filled, strict=True) if count > least]


def _row(text: str, run: Sequence[Span], cuts: Sequence[int]) -> Row | None:
    if len(run) > _MOST_LINES:
        return None
    if len(run) == 1:
        return _crossing(text, run[0], cuts)
    return (
        _begun_above(text, run, cuts) if _is_parted(text, run[-1]) else _run_over(text, run, cuts)
    )


def _crossing(text: str, line: Span, cuts: Sequence[int]) -> Row:
    """A row some of whose cells may cover columns: those that have words where these begin."""
    kept = [cut for cut in cuts if _are_between(text, line, [cut])]
    cells = cells_between(text, line, kept)
    if len(kept) < len(cuts) and any(_is_parted(text, cell) for cell in cells):
        return _shifted(text, line, len(cuts) + 1)
    edges = [0, *(cuts.index(cut) + 1 for cut in kept), len(cuts) + 1]
    covered = {n: last - first for n, (first, last) in enumerate(pairwise(edges))}
    return Row(line, cells, {number: count for number, count in covered.items() if count > 1})


def _shifted(text: str, line: Span, columns: int) -> Row:
    """A row whose first cell runs over into the next columns, and shifts what follows."""
    cells = [part.span() for part in re.compile(_PIECE).finditer(text, *line)]
    count = columns - len(cells) + 1
    return Row(line, cells, {0: count} if count > 1 else {}, is_shifted=True)


def _run_over(text: str, run: Sequence[Span], cuts: Sequence[int]) -> Row | None:
    """A row of whose first or last cell alone the lines below its first one are."""
    first, further = run[0], run[1:]
    if not _are_between(text, first, cuts) or any(_is_parted(text, line) for line in further):
        return None
    cells = cells_between(text, first, cuts)
    whole = first[0], run[-1][1]
    if all(_indent(text, line) >= cuts[-1] for line in further):
        return Row(whole, [*cells[:-1], (cells[-1][0], whole[1])])
    if any(line[1] - line[0] >= cuts[0] for line in further):
        return None
    words = tuple((first_word(text, *line), line[1]) for line in further)
    return Row(whole, [(cells[0][0], cells[0][1] + 1), *cells[1:]], further=words)


def _begun_above(text: str, run: Sequence[Span], cuts: Sequence[int]) -> Row | None:
    """A row of whose first cell alone the lines before the last are."""
    start, end = run[-1]
    piece = re.compile(_PIECE).search(text, start, end)
    above = run[:-1]
    if piece is None or any(_is_parted(text, line) for line in above):
        return None
    reach = max(piece.end() - start, *(line[1] - line[0] for line in above))
    left = [cut for cut in cuts if cut > reach]
    if not left or not _are_between(text, run[-1], left):
        return None
    cells = cells_between(text, run[-1], left)
    first = first_word(text, *above[0]), piece.end()
    count = len(cuts) - len(left) + 1
    return Row((above[0][0], end), [first, *cells[1:]], {0: count} if count > 1 else {})


def _are_between(text: str, line: Span, cuts: Sequence[int]) -> bool:
    """Whether no word of a line stands where columns are cut."""
    words = text[slice(*line)]
    return all(not words[max(0, cut - 2) : cut].strip() for cut in cuts)


def cells_between(text: str, row: Span, cuts: Sequence[int]) -> list[Span]:
    """The words of a row between the columns at which it is cut."""
    start, end = row
    cells: list[Span] = []
    at = start + 1  # an empty cell stands within its row
    for first, last in pairwise([start, *(min(start + cut, end) for cut in cuts), end]):
        words = text[first:last]
        if words.strip():
            at = first + len(words.rstrip())
            cells.append((last - len(words.lstrip()), at))
        else:
            cells.append((at, at))
    return cells


def _are_aligned(text: str, rows: Sequence[Row]) -> bool:
    """Whether each row has words in several columns, and each column an edge."""
    if any(sum(first < last for first, last in row.cells) < 2 for row in rows):
        return False
    columns: dict[int, list[Span]] = {}
    for row in rows:
        number = 0
        for place, (first, last) in enumerate([] if row.is_shifted else row.cells):
            covered = row.covered.get(place, 1)
            if first < last and covered == 1:
                end = text.find("\n", first, last)
                column = columns.setdefault(number, [])
                column.append((first, last if end < 0 else end))
            number += covered
    return all(_has_edge(text, column) for column in columns.values())


def _has_edge(text: str, column: Sequence[Span]) -> bool:
    """Whether words begin or end below each other; figures may be one off, or below any head."""
    edges = [*_edges(text, column)]
    if any(len({*edge}) == 1 for edge in edges):
        return True
    figures = column if _is_figure(text, column[0]) else column[1:]
    is_of_figures = len(figures) >= _FEWEST and all(_is_figure(text, each) for each in figures)
    return is_of_figures and any(max(edge) - min(edge) <= 1 for edge in _edges(text, figures))


def _edges(text: str, column: Sequence[Span]) -> Iterator[list[int]]:
    lines = [line_start(text, first) for first, _ in column]
    for edge in (0, 1):
        yield [cell[edge] - line for cell, line in zip(column, lines, strict=True)]


def _is_figure(text: str, cell: Span) -> bool:
    return re.fullmatch(_FIGURE, text[slice(*cell)]) is not None
