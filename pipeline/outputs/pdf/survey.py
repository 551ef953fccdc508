"""Measuring laid-out pages: WeasyPrint clips in silence, so every line is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.finding import Finding, Severity
from pipeline.model.book import Book
from pipeline.outputs.pdf.fitting import Fitting

# CSS pixels; rounding in WeasyPrint stays far below.
_TOLERANCE = 1.0
_PIXELS = 96 / 72  # to a point
_SMALLEST_TYPE = 5.5 * _PIXELS  # a table in smaller type cannot be read


_Table = tuple[int, float]  # the number of a table, and the size of its type


@dataclass(slots=True)
class Survey:
    """What a layout needs: another `fitting`, if `changes`, and findings for a person."""

    fitting: Fitting
    changes: bool
    findings: list[Finding]


@dataclass(frozen=True, slots=True)
class _Wide:
    """A table wider than its page: the part of it that has room, the size of its type,
    and the page, turned on its side."""

    room: float
    size: float
    leaf: tuple[float, float]


@dataclass(slots=True)
class _Measured:
    """Everything seen on the pages that concerns fitting."""

    notes: dict[str, int] = field(default_factory=dict)  # note at the foot → its page
    calls: dict[str, int] = field(default_factory=dict)  # the same notes → page of the call
    too_long: set[str] = field(default_factory=set)
    tables: dict[int, _Wide] = field(default_factory=dict)
    clipped: dict[int, str] = field(default_factory=dict)  # page → words that begin the line


def survey(document: Any, book: Book, fitting: Fitting, smallest_table: float) -> Survey:
    """Compare every line of every page with the room there is for it.

    A table that would have to be set in less than `smallest_table` points is
    given a landscape page.
    """
    measured = _Measured()
    for number, page in enumerate(document.pages, start=1):
        _measure(number, page._page_box, measured)
    return _decide(measured, book, fitting, smallest_table)


def _measure(number: int, page: Any, measured: _Measured) -> None:
    top, bottom = page.content_box_y(), page.content_box_y() + page.height
    flow_bottom, note_top = top, bottom
    notes: dict[str, float] = {}
    for part in page.children:
        if isinstance(part, boxes.FootnoteAreaBox):
            note_top = min([note_top, *(line.position_y for line, _ in _lines(part, None))])
            notes |= _measure_notes(part, bottom, measured)
        elif not isinstance(part, boxes.MarginBox):
            flow_bottom = max(flow_bottom, _measure_flow(number, part, page, measured))
        _look_at_edges(number, part, page, measured)
    measured.notes.update((identity, number) for identity in notes)
    if notes and (note_top < top - _TOLERANCE or flow_bottom > note_top + _TOLERANCE):
        measured.too_long.add(max(notes, key=lambda each: notes[each]))


def _measure_notes(foot: Any, bottom: float, measured: _Measured) -> dict[str, float]:
    """The height of each note at the foot of a page that ends at `bottom`, by its id."""
    heights = {}
    for note in foot.children:
        identity = note.element.get("id") if note.element is not None else None
        lines = [line for line, _ in _lines(note, None)]
        if identity:
            heights[identity] = sum(line.height for line in lines)
            if any(line.position_y + line.height > bottom + _TOLERANCE for line in lines):
                measured.too_long.add(identity)
    return heights


def _measure_flow(number: int, part: Any, page: Any, measured: _Measured) -> float:
    """Look at the lines of the text, its calls and its tables; where the last of them ends."""
    left = page.content_box_x()
    bottom = page.content_box_y()
    for line, table in _lines(part, None):
        end = line.position_x + line.width
        bottom = max(bottom, line.position_y + line.height)
        measured.calls.update((each, number) for each in _called(line))
        if table is not None and end > left + page.width + _TOLERANCE:
            table_number, size = table
            room = page.width / (end - left)
            wide = _Wide(room, size, (page.margin_height(), page.margin_width()))
            known = measured.tables.setdefault(table_number, wide)
            measured.tables[table_number] = min(known, wide, key=lambda each: each.room)
    return float(bottom)


def _look_at_edges(number: int, part: Any, page: Any, measured: _Measured) -> None:
    """Lines that the edge of the paper would cut; of a table too wide is said that it is."""
    for line, table in _lines(part, None):
        if (
            line.position_x < -_TOLERANCE
            or line.position_y < -_TOLERANCE
            or (table is None and line.position_x + line.width > page.margin_width() + _TOLERANCE)
            or line.position_y + line.height > page.margin_height() + _TOLERANCE
        ):
            measured.clipped.setdefault(number, _words(line))


def _lines(box: Any, table: _Table | None) -> Iterator[tuple[Any, _Table | None]]:
    """The lines with text below a box, each with the outermost table around it."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox):
        if any(isinstance(each, boxes.TextBox) and each.text.strip() for each in box.descendants()):
            yield box, table
        return
    if table is None and box.element_tag == "table" and box.element is not None:
        table = int(box.element.get("data-table", -1)), float(box.style["font_size"])
    for child in getattr(box, "children", ()):
        yield from _lines(child, table)


