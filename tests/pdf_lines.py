"""The lines that stand on the pages of a PDF, from the positions of its letters alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar


@dataclass
class PrintedLine:
    """One line: where its baseline is, from where to where it goes, how large its letters are."""

    y: float
    left: float
    right: float
    size: float
    text: str

    @property
    def letters(self) -> str:
        """The text without white space and without the hyphen of a divided word."""
        return "".join(self.text.split()).removesuffix("\u2010").removesuffix("\u00ad")


def printed_lines(data: bytes, pages: Sequence[int] | None = None) -> list[list[PrintedLine]]:
    """Every page's lines from top to bottom; letters of one baseline are parted at wide gaps."""
    return [_lines(page) for page in extract_pages(BytesIO(data), None, pages, laparams=None)]


def _lines(page: Any) -> list[PrintedLine]:
    rows: dict[float, list[LTChar]] = {}
    for char in _chars(page):
        y = char.matrix[5]
        row = next((known for known in rows if abs(known - y) < 0.6), y)
        rows.setdefault(row, []).append(char)
    found = []
    for y in sorted(rows, reverse=True):
        row = sorted(rows[y], key=lambda char: char.x0)
        start = 0
        for index in range(1, len(row) + 1):
            if index == len(row) or row[index].x0 - row[index - 1].x1 > 6:
                found.append(_line(y, row[start:index]))
                start = index
    return found


def _line(y: float, chars: list[LTChar]) -> PrintedLine:
    text = chars[0].get_text()
    for before, char in pairwise(chars):
        gap = char.x0 - before.x1
        text += (" " if gap > 1.2 and not text.endswith(" ") else "") + char.get_text()
    sizes = [round(char.size, 1) for char in chars]
    size = max(set(sizes), key=sizes.count)
    return PrintedLine(y, chars[0].x0, chars[-1].x1, size, text)


def _chars(item: Any) -> Iterator[LTChar]:
    if isinstance(item, LTChar):
        yield item
    for each in item if hasattr(item, "__iter__") else ():
        yield from _chars(each)
