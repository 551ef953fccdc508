"""Numbers in the margins, stamped on pages that are laid out already: not one line moves.

Each is drawn after its page, through WeasyPrint's own stream, so that it
shares the embedded fonts, and as an artifact (ISO 32000-1, 14.8.2.2): those
who have the page read to them hear the text. How a number looks, and how far
from the text it stands (`margin-left`), is in the style sheets, under
``.line-number``, ``.paragraph-number``, ``.source-page`` and ``.correction-mark``.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import create_layout, line_size

from pipeline.model.numbering import counted
from pipeline.outputs.pdf.furniture import MARKS, Furniture
from pipeline.outputs.pdf.lines import Line, Lines

Styles = Mapping[str, Any]


@dataclass(slots=True)
class Margins:
    """Stamps the margins of a document."""

    document: Any
    lines: Lines
    styles: Styles
    marks: dict[int, list[Any]] = field(default_factory=dict)

    def stamp(
        self,
        furniture: Furniture,
        paragraphs: Mapping[int, str],
        stanzas: Mapping[int, str],
        breaks: Mapping[str, str],
        changed: Iterable[str] = (),
    ) -> None:
        """Put what the furniture asks for on every page.

        `paragraphs` are the numbers of paragraphs by block, `stanzas` those of
        stanzas by that of their first verse, `breaks` the
        labels of the pages of the print source by the id of their marker,
        `changed` the ids of the passages that are not as in the witness.
        """
        if furniture.line_numbers:
            self._line_numbers(furniture.line_numbers, self.lines.lines)
        elif furniture.verse_numbers:
            verses = [line for line in self.lines.lines if line.verse]
            self._line_numbers(furniture.verse_numbers, verses)
            self._numbers(stanzas, "line-number", outside=True)
        if furniture.paragraph_numbers:
            self._numbers(paragraphs, "paragraph-number", outside=False)
        if furniture.source_pages:
            self._source_pages(breaks)
        if furniture.correction_marks:
            self._correction_marks(changed)
        for page, marks in self.marks.items():
            _paint_after(self.document.pages[page], marks)

    def _line_numbers(self, every: int, lines: Iterable[Line]) -> None:
        last: tuple[int, str] | None = None  # as stated: one only reckoned may be wrong
        for line in lines:
            here = (line.page, line.number)
            if line.sure and _is_due(line.number, every) and here != last:
                self._beside(line, "line-number", line.number)
            if line.sure:
                last = here
            elif here != last:
                last = None

    def _numbers(self, numbers: Mapping[int, str], kind: str, *, outside: bool) -> None:
        """Those of blocks, each beside its first line."""
        for line in self.lines.lines if numbers else ():
            if line.start == 0 and (number := numbers.get(line.block)):
                self._beside(line, kind, number, outside=outside)

    def _source_pages(self, breaks: Mapping[str, str]) -> None:
        labels: dict[int, list[str]] = {}  # by line: one may begin several pages
        for identifier, label in breaks.items():
            found = self.lines.where.get(identifier)
            if not found or not label or found[-1] >= len(self.lines.lines):
                continue
            labels.setdefault(found[-1], []).append(label)
            self._source_break(self.lines.lines[found[-1]], identifier)
        for index, said in labels.items():
            self._beside(self.lines.lines[index], "source-page", ", ".join(said))

    def _source_break(self, line: Line, identifier: str) -> None:
        """A bar where a page begins within a line, and not with it, between two blocks."""
        if marker := next(_inline(line.box, identifier), None):
            bar = self._text("|", "source-break", line)
            bar.position_x = marker.position_x - bar.width / 2
            self.marks.setdefault(line.page, []).append(bar)

    def _correction_marks(self, changed: Iterable[str]) -> None:
        """One mark beside each line on which such a passage stands or begins."""
        found = {self.lines.where[each][0] for each in changed if self.lines.where.get(each)}
        for index in sorted(found):
            self._beside(self.lines.lines[index], "correction-mark", "*")

    def _beside(self, line: Line, kind: str, text: str, outside: bool = True) -> None:
        """Set a number beside a line, on its baseline, in the outer margin or the inner one."""
        page = self.document.pages[line.page]._page_box
        mark = self._text(text, kind, line)
        away = self.styles[kind]["margin_left"].value
        right = (page.page_type.side == "right") is outside
        left = page.content_box_x()
        mark.position_x = left + page.width + away if right else left - away - mark.width
        self.marks.setdefault(line.page, []).append(mark)

    def _text(self, text: str, kind: str, line: Line) -> Any:
        """A text box on the baseline of a line."""
        style = self.styles[kind]
        box = boxes.TextBox(None, style, None, text)
        layout = create_layout(text, style, None, None, 0)
        first, _ = layout.get_first_line()
        box.width, box.height = line_size(first, style)
        box.baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
        layout.deactivate()
        box.pango_layout, box.justification_spacing = layout, 0
        box.position_y = line.box.position_y + line.box.baseline - box.baseline
        return box


def template_styles(root: Any, style_for: Callable[[Any], Any]) -> dict[str, Any]:
    """The styles of the furniture, as computed for the elements that the document has for it."""
    names = {each.get("class"): each for each in root.iter("i") if each.get("class") in MARKS}
    return {name: style_for(each).copy() for name, each in names.items()}


def _is_due(number: str, every: int) -> bool:
    count = counted(number)
    return count is not None and count % every == 0


def _inline(box: Any, identifier: str) -> Iterator[Any]:
    for each in box.descendants():
        if each.element is not None and each.element.get("id") == identifier:
            yield each


def _paint_after(page: Any, marks: list[Any]) -> None:
    """Have a page draw these text boxes when it has drawn itself."""
    paint = page.paint

    def paint_all(_page: Any, stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for mark in marks:
                with stream.artifact(), stream.stacked():
                    draw_text(stream, mark, 0, "clip", "none")

    page.paint = types.MethodType(paint_all, page)
