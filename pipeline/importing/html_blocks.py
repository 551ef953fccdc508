"""The blocks of a page of HTML as its text grows, and the marks over them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.importing.html_text import PageText
from pipeline.importing.phrases import page
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Transcription

_LONGEST_ORNAMENT, _LONGEST_SHORT = 40, 89  # characters


@dataclass(slots=True)
class Context:
    """What an element inherits from those around it."""

    kind: Kind = Kind.PARAGRAPH
    type: str = ""
    verse: bool = False
    level: int = 0
    language: str = ""


@dataclass(slots=True)
class PageBlocks:
    """The text so far, the marks over it, and what the block is that is being read."""

    text: PageText = field(default_factory=PageText)
    marks: list[Mark] = field(default_factory=list)
    context: Context = field(default_factory=Context)
    breaks: list[int] = field(default_factory=list)  # of lines, in this block
    language: str = ""  # of the page
    _settled: int = 0  # marks of blocks that are at their end

    def flush(self) -> None:
        """The block that is being read is at its end."""
        if self.text.begun < 0:
            for mark in self.marks[self._settled :]:  # pictures beside which there are no words
                mark.layout = Layout.OWN if mark.name == "graphic" else mark.layout
            return
        start, end = self.text.end()
        for mark in self.marks[self._settled :]:
            mark.start, mark.end = min(mark.start, end), min(mark.end, end)
            if mark.name == "graphic" and mark.start == end:  # behind all words
                mark.layout = Layout.OWN
        if start == end:
            return
        inner = [at for at in self.breaks if start < at < end]
        self.breaks.clear()
        number = self._take_number(start, end)
        kind = Kind.PAGE if number else self._kind(start, end, has_lines=bool(inner))
        if kind is Kind.VERSE:
            self._cut_at_lines(start, end)
        elif kind is Kind.PARAGRAPH:
            self.marks += [Mark(at, at, "lb") for at in inner]
        self._settled = len(self.marks)
        context = self.context
        block = Block(start, end, kind, context.level, 1, context.type, number)
        block.language = context.language if context.language != self.language else ""
        self.text.blocks.append(block)

    def _kind(self, start: int, end: int, *, has_lines: bool) -> Kind:
        """What the block that has these words is, where what is around it does not say."""
        if self.context.kind is not Kind.PARAGRAPH:
            return self.context.kind
        if self._is_ornament(start, end):
            return Kind.ORNAMENT
        if self.context.verse:
            return Kind.VERSE
        return Kind.SHORT if end - start <= _LONGEST_SHORT and not has_lines else Kind.PARAGRAPH

    def _is_ornament(self, start: int, end: int) -> bool:
        """Whether there are but asterisks in the block, which has no other marks then."""
        is_one = end - start < _LONGEST_ORNAMENT and (
            re.fullmatch(r"(?:[*·•⁂]\s*){3,}|⁂", self.text.since(start)[: end - start]) is not None
        )
        if is_one:
            self.marks[self._settled :] = [m for m in self.marks[self._settled :] if m.name == "pb"]
        return is_one

    def _take_number(self, start: int, end: int) -> str:
        """The number of a page, where that is all there is in the block, whose marks then go."""
        here = self.marks[self._settled :]
        numbers = [m for m in here if m.name == "fw" and (m.start, m.end) == (start, end)]
        if not numbers or self.context.kind is not Kind.PARAGRAPH:
            return ""
        begins = [mark.attributes.get("n", "") for mark in here if mark.name == "pb"]
        if begins:
            self.marks[self._settled :] = [m for m in here if m.name not in {"fw", "pb"}]
        return "".join(begins[:1])

    def page(self, words: str, number: str) -> None:
        """A page begins here, at the words that print its number, if there are any."""
        self.text.add(words)
        if words:
            self.marks += page(self.text.at - len(words), self.text.at, number)
        else:
            self.marks.append(Mark(self.text.next, self.text.next, "pb", {"n": number}))

    def picture(self, source: str) -> bool:
        """A picture of the page's own folder; whether it is one."""
        local = source and ":" not in source and not PurePosixPath(source).is_absolute()
        is_cover = not self.text.blocks and self.text.begun < 0
        if not local or ".." in PurePosixPath(source).parts or is_cover:
            return False
        here = self.text.next
        self.marks.append(Mark(here, here, "graphic", {"url": source}, Layout.LINE))
        return True

    def _cut_at_lines(self, start: int, end: int) -> None:
        """No phrase goes over the end of a verse."""
        text = self.text.since(start)[: end - start]
        here = Transcription(text, [])
        cut: list[Mark] = []
        for mark in self.marks[self._settled :]:
            first, last = mark.start - start, mark.end - start
            if mark.layout is Layout.INLINE and first >= 0 and "\n" in text[first:last]:
                parts = [(begin + start, stop + start) for begin, stop in here.parts(first, last)]
                cut += [Mark(*part, mark.name, mark.attributes) for part in parts]
            else:
                cut.append(mark)
        self.marks[self._settled :] = cut
