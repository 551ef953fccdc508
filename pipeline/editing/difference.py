"""What an edit changes, as a unified diff; in the long lines of a master, the place itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

from pipeline.editing.alignment import differences

_WINDOW = 48  # characters shown to each side of a change, on a terminal
_COLOURS = {"-": "31", "+": "32", "@": "36"}


def unified(old: str, new: str, name: str) -> str:
    """The whole diff, such as `patch` understands."""
    lines = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def shown(old: str, new: str, name: str, *, colour: bool) -> str:
    """The diff for a person: no line longer than what surrounds its change."""
    lines = unified(old, new, name).replace("\r", "").split("\n")[:-1]
    parts = [_painted(line, colour) for line in lines[:2]]
    for hunk in _hunks(lines[2:]):
        parts += [_painted(line, colour) for line in hunk]
    return "\n".join(parts) + "\n" if parts else ""


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _hunks(lines: list[str]) -> Iterator[list[str]]:
    """Groups of removed and added lines, each cut to where they differ."""
    at = 0
    while at < len(lines):
        removed = _run(lines, at, "-")
        added = _run(lines, at + len(removed), "+")
        if not removed and not added:
            yield [_cut(lines[at], 0)]
            at += 1
            continue
        pairs = [_windows(*pair) for pair in zip(removed, added, strict=False)]
        for old, _ in pairs:
            yield old
        yield [_cut(line, 0) for line in removed[len(pairs) :]]
        for _, new in pairs:
            yield new
        yield [_cut(line, 400) for line in added[len(pairs) :]]
        at += len(removed) + len(added)


def _run(lines: list[str], start: int, sign: str) -> list[str]:
    end = start
    while end < len(lines) and lines[end].startswith(sign):
        end += 1
    return lines[start:end]


def _windows(old: str, new: str) -> tuple[list[str], list[str]]:
    if max(len(old), len(new)) <= 4 * _WINDOW:
        return [old], [new]
    sides = [re.findall(r"\w+|\W", line[1:]) for line in (old, new)]
    words = [[0], [0]]
    for side, sequence in enumerate(sides):
        for word in sequence:
            words[side].append(words[side][-1] + len(word))
    places: list[tuple[int, int, int, int]] = []
    for a, b, c, d in differences(*sides):
        place = words[0][a], words[0][b], words[1][c], words[1][d]
        if places and place[0] - places[-1][1] < 2 * _WINDOW:
            place = places[-1][0], place[1], places.pop()[2], place[3]
        places.append(place)
    return (
        [_window(old, start, end) for start, end, _, _ in places],
        [_window(new, start, end) for _, _, start, end in places],
    )


def _window(line: str, start: int, end: int) -> str:
    text = line[1:]
    first, last = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    return f"{line[0]}{'…' * (first > 0)}{text[first:last]}{'…' * (last < len(text))}"


def _cut(line: str, longest: int) -> str:
    longest = longest or 2 * _WINDOW
    return line if len(line) <= longest else f"{line[:longest]}…"


def _painted(line: str, colour: bool) -> str:
    code = _COLOURS.get(line[:1], "") if colour else ""
    line = "".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in line)
    return f"\x1b[{code}m{line}\x1b[0m" if code else line
