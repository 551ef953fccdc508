"""Rules for markdown-it-py: what Obsidian has besides, links to notes and marks of its own."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_LINK = re.compile(
    r"\[\[(?P<target>(?=[^\]|]*[^\W\d_])[^\[\]|\n]+)(?:\|(?P<label>[^\[\]|\n]+))?\]\]"
)
_EMBEDDED = re.compile(r"!\[\[(?P<target>[^\[\]|\n]+)(?:\|[^\[\]\n]*)?\]\]")
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"))
_NAME = re.compile(r"\^[a-zA-Z0-9-]{4,}[ \t]*\Z")  # of a paragraph, at its end
_CALLOUT = re.compile(r"\[![a-zA-Z]+\][+-]?")


def add_obsidian(parser: MarkdownIt) -> None:
    """Let the parser know these; of what is no word, no token says anything."""
    parser.inline.ruler.before("link", "wiki_link", _link)
    parser.inline.ruler.before("image", "embedded", _embedded)
    parser.inline.ruler.before("link", "obsidian_marks", _marks)


def _link(state: StateInline, silent: bool) -> bool:
    """`[[Note]]` and `[[Note|words]]`."""
    found = _LINK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("wiki_link", "", 0).content = found["label"] or found["target"]
    state.pos = found.end()
    return True


def _embedded(state: StateInline, silent: bool) -> bool:
    """`![[picture.png|300]]`."""
    found = _EMBEDDED.match(state.src, state.pos, state.posMax)
    path = PurePosixPath(found["target"].strip() if found else "")
    is_of_folder = ":" not in path.name and ".." not in path.parts and not path.is_absolute()
    if found is None or path.suffix.lower() not in _PICTURES or not is_of_folder:
        return False
    if not silent:
        picture = state.push("embedded", "", 0)
        picture.content, picture.meta = found[0], {"source": quote(str(path))}
    state.pos = found.end()
    return True


def _marks(state: StateInline, silent: bool) -> bool:
    """`^name-of-a-paragraph`, `[!note]` at the head of a quotation."""
    before = state.src[: state.pos]
    found = None
    if state.src[state.pos] == "^" and before[-1:].isspace():
        found = _NAME.match(state.src, state.pos, state.posMax)
    elif not before:
        found = _CALLOUT.match(state.src)
    if found is None:
        return False
    if not silent:
        state.push("mark", "", 0)
    state.pos = found.end()
    return True
