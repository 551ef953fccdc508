"""Setting a line whose breaks are known: its letters, its spaces, its margins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from pipeline.outputs.pdf.totalfit.margins import hang_at_end, hang_at_start
from pipeline.outputs.pdf.totalfit.measuring import Ruler
from pipeline.outputs.pdf.totalfit.rules import RULES

# Letters are widened in steps, so that there are not as many sizes as lines.
_STEP = 0.001
_SOFT_HYPHEN = "\u00ad"
_PARENTS = (boxes.LineBox, boxes.InlineBox)


def text_box_of_line(box: Any, ruler: Ruler, skip: int) -> tuple[Any, int | None, bool]:
    """What `split_text_box` of WeasyPrint gives, for a box whose cuts are decided."""
    encoded = box.text.encode()
    if skip >= len(encoded):
        return None, None, False
    cut = next((each for each in box.cuts if each.offset > skip), None)
    text = encoded[skip : cut.offset if cut else None].decode()
    if cut is not None:
        text = text.rstrip(" ")
        if cut.hyphen:
            text = text.rstrip(_SOFT_HYPHEN) + box.style["hyphenate_character"]
    resume = cut.offset if cut else None
    if not text:
        return None, resume, False
    layout, width, height, baseline = ruler.line(text)
    box = box.copy_with_text(layout.text)
    box.pango_layout, box.width, box.height = layout, width, height
    half_leading = (ruler.line_height - height) / 2
    box.margin_top = box.margin_bottom = half_leading
    box.baseline = baseline + half_leading
    return box, resume, False


def set_line(line: Any, room: float, *, first: bool, justified: bool) -> float:
    """Justify a line within `room`; gives how far it begins left of the measure, negative.

    Letters take their share, the spaces the rest; a last line is only made
    narrower, where it has to be.
    """
    hang = 0.0 if first else _hang(line, end=False)
    slack = room + hang + _hang(line, end=True) - line.width
    if not justified and slack >= 0:
        return -hang
    scale = _scale(slack, line.width)
    if scale != 1:
        before = line.width
        _widen(line, scale, 0.0)
        slack -= line.width - before
    spaces = inline.count_expandable_spaces(line)
    if spaces:
        _spread(line, slack / spaces, 0.0)
    return -hang


def _scale(slack: float, width: float) -> float:
    if not width:
        return 1.0
    share = max(-RULES.expansion, min(RULES.expansion, slack / width))
    return 1 + round(share / _STEP) * _STEP


def _hang(line: Any, *, end: bool) -> float:
    box = _edge(line, end)
    if box is None:
        return 0.0
    hang = hang_at_end(box.text[-1]) if end else hang_at_start(box.text[0])
    return float(hang * box.style["font_size"])


def _edge(box: Any, end: bool) -> Any:
    """The first or last text box with text; None where something else stands at the edge."""
    for child in reversed(box.children) if end else box.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, boxes.TextBox):
            if child.text:
                return child
        elif not isinstance(child, _PARENTS):
            return None
        elif (found := _edge(child, end)) is not None:
            return found
    return None


def _widen(box: Any, scale: float, x: float) -> float:
    """Widen letters, moving each box by what those before it have gained."""
    if isinstance(box, boxes.TextBox):
        box.position_x += x
        gained = float(box.width * (scale - 1))
        box.width += gained
        box.letter_scale = scale
        return x + gained
    return _through(box, x, lambda child, at: _widen(child, scale, at))


def _spread(box: Any, each: float, x: float) -> float:
    """Add to each space; the same, and negative, to draw the words together."""
    if isinstance(box, boxes.TextBox):
        box.position_x += x
        if count := inline.count_expandable_spaces(box):
            box.justification_spacing = each / getattr(box, "letter_scale", 1.0)
            # The layout is set up from these when the line is drawn.
            box.pango_layout.text = box.text
            box.pango_layout.justification_spacing = box.justification_spacing
            box.width += each * count
            x += each * count
        return x
    return _through(box, x, lambda child, at: _spread(child, each, at))


def _through(box: Any, x: float, change: Callable[[Any, float], float]) -> float:
    if not isinstance(box, _PARENTS):
        box.translate(x, 0)
        return x
    box.position_x += x
    before = x
    for child in box.children:
        if child.is_in_normal_flow():
            x = change(child, x)
    box.width += x - before
    return x
