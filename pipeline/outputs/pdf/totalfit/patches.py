"""Total fit inside WeasyPrint 70: the functions replaced, and how it is known that they fit.

The boxes stay as they are; only where a text box is cut is decided for the
whole paragraph first. On a paragraph's first visit `iter_line_boxes` has its
places measured and solved, which leaves cuts on the text boxes;
`split_inline_box` gives such a paragraph's lines endless room, so that
`split_text_box` alone decides where they end; `text_align` shrinks, hangs and
widens as well as stretches; `draw_first_line` draws widened letters. In lines
that WeasyPrint breaks itself, an empty box (where a page of the source begins)
takes away the place before it; `split_inline_box` gives it back.
"""

from __future__ import annotations

import hashlib
import inspect
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.matrix import Matrix
from weasyprint.text import line_break

from pipeline.finding import Finding, Severity
from pipeline.outputs.pdf.totalfit.balance import balanced_breaks
from pipeline.outputs.pdf.totalfit.lines import set_line, text_box_of_line
from pipeline.outputs.pdf.totalfit.measuring import Rulers
from pipeline.outputs.pdf.totalfit.paragraph import Text, Unfit, readings
from pipeline.outputs.pdf.totalfit.rules import RULES
from pipeline.outputs.pdf.totalfit.solver import Measure, best_breaks
from pipeline.outputs.pdf.totalfit.turning import breaks_for_page, room_in_lines

# What is replaced, and what the replacements lean on, with a digest of its source.
_KNOWN = (
    (inline, "iter_line_boxes", "04aec48abfcad809"),
    (inline, "get_next_linebox", "67af458c2545e74f"),
    (inline, "split_inline_level", "d98c008c8fc00582"),
    (inline, "split_inline_box", "3a0cb7ca7e34c7ef"),
    (inline, "split_text_box", "8c564329599ef23f"),
    (inline, "skip_first_whitespace", "deb2f1a5e2a6c035"),
    (inline, "remove_last_whitespace", "53f0c79c9fbbda50"),
    (inline, "text_align", "e953d41b87ccfc30"),
    (drawing, "draw_text", "ebaf96239c6ca363"),
    (drawing, "draw_first_line", "1bb8eae6d88e71b1"),
    (line_break, "Layout", "681b737d1ba5e004"),
)
# Room without end, and what a width is at least that comes from it.
_ENDLESS = 1e7
_AT_LEAST = 1e6


def unknown_functions() -> list[str]:
    """Those of WeasyPrint's functions that are not as they were when this was written."""
    return [
        name for module, name, digest in _KNOWN if _digest(getattr(module, name, None)) != digest
    ]


def _digest(function: Any) -> str:
    if function is None:
        return ""
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


@dataclass(slots=True)
class _Fitted:
    """What is kept with a paragraph's line box."""

    measure: Measure
    text: Text
    breaks: list[int]
    first: bool = True  # whether the line being made is the paragraph's first
    centred: bool = False


