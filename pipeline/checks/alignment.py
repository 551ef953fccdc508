"""Two sequences of words side by side, in time that grows with their length.

Equal stretches are compared as slices. Where the sequences part, they are
joined again at the nearest place at which several words in a row agree,
looked for in windows that double: so the work is linear in the size of what
differs, however large.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks.words import ADDED, is_punctuation, words_of

_SLICE = 512
_FIRST_WINDOW = 16
_AHEAD = 8  # words that tell what stands before them
_END = "\0"


@dataclass(frozen=True, slots=True)
class Gap:
    """`expected[start:end]` is missing; `found[other_start:other_end]` stands in its place."""

    start: int
    end: int
    other_start: int
    other_end: int


def gaps(expected: Sequence[str], found: Sequence[str]) -> list[Gap]:
    """Where `found` is not `expected`, in order.

    Signs and what is enclosed in `ADDED` may stand in `found` beside what is
    expected: an output marks italics, numbers items, calls notes. What is
    enclosed in `expected` may be missing, or be any one of its lines.
    """
    if expected == found:
        return []
    result: list[Gap] = []
    at = other = 0
    while True:
        at, other = _agreed(expected, found, at, other)
        if at == len(expected) and other == len(found):
            return result
        gap = next_gap(expected, found, at, other)
        result.append(gap)
        at, other = gap.end, gap.other_end


def _agreed(expected: Sequence[str], found: Sequence[str], at: int, other: int) -> tuple[int, int]:
    """How far the two agree from here."""
    size, other_size = len(expected), len(found)
    while other < other_size:
        while at < size and expected[at : at + _SLICE] == found[other : other + _SLICE]:
            step = min(_SLICE, size - at)
            at, other = at + step, other + step
        if other >= other_size:
            break
        word = found[other]
        if at < size and expected[at] == word:
            at += 1
        elif at < size and expected[at][0] == ADDED:
            other += _printed_after_calls(expected, at, found, other)
            at += 1
            continue
        elif word[0] == ADDED:
            if _begins_a_word(expected, at, found, other):
                at, other = at + 1, other + 2
                continue
            said = _spelt_out(expected, at, word)
            after = _two_after(found, other, expected[at] if at < size else "")
            # It is no word of the text where the same words follow it as stand here.
            then = list(expected[at + said : at + said + 2])
            is_said = then in (
                after,
                list(found[other + 1 : other + 3]),
                _two_after(found, other, then[0] if then else ""),
            )
            if is_said or after != list(expected[at : at + 2]):
                at += said
        elif _goes_on(expected, at, found, other):
            at, other = at + 1, other + 1
        elif run_on := _run_on(expected, at, word):
            at += run_on
        elif not is_punctuation(word):
            break
        other += 1
    while at < size and expected[at][0] == ADDED:
        at += 1
    return at, other


def _two_after(found: Sequence[str], other: int, wanted: str) -> list[str]:
    """The two words after this place, signs before them aside unless one is `wanted`."""
    start = other + 1
    while start < len(found) and found[start] != wanted and is_punctuation(found[start]):
        start += 1
    return list(found[start : start + 2])


def _begins_a_word(expected: Sequence[str], at: int, found: Sequence[str], other: int) -> bool:
    """Whether what seemed to be added is the beginning of a word: a text may have "[1]860"."""
    if at >= len(expected) or other + 1 >= len(found):
        return False
    return expected[at] == "".join(words_of(found[other].strip(ADDED))) + found[other + 1]


def _goes_on(expected: Sequence[str], at: int, found: Sequence[str], other: int) -> bool:
    """Whether what seems to be added is the end of this word: a text may have "A[1]"."""
    if at >= len(expected) or other + 1 >= len(found) or found[other + 1][0] != ADDED:
        return False
    return expected[at] == found[other] + "".join(words_of(found[other + 1].strip(ADDED)))


def _run_on(expected: Sequence[str], at: int, word: str) -> int:
    """How many words make up this one, of which the second is a call that the text spells out."""
    called = expected[at + 1 : at + 2]
    if not called or called[0][0] != ADDED:
        return 0
    stem = expected[at] + "".join(words_of(called[0].strip(ADDED)))
    after = "".join(expected[at + 2 : at + 3])
    return {stem: 2, stem + after: 3}.get(word, 0)


def _spelt_out(words: Sequence[str], at: int, added: str) -> int:
    """How many words are the last of what seemed to be added: a text may have its own “[1]”."""
    literal = words_of(added.strip(ADDED))
    sizes = range(len(literal), 0, -1)
    return next((size for size in sizes if list(words[at : at + size]) == literal[-size:]), 0)


def _printed_after_calls(expected: Sequence[str], at: int, found: Sequence[str], other: int) -> int:
    """The same as `_printed`, where the calls of notes may stand before it."""
    if size := _printed(expected, at, found, other):
        return size
    start = other
    while start < len(found) and found[start][0] == ADDED:
        start += 1
    size = _printed(expected, at, found, start) if start > other else 0
    return start - other + size if size else 0


def _printed(expected: Sequence[str], at: int, found: Sequence[str], other: int) -> int:
    """How many words are what may stand here: of several forms, one to a line, one of them.

    With several it may as well be the text itself that begins so: what follows tells.
    """
    forms = expected[at].strip(ADDED).split("\n")
    if len(forms) == 1:
        return _spelt_out(found, other, forms[0]) or _one_of(forms, found, other)
    if not (size := _one_of(forms, found, other)):
        return 0
    ahead = _ahead(expected, at + 1)
    with_it, without = _ahead(found, other + size), _ahead(found, other)
    return 0 if _as_far(ahead, without) > _as_far(ahead, with_it) else size


def _one_of(forms: Sequence[str], found: Sequence[str], other: int) -> int:
    """How many words are one of the forms, with the signs before it."""
    start = other
    while start < len(found) and is_punctuation(found[start]):
        start += 1
    spelt = (words_of(each) for each in forms)
    sizes = (len(each) for each in spelt if each and list(found[start : start + len(each)]) == each)
    size = max(sizes, default=0)
    return start - other + size if size else 0


def _ahead(words: Sequence[str], start: int) -> list[str]:
    """The next words from here, signs aside."""
    near = words[start : start + 3 * _AHEAD]
    return [word for word in near if word[0] != ADDED and not is_punctuation(word)][:_AHEAD]


def _as_far(some: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))


def next_gap(expected: Sequence[str], found: Sequence[str], at: int, other: int) -> Gap:
    """What differs from here on, up to the nearest place from which several words agree."""
    window = _FIRST_WINDOW
    while True:
        run = 3 if window <= 64 else 6
        meeting = _meeting(_runs(expected, at, window, run), _runs(found, other, window, run))
        if meeting:
            break
        window *= 2
    end, other_end = meeting
    while end > at and other_end > other and expected[end - 1] == found[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return Gap(at, end, other, other_end)


def _runs(
    words: Sequence[str], start: int, window: int, run: int
) -> list[tuple[tuple[str, ...], int]]:
    """The runs of words, signs aside, that begin in the window; the end agrees with the end."""
    end = start + window
    places = [
        place
        for place in range(start, min(end, len(words)))
        if words[place][0] != ADDED and not is_punctuation(words[place])
    ]
    chosen = [words[place] for place in places]
    if end >= len(words):
        chosen += [_END] * run
        places += [len(words)] * run
    columns = (chosen[offset:] for offset in range(run))
    return list(zip(zip(*columns, strict=False), places, strict=False))


def _meeting(
    runs: list[tuple[tuple[str, ...], int]], others: list[tuple[tuple[str, ...], int]]
) -> tuple[int, int] | None:
    """The nearest pair of places from which the same words follow."""
    first: dict[tuple[str, ...], int] = {}
    for words, place in others:
        first.setdefault(words, place)
    pairs = [(place, first[words]) for words, place in runs if words in first]
    return min(pairs, key=sum, default=None)
