"""From blocks to the divisions, paragraphs and notes of a master."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from pipeline.importing.headings import CONTENTS, Heading, heading, is_title_like, key, ordinal
from pipeline.importing.notes import find_notes
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Transcription

_BY = re.compile(r"(?:written )?by\b\s*|von\s+|par\s+", re.IGNORECASE)
_BY_LINE = re.compile(r"\n(?=[ \t]*(?:by|translated|edited)\b)", re.IGNORECASE)
_TRANSLATED = re.compile(r"(?:translated|englished)(?: from .+?)? by\s+(.+)", re.IGNORECASE)
_PARTICLES = frozenset("de la le du van von der den di da del dos y e".split())
_NAME = re.compile(r"[^\W\d_][\w.’'-]*")
_NOT_IN_NAMES = frozenset("the a an and of in on to for or with at from chapter part book".split())
_SMALL = (Kind.SHORT, Kind.HEADING, Kind.VERSE, Kind.QUOTE, Kind.PARAGRAPH)
_SPACE = 200  # characters of the longest block that a title page has


@dataclass(slots=True)
class _Division:
    """A division that is open, with the counts that number what stands in it."""

    mark: Mark
    depth: int
    id: str
    paragraphs: int = 0
    divisions: int = 0
    filled: bool = False


@dataclass(slots=True)
class Structure:
    """The marks of a whole text; `furniture` are the blocks that no edition prints."""

    marks: list[Mark] = field(default_factory=list)
    furniture: list[Block] = field(default_factory=list)


def structure(found: Transcription) -> Structure:
    """Every mark of the master, from what the reader found in the transcription."""
    find_notes(found)
    _set_aside_contents(found)
    _set_aside_running_heads(found)
    _set_aside_title(found)
    return _Builder(found).build()


def _set_aside_contents(found: Transcription) -> None:
    """A list of what is to come, its lines repeated by headings further down."""
    last = {
        key(found.words(block)): index
        for index, block in enumerate(found.blocks)
        if block.kind in (Kind.SHORT, Kind.HEADING) and key(found.words(block))
    }
    run: list[int] = []
    for index, block in enumerate([*found.blocks, Block(0, 0, Kind.PARAGRAPH)]):
        entries = _entries(found, block, last, index) if block.kind in _SMALL and block.end else 0
        if entries:
            run += [index] * entries
        elif not (block.end and CONTENTS.fullmatch(found.words(block))):
            if len(run) >= 2:
                _mark_contents(found, run)
            run = []
    for block, after in zip(found.blocks, found.blocks[1:], strict=False):
        if after.type == "contents" and CONTENTS.fullmatch(found.words(block)):
            block.kind, block.type = Kind.FURNITURE, "contents"


def _entries(found: Transcription, block: Block, last: dict[str, int], index: int) -> int:
    """How many headings further down the block names."""
    if last.get(key(found.words(block)), -1) > index:
        return 1
    lines = [line for line in found.lines(block) if line.strip()]
    named = sum(last.get(key(line), -1) > index for line in lines)
    return named if len(lines) > 1 and named * 2 > len(lines) else 0


def _mark_contents(found: Transcription, run: list[int]) -> None:
    first = run[0] - 1
    if first >= 0 and CONTENTS.fullmatch(found.words(found.blocks[first])):
        run = [first, *run]
    for index in range(run[0], run[-1] + 1):
        found.blocks[index].kind, found.blocks[index].type = Kind.FURNITURE, "contents"


def _set_aside_running_heads(found: Transcription) -> None:
    """A line that stands beside page numbers three times or more is the page's, not the text's."""
    pages = {index for index, block in enumerate(found.blocks) if block.kind is Kind.PAGE}
    beside = [
        block
        for index, block in enumerate(found.blocks)
        if block.kind in (Kind.SHORT, Kind.HEADING) and {index - 1, index + 1} & pages
    ]
    times = Counter(found.words(block) for block in beside)
    for block in beside:
        if times[found.words(block)] >= 3:
            block.kind, block.type = Kind.FURNITURE, "header"


def _set_aside_title(found: Transcription) -> None:
    """The title page: short blocks before the first division or sentence."""
    title: list[Block] = []
    for index, block in enumerate(found.blocks):
        if block.kind is Kind.FURNITURE or block.kind is Kind.ORNAMENT:
            continue
        text = found.inner(block).strip()
        if block.kind not in _SMALL or len(text) > _SPACE or _begins(found, index, text):
            break
        title.append(block)
    else:
        title = []  # there would be no text left
    said = [
        " ".join(part.split())
        for block in title
        for part in _BY_LINE.split(found.inner(block))
        if part.strip()
    ]
    _read_title(found, [words for words in said if words])
    for block in title:
        block.kind, block.type = Kind.FURNITURE, "title"


def _begins(found: Transcription, index: int, text: str) -> bool:
    block = found.blocks[index]
    if text.strip(" .").isdecimal() or (heading(text) is not None and block.level != 1):
        return True
    if block.kind is Kind.HEADING and block.level:
        return any(other.level == block.level for other in found.blocks[index + 1 :])
    if text.rstrip("”\"’')").endswith((".", "!", "?")) and len(text.split()) > 4:
        return not _BY.match(text) and not _TRANSLATED.match(text) and not text.isupper()
    if block.kind is Kind.HEADING and _resembles_next(found, index):
        return True
    following = next((b for b in found.blocks[index + 1 :] if b.kind is not Kind.FURNITURE), None)
    alone = block.kind is Kind.HEADING and not block.level
    return (
        alone
        and bool(found.title)
        and key(text) != key(found.title)
        and following is not None
        and following.kind is Kind.PARAGRAPH
    )


def _resembles_next(found: Transcription, index: int) -> bool:
    """Whether the next heading is made like this one: “My First Stage”, “My Second Stage”."""
    later = (b for b in found.blocks[index + 1 :] if b.kind is Kind.HEADING)
    ours = found.words(found.blocks[index]).split()
    theirs = found.words(next(later, Block(0, 0, Kind.HEADING))).split()
    same = sum(a == b for a, b in zip(ours, theirs, strict=False))
    return len(ours) == len(theirs) > 1 and same * 2 >= len(ours)


def _read_title(found: Transcription, said: list[str]) -> None:
    rest = []
    for words in said:
        translated = _TRANSLATED.search(words)
        if translated:
            found.translator = found.translator or translated[1].strip(" .")
        elif _BY.match(words) and len(words) < 60:
            found.author = found.author or _BY.sub("", words, count=1).strip(" .")
        else:
            rest.append(words)
    names = [words for words in rest if _is_name(words)]
    if not found.author and names and len(rest) > 1:
        found.author = names[0]
    titles = [words for words in rest if words.casefold() != found.author.casefold()]
    if not found.title and titles:
        found.title = titles[0]


def _is_name(words: str) -> bool:
    parts = words.split()
    return 2 <= len(parts) <= 4 and all(
        _NAME.fullmatch(part)
        and (part[0].isupper() or part in _PARTICLES)
        and part.casefold() not in _NOT_IN_NAMES
        for part in parts
    )


class _Builder:
    """Walks the blocks and opens, numbers and closes what they ask for."""

    def __init__(self, found: Transcription) -> None:
        self._found = found
        self._made = Structure(marks=list(found.marks))
        self._open: list[_Division] = []
        self._end = 0
        self._ids: set[str] = set()
        outside = (Kind.FURNITURE, Kind.TRAILER)
        self._last = max(
            (i for i, b in enumerate(found.blocks) if b.kind not in outside), default=-1
        )
        self._loose = 0
        self._worded = any(
            (said := heading(found.inner(b).strip())) is not None and said.depth <= 4
            for b in found.blocks
            if b.kind is Kind.HEADING and not b.level
        )

    def build(self) -> Structure:
        for index, block in enumerate(self._found.blocks):
            if not self._is_title_of_last(index):
                self._block(index, block)
            if block.kind is not Kind.FURNITURE or block.type != "licence":
                self._end = self._end if self._is_outside(index) else block.end
        self._close(0)
        self._number_notes()
        self._drop_rules()
        return self._made

    def _drop_rules(self) -> None:
        """A rule before a heading or the furniture of the page is no break in the text."""
        starts = [block.start for block in self._found.blocks]
        breaks = (Kind.HEADING, Kind.FURNITURE, Kind.NOTE)

        def divides(mark: Mark) -> bool:
            index = bisect_left(starts, mark.start)
            here = self._found.blocks[index : index + 1]
            if here and here[0].kind is Kind.ORNAMENT:
                here = self._found.blocks[index + 1 : index + 2]
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
                self._add(start, end, "fw", {"type": block.type}, Layout.LINE)
                self._made.furniture.append(block)
            case Kind.PAGE:
                self._add(start, start, "pb", {"n": block.number})
                self._add(start, end, "fw", {"type": "pageNum"}, Layout.LINE)
                self._made.furniture.append(block)
            case Kind.ORNAMENT:
                self._add(start, start, "milestone", {"unit": "section", "rend": "***"}, Layout.OWN)
                self._add(start, end, "fw", {"type": "ornament"}, Layout.LINE)
            case Kind.NOTE:
                self._note(block)
            case Kind.TRAILER:
                if self._is_outside(index) and not self._open:
                    self._paragraph(block)
                else:
                    self._add(start, end, "trailer", {}, Layout.LINE)
                    self._end = end
            case Kind.VERSE:
                self._verse(block)
            case Kind.QUOTE:
                self._add(start, end, "quote", {}, Layout.OWN)
                self._paragraph(block)
            case Kind.MARKED:
                self._fill()
            case _:
                self._paragraph(block)

    def _add(
        self,
        start: int,
        end: int,
        name: str,
        attributes: dict[str, str] | None = None,
        layout: Layout = Layout.INLINE,
    ) -> None:
        self._made.marks.append(Mark(start, end, name, attributes or {}, layout))

    def _fill(self) -> None:
        if self._open:
            self._open[-1].filled = True

    def _paragraph(self, block: Block) -> None:
        self._fill()
        if self._open:
            self._open[-1].paragraphs += 1
            number, prefix = self._open[-1].paragraphs, f"{self._open[-1].id}-"
        else:
            self._loose += 1
            number, prefix = self._loose, ""
        attributes = {"n": str(number), "xml:id": self._id(f"{prefix}p{number}")}
        self._add(block.start, block.end, "p", attributes, Layout.LINE)

    def _verse(self, block: Block) -> None:
        self._fill()
        at = start = block.start
        for line in [*self._found.lines(block), ""]:
            if line.strip():
                self._add(at, at + len(line), "l", {}, Layout.LINE)
            elif start < at - 1:
                self._add(start, at - 1, "lg", {}, Layout.OWN)
                start = at + len(line) + 1
            else:
                start = at + len(line) + 1
            at += len(line) + 1

    def _note(self, block: Block) -> None:
        """Where the note is printed: furniture, in which it stands by reference."""
        self._add(block.start, block.end, "fw", {"type": "note"}, Layout.LINE)

    def _heading(self, index: int, block: Block) -> None:
        text = self._found.inner(block)
        lead = block.prefix + len(text) - len(text.lstrip())
        bare = text.strip(" .\n")
        said = heading(text.strip()) or Heading("", 0, bare if bare.isdecimal() else "")
        depth = self._depth(block, said)
        self._close(depth)
        kind = self._type(said)
        number = said.number if said.number.isalnum() or "." in said.number else ""
        parent = self._open[-1] if self._open else None
        if parent is not None:
            parent.divisions += 1
            parent.filled = True
        stem = (parent.id + "-" if parent else "") + {"section": "s", "chapter": "c"}.get(
            kind, kind
        )
        count = (
            parent.divisions
            if parent
            else 1
            + sum(
                mark.name == "div" and mark.attributes.get("type") == kind
                for mark in self._made.marks
            )
        )
        identifier = self._id(f"{stem}{ordinal(number) or count}")
        attributes = {"type": kind, "n": number, "xml:id": identifier}
        mark = Mark(block.start, block.end, "div", attributes, Layout.OWN)
        self._open.append(_Division(mark, depth, identifier))
        self._made.marks.append(mark)
        self._head(index, block, lead, said)

    def _head(self, index: int, block: Block, lead: int, said: Heading) -> None:
        text = self._found.text
        title = self._title_below(index)
        start = block.start + lead + said.label
        first, last = block.start + block.prefix, block.end - block.suffix
        if block.prefix:
            self._add(block.start, first, "fw", {"type": "markup"}, Layout.LINE)
        if block.suffix:
            self._add(last, block.end, "fw", {"type": "markup"})
        if title is not None:
            self._add(first, last, "fw", {"type": "label"}, Layout.LINE)
            self._add(title.start, title.end, "head", {}, Layout.LINE)
        elif said.label:
            label_end = start - 1 if text[start - 1] == "\n" else start
            kind = "label" if label_end < start else "number"
            self._add(first, label_end, "fw", {"type": kind}, Layout.LINE)
            self._add(start, last, "head", {}, Layout.LINE)
        else:
            self._add(first, last, "head", {}, Layout.LINE)

    def _title_below(self, index: int) -> Block | None:
        """The block with a chapter's title, where its heading only numbers it."""
        block = self._found.blocks[index]
        said = heading(self._found.inner(block).strip())
        after = self._found.blocks[index + 1 : index + 2]
        if said is None or not said.number or said.label or not after or after[0].blank_before > 3:
            return None
        words = self._found.words(after[0])
        if block.level and after[0].level in {0, block.level} and after[0].kind is not Kind.HEADING:
            return None
        other = heading(words)
        if (
            after[0].kind is Kind.HEADING
            and other is None
            and (not block.level or after[0].level == block.level)
        ):
            return after[0]
        if (
            after[0].kind is Kind.SHORT
            and is_title_like(words)
            and "\n" not in words
            and other is None
        ):
            return after[0] if not words.endswith(("?", "!", "”", '"')) else None
        return None

    def _is_title_of_last(self, index: int) -> bool:
        before = self._found.blocks[index - 1] if index else None
        return (
            before is not None
            and before.kind is Kind.HEADING
            and self._title_below(index - 1) is self._found.blocks[index]
        )

    def _depth(self, block: Block, said: Heading) -> int:
        if block.level:
            return block.level
        return said.depth or (
            7 if self._worded and any(d.filled or d.depth < 5 for d in self._open) else 4
        )

    def _type(self, said: Heading) -> str:
        if said.type and not (said.type == "chapter" and said.depth == 5 and self._open):
            return said.type
        return "section" if self._open else "chapter"

    def _close(self, depth: int) -> None:
        while self._open and self._open[-1].depth >= depth:
            self._open.pop().mark.end = self._end

    def _number_notes(self) -> None:
        calls = sorted(note.call for note in self._found.notes)

        def is_raised_call(mark: Mark) -> bool:
            at = bisect_right(calls, (mark.start, len(self._found.text))) - 1
            return mark.name == "hi" and at >= 0 and mark.end <= calls[at][1]

        self._made.marks = [mark for mark in self._made.marks if not is_raised_call(mark)]
        for number, note in enumerate(self._found.notes, 1):
            note.number = note.number if note.number.isdecimal() else ""
            note.id = self._id(f"note-{number}")
            self._add(*note.call, "fw", {"type": "call"})
            if "\n\n" in self._found.text[note.body[0] : note.body[1]]:
                self._note_paragraphs(*note.body)

    def _note_paragraphs(self, start: int, end: int) -> None:
        at = start
        for part in re.split(r"(\n[ \t]*\n\s*)", self._found.text[start:end]):
            if part.strip():
                self._add(at, at + len(part), "p")
            at += len(part)

    def _id(self, wanted: str) -> str:
        name, count = wanted.replace(".", "-"), 1
        while name in self._ids:
            count += 1
            name = f"{wanted.replace('.', '-')}-{count}"
        self._ids.add(name)
        return name