def _called(line: Any) -> Iterator[str]:
    """The notes that are anchored in a line."""
    for box in line.descendants():
        if (box.element_tag or "").endswith("::footnote-call"):
            yield box.element.get("id", "")


def _words(line: Any) -> str:
    texts = (each.text for each in line.descendants() if isinstance(each, boxes.TextBox))
    return "".join(texts)[:60]


def _decide(measured: _Measured, book: Book, fitting: Fitting, smallest_table: float) -> Survey:
    known = {note.id for note in book.notes}
    lost = measured.calls.keys() - measured.notes.keys()
    endnotes = fitting.endnotes | ((measured.too_long | lost) & known)
    fitted = _fit_tables(measured.tables, fitting, smallest_table * _PIXELS)
    fitted = replace(fitted, endnotes=endnotes)
    changes = fitted != fitting
    findings = [_moved(note.label, note.content) for note in book.notes if note.id in endnotes]
    if fitting.all_at_end:
        findings.append(_all_moved(len(book.notes)))
    findings += [
        _late(note.label, measured.calls[note.id], measured.notes[note.id])
        for note in book.notes
        if note.id in measured.calls
        and measured.calls[note.id] != measured.notes.get(note.id, measured.calls[note.id])
    ]
    findings += [_turned(number) for number in sorted(fitted.landscape)]
    findings += [
        _too_wide(number)
        if number in measured.tables and scale == fitting.tables.get(number)
        else _narrowed(number, scale)
        for number, scale in sorted(fitted.tables.items())
    ]
    findings += [_clipped(page, words) for page, words in sorted(measured.clipped.items())]
    return Survey(fitted, changes, findings)


def _fit_tables(measured: dict[int, _Wide], fitting: Fitting, smallest: float) -> Fitting:
    """Set a table that is too wide in smaller type, or, were that too small, on its side."""
    scales, landscape, leaf = dict(fitting.tables), set(fitting.landscape), fitting.leaf
    for number, wide in measured.items():
        width, height = wide.leaf
        if wide.size * wide.room < smallest and width > height and number not in landscape:
            landscape.add(number)
            scales.pop(number, None)
            leaf = wide.leaf
        else:
            type_size = max(_SMALLEST_TYPE, wide.size * wide.room * 0.99)
            scales[number] = scales.get(number, 1.0) * min(1.0, type_size / wide.size)
    return replace(fitting, tables=scales, landscape=frozenset(landscape), leaf=leaf)


def _moved(label: str, content: Any) -> Finding:
    words = " ".join("".join(content.itertext()).split())
    return Finding(
        "pdf-note-moved",
        Severity.INFO,
        f"note {label} has no room at the foot of its page;"
        " it stands at the end of its division, with its page named at the foot",
        excerpt=words[:60],
    )


def _all_moved(count: int) -> Finding:
    return Finding(
        "pdf-note-moved",
        Severity.INFO,
        f"{count:,} notes are too many for the feet of pages: each ends its division",
    )


def _late(label: str, call: int, note: int) -> Finding:
    return Finding(
        "pdf-note-late",
        Severity.WARNING,
        f"note {label} stands on page {note} of the PDF, its call on page {call}",
    )


def _turned(number: int) -> Finding:
    return Finding(
        "pdf-table-landscape",
        Severity.INFO,
        f"table {number + 1} is too wide for a page; it stands on one turned on its side",
    )


def _too_wide(number: int) -> Finding:
    return Finding(
        "pdf-table-wide",
        Severity.WARNING,
        f"table {number + 1} is wider than the page, even in the smallest type",
        remedy="Divide it, or use a wider layout.",
    )


def _narrowed(number: int, scale: float) -> Finding:
    return Finding(
        "pdf-table-narrowed",
        Severity.INFO,
        f"table {number + 1} is set at {scale:.0%} of its size to fit the page",
    )


def _clipped(page: int, words: str) -> Finding:
    return Finding(
        "pdf-clipped",
        Severity.ERROR,
        f"on page {page} of the PDF something stands outside of the paper",
        remedy="Change the style that puts it there.",
        excerpt=words,
    )
