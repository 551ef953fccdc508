"""The rows of Pandoc's tables, whose cells may have several lines.

A cell begins where its row does. What further lines have of it is written in it, and stays by
reference where it is printed, so that the words of the file keep their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.importing.markdown_phrases import mark_phrases
from pipeline.importing.table_rows import Span
from pipeline.importing.tables import row_marks
from pipeline.importing.transcription import Block, Layout, Moved, Transcription

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


class Cell(NamedTuple):
    """Where a cell stands in the line in which its row begins, and its words in each with some."""

    span: Span
    words: list[Span]
    look: str = ""
    columns: int = 1

    @property
    def said(self) -> dict[str, str]:
        """Its attributes."""
        return {"rend": self.look, "cols": str(self.columns) if self.columns > 1 else ""}


class Row(NamedTuple):
    """The lines of a row; of its cells only the first may begin in another than the others."""

    lines: range
    begun: int  # the line in which all of its cells have begun
    cells: Sequence[Cell]


class TableTokens:
    """The tokens of a table, one row after the other (`columns_open` … `columns_close`)."""

    def __init__(self, state: StateBlock, first: int, last: int) -> None:
        self._state = state
        self._last = last
        state.push("columns_open", "", 1).map = [first, last]

    def rule(self, line: int) -> None:
        """A line of the drawing."""
        self._state.push("columns_rule", "", 0).meta = {"span": line_span(self._state, line)}

    def row(self, row: Row, *, is_head: bool) -> None:
        """A row of one or several lines."""
        start, end = self._state.bMarks[row.lines.start], line_span(self._state, row.begun)[1]
        further = [line_span(self._state, n) for n in range(row.begun + 1, row.lines.stop)]
        lines = [(start, end), *further]
        said = {"lines": lines, "cells": row.cells, "head": is_head}
        self._state.push("columns_row", "", 0).meta = said
        for first, last in chain.from_iterable(cell.words for cell in row.cells):
            inline = self._state.push("inline", "", 0)
            inline.content, inline.children = self._state.src[first:last], []
            inline.map = [row.lines.start, row.lines.stop]

    def close(self) -> None:
        """The table ends."""
        self._state.push("columns_close", "", -1)
        self._state.line = self._last


def mark_columns(found: Transcription, block: Block, tokens: Sequence[Token]) -> None:
    """The marks of a table, of whose tokens each knows where it stands."""
    found.mark(block.start, block.end, "table", {}, Layout.OWN)
    following = iter(tokens)
    for token in following:
        if token.type == "columns_rule":
            start, end = token.meta["span"]
            found.sign(start, end, Layout.LINE)
        elif token.type == "columns_row":
            _mark_row(found, token.meta, following)


def _mark_row(found: Transcription, said: dict[str, Any], inlines: Iterator[Token]) -> None:
    cells: Sequence[Cell] = said["cells"]
    lines: Sequence[Span] = said["lines"]
    whole = lines[0][0], lines[-1][1]
    those = [(cell.span, cell.said) for cell in cells]
    found.marks += row_marks(whole, those, is_head=said["head"])
    for start, end in lines[1:]:
        _drawn(found, start, end, Layout.LINE)
    for cell in cells:
        _mark_cell(found, cell, lines[0][1], inlines)


def _mark_cell(found: Transcription, cell: Cell, end: int, inlines: Iterator[Token]) -> None:
    """The words of a cell, those behind `end` in further lines; what else it has, is drawn."""
    here, there = cell.span
    is_spaced = found.text[there - 1 : there].isspace()
    for words in cell.words:
        mark_phrases(found, *words, next(inlines))
        if words[0] <= end:
            _drawn(found, here, words[0])
            here = words[1]
        else:
            body = _with_blank(found.text, words)
            if not is_spaced and not found.text[body[0]].isspace():
                found.mark(body[0], body[0], "lb")
            found.moved.append(Moved(cell.span, body, "seg"))
            is_spaced = found.text[body[1] - 1].isspace()
    _drawn(found, here, there)


def _drawn(found: Transcription, start: int, end: int, layout: Layout = Layout.INLINE) -> None:
    if found.text[start:end].strip():
        found.sign(start, end, layout)


def _with_blank(text: str, words: Span) -> Span:
    """The words of a further line and the blank before them, else one behind them.

    Not that behind them which stands before the words of the next cell.
    """
    start, end = words
    if text[start - 1] in " \t":
        return start - 1, end
    return start, end + (text[end : end + 2] in {"  ", " \t", "\t ", "\t\t"})


def line_span(state: StateBlock, line: int) -> Span:
    """Where a line begins and its words end."""
    start = state.bMarks[line]
    return start, start + len(line_of(state, line).rstrip())


def line_of(state: StateBlock, line: int) -> str:
    """The text of a line."""
    return state.src[state.bMarks[line] : state.eMarks[line]]


def matches(state: StateBlock, pattern: re.Pattern[str], line: int) -> bool:
    """Whether a line is of this form as a whole."""
    return pattern.fullmatch(state.src, state.bMarks[line], state.eMarks[line]) is not None
