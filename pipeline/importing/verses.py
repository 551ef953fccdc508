"""Verses: their lines, their stanzas, and how far in each line stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.importing.shapes import column_of, has_room
from pipeline.importing.transcription import Layout, Mark

_DEEPEST = 5  # steps for which there is a look
_LONGEST = 60  # characters of a verse, beyond doubt
_STEP = 2  # columns of the smallest: less is the room for a quotation mark


def verses(
    text: str,
    start: int,
    end: int,
    said: Mapping[str, str] | None = None,
    indents: Mapping[int, int] | None = None,
    numbers: Mapping[int, tuple[int, int]] | None = None,
) -> Iterator[Mark]:
    """The marks of the verses in `text[start:end]`, whose stanzas blank lines part.

    `said` are the attributes of each stanza, `indents` the steps of the lines
    whose beginnings are known by what a page says of them, `numbers` where
    the numbers of lines are printed at their ends.
    """
    stanza: list[tuple[int, str]] = []
    at = start
    begins_line = not start or text[start - 1] == "\n"
    for line in [*text[start:end].split("\n"), ""]:
        if line.strip():
            stanza.append((at, line))
        elif stanza:
            is_behind_name = not begins_line and stanza[0][0] == start
            yield from _stanza(stanza, said or {}, indents or {}, numbers or {}, is_behind_name)
            stanza = []
        at += len(line) + 1


def _stanza(
    lines: Sequence[tuple[int, str]],
    said: Mapping[str, str],
    indents: Mapping[int, int],
    numbers: Mapping[int, tuple[int, int]],
    is_behind_name: bool,
) -> Iterator[Mark]:
    columns = [column_of(line) for _, line in lines]
    if is_behind_name:  # its first line has no room of its own
        columns[0] = min(columns[1:], default=0)
    steps = steps_of(columns)
    last, words = lines[-1]
    yield Mark(lines[0][0], last + len(words), "lg", {**said}, Layout.OWN)
    for (at, line), step in zip(lines, steps, strict=True):
        rend = _rend(indents.get(at, step))
        start, end = numbers.get(at, (at, at))
        number = line[start - at : end - at].strip()
        yield Mark(at, at + len(line), "l", {"n": number, "rend": rend}, Layout.LINE)
        if number:
            yield Mark(end - len(number), end, "fw", {"type": "lineNum"})


def steps_of(columns: Sequence[int]) -> list[int]:
    """By how many steps each line stands further in than the first of them at the left."""
    steps: dict[int, int] = {}
    step, before = 0, min(columns)
    for column in sorted(set(columns)):
        if column - before >= _STEP:
            step, before = step + 1, column
        steps[column] = step
    return [min(steps[column], _DEEPEST) for column in columns]


def _rend(step: int) -> str:
    return "" if not step else f"indent{step}" if step > 1 else "indent"


def stanzas_among(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `text[start:end]` that blank lines part and that are set as verses are.

    Each has several lines, further in than the first part.
    """
    parts = [part.span() for part in re.finditer(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+", text[start:end])]
    for first, last in parts[1:]:
        lines = text[start + first : start + last].rstrip("\n").split("\n")
        inward = all(line.startswith(("  ", "\t")) for line in lines)
        if inward and len(lines) > 1 and all(_begins_verse(line) for line in lines):
            yield start + first, start + last - text[: start + last].endswith("\n")


def _begins_verse(line: str) -> bool:
    return line.lstrip(" \t“‘\"'_([—-")[:1].isupper()


def are_verses(lines: Sequence[str], *, small: bool, said: bool = False) -> bool:
    """Whether each line of a speech begins a verse, which may be `small`; `said`, if it is known.

    Long ones have room for the word that the next begins with, as those of prose have not.
    """
    if len(lines) < 2 or (not small and any(map(has_small_initial, lines))):
        return False
    longest = max(map(len, lines))
    if said or longest <= _LONGEST:
        return True
    fit = [has_room(a, b, longest) for a, b in pairwise(lines) if b.strip()]
    return len(fit) > 1 and sum(fit) * 2 >= len(fit)


def has_small_initial(line: str) -> bool:
    """Whether the first letter of a line is a small one."""
    return line.lstrip(" _[(“‘\"'—¡¿")[:1].islower()
