"""The text with its marks as tags: a `text` element that gives the text back.

The rule is that of `docs/witness.md`: tags count as nothing, and so does a
line with tags and nothing else. So a line may be added for a tag wherever the
text begins or ends one; white space that would then be taken for indentation
is written as character references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.importing.transcription import Layout, Mark, Note

_BLANKS = re.compile(r"[ \t]+")
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Event:
    """Something to be written at `at`; `key` orders what stands at the same place."""

    at: int
    key: tuple[int, int, int]
    mark: Mark | None = None
    opens: bool = False
    note: Note | None = None


def text_element(text: str, marks: Sequence[Mark], notes: Sequence[Note], language: str) -> str:
    """The `text` element of a master, from its first line to its last."""
    lang = f' xml:lang="{escape(language)}"' if language else ""
    writer = _Writer(text, marks, notes)
    body = writer.body()
    return f"{_INDENT}<text{lang}>\n{_INDENT * 2}<body>\n{body}\n{_INDENT * 2}</body>\n{_INDENT}</text>\n"


class _Writer:
    def __init__(self, text: str, marks: Sequence[Mark], notes: Sequence[Note]) -> None:
        self._text = text
        self._notes = notes
        moved: dict[int, list[Mark]] = {index: [] for index in range(len(notes))}
        staying = []
        bodies = sorted((note.body, index) for index, note in enumerate(notes))
        for mark in marks:
            home = _inside(mark, bodies)
            (staying if home is None else moved[home]).append(mark)
        self._staying = staying
        self._moved = moved
        self._out: list[str] = []
        self._depth = 3

    def body(self) -> str:
        self._write(0, len(self._text), self._events(self._staying), Layout.OWN)
        return "".join(self._out)

    def _events(self, marks: Iterable[Mark]) -> list[_Event]:
        events = []
        for rank, mark in enumerate(sorted(marks, key=lambda mark: (mark.start, -mark.end))):
            if mark.start == mark.end:
                events.append(_Event(mark.start, (1, 0, rank), mark))
                continue
            events.append(_Event(mark.start, (2, -mark.end, rank), mark, opens=True))
            events.append(_Event(mark.end, (0, -2 * mark.start, -rank), mark))
        return events

    def _write(self, start: int, end: int, events: list[_Event], most: Layout) -> None:
        """`text[start:end]` with its tags; the bodies of notes are written at their calls."""
        for note in self._notes:
            if start <= note.call[0] and note.call[1] <= end and (start, end) != note.body:
                if not any(
                    other.body[0] <= note.call[0] and note.call[1] <= other.body[1]
                    for other in self._notes
                    if other.body != (start, end)
                ):
                    events.append(_Event(note.call[1], (0, -2 * note.call[0] + 1, 0), note=note))
            if start <= note.body[0] and note.body[1] <= end and (start, end) != note.body:
                events.append(_Event(note.body[0], (3, 0, 0), note=note))
        at = start
        for event in sorted(events, key=lambda event: (event.at, event.key)):
            if event.at > at:
                self._characters(at, event.at)
                at = event.at
            if event.note is None:
                self._tag(event, most)
            elif event.key[0] == 0:
                self._note(event.note)
            else:
                self._out.append(f'<seg copyOf="#{event.note.id}"/>')
                at = event.note.body[1]
        self._characters(at, end)

    def _note(self, note: Note) -> None:
        index = self._notes.index(note)
        number = f' n="{escape(note.number)}"' if note.number else ""
        self._out.append(f'<note xml:id="{note.id}"{number} place="end">')
        self._write(*note.body, self._events(self._moved[index]), Layout.INLINE)
        self._out.append("</note>")

    def _tag(self, event: _Event, most: Layout) -> None:
        mark = event.mark
        assert mark is not None
        layout = Layout(min(mark.layout.value, most.value))
        attributes = "".join(
            f' {name}="{escape(value)}"' for name, value in mark.attributes.items() if value
        )
        if mark.start == mark.end:
            self._own(f"<{mark.name}{attributes}/>", layout, event.at)
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
        self._out.append(tag + "\n" if layout is Layout.OWN else tag)

    def _characters(self, start: int, end: int) -> None:
        if start == end:
            return
        chunk = self._text[start:end]
        line = self._text.rfind("\n", 0, start) + 1
        head, newline, rest = chunk.partition("\n")
        inside = start > line  # a tag stands on this line, before the chunk
        if inside and newline and not self._text[line : start + len(head)].strip(" \t"):
            self._out.append(_written_out(head))
            chunk = newline + rest
        body, newline, tail = chunk.rpartition("\n")
        last = self._text.rfind("\n", 0, end) + 1
        if tail and not self._text[last:end].strip(" \t"):
            self._out.append(_escaped(body + newline) + _written_out(tail))
        else:
            self._out.append(_escaped(chunk))


def _inside(mark: Mark, bodies: list[tuple[tuple[int, int], int]]) -> int | None:
    """The innermost note in whose body the mark stands; furniture round a body is outside."""
    for (start, end), index in reversed(bodies):
        if start <= mark.start and mark.end <= end and mark.start < end:
            return None if mark.name == "fw" and (mark.start, mark.end) == (start, end) else index
    return None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _written_out(blanks: str) -> str:
    return _BLANKS.sub(lambda found: "".join(f"&#x{ord(c):X};" for c in found[0]), blanks)
