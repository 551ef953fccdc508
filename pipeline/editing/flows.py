"""The text of a master as it is read, with the place in the source of every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.editing.document import Closed, Document, Opened, Piece, Span
from pipeline.tei.breaks import is_within_word
from pipeline.tei.line_hyphens import HYPHENS
from pipeline.tei.names import tei
from pipeline.tei.reading import Policy, dropped_by

# Between blocks stands a character that no XML document and so no passage can hold.
BREAK = "\0"
PARTING = rf"(?<=[^\W\d_])[{HYPHENS}]\s+(?=[^\W\d_])"
"""What parts a word at the end of a line."""
_OMITTED = frozenset(map(tei, ("teiHeader", "standOff", "fw", "figDesc")))
_BLOCKS = frozenset(
    map(
        tei,
        "p l lg ab item list head cell row table u line speaker stage sp div div1 div2 div3 div4 "
        "div5 div6 div7 front body back text titlePart titlePage byline opener closer dateline "
        "salute signed trailer epigraph argument label figure castList castItem entry sense "
        "docTitle docAuthor docImprint docDate imprimatur postscript bibl listBibl".split(),
    )
)
_LINE_BREAKS = frozenset(map(tei, ("lb", "cb", "pb", "gb", "milestone")))
_NOTE = tei("note")


@dataclass(eq=False)
class Flow:
    """Text that is read in one go: the body of the document, or one note."""

    owner: Span
    pieces: list[Piece] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """The words, white space as it is written."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def parts_words(self) -> bool:
        """Whether lines end in hyphens somewhere, and words go on in the next."""
        return re.search(PARTING, self.text) is not None

    @cached_property
    def _starts(self) -> list[int]:
        starts, length = [], 0
        for piece in self.pieces:
            starts.append(length)
            length += len(piece.text)
        return starts

    def piece_at(self, position: int) -> tuple[Piece, int]:
        """The piece in which the character stands, and its place there."""
        number = bisect_right(self._starts, position) - 1
        return self.pieces[number], position - self._starts[number]

    @cached_property
    def _by_source(self) -> list[tuple[int, int]]:
        """Where in the source the pieces begin, in order, and their numbers."""
        numbered = enumerate(self.pieces)
        return sorted((piece.start, number) for number, piece in numbered if piece.text != BREAK)

    def position_of(self, offset: int) -> int | None:
        """The place in the text of the character that the source has at `offset`."""
        at = bisect_right(self._by_source, (offset, len(self.pieces))) - 1
        if at < 0:
            return None
        number = self._by_source[at][1]
        piece = self.pieces[number]
        if offset >= max(piece.end, piece.start + 1):
            return None
        return self._starts[number] + (offset - piece.start if piece.divisible else 0)

    def source_of(self, position: int) -> int:
        """Where in the source the character at `position` is written."""
        piece, within = self.piece_at(position)
        return piece.start + within if piece.divisible else piece.start


def flows(document: Document, policy: Policy) -> list[Flow]:
    """The body first, then each note, in document order."""
    return list(_Reading(document, policy).flows())


class _Reading:
    def __init__(self, document: Document, policy: Policy) -> None:
        self._document = document
        self._drops = dropped_by(policy)

    def flows(self) -> Iterator[Flow]:
        main = Flow(self._document.spans[0])
        notes: list[Flow] = []
        open_flows = [main]
        passed_over: Span | None = None
        for event in self._document.events:
            if passed_over is not None:
                if isinstance(event, Closed) and event.span is passed_over:
                    passed_over = None
            elif isinstance(event, Piece):
                open_flows[-1].pieces.append(event)
            elif isinstance(event, Opened):
                if self._is_passed_over(event.span):
                    passed_over = event.span
                elif event.span.element.tag == _NOTE:
                    notes.append(Flow(event.span))
                    open_flows.append(notes[-1])
                else:
                    self._separate(open_flows[-1], event.span)
            elif event.span.element.tag == _NOTE:
                open_flows.pop()
            elif event.span.element.tag in _BLOCKS:
                self._separate(open_flows[-1], event.span)
        yield main
        yield from notes

    def _is_passed_over(self, span: Span) -> bool:
        element = span.element
        if element.tag in _OMITTED:
            return True
        if element.tag == _NOTE and element.get("type") == "evidence":
            return True
        return self._drops(element)

    def _separate(self, flow: Flow, span: Span) -> None:
        tag = span.element.tag
        if tag in _BLOCKS:
            flow.pieces.append(Piece(BREAK, span.start, span.start, span, divisible=False))
        elif tag in _LINE_BREAKS and (
            not is_within_word(span.element) or _ends_in_hyphen(flow.pieces)
        ):
            flow.pieces.append(Piece(" ", span.start, span.start, span, divisible=False))


def _ends_in_hyphen(pieces: list[Piece]) -> bool:
    return bool(pieces) and pieces[-1].text.rstrip().endswith(tuple(HYPHENS))
