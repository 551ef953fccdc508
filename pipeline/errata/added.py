"""Notes that a new edition has and the old one has not: what they say, and after which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.checks.words import words_of
from pipeline.errata.comparison import Change
from pipeline.errata.reading import Flow, Reading, letters_of
from pipeline.model.book import Book, Note
from pipeline.outputs.blocks import own_text
from pipeline.outputs.pagination import calls

# The words before a call that are quoted; more of them are looked for where these stand twice.
_ENDS = 6
_ENOUGH = 24


class AddedNote(NamedTuple):
    """A note with its number, as an addition after the words before its call."""

    label: str
    addition: Change


def added_notes(
    old: Reading, new: Reading, book: Book, wanted: Iterable[int]
) -> Iterator[AddedNote]:
    """The notes `wanted`, by their places among those of the new reading; `book` has it too.

    Where the old text has the words before a call nowhere, or more than once,
    the addition has no place in it, and begins at -1.
    """
    before = dict(_before_calls(book))
    for number in wanted:
        start, end = new.notes.notes[number]
        note = _note(book, new.notes, number)
        words = next((before[call] for call in note.calls if call in before), []) if note else []
        at = _last_of(words, old.text)
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


def _note(book: Book, flow: Flow, number: int) -> Note | None:
    """The note of the book: of those with the same letters, the one that is as far on."""
    letters = [letters_of(flow.between(*each)) for each in flow.notes]
    same = [note for note in book.notes if letters_of(_text_of(note)) == letters[number]]
    return next(iter(same[letters[:number].count(letters[number]) :]), None)


def _text_of(note: Note) -> str:
    return "".join(note.content.itertext())  # type: ignore[arg-type]


def _last_of(words: list[str], flow: Flow) -> int:
    """Where the last of these words stands in a text, if they stand there once; else -1."""
    for count in (_ENDS, _ENOUGH):
        wanted = words_of(" ".join(words[-count:]))
        found = [
            index + len(wanted) - 1
            for index in range(len(flow.words) - len(wanted) + 1)
            if wanted and flow.words[index : index + len(wanted)] == wanted
        ]
        if len(found) == 1:
            return found[0]
    return -1
