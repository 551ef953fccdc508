"""Words (`w`) that a file has on several lines: these part the word from no other (TEI 18.1)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.levels import is_told_at_levels
from pipeline.tei.names import SPACE, tei, words_in

WORD = tei("w")
_SEVERAL = r"[^ \t\r\n][ \t]+[^ \t\r\n]"


def is_laid_out(element: etree._Element) -> bool:
    """Whether an element is a `w` with line ends of the file, and holds one word.

    It holds several where others are marked in it, or a space on a line parts them.
    """
    if element.tag != WORD or not (len(element) or "\n" in (element.text or "")):
        return False
    if is_told_at_levels(element) or next(element.iterdescendants(WORD), None) is not None:
        return False
    words = words_in(element)
    return "\n" in words and re.search(_SEVERAL, words) is None


def close_up_lines(text: str, *, amid: bool) -> str:
    """A text in such a word without the line ends at its edges; with `amid`, without any."""
    if "\n" not in text:
        return text
    if amid:
        return "".join(line.strip(SPACE) for line in text.split("\n"))
    start = text.lstrip(SPACE)
    if "\n" in text[: len(text) - len(start)]:
        text = start
    end = text.rstrip(SPACE)
    return end if "\n" in text[len(end) :] else text


def closed_up(pieces: list[str]) -> list[str]:
    """The pieces of such a word without its line ends, but for those on either side of it."""
    said = "".join(pieces)
    before = "\n" in said[: len(said) - len(said.lstrip(SPACE))]
    after = "\n" in said[len(said.rstrip(SPACE)) :]
    left = [close_up_lines(piece, amid=before or after) for piece in pieces]
    if left and before:
        left[0] = f"\n{left[0]}"
    if left and after:
        left[-1] += "\n"
    return left
