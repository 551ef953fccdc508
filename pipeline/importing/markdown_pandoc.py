"""Rules for markdown-it-py: what Pandoc has besides, notes in the text and lists of definitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.importing.markdown_notes import read_within

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

ATTRIBUTES = re.compile(r"\{[ \t]*(?:[#.][^\s{}=]+|[\w:-]+=(?:\"[^\"{}]*\"|[^\s{}]*))[^{}\n]*\}")
_ATTRIBUTED = frozenset(("image", "link_close", "code_inline"))
_SIGN = re.compile(r"[:~](?: {1,3}|\t)(?=\S)")


def add_pandoc(parser: MarkdownIt) -> None:
    """Let the parser know these (`inline_note_open` …, `dl_open` …), and attributes of phrases."""
    parser.inline.ruler.before("link", "inline_note", _inline_note)
    parser.inline.ruler.before("link", "attributes", _attributes)
    parser.block.ruler.before("paragraph", "definitions", _definitions)


def _inline_note(state: StateInline, silent: bool) -> bool:
    """`^[…]`."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = state.md.helpers.parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        after = state.posMax
        state.push("inline_note_open", "", 1).markup = "^["
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("inline_note_close", "", -1).markup = "]"
        state.posMax = after
    state.pos = end + 1
    return True


def _attributes(state: StateInline, _silent: bool) -> bool:
    """`{width=50%}` right behind a picture, a link or code: of these, and no words."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found is None or state.tokens[-1].type not in _ATTRIBUTED:
        return False
    state.pos = found.end()
    return True


def _definitions(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Lines with a term, each with definitions below it: `:   …`, and what is as far in."""
    if silent or _definition_below(state, first, end) is None:
        return False
    opened = state.push("dl_open", "", 1)
    line: int | None = first
    while line is not None and (below := _definition_below(state, line, end)) is not None:
        _term(state, line)
        at: int | None = below
        while at is not None:
            _definition(state, at, end)
            at = _next(state, state.line, end)
            line, at = at, at if at is not None and _sign(state, at) else None
    opened.map = [first, state.line]
    state.push("dl_close", "", -1)
    return True


def _next(state: StateBlock, line: int, end: int) -> int | None:
    """The next line that is not blank, where at most one is before it."""
    line += line < end and state.isEmpty(line)
    return line if line < end and not state.isEmpty(line) else None


def _sign(state: StateBlock, line: int) -> re.Match[str] | None:
    if not 0 <= state.sCount[line] - state.blkIndent < 4:
        return None
    return _SIGN.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _definition_below(state: StateBlock, line: int, end: int) -> int | None:
    """The line of a definition, if this one is its term."""
    if state.sCount[line] < state.blkIndent or _sign(state, line):
        return None
    below = _next(state, line + 1, end)
    return below if below is not None and _sign(state, below) else None


def _term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "", 1).map = [line, line + 1]
    words = state.push("paragraph_open", "", 1)
    words.map, words.hidden = [line, line + 1], True
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    inline.map, inline.children = [line, line + 1], []
    state.push("paragraph_close", "", -1)
    state.push("dt_close", "", -1)


def _definition(state: StateBlock, first: int, end: int) -> None:
    sign = _sign(state, first)
    if sign is None:
        return
    opened = state.push("dd_open", "", 1)
    index = len(state.tokens)
    width = 4 if sign[0].endswith("\t") else len(sign[0])
    read_within(state, first, end, sign.end(), state.sCount[first] + width)
    opened.map = [first, state.line]
    if len(state.tokens) == index + 3:  # one paragraph
        state.tokens[index].hidden = True
    state.push("dd_close", "", -1)
