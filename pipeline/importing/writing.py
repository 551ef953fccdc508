"""The text with its marks as tags: a `text` element that gives the text back.

The rule is that of `docs/witness.md`: tags count as nothing, and so does a
line with tags and nothing else. So a line may be added for a tag wherever the
text begins or ends one; white space that would then be taken for indentation
is written as character references.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.importing.transcription import Layout, Mark, Moved, Transcription, line_start

_BLANKS = re.compile(r"[ \t]+")
_INDENT = "  "


_NOT_MOVED = -1
_FIRST = -1_000_000  # before all that closes at the same place


@dataclass(frozen=True, slots=True)
class _Event:
    """Something to be written at `at`; `key` orders what stands at the same place."""

    at: int
    key: tuple[int, int, int]
    mark: Mark | None = None
    opens: bool = False
    moved: int = _NOT_MOVED


def text_element(found: Transcription, marks: Sequence[Mark]) -> str:
    """The `text` element of a master, from its first line to its last."""
    lang = f' xml:lang="{escape(found.language)}"' if found.language else ""
    writer = _Writer(found, marks)
    body = writer.body()
    tags = f"{_INDENT}<text{lang}>\n{_INDENT * 2}<body>\n"
    return f"{tags}{body}\n{_INDENT * 2}</body>\n{_INDENT}</text>\n"


_BODY = -1  # where something stands that is in no note


class _Writer:
    def __init__(self, found: Transcription, marks: Sequence[Mark]) -> None:
        self._text = found.text
        self._moved = [*_moved_notes(found), *found.moved]
        self._bodies = sorted((*moved.body, index) for index, moved in enumerate(self._moved))
        self._spans = {moved.body for moved in self._moved}
        self._events: dict[int, list[_Event]] = defaultdict(list)
        marks = _nested(sorted(marks, key=_order))
        row, of_row = Mark(0, 0, ""), 0
        for rank, mark in enumerate(marks):
            if mark.name == "row":
                row, of_row = mark, rank
            if mark.name == "cell" and mark.start == mark.end == row.end:
                key = (0, -2 * row.start, -2 * of_row - 1)  # before the row closes
                self._events[self._home(mark)].append(_Event(mark.start, key, mark))
            else:
                self._events[self._home(mark)] += _events(mark, rank)
        for index, moved in enumerate(self._moved):
            self._events[self._moved_at(*moved.there)].append(_arrival(moved, index))
            self._events[_BODY].append(_Event(moved.body[0], (3, 0, 0), moved=index))
        self._out: list[str] = []
        self._depth = 3

    def _moved_at(self, start: int, end: int) -> int:
        """The moved words amid which `text[start:end]` stands; none are within others."""
        index = bisect_right(self._bodies, (start, len(self._text), 0)) - 1
        if index < 0:
            return _BODY
        first, last, moved = self._bodies[index]
        return moved if first <= start and end <= last and start < last else _BODY

    def _home(self, mark: Mark) -> int:
        if mark.name != "fw" or (mark.start, mark.end) not in self._spans:
            return self._moved_at(mark.start, mark.end)
        return _BODY  # the furniture in which they are printed

    def body(self) -> str:
        """All of the text."""
        self._write(0, len(self._text), _BODY)
        return "".join(self._out)

    def _write(self, start: int, end: int, home: int) -> None:
        """`text[start:end]` with its tags; words that are moved are written where they go."""
        most = Layout.OWN if home == _BODY else Layout.INLINE
        at = start
        for event in sorted(self._events[home], key=lambda event: (event.at, event.key)):
            if event.at > at:
                self._characters(at, event.at)
                at = event.at
            if event.mark is not None:
                self._tag(event, event.mark, most)
                continue
            moved = self._moved[event.moved]
            if event.key[0] == 3:
                self._out.append(f'<seg copyOf="#{moved.attributes["xml:id"]}"/>')
                at = moved.body[1]
            else:
                self._out.append(f"<{moved.name}{_attributes(moved.attributes)}>")
                self._write(*moved.body, event.moved)
                self._out.append(f"</{moved.name}>")
        self._characters(at, end)

    def _tag(self, event: _Event, mark: Mark, most: Layout) -> None:
        layout = Layout(min(mark.layout.value, most.value))
        attributes = _attributes(mark.attributes)
        if mark.start == mark.end:
            tag = f"<{mark.name}{attributes}/>"
            between = mark.name == "graphic" and layout is Layout.OWN
            self._own(f"<figure>{tag}</figure>" if between else tag, layout, event.at)
        elif event.opens:
            self._own(f"<{mark.name}{attributes}>", layout, event.at)
            self._depth += layout is Layout.OWN
        elif layout is Layout.OWN:
            self._depth -= 1
            self._out.append(f"\n{_INDENT * self._depth}</{mark.name}>")
        else:
            self._out.append(f"</{mark.name}>")

    def _own(self, tag: str, layout: Layout, at: int) -> None:
        """A start tag, with the lines that its layout asks for where the text begins one."""
        begins = at == 0 or self._text[at - 1] == "\n"
        fresh = not self._out or self._out[-1].endswith("\n")
        if layout is not Layout.INLINE and begins and fresh:
            tag = _INDENT * self._depth + tag
        self._out.append(tag + "\n" if layout is Layout.OWN and begins else tag)

    def _characters(self, start: int, end: int) -> None:
        if start == end:
            return
        chunk = self._text[start:end]
        line = line_start(self._text, start)
        head, newline, rest = chunk.partition("\n")
        inside = start > line  # a tag stands on this line, before the chunk
        if inside and newline and not self._text[line : start + len(head)].strip(" \t"):
            self._out.append(_written_out(head))
            chunk = newline + rest
        body, newline, tail = chunk.rpartition("\n")
        last = line_start(self._text, end)
        if tail and not self._text[last:end].strip(" \t"):
            self._out.append(_escaped(body + newline) + _written_out(tail))
        else:
            self._out.append(_escaped(chunk))


def _moved_notes(found: Transcription) -> Iterator[Moved]:
    for note in found.notes:
        if not note.stands:
            attributes = {"xml:id": note.id, "n": note.number, "place": "end"}
            yield Moved(note.call, note.body, "note", attributes)


def _arrival(moved: Moved, index: int) -> _Event:
    start, end = moved.there
    if moved.name == "head":
        return _Event(start, (2, 1 - end, -1), moved=index)
    if moved.name == "seg":
        return _Event(end, (0, -2 * start, _FIRST + index), moved=index)
    return _Event(end, (0, -2 * start + 1, 0), moved=index)


def _attributes(those: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in those.items() if value)


def _order(mark: Mark) -> tuple[int, int, bool]:
    """What contains the other comes first; over the same words, a block what stands on a line."""
    return mark.start, -mark.end, mark.layout is Layout.INLINE


def _nested(marks: Sequence[Mark]) -> list[Mark]:
    """The marks but those that begin in another and end after it, as only broken pages have."""
    kept: list[Mark] = []
    around: list[Mark] = []
    for mark in marks:
        while around and around[-1].end <= mark.start and mark.start < mark.end:
            around.pop()
        while around and around[-1].end < mark.start:
            around.pop()
        if around and around[-1].start < mark.start < around[-1].end < mark.end:
            continue
        kept.append(mark)
        if mark.start < mark.end:
            around.append(mark)
    return kept


def _events(mark: Mark, rank: int) -> list[_Event]:
    """The tags of a mark; what opens first closes last, also where two begin or end together."""
    if mark.start == mark.end:
        begins_block = mark.name == "graphic" and mark.layout is Layout.LINE
        order = (2, 1) if begins_block else (1, 0)  # within what begins there, or before it
        return [_Event(mark.start, (*order, rank), mark)]
    return [
        _Event(mark.start, (2, -mark.end, rank), mark, opens=True),
        _Event(mark.end, (0, -2 * mark.start, -2 * rank), mark),
    ]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _written_out(blanks: str) -> str:
    return _BLANKS.sub(lambda found: "".join(f"&#x{ord(c):X};" for c in found[0]), blanks)
