"""Which notes of two readings are the same, in other words perhaps: the rest came or went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.editing.alignment import matches

Notes = Sequence[Sequence[str]]
Pair = tuple[int | None, int | None]

# How many of the words of two notes are the same, of 1, where one may have become the other.
_ALIKE = 0.3
# Notes of the one times notes of the other: up to so many are compared each with each.
_MANY = 40_000


def paired(old: Notes, new: Notes) -> Iterator[Pair]:
    """Every note of both readings once, by its place, with that of the other's or None."""
    one, other = (["\n".join(words) for words in notes] for notes in (old, new))
    at = there = 0
    for start, start2, count in (*matches(one, other), (len(one), len(other), 0)):
        yield from _most_alike(old, new, range(at, start), range(there, start2))
        yield from zip(range(start, start + count), range(start2, start2 + count), strict=True)
        at, there = start + count, start2 + count


def _most_alike(old: Notes, new: Notes, ones: range, others: range) -> Iterator[Pair]:
    """Notes of which none is word for word another: the pairs that are most alike, in order."""
    if len(ones) * len(others) > _MANY:
        yield from zip_longest(ones, others)
        return
    alike = [[_alike(old[one], new[other]) for other in others] for one in ones]
    best = _best(alike, len(others))
    row = column = 0
    while row < len(ones) or column < len(others):
        here = best[row][column]
        if row < len(ones) and here == best[row + 1][column]:
            yield ones[row], None
            row += 1
        elif column < len(others) and here == best[row][column + 1]:
            yield None, others[column]
            column += 1
        else:
            yield ones[row], others[column]
            row, column = row + 1, column + 1


def _alike(words: Sequence[str], others: Sequence[str]) -> float:
    common = sum((Counter(words) & Counter(others)).values())
    share = common / max(len(words), len(others), 1)
    return share if share >= _ALIKE else 0.0


def _best(alike: Sequence[Sequence[float]], width: int) -> list[list[float]]:
    """How alike the rest is at best, from each note of the one and of the other on."""
    best = [[0.0] * (width + 1)]
    for shares in reversed(alike):
        row, below = [0.0], best[0]
        for column in range(width - 1, -1, -1):
            both = shares[column] + below[column + 1]
            row.insert(0, max(both, below[column], row[0]))
        best.insert(0, row)
    return best
