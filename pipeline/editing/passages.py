"""A passage of the text: found by its words, and held against what can be wrapped (TEI 3.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.editing.document import Document, Piece, Span
from pipeline.editing.flows import BREAK, Flow
from pipeline.tei.line_hyphens import HYPHENS
from pipeline.tei.names import TEI, XML_ID
from pipeline.tei.register.parting import PARAGRAPHS

_AT_LINE_END = rf"(?:[{HYPHENS}]\s+)?"
_SIDES = frozenset({"sic", "corr", "orig", "reg", "abbr", "expan", "am", "ex"})
# What would be lost to the corrected reading if it were wrapped in `sic`.
_KEPT_OUTSIDE = frozenset(
    "note pb cb gb milestone anchor figure graphic media choice sic corr app subst del surplus gap "
    "index fw".split()
)
_INTERVENTIONS = frozenset("choice sic corr app subst del surplus gap".split())


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Words of one flow, from `first` to `last`, both places in its text."""

    document: Document
    flow: Flow
    first: int
    last: int  # exclusive

    @property
    def words(self) -> str:
        """The passage as it is read."""
        return " ".join(self.flow.text[self.first : self.last].split())

    @property
    def offset(self) -> int:
        """Where it begins in the source."""
        return self.flow.source_of(self.first)

    def before(self, length: int) -> str:
        """Words before the passage, in the same block."""
        text = self.flow.text[max(0, self.first - 3 * length) : self.first]
        return " ".join(text.rpartition("\0")[2].split())[-length:]

    def after(self, length: int) -> str:
        """Words after the passage, in the same block."""
        text = self.flow.text[self.last : self.last + 3 * length]
        return " ".join(text.partition("\0")[0].split())[:length]

    def around(self, room: int) -> tuple[str, str]:
        """What stands before and after it in its block, from word to word if that is more."""
        text = self.flow.text
        left = text[max(0, self.first - room) : self.first].rpartition(BREAK)[2]
        right = text[self.last : self.last + room].partition(BREAK)[0]
        if len(left) == room:
            word = re.search(r"\s(?=\S*\w)", left)
            left = f"…{left[word.end() :] if word else left}"
        if len(right) == room:
            right = f"{right.rpartition(' ')[0]}…"
        return left.lstrip(), right.rstrip()

    @property
    def owner(self) -> Span:
        """The innermost element in which the passage begins."""
        return self.flow.piece_at(self.first)[0].owner

    @property
    def place(self) -> str:
        """The id of the innermost element around it that has one."""
        named = (span.element.get(XML_ID) for span in self.owner.lineage())
        return next((name for name in named if name), "")

    @property
    def paragraph(self) -> str:
        """The id of its paragraph; "" where it has none."""
        for span in self.owner.lineage():
            if span.element.tag in PARAGRAPHS or span.name == "note":
                return span.element.get(XML_ID) or ""
        return ""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a passage cannot be wrapped; `intervention` is the element in the way, if one is."""

    reason: str
    intervention: Span | None = None


def occurrences(document: Document, flow: Flow, words: str) -> Iterator[Passage]:
    """Where `words` stand in the flow, white space being white space: whole words first.

    Inside longer words they are looked for only where no whole words are found. A word that
    lines of the source part is found as one.
    """
    word = _parted if flow.parts_words else re.escape
    pattern = r"\s+".join(map(word, words.split()))
    whole = r"(?<!\w)" * (words.strip()[:1].isalnum()) + pattern
    whole += r"(?!\w)" * (words.strip()[-1:].isalnum())
    for expression in (whole, pattern):
        found = list(re.finditer(expression, flow.text))
        yield from (Passage(document, flow, match.start(), match.end()) for match in found)
        if found:
            return


def _parted(word: str) -> str:
    """What finds a word also where a line ends in it, with its hyphen or without."""
    parted = re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", "\0", word)
    parted = re.sub(rf"(?<=[^\W\d_][{HYPHENS}])(?=[^\W\d_])", "\1", parted)
    parted = re.escape(parted)
    return parted.replace(re.escape("\0"), _AT_LINE_END).replace(re.escape("\1"), r"\s*")


def passage_at(document: Document, flows: Iterable[Flow], start: int, last: int) -> Passage | None:
    """The passage from the character that the file has at `start` to the one at `last`."""
    for flow in flows:
        first = flow.position_of(start)
        until = flow.position_of(last) if first is not None else None
        if first is not None and until is not None:
            return Passage(document, flow, first, until + 1)
    return None


def whole_words(passage: Passage) -> Passage:
    """The passage with the words it divides; a mark with the words that it stands between."""
    text, first, last = passage.flow.text, passage.first, passage.last
    if any(character.isalnum() for character in text[first:last]):
        while first > 0 and text[first].isalnum() and text[first - 1].isalnum():
            first -= 1
        while last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
            last += 1
        return replace(passage, first=first, last=last)
    before = re.search(r"[^\s\0]+[^\S\0]*\Z", text[max(0, first - 99) : first])
    after = re.match(r"[^\S\0]*[^\s\0]+", text[last : last + 99])
    return replace(
        passage,
        first=first - len(before[0]) if before else first,
        last=last + len(after[0]) if after else last,
    )


def extent(passage: Passage) -> tuple[int, int] | Obstacle:
    """The stretch of the source to be wrapped: whole elements or none; else why not."""
    first, at = passage.flow.piece_at(passage.first)
    last, before_end = passage.flow.piece_at(passage.last - 1)
    obstacle = _in_the_way(first, last) or _part_of_an_entity(passage)
    if obstacle:
        return obstacle
    start = first.start + at if first.divisible else first.start
    end = last.start + before_end + 1 if last.divisible else last.end
    common = _common(first.owner, last.owner)
    if not is_tei(common):
        return Obstacle(f"it stands in <{common.name}>, which is not TEI")
    text = passage.document.text
    for span in _up_to(first.owner, common):
        if text[span.opened : start].strip():
            return _crossing(span)
        start = span.start
    for span in _up_to(last.owner, common):
        if text[end : span.closing].strip():
            return _crossing(span)
        end = span.end
    for inner in _inside(common, start, end):
        if inner.name in _KEPT_OUTSIDE and not _is_hyphen(inner):
            intervention = inner if inner.name in _INTERVENTIONS else None
            return Obstacle(f"a <{inner.name}> stands inside it", intervention)
    return start, end


def _is_hyphen(span: Span) -> bool:
    """Whether it is the hyphen of a word at a line's end, which goes with the word."""
    return span.name == "fw" and span.element.get("type") == "hyphen"


