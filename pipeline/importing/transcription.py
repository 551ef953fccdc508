"""The form in which a transcription is imported: its text, and what stands where in it.

Every reader (plain text, Markdown, HTML) gives one `Transcription`; nothing
in it changes the text, everything points into it. So a master that has the
marks put in as tags gives the text back when they are taken out
(`docs/witness.md`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from pipeline.finding import Finding

_SHOWN = 60


class Kind(Enum):
    """What a block is; `SHORT` until it is known whether it is a heading."""

    PARAGRAPH = "paragraph"
    SHORT = "short"
    HEADING = "heading"
    VERSE = "verse"
    QUOTE = "quote"
    NOTE = "note"
    TRAILER = "trailer"
    FURNITURE = "furniture"  # of the page: kept for the witness, printed by no edition
    ORNAMENT = "ornament"  # asterisks or a rule between two paragraphs
    PAGE = "page"  # a page number
    SPEAKER = "speaker"
    STAGE = "stage"  # a direction
    LISTING = "listing"  # a drawing, or lines of a program
    MARKED = "marked"  # its marks are complete: a list, a table, a figure


ALIKE = "alike"  # the type of a heading that is known by others, whatever its words count
SAID = "said"  # the type of what somebody says in a play
OF_TEXT = (Kind.SHORT, Kind.PARAGRAPH, Kind.QUOTE, Kind.VERSE)


class Layout(Enum):
    """How the tags of a mark stand on the lines of the master."""

    INLINE = 0
    LINE = 1  # the start tag begins a line, after the indentation
    OWN = 2  # both tags stand on lines of their own


@dataclass(slots=True)
class Mark:
    """An element over `text[start:end]`; empty, where both are the same."""

    start: int
    end: int
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    layout: Layout = Layout.INLINE


class Marked:
    """What has marks over a text."""

    __slots__ = ()
    marks: list[Mark]

    def mark(
        self,
        start: int,
        end: int,
        name: str,
        attributes: dict[str, str] | None = None,
        layout: Layout = Layout.INLINE,
    ) -> None:
        """One mark more."""
        self.marks.append(Mark(start, end, name, attributes or {}, layout))

    def sign(self, start: int, end: int, layout: Layout = Layout.INLINE) -> None:
        """Signs of the markup of a transcription, which the witness has and no edition prints."""
        self.mark(start, end, "fw", {"type": "markup"}, layout)


@dataclass(slots=True)
class Block:
    """Lines that belong together, with neither blank lines around them nor a line end."""

    start: int
    end: int
    kind: Kind
    level: int = 0  # of a heading, where the transcription says it: 1 is the highest
    blank_before: int = 1  # lines
    type: str = ""  # of furniture: title, contents, label, navigation …
    number: str = ""  # of a heading or a page
    counts: bool = False  # its number is one of a series, where it is a heading that has one
    prefix: int = 0  # characters at its beginning that are markup, as “## ” in Markdown
    suffix: int = 0  # the same at its end
    language: str = ""  # where it is another than that of the whole


@dataclass(slots=True)
class Note:
    """A note: where it is called, where it is printed, and what of that are its own words."""

    call: tuple[int, int]  # empty, where nothing calls it
    whole: tuple[int, int]
    body: tuple[int, int]
    number: str
    id: str = ""
    again: list[tuple[int, int]] = field(default_factory=list)  # its other calls

    @property
    def stands(self) -> bool:
        """Whether it stays where it is printed: it is called from several places, or from none."""
        return bool(self.again) or self.call[0] == self.call[1]


@dataclass(slots=True)
class Moved:
    """Words that come to stand elsewhere than they are printed, in an element of this name.

    A `head` comes first in what stands there, a `seg` last, a `note` behind it.
    """

    there: tuple[int, int]
    body: tuple[int, int]
    name: str
    attributes: dict[str, str] = field(default_factory=dict)


class Link(NamedTuple):
    """A link within the text: where its words stand, and the name of the place it leads to."""

    start: int
    end: int
    target: str


@dataclass(slots=True)
class Transcription(Marked):
    """A text, its blocks in order, the marks inside them, and what it says of itself."""

    text: str
    blocks: list[Block]
    marks: list[Mark] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    title: str = ""
    label: str = ""  # what the file is called, where it has no title
    author: str = ""
    translator: str = ""
    language: str = ""
    origin: str = ""  # what the transcription is, as a sentence for the header
    images: list[str] = field(default_factory=list)  # files that its figures name
    links: list[Link] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # to which links may lead
    indents: dict[int, int] = field(default_factory=dict)  # steps, of verses by their beginning
    verse_numbers: dict[int, tuple[int, int]] = field(default_factory=dict)  # … where printed
    unanswered: list[tuple[int, int]] = field(default_factory=list)  # calls that lead nowhere
    uncalled: set[int] = field(default_factory=set)  # where notes begin to which no link leads
    references: list[tuple[int, int, str]] = field(default_factory=list)  # to characters
    findings: list[Finding] = field(default_factory=list)
    line_ends: set[int] = field(default_factory=set)  # in paragraphs, where the markup tells them
    pages: list[int] = field(default_factory=list)  # where they begin, if form feeds part them
    _ends: list[int] = field(default_factory=list)  # of its lines, once they are asked for

    def inner(self, block: Block) -> str:
        """The text of a block without the markup round it."""
        return self.text[block.start + block.prefix : block.end - block.suffix]

    def said(self, block: Block) -> str:
        """The inner text of a block without the signs of its phrases."""
        start, end = block.start + block.prefix, block.end - block.suffix
        pieces, at = [], start
        signs = (m for m in self.marks if m.name == "fw" and start <= m.start < m.end <= end)
        for mark in sorted(signs, key=lambda mark: mark.start):
            if at <= mark.start:
                pieces.append(self.text[at : mark.start])
                at = mark.end
        return "".join([*pieces, self.text[at:end]])

    def words(self, block: Block) -> str:
        """The text of a block with its white space made single blanks."""
        return " ".join(self.inner(block).split())

    def lines(self, block: Block) -> list[str]:
        """The lines of a block."""
        return self.text[block.start : block.end].split("\n")

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """The lines of `text[start:end]`, each from its first character that is no blank."""
        return list(lines_in(self.text, start, end))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of the text."""
        if not self._ends:
            self._ends = [found.start() for found in re.finditer("\n|$", self.text)]
        line = bisect_left(self._ends, offset)
        return line + 1, offset - (self._ends[line - 1] if line else -1)


def lines_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each line with words begins in `text[start:end]`, without blanks, and where it ends."""
    for line in text[start:end].split("\n"):
        if line.strip():
            yield first_word(text, start, start + len(line)), start + len(line)
        start += len(line) + 1


def first_word(text: str, start: int, end: int) -> int:
    """Where the words of `text[start:end]` begin."""
    return end - len(text[start:end].lstrip())


def line_start(text: str, at: int) -> int:
    """Where the line begins in which a character stands."""
    return text.rfind("\n", 0, at) + 1


def shown(words: str) -> str:
    """The words as a message has them."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
