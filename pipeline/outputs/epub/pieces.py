"""Cuts a text into files small enough for e-ink readers: at divisions first, then at blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import HEADINGS, classes, qualified
from pipeline.outputs.epub.markup import escape, local_name, serialise, start_tag, without_content
from pipeline.tei.names import text_in

LIMIT = 240_000
"""The bytes that a file may have; old readers take seconds to lay out more."""

# What links, notes and page breaks grow by at most when they get their files and semantics.
_GROWTH = ((b'href="#', 72), (b"doc-pagebreak", 32), (b'"footnote', 44))
_SMALL = 20_000  # divisions come together in one file up to this size …
_MANY = 300  # … where there are more of them side by side than this
_FEW = 600  # characters: divisions so short, without a heading or a picture, get no file …
# … unless they are pages of their own, or begin what may as well be long.
_PAGES = frozenset(("titlePage", "dedication", "epigraph"))
_PARTS = frozenset("act book canto chapter letter part poem text volume".split())
_SHOWN = (*HEADINGS, qualified("img"))
_DIVISIBLE = frozenset(
    ("section", "div", "blockquote", "ul", "ol", "dl", "figure", "article", "aside")
)


@dataclass(slots=True)
class _Open:
    """The start of an element that may be continued in another file."""

    element: etree._Element
    sections: int = 0  # divisions directly inside
    size: int = 0
    count: int = 0  # children already begun, for the numbers of an `ol`


class _Close(NamedTuple):
    """The end of the innermost open element."""


class _Piece:
    """Markup that is not cut, and the bytes that it will take in its file."""

    __slots__ = ("markup", "size")

    def __init__(self, markup: bytes) -> None:
        self.markup = markup
        self.size = len(markup) + sum(cost * markup.count(mark) for mark, cost in _GROWTH)


_Event = _Open | _Piece | _Close


@dataclass(slots=True)
class Cut:
    """One file's worth of text, and the ids of the divisions that begin in it."""

    content: list[bytes] = field(default_factory=list)
    divisions: list[str] = field(default_factory=list)
    size: int = 0


def cut(elements: Sequence[etree._Element], limit: int = LIMIT) -> list[Cut]:
    """The elements in order as files of at most `limit` bytes.

    Every top-level ``section`` begins a file, save one of a few words, which
    follows another, or stands before the first; a division that does not fit
    into one is cut at its own divisions, and these at blocks. Only a single
    paragraph or table longer than `limit` makes a longer file.
    """
    cutter = _Cutter(limit, many=len(elements) > _MANY)
    for event in _measured(_events(elements, limit)):
        cutter.take(event)
    return [each for each in cutter.cuts if each.size]


def _events(elements: Sequence[etree._Element], limit: int) -> Iterator[_Event]:
    """The text as pieces of markup; iterative, since divisions may nest deeper than Python."""
    stack: list[_Event | etree._Element] = list(reversed(elements))
    while stack:
        item = stack.pop()
        if isinstance(item, (_Open, _Close, _Piece)):
            yield item
            continue
        name = local_name(item)
        if name != "section":
            markup = serialise(item)
            if len(markup) <= limit or name not in _DIVISIBLE:
                yield _Piece(markup)
                continue
        yield _Open(item)
        if item.tail and item.tail.strip():
            stack.append(_Piece(escape(item.tail)))
        stack.append(_Close())
        if name == "section" and (whole := _whole(item)) and whole.size <= limit:
            yield whole
            continue
        stack.extend(reversed(_entries(item) if name == "dl" else list(item)))
        if item.text and item.text.strip():
            yield _Piece(escape(item.text))


def _whole(section: etree._Element) -> _Piece | None:
    """The content of a division without others, in one piece."""
    if section.find(f"{{{XHTML}}}section") is not None:
        return None
    markup = serialise(section)
    end = markup.rfind(b"</section>")
    return _Piece(markup[markup.find(b">") + 1 : end]) if end > 0 else None


def _entries(listing: etree._Element) -> list[_Event | etree._Element]:
    """The terms of a list, each with its descriptions: neither stands without the other."""
    entries: list[list[bytes]] = []
    for child in listing:
        if not entries or local_name(child) == "dt":
            entries.append([])
        entries[-1].append(serialise(child))
    return [_Piece(b"".join(entry)) for entry in entries]


