"""Tables whose columns stand below each other: the words of a row are told apart by the blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.importing.transcription import OF_TEXT, Kind, Layout, Mark, Transcription

Span = tuple[int, int]

_FEWEST = 3  # lines
_LONGEST = 200  # characters of a line
_WIDE = 24  # … of all columns of a page
_GAP = r"\S(?: {2}|\t)"
_WIDE_GAP = r"\S(?: {3}| ?\t)[ \t]*\S"
_RULES = frozenset(" \t=_+-")


def mark_tables(found: Transcription) -> None:
    """Mark the blocks that are tables beyond doubt; others that may be keep their lines."""
    marks: list[Mark] = []
    for block in found.blocks:
        if block.kind in OF_TEXT and re.search(_GAP, found.inner(block)):
            table = [*_table(found.text, block.start, block.end)]
            if table:
                block.kind = Kind.MARKED
            elif all(re.search(_WIDE_GAP, line) for line in found.lines(block)):
                block.kind = Kind.VERSE
            marks += table
    found.marks[:0] = marks  # around all that is within


def _table(text: str, start: int, end: int) -> Iterator[Mark]:
    lines = [*_lines(text, start, end)]
    rules = [span for span in lines if set(text[slice(*span)]) <= _RULES]
    rows = sorted({*lines}.difference(rules))
    cells = _cells_of(text, rows)
    if not cells:
        return
    yield Mark(start, end, "table", {}, Layout.OWN)
    for number, (row, those) in enumerate(zip(rows, cells, strict=True)):
        yield from row_marks(
            row, ((cell, {}) for cell in those), is_head=not number and lines[1] in rules
        )
    for span in rules:
        yield Mark(*span, "fw", {"type": "markup"}, Layout.LINE)


def row_marks(
    row: Span, cells: Iterable[tuple[Span, Mapping[str, str]]], *, is_head: bool
) -> Iterator[Mark]:
    """The marks of a row and of its cells, of which something may be said."""
    yield Mark(*row, "row", {"role": "label"} if is_head else {}, Layout.OWN)
    for cell, said in cells:
        yield Mark(*cell, "cell", {**said})


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


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line) + 1


def _cells_of(text: str, rows: Sequence[Span]) -> list[list[Span]]:
    """The cells of each row, if the lines are rows of one table."""
    lines = [text[slice(*row)] for row in rows]
    if len(lines) < _FEWEST or any(map(_is_of_page, lines)):
        return []
    if all("\t" in line.strip() for line in lines):
        return _by_tabs(text, rows)
    cuts = _cuts(lines)
    cells = [cells_between(text, row, cuts) for row in rows]
    return cells if cuts and _are_aligned(rows, cells) else []


def _is_of_page(line: str) -> bool:
    """Whether it is too long for a row, or a line of each column of a page."""
    pieces = re.split(r" {2,}|\t+", line.strip())
    return len(line) > _LONGEST or all(len(piece) > _WIDE for piece in pieces)


def _by_tabs(text: str, rows: Sequence[Span]) -> list[list[Span]]:
    cells = [
        [part.span() for part in re.compile(r"[^\s][^\t]*").finditer(text, *row)] for row in rows
    ]
    return cells if len({len(those) for those in cells}) == 1 else []


def _cuts(lines: Sequence[str]) -> list[int]:
    """Where columns begin: behind blanks that all lines have there, two or more."""
    width = max(map(len, lines))
    blank = "".join(
        " " if all(line[at : at + 1] in (" ", "") for line in lines) else "x" for at in range(width)
    )
    return [gap.end() for gap in re.finditer(r"(?<=x) {2,}", blank)]


def _are_aligned(rows: Sequence[Span], cells: Sequence[Sequence[Span]]) -> bool:
    """Whether each row has words in several columns, and each column an edge."""
    if any(sum(first < last for first, last in those) < 2 for those in cells):
        return False
    columns: dict[int, list[Span]] = {}
    for (start, _), those in zip(rows, cells, strict=True):
        for number, (first, last) in enumerate(those):
            if first < last:
                columns.setdefault(number, []).append((first - start, last - start))
    return all(
        len({first for first, _ in column}) == 1 or len({last for _, last in column}) == 1
        for column in columns.values()
    )
