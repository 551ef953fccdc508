"""Tables of plain text whose columns strokes part: `| Wheat | 12 s. |`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.importing.table_rows import Span
from pipeline.importing.transcription import first_word

_RULE = r"[ \t]*[-=_+|:]*[-=_]{2,}[-=_+|: \t]*"


def are_parted_by_strokes(lines: Sequence[str]) -> bool:
    """Whether lines are rows of two columns or more, as many in each, and rules between them.

    Where no strokes stand around them, a rule must part the first of several.
    """
    rules = [*map(is_rule, lines)]
    rows = [line.strip() for line, each in zip(lines, rules, strict=True) if not each]
    if len(rows) < 2 or len({line.count("|") for line in rows}) != 1:
        return False
    if not all(line[0] == line[-1] == "|" for line in rows):
        return "|" in rows[0] and len(rows) > 2 and rules[1] and rules[2:].count(True) == rules[-1]
    is_grid = sum(rules[1:-1]) > 1
    return rows[0].count("|") > 2 and not (is_grid and _several_between(rules))


def _several_between(rules: Sequence[bool]) -> bool:
    """Whether lines touch that are no rules: a cell may have several."""
    return any(not rule and len([*those]) > 1 for rule, those in groupby(rules))


def is_rule(line: str) -> bool:
    """Whether a line only parts rows from each other."""
    return re.fullmatch(_RULE, line) is not None


def cells_of(text: str, row: Span) -> Iterator[tuple[Span, Span]]:
    """The cells of a row, with the strokes before them and behind the last; and their words."""
    start, end = row
    at = first_word(text, start, end)
    are_around = text[at] == "|"
    within = range(at + 1, end - 1) if are_around else range(at, end)
    parts = [start, *(n for n in within if text[n] == "|"), end]
    for begin, stop in pairwise(parts):
        words = text[begin:stop].strip("| \t")
        at = text.index(words, begin, stop) if words else stop
        yield (begin, stop), (at, at + len(words))
