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
_SPEECH = ("“", '"', "‘", "'", "«", "„", "—", "–", "-")
_GAP = r"\S {3,}\S"  # between columns
_SHORT = 40  # characters of lines that are no prose's
_RAGGED = 0.85  # of the width: prose comes nearer to it
_STEP = 2  # columns by which a line is seen to stand further in
_WRAPPED = 110  # characters of the longest line that is wrapped
_DEEP = 8  # … as no first line of a paragraph does


def width_of(found: Transcription, blocks: list[Block]) -> int:
    """The length to which the lines of prose are wrapped, or 0 where a paragraph is one line."""
    inner = [line for block in blocks for line in wrapped(found.lines(block))]
    lengths = sorted(len(line) for line in inner if len(line) > _SHORT)
    if not lengths or lengths[-1 - len(lengths) // 50] > _WRAPPED:
        return 0
    return lengths[len(lengths) * 3 // 4]


def wrapped(lines: list[str]) -> list[str]:
    """The lines but the last, if their ends are where no more would go on them: none of verses."""
    if len(lines) < 2 or _capitals(lines[1:]) * 2 > len(lines) - 1:
        return []
    room = max(map(len, lines))
    full = sum(not has_room(*pair, room) for pair in pairwise(lines))
    return lines[:-1] if full * 3 >= (len(lines) - 1) * 2 else []


def has_room(line: str, after: str, room: int) -> bool:
    """Whether the first word of the line `after` had room on the one before it."""
    word = (after.split() or [""])[0]
    return not word or len(line.rstrip()) + 1 + len(word) <= room


def _capitals(lines: list[str]) -> int:
    return sum(line.lstrip(" “‘\"'_([—-")[:1].isupper() for line in lines)


def indent_of(found: Transcription, block: Block) -> int:
    """How far in the lines of a block stand that stand least so."""
    return min(map(column_of, found.lines(block)))


def column_of(line: str) -> int:
    """How far in the words of a line stand."""
    return len(line) - len(line.lstrip())


def is_verse(lines: list[str], width: int, margin: int) -> bool:
    """Lines that are broken before they are full, and begin as verses do, or stand unevenly."""
    if len(lines) < 2 or any(map(_LIST_ITEM.match, map(str.strip, lines))) or divide_words(lines):
        return False
    return _is_short(lines, width, margin) or _is_shaped(lines, width, margin)


def _is_short(lines: list[str], width: int, margin: int) -> bool:
    """Lines shorter than the paragraph's, which do not run on to its width."""
    longest = max(map(len, lines))
    if longest > _SHORT and (_capitals(lines) * 2 < len(lines) or wrapped(lines)):
        return False
    if not width:
        return longest <= 75
    inner = [len(line.rstrip()) for line in lines[:-1]]
    indented = min(map(column_of, lines)) >= margin + _STEP
    if not indented and (len(lines) < 4 or max(inner) > width * 0.7):
        return _is_address(lines, width)
    ragged = max(inner) <= width * _RAGGED or max(inner) - min(inner) > 15
    return ragged and _capitals(lines) * 2 >= len(lines)


def _is_address(lines: list[str], width: int) -> bool:
    """Three lines at least that each begin with a capital, or a figure, and had much room.

    What is said by turns, and notes, are none.
    """
    begin = all(line[:1].isdecimal() or _capitals([line]) for line in lines)
    is_name = lines[0].isupper()  # of one who speaks
    is_other = is_name or _NUMBERED.match(lines[0]) or any(map(_is_said, lines))
    return len(lines) > 2 and begin and not is_other and max(map(len, lines)) <= width * 0.6


def _is_said(line: str) -> bool:
    return line.lstrip().startswith(_SPEECH)


def _is_shaped(lines: list[str], width: int, margin: int) -> bool:
    """Lines that stand now further in, now less, and had room for more; or are half as long.

    They all stand further in than the text, or begin with capitals and are narrower. What runs
    on further in, as an entry of a bibliography does, had no room where it stood.
    """
    if _NUMBERED.match(lines[0]):
        return False  # a note, or one of several paragraphs
    columns = [*map(column_of, lines)]
    is_inward = min(columns) >= margin + _STEP
    turns = sum(abs(one - other) >= _STEP for one, other in pairwise(columns[1:]))
    if turns > 1:
        longest = max(len(line.rstrip()) for line in lines)
        room = longest if longest > _SHORT else max(width, longest)
        full = [
            (one, other)
            for (line, one), (after, other) in pairwise(zip(lines, columns, strict=True))
            if not has_room(line, after, room)
        ]
        inward = sum(other - one >= _STEP for one, other in pairwise(columns))
        runs_on = sum(other - one >= _STEP for one, other in full)
        is_narrow = not width or longest <= width * _RAGGED
        begin = is_inward or (is_narrow and _capitals(lines) * 2 >= len(lines))
        return begin and len(full) * 3 < len(lines) and runs_on * 2 < max(inward, 1)
    longest = max(len(line.strip()) for line in lines)
    return is_inward and longest * 2 <= width and not wrapped(lines)


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
    columns = [*map(column_of, lines)]
    if len({*columns}) != 2 or columns[0] == min(columns) or columns[0] - min(columns) > _DEEP:
        return []
    firsts = [n for n, column in enumerate(columns) if n and column == columns[0]]
    inner = [n for n in range(len(lines) - 1) if n + 1 not in firsts]
    full = sum(not has_room(lines[n], lines[n + 1], width) for n in inner)
    are_prose = inner and full * 3 >= len(inner) * 2
    return firsts if are_prose and all(is_whole(lines[n - 1]) for n in firsts) else []


def _closing(lines: list[str]) -> list[int]:
    """The line, if any, from which all stand deep below the lines of prose before them."""
    columns = [*map(column_of, lines)]
    deep = [n for n, column in enumerate(columns) if column >= min(columns) + _DEEP]
    above = lines[: len(lines) - len(deep)]
    are_last = deep == [*range(len(above), len(lines))]
    are_prose = are_last and wrapped(above) and not any(re.search(_GAP, line) for line in above)
    return deep[:1] if are_prose else []
