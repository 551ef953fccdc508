"""Why a correction was made: a note where the master keeps such notes (TEI 17.1, `standOff`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.editing.document import Document, Span
from pipeline.editing.edits import Edit, blank_before, indentation_of_child
from pipeline.editing.scanner import attribute


def kept_apart(document: Document) -> Span | None:
    """Where the master keeps evidence: a `listAnnotation` for it, or what holds such a note."""
    notes = _notes(document)
    if notes:
        return notes[0].parent
    return next(
        (
            span
            for span in document.spans
            if span.name in {"listAnnotation", "noteGrp"}
            and span.element.get("type") == "evidence"
            and span.closing < span.end
        ),
        None,
    )


def new_notes(
    document: Document, container: Span, notes: Sequence[tuple[str, int, str, str]]
) -> list[Edit]:
    """The edits that add notes (target, its place, words, resp), in the order of their targets."""
    kept = [note for note in _notes(document) if note.parent is container]
    edits = []
    for target, offset, words, resp in notes:
        name = document.tag_name(container, "note")
        who = f" resp={document.source.attribute(resp)}" if resp else ""
        pointer = document.source.attribute(f"#{target}")
        content = document.source.content(words)
        note = f'<{name} type="evidence" target={pointer}{who}>{content}</{name}>'
        edits.append(_insertion(document, container, kept, offset, note))
    return edits


def _insertion(
    document: Document, container: Span, kept: list[Span], offset: int, note: str
) -> Edit:
    before = [each for each in kept if _place_of_target(document, each) <= offset]
    if before:
        last = before[-1]
        return Edit(last.end, last.end, blank_before(document.text, last.start) + note)
    if kept:
        first = kept[0]
        blank = blank_before(document.text, first.start)
        return Edit(first.start, first.start, note + blank)
    blank = indentation_of_child(document, container)
    return Edit(container.opened, container.opened, blank + note)


def without_notes(document: Document, names: set[str]) -> list[Edit]:
    """The edits that take out the evidence for these ids, where it stands apart."""
    edits = []
    for note in _notes(document):
        pointers = note.element.get("target", "").split()
        left = [pointer for pointer in pointers if pointer.removeprefix("#") not in names]
        if not left:
            blank = blank_before(document.text, note.start)
            edits.append(Edit(note.start - len(blank), note.end, ""))
        elif left != pointers:
            place = attribute(document.text, note.start, note.opened, "target")
            assert place is not None
            edits.append(Edit(place.value_start, place.value_end, " ".join(left)))
    return edits


def _notes(document: Document) -> list[Span]:
    return [
        span
        for span in document.spans
        if span.name == "note"
        and span.element.get("type") == "evidence"
        and span.element.get("target")
        and span.written
    ]


def _place_of_target(document: Document, note: Span) -> int:
    match = re.search(r"#(\S+)", note.element.get("target", ""))
    span = document.by_id.get(match[1]) if match else None
    return span.start if span is not None else -1
