"""Lines that head what follows because others are made like them and count on.

The letters of an alphabet head the parts of a dictionary; “The First
Commandment.” and “The Second Commandment.” count what no list of words
could foresee. Where nothing else is a heading, titles that stand alone are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.importing.headings import heading, is_title_like
from pipeline.importing.numbers import ORDINAL, ROMAN, in_figures
from pipeline.importing.pages import is_whole
from pipeline.importing.transcription import Block, Kind, Transcription

_FEWEST_LETTERS = 3
_LONGEST = 60  # characters
_BESIDE = r"(?P<before>(?:[^\W\d_][\w’'-]*\s){0,3})"
_COUNTED = rf"{_BESIDE}(?P<number>{ORDINAL})(?P<after>(?:\s[^\W\d_][\w’'-]*){{0,3}})[.:]?"
_IN_FIGURES = (
    rf"(?P<before>[^\W\d_]{{3,}}\s)(?P<number>{ROMAN}|\d{{1,3}})(?P<after>)\.?"  # “Song I.”
)
_FEWEST_TITLES = 3
_LONG = 60  # characters, at least, of a paragraph below a title


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


def head_titles(found: Transcription, blocks: Sequence[Block]) -> None:
    """Make headings of lines like “Marienkind” that stand alone between whole paragraphs.

    Only where nothing else heads what is below the title page, but a preface;
    what comes back names who speaks.
    """
    titles = [
        block
        for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if _is_title(found, above, block, below)
    ]
    if len(titles) < _FEWEST_TITLES or len({*map(found.words, titles)}) < len(titles):
        return
    below_first = blocks[blocks.index(titles[0]) :]
    if not any(block.kind is Kind.HEADING for block in below_first):
        for block in titles:
            block.kind = Kind.HEADING


def _is_title(found: Transcription, above: Block, block: Block, below: Block) -> bool:
    words = found.words(block)
    if block.kind is not Kind.SHORT or "\n" in found.inner(block) or len(words) > _LONGEST:
        return False
    said = found.words(below) if below.kind in (Kind.PARAGRAPH, Kind.SHORT) else ""
    stands = len(said) >= _LONG and is_whole(said)
    is_between = above.kind is not Kind.PARAGRAPH or is_whole(found.words(above))
    return stands and is_between and words[-1].isalnum() and is_title_like(words)


def _letters(lines: Sequence[tuple[Block, str]]) -> Iterator[int]:
    """Letters that stand alone, each in the place that the alphabet gives it."""
    alone = [(block, words[0]) for block, words in lines if re.fullmatch(r"[A-ZА-Я]\.?", words)]
    runs: list[list[tuple[Block, str]]] = []
    for block, letter in alone:
        if runs and runs[-1][-1][1] < letter:
            runs[-1].append((block, letter))
        else:
            runs.append([(block, letter)])
    begun = [run for run in runs if run[0][1] in "AА"]
    for run in begun if len(begun) == 1 else ():  # several: who speak, or of several lists
        follow = sum(ord(b) - ord(a) <= 2 for (_, a), (_, b) in pairwise(run))
        if len(run) >= _FEWEST_LETTERS and follow * 4 >= 3 * (len(run) - 1):
            yield from (block.start for block, _ in run)


def _counted(lines: Sequence[tuple[Block, str]]) -> Iterator[int]:
    """What differs from others only in its number, and goes on with it, perhaps below a list."""
    series: dict[str, list[tuple[Block, int]]] = defaultdict(list)
    for block, words in lines:
        line = re.fullmatch(_COUNTED, words, re.IGNORECASE) or re.fullmatch(_IN_FIGURES, words)
        if line is None or not words[0].isupper() or heading(words) is not None:
            continue
        figures = in_figures(line["number"])
        if figures and (line["before"] + line["after"]).strip():
            series[f"{line['before']}~{line['after']}".casefold()].append((block, int(figures)))
    for those in series.values():
        values, most = [value for _, value in those], max(value for _, value in those)
        if most > 1 and values in ([*range(1, most + 1)], [*range(1, most + 1)] * 2):
            yield from (block.start for block, _ in those)
