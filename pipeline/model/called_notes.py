"""Which notes are called from elsewhere: by a reference, or as they name what they are on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from lxml import etree

from pipeline.tei.breaks import BREAKS
from pipeline.tei.names import XML_ID, identified, tei

_NOTE = tei("note")
_CALLS = (tei("ref"), tei("ptr"))
_PLACES = BREAKS | {tei("anchor")}


class CalledNotes:
    """The notes of one document that say what they are on, and those to which it refers."""

    def __init__(
        self, root: etree._Element, stands_in_phrase: Callable[[etree._Element], bool]
    ) -> None:
        self._root = root
        self._stands_in_phrase = stands_in_phrase

    def has(self, note: etree._Element) -> bool:
        """Whether a `ref` or `ptr` leads to `note`, or it names what it is a note on."""
        return bool(self.subject_of(note)) or note.get(XML_ID) in self._referred

    def subject_of(self, note: etree._Element) -> str:
        """The id of what a note is on, by its `@target`.

        A note among blocks may name a place, or words, of the text by `@corresp` as well. To
        whole paragraphs, and to other notes, that only says that they are alike.
        """
        if target := note.get("target"):
            return _first_named(target)
        name = _first_named(note.get("corresp", ""))
        if not name or self._stands_in_phrase(note):
            return ""
        subject = self._identified.get(name)
        return name if subject is not None and self._is_of_text(subject) else ""

    def _is_of_text(self, subject: etree._Element) -> bool:
        return subject.tag in _PLACES or (subject.tag != _NOTE and self._stands_in_phrase(subject))

    @cached_property
    def _identified(self) -> dict[str, etree._Element]:
        return identified(self._root)

    @cached_property
    def _referred(self) -> frozenset[str]:
        calls = self._root.iter(*_CALLS)
        targets = (target for call in calls for target in call.get("target", "").split())
        return frozenset(target[1:] for target in targets)


def _first_named(pointers: str) -> str:
    first = pointers.split(None, 1)[:1]
    return first[0][1:] if first and first[0].startswith("#") else ""
