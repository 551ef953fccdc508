"""How the lines of plain text stand: wrapped, as those of prose are, or broken as verses are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.importing.hyphens import divide_words
from pipeline.importing.pages import is_whole
from pipeline.importing.transcription import Block, Kind, Transcription

_LIST_ITEM = re.compile(r"(?:[-*•]\s+|\(?[a-z0-9]{1,2}\)\s+)\S")
_NUMBERED = re.compile(r"\s*[\[({]?[\d*†‡§]{1,3}[\])}.]?\s")
_GAP = r"\S {3,}\S"  # between columns
_STEP = 2  # columns by which a line is seen to stand further in
_WRAPPED = 110  # characters of the longest line that is wrapped
_DEEP = 8  # … as no first line of a paragraph does


def width_of(found: Transcription, blocks: list[Block]) -> int:
    """The length to which the lines of prose are wrapped, or 0 where a paragraph is one line."""
    inner = [line for block in blocks for line in wrapped(found.lines(block))]
    lengths = sorted(len(line) for line in inner if len(line) > 40)
    if not lengths or lengths[-1 - len(lengths) // 50] > _WRAPPED:
        return 0
    return lengths[len(lengths) * 3 // 4]


def wrapped(lines: list[str]) -> list[str]:
    """The lines but the last, if their ends are where no more would go on them: none of verses."""
    if len(lines) < 2 or _capitals(lines[1:]) * 2 > len(lines) - 1:
        return []
    room = max(map(len, lines))
    full = sum(
        len(line.rstrip()) + 1 + len(after.split()[0]) > room
        for line, after in pairwise(lines)
        if after.strip()
    )
    return lines[:-1] if full * 3 >= (len(lines) - 1) * 2 else []


def _capitals(lines: list[str]) -> int:
    return sum(line.lstrip(" “‘\"'_([—-")[:1].isupper() for line in lines)


def indent_of(found: Transcription, block: Block) -> int:
    """How far in the lines of a block stand that stand least so."""
    return min(map(_column, found.lines(block)))


def _column(line: str) -> int:
    return len(line) - len(line.lstrip())


def is_verse(lines: list[str], width: int, margin: int) -> bool:
    """Lines that are broken before they are full, and begin as verses do, or stand unevenly."""
    if len(lines) < 2 or any(map(_LIST_ITEM.match, map(str.strip, lines))) or divide_words(lines):
        return False
    return _is_short(lines, width, margin) or _is_shaped(lines, width, margin)


def _is_short(lines: list[str], width: int, margin: int) -> bool:
    """Lines shorter than the paragraph's, which do not run on to its width."""
    longest = max(map(len, lines))
    if longest > 40 and (_capitals(lines) * 2 < len(lines) or wrapped(lines)):
        return False
    if not width:
        return longest <= 75
    inner = [len(line.rstrip()) for line in lines[:-1]]
    indented = min(map(_column, lines)) >= margin + _STEP
    if not indented and (len(lines) < 4 or max(inner) > width * 0.7):
        return _is_address(lines, width)
    ragged = max(inner) <= width * 0.85 or max(inner) - min(inner) > 15
    return ragged and _capitals(lines) * 2 >= len(lines)


def _is_address(lines: list[str], width: int) -> bool:
    """Three lines at least that each begin as a sentence, or with a figure, and had much room."""
    begin = all(line[:1].isdecimal() or _capitals([line]) for line in lines)
    is_name = lines[0].isupper()  # of one who speaks
    return len(lines) > 2 and begin and not is_name and max(map(len, lines)) <= width * 0.6


def _is_shaped(lines: list[str], width: int, margin: int) -> bool:
    """Lines that stand now further in, now less, and had room for more; or are half as long."""
    if _NUMBERED.match(lines[0]):
        return False  # a note, or one of several paragraphs
    columns = [*map(_column, lines)]
    room = width or max(map(len, lines))
    turns = sum(abs(one - other) >= _STEP for one, other in pairwise(columns[1:]))
    if turns > 1:
        full = sum(_is_full(line, after, min(columns), room) for line, after in pairwise(lines))
        return full * 3 < len(lines) - 1
    longest = max(len(line.strip()) for line in lines)
    return min(columns) >= margin + _STEP and longest * 2 <= room


def _is_full(line: str, after: str, margin: int, room: int) -> bool:
    """Whether the word that follows had no room on the line."""
    return bool(after.strip()) and margin + len(line.strip()) + 1 + len(after.split()[0]) > room


def part_at_indents(found: Transcription, width: int) -> None:
    """Make blocks of the paragraphs that only the indents of their first lines part, or lines.

    What stands deep below a paragraph, as the name under a letter, becomes one, too.
    """
    found.blocks = [part for block in found.blocks for part in _parts(found, block, width)]


def _parts(found: Transcription, block: Block, width: int) -> Iterator[Block]:
    lines = found.lines(block) if block.kind is Kind.SHORT else []
    firsts = (_paragraphs(lines, width) or _closing(lines)) if width else _unwrapped(lines)
    ends = [0, *firsts, len(lines)]
    if not firsts:
        yield block
        return
    start, blank = block.start, block.blank_before
    for first, last in pairwise(ends):
        end = start + len("\n".join(lines[first:last]))
        yield Block(start, end, Kind.SHORT, blank_before=blank)
        start, blank = end + 1, 1


def _unwrapped(lines: list[str]) -> list[int]:
    """Of lines that are longer than any is wrapped each is a paragraph, and what is among them."""
    is_long = max(map(len, lines), default=0) > _WRAPPED
    return [n for n in range(1, len(lines)) if lines[n].strip()] if is_long else []


def _paragraphs(lines: list[str], width: int) -> list[int]:
    """Which lines but the first begin paragraphs, if all but the last of these end full."""
    columns = [*map(_column, lines)]
    if len({*columns}) != 2 or columns[0] == min(columns) or columns[0] - min(columns) > _DEEP:
        return []
    firsts = [n for n, column in enumerate(columns) if n and column == columns[0]]
    inner = [n for n in range(len(lines) - 1) if n + 1 not in firsts]
    full = sum(_is_full(lines[n], lines[n + 1], columns[n], width) for n in inner)
    are_prose = inner and full * 3 >= len(inner) * 2
    return firsts if are_prose and all(is_whole(lines[n - 1]) for n in firsts) else []


def _closing(lines: list[str]) -> list[int]:
    """The line, if any, from which all stand deep below the lines of prose before them."""
    columns = [*map(_column, lines)]
    deep = [n for n, column in enumerate(columns) if column >= min(columns) + _DEEP]
    above = lines[: len(lines) - len(deep)]
    are_last = deep == [*range(len(above), len(lines))]
    are_prose = are_last and wrapped(above) and not any(re.search(_GAP, line) for line in above)
    return deep[:1] if are_prose else []
