"""Tables of plain text: in columns where they fit, row by row where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import classes
from pipeline.outputs.text.wrapping import width, wrap

_H = f"{{{XHTML}}}"
_ROW_GROUPS = (_H + "thead", _H + "tbody", _H + "tfoot")
_CELLS = (_H + "td", _H + "th")
_BETWEEN = "  "
_WIDEST = 1000  # columns: what is more is not looked at


class Cell(NamedTuple):
    """What a cell says; one of a column of `figures` is set flush right, `fill` columns short."""

    text: str = ""
    figures: bool = False
    fill: int = 0

    @property
    def width(self) -> int:
        """The columns that it takes."""
        return width(self.text) + self.fill

    def aligned(self, columns: int) -> str:
        """It in so many columns."""
        space = " " * (columns - self.width)
        text = self.text + " " * self.fill
        return space + text if self.figures else text + space


def cell(element: etree._Element, text: str) -> Cell:
    """A cell that says this; `pipeline.model.columns` knows which hold figures."""
    figures = "numeric" in classes(element)
    return Cell(text, figures, len(element.get("data-fill", "")))


def rows_of(table: etree._Element) -> Iterator[list[etree._Element | None]]:
    """The cells of each row in their columns; None where one from above or the left reaches."""
    reach: list[int] = []  # by column: how many rows more a cell from above takes
    for row in _rows_in(table):
        cells: list[etree._Element | None] = []
        for each in row.iterchildren(*_CELLS):
            while len(cells) < len(reach) and reach[len(cells)]:
                cells.append(None)
            wide, high = (int(each.get(name, "1")) for name in ("colspan", "rowspan"))
            at = len(cells)
            cells += [each, *[None] * (min(wide, _WIDEST - at) - 1)]
            covered = min(len(cells), _WIDEST)
            reach += [0] * (covered - len(reach))
            reach[at:covered] = [high] * (covered - at)
        reach = [max(0, rows - 1) for rows in reach]
        yield cells


def _rows_in(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, and none of a table within a cell."""
    for child in table:
        if child.tag == _H + "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows_in(child)


def set_table(rows: list[list[Cell]], columns: int) -> list[str]:
    """The blocks of text that show `rows` in `columns`.

    A cell is never wrapped beside another: its words would mingle with
    those of its neighbour, for a program and for a screen reader.
    """
    rows = [row for row in rows if any(each.text for each in row)]
    if not rows:
        return []
    widths = [max(each.width for each in column) for column in _columns(rows)]
    if sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= columns:
        return ["\n".join(_aligned(row, widths) for row in rows)]
    return [wrap(_listed(row), "", "  ", columns) for row in rows]


def _columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    count = max(map(len, rows))
    return [[row[at] if at < len(row) else Cell() for row in rows] for at in range(count)]


def _listed(row: list[Cell]) -> str:
    """The cells one after the other, each in its turn, though it be empty."""
    return "|".join(f" {each.text} " if each.text else " " for each in row).rstrip(" |").strip()


def _aligned(row: list[Cell], widths: list[int]) -> str:
    cells = (each.aligned(columns) for each, columns in zip(row, widths, strict=False))
    return _BETWEEN.join(cells).rstrip()
