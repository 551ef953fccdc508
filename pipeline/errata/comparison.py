"""Two readings side by side: what must be changed in the old one to have the new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.checks.alignment import next_gap
from pipeline.checks.words import is_punctuation
from pipeline.editing.alignment import matches
from pipeline.errata.notes import paired
from pipeline.errata.reading import BREAK, Flow, Place, Reading

# More words than this are quoted by their first and last.
_QUOTED, _ENDS = 24, 6
_MANY = 200
# A passage is told from others so many words around it, by so many words more at most.
_NEAR, _NEAR_IN_SECTION, _MORE = 150, 600, 6
_JOINERS = frozenset("-‐‑’'")
_IN_NUMBERS = frozenset(",.:/")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the words: for `old` read `new`; one of them may be empty.

    `after` are the words before it; `start` and `end` count the words of the
    old flow that `old` quotes; `place` is that of the first of them.
    """

    old: str
    new: str
    after: str
    start: int
    end: int
    place: Place


@dataclass(slots=True)
class _Gap:
    start: int
    end: int
    start2: int
    end2: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that two readings differ in: those of notes come in the order of the old reading.

    `added_notes` are notes that the old reading has not, by their places among the new one's;
    `gaps` is where the texts differ, in order.
    """

    of_text: list[Change]
    of_notes: list[Change]
    added_notes: list[int]
    gaps: list[_Gap]

    def in_old_text(self, index: int) -> int:
        """The word of the old text that is one of the new, or the last of what has become it."""
        number = bisect_right(self.gaps, index, key=lambda gap: gap.start2) - 1
        if number < 0:
            return index
        gap = self.gaps[number]
        if index >= gap.end2:
            return index - gap.end2 + gap.end
        return max(0, gap.end - 1)


def changes(old: Reading, new: Reading) -> Changes:
    """What must be changed in the old reading to have the new one."""
    whole = _Gap(0, len(old.text.words), 0, len(new.text.words))
    gaps = list(_differences(old.text, new.text, whole))
    found = Changes([_change(old.text, new.text, gap) for gap in gaps], [], [], gaps)
    ones, others = old.notes.notes, new.notes.notes
    for one, other in paired(old.notes.words_of_notes(), new.notes.words_of_notes()):
        if one is not None:
            gap = _Gap(*ones[one], *(others[other] if other is not None else (0, 0)))
            parts = _differences(old.notes, new.notes, gap)
            found.of_notes.extend(_change(old.notes, new.notes, part) for part in parts)
        elif other is not None:
            found.added_notes.append(other)
    return found


def _differences(old: Flow, new: Flow, whole: _Gap) -> Iterator[_Gap]:
    return _joined(old, _gaps(old, new, whole))


def _gaps(old: Flow, new: Flow, whole: _Gap) -> Iterator[_Gap]:
    at, there = whole.start, whole.start2
    one, other = old.words[at : whole.end], new.words[there : whole.end2]
    for start, start2, length in (*matches(one, other), (len(one), len(other), 0)):
        start, start2 = start + whole.start, start2 + whole.start2
        if start > at or start2 > there:
            gap = _Gap(at, start, there, start2)
            parts = _nearest(old, new, gap) if min(start - at, start2 - there) > _MANY else [gap]
            yield from (_slid(old, new, part) for part in parts)
        at, there = start + length, start2 + length


def _nearest(old: Flow, new: Flow, gap: _Gap) -> Iterator[_Gap]:
    """The parts of a large gap in which no word is the only one of its kind."""
    words, others = old.words[gap.start : gap.end], new.words[gap.start2 : gap.end2]
    at = there = 0
    while True:
        same = _same(words, others, at, there)
        at, there = at + same, there + same
        if at == len(words) and there == len(others):
            return
        part = next_gap(words, others, at, there)
        yield _Gap(gap.start + at, gap.start + part.end, gap.start2 + there,
                   gap.start2 + part.other_end)  # fmt: skip
        at, there = part.end, part.other_end


def _same(words: list[str], others: list[str], at: int, there: int) -> int:
    pairs = zip(islice(words, at, None), islice(others, there, None), strict=False)
    differ = (step for step, (one, two) in enumerate(pairs) if one != two)
    return next(differ, min(len(words) - at, len(others) - there))


def _slid(old: Flow, new: Flow, gap: _Gap) -> _Gap:
    """Whole sentences put in or struck out end with their full stop, not with the one before."""
    for flow, start, end in ((old, gap.start, gap.end), (new, gap.start2, gap.end2)):
        alone = end - start == gap.end - gap.start + gap.end2 - gap.start2
        if not alone or end <= start or end >= len(flow.words):
            continue
        if flow.words[start] == flow.words[end] and is_punctuation(flow.words[start]):
            return _Gap(gap.start + 1, gap.end + 1, gap.start2 + 1, gap.end2 + 1)
    return gap


def _joined(old: Flow, gaps: Iterator[_Gap]) -> Iterator[_Gap]:
    """Gaps with no more than a sign between them are one: a reader corrects both at once."""
    last: _Gap | None = None
    for gap in gaps:
        if last is not None and _near(old, last.end, gap.start):
            last.end, last.end2 = gap.end, gap.end2
            continue
        if last is not None:
            yield last
        last = gap
    if last is not None:
        yield last


def _near(old: Flow, start: int, end: int) -> bool:
    between = old.words[start:end]
    return len(between) <= 1 and all(is_punctuation(w) and w != BREAK for w in between)


def _change(old: Flow, new: Flow, gap: _Gap) -> Change:
    """What to quote: a change that leaves no word on one side is shown with its neighbours."""
    start, end, start2, end2 = gap.start, gap.end, gap.start2, gap.end2
    short = max(end - start, end2 - start2) <= _QUOTED
    if short and (_wordless(old, start, end) or _wordless(new, start2, end2)):
        before = after = 0
        if _runs_on(old, start, end, start) and _runs_on(new, start2, end2, start2):
            before = _reach(old, new, start - 1, start2 - 1, -1)
        if _runs_on(old, start, end, end) and _runs_on(new, start2, end2, end2):
            after = _reach(old, new, end, end2, 1)
        start, start2 = start - before, start2 - before
        end, end2 = end + after, end2 + after
    if short:
        before, after = _compound(old, new, start, start2, -1), _compound(old, new, end, end2, 1)
        start, start2, end, end2 = start - before, start2 - before, end + after, end2 + after
        start, end, start2, end2 = _told_apart(old, new, _Gap(start, end, start2, end2))
    at = start if start < end else max(0, start - 1)  # what is added is looked for before it
    return Change(
        _quoted(old, start, end),
        _quoted(new, start2, end2),
        _quoted(old, max(0, gap.start - _ENDS), gap.start),
        at,
        end,
        old.place(at),
    )


def _told_apart(old: Flow, new: Flow, gap: _Gap) -> tuple[int, int, int, int]:
    """With as many words more as tell the passage from others near it: “the” stands everywhere."""
    start, end, start2, end2 = gap.start, gap.end, gap.start2, gap.end2
    if start == end:
        return start, end, start2, end2
    around = _line(old.words[slice(*_searched(old, start, end))])
    for _ in range(_MORE):
        if around.count(_line(old.words[start:end])) < 2:
            break
        if _goes_on(old, new, end - 1, end, end2):
            end, end2 = end + 1, end2 + 1
        elif _goes_on(old, new, start, start - 1, start2 - 1):
            start, start2 = start - 1, start2 - 1
        else:
            break
    return start, end, start2, end2


def _searched(flow: Flow, start: int, end: int) -> tuple[int, int]:
    """The words among which a reader looks for a passage: its paragraph, or else its section."""
    place, last = flow.place(start), len(flow.words) - 1
    if not place.paragraph and not place.note:
        return max(0, start - _NEAR_IN_SECTION), end + _NEAR_IN_SECTION
    block = flow.block(start)
    before = range(max(0, start - _NEAR), start)
    after = range(end, min(last, end + _NEAR))
    first = bisect_left(before, True, key=lambda index: flow.block(index) is block)
    return before[0] + first if before else start, end + bisect_left(
        after, True, key=lambda index: flow.block(index) is not block
    )


def _line(words: list[str]) -> str:
    return "\n".join(["", *words, ""]).casefold()


def _goes_on(old: Flow, new: Flow, last: int, index: int, index2: int) -> bool:
    """Whether a word is the same in both, and of the block of the old one's `last`."""
    inside = 0 <= index < len(old.words) and 0 <= index2 < len(new.words)
    if not inside or old.words[index] != new.words[index2] or old.words[index] == BREAK:
        return False
    return old.block(index) is old.block(last)


