"""Emphasis, illustrations and page numbers among the words of a plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.importing.transcription import Mark, lines_in

_EMPHASIS = re.compile(
    r"(?<![\w_])_(?=[^\s_])(?:(?!\n[ \t]*\n)[^_]){1,2000}?(?<=[^\s_])_(?![_\d])(?!\w\w)|"
    r"(?<![\w=])=(?=[^\s=])[^=\n]{1,200}(?<=[^\s=])=(?![\w=])|"
    r"(?<![\w~])~(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])~(?![\w~])|"
    r"(?<![\w*])\*(?=\w)[^*\n]{1,80}(?<=[^\s*])\*(?![\w*])"
)
STARRED = r"(?<![\w*])\*(?=\w)[^*\n]{1,80}\Z"
"""What stands before the asterisk that ends `*so*`."""
ILLUSTRATION = re.compile(
    r"\[(?:Illustration|Frontispiece)(?::\s*(?P<caption>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*))?\]"
)
_REND = {"_": "italic", "*": "italic", "=": "bold", "~": "letterspaced"}
_PAGE = re.compile(r"\[(?:Pg|Page|p\.)\s*(?P<a>\d{1,4}|[ivxlc]{1,7})\]|\{(?P<b>\d{1,4})\}", re.I)


def phrases(text: str, start: int, end: int, *, lines: bool) -> Iterator[Mark]:
    """Marks for the emphasis and the pages in `text[start:end]`; none goes over a line's end
    where `lines` are verses."""
    for found in _EMPHASIS.finditer(text, start, end):
        first, last = found.span()
        rend = _REND[text[first]]
        for begin, stop in lines_in(text, first, last) if lines else [(first, last)]:
            yield Mark(begin, stop, "hi", {"rend": rend})
        yield Mark(first, first + 1, "fw", {"type": "markup"})
        yield Mark(last - 1, last, "fw", {"type": "markup"})
    for found in ILLUSTRATION.finditer(text, start, end):
        if not (found["caption"] or "").strip():
            yield Mark(*found.span(), "fw", {"type": "illustration"})
        elif not (lines and "\n" in found[0]):
            yield from figure(*found.span(), found.span("caption"))
    for found in _PAGE.finditer(text, start, end):
        yield from page(*found.span(), found["a"] or found["b"])


def without_pages(text: str) -> str:
    """The text with blanks for the numbers of pages that are printed in it."""
    return _PAGE.sub(lambda found: " " * len(found[0]), text)


def page(start: int, end: int, number: str) -> Iterator[Mark]:
    """A page that begins at the number printed in `text[start:end]`."""
    yield Mark(start, start, "pb", {"n": number})
    yield Mark(start, end, "fw", {"type": "pageNum"})


def figure(start: int, end: int, caption: tuple[int, int]) -> Iterator[Mark]:
    """A figure over `text[start:end]`, of which `caption` is read."""
    first, last = caption
    yield Mark(start, end, "figure")
    yield Mark(start, first, "fw", {"type": "markup"})
    yield Mark(first, last, "head")
    yield Mark(last, end, "fw", {"type": "markup"})
