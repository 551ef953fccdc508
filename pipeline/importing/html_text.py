"""The text of a page of HTML as it grows: blocks with a blank line between, lines within them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.importing.transcription import Block

_FEW = 100
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class PageText:
    """What a reader sees of the page so far, and its blocks."""

    blocks: list[Block] = field(default_factory=list)
    at: int = 0  # how long the text is
    begun: int = -1  # where the block begins that is being read, or -1
    preserved: bool = False  # white space is text (`pre`)
    _pieces: list[str] = field(default_factory=list)

    @property
    def next(self) -> int:
        """Where the next word will stand."""
        return self.at if self.begun >= 0 or not self.blocks else self.at + 2

    def since(self, start: int) -> str:
        """The text from `start` on."""
        pieces, left = [], self.at - start
        for piece in reversed(self._pieces):
            if left <= 0:
                break
            pieces.append(piece if len(piece) <= left else piece[-left:])
            left -= len(piece)
        return "".join(reversed(pieces))

    def end_of_words(self) -> int:
        """Where the words that were added last end, without the space after them."""
        last = self._pieces[-1]
        return self.at - len(last) + len(last.rstrip(" \n")) if last.strip() else self.at

    def add(self, words: str | None) -> None:
        """Words that follow; the first of a block begin it."""
        if not words:
            return
        if not self.preserved:
            words = SPACE.sub(" ", words)
            if self.begun < 0 or self._pieces[-1][-1:] in " \n":
                words = words.lstrip(" ")
        if not words:
            return
        if self.begun < 0:
            if self.blocks:
                self.write("\n\n")
            self.begun = self.at
        self.write(words)

    def write(self, words: str) -> None:
        """Just these words, spaces and all."""
        self._pieces.append(words)
        self.at += len(words)

    def newline(self) -> None:
        """A new line of the block, unless one has just begun."""
        if self.begun >= 0 and self._pieces[-1][-1:] != "\n":
            self.trim()
            self.write("\n")

    def trim(self) -> None:
        """Take away the white space at the end of the block."""
        while self._pieces and self.at > self.begun >= 0:
            kept = self._pieces[-1].rstrip(" \n\t\r\f")
            self.at -= len(self._pieces[-1]) - len(kept)
            self._pieces[-1] = kept
            if kept:
                break
            self._pieces.pop()

    def end(self) -> tuple[int, int]:
        """The block is at its end: where it begins and ends."""
        self.trim()
        if self.at - self.begun < _FEW and not self.since(self.begun).strip():
            self._take_back()
        start, self.begun = self.begun, -1
        return start, max(start, self.at)

    def _take_back(self) -> None:
        """No words are in the block, but perhaps spaces that do not break: there is none."""
        while self.at > self.begun:
            self.at -= len(self._pieces.pop())
        if self.blocks:
            self.at -= len(self._pieces.pop())

    def whole(self) -> str:
        """The text of the page, which ends with a newline unless it is empty."""
        text = "".join(self._pieces).rstrip(" \n\t\r\f")
        return text + "\n" if text else ""
