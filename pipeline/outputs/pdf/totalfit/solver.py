"""The breaks of a paragraph that are best together: Knuth and Plass's algorithm, a pure function.

Every way to set the paragraph so far that could still become the best is
kept as a `_Line` with the lines before it. For each place in turn, each of
these is prolonged by a line that ends there; of the results with the same
look (tight, even, loose, very loose) only the best is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.outputs.pdf.totalfit.places import Places
from pipeline.outputs.pdf.totalfit.rules import RULES, Rules

_TIGHT, _EVEN, _LOOSE, _VERY_LOOSE = range(4)
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Measure:
    """The room for a paragraph: the width of its lines, the first one's indent, its type size."""

    width: float
    indent: float = 0.0
    em: float = 1.0


@dataclass(slots=True)
class _Line:
    """A line that ends at a place, and, through `before`, all lines above it."""

    place: int
    start: float  # where the next line would begin
    start_space: float
    hang: float
    demerits: float
    look: int
    hyphens: int  # lines that end in a hyphen, one after the other, this one the last
    number: int
    before: _Line | None


def best_breaks(
    places: Places,
    measure: Measure,
    rules: Rules = RULES,
    *,
    lines: int | None = None,
    dear: frozenset[int] = frozenset(),
) -> list[int] | None:
    """The places where lines end, without the last; None where no way fits.

    `lines` asks for exactly so many lines, within `rules.level_tolerance`;
    `dear` are places at which a hyphen costs `rules.page_hyphen`.
    """
    tolerances = rules.tolerances if lines is None else (rules.level_tolerance,)
    for tolerance in tolerances:
        last = _solve(places, measure, rules, tolerance, lines, dear)
        if last is not None:
            return _places_of(last)
    return None


def _places_of(last: _Line) -> list[int]:
    found = []
    line = last.before
    while line is not None and line.before is not None:
        found.append(line.place)
        line = line.before
    return found[::-1]


def _solve(
    places: Places,
    measure: Measure,
    rules: Rules,
    tolerance: float,
    lines: int | None,
    dear: frozenset[int],
) -> _Line | None:
    """One pass; None where a word, or the paragraph in so many lines, does not fit."""
    active = [_Line(-1, -measure.indent, 0.0, 0.0, 0.0, _EVEN, 0, 0, None)]
    final = len(places) - 1
    stretch, shrink, expansion = rules.stretch, rules.shrink, rules.expansion
    # Badness is 100·ratio³, so this is the ratio beyond which a line is too loose.
    loosest = (tolerance / 100) ** (1 / 3)
    for place in range(final + 1):
        end, space = places.end[place], places.end_space[place]
        room = measure.width + places.hang_end[place]
        best: dict[tuple[int, int], _Line] = {}
        overfull = 0
        for index, line in enumerate(active):
            width = end - line.start
            slack = room + line.hang - width
            words = space - line.start_space
            if slack < 0:
                give = words * shrink + width * expansion
                if -slack > give + _ROUNDING:
                    overfull = index + 1
                    continue
                ratio = slack / give if give else 0.0
            elif place == final:
                ratio = 0.0
            else:
                give = words * stretch + width * expansion
                ratio = slack / give if give > 0 else 1e3
                if ratio > loosest:
                    break  # the lines that begin later are shorter still
            found = _prolonged(line, place, ratio, places, rules, place in dear)
            if place == final and width < rules.runt * measure.em and line.place >= 0:
                if tolerance < rules.runt_tolerance:
                    continue
                found.demerits += rules.runt_line
            kind = (found.look, found.number if lines else 0)
            other = best.get(kind)
            if other is None or found.demerits < other.demerits:
                best[kind] = found
        if place == final:
            ends = [each for each in best.values() if lines in (None, each.number)]
            return min(ends, key=lambda each: each.demerits, default=None)
        if overfull:
            del active[:overfull]
        active.extend(best.values())
        if not active:
            return None
    return None


def _prolonged(
    line: _Line, place: int, ratio: float, places: Places, rules: Rules, is_dear: bool
) -> _Line:
    """The line that follows `line` and ends at `place`, with the demerits of all so far."""
    look = _look(ratio)
    demerits = (rules.line + 100 * abs(ratio) ** 3) ** 2 + places.penalty[place] ** 2
    if abs(look - line.look) > 1:
        demerits += rules.contrast
    hyphens = 0
    if places.hyphen[place]:
        hyphens = line.hyphens + 1
        if hyphens > 1:
            demerits += rules.double_hyphen if hyphens == 2 else rules.third_hyphen
        if is_dear:
            demerits += rules.page_hyphen
    elif line.hyphens and place == len(places) - 1:
        demerits += rules.last_hyphen
    return _Line(
        place,
        places.start[place],
        places.start_space[place],
        places.hang_start[place],
        line.demerits + demerits,
        look,
        hyphens,
        line.number + 1,
        line,
    )


def _look(ratio: float) -> int:
    if ratio < -0.5:
        return _TIGHT
    if ratio <= 0.5:
        return _EVEN
    return _LOOSE if ratio <= 1 else _VERY_LOOSE
