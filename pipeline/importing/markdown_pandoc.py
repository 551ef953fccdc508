"""Rules for markdown-it-py: what Pandoc has besides, phrases, notes and lists of definitions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.importing.markdown_notes import read_within
from pipeline.tei.languages import language_tag

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

ATTRIBUTES = re.compile(r"\{[ \t]*(?:[#.][^\s{}=]+|[\w:-]+=(?:\"[^\"{}]*\"|[^\s{}]*))[^{}\n]*\}")
_ATTRIBUTED = frozenset(("image", "link_close", "code_inline"))
_HIGHLIGHTED = {"rend": "highlighted", "style": "background-color: #fff2a8"}
# What stands between the same signs, and its look: `==so==`, `x^2^`, `H~2~O`.
_ENCLOSED = (
    ("==", re.compile(r"==(?=[^\s=])[^=]*(?:=[^=]+)*(?<=[^\s=])==(?!=)"), _HIGHLIGHTED),
    ("^", re.compile(r"\^(?:[^\s^\[\]\\]|\\.)+\^(?!\^)"), {"rend": "sup"}),
    ("~", re.compile(r"~(?:[^\s~\\]|\\.)+~(?!~)"), {"rend": "sub"}),
)
_SIGN = re.compile(r"[:~](?: {1,3}|\t)(?=\S)")


def add_pandoc(parser: MarkdownIt) -> None:
    """Let the parser know these (`inline_note_open` …, `dl_open` …), and attributes of phrases."""
    parser.inline.ruler.before("link", "inline_note", _inline_note)
    parser.inline.ruler.before("link", "attributes", _attributes)
    parser.inline.ruler.before("link", "span", _span)
    parser.inline.ruler.before("link", "enclosed", _enclosed)
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
        state.push("inline_note_open", "", 1).markup = "^["
        _phrases_within(state, start + 2, end)
        state.push("inline_note_close", "", -1).markup = "]"
    state.pos = end + 1
    return True


def _phrases_within(state: StateInline, start: int, end: int) -> None:
    after = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = after


def _span(state: StateInline, silent: bool) -> bool:
    """`[…]{.class lang=fr}`."""
    start = state.pos
    if state.src[start] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, start)
    said = ATTRIBUTES.match(state.src, end + 1, state.posMax) if end > start + 1 else None
    if said is None:
        return False
    if not silent:
        opened = state.push("span_open", "", 1)
        opened.markup, opened.meta = "[", _look(said[0])
        _phrases_within(state, start + 1, end)
        state.push("span_close", "", -1).markup = state.src[end : said.end()]
    state.pos = said.end()
    return True


def _look(attributes: str) -> dict[str, str]:
    """The attributes of an element that is of these classes, in this language."""
    classes = re.findall(r"(?<=[{ \t])\.([^\s{}=.]+)", attributes)
    language = re.search(r"\blang=[\"']?([\w-]+)", attributes)
    look = dict(_HIGHLIGHTED) if classes == ["mark"] else {"rend": " ".join(classes)}
    return look | {"xml:lang": language_tag(language[1]) if language else ""}


def _enclosed(state: StateInline, silent: bool) -> bool:
    for sign, pattern, look in _ENCLOSED:
        found = pattern.match(state.src, state.pos, state.posMax)
        if found is not None and state.src[state.pos - 1 : state.pos] != sign[0]:
            if not silent:
                opened = state.push("span_open", "", 1)
                opened.markup, opened.meta = sign, dict(look)
                _phrases_within(state, found.start() + len(sign), found.end() - len(sign))
                state.push("span_close", "", -1).markup = sign
            state.pos = found.end()
            return True
    return False


def _attributes(state: StateInline, _silent: bool) -> bool:
    """`{width=50%}` right behind a picture, a link (whose look it may be) or code: no words."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    last = state.tokens[-1]
    if found is None or last.type not in _ATTRIBUTED:
        return False
    if last.type == "link_close":
        last.meta = _look(found[0])
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
