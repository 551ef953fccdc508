"""A master as it is written and as it is parsed, element by element side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from pipeline.editing.scanner import Entities, tokens
from pipeline.editing.source import SourceText, read_source
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XML_ID, local_name
from pipeline.tei.parse import require_tei
from pipeline.tei.xml import parse_xml


@dataclass(slots=True, eq=False)
class Span:
    """Where an element stands in the source: its tags and what is between them."""

    element: etree._Element
    parent: Span | None
    start: int  # of the start tag
    opened: int  # end of the start tag
    closing: int = 0  # start of the end tag; `end` of an empty-element tag
    end: int = 0
    written: bool = True  # not brought in by an entity
    children: list[Span] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The local name."""
        return local_name(self.element.tag)

    def lineage(self) -> Iterator[Span]:
        """The element itself, then what it stands in, innermost first."""
        span: Span | None = self
        while span is not None:
            yield span
            span = span.parent

    def contains(self, start: int, end: int) -> bool:
        """Whether the element, tags included, covers this stretch of the source."""
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Text as it is read, and the stretch of the source that gives it.

    What is `divisible` is written character for character.
    """

    text: str
    start: int
    end: int
    owner: Span
    divisible: bool = True
    quoted: bool = False  # in a CDATA section


@dataclass(frozen=True, slots=True)
class Opened:
    """A start tag passes."""

    span: Span


@dataclass(frozen=True, slots=True)
class Closed:
    """An end tag passes."""

    span: Span


Event = Piece | Opened | Closed


class Document:
    """The source of a master with its elements, in document order."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.root = parse_xml(source.data, source.path)
        self.events: list[Event] = []
        self.spans: list[Span] = []
        _Pairing(self).run()
        self.by_id: dict[str, Span] = {}
        for span in self.spans:
            if name := span.element.get(XML_ID):
                self.by_id.setdefault(name, span)

    @property
    def text(self) -> str:
        """The characters of the file."""
        return self.source.text

    def tag_name(self, span: Span, name: str) -> str:
        """`name` with the namespace prefix that `span` is written with."""
        written = self.text[span.start + 1 : span.opened].split(">")[0].split("/")[0].split()[0]
        prefix, colon, _ = written.rpartition(":")
        return prefix + colon + name


def read_document(path: Path) -> Document:
    """The master at `path`; raises `EditionError` where it cannot be read or is not XML."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EditionError(
            Finding(
                "file-read",
                Severity.ERROR,
                f"The file cannot be read: {error.strerror}.",
                path,
                remedy="Check the name and the permissions.",
            )
        ) from None
    document = Document(read_source(data, path))
    require_tei(document.root, path)
    return document


class _Pairing:
    """Walks the tokens of the source and the elements of the tree in step."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._elements = document.root.iter(etree.Element)
        self._open: list[Span] = []
        self._entities = Entities()

    def run(self) -> None:
        try:
            self._walk(self._document.text, None)
            unpaired = next(self._elements, None) is not None
        except (StopIteration, RecursionError):
            unpaired = True
        if unpaired:
            raise EditionError(
                Finding(
                    "edit-entities",
                    Severity.ERROR,
                    "The entities of this file hold markup in a way that cannot be edited here.",
                    self._document.source.path,
                    1,
                    1,
                    "Write the text of these entities into the document.",
                )
            )

    def _walk(self, text: str, within: tuple[int, int] | None) -> None:
        """`within` is the reference whose replacement text this is."""
        events = self._document.events
        for kind, start, end in tokens(text):
            at, to = within or (start, end)
            if kind in {"start", "empty"}:
                self._opened(at, to, kind == "empty", within is None)
            elif kind == "end":
                span = self._open.pop()
                span.closing, span.end = at, to
                events.append(Closed(span))
            elif kind == "doctype":
                self._entities = Entities(text[start:end])
            elif self._open:
                self._text(text, kind, start, end, within)

    def _text(
        self, text: str, kind: str, start: int, end: int, within: tuple[int, int] | None
    ) -> None:
        events, owner = self._document.events, self._open[-1]
        at, to = within or (start, end)
        if kind == "text":
            events.append(Piece(text[start:end], at, to, owner, within is None))
        elif kind == "cdata" and end - start > 12:
            words = text[start + 9 : end - 3]
            if within is None:
                at, to = start + 9, end - 3
            events.append(Piece(words, at, to, owner, within is None, quoted=True))
        elif kind == "reference":
            reference = text[start:end]
            if self._entities.is_character(reference):
                words = self._entities.character(reference)
                events.append(Piece(words, at, to, owner, divisible=False))
            else:
                self._entity(self._entities.replacement(reference), at, to)

    def _entity(self, replacement: str, at: int, to: int) -> None:
        if "<" in replacement or "&" in replacement:
            self._walk(replacement, (at, to))
        elif replacement:
            piece = Piece(replacement, at, to, self._open[-1], divisible=False)
            self._document.events.append(piece)

    def _opened(self, at: int, to: int, empty: bool, written: bool) -> None:
        parent = self._open[-1] if self._open else None
        span = Span(next(self._elements), parent, at, to, to, to, written)
        if parent is not None:
            parent.children.append(span)
        self._document.spans.append(span)
        self._document.events.append(Opened(span))
        if empty:
            self._document.events.append(Closed(span))
        else:
            self._open.append(span)
