"""The columns of a table: the rows that head them, and which of them hold figures.

TEI says which cells are labels (`@role`, 14.1.1) and nothing of the kinds of
data; what a column holds is read from its cells. Only a column in which every
cell is a number, a dash or empty is one of figures: its cells bear the class
``numeric``, and, where its numbers have decimals, ``data-fill``, the white space
that brings their decimal marks under each other when they are set flush right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.model.xhtml import add_class, plain_tag, qualified, text_without_calls

_CURRENCY = "$£€¥₽₤₣₴₹¢"
_SIGN = r"[-+±−–<>≈~]?\s*"
_FIGURE = (
    rf"[(\[]?{_SIGN}[{_CURRENCY}]?\s*{_SIGN}"
    r"(?P<digits>(?:[0-9]{1,3}(?:[.,’' \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)?(?:[.,·][0-9]+)?)"
    rf"\s*(?P<part>[½¼¾⅓⅔⅛⅜⅝⅞]?)(?P<unit>\s*[%‰°{_CURRENCY}]?[)\]]?)"
)
_NOTHING = r"[-–—−.…\s]*"  # an empty cell, or a sign that there is no figure
_MARKS = (".", ",", "·")
_FIGURE_SPACE, _PUNCTUATION_SPACE = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"
_Figure = re.Match[str]
_WIDEST = 1000  # columns: what is more is not looked at


@dataclass(slots=True)
class _Column:
    """The cells of one column that are of no other: its heads, and its data."""

    heads: list[etree._Element] = field(default_factory=list)
    cells: list[etree._Element] = field(default_factory=list)


def settle_columns(table: etree._Element) -> None:
    """Gather the rows of heads in a ``thead``, and mark the columns of figures."""
    rows = [row for row in table if plain_tag(row) == "tr"]
    heads = _heads(rows)
    for cell in (cell for row in rows[heads:] for cell in _row_labels(row)):
        cell.set("scope", "row")
    if 0 < heads < len(rows):
        _gather(table, rows[:heads])
    for place, column in enumerate(_columns(rows, heads)):
        figures = _figures_of(column)
        if figures is not None and not (place == 0 and _are_alike(figures)):
            _mark(column, figures)


def _heads(rows: Sequence[etree._Element]) -> int:
    """How many rows at the top are heads: labels only, none of which reaches further down."""
    heads = reach = 0
    for number, row in enumerate(rows):
        labels = sum(plain_tag(cell) == "th" for cell in row)
        empty = sum(plain_tag(cell) == "td" and not text_without_calls(cell) for cell in row)
        if labels + empty < len(row) or labels < min(2, len(row)):
            break
        spans = (number + _span(cell, "rowspan") for cell in row)
        reach = max(reach, *spans)
        if reach <= number + 1:
            heads = number + 1
    return heads


def _row_labels(row: etree._Element) -> list[etree._Element]:
    """The cells that say what the others in their row are."""
    labels = [cell for cell in row if plain_tag(cell) == "th"]
    return labels if len(labels) < len(row) else []


def _gather(table: etree._Element, rows: Sequence[etree._Element]) -> None:
    group = etree.Element(qualified("thead"))
    table.insert(table.index(rows[0]), group)
    group.extend(rows)


def _columns(rows: Sequence[etree._Element], heads: int) -> list[_Column]:
    """The columns, from left to right; cells over several of them are in none (HTML 4.9.12)."""
    columns: list[_Column] = []
    taken: list[int] = []  # by column: the rows below that a cell reaches into
    in_head = True
    for number, row in enumerate(rows):
        in_head = number < heads or (in_head and not any(map(_is_figure, row)))
        place = 0
        for cell in row:
            while place < len(taken) and taken[place] > number:
                place += 1
            span = min(_span(cell, "colspan"), _WIDEST - place)
            if span < 1:
                break
            columns += [_Column() for _ in range(place + span - len(columns))]
            taken += [0] * (place + span - len(taken))
            taken[place : place + span] = [number + _span(cell, "rowspan")] * span
            if span == 1:
                (columns[place].heads if in_head else columns[place].cells).append(cell)
            place += span
    return columns


def _span(cell: etree._Element, name: str) -> int:
    return int(cell.get(name, "1"))


def _figures_of(column: _Column) -> list[_Figure | None] | None:
    """The number in each cell, or None where there is none; None if the column holds others."""
    figures: list[_Figure | None] = []
    for cell in column.cells:
        words = text_without_calls(cell)
        figures.append(_parsed(words))
        if plain_tag(cell) == "th" or (figures[-1] is None and not re.fullmatch(_NOTHING, words)):
            return None
    return figures if sum(map(bool, figures)) >= (1 if column.heads else 2) else None


def _are_alike(figures: Sequence[_Figure | None]) -> bool:
    """Whether the numbers are all as long: years, which stand at the left as words do."""
    return len({len(each.string) for each in figures if each}) == 1


def _mark(column: _Column, figures: Sequence[_Figure | None]) -> None:
    for cell in (*column.heads, *column.cells):
        add_class(cell, "numeric")
    for cell, fill in zip(column.cells, _fills(figures), strict=False):
        if fill:
            cell.set("data-fill", fill)


def _fills(figures: Sequence[_Figure | None]) -> Iterator[str]:
    """The space that is missing behind each number to bring the decimal marks together."""
    numbers = [each for each in figures if each]
    mark = _decimal_mark([each["digits"] for each in numbers])
    if not mark or len({each.group("part", "unit") for each in numbers}) > 1:
        return
    decimals = [each["digits"].partition(mark)[2] if each else "" for each in figures]
    longest = max(map(len, decimals))
    for own in decimals:
        missing = _FIGURE_SPACE * (longest - len(own))
        yield missing if own else _PUNCTUATION_SPACE + missing


def _decimal_mark(digits: Sequence[str]) -> str:
    """What parts decimals from a whole number here, if that is beyond doubt."""
    marks = [
        mark
        for mark in _MARKS
        if any(re.search(rf"(^0?[{mark}]|[{mark}](?![0-9]{{3}}$))[0-9]+$", each) for each in digits)
    ]
    if len(marks) != 1 or any(each.count(marks[0]) > 1 for each in digits):
        return ""
    return marks[0]


def _is_figure(cell: etree._Element) -> bool:
    return plain_tag(cell) == "td" and _parsed(text_without_calls(cell)) is not None


def _parsed(words: str) -> _Figure | None:
    """A number with its signs, or None."""
    found = re.fullmatch(_FIGURE, words)
    return found if found and (found["digits"] or found["part"]) else None
