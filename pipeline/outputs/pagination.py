"""The pages and lines of one PDF of an edition, for every other output to go by.

The PDF carries them as data, `LINES`, a JSON file attached to it: for each
line of the text its page, its number ("" where lines are not counted), the id
of its paragraph, and the place in the text at which it begins: the number of
the block and the letters before it (see `blocks`). The master under the same
reading has the same blocks, so a page or a line can be found for any passage
without laying out anything.
"""

from __future__ import annotations

import copy
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from pipeline.model.book import XHTML, Book, PageBreak
from pipeline.model.xhtml import classes, is_note_call
from pipeline.outputs.blocks import blocks, own_text

LINES = "lines.json"
_FORMAT = "tei-edition lines, version 1"
_SPAN = f"{{{XHTML}}}span"
_PB = "pb"


class TextLine(NamedTuple):
    """Where one line stands and where in the text it begins.

    `divided` says that it begins with the rest of a word that the line before divides;
    a line that is not in the PDF, since that is an excerpt, has no page.
    """

    page: str
    line: str
    paragraph: str
    block: int
    start: int
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """All lines of a PDF in order; `identifier` is the URN of the PDF's own identifier."""

    identifier: str
    lines: tuple[TextLine, ...]

    def to_json(self) -> bytes:
        """The attached file."""
        rows = [[*line[:5], int(line.divided)] for line in self.lines]
        whole = {"format": _FORMAT, "identifier": self.identifier, "columns": TextLine._fields}
        head = json.dumps(whole, ensure_ascii=False)[:-1]
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        return f'{head}, "lines": [\n{body}\n]}}\n'.encode()

    @classmethod
    def from_json(cls, data: bytes) -> Pagination:
        """The pagination that a PDF carries. Raises `ValueError` for anything else."""
        whole = json.loads(data)
        if not isinstance(whole, dict) or whole.get("format") != _FORMAT:
            raise ValueError("not a table of lines")
        lines = tuple(TextLine._make((*row[:5], bool(row[5]))) for row in whole["lines"])
        return cls(str(whole["identifier"]), lines)

    def at(self, block: int, letters: int) -> TextLine | None:
        """The line on which a letter of a block stands."""
        own = [line for line in self.lines if line.block == block]
        index = bisect_right([line.start for line in own], letters) - 1
        return own[index] if index >= 0 else None

    def page_starts(self) -> Iterator[TextLine]:
        """The first line of every page that begins a word; only then comes the page's mark."""
        page = ""
        for line in self.lines:
            if line.page and line.page != page:
                yield line
            page = line.page


def carried_by(path: Path) -> Pagination | None:
    """The pagination that a PDF carries, if it does."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            attached = pdf.attachments.get(LINES)
            return Pagination.from_json(attached.get_file().read_bytes()) if attached else None
    except (OSError, pikepdf.PdfError, ValueError, KeyError):
        return None


def paged(book: Book, pagination: Pagination, *, marks: bool = False) -> Book:
    """The book with the pages of the PDF for its page breaks, and no others.

    Each break stands before the first word that begins on its page; a word
    that is divided over two pages belongs to the first. With `marks`, ``[p. 9]``
    is put into the text there, for readers without a list of pages.
    """
    content = copy.deepcopy(book.content)
    text = dict(blocks(content))
    for old in [each for each in content.iter(_SPAN) if _PB in classes(each)]:
        _take_out(old)
    taken = {each.get("id") for each in content.iter("*") if each.get("id")}
    breaks = []
    for start in [*pagination.page_starts()][::-1]:
        identifier = f"page-{start.page}"
        while identifier in taken:
            identifier += "-"
        block = text.get(start.block)
        if block is not None:
            _insert(block, start, _marker(identifier, start.page, marks))
            breaks.append(PageBreak(identifier, start.page))
    return replace(book, content=content, page_breaks=breaks[::-1], pages_of=pagination.identifier)


def _marker(identifier: str, label: str, marks: bool) -> etree._Element:
    marker = etree.Element(
        _SPAN, {"class": _PB, "id": identifier, "role": "doc-pagebreak", "aria-label": label}
    )
    if marks:
        marker.set("class", "page-mark")
        marker.text = f"[p. {label}] "
    return marker


def without_marks(text: str) -> str:
    """A text without what `paged` has marked in it."""
    return re.sub(r"\[p\.\s[^\]\n]{1,12}\] ?", "", text)


def _take_out(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _insert(block: etree._Element, start: TextLine, marker: etree._Element) -> None:
    """Put a marker before the first word of a block that begins at or after a letter."""
    seen = 0
    for holder, is_tail, text in own_text(block):
        letters = len("".join(text.split()))
        if seen + letters > start.start:
            at = _position(text, start.start - seen, start.divided)
            if at is not None:
                _split(holder, is_tail, text, at, marker)
                return
            start = start._replace(divided=False, start=seen + letters)
        seen += letters
    block.append(marker)


def _position(text: str, letters: int, divided: bool) -> int | None:
    """The index in a text before the letter after so many; past a divided word's rest."""
    at = 0
    while at < len(text) and (letters or text[at].isspace()):
        letters -= not text[at].isspace()
        at += 1
    if not divided:
        return at
    while at < len(text) and not text[at].isspace():
        at += 1
    while at < len(text) and text[at].isspace():
        at += 1
    return at if at < len(text) else None


def _split(
    holder: etree._Element, is_tail: bool, text: str, at: int, marker: etree._Element
) -> None:
    marker.tail = text[at:]
    if is_tail:
        holder.tail = text[:at]
        holder.addnext(marker)
        return
    holder.text = text[:at]
    holder.insert(0, marker)


def calls(content: etree._Element) -> Iterator[tuple[str, int, int, etree._Element]]:
    """The calls of notes in a text: id, block, letters before it, and the block itself."""
    for number, block in blocks(content):
        seen = 0
        for holder, is_tail, text in own_text(block):
            if is_tail and is_note_call(holder):
                yield holder.get("id", ""), number, seen, block
            seen += len("".join(text.split()))


def find(content: etree._Element, words: str) -> Iterator[tuple[int, int, etree._Element]]:
    """The places where words stand in a text: block, letters before them, and the block itself.

    White space, and line or page breaks within the words, do not matter.
    """
    wanted = "".join(words.split()).casefold()
    for number, block in blocks(content) if wanted else ():
        letters = "".join("".join(piece.split()) for _, _, piece in own_text(block))
        folded = letters.casefold()
        if len(folded) != len(letters):  # where case changes lengths, places would shift
            folded, sought = letters, "".join(words.split())
        else:
            sought = wanted
        at = folded.find(sought)
        while at >= 0:
            yield number, at, block
            at = folded.find(sought, at + len(sought))
