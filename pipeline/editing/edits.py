"""Changes of a text at known places: nothing between them is touched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipeline.editing.document import Document, Span
from pipeline.tei.names import SPACE

_BLANK = re.compile(r"[ \t\r\n]*")


class Edit(NamedTuple):
    """What stands from `start` to `end` gives way to `new`."""

    start: int
    end: int
    new: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all edits made; those of one place in the order given."""
    parts, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < position:
            raise ValueError("two edits of the same stretch")
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def moved(edits: Iterable[Edit], start: int, end: int) -> tuple[int, int] | None:
    """Where a stretch of the old text stands in the new one; None where an edit touched it."""
    shift = 0
    for edit in edits:
        if (edit.start < end and start < edit.end) or start < edit.start < end:
            return None
        if edit.end <= start:
            shift += len(edit.new) - (edit.end - edit.start)
    return start + shift, end + shift


def blank_before(text: str, offset: int) -> str:
    """The white space that ends at `offset`: for a tag, its line break and indentation."""
    start = offset
    while start > 0 and text[start - 1] in SPACE:
        start -= 1
    return text[start:offset]


def blank_after(text: str, offset: int) -> str:
    """The white space that begins at `offset`."""
    match = _BLANK.match(text, offset)
    return match[0] if match else ""


def indentation_of_child(document: Document, parent: Span) -> str:
    """The white space before a child of `parent`, as its children have it or would have it."""
    if parent.children:
        return blank_before(document.text, parent.children[-1].start)
    own = blank_before(document.text, parent.start)
    above = blank_before(document.text, parent.parent.start) if parent.parent else ""
    return own + step(above, own)


def step(outer: str, inner: str) -> str:
    """By how much a child is indented more than its parent, if it begins a line at all."""
    if "\n" not in inner and "\r" not in inner:
        return ""
    one, other = (re.split(r"[\r\n]", blank)[-1] for blank in (outer, inner))
    return other.removeprefix(one)
