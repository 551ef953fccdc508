"""Centred lines of even length: headings and title pages, which have no edges to fill.

They take as few lines as they need. Among the ways to break these, that is
best whose lines differ least; a line ends well after a mark of punctuation,
and badly after a small word, which belongs to the next (Hart's Rules, 2.1.4;
Tschichold, *Erfreuliche Drucksachen*).
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.outputs.pdf.totalfit.paragraph import Text
from pipeline.outputs.pdf.totalfit.solver import Measure

_MOST_LINES = 8
_STOPS = frozenset(".,:;!?)]—–»”")
_SMALL = 3  # letters
# In squares of an em.
_AFTER_STOP, _AFTER_SMALL_WORD, _IN_WORD = -6.0, 6.0, 40.0


def balanced_breaks(text: Text, measure: Measure) -> list[int]:
    """The places where the lines end, without the last; none where one line does, or too few."""
    places = text.places
    last = len(places) - 1
    count = _fewest(text, measure)
    if not 1 < count <= _MOST_LINES:
        return []
    even = places.end[last] / count
    # By how many lines there are so far, and where the last of them ends.
    best: list[dict[int, tuple[float, list[int]]]] = [{-1: (0.0, [])}]
    for number in range(1, count + 1):
        found: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, before) in best[-1].items():
            for end in range(begin + 1, last + 1):
                width = _width(text, begin, end)
                if width > measure.width:
                    break
                if (end == last) is not (number == count):
                    continue
                total = cost + ((width - even) / measure.em) ** 2 + _at(text, end)
                if end not in found or total < found[end][0]:
                    found[end] = total, [*before, end]
        best.append(found)
    return best[-1][last][1][:-1] if last in best[-1] else []


def _fewest(text: Text, measure: Measure) -> int:
    """The lines that it takes, filled one by one; 0 where a word is longer than a line."""
    count, begin, last = 1, -1, len(text.places) - 1
    for place, following in pairwise(range(last + 1)):
        if _width(text, begin, following) > measure.width:
            count, begin = count + 1, place
            if _width(text, begin, following) > measure.width:
                return 0
    return count


def _width(text: Text, begin: int, end: int) -> float:
    return text.places.end[end] - (text.places.start[begin] if begin >= 0 else 0.0)


def _at(text: Text, place: int) -> float:
    """What is for or against a line's end here."""
    if place >= len(text.cuts):
        return 0.0
    box, offset, hyphen = text.cuts[place]
    if hyphen or text.places.penalty[place]:
        return _IN_WORD
    words = box.text[:offset].split()
    if not words:
        return 0.0
    if words[-1][-1] in _STOPS:
        return _AFTER_STOP
    return _AFTER_SMALL_WORD if len(words[-1]) <= _SMALL else 0.0