def is_tei(span: Span) -> bool:
    """Whether the element is in TEI's namespace."""
    return str(span.element.tag).startswith(f"{{{TEI}}}")


def _in_the_way(first: Piece, last: Piece) -> Obstacle | None:
    for span in (*first.owner.lineage(), *last.owner.lineage()):
        choice = span.parent
        if span.name in {"sic", "corr"} or (
            span.name in _SIDES and choice is not None and choice.name == "choice"
        ):
            whole = choice if choice is not None and choice.name == "choice" else span
            return Obstacle("it has been corrected already", whole)
        if span.name == "del":
            return Obstacle("it is deleted in the witness", span)
    return None


def _part_of_an_entity(passage: Passage) -> Obstacle | None:
    flow = passage.flow
    first, _ = flow.piece_at(passage.first)
    last, _ = flow.piece_at(passage.last - 1)
    if first.quoted or last.quoted:
        return Obstacle("it stands in a CDATA section, where no element can")
    if not (first.owner.written and last.owner.written):
        return Obstacle("it stands in an entity, which the document may use elsewhere")
    if passage.first > 0 and _same_reference(first, flow.piece_at(passage.first - 1)[0]):
        return Obstacle("it begins inside an entity, which cannot be divided")
    if passage.last < len(flow.text) and _same_reference(last, flow.piece_at(passage.last)[0]):
        return Obstacle("it ends inside an entity, which cannot be divided")
    return None


def _same_reference(one: Piece, other: Piece) -> bool:
    """Whether two neighbouring characters come from one reference."""
    return not one.divisible and (one.start, one.end) == (other.start, other.end)


def _crossing(span: Span) -> Obstacle:
    return Obstacle(f"it crosses the boundary of <{span.name}>")


def _common(one: Span, other: Span) -> Span:
    around = set(one.lineage())
    return next(span for span in other.lineage() if span in around)


def _up_to(span: Span, common: Span) -> Iterator[Span]:
    for each in span.lineage():
        if each is common:
            return
        yield each


def _inside(common: Span, start: int, end: int) -> Iterator[Span]:
    """The elements of the stretch."""
    waiting = [child for child in common.children if start <= child.start and child.end <= end]
    while waiting:
        span = waiting.pop()
        yield span
        waiting += span.children
