"""Tables of plain text: in columns where they fit, row by row where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.outputs.text.wrapping import width, wrap

_H = f"{{{XHTML}}}"
_ROW_GROUPS = (_H + "thead", _H + "tbody", _H + "tfoot")
_CELLS = (_H + "td", _H + "th")
_BETWEEN = "  "
_FIGURE = re.compile(r"[-–−+(]?[\d.,:’'\u202f\u00a0 ]*\d[\d.,)%½¼¾]*|[-–—.]?")


def rows_of(table: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row; rows of a table within a cell are not rows of this one."""
    for child in table:
        if child.tag == _H + "tr":
            yield list(child.iterchildren(*_CELLS))
        elif child.tag in _ROW_GROUPS:
            yield from rows_of(child)


def set_table(rows: list[list[str]], columns: int) -> list[str]:
    """The blocks of text that show `rows` in `columns`.

    A cell is never wrapped beside another: its words would mingle with
    those of its neighbour, for a program and for a screen reader.
    """
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    widths = [max(map(width, column)) for column in _columns(rows)]
    if sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= columns:
        figures = _of_figures(rows)
        return ["\n".join(_aligned(row, widths, figures) for row in rows)]
    return [wrap(" | ".join(filter(None, row)), "", "  ", columns) for row in rows]


def _columns(rows: list[list[str]]) -> list[list[str]]:
    count = max(map(len, rows))
    return [[row[at] if at < len(row) else "" for row in rows] for at in range(count)]


def _of_figures(rows: list[list[str]]) -> list[bool]:
    """Which columns hold figures under their heading, and are set flush right."""
    return [
        all(map(_FIGURE.fullmatch, column[1:])) and any(column[1:]) for column in _columns(rows)
    ]


def _aligned(row: list[str], widths: list[int], figures: list[bool]) -> str:
    cells = []
    for text, columns, right in zip(row, widths, figures, strict=False):
        space = " " * (columns - width(text))
        cells.append(space + text if right else text + space)
    return _BETWEEN.join(cells).rstrip()
