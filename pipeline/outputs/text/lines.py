"""The lines of a text file, one block after the other, under the frames then in force."""

from __future__ import annotations

from itertools import chain, repeat

from lxml import etree

from pipeline.outputs.text.blocks import Frame
from pipeline.outputs.text.wrapping import BREAK, collapse, width, wrap

_TURN = 4  # columns: how much further in the rest of a long verse stands


class Lines:
    """Lines as they gather: `gap` blank ones are wanted before the next block."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.frame = Frame()  # of the block that is open
        self._around: list[Frame] = []
        self.gap = 0
        self.headed: etree._Element | None = None  # the section whose heading came last
        self.after_speaker = False

    def __len__(self) -> int:
        return len(self._lines)

    def text(self) -> str:
        """Everything set so far, as one text that ends with a newline."""
        return "\n".join(self._lines).lstrip("\n") + "\n"

    def want(self, gap: int) -> None:
        """At least so many blank lines before the next block; one is none after a speaker."""
        if gap > 1:
            self.after_speaker = False
        gap = min(gap, self.frame.most)
        if gap > self.gap and not self.frame.prefix:
            self.gap = gap

    def push(
        self, indent: int, *, prefix: str = "", verse: bool = False, gap: int | None = None
    ) -> None:
        """A block begins within the one that is open."""
        frame = self.frame
        inner = Frame(
            frame.indent + indent,
            frame.prefix + prefix,
            verse or frame.verse,
            frame.gap if gap is None else gap,
            frame.most,
            frame.columns,
            outer=frame.prefix,
        )
        frame.prefix = ""
        self.begin(inner)

    def pop(self) -> None:
        """A block ends: what it had no line for, the blocks around still want before theirs."""
        frame = self.frame
        self.end()
        self.after_speaker = False
        if frame.prefix:
            self.frame.prefix = frame.outer

    def begin(self, frame: Frame) -> None:
        """Something begins that has nothing of the blocks around it; `end` ends it."""
        self._around.append(self.frame)
        self.frame = frame

    def end(self) -> None:
        """Go back to the block that was open before."""
        self.frame = self._around.pop()

    def set(self, text: str) -> None:
        """Set a paragraph or a verse, wrapped; nothing where it has no words."""
        if not text or text.isspace():
            return
        frame = self.frame
        if BREAK in text:
            lines = [line for line in map(collapse, text.split(BREAK)) if line]
        else:
            lines = list(filter(None, (collapse(text),)))
        if not lines:
            return
        rest = " " * frame.indent
        first = self._prefixed()
        if frame.verse:
            begun = chain((first,), repeat(rest))
            self.emit("\n".join(map(self._turned_over, begun, lines)))
        else:
            self.emit(wrap(BREAK.join(lines), first, rest, frame.columns))

    def _turned_over(self, before: str, verse: str) -> str:
        """A verse on a line of its own; what it has no room for goes on below, further in."""
        line = f"{before}{verse}"
        if width(line) <= self.frame.columns:
            return line.replace("\u00a0", " ")
        return wrap(verse, before, " " * (self.frame.indent + _TURN), self.frame.columns)

    def set_prefix(self) -> None:
        """Give what waits for the next line one of its own."""
        if self.frame.prefix:
            self.emit(self._prefixed().rstrip())

    def emit(self, block: str) -> None:
        """Lines as they are, after the gap that is wanted."""
        gap = 0 if self.after_speaker else self.gap
        self._lines.extend([""] * gap)
        self._lines.append(block)
        self.gap = 0
        self.headed, self.after_speaker = None, False

    def go_on(self, text: str) -> None:
        """Add to the last line."""
        self._lines[-1] += text

    def _prefixed(self) -> str:
        """The indentation of the next line, with what stands in it but once."""
        frame = self.frame
        prefix, frame.prefix = frame.prefix, ""
        return " " * (frame.indent - width(prefix)) + prefix