def _measured(events: Iterator[_Event]) -> list[_Event]:
    """The events, with the size of all that an element holds noted where it opens."""
    found = list(events)
    stack = [_Open(etree.Element("root"))]
    for event in found:
        if isinstance(event, _Open):
            stack[-1].sections += local_name(event.element) == "section"
            stack.append(event)
        elif isinstance(event, _Close):
            closed = stack.pop()
            stack[-1].size += closed.size
        else:
            stack[-1].size += event.size
    return found


class _Cutter:
    """Fills files with events, and carries open elements over from one file into the next."""

    def __init__(self, limit: int, *, many: bool) -> None:
        self.cuts = [Cut()]
        self._limit = limit
        self._many = many
        self._open: list[_Open] = []
        self._after_heading = False
        self._after_page = False
        self._is_begun = False  # whether a division stands in the file that is worth one

    def take(self, event: _Event) -> None:
        if isinstance(event, _Open):
            self._begin(event)
        elif isinstance(event, _Close):
            closed = self._open.pop()
            self._put(f"</{local_name(closed.element)}>".encode())
        else:
            self._piece(event)

    def _begin(self, opened: _Open) -> None:
        division = local_name(opened.element) == "section"
        if division and self._may_start_a_file():
            self._begin_division(opened)
        self._count_child()
        self._put(start_tag(opened.element))
        self._open.append(opened)
        if division and (identifier := opened.element.get("id")):
            self.cuts[-1].divisions.append(identifier)

    def _may_start_a_file(self) -> bool:
        """Whether it is one of many, or all around it is too large for a file."""
        return self._is_of_many() or all(
            each.size > self._limit and local_name(each.element) == "section" for each in self._open
        )

    def _is_of_many(self) -> bool:
        return self._open[-1].sections > _MANY if self._open else self._many

    def _begin_division(self, opened: _Open) -> None:
        kinds = frozenset(classes(opened.element))
        is_page, is_slight = bool(kinds & _PAGES), _is_slight(opened, kinds)
        is_apart = is_page or self._after_page or (self._is_begun and not is_slight)
        if self._holds_text() and self._starts_a_file(opened, is_apart=is_apart):
            self._cut()
            self._is_begun = False
        self._is_begun |= not is_slight
        self._after_page = is_page

    def _starts_a_file(self, opened: _Open, *, is_apart: bool) -> bool:
        size = self.cuts[-1].size
        if size + opened.size > self._limit:
            return True
        return size > _SMALL if self._is_of_many() else is_apart

    def _holds_text(self) -> bool:
        """Whether the file has more in it than the starts of its elements."""
        return self.cuts[-1].size > 0

    def _piece(self, piece: _Piece) -> None:
        if (
            self.cuts[-1].size + piece.size > self._limit
            and self._holds_text()
            and not self._after_heading
        ):
            self._cut()
        self._count_child()
        self._put(piece.markup)
        self.cuts[-1].size += piece.size
        self._after_heading = piece.markup.startswith(
            (b"<h1", b"<h2", b"<h3", b"<h4", b"<h5", b"<h6")
        )

    def _count_child(self) -> None:
        if self._open:
            self._open[-1].count += 1

    def _put(self, markup: bytes) -> None:
        self.cuts[-1].content.append(markup)

    def _cut(self) -> None:
        for opened in reversed(self._open):
            self._put(f"</{local_name(opened.element)}>".encode())
        self.cuts.append(Cut())
        for opened in self._open:
            self._put(_continued(opened))


def _is_slight(division: _Open, kinds: frozenset[str]) -> bool:
    """Whether it is but a few words, as of a letter's end: no screen of an e-reader is for them."""
    if kinds & (_PAGES | _PARTS) or division.size > _SMALL:
        return False
    words = text_in(division.element)
    return len(words) <= _FEW and next(division.element.iter(*_SHOWN), None) is None


def _continued(opened: _Open) -> bytes:
    """The start tag again, without the id, which the first file has."""
    again = without_content(opened.element)
    for name in {"id", "role"} & set(again.attrib):
        del again.attrib[name]
    again.set("class", f"{again.get('class', '')} continued".strip())
    if again.tag == f"{{{XHTML}}}ol" and opened.count:
        again.set("start", str(int(again.get("start", "1")) + opened.count))
    return start_tag(again)
