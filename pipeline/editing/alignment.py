"""Two long texts side by side, word by word, in time that grows with their length.

Words that both have exactly once are the fixed points (Cohen's patience
diff); between two of them the same is tried again, and what remains is short
enough for `difflib`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_SHORT = 400


def matches(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Stretches that agree, in order: where in `one`, where in `other`, how many words."""
    run = (0, 0, 0)
    for at, there, length in _pieces(one, other, 0, len(one), 0, len(other)):
        if run[2] and (at, there) == (run[0] + run[2], run[1] + run[2]):
            run = run[0], run[1], run[2] + length
        else:
            if run[2]:
                yield run
            run = at, there, length
    if run[2]:
        yield run


def differences(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between those that agree: from and to in `one`, from and to in `other`."""
    at = there = 0
    for start, start2, length in (*matches(one, other), (len(one), len(other), 0)):
        if (at, there) != (start, start2):
            yield at, start, there, start2
        at, there = start + length, start2 + length


def _pieces(
    one: Sequence[str], other: Sequence[str], start: int, end: int, start2: int, end2: int
) -> Iterator[tuple[int, int, int]]:
    waiting = [(start, end, start2, end2, True)]
    while waiting:
        a, b, c, d, open_ = waiting.pop()
        if not open_:
            yield a, c, b - a
            continue
        length = 0
        while a + length < b and c + length < d and one[a + length] == other[c + length]:
            length += 1
        if length:
            yield a, c, length
            a, c = a + length, c + length
        tail = 0
        while b - tail > a and d - tail > c and one[b - tail - 1] == other[d - tail - 1]:
            tail += 1
        if tail:
            waiting.append((b - tail, b, d - tail, d, False))
            b, d = b - tail, d - tail
        if a == b or c == d:
            continue
        points = _fixed_points(one, other, a, b, c, d)
        if points:
            edges = [(a, c), *points, (b, d)]
            gaps = [(p, q, r, s, True) for (p, r), (q, s) in pairwise(edges)]
            waiting.extend(reversed(gaps))
        elif max(b - a, d - c) <= _SHORT:
            for block in SequenceMatcher(None, one[a:b], other[c:d], False).get_matching_blocks():
                if block.size:
                    yield a + block.a, c + block.b, block.size


def _fixed_points(
    one: Sequence[str], other: Sequence[str], a: int, b: int, c: int, d: int
) -> list[tuple[int, int]]:
    """The longest series of words that both have once, in the same order in both."""
    count, count2 = Counter(one[a:b]), Counter(other[c:d])
    place = {word: c + at for at, word in enumerate(other[c:d]) if count2[word] == 1}
    pairs = [(a + at, place[word]) for at, word in enumerate(one[a:b])
             if count[word] == 1 and word in place]  # fmt: skip
    tails: list[int] = []
    numbers: list[int] = []
    above: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        above.append(numbers[at - 1] if at else -1)
        if at == len(tails):
            tails.append(there)
            numbers.append(number)
        else:
            tails[at], numbers[at] = there, number
    series = []
    number = numbers[-1] if numbers else -1
    while number >= 0:
        series.append(pairs[number])
        number = above[number]
    return [pair for pair in reversed(series) if pair != (a, c)]
