"""Who speaks, where the text itself does not say it (TEI 7.2.2, 8.3.1: `@who`)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import has_own_words, tei, text_in
from pipeline.tei.register.justification import Names

_NAMES = tuple(map(tei, ("persName", "orgName", "name", "role")))


class Speakers:
    """The names behind `@who`, as the lists of persons, of participants or of the cast give them.

    A pointer that leads to no name is its own name, without its `#`.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def of(self, pointers: str) -> str:
        """The names behind the pointers of an attribute, joined by commas."""
        return ", ".join(map(self._name, pointers.split()))

    def _name(self, pointer: str) -> str:
        person = self._names.element_of(pointer)
        named = None if person is None else next(person.iter(*_NAMES), None)
        return (_spelt(named) if named is not None else "") or pointer.rpartition("#")[2] or pointer


def _spelt(name: etree._Element) -> str:
    """A name as it is written; its parts, where nothing is written between them, with spaces."""
    parts = [text_in(name)] if has_own_words(name) else [text_in(child) for child in name]
    return " ".join(" ".join(parts).split())
