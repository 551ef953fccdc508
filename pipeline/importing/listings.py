"""Drawings made of strokes, and the lines of programs: their lines and blanks are all they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.importing.table_strokes import are_parted_by_strokes
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Transcription, lines_in

# Of what drawings are made: borders, boxes, trees, and what leads from one to the other.
_BORDER = r"[+|`'][-=_]{2,}|[-=_]{2,}[+|]|^\s*_{3,}\s*$|\|[^|]*\||[\u2500-\u259f]"
_STROKE = (
    rf"{_BORDER}|[-=]{{2,}}>|<[-=]{{2,}}|/\\|\\/|^\s*[|v^/\\](?:\s*[|v^/\\])*\s*$|^\s*\||\|\s*$"
)
# What only a program says, and what stands beside it there.
_STATEMENT = (
    r"\{\s*$|^\s*[})\]]+[;,]?\s*$|\w\([^()]*\)\s*;\s*$|\w = [^=]+;\s*$|"
    r"^\s*(?:#include\b|import \w+;?\s*$|from [\w.]+ import |def \w+\(|class \w+[:({]|"
    r"(?:if|for|while|switch) \(|(?:el)?if .+:$|for \w+ in .+:$|"
    r"</?[a-z][\w:]*(?: [\w:]+=[^<>]*)?/?>\s*$|\$ [a-z]|#!/)"
)
_OF_PROGRAM = (
    rf"{_STATEMENT}|[\w\])] (?:[-+*/|&:]?=|==|=>|<-) \S|\w\([^()]*\)[:,]?\s*$|"
    r"^\s*(?:return|break|continue|else|try|pass|end|begin)\b[^.,!?]*$|^\s*(?://|/\*|\*/|#)"
)


def find_listings(found: Transcription, margin: int) -> None:
    """Tell which blocks are drawings or listings; what blank lines part of one, is one.

    What is further in than the `margin` of the text beside lines of a program, is of it.
    """
    shorts = [block for block in found.blocks if block.kind is Kind.SHORT]
    programs = {block.start for block in shorts if _is_program(found.lines(block))}
    for block in shorts:
        if block.start in programs or _is_drawing(found.lines(block)):
            block.kind = Kind.LISTING
    for blocks in (found.blocks, found.blocks[::-1]):
        for before, block in pairwise(blocks):
            is_beside = before.start in programs and block.kind is Kind.SHORT
            if is_beside and min(_indent(found.lines(each)) for each in (before, block)) > margin:
                block.kind = Kind.LISTING
                programs.add(block.start)
    found.blocks = [*_joined(found.blocks)]


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    for is_listing, those in groupby(blocks, lambda block: block.kind is Kind.LISTING):
        first, *further = those
        if is_listing:
            first.end = [first, *further][-1].end
            yield first
        else:
            yield from (first, *further)


def is_listing(lines: Sequence[str]) -> bool:
    """Whether lines are a drawing, or of a program."""
    return _is_drawing(lines) or _is_program(lines)


def _is_drawing(lines: Sequence[str]) -> bool:
    if len(lines) < 2 or are_parted_by_strokes(lines):
        return False
    of_strokes = sum(re.search(_STROKE, line) is not None for line in lines)
    borders = sum(re.search(_BORDER, line) is not None for line in lines)
    return borders > 0 and of_strokes > 1 and of_strokes * 2 >= len(lines)


def _is_program(lines: Sequence[str]) -> bool:
    statements = sum(re.search(_STATEMENT, line) is not None for line in lines)
    of_program = sum(re.search(_OF_PROGRAM, line) is not None for line in lines)
    return statements > 0 and of_program > 1 and of_program * 2 >= len(lines)


def _indent(lines: Sequence[str]) -> int:
    return min(len(line) - len(line.lstrip()) for line in lines if line.strip())


def listing(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks of lines that keep their blanks, but those that all of them have before them."""
    inward = _indent(text[start:end].split("\n"))
    lines = [(first - len(_before(text, first)), first) for first, _ in lines_in(text, start, end)]
    yield Mark(lines[0][0] + inward, end, "eg", {}, Layout.LINE)
    for begin, first in lines:
        if inward:
            yield Mark(begin, min(begin + inward, first), "fw", {"type": "markup"})


def _before(text: str, at: int) -> str:
    """The blanks between the beginning of a line and its words."""
    return text[text.rfind("\n", 0, at) + 1 : at]
