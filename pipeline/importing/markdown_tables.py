"""Tables of Pandoc without strokes between all cells: simple ones, and grids.

A grid may have cells of several lines; the words of a file stay in their
order, so each of these is a row by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.importing.markdown_phrases import mark_phrases
from pipeline.importing.tables import Span, cells_between, row_marks
from pipeline.importing.transcription import Block, Layout, Transcription

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_DASHES = re.compile(r" {0,3}-{2,}(?: +-{2,})+[ \t]*")
_BORDER = re.compile(r" {0,3}\+(?:[-=:]+\+)+[ \t]*")
_IN_GRID = re.compile(r" {0,3}[|+].*[|+][ \t]*")


def add_tables(parser: MarkdownIt) -> None:
    """Let the parser know these (`columns_open` … `columns_close`)."""
    parser.block.ruler.before("table", "simple_table", _simple)
    parser.block.ruler.before("table", "grid_table", _grid)


def mark_columns(found: Transcription, block: Block, tokens: Sequence[Token]) -> None:
    """The marks of a table, of whose tokens each knows where it stands."""
    found.mark(block.start, block.end, "table", {}, Layout.OWN)
    for index, token in enumerate(tokens):
        if token.type == "columns_rule":
            start, end = token.meta["span"]
            found.sign(start, end, Layout.LINE)
        elif token.type == "columns_row":
            first = index + 1
            cells = [each.meta["cell"] for each in tokens[first : first + token.meta["cells"]]]
            found.marks += row_marks(token.meta["span"], cells, is_head=token.meta["head"])
        elif token.type == "inline":
            (first, last), (start, end) = token.meta["cell"], token.meta["words"]
            for sign in ((first, start), (end, last)):
                if found.text[slice(*sign)].strip():
                    found.sign(*sign)
            mark_phrases(found, start, end, token)


def _simple(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Words above a line of dashes that shows the columns, or two such lines, and rows between."""
    if silent or state.level or first + 1 >= end:
        return False
    headed = not _matches(state, _DASHES, first)
    ruled = first + headed
    if not _matches(state, _DASHES, ruled) or state.isEmpty(first):
        return False
    last = ruled + 1
    while last < end and not state.isEmpty(last) and not _matches(state, _DASHES, last):
        last += 1
    closed = last < end and _matches(state, _DASHES, last)
    if last == ruled + 1 or not (headed or closed):
        return False
    last += closed
    starts = [part.start() for part in re.finditer("-+", _line(state, ruled))][1:]
    table = _Table(state, first, last)
    for line in range(first, last):
        if _matches(state, _DASHES, line):
            table.rule(line)
        else:
            cuts = [*_cuts(_line(state, line), starts)]
            cells = cells_between(state.src, _span(state, line), cuts)
            table.row(line, cells, cells, is_head=line < ruled)
    table.close()
    return True


def _cuts(line: str, starts: Sequence[int]) -> Iterator[int]:
    """Where the columns of a line begin: before a word that reaches over the dashes to the left."""
    for start in starts:
        word = re.search(r"\S+\Z", line[:start]) if line[start : start + 1].strip() else None
        yield word.start() if word else start


def _grid(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Lines between borders such as `+---+---+`."""
    if silent or state.level or not _matches(state, _BORDER, first):
        return False
    last = first
    while last < end and _matches(state, _IN_GRID, last):
        last += 1
    while last > first and not _matches(state, _BORDER, last - 1):
        last -= 1
    if last < first + 3:
        return False
    edges = [part.start() for part in re.finditer(r"\+", _line(state, first))]
    borders = (n for n in range(first, last) if _matches(state, _BORDER, n))
    head = next((n for n in borders if "=" in _line(state, n)), first)
    table = _Table(state, first, last)
    for line in range(first, last):
        if _matches(state, _BORDER, line):
            table.rule(line)
        else:
            cells = [*_enclosed(state, line, edges)]
            words = [_words(state.src, *cell) for cell in cells]
            table.row(line, cells, words, is_head=line < head)
    table.close()
    return True


def _enclosed(state: StateBlock, line: int, edges: Sequence[int]) -> Iterator[Span]:
    """The cells of a line of a grid, with the strokes before them and the last behind them."""
    start, end = _span(state, line)
    strokes = [start + at for at in edges if state.src[start + at : start + at + 1] == "|"]
    for number, (first, last) in enumerate(pairwise(strokes), 2):
        yield first, end if number == len(strokes) else last


def _words(text: str, first: int, last: int) -> Span:
    words = text[first:last].strip("| \t")
    at = text.find(words, first + 1, last) if words else last
    return at, at + len(words)


class _Table:
    """The tokens of a table, one line after the other."""

    def __init__(self, state: StateBlock, first: int, last: int) -> None:
        self._state = state
        self._last = last
        state.push("columns_open", "", 1).map = [first, last]

    def rule(self, line: int) -> None:
        self._state.push("columns_rule", "", 0).meta = {"span": _span(self._state, line)}

    def row(
        self, line: int, cells: Sequence[Span], words: Sequence[Span], *, is_head: bool
    ) -> None:
        said = {"span": _span(self._state, line), "cells": len(cells), "head": is_head}
        self._state.push("columns_row", "", 0).meta = said
        for cell, (start, end) in zip(cells, words, strict=True):
            inline = self._state.push("inline", "", 0)
            inline.content, inline.children = self._state.src[start:end], []
            inline.map = [line, line + 1]
            inline.meta = {"cell": cell, "words": (start, end)}

    def close(self) -> None:
        self._state.push("columns_close", "", -1)
        self._state.line = self._last


def _span(state: StateBlock, line: int) -> Span:
    """Where a line begins and its words end."""
    start = state.bMarks[line]
    return start, start + len(_line(state, line).rstrip())


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _matches(state: StateBlock, pattern: re.Pattern[str], line: int) -> bool:
    return pattern.fullmatch(state.src, state.bMarks[line], state.eMarks[line]) is not None
