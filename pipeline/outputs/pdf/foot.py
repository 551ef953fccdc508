"""The foot of a page: the apparatus, each series run in as one paragraph, above the notes.

WeasyPrint 70 has one footnote area, a column of boxes (CSS GCPM 3, 2.4). Here
the entries that come to stand in it are put together before it is measured:
those of one series into one block, which has the style of that series'
template (``ul.series``) in the document. WeasyPrint itself then lays out,
measures and breaks as it always does; the text gives way to the foot.

It is done by a `LayoutContext` of our own, put in place while a document is
laid out. Where WeasyPrint's reads otherwise than it did, its own is used, the
entries stand one below the other, and `is_known` says so.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import inf
from typing import Any

from weasyprint import document as _document
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import block_level_layout

from pipeline.outputs.pdf.apparatus import ENTRY, SERIES

# What the method that is overridden does with the notes of a page.
_RELIED_ON = (
    "self.current_footnote_area.children = self.current_page_footnotes\n",
    "self.current_footnote_area.deepcopy()",
    "overflow = last_child_bottom > footnote_area_bottom\n",
)


def is_known() -> bool:
    """Whether this WeasyPrint measures the foot as the override expects."""
    source = inspect.getsource(LayoutContext._update_footnote_area)
    return all(source.count(each) == 1 for each in _RELIED_ON)


@dataclass(slots=True)
class Foot:
    """The layout under way: the styles it computed, and the templates of the series."""

    templates: dict[str, Any] = field(default_factory=dict)
    style_for: Callable[[Any], Any] = dict


@contextmanager
def apparatus_above_notes(root: Any) -> Iterator[Foot]:
    """Within this context, documents are laid out with their apparatus run in."""
    foot = Foot({each.get(SERIES): each for each in root.iter("ul") if each.get(SERIES)})
    # The method is overridden only where it is the one that this was written for.
    context = _Grouping if is_known() else _Recording
    stock = _document.LayoutContext
    _document.LayoutContext = partial(context, foot)
    try:
        yield foot
    finally:
        _document.LayoutContext = stock


class _Recording(LayoutContext):  # type: ignore[misc]
    """WeasyPrint's own, which can be asked for styles."""

    def __init__(self, foot: Foot, *arguments: Any) -> None:
        super().__init__(*arguments)
        foot.style_for = self.style_for
        self._templates = foot.templates


class _Grouping(_Recording):
    """One that also groups the entries of the foot."""

    def __init__(self, foot: Foot, *arguments: Any) -> None:
        super().__init__(foot, *arguments)
        self._heights: dict[tuple[Any, ...], float] = {}
        self._tails: dict[tuple[Any, ...], _Tail] = {}

    def _update_footnote_area(self) -> bool:
        """Group the entries; measure what was not measured before on pages of this width.

        WeasyPrint lays the whole area out again for every note that
        comes in or goes. Boxes without margins, one below the other, are
        as high together as the sum of them.
        """
        placed: list[Any] = self.current_page_footnotes  # type: ignore[has-type]
        area = self.current_footnote_area
        grouped = self._grouped(placed)
        if self.in_column or not grouped or not _stacks(area, grouped):
            self.current_page_footnotes = grouped
            try:
                return bool(super()._update_footnote_area())
            finally:
                self.current_page_footnotes = placed
        if area.height != "auto":
            self.page_bottom += area.margin_height()
        area.children = grouped
        area.height = sum(self._height(area, each) for each in grouped)
        self.page_bottom -= area.margin_height()
        return False

    def _height(self, area: Any, block: Any) -> float:
        """The height of one note, or of one series with the entries it has now."""
        if _series(block):
            return self._series_height(area, block)
        key = (area.page.width, id(block))
        if key not in self._heights:
            self._heights[key] = self._trial(area, block).height
        return self._heights[key]

    def _series_height(self, area: Any, block: Any) -> float:
        """Only the last line is laid out anew when an entry is added to a series.

        So the work grows with the entries of a page, not with their
        square. It is exact because lines that are not justified are
        broken one by one, whatever follows them.
        """
        entries = block.children
        key = (area.page.width, *map(id, entries))
        if key not in self._heights:
            start = self._tails.get(key[:-1], _Tail())
            tail = self._block(_series(block), entries[start.entry :], start.indent)
            laid_out = self._trial(area, tail)
            self._heights[key] = start.height + laid_out.height
            self._tails[key] = _tail_of(laid_out, entries, start)
        return self._heights[key]

    def _trial(self, area: Any, block: Any) -> Any:
        """The area with nothing but this block, laid out."""
        trial = create_anonymous_boxes(area.copy_with_children([block.deepcopy()]))
        return block_level_layout(self, trial, -inf, None, area.page)[0]

    def _grouped(self, placed: list[Any]) -> list[Any]:
        """One box for each series, in the order of the templates, and the notes."""
        if not any(map(_series, placed)):
            return placed
        entries: dict[str, list[Any]] = {name: [] for name in self._templates}
        notes: list[Any] = []
        for note in placed:
            entries.get(_series(note), notes).append(note)
        grouped = [self._block(name, each) for name, each in entries.items() if each]
        return [*grouped, *notes]

    def _block(self, series: str, entries: list[Any], indent: float = 0.0) -> Any:
        template = self._templates[series]
        style = self.style_for(template).copy()
        if indent:
            style["text_indent"] = Dimension(indent, "px")
        style["display"] = ("block", "flow")
        return boxes.BlockBox(template.tag, style, template, entries)


@dataclass(frozen=True, slots=True)
class _Tail:
    """From where a series has to be laid out when something is added.

    Above that entry, which begins `indent` pixels from the left, the full
    lines are `height` pixels high.
    """

    entry: int = 0
    indent: float = 0.0
    height: float = 0.0


def _tail_of(laid_out: Any, entries: list[Any], start: _Tail) -> _Tail:
    """The first entry that begins in the last line, if one does."""
    lines = [each for each in laid_out.descendants() if isinstance(each, boxes.LineBox)]
    before = {id(each.element) for line in lines[:-1] for each in _entries(line)}
    first = next((each for each in _entries(lines[-1]) if id(each.element) not in before), None)
    if first is None:
        return start
    index = next(n for n, each in enumerate(entries) if each.element is first.element)
    height = start.height + sum(line.height for line in lines[:-1])
    return _Tail(index, first.position_x - lines[-1].position_x, height)


def _entries(line: Any) -> Iterator[Any]:
    for each in line.descendants():
        element = each.element
        if element is not None and element.get(ENTRY) and each.element_tag == element.tag:
            yield each


def _stacks(area: Any, children: list[Any]) -> bool:
    """Whether the heights of these boxes can be added up."""
    margins = ("margin_top", "margin_bottom")
    return area.style["max_height"].value == inf and all(
        child.style[name] != "auto" and child.style[name].value == 0
        for child in children
        for name in margins
    )


def _series(note: Any) -> str:
    """The series of an entry, or "" for a note."""
    return str(note.element.get(SERIES, "")) if note.element is not None else ""
