"""Drawings made of strokes, and the lines of programs: their lines and blanks are all they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.importing.shapes import column_of
from pipeline.importing.table_strokes import are_parted_by_strokes
from pipeline.importing.transcription import (
    Block,
    Kind,
    Layout,
    Mark,
    Transcription,
    line_start,
    lines_in,
)

# Of what drawings are made: borders, boxes, trees, and what leads from one to the other.
_BORDER = r"(?<!\S)[+|][-=_]{2,}|^[\s|]*`--|[-=_]{2,}\+|^\s*\|.*\|\s*$|[\u2500-\u259f]"
_CORNER = r"(?<!\S)[+|`][-=_]{2,}|[\u2500-\u259f]"
_STROKE = (
    rf"{_BORDER}|^\s*_{{3,}}\s*$|[-=]{{2,}}>|<[-=]{{2,}}|/\\|\\/|"
    r"^\s*[|v^/\\](?:\s*[|v^/\\])*\s*$|^\s*\||\|\s*$"
)
# What only a program says, and what stands beside it there.
_STATEMENT = (
    r"\{\s*$|^\s*[})\]]+[;,]?\s*$|"
    r"^\s*(?:return |[\w.]+ = )?[\w.]+\([^()]*\)\s*;\s*$|^\s*(?:\w+ )?[\w.]+ = [^=]+;\s*$|"
    r"^\s*(?:#include\b|import \w+;?\s*$|from [\w.]+ import |def \w+\(|class \w+[:({]|"
    r"</?[a-z][\w:]*(?: [\w:]+=[^<>]*)?/?>\s*$|\$ [a-z]|#!/)"
)
_OPENING = r"^\s*(?:(?:if|for|while|switch) \(.*\)|(?:el)?if .+:|for \w+ in .+:)\s*$"
_OF_PROGRAM = (
    rf"{_STATEMENT}|[\w\])] (?:[-+*/|&:]?=|==|=>|<-) \S|\w\([^()]*\)[:,]?\s*$|"
    r"^\s*(?:return|break|continue|else|try|pass|end|begin)\b[^.,!?]*$|^\s*(?://|/\*|\*/|#)"
)


def find_listings(found: Transcription, margin: int) -> None:
    """Tell which blocks are drawings or listings; what blank lines part of one, is one.

    Lines that may be of a program and stand beside one, further in than the `margin`, are of it.
    """
    shorts = [block for block in found.blocks if block.kind is Kind.SHORT]
    programs = {block.start for block in shorts if _is_program(found.lines(block))}
    for block in shorts:
        if block.start in programs or _is_drawing(found.lines(block)):
            block.kind = Kind.LISTING
    for blocks in (found.blocks, found.blocks[::-1]):
        for before, block in pairwise(blocks):
            is_beside = before.start in programs and block.kind is Kind.SHORT
            is_beside = is_beside and _may_be_program(found.lines(block))
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
    has_corner = any(re.search(_CORNER, line) for line in lines)
    return has_corner and borders * 2 >= len(lines) and of_strokes * 2 > len(lines)


def _is_program(lines: Sequence[str]) -> bool:
    statements = sum(_is_statement(*each) for each in pairwise([*lines, ""]))
    return statements > 0 and _of_program(lines) > 1 and _may_be_program(lines)


def _may_be_program(lines: Sequence[str]) -> bool:
    """Whether half of the lines are of one, beside which they stand."""
    return _of_program(lines) * 2 >= len(lines)


def _of_program(lines: Sequence[str]) -> int:
    after = [*lines[1:], ""]
    return sum(
        _is_statement(*each) or re.search(_OF_PROGRAM, each[0]) is not None
        for each in zip(lines, after, strict=True)
    )


def _is_statement(line: str, after: str) -> bool:
    """Whether only a program says it; it opens what stands further in below it, or is whole."""
    is_opening = re.search(_OPENING, line) is not None
    opens = is_opening and bool(after.strip()) and column_of(after) > column_of(line)
    return opens or re.search(_STATEMENT, line) is not None


def _indent(lines: Sequence[str]) -> int:
    return min(column_of(line) for line in lines if line.strip())


def listing(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks of lines that keep their blanks, but those that all of them have before them."""
    inward = _indent(text[start:end].split("\n"))
    lines = [(line_start(text, first), first) for first, _ in lines_in(text, start, end)]
    yield Mark(lines[0][0] + inward, end, "eg", {}, Layout.LINE)
    for begin, first in lines:
        if inward:
            yield Mark(begin, min(begin + inward, first), "fw", {"type": "markup"})
