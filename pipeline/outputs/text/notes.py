"""How a note of the plain text begins, and so how a program finds it again."""

from __future__ import annotations

from collections.abc import Container

from pipeline.model.book import Note

_OF_EDITORS, _OF_TRANSLATOR = "Editors’ note", "Translator’s note"
_NAMES = {
    "textual": "Textual note",
    "editorial": _OF_EDITORS,
    "explanatory": _OF_EDITORS,
    "gloss": _OF_EDITORS,
    "translator": _OF_TRANSLATOR,
    "translation": _OF_TRANSLATOR,
}

# `[Footnote 1: ` at the margin; its other lines are indented, so it ends where the margin is back
# or before two blank lines.


def note_opening(note: Note, translators: Container[str]) -> str:
    """The words before a note's text: its kind and its label.

    A note that would be called the editors' is a translator's, if one of these answers for it.
    """
    name = _NAMES.get(note.kind, "Footnote")
    if name == _OF_EDITORS and note.responsible in translators:
        name = _OF_TRANSLATOR
    return f"[{name} {note.label}: "
