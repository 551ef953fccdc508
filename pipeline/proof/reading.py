"""The text as it is read under a policy: blocks of characters whose places in the file are known.

What an editor has already answered is silent: `sic` and `orig` (TEI 3.5), `foreign` and other
languages (3.3.2, `@xml:lang`), examples and code (22.1.1), and words that a textual note
accepts, whether it stands right after them or points to them (`@target`, `@corresp`).
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.editing.document import Closed, Document, Opened, Piece, Span
from pipeline.proof.layout import BLOCKS, is_passed_over, parts_words
from pipeline.proof.layout import WHITE as _WHITE
from pipeline.tei.languages import language_tag, primary
from pipeline.tei.main_language import main_language
from pipeline.tei.names import XML_ID, XML_LANG, local_name
from pipeline.tei.reading import Policy, dropped_by

_SILENT = frozenset(
    "sic orig foreign eg egXML code formula gi att val tag ident idno email".split()
)
_QUOTING = frozenset("q quote cit".split())
_NAMES = frozenset(
    "name persName placeName orgName geogName rs surname forename roleName speaker".split()
)
_MARKED = frozenset("hi emph term title mentioned distinct soCalled".split())


def as_read(text: str) -> str:
    """The text with as many letters, in those of today: ſuch is read as such."""
    return text.replace("ſ", "s")


@dataclass(eq=False)
class Block:
    """A paragraph, a line, a head or a note: text that is read in one go."""

    name: str
    element: etree._Element
    text: str = ""
    silent: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)  # emphasis, titles, terms
    borders: set[int] = field(default_factory=set)  # where tags stand
    follows: str = ""  # the name of the block before it in the same parent
    precedes: str = ""
    _starts: list[int] = field(default_factory=list)
    _sources: list[tuple[int, bool]] = field(default_factory=list)

    def add(self, text: str, source: int, divisible: bool) -> None:
        """Write `text`, which the file has at `source`, at the end."""
        self._starts.append(len(self.text))
        self._sources.append((source, divisible))
        self.text += as_read(text)

    def source_of(self, position: int) -> int:
        """Where in the file the character at `position` stands."""
        number = bisect_right(self._starts, position) - 1
        source, divisible = self._sources[max(0, number)]
        return source + (position - self._starts[number] if divisible else 0)

    def is_silent(self, start: int, end: int) -> bool:
        """Whether any of these characters has been answered by an editor."""
        return any(one < max(end, start + 1) and start < other for one, other in self.silent)

    def is_name(self, start: int) -> bool:
        """Whether the character stands in an element that names somebody or something."""
        return any(one <= start < other for one, other in self.names)

    def is_marked(self, start: int) -> bool:
        """Whether the character is emphasised, or part of a title or term."""
        return any(one <= start < other for one, other in self.marked)

    def is_at_border(self, start: int, end: int) -> bool:
        """Whether a tag stands between these two places."""
        return any(place in self.borders for place in range(start, end + 1))

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph that sentences are made of."""
        return self.name in {"p", "ab"} and not self.is_front

    @cached_property
    def is_front(self) -> bool:
        """Whether it stands before the text proper (TEI 4.5): title pages are no prose."""
        return any(local_name(one.tag) == "front" for one in self.element.iterancestors())


def read_blocks(document: Document, policy: Policy, answers: bool = True) -> list[Block]:
    """The blocks of the document in order, notes after what they stand in.

    Without `answers`, `sic` and notes silence nothing: for measuring.
    """
    blocks = [block for block in _Reading(document, policy, answers).run() if block.text.strip()]
    _relate(blocks)
    return blocks


def _relate(blocks: list[Block]) -> None:
    running = [block for block in blocks if block.name != "note"]
    for one, other in itertools.pairwise(running):
        here, there = one.element.getparent(), other.element.getparent()
        around = "" if there is None else local_name(there.tag)
        one.precedes = f"{other.name} quoted" if around in _QUOTING else other.name
        other.follows = one.name if here is there else f"{one.name} elsewhere"


