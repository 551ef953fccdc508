"""Page and line in an old PDF, from the file itself.

The lines of a page are those of its running text, counted from the top as
line numbers in the margin would count them: headings, tables, notes, running
heads and page numbers are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from pipeline.checks.pdf_text import PdfText, Place, pdf_text
from pipeline.checks.words import spans_of, words_of
from pipeline.editing.alignment import matches
from pipeline.errata.reading import BREAK, Flow, Reading
from pipeline.finding import EditionError, Finding, Severity
from pipeline.outputs.pagination import carried_by


@dataclass(frozen=True, slots=True)
class Address:
    """Where a reader of the printout looks: `page` as it is printed, the line of the text.

    `line` is 0 in a note, and in a heading, table or figure: then `part` says so.
    """

    page: str
    line: int = 0
    part: str = ""


class Printout(Protocol):
    """Whatever knows where the words of an old reading stand on paper."""

    from_the_top: bool  # lines count from the top of each page, whatever the margin says

    def of_text(self, index: int) -> Address | None:
        """The address of a word of the text."""

    def of_note(self, index: int) -> Address | None:
        """The address of a word of the notes."""


class PrintedPages:
    """A `Printout` read from the text positions of a tagged PDF.

    Where the PDF carries a table of its lines, they have the numbers of the table:
    those in the margin may count by division, or be those of verses.
    """

    def __init__(self, path: Path, reading: Reading) -> None:
        found = _text_of(path)
        folios = _folios(path)
        lines = _lines(found.places, folios)
        numbered = _numbered(lines, path)
        self.from_the_top = numbered == lines
        self._text = _aligned(reading.text, found.body, numbered)
        body, places = _notes(found)
        self._notes = _aligned(reading.notes, body, [(at, Address(folios[page]))
                                                     for at, page in places])  # fmt: skip

    def of_text(self, index: int) -> Address | None:
        """The page and line on which a word of the text begins."""
        return _at(self._text, index)

    def of_note(self, index: int) -> Address | None:
        """The page on which a word of a note stands."""
        return _at(self._notes, index)


def _text_of(path: Path) -> PdfText:
    try:
        return pdf_text(path)
    except ModuleNotFoundError as error:
        if error.name is None or not error.name.startswith("pdfminer"):
            raise
        raise EditionError(
            Finding(
                "pdf-reader-missing",
                Severity.ERROR,
                "the pages of a PDF cannot be read: the package pdfminer.six is not installed",
                path,
                remedy='Install it: python -m pip install "tei-edition[checks]"; '
                "or name the master of that time instead.",
            )
        ) from error


_Addresses = tuple[list[int], list[Address]]


def _at(addresses: _Addresses, index: int) -> Address | None:
    """The address of a word, or of the last one before it that is on paper."""
    indices, found = addresses
    if not indices:
        return None
    return found[max(0, bisect_right(indices, index) - 1)]


def _aligned(flow: Flow, text: str, places: Sequence[tuple[int, Address]]) -> _Addresses:
    """For each word of the reading that the file has, where the file has it."""
    starts = [start for start, _ in places]
    spans = spans_of(text)
    indices: list[int] = []
    found: list[Address] = []
    for start, start2, length in matches(flow.words, words_of(text)):
        for step in range(length):
            offset = spans[start2 + step][0]
            indices.append(start + step)
            found.append(places[max(0, bisect_right(starts, offset) - 1)][1])
    return indices, found


def _lines(places: Iterable[Place], folios: Sequence[str]) -> list[tuple[int, Address]]:
    """The address of each piece of text: pieces at one height are of one line."""
    by_page: dict[int, list[Place]] = {}
    for place in places:
        by_page.setdefault(place.page, []).append(place)
    found = []
    for page, pieces in by_page.items():
        line, bottom = 0, float("inf")
        for piece in sorted(pieces, key=lambda each: -each.y):
            if piece.part:
                found.append((piece.offset, Address(folios[page], 0, piece.part)))
                continue
            if bottom - piece.y > 0.5 * piece.size:
                line, bottom = line + 1, piece.y
            found.append((piece.offset, Address(folios[page], line)))
    return sorted(found, key=lambda each: each[0])


def _numbered(lines: list[tuple[int, Address]], path: Path) -> list[tuple[int, Address]]:
    """The lines with the numbers of the file's own table, on pages where both count as many."""
    table = carried_by(path)
    if table is None:
        return lines
    given: dict[str, list[str]] = {}
    for row in table.lines:
        if row.line:
            given.setdefault(row.page, []).append(row.line)
    counted: dict[str, int] = {}
    for _, each in lines:
        counted[each.page] = max(counted.get(each.page, 0), each.line)
    result = []
    for offset, each in lines:
        own = given.get(each.page, [])
        if each.line and len(own) == counted[each.page] and own[each.line - 1].isdecimal():
            each = replace(each, line=int(own[each.line - 1]))
        result.append((offset, each))
    return result


def _notes(found: PdfText) -> tuple[str, list[tuple[int, int]]]:
    """The notes one after the other, and the page of each of their pieces."""
    separator = f"\n{BREAK}\n"
    places, offset = [], 0
    for text, own in zip(found.notes, found.note_places, strict=True):
        places += [(offset + place.offset, place.page) for place in own]
        offset += len(text) + len(separator)
    return separator.join(found.notes), places


def _folios(path: Path) -> list[str]:
    """The numbers of the pages as a reader knows them (ISO 32000-1, 12.4.2)."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        return [str(page.label) for page in pdf.pages]
