"""From blocks to the divisions, paragraphs and notes of a master."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from pipeline.importing.front import set_aside
from pipeline.importing.headings import Heading, is_heading_of_cast
from pipeline.importing.listings import listing
from pipeline.importing.lists import mark_lists
from pipeline.importing.note_marks import with_notes
from pipeline.importing.notes import find_notes
from pipeline.importing.numbered_heads import make_headings
from pipeline.importing.numbers import as_number, in_figures
from pipeline.importing.pages import RunningParagraph, lead_headings
from pipeline.importing.phrases import without_pages
from pipeline.importing.series import find_series, heading_of, keep_lists, parts_hold_books
from pipeline.importing.speeches import RunningSpeech, find_speeches
from pipeline.importing.tables import mark_tables
from pipeline.importing.titles import keep_closings, title_below
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Marked, Transcription
from pipeline.importing.verses import verses

_CALLED = frozenset({"act", "scene"})  # a mere number would not say which of these it counts
_DEPTH = 4  # a chapter's
_NESTED = ("book", "part")
_DEPTH_OF_CAST = 5  # a scene's: acts and scenes stand beside it


@dataclass(slots=True)
class _Division:
    """A division that is open, with the counts that number what stands in it."""

    mark: Mark
    depth: int
    id: str
    paragraphs: int = 0
    divisions: int = 0
    filled: bool = False
    stands_before: bool = False  # the numbered ones: a preface
    level: int = 0  # of its heading, where the transcription says it
    within: set[str] = field(default_factory=set)  # the types of the divisions in it


@dataclass(slots=True)
class Structure(Marked):
    """The marks of a whole text; `furniture` are the blocks that no edition prints."""

    marks: list[Mark] = field(default_factory=list)
    furniture: list[Block] = field(default_factory=list)


def structure(found: Transcription) -> Structure:
    """Every mark of the master, from what the reader found in the transcription."""
    make_headings(found)
    find_series(found)
    keep_lists(found)
    find_notes(found)
    keep_closings(found)
    find_speeches(found)
    set_aside(found)
    mark_lists(found)
    mark_tables(found)
    lead_headings(found)
    return _Builder(found).build()


class _Builder:
    """Walks the blocks and opens, numbers and closes what they ask for."""

    def __init__(self, found: Transcription) -> None:
        self._found = found
        self._made = Structure(marks=list(found.marks))
        self._open: list[_Division] = []
        self._end = 0
        self._ids: Counter[str] = Counter()  # how many wanted each, or one made of it
        self._of_type: Counter[str] = Counter()  # divisions that stand in no other
        outside = (Kind.FURNITURE, Kind.TRAILER)
        self._last = max(
            (i for i, b in enumerate(found.blocks) if b.kind not in outside), default=-1
        )
        self._loose = 0
        self._running = RunningParagraph(found)
        self._speech = RunningSpeech(found)
        self._standing = {note.whole[0] for note in found.notes if note.stands}
        self._raised: set[int] = set()  # depths of numbers that go on after a preface
        self._in_parts = parts_hold_books(found)
        self._worded = any(
            (said := heading_of(found, b)) is not None and said.number and said.depth <= 4
            for b in found.blocks
            if b.kind is Kind.HEADING and not b.level
        )

    def build(self) -> Structure:
        for index, block in enumerate(self._found.blocks):
            if not self._is_title_of_last(index):
                self._running.see(block)
                self._speech.see(block, self._made.marks)
                self._block(index, block)
            if block.kind is not Kind.FURNITURE or block.type != "licence":
                self._end = self._end if self._is_outside(index) else block.end
        self._close(0)
        self._made.marks = with_notes(self._found, self._made.marks, self._id)
        for number, moved in enumerate(self._found.moved, 1):
            moved.attributes["xml:id"] = self._id(f"{moved.name}-{number}")
        self._drop_rules()
        return self._made

    def _drop_rules(self) -> None:
        """A rule before a heading or the furniture of the page is no break in the text."""
        starts = [block.start for block in self._found.blocks]
        breaks = (Kind.HEADING, Kind.FURNITURE, Kind.NOTE)

        def divides(mark: Mark) -> bool:
            index = bisect_left(starts, mark.start)
            here = self._found.blocks[index : index + 1]
            while here and here[0].kind in (Kind.ORNAMENT, Kind.PAGE):
                index += 1
                here = self._found.blocks[index : index + 1]
            return bool(here) and here[0].kind not in breaks

        self._made.marks = [m for m in self._made.marks if m.name != "milestone" or divides(m)]

    def _is_outside(self, index: int) -> bool:
        """Furniture after the last words of the text stands after its divisions."""
        return index > self._last and self._found.blocks[index].type != "label"

    def _block(self, index: int, block: Block) -> None:
        start, end = block.start, block.end
        match block.kind:
            case Kind.HEADING:
                self._heading(index, block)
            case Kind.FURNITURE:
                if self._is_outside(index):
                    self._close(0)
                self._made.mark(start, end, "fw", {"type": block.type}, Layout.LINE)
                self._made.furniture.append(block)
            case Kind.PAGE:
                self._made.mark(start, start, "pb", {"n": block.number})
                self._made.mark(start, end, "fw", {"type": "pageNum"}, Layout.LINE)
                self._made.furniture.append(block)
            case Kind.ORNAMENT:
                self._made.mark(
                    start, start, "milestone", {"unit": "section", "rend": "***"}, Layout.OWN
                )
                self._made.mark(start, end, "fw", {"type": "ornament"}, Layout.LINE)
            case Kind.NOTE:
                self._note(block)
            case Kind.TRAILER:
                if self._is_outside(index) and not self._open:
                    self._paragraph(block)
                else:
                    self._made.mark(start, end, "trailer", {}, Layout.LINE)
                    self._end = end
            case Kind.SPEAKER | Kind.STAGE:
                self._fill()
                self._made.mark(start, end, block.kind.value, {}, Layout.LINE)
            case Kind.VERSE:
                self._verse(block)
            case Kind.QUOTE:
                self._made.mark(start, end, "quote", {}, Layout.OWN)
                self._paragraph(block)
            case Kind.LISTING:
                self._fill()
                self._made.marks += listing(self._found.text, start, end)
            case Kind.MARKED:
                self._fill()
            case _:
                if not self._running.takes(block, self._made.marks):
                    self._running.begin(self._paragraph(block), self._made.marks)

    def _fill(self) -> None:
        if self._open:
            self._open[-1].filled = True

    def _paragraph(self, block: Block) -> Mark:
        self._fill()
        if self._open:
            self._open[-1].paragraphs += 1
            number, prefix = self._open[-1].paragraphs, f"{self._open[-1].id}-"
        else:
            self._loose += 1
            number, prefix = self._loose, ""
        attributes = {"n": str(number), "xml:id": self._id(f"{prefix}p{number}")}
        attributes |= self._language(block)
        mark = Mark(block.start, block.end, "p", attributes, Layout.LINE)
        self._made.marks.append(mark)
        return mark

    def _language(self, block: Block) -> dict[str, str]:
        """The language of a block that is in another than its page."""
        is_other = block.language and block.language != self._found.language
        return {"xml:lang": block.language} if is_other else {}

    def _verse(self, block: Block) -> None:
        self._fill()
        found, language = self._found, self._language(block)
        numbers = found.verse_numbers
        span = block.start, block.end
        self._made.marks += verses(found.text, *span, language, found.indents, numbers)

    def _note(self, block: Block) -> None:
        """Where the note is printed: furniture, in which it stands by reference, if not itself."""
        if block.start not in self._standing:
            self._made.mark(block.start, block.end, "fw", {"type": "note"}, Layout.LINE)

    def _heading(self, index: int, block: Block) -> None:
        text = without_pages(self._found.inner(block))
        lead = block.prefix + len(text) - len(text.lstrip())
        bare = text.strip(" .\n")
        said = heading_of(self._found, block) or Heading("", 0, bare if bare.isdecimal() else "")
        depth = self._depth(block, said)
        self._close(depth)
        kind = self._type(said)
        number = as_number(said.number)
        parent = self._open[-1] if self._open else None
        if parent is not None:
            parent.divisions += 1
            parent.filled = True
            parent.within.add(said.type)
        stem = (parent.id + "-" if parent else "") + {"section": "s", "chapter": "c"}.get(
            kind, kind
        )
        self._of_type[kind] += parent is None
        count = parent.divisions if parent else self._of_type[kind]
        identifier = self._id(f"{stem}{in_figures(number) or count}")
        attributes = {"type": kind, "n": number, "xml:id": identifier}
        mark = Mark(block.start, block.end, "div", attributes, Layout.OWN)
        stands_before = said.depth == _DEPTH and not said.number
        self._open.append(
            _Division(mark, depth, identifier, stands_before=stands_before, level=block.level)
        )
        self._made.marks.append(mark)
        self._head(index, block, lead, said)

    def _head(self, index: int, block: Block, lead: int, said: Heading) -> None:
        text = self._found.text
        title = title_below(self._found, index)
        start = block.start + lead + said.label
        first, last = block.start + block.prefix, block.end - block.suffix
        if block.prefix:
            self._made.sign(block.start, first, Layout.LINE)
        if block.suffix:
            self._made.sign(last, block.end)
        if title is not None:
            if said.type in _CALLED:
                self._made.mark(first, last, "head", {}, Layout.LINE)
            else:
                self._made.mark(first, last, "fw", {"type": "label"}, Layout.LINE)
            self._made.mark(title.start, title.end, "head", {}, Layout.LINE)
        elif said.label and said.type not in _CALLED:
            label_end = start - 1 if text[start - 1] == "\n" else start
            kind = "label" if label_end < start else "number"
            self._made.mark(first, label_end, "fw", {"type": kind}, Layout.LINE)
            self._made.mark(start, last, "head", {}, Layout.LINE)
        else:
            self._made.mark(first, last, "head", {}, Layout.LINE)

    def _is_title_of_last(self, index: int) -> bool:
        before = self._found.blocks[index - 1] if index else None
        return (
            before is not None
            and before.kind is Kind.HEADING
            and title_below(self._found, index - 1) is self._found.blocks[index]
        )

    def _depth(self, block: Block, said: Heading) -> int:
        if block.level:
            return block.level
        if is_heading_of_cast(self._found.words(block)):
            return _DEPTH_OF_CAST
        around = [d.depth for d in self._open if d.level and self._may_be_within(d, said)]
        return max([self._depth_by_words(said), *(each + 1 for each in around)])

    def _depth_by_words(self, said: Heading) -> int:
        """How deep a heading stands whose depth only its words tell, and what is open."""
        if said.type in _NESTED:
            return 2 if (said.type == "part") is self._in_parts else 3
        if said.depth > _DEPTH and said.number and self._follows_preface(said):
            self._raised.add(said.depth)
            return _DEPTH
        is_within = self._worded and any(d.filled or d.depth <= _DEPTH for d in self._open)
        return said.depth or (7 if is_within else _DEPTH)

    def _follows_preface(self, said: Heading) -> bool:
        """Whether what is numbered so goes on after a preface, and is no part of it."""
        if self._worded or said.depth in self._raised or not self._open:
            return said.depth in self._raised
        return self._open[-1].stands_before and self._open[-1].paragraphs > 0

    def _may_be_within(self, division: _Division, said: Heading) -> bool:
        """Whether a heading without a level stands right below a division's, or others like it."""
        is_right_below = division is self._open[-1] and not division.filled
        return is_right_below or (bool(said.type) and said.type in division.within)

    def _type(self, said: Heading) -> str:
        if said.type and not (said.type == "chapter" and said.depth == 5 and self._open):
            return said.type
        return "section" if self._open else "chapter"

    def _close(self, depth: int) -> None:
        while self._open and self._open[-1].depth >= depth:
            self._open.pop().mark.end = self._end

    def _id(self, wanted: str) -> str:
        name = stem = wanted.replace(".", "-")
        while name in self._ids:
            self._ids[stem] += 1
            name = f"{stem}-{self._ids[stem]}"
        self._ids[name] += 1
        return name
