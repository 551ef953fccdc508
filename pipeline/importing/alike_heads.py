"""Lines that head what follows because others are made like them and count on.

The letters of an alphabet head the parts of a dictionary; “The First
Commandment.” and “The Second Commandment.” count what no list of words
could foresee.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.importing.headings import heading
from pipeline.importing.numbers import ORDINAL, in_figures
from pipeline.importing.transcription import Block, Transcription

_FEWEST_LETTERS = 3
_LONGEST = 60  # characters
_BESIDE = r"(?P<before>(?:[^\W\d_][\w’'-]*\s){0,3})"
_COUNTED = rf"{_BESIDE}(?P<number>{ORDINAL})(?P<after>(?:\s[^\W\d_][\w’'-]*){{0,3}})[.:]?"


def heads_alike(found: Transcription, blocks: Sequence[Block]) -> set[int]:
    """Where the blocks begin that head what follows as others of their kind do."""
    lines = [
        (block, words)
        for block, after in zip(blocks, [*blocks[1:], None], strict=True)
        if block.end - block.start <= _LONGEST
        and after is not None
        and "\n" not in found.inner(block).strip()
        and (words := found.words(block))
    ]
    return {*_letters(lines), *_counted(lines)}


def _letters(lines: Sequence[tuple[Block, str]]) -> Iterator[int]:
    """Letters that stand alone, each in the place that the alphabet gives it."""
    alone = [(block, words[0]) for block, words in lines if re.fullmatch(r"[A-ZА-Я]\.?", words)]
    runs: list[list[tuple[Block, str]]] = []
    for block, letter in alone:
        if runs and runs[-1][-1][1] < letter:
            runs[-1].append((block, letter))
        else:
            runs.append([(block, letter)])
    for run in runs:
        follow = sum(ord(b) - ord(a) <= 2 for (_, a), (_, b) in pairwise(run))
        if run[0][1] in "AА" and len(run) >= _FEWEST_LETTERS and follow * 4 >= 3 * (len(run) - 1):
            yield from (block.start for block, _ in run)


def _counted(lines: Sequence[tuple[Block, str]]) -> Iterator[int]:
    """What differs from others only in the number that it says in words, and goes on with it."""
    series: dict[str, list[tuple[Block, int]]] = defaultdict(list)
    for block, words in lines:
        line = re.fullmatch(_COUNTED, words, re.IGNORECASE)
        if line is None or not words[0].isupper() or heading(words) is not None:
            continue
        figures = in_figures(line["number"])
        if figures and (line["before"] + line["after"]).strip():
            series[f"{line['before']}~{line['after']}".casefold()].append((block, int(figures)))
    for those in series.values():
        if len(those) > 1 and [value for _, value in those] == [*range(1, len(those) + 1)]:
            yield from (block.start for block, _ in those)
