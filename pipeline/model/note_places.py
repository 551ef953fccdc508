"""Where notes are called that do not stand at their call (TEI Guidelines 3.9.1.1, 17.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.note_labels import is_call
from pipeline.tei.apparatus import stands_outside
from pipeline.tei.names import XML_ID, has_own_words, tei

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

_APP, _HEADER, _LEM, _NOTE = map(tei, ("app", "teiHeader", "lem", "note"))
_CALLS = (tei("ref"), tei("ptr"))

Key = str | etree._Element  # the id of what a note is on, or what begins after it


class NotePlaces:
    """The notes of one document that a reference calls, and those that wait for their subject."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._root = run.master.root
        self.awaited: dict[Key, list[etree._Element]] = {}
        self._waiting: Counter[etree._Element] = Counter()
        self._apart = self._find_apart()
        self._referred = self._find_referred()
        self._await_subjects()

    def await_at(self, key: Key, note: etree._Element) -> None:
        """Let `note` be called where `key` has been read."""
        self.awaited.setdefault(key, []).append(note)
        self._waiting[note] += 1

    def release(self, key: Key) -> list[etree._Element]:
        """The notes to be called where `key` has been read; they wait no longer."""
        notes = self.awaited.pop(key, None)
        if notes is None:
            return []
        self._waiting.subtract(notes)
        return notes

    def is_awaited(self, note: etree._Element) -> bool:
        """Whether `note` is called where its subject ends."""
        return self._waiting[note] > 0

    def is_referred_to(self, note: etree._Element) -> bool:
        """Whether a `ref` or `ptr` calls `note`, which is not called where it stands."""
        return note.get(XML_ID) in self._referred

    def called_by(self, reference: etree._Element) -> etree._Element | None:
        """The note, standing apart, to which this `ref` or `ptr` leads."""
        if not self._referred:
            return None
        target = (reference.get("target") or "").split()[:1]
        return self._referred.get(target[0][1:]) if target else None

    def left(self) -> list[etree._Element]:
        """The notes whose call was perhaps never read; none waits any longer."""
        waiting = [note for notes in self.awaited.values() for note in notes]
        self.awaited.clear()
        self._waiting.clear()
        return [*waiting, *self._referred.values()]

    @cached_property
    def identified(self) -> dict[str, etree._Element]:
        """The notes that are shown as notes, by their ids."""
        return {
            name: note
            for note in self._root.iter(_NOTE)
            if (name := note.get(XML_ID)) and note.get("type") != "evidence"
        }

    def _find_apart(self) -> list[etree._Element]:
        stands_in = self._run.surroundings.stands_in_phrase
        of_notes: dict[etree._Element | None, bool] = {}
        of_headers = {note for header in self._root.iter(_HEADER) for note in header.iter(_NOTE)}
        apart = []
        for note in self._root.iter(_NOTE):
            if note in of_headers:
                continue
            parent = note.getparent()
            if parent not in of_notes:
                of_notes[parent] = _holds_notes_only(parent)
            elsewhere = of_notes[parent] and self._run.surroundings.called_notes.has(note)
            if note.get("type") != "evidence" and (elsewhere or not stands_in(note)):
                apart.append(note)
        return apart

    def _find_referred(self) -> dict[str, etree._Element]:
        """The notes that stand apart and are called, and those in the text after their call."""
        if not self.identified:
            return {}
        named: set[str] = set()
        for call in self._root.iter(*_CALLS):
            if next(call.iterancestors(_NOTE), None) is None:
                named.update(_names_in(call))
        apart = {name: note for note in self._apart if (name := note.get(XML_ID)) in named}
        return apart | {name: self.identified[name] for name in self._called_before()}

    def _called_before(self) -> Iterator[str]:
        """The notes of a paragraph that are called in it, before the place where they stand."""
        notes = self.identified
        met: set[str | None] = set()
        for element in self._root.iter(_NOTE, _CALLS[0]):
            if element.tag == _NOTE:
                met.add(element.get(XML_ID))
                continue
            names = _names_in(element)
            note = notes.get(names[0]) if len(names) == 1 and names[0] not in met else None
            if (
                note is not None
                and is_call(element, note)
                and not self._run.stands_in_dropped(element)
            ):
                yield names[0]

    def _await_subjects(self) -> None:
        for note in self._apart:
            name = self._run.surroundings.called_notes.subject_of(note)
            if name in self._run.ids.declared and not self.is_referred_to(note):
                self.await_at(name, note)
        for app in self._root.iter(_APP):
            if stands_outside(app):
                self._await_those_in(app)

    def _await_those_in(self, app: etree._Element) -> None:
        """The notes of a lemma that is read elsewhere are called there (TEI 12.2.2)."""
        ends = (app.get(name, "").removeprefix("#") for name in ("to", "from"))
        end = next((name for name in ends if name in self._run.ids.declared), "")
        for lemma in app.iterchildren(_LEM):
            for note in lemma.iter(_NOTE) if end else ():
                self.await_at(end, note)


def _holds_notes_only(parent: etree._Element | None) -> bool:
    """Whether it holds nothing but notes: then they are on what stands elsewhere."""
    if parent is None:
        return False
    return not has_own_words(parent) and all(child.tag == _NOTE for child in parent)


def _names_in(call: etree._Element) -> list[str]:
    return [each[1:] for each in call.get("target", "").split() if each[0] == "#"]
