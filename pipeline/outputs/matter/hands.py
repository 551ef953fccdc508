"""Whose each note is: where a book has notes of several hands, all but the usual one sign."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pipeline.model.book import Book, Note
from pipeline.terms import Terms, terms_for

_AUTHORS = {"author": "author", "authorial": "author", "translator": "translator"}
_EDITORS = ("editor", "editorial", "gloss", "explanatory", "textual", "critical", "ed")


class Hands(NamedTuple):
    """The hands of a book's notes."""

    terms: Terms
    usual: str
    unsigned: str  # the usual one, in a book where others sign

    @classmethod
    def of(cls, book: Book) -> Hands:
        """The hands of a book, of which the usual one is that of most notes."""
        terms = terms_for(book.metadata.language)
        hands = Counter(_hand(note, terms) for note in book.notes)
        usual = hands.most_common(1)[0][0] if hands else ""
        return cls(terms, usual, usual if len(hands) > 1 else "")

    def signature(self, note: Note) -> str:
        """What stands behind a note of another hand than the usual one, or nothing."""
        hand = _hand(note, self.terms)
        return f"[{hand}]" if hand != self.usual and hand else ""


def _hand(note: Note, terms: Terms) -> str:
    """Whose note it is, in a word or a name."""
    if note.responsible:
        return note.responsible
    kind = note.kind.lower()
    key = _AUTHORS.get(kind) or ("editor" if kind in _EDITORS else "")
    return terms(key) if key else ""
