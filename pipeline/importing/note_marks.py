"""The marks of notes: at their calls, within them, and where one stands that is not moved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from pipeline.importing.transcription import Layout, Mark, Note, Transcription, first_word

_BLOCKS = frozenset(("eg", "lg", "list", "table"))


def with_notes(found: Transcription, marks: list[Mark], name: Callable[[str], str]) -> list[Mark]:
    """The marks of a text with those of its notes, each of which gets its id from `name`."""
    calls = sorted(call for note in found.notes for call in (note.call, *note.again))

    def is_raised_call(mark: Mark) -> bool:
        at = bisect_right(calls, (mark.start, len(found.text))) - 1
        return mark.name == "hi" and at >= 0 and mark.end <= calls[at][1]

    standing: list[Mark] = []  # around all that is within
    made = [mark for mark in marks if not is_raised_call(mark)]
    blocks = {
        (first_word(found.text, mark.start, mark.end), mark.end)
        for mark in found.marks
        if mark.name in _BLOCKS
    }
    paragraphs = sorted(mark.start for mark in found.marks if mark.name == "p")
    for number, note in enumerate(found.notes, 1):
        note.number = note.number if note.number.isdecimal() else ""
        note.id = name(f"note-{number}")
        if note.stands:
            attributes = {"xml:id": note.id, "n": note.number, "place": "end"}
            standing.append(Mark(*note.body, "note", attributes))
            made += _around(found, note)
        else:
            made.append(Mark(*note.call, "fw", {"type": "call"}))
        start, end = note.body
        if bisect_left(paragraphs, start) == bisect_left(paragraphs, end):
            made += (m for m in _paragraphs(found, note) if (m.start, m.end) not in blocks)
    return [*standing, *made]


def _around(found: Transcription, note: Note) -> Iterator[Mark]:
    """What stands beside a note that is not moved, and the pointers to it at its calls."""
    for start, end in (note.call, *note.again):
        if start < end:
            yield Mark(start, start, "ptr", {"target": f"#{note.id}"})
            yield Mark(start, end, "fw", {"type": "call"})
    for start, end in ((note.whole[0], note.body[0]), (note.body[1], note.whole[1])):
        if found.text[start:end].strip():
            yield Mark(start, end, "fw", {"type": "note"}, Layout.LINE)


def _paragraphs(found: Transcription, note: Note) -> Iterator[Mark]:
    """The paragraphs of a note that has several."""
    at, end = note.body
    parts = re.split(r"(\n[ \t]*\n\s*)", found.text[at:end])
    for part in parts if len(parts) > 1 else ():
        if part.strip():
            yield Mark(at, at + len(part), "p")
        at += len(part)
