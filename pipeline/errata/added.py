"""Notes that a new edition has and the old one has not: what they say, and after which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.checks.words import words_of
from pipeline.errata.comparison import Change, Changes
from pipeline.errata.reading import Flow, Reading, notes_in_outputs
from pipeline.model.book import Book
from pipeline.outputs.blocks import own_text
from pipeline.outputs.pagination import calls

# The words before a call that are quoted; more of them are looked for where these stand twice.
_ENDS = 6
_ENOUGH = 24


class AddedNote(NamedTuple):
    """A note with its number, as an addition after the words before its call."""

    label: str
    addition: Change


def added_notes(old: Reading, new: Reading, book: Book, found: Changes) -> Iterator[AddedNote]:
    """The notes of the new reading that the old one has not; `book` is the new one's.

    Where the new text has the words before a call more than once, the
    addition has no place in the old one, and begins at -1.
    """
    before, known = dict(_before_calls(book)), notes_in_outputs(new.notes, book.notes)
    places = _Places(new.text)
    for number in found.added_notes:
        start, end = new.notes.notes[number]
        note = known[number]
        words = next((before[call] for call in note.calls if call in before), []) if note else []
        last = places.last_of(words)
        at = found.in_old_text(last) if last >= 0 else -1
        place = old.text.place(at) if at >= 0 else new.notes.place(start)._replace(note="")
        said, after = new.notes.between(start, end), " ".join(words[-_ENDS:])
        yield AddedNote(note.label if note else "", Change("", said, after, at, at, place))


def _before_calls(book: Book) -> Iterator[tuple[str, list[str]]]:
    """The words of its block before the call of every note."""
    for call, _, letters, block in calls(book.content):
        text = "".join(piece for _, _, piece in own_text(block))
        at = 0
        while letters:
            letters -= not text[at].isspace()
            at += 1
        yield call, text[:at].split()


class _Places:
    """Where words stand in a text, if they stand there once."""

    def __init__(self, flow: Flow) -> None:
        self._words = flow.words
        self._ends: dict[int, dict[tuple[str, ...], int]] = {}

    def last_of(self, words: list[str]) -> int:
        """The place of the last of these words, as many of which are sought as tell it, or -1."""
        for count in (_ENDS, _ENOUGH):
            wanted = tuple(words_of(" ".join(words[-count:])))
            at = self._ends_of(len(wanted)).get(wanted, -1)
            if at >= 0:
                return at
        return -1

    def _ends_of(self, size: int) -> dict[tuple[str, ...], int]:
        """The last word's place of every run of so many words; -1 for what stands there twice."""
        if size not in self._ends:
            ends: dict[tuple[str, ...], int] = {}
            for at in range(len(self._words) - size + 1 if size else 0):
                run = tuple(self._words[at : at + size])
                ends[run] = -1 if run in ends else at + size - 1
            self._ends[size] = ends
        return self._ends[size]
