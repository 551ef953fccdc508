"""Whose each note is: where a book has notes of several hands, all but the usual one sign."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from lxml import etree

from pipeline.model.book import Book, Note
from pipeline.model.xhtml import append_text, last_child, qualified
from pipeline.terms import Terms, terms_for

_P = qualified("p")
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

    def sign(self, content: etree._Element, note: Note, tag: str) -> None:
        """Say behind the content of a note, in a `tag`, if it is of another hand than the usual."""
        hand = _hand(note, self.terms)
        if not hand or hand == self.usual:
            return
        last = last_child(content)
        end = last if last is not None and last.tag == _P else content
        append_text(end, " ")
        etree.SubElement(end, qualified(tag), {"class": "hand added"}).text = f"[{hand}]"


def _hand(note: Note, terms: Terms) -> str:
    """Whose note it is, in a word or a name."""
    if note.responsible:
        return note.responsible
    kind = note.kind.lower()
    key = _AUTHORS.get(kind) or ("editor" if kind in _EDITORS else "")
    return terms(key) if key else ""
