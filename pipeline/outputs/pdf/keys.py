"""The lines to which the entries of the apparatus are keyed, as one layout has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.finding import Finding, Severity
from pipeline.model.book import Book
from pipeline.outputs.pdf import foot
from pipeline.outputs.pdf.apparatus import AT, ENTRY, listed
from pipeline.outputs.pdf.lines import Line, Lines, box_within

_PARTS = {"heading": "tit.", "table": "tab.", "figure": "fig."}


def entry_keys(document: Any, book: Book, lines: Lines) -> dict[str, str]:
    """The key of every entry: its line, or lines; the page before it, if that is another.

    An entry for which its page had no room stands on the next one, and its
    key names the page of the lemma.
    """
    pages, places = entry_pages(document), _places(document)
    in_notes = {
        element.get("id", ""): note.label
        for note in book.notes
        for element in note.content.iterdescendants()
        if element.get("id")
    }
    first_of = _first_lines(lines)
    keys = {}
    for each in listed(book):
        if each.id in in_notes and each.kind != "query":
            keys[each.id] = f"n. {in_notes[each.id]}"
            continue
        at = places.get(each.id, each.id)
        found = lines.where.get(at) or first_of.get(at)
        if found:
            here = pages.get(each.id, lines.lines[found[0]].page)
            keys[each.id] = _key(lines, found[0], found[-1], here)
    return keys


def entry_pages(document: Any) -> dict[str, int]:
    """The page at whose foot each entry stands, counted from 0."""
    return {entry.get(ENTRY): number for number, entry in _all_entries(document)}


def _places(document: Any) -> dict[str, str]:
    """The id of the element at which each entry is keyed."""
    return {entry.get(ENTRY): entry.get(AT) for _, entry in _all_entries(document)}


def _all_entries(document: Any) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(document.pages):
        for area in page._page_box.children:
            if isinstance(area, boxes.FootnoteAreaBox):
                yield from ((number, entry) for entry in _entries(area))


def _entries(box: Any) -> Iterator[Any]:
    box = box_within(box)
    element = box.element
    if element is not None and box.element_tag == element.tag and element.get(ENTRY):
        yield element
        return
    for child in getattr(box, "children", ()):
        yield from _entries(child)


def _first_lines(lines: Lines) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, line in enumerate(lines.lines):
        if line.paragraph:
            found.setdefault(line.paragraph, [index])
    return found


def _key(lines: Lines, first: int, last: int, here: int) -> str:
    begin, end = lines.lines[first], lines.lines[last]
    key = _number(lines, first)
    if begin.page != here:
        key = f"{begin.page + 1}.{key}"
    if end.page != begin.page and end.number:
        return f"{key}–{end.page + 1}.{end.number}"
    if end.number and end.number != begin.number and not begin.part:
        return f"{key}–{end.number}"
    return key


def _number(lines: Lines, index: int) -> str:
    """The number of a line, or what it is in, or the numbered verse that it follows."""
    line: Line = lines.lines[index]
    if line.number or line.part:
        return line.number or _PARTS[line.part]
    before = next((each for each in reversed(lines.lines[:index]) if each.number), None)
    return f"post {before.number}" if before else "ante 1"


def key_findings(
    document: Any, book: Book, keys: Mapping[str, str], settled: bool
) -> Iterator[Finding]:
    """What is not as an apparatus should be."""
    pages = entry_pages(document)
    missing = [each for each in listed(book) if each.id not in keys]
    if missing:
        yield Finding(
            "pdf-apparatus-unplaced",
            Severity.INFO,
            f"{len(missing)} intervention(s) have left nothing in the text that an entry of the"
            " apparatus could be keyed to, and have none",
            line=missing[0].line,
            excerpt=missing[0].witness[:60],
        )
    late = [name for name, key in keys.items() if "." in key and key[0].isdigit() and name in pages]
    if late:
        yield Finding(
            "pdf-apparatus-late",
            Severity.INFO,
            f"{len(late)} entries of the apparatus have no room on the page of their lemma; they"
            " stand on the next one, and their keys name the page",
        )
    if not foot.is_known():
        yield Finding(
            "pdf-apparatus-stock",
            Severity.WARNING,
            "this WeasyPrint lays out the foot of a page in a way that is not known here: each"
            " entry of the apparatus has a line of its own",
            remedy="Install the version of WeasyPrint that pyproject.toml names.",
        )
    if not settled:
        yield Finding(
            "pdf-apparatus-unsettled",
            Severity.WARNING,
            "the apparatus did not settle: a line key and its line may differ",
            remedy="Change the text area or the type by a little, and build again.",
        )
