"""Links within a page of HTML: which are the calls of notes, and which lead back from these."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from pipeline.importing.transcription import Block, Transcription

SIGN = re.compile(r"[\[({]?\s*(?:note\s*)?([\w*†‡§]{1,4})\s*[\])}]?", re.IGNORECASE)
_NUMERAL = re.compile(r"\d{1,4}|[a-z]|[ivxl]{2,4}|[*†‡§]{1,4}")
ARROWS = "↩↑^←⏎\ufe0e"
_BACK = re.compile(rf"[{ARROWS}]+|\[?(?:back|return|zurück|retour)[^\]]*\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link within the page: where its words stand, where it leads, and by what it is reached."""

    start: int
    end: int
    target: str
    own: set[str]
    raised: bool  # above the line, as the calls of notes are


def anchor(element: etree._Element, start: int, end: int) -> Anchor:
    """The link that an `a` is, whose words are `text[start:end]`."""
    own = set(names_of(element))
    for beside in (element.getparent(), *element):
        if beside is not None and isinstance(beside.tag, str):
            own.add(beside.get("id") or "")
    parent = element.getparent()
    raised = (parent is not None and parent.tag == "sup") or element.find(".//sup") is not None
    return Anchor(start, end, unquote((element.get("href") or "")[1:]), own - {""}, raised)


def names_of(element: etree._Element) -> list[str]:
    """By what links lead to an element."""
    return list(filter(None, (element.get("id"), element.get("name"))))


class Others(NamedTuple):
    """Tells where notes begin to which no link leads, and notes them down."""

    found: Transcription
    links: list[Anchor]
    starts: list[int]

    def within(self, start: int, end: int) -> list[Anchor]:
        """The links that begin in a stretch of the text."""
        return self.links[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before_next(self, blocks: list[Block], own: set[str]) -> list[Block]:
        """The blocks that go on with a note called from `own`, up to the next note."""
        begun = [index for index, block in enumerate(blocks) if self._is_other(block, own)]
        return blocks[: begun[0]] if begun else blocks

    def _is_other(self, block: Block, own: set[str]) -> bool:
        here = self.within(block.start, block.end)
        if any(link.target in own for link in here):
            return False
        words = self.found.text
        if any(self._leads_back(link, words[block.start : link.start]) for link in here):
            self.found.uncalled.add(block.start)
            return True
        return False

    def _leads_back(self, link: Anchor, before: str) -> bool:
        """Whether it is the number before a note, or the arrow after one."""
        if before.strip(" [("):
            return says_back(self.found, link)
        sign = SIGN.fullmatch(self.found.text[link.start : link.end].strip())
        return sign is not None and _NUMERAL.fullmatch(sign[1]) is not None


def is_call(found: Transcription, link: Anchor, sign: str) -> bool:
    """Whether a link that leads nowhere looks like the call of a note."""
    around = found.text[max(0, link.start - 1) : link.end + 1]
    bracketed = "[" in around and "]" in around
    return _NUMERAL.fullmatch(sign) is not None and (link.raised or bracketed or sign in "*†‡§")


def says_back(found: Transcription, link: Anchor) -> bool:
    """Whether the words of a link are an arrow back, or say so."""
    return _BACK.fullmatch(found.text[link.start : link.end].strip()) is not None