class TotalFit:
    """The total fit of one layout; `at_layout` and `at_drawing` are contexts for its two stages."""

    def __init__(self) -> None:
        self._rulers = Rulers()
        self._unfit: dict[Any, str] = {}  # by line box; "" for those that are set as a whole

    def findings(self) -> list[Finding]:
        """How many paragraphs were left to WeasyPrint, and why, unless none was."""
        reasons = Counter(reason for reason in self._unfit.values() if reason)
        if not reasons:
            return []
        why = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
        return [
            Finding(
                "pdf-line-breaking",
                Severity.INFO,
                f"{sum(reasons.values())} of {len(self._unfit)} justified paragraphs are broken"
                f" line by line, not as a whole: {why}",
            )
        ]

    @contextmanager
    def at_layout(self) -> Iterator[None]:
        """Within this context WeasyPrint breaks justified paragraphs as a whole."""
        stock = (
            inline.iter_line_boxes,
            inline.split_inline_box,
            inline.split_text_box,
            inline.text_align,
        )
        inline.iter_line_boxes = block.iter_line_boxes = self._iter_line_boxes(stock[0])
        inline.split_inline_box = _split_inline_box(stock[1])
        inline.split_text_box = self._split_text_box(stock[2])
        inline.text_align = _text_align(stock[3])
        try:
            yield
        finally:
            block.iter_line_boxes = stock[0]
            (
                inline.iter_line_boxes,
                inline.split_inline_box,
                inline.split_text_box,
                inline.text_align,
            ) = stock

    @contextmanager
    def at_drawing(self) -> Iterator[None]:
        """Within this context WeasyPrint draws letters as wide as `lines` made them."""
        stock = drawing.draw_first_line

        def draw_first_line(
            stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
        ) -> Any:
            scale = getattr(textbox, "letter_scale", 1.0)
            if scale != 1:
                _a, _b, _c, d, e, f = matrix.values
                matrix = Matrix(a=scale, d=d, e=e, f=f)
            return stock(stream, textbox, text_overflow, block_ellipsis, matrix)

        drawing.draw_first_line = draw_first_line
        try:
            yield
        finally:
            drawing.draw_first_line = stock

    def _iter_line_boxes(self, stock: Any) -> Any:
        def iter_line_boxes(
            context: Any, box: Any, position_y: float, bottom_space: float, skip_stack: Any,
            containing_block: Any, absolute_boxes: Any, fixed_boxes: Any,
            first_letter_style: Any, first_line_style: Any,
        ) -> Iterator[Any]:  # fmt: skip
            if skip_stack is None:
                special = bool(first_letter_style or first_line_style)
                self._fit(context, box, position_y, bottom_space, containing_block, special)
            lines = stock(
                context, box, position_y, bottom_space, skip_stack, containing_block,
                absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
            )  # fmt: skip
            fitted = getattr(box, "fitted", None)
            if fitted is None:
                yield from lines
                return
            fitted.first = skip_stack is None
            for line in lines:
                fitted.first = False
                yield line

        return iter_line_boxes

    def _fit(
        self, context: Any, box: Any, y: float, bottom_space: float, parent: Any, special: bool
    ) -> None:
        """Decide where the lines of a paragraph end."""
        _mark_places_before_empty(box)
        if box.style["text_align_all"] == "center":
            self._balance(context, box, y, parent, special)
        if box.style["text_align_all"] != "justify":
            return
        known = getattr(box, "fitted", None)
        box.fitted = None
        try:
            fitted = self._solved(context, box, y, parent, special, known)
        except Unfit as unfit:
            _forget_cuts(box)
            if str(unfit):
                self._unfit[box] = str(unfit)
            return
        self._unfit[box] = ""
        room = room_in_lines(context, box, y, bottom_space)
        fitted.text.cut(
            breaks_for_page(fitted.text.places, fitted.measure, fitted.breaks, room, box.style)
        )
        box.fitted = fitted

    def _balance(self, context: Any, box: Any, y: float, parent: Any, special: bool) -> None:
        """Decide where lines end that are centred, if there are more than one."""
        box.fitted = None
        _forget_cuts(box)
        try:
            measure = _measure(context, box, y, parent, special)
            text = next(readings(box, parent, self._rulers))
        except Unfit:
            return
        if not text.divided and (breaks := balanced_breaks(text, measure)):
            text.cut(breaks)
            box.fitted = _Fitted(measure, text, breaks, centred=True)

    def _solved(
        self, context: Any, box: Any, y: float, parent: Any, special: bool, known: Any
    ) -> _Fitted:
        measure = _measure(context, box, y, parent, special)
        if known is not None and known.measure.width == measure.width:
            return known  # type: ignore[no-any-return]
        for text in readings(box, parent, self._rulers):
            rules = RULES if text.divided else RULES.undivided()
            breaks = best_breaks(text.places, measure, rules)
            if breaks is not None:
                return _Fitted(measure, text, breaks)
        raise Unfit("with words as long as a line")

    def _split_text_box(self, stock: Any) -> Any:
        def split_text_box(
            context: Any, box: Any, available_width: float | None, skip: int | None,
            is_line_start: bool = True,
        ) -> Any:  # fmt: skip
            decided = getattr(box, "cuts", None) is not None
            if not decided or available_width is None or available_width < _AT_LEAST:
                return stock(context, box, available_width, skip, is_line_start)
            return text_box_of_line(box, self._rulers.of(box.style), skip or 0)

        return split_text_box


def _measure(context: Any, box: Any, y: float, parent: Any, special: bool) -> Measure:
    """The room for a paragraph, if its lines can be broken all together. Raises `Unfit`."""
    if special:
        raise Unfit("with a first letter or line of its own")
    if box.style["direction"] != "ltr":
        raise Unfit("from right to left")
    if box.style["white_space"] != "normal":
        raise Unfit("with white space that is kept")
    if any(shape.position_y + shape.margin_height() > y for shape in context.excluded_shapes):
        raise Unfit("beside a float")
    width = parent.width
    if not 0 < width < _AT_LEAST:
        raise Unfit("without a measure")
    resolve_percentages(box, parent)
    resolve_one_percentage(box, "text_indent", width)
    return Measure(width, box.text_indent, box.style["font_size"])


def _split_inline_box(stock: Any) -> Any:
    def split_inline_box(
        context: Any, box: Any, position_x: float, max_x: float, *others: Any
    ) -> Any:
        if isinstance(box, boxes.LineBox) and getattr(box, "fitted", None) is not None:
            max_x = _ENDLESS
        split = stock(context, box, position_x, max_x, *others)
        if getattr(box, "follows_space", False):
            new_box, resume_at, preserved, _first, _last, floats = split
            return new_box, resume_at, preserved, True, False, floats
        return split

    return split_inline_box


def _text_align(stock: Any) -> Any:
    def text_align(context: Any, line: Any, available_width: float, last: bool) -> Any:
        fitted = getattr(line, "fitted", None)
        if fitted is None or fitted.centred:
            return stock(context, line, available_width, last)
        justified = not last or line.style["text_align_last"] == "justify"
        return set_line(line, available_width, first=fitted.first, justified=justified)

    return text_align


def _mark_places_before_empty(box: Any, *, after_space: bool = False) -> bool:
    """Mark the boxes without content that follow a space; whether what comes next follows one."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            after_space = child.text.endswith(" ") if child.text else after_space
        elif not isinstance(child, boxes.InlineBox):
            after_space = False
        elif child.children:
            after_space = _mark_places_before_empty(child, after_space=after_space)
        else:
            child.follows_space = after_space
    return after_space


def _forget_cuts(box: Any) -> None:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TextBox):
            child.cuts = None
        else:
            _forget_cuts(child)
