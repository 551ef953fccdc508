"""The address of a passage in every output of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.book import every_division
from pipeline.outputs.blocks import own_text
from pipeline.outputs.pagination import Pagination, calls, carried_by, find
from pipeline.record import Record

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.edition import Edition, Output
    from pipeline.model.book import Book, Division, Note

_AROUND = 40
_ELSEWHERE = "not on its pages"


@dataclass(slots=True)
class Passage:
    """Where some words stand: in the text, and in each output by its name.

    Of words in a `note`, that by its label, the addresses are those of its call.
    """

    context: str
    division: str
    paragraph: str
    note: str = ""
    addresses: dict[str, str] = field(default_factory=dict)


class _Anchor(NamedTuple):
    """A place in the text that has a page: a block of it, and the letters before the place."""

    number: int
    letters: int
    block: etree._Element


def passages(book: Book, edition: Edition, made: MadePages, words: str) -> Iterator[Passage]:
    """Every place where the words stand, with its address in the files that are made.

    Those in the text come in its order, then those in the notes.
    """
    divisions = {each.id: each for each in every_division(book.divisions)}
    for context, anchor, note in _places(book, words):
        division, paragraph = _place(anchor.block, divisions)
        passage = Passage(context, division, paragraph, note)
        for output in edition.outputs:
            pages = made.of.get((output.paged_by or output).name)
            if pages is None or output.reading != book.policy:
                continue
            if address := _address(pages, anchor, output):
                passage.addresses[output.file.name] = address
        yield passage


def _places(book: Book, words: str) -> Iterator[tuple[str, _Anchor, str]]:
    """Where the words stand: with some around them, at which place, in which note if in one."""
    for number, letters, block in find(book.content, words):
        yield _context(block, letters, words), _Anchor(number, letters, block), ""
    found = [(note, *place) for note in book.notes for place in find(note.content, words)]
    placed = calls(book.content) if found else ()
    anchors = {call: _Anchor(number, letters, block) for call, number, letters, block in placed}
    for note, _, letters, block in found:
        yield _context(block, letters, words), _anchor(note, anchors, block), note.label


def _anchor(note: Note, anchors: dict[str, _Anchor], block: etree._Element) -> _Anchor:
    """Where a note is called first; one that nothing calls, or only a note, has no page."""
    known = (anchors[call] for call in note.calls if call in anchors)
    return next(known, _Anchor(-1, 0, block))


class MadePages(NamedTuple):
    """What the PDFs in the output folder tell of pages: `of` has their tables by their names.

    `missing` are those that are not there, or carry no table; `outdated` those
    whose master is not the one that they were made from: its places are others.
    """

    of: dict[str, Pagination]
    missing: list[Path]
    outdated: list[Path]


def made_pages(edition: Edition) -> MadePages:
    """The pages of the PDFs among the outputs, and of those by whose pages others go."""
    found, record = MadePages({}, [], []), Record.of(edition)
    named = {pdf.name: pdf for pdf in (each.paged_by or each for each in edition.outputs)}
    for pdf in named.values():
        if pdf.format != "pdf":
            continue
        if record.is_outdated(pdf):
            found.outdated.append(pdf.file)
        elif pages := carried_by(edition.output_dir / pdf.file):
            found.of[pdf.name] = pages
        else:
            found.missing.append(pdf.file)
    return found


def _address(pages: Pagination, anchor: _Anchor, output: Output) -> str:
    line = pages.at(anchor.number, anchor.letters)
    if line is None:
        return ""
    if not line.page:
        return _ELSEWHERE
    if output.format == "pdf" and line.line:
        return f"page {line.page}, line {line.line}"
    return f"page {line.page}"


def _place(block: etree._Element, divisions: dict[str, Division]) -> tuple[str, str]:
    """The heading of the innermost division, and the number or id of the paragraph."""
    lineage = [block, *block.iterancestors()]
    division = next((divisions[each.get("id", "")] for each in lineage
                     if each.get("id", "") in divisions), None)  # fmt: skip
    heading = ". ".join(filter(None, (division.number, division.heading))) if division else ""
    inside = takewhile(lambda each: each.get("id", "") not in divisions, lineage)
    numbered = next((each for each in inside if each.get("data-n") or each.get("id")), block)
    return heading, numbered.get("data-n") or numbered.get("id") or ""


def _context(block: etree._Element, letters: int, words: str) -> str:
    """The words with some before and after them."""
    text = " ".join("".join(piece for _, _, piece in own_text(block)).split())
    wanted = len("".join(words.split()))
    seen = start = end = 0
    for index, character in enumerate(text):
        if not character.isspace():
            if seen == letters:
                start = index
            seen += 1
            if seen == letters + wanted:
                end = index + 1
                break
    before = text[max(0, start - _AROUND) : start]
    after = text[end : end + _AROUND]
    before = before.partition(" ")[2] if start > _AROUND else before
    after = after.rpartition(" ")[0] if end + _AROUND < len(text) else after
    return f"{'… ' if start > _AROUND else ''}{before}{text[start:end]}{after}" + (
        " …" if end + _AROUND < len(text) else ""
    )
