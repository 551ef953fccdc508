"""What the readers of an edition read: words in order, and where each of them stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from pipeline.checks.master.words import Words, read_words
from pipeline.checks.words import ADDED, spans_of, words_of
from pipeline.model.book import Note
from pipeline.tei.names import DIVISIONS, XML_ID, tei
from pipeline.tei.parse import Master
from pipeline.tei.reading import Policy
from pipeline.tei.register.parting import PARAGRAPHS
from pipeline.tei.register.readings import CORRECTED

# Parts two notes: no XML document can hold it, and it is a word by itself.
BREAK = "\0"
_BETWEEN = f"\n{BREAK}\n"


class Place(NamedTuple):
    """Where a word stands: the headings around it, its paragraph, and the note if it is in one."""

    sections: tuple[str, ...] = ()
    paragraph: str = ""  # @n, else xml:id
    paragraph_id: str = ""
    note: str = ""  # its label in the outputs


@dataclass(eq=False)
class Flow:
    """A text as a sequence of words."""

    text: str
    parts: list[tuple[int, etree._Element]]
    labels: list[str]  # of the notes, where the flow is one of notes

    @cached_property
    def words(self) -> list[str]:
        """The words, in Normalization Form C."""
        return words_of(self.text)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return spans_of(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.parts]

    @cached_property
    def notes(self) -> list[tuple[int, int]]:
        """From which word to which each note goes, where the flow is one of notes."""
        if not self.labels:
            return []
        edges = [index for index, word in enumerate(self.words) if word == BREAK]
        return list(zip([0, *(edge + 1 for edge in edges)], [*edges, len(self.words)], strict=True))

    def words_of_notes(self) -> list[list[str]]:
        """The words of each note."""
        return [self.words[start:end] for start, end in self.notes]

    def between(self, start: int, end: int) -> str:
        """The words of a stretch as they are written, on one line."""
        if start >= end:
            return ""
        text = self.text[self._spans[start][0] : self._spans[end - 1][1]]
        return " ".join(text.replace(BREAK, " ").replace(ADDED, "").split())

    def touches(self, index: int) -> bool:
        """Whether no space stands between the word and the next."""
        return index + 1 < len(self._spans) and self._spans[index][1] == self._spans[index + 1][0]

    def element(self, index: int) -> etree._Element | None:
        """The element in which a word stands."""
        if not self._spans:
            return None
        offset = self._spans[min(index, len(self._spans) - 1)][0]
        return self.parts[max(0, bisect_right(self._starts, offset) - 1)][1]

    def block(self, index: int) -> etree._Element | None:
        """The paragraph, heading or other block of a word: no phrase runs over its edge."""
        element = self.element(index)
        while element is not None and element.tag not in PARAGRAPHS:
            parent = element.getparent()
            if parent is None or parent.tag in DIVISIONS:
                break
            element = parent
        return element

    def place(self, index: int) -> Place:
        """Where a word stands, in words for a reader."""
        element = self.element(index)
        if element is None:
            return Place()
        sections: list[str] = []
        paragraph: etree._Element | None = None
        for node in (element, *element.iterancestors()):
            if paragraph is None and node.tag in PARAGRAPHS:
                paragraph = node
            if node.tag in DIVISIONS and (heading := _heading(node)):
                sections.insert(0, heading)
        own = paragraph.get(XML_ID, "") if paragraph is not None else ""
        number = (paragraph.get("n") or own) if paragraph is not None else ""
        return Place(tuple(sections), number, own, self._label(index))

    def _label(self, index: int) -> str:
        if not self.labels:
            return ""
        before = self.text[: self._spans[min(index, len(self._spans) - 1)][0]].count(BREAK)
        return self.labels[before] or str(before + 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read under a policy: the text, and the notes one after the other."""

    text: Flow
    notes: Flow


def read(master: Master, policy: Policy, notes: Sequence[Note] = ()) -> Reading:
    """The reading of a master; `notes` are those of the outputs, which have labels."""
    found = read_words(master.root, policy)
    parts: list[tuple[int, etree._Element]] = []
    texts, offset = [], 0
    for element, stream in found.notes:
        text = stream.text.strip("\n")
        parts.append((offset, element))
        texts.append(text)
        offset += len(text) + len(_BETWEEN)
    labels = [note.label if note else "" for note in _same_notes(texts, notes)]
    return Reading(_flow(found.text), Flow(_BETWEEN.join(texts), parts, labels))


def notes_in_outputs(flow: Flow, notes: Sequence[Note]) -> list[Note | None]:
    """For each note of a flow of them the one of the outputs, if they have it."""
    return _same_notes(flow.text.split(_BETWEEN), notes)


def _same_notes(texts: Iterable[str], notes: Sequence[Note]) -> list[Note | None]:
    """The notes that have these texts: of those with the same letters one after the other."""
    waiting: dict[tuple[str, ...], list[Note]] = defaultdict(list)
    for note in reversed(notes):
        waiting[_letters("".join(note.content.itertext()))].append(note)  # type: ignore[arg-type]
    known = (waiting[_letters(text)] for text in texts)
    return [same.pop() if same else None for same in known]


def _flow(stream: Words) -> Flow:
    return Flow(stream.text, stream.parts(), [])


def _letters(text: str) -> tuple[str, ...]:
    """What tells a note from others: its words without its signs."""
    return tuple(word for word in words_of(text) if word[0].isalnum())


def _heading(division: etree._Element) -> str:
    head = division.find(tei("head"))
    return CORRECTED.of(head) if head is not None else ""
