"""Block rules for markdown-it-py: notes as Pandoc, GitHub and others write them, and its divs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

NOTE_SIGN = re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")
_DIV = re.compile(r" {0,3}:{3,}[ \t]*(?:\{[^}]*\}|[\w.-]*)[ \t]*:*[ \t]*")
_INDENT = 4
_ENDED = ["paragraph", "blockquote"]  # what these blocks put an end to


def add_rules(parser: MarkdownIt) -> None:
    """Let the parser know notes (`note_open` … `note_close`) and the signs of Pandoc's divs."""
    parser.block.ruler.before("reference", "note", _note, {"alt": _ENDED})
    parser.block.ruler.before("reference", "div", _div, {"alt": _ENDED})


def _note(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`[^1]: …`, with all the blocks after it that are indented."""
    sign = NOTE_SIGN.match(state.src, state.bMarks[first], state.eMarks[first])
    if sign is None or state.is_code_block(first):
        return False
    if silent:
        return True
    opened = state.push("note_open", "", 1)
    read_within(state, first, end, sign.end(), state.blkIndent + _INDENT)
    opened.map = [first, state.line]
    state.push("note_close", "", -1)
    return True


def read_within(state: StateBlock, first: int, end: int, begin: int, indent: int) -> None:
    """Read the blocks of a block from line `first`, in which they begin at `begin`, indented."""
    outside = state.bMarks[first], state.tShift[first], state.sCount[first], state.blkIndent
    state.bMarks[first], state.tShift[first] = begin, 0
    state.sCount[first] = state.blkIndent = indent
    state.md.block.tokenize(state, first, end)
    state.bMarks[first], state.tShift[first], state.sCount[first], state.blkIndent = outside


def _div(state: StateBlock, first: int, _end: int, silent: bool) -> bool:
    """A line such as `::: epigraph`, which no token stands for."""
    if not _DIV.fullmatch(state.src, state.bMarks[first], state.eMarks[first]):
        return False
    if not silent:
        state.line = first + 1
    return True
