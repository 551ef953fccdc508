"""Errors as scanning makes them, put into a clean text by a seeded generator.

Nothing here is shared with the rules: what the shapes of letters do is said anew.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

_RUN = re.compile(r">([^<>&]{120,})<")
_WORD = re.compile(r"(?<![\w’'-])[a-z]{3,}(?![\w’'-])")


@dataclass(frozen=True)
class Fault:
    """An error that was put in: its kind, and where its characters stand in the file."""

    kind: str
    start: int
    end: int
    before: str
    after: str


Change = tuple[int, int, str]  # from, to, what stands there now
Maker = Callable[[random.Random, str], Change | None]

_MISREAD = (
    ("m", "rn"),
    ("rn", "m"),
    ("h", "b"),
    ("b", "h"),
    ("e", "c"),
    ("c", "e"),
    ("li", "h"),
    ("h", "li"),
    ("th", "tb"),
    ("u", "n"),
    ("n", "u"),
    ("i", "l"),
    ("l", "i"),
    ("t", "f"),
    ("f", "t"),
    ("in", "m"),
    ("w", "vv"),
    ("d", "cl"),
    ("a", "o"),
    ("o", "a"),
    ("s", "f"),
    ("v", "y"),
    ("ll", "U"),
    ("th", "tli"),
    ("fi", "h"),
    ("g", "q"),
    ("r", "t"),
    ("ri", "n"),
)


def _misread(draw: random.Random, text: str) -> Change | None:
    word = _pick(draw, _WORD, text)
    if word is None:
        return None
    options = [(old, new) for old, new in _MISREAD if old in word[0]]
    if not options:
        return None
    old, new = draw.choice(options)
    at = word.start() + word[0].index(old)
    return at, at + len(old), new


_SWAPPED = {
    "be": "he",
    "he": "be",
    "and": "arid",
    "had": "bad",
    "but": "hut",
    "have": "bave",
    "the": "tbe",
    "into": "mto",
    "him": "bim",
    "her": "ber",
    "you": "yon",
    "then": "tben",
    "in": "m",
    "would": "wonld",
    "head": "bead",
    "hear": "bear",
    "turn": "tum",
    "modern": "modem",
    "come": "corne",
    "arms": "anns",
    "cast": "east",
    "eat": "cat",
    "good": "gcod",
}


def _swapped(draw: random.Random, text: str) -> Change | None:
    word = _pick(draw, re.compile(rf"\b(?:{'|'.join(_SWAPPED)})\b"), text)
    return word and (word.start(), word.end(), _SWAPPED[word[0]])


def _fused(draw: random.Random, text: str) -> Change | None:
    gap = _pick(draw, re.compile(r"(?<=[a-z]{2}) (?=[a-z]{2})"), text)
    return gap and (gap.start(), gap.end(), "")


def _split(draw: random.Random, text: str) -> Change | None:
    word = _pick(draw, re.compile(r"\b[a-z]{6,}\b"), text)
    at = word and draw.randint(word.start() + 2, word.end() - 2)
    return (at, at, " ") if at else None


def _hyphen(draw: random.Random, text: str) -> Change | None:
    word = _pick(draw, re.compile(r"\b[a-z]{7,}\b"), text)
    at = word and draw.randint(word.start() + 3, word.end() - 3)
    return (at, at, draw.choice(("-", "- "))) if at else None


def _twice(draw: random.Random, text: str) -> Change | None:
    word = _pick(draw, re.compile(r"\b(?:the|of|to|and|in|a|with|his|was)\b(?= )"), text)
    return word and (word.end(), word.end(), f" {word[0]}")


def _stop(draw: random.Random, text: str) -> Change | None:
    comma = _pick(draw, re.compile(r"(?<=[a-z]{3}),(?= [a-z])"), text)
    return comma and (comma.start(), comma.end(), ".")


def _spaced(draw: random.Random, text: str) -> Change | None:
    mark = _pick(draw, re.compile(r"(?<=[a-z])[,;:.?!](?= )"), text)
    return mark and (mark.start(), mark.start(), " ")


def _unspaced(draw: random.Random, text: str) -> Change | None:
    mark = _pick(draw, re.compile(r"(?<=[a-z]{2}[,;]) (?=[a-z]{2})"), text)
    return mark and (mark.start(), mark.end(), "")


def _doubled(draw: random.Random, text: str) -> Change | None:
    mark = _pick(draw, re.compile(r"(?<=[a-z])[,;](?= )"), text)
    return mark and (mark.end(), mark.end(), draw.choice(",.;"))


def _digit(draw: random.Random, text: str) -> Change | None:
    letter = _pick(draw, re.compile(r"(?<=[a-z])[ols](?=[a-z])"), text)
    return letter and (letter.start(), letter.end(), {"o": "0", "l": "1", "s": "5"}[letter[0]])


def _unquoted(draw: random.Random, text: str) -> Change | None:
    mark = _pick(draw, re.compile(r"(?<=[a-z][,.!?])[”\"»]|[“«](?=[A-Z])"), text)
    return mark and (mark.start(), mark.end(), "")


def _stray(draw: random.Random, text: str) -> Change | None:
    gap = _pick(draw, re.compile(r"(?<=[a-z]) (?=[a-z])"), text)
    return gap and (gap.end(), gap.end(), draw.choice(("|", "^", "~", "■ ", "\\")))


_MAKERS: tuple[tuple[str, int, Maker], ...] = (
    ("misread", 8, _misread),
    ("other word", 3, _swapped),
    ("fused", 2, _fused),
    ("split", 2, _split),
    ("hyphen", 2, _hyphen),
    ("twice", 1, _twice),
    ("stop", 2, _stop),
    ("spaced", 1, _spaced),
    ("unspaced", 1, _unspaced),
    ("doubled", 1, _doubled),
    ("digit", 1, _digit),
    ("quotation", 1, _unquoted),
    ("stray", 1, _stray),
)


def _pick(draw: random.Random, pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return draw.choice(found) if found else None


def put_in(source: str, count: int = 200, seed: int = 1) -> tuple[str, list[Fault]]:
    """`source` with `count` errors in as many runs of its text, and where each of them stands."""
    draw = random.Random(seed)
    body = source.find("<body")
    runs = [match.span(1) for match in _RUN.finditer(source, body)]
    kinds = [maker for maker in _MAKERS for _ in range(maker[1])]
    changes: list[tuple[int, int, str, str]] = []
    for start, end in draw.sample(runs, len(runs)):
        if len(changes) == count:
            break
        kind, _, make = draw.choice(kinds)
        change = make(draw, source[start:end])
        if change:
            changes.append((start + change[0], start + change[1], change[2], kind))
    return _applied(source, sorted(changes))


def _applied(source: str, changes: list[tuple[int, int, str, str]]) -> tuple[str, list[Fault]]:
    pieces, faults, at, length = [], [], 0, 0
    for start, end, new, kind in changes:
        pieces += [source[at:start], new]
        length += start - at
        context = source[start - 15 : start], source[end : end + 15]
        faults.append(
            Fault(
                kind,
                length,
                length + len(new),
                f"{context[0]}{source[start:end]}{context[1]}",
                f"{context[0]}{new}{context[1]}",
            )
        )
        length += len(new)
        at = end
    return "".join([*pieces, source[at:]]), faults
