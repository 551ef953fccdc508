"""Where two texts of many lines differ, told by line and column on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_BEFORE, _AFTER = 30, 44
_MANY = 4000  # items beyond which difflib may leave out the commonest


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the first text reads `text` and the second `other_text`.

    Lines and columns count from 0. Where whole lines are added, `text` or
    `other_text` is `None`: there is no such line on that side.
    """

    line: int
    column: int
    text: str | None
    other_line: int
    other_column: int
    other_text: str | None
    context: str = ""
    other_context: str = ""

    @property
    def shown(self) -> str:
        """What the first text has, fit to be read in a message."""
        return _shown(self.text)

    @property
    def other_shown(self) -> str:
        """What the second text has, fit to be read in a message."""
        return _shown(self.other_text)

    def excerpt(self, name: str, other_name: str) -> str:
        """Both lines under one another, and a caret under the first difference."""
        width = max(len(name), len(other_name)) + 2
        before = min(_BEFORE, self.column, self.other_column)
        rows = [
            f"{label + ':':<{width}}{_visible(line[at - before : at + _AFTER])}"
            for label, line, at in (
                (name, self.context, self.column),
                (other_name, self.other_context, self.other_column),
            )
        ]
        indent = width + len(_visible(self.context[self.column - before : self.column]))
        return "\n".join((*rows, " " * indent + "^"))


def differences(lines: Sequence[str], others: Sequence[str]) -> Iterator[Difference]:
    """Every difference between the two texts, in order, as it is found; none if they are equal."""
    return iter(()) if lines == others else _in_lines(lines, others)


def _in_lines(lines: Sequence[str], others: Sequence[str]) -> Iterator[Difference]:
    for operation, start, end, other_start, other_end in _operations(lines, others):
        if operation == "equal":
            continue
        paired = min(end - start, other_end - other_start)
        for index in range(paired):
            yield from _in_line(
                lines[start + index],
                others[other_start + index],
                start + index,
                other_start + index,
            )
        for line in range(start + paired, end):
            yield Difference(line, 0, lines[line], other_end, 0, None, lines[line])
        for line in range(other_start + paired, other_end):
            yield Difference(end, 0, None, line, 0, others[line], "", others[line])


def _in_line(line: str, other: str, number: int, other_number: int) -> Iterator[Difference]:
    tokens, others = _TOKEN.findall(line), _TOKEN.findall(other)
    column = other_column = 0
    for operation, start, end, other_start, other_end in _operations(tokens, others):
        text, other_text = "".join(tokens[start:end]), "".join(others[other_start:other_end])
        if operation != "equal":
            same = _same_at_the_start(text, other_text)
            yield Difference(
                number,
                column + same,
                text,
                other_number,
                other_column + same,
                other_text,
                line,
                other,
            )
        column += len(text)
        other_column += len(other_text)


def _same_at_the_start(these: Sequence[str], those: Sequence[str]) -> int:
    """How many items the two have in common before they differ."""
    pairs = enumerate(zip(these, those, strict=False))
    return next((at for at, (one, two) in pairs if one != two), min(len(these), len(those)))


def _operations(
    these: Sequence[str], those: Sequence[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's operations, after what is the same at both ends is set aside."""
    start = _same_at_the_start(these, those)
    end = _same_at_the_start(these[start:][::-1], those[start:][::-1])
    last, other_last = len(these) - end, len(those) - end
    middle, other_middle = these[start:last], those[start:other_last]
    matcher = SequenceMatcher(None, middle, other_middle, autojunk=len(other_middle) > _MANY)
    yield "equal", 0, start, 0, start
    for operation, first, to, other_first, other_to in matcher.get_opcodes():
        yield operation, first + start, to + start, other_first + start, other_to + start
    yield "equal", last, len(these), other_last, len(those)


def _shown(text: str | None) -> str:
    if text is None:
        return "no such line"
    if not text:
        return "nothing"
    if len(text) > _AFTER:
        text = text[: _AFTER - 1] + "…"
    return f"“{_visible(text)}”"


def _visible(text: str) -> str:
    """`text` with the characters that cannot be seen named (U+00A0, a tab …)."""
    return "".join(
        char if char.isprintable() or char == " " else f"⟨U+{ord(char):04X}⟩" for char in text
    )