class _Reading:
    def __init__(self, document: Document, policy: Policy, answers: bool) -> None:
        self._document = document
        self._drops = dropped_by(policy)
        self._answers = answers
        self._language = primary(main_language(document.root))
        self._accepted = _pointed_to(document) if answers else frozenset()
        self._blocks: list[Block] = []
        self._open: list[Block] = []
        self._marks: list[tuple[Span, Block, int, list[tuple[int, int]]]] = []

    def run(self) -> list[Block]:
        """Walk through the events of the document."""
        skipped: Span | None = None
        for event in self._document.events:
            if skipped is not None:
                if isinstance(event, Closed) and event.span is skipped:
                    skipped = None
            elif isinstance(event, Piece):
                self._write(event)
            elif isinstance(event, Closed):
                self._close(event.span)
            elif is_passed_over(event.span, self._drops):
                skipped = event.span
            else:
                self._opened(event)
        return self._blocks

    def _opened(self, event: Opened) -> None:
        span = event.span
        if span.name in BLOCKS:
            block = Block(span.name, span.element)
            self._blocks.append(block)
            self._open.append(block)
            if span.name == "note" and span.element.get("type") == "textual" and self._answers:
                self._accept_before(span)
        elif self._open and parts_words(span.element):
            _space(self._open[-1], span.start)
        if self._open:
            block = self._open[-1]
            block.borders.add(len(block.text))
            ranges = self._ranges(span, block)
            if ranges is not None:
                self._marks.append((span, block, len(block.text), ranges))

    def _ranges(self, span: Span, block: Block) -> list[tuple[int, int]] | None:
        """The list in which the place of this element is to be noted."""
        if self._is_silent(span):
            return block.silent
        if span.name in _NAMES:
            return block.names
        return block.marked if span.name in _MARKED else None

    def _accept_before(self, note: Span) -> None:
        """A textual note without a pointer is about the words right before it."""
        if note.element.get("target") or note.element.get("corresp") or len(self._open) < 2:
            return
        before = self._open[-2]
        end = len(before.text)
        start = before.text.rstrip().rfind(" ") + 1
        before.silent.append((start, end))

    def _close(self, span: Span) -> None:
        if self._marks and self._marks[-1][0] is span:
            _, block, start, ranges = self._marks.pop()
            ranges.append((start, len(block.text)))
        if self._open:
            self._open[-1].borders.add(len(self._open[-1].text))
        if self._open and self._open[-1].element is span.element:
            self._open.pop()
            if self._open and span.name != "note":
                self._resume(self._open[-1])

    def _resume(self, outer: Block) -> None:
        """What follows a block inside another is not of one piece with what came before."""
        rest = Block("part", outer.element, silent=[], names=[])
        self._blocks.append(rest)
        self._open[-1] = rest

    def _is_silent(self, span: Span) -> bool:
        element = span.element
        if span.name in _SILENT:
            return self._answers or span.name not in {"sic", "orig"}
        if element.get(XML_ID) in self._accepted:
            return True
        language = primary(language_tag(element.get(XML_LANG)))
        return bool(language and self._language) and language != self._language

    def _write(self, piece: Piece) -> None:
        if not self._open:
            return
        block, at = self._open[-1], 0
        for white in _WHITE.finditer(piece.text):
            if white.start() > at:
                _put(block, piece, at, white.start())
            _space(block, piece.start + white.start() * piece.divisible)
            at = white.end()
        if at < len(piece.text):
            _put(block, piece, at, len(piece.text))


def _put(block: Block, piece: Piece, start: int, end: int) -> None:
    source = piece.start + start if piece.divisible else piece.start
    block.add(piece.text[start:end], source, piece.divisible)


def _space(block: Block, source: int) -> None:
    if block.text and not block.text.endswith(" "):
        block.add(" ", source, False)


def _pointed_to(document: Document) -> frozenset[str]:
    found: set[str] = set()
    for span in document.spans:
        if span.name == "note" and span.element.get("type") == "textual":
            found.update(_references(span.element))
    return frozenset(found)


def _references(element: etree._Element) -> Iterator[str]:
    for name in ("target", "corresp"):
        for pointer in element.get(name, "").split():
            yield pointer.rpartition("#")[2]
