"""The end of the page below a paragraph: no divided word there, and no line lost to widows.

WeasyPrint breaks pages between lines that are set already. As a paragraph
begins it is known how much room there is below it, so its breaks can heed the
page's end. Notes called in the paragraph itself take room away that is not
foreseen: there, the page may end a line or two earlier.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import Any

from weasyprint.text.line_break import strut

from pipeline.outputs.pdf.totalfit.places import Places
from pipeline.outputs.pdf.totalfit.rules import RULES
from pipeline.outputs.pdf.totalfit.solver import Measure, best_breaks

_MOST_TRIES = 4


def room_in_lines(context: Any, line_box: Any, position_y: float, bottom_space: float) -> float:
    """How many lines have room on the page; infinite where there is no page's end."""
    height = strut(line_box.style)[0]
    bottom = context.page_bottom
    if bottom is None or not height or not isfinite(bottom) or not isfinite(bottom_space):
        return inf
    return max(0, int((bottom - bottom_space - position_y) / height + 1e-6))


def breaks_for_page(
    places: Places, measure: Measure, breaks: list[int], room: float, style: Any
) -> list[int]:
    """The breaks that suit the page: `breaks`, or others that are as good or nearly so."""
    if room > len(breaks) + 2 or room < 1:
        return breaks
    level = _levelled(places, measure, breaks, int(room), style)
    return _undivided(places, measure, level, int(room), style)


def _lines_here(total: int, room: int, style: Any) -> int:
    """How many of a paragraph's lines WeasyPrint leaves on the page (CSS Fragmentation 3, 3.3)."""
    if total <= room:
        return total
    here = min(room, total - style["widows"])
    return here if here >= style["orphans"] else 0


def _levelled(
    places: Places, measure: Measure, breaks: list[int], room: int, style: Any
) -> list[int]:
    """A line more or less, where that fills the page, at little cost to the spacing."""
    total = len(breaks) + 1
    if _fills(total, room, style):
        return breaks
    for wanted in (total + 1, total - 1):
        if wanted > 1 and _fills(wanted, room, style):
            other = best_breaks(places, measure, RULES, lines=wanted)
            if other is not None:
                return other
    return breaks


def _fills(total: int, room: int, style: Any) -> bool:
    """Whether the page is full, or has room for as many lines as begin the next paragraph."""
    left = room - _lines_here(total, room, style)
    return left == 0 or (total <= room and left >= style["orphans"])


def _undivided(
    places: Places, measure: Measure, breaks: list[int], room: int, style: Any
) -> list[int]:
    """Other breaks where a page would end in a divided word."""
    dear: set[int] = set()
    chosen = breaks
    for _ in range(_MOST_TRIES):
        here = _lines_here(len(chosen) + 1, room, style)
        if not 0 < here <= len(chosen) or places.penalty[chosen[here - 1]] < RULES.hyphen:
            return chosen
        dear.add(chosen[here - 1])
        other = best_breaks(places, measure, RULES, lines=len(breaks) + 1, dear=frozenset(dear))
        if other is None or dear.intersection(other):
            return breaks
        chosen = other
    return breaks