def _wordless(flow: Flow, start: int, end: int) -> bool:
    return all(is_punctuation(word) for word in flow.words[start:end])


def _compound(old: Flow, new: Flow, index: int, index2: int, step: int) -> int:
    """How many words belong to the same compound (five-year-plan), the same in both."""
    taken = 0
    at, at2 = (index - 1, index2 - 1) if step < 0 else (index, index2)
    while True:
        pair = [(at + step * n, at2 + step * n) for n in (0, 1)]
        inside = all(0 <= one < len(old.words) and 0 <= two < len(new.words) for one, two in pair)
        if not inside or any(old.words[one] != new.words[two] for one, two in pair):
            return taken
        edges = (at, at - 1) if step < 0 else (at - 1, at)
        touching = all(edge >= 0 and old.touches(edge) for edge in edges)
        if not touching or not _joins(old.words[at - step], old.words[at], old.words[at + step]):
            return taken
        taken, at, at2 = taken + 2, at + 2 * step, at2 + 2 * step


def _joins(word: str, sign: str, other: str) -> bool:
    """Whether two words on the two sides of a sign are parts of one, or of one number."""
    if sign in _JOINERS:
        return not is_punctuation(other)
    return sign in _IN_NUMBERS and word.isdigit() and other.isdigit()


def _runs_on(flow: Flow, start: int, end: int, edge: int) -> bool:
    """Whether the words at an edge of a stretch are of one block; so if the stretch is empty."""
    inside, outside = (start, start - 1) if edge == start else (end - 1, end)
    if start == end or not 0 <= outside < len(flow.words):
        return True
    return flow.block(inside) is flow.block(outside)


def _reach(old: Flow, new: Flow, index: int, index2: int, step: int) -> int:
    """How many words to quote on one side: up to a real one, within a block, the same in both."""
    taken, first = 0, index
    while _goes_on(old, new, first, index, index2):
        taken += 1
        if not is_punctuation(old.words[index]):
            break
        index, index2 = index + step, index2 + step
    return taken


def _quoted(flow: Flow, start: int, end: int) -> str:
    if end - start <= _QUOTED:
        return flow.between(start, end)
    return f"{flow.between(start, start + _ENDS)} … {flow.between(end - _ENDS, end)}"
