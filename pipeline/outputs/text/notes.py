"""How a note of the plain text begins, and so how a program finds it again."""

from __future__ import annotations

from pipeline.model.book import Note

_NAMES = {
    "textual": "Textual note",
    "editorial": "Editors’ note",
    "explanatory": "Editors’ note",
    "gloss": "Editors’ note",
    "translator": "Translator’s note",
    "translation": "Translator’s note",
}

# `[Footnote 1: ` at the margin; its other lines are indented, so it ends where the margin is back
# or before two blank lines.


def note_opening(note: Note) -> str:
    """The words before a note's text: its kind and its label."""
    name = _NAMES.get(note.kind, "Footnote")
    return f"[{name} {note.label}: "
