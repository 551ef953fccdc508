"""Known words that look like an unknown one: letters misread, dropped, doubled or exchanged."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.proof.forms import changed, shapes, unaccented

if TYPE_CHECKING:
    from pipeline.proof.text import Text

# Shapes that are taken for each other where type is read by a machine.
_SHAPES = shapes(
    "m/rn m/nn m/in m/ni n/u n/ri n/ii h/b h/li h/n h/lı b/li b/6 c/e e/o c/o a/o a/u "
    "a/s l/i l/t i/t l/f i/j f/t f/s t/r d/cl d/el d/ol w/vv w/v w/iv y/v y/g g/q k/lc "
    "k/h u/ii u/li u/n v/r n/r m/ru m/tn th/tli th/tb th/lh th/ih fi/h fl/h r/t g/c s/5 "
    "e/s z/s ff/if p/n p/d n/h ü/u ä/a ö/o ß/b ß/B é/e è/e ê/e à/a ç/c í/i ó/o ú/u ã/a"
)
_RARE_BUT_LONG = 0.3  # a long word has no neighbours by chance
_SHAPE = 1.0  # how usual it is to take one shape for another


class Neighbour(NamedTuple):
    """A known word, and how probably it was meant."""

    word: str
    probability: float


def neighbours(text: Text, word: str) -> Iterator[Neighbour]:
    """The known words at a distance of one misreading from `word`."""
    lower = word.lower()
    seen: set[str] = set()
    listed, here = text.list, text.lower
    for other, base in _candidates(lower, text.alphabet):
        if (other not in listed and other not in here) or other in seen or other == lower:
            continue
        seen.add(other)
        probability = base * _weight(text, lower, other, base == _SHAPE)
        if probability > 0.05:
            yield Neighbour(other, min(0.97, probability))


def _candidates(word: str, letters: str) -> Iterator[tuple[str, float]]:
    """Words one step away, with how usual the step is."""
    yield from ((other, _SHAPE) for other in changed(word, _SHAPES))
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for left, right in splits:
        if len(right) > 1 and right[0] != right[1]:
            yield left + right[1] + right[0] + right[2:], 0.95
        if right:
            yield left + right[1:], 0.85 if right[:1] == left[-1:] else 0.75
        for letter in letters:
            yield left + letter + right, 0.8 if left and right else 0.65
            if right and letter != right[0]:
                yield left + letter + right[1:], 0.7


def _weight(text: Text, word: str, other: str, shape: bool) -> float:
    """How much better known the other word is; short words have neighbours by chance."""
    here, listed = text.lower.get(other, 0), text.list.get(other, 0)
    if len(other) < 3 and (listed < 1_000_000 and here < 20):
        return 0.0
    share = here / text.size * 1e6
    known = max(
        math.log10(1 + listed) / 5.5 if listed else 0.0,
        math.log10(1 + 30 * share * (here > 1)) / 4 if here > 1 else 0,
    )
    if known < (_RARE_BUT_LONG if shape and len(word) > 7 and word[-1] == other[-1] else 0.45):
        return 0.0
    length = min(1.0, 0.62 + 0.075 * len(word)) if len(word) > 3 else 0.75
    vowels = 1.0 if re.search("[aeiouyäöüéèêàâîôûœæáíóúãõ]", word) else 1.3
    doubt = 1.0 if text.list else 0.45
    if text.language not in {"en", ""}:
        accents = unaccented(word) != unaccented(other) and word[-1] == other[-1]
        doubt *= 0.85 if shape else 0.8 if accents else 0.6
    # What the document itself has often needs no word list to vouch for it.
    doubt *= max(text.fit, 0.6 if shape and here > 9 else 0.0)
    return min(1.25, 0.55 + 0.6 * min(1.0, known)) * length * vowels * doubt


def lookalikes(text: Text, word: str) -> list[str]:
    """Well known words that type makes look like this one, which is a word itself."""
    if not 1 < len(word) < 8 or not text.frequency(word):
        return []
    others = set(changed(word, _SHAPES)) - {word}
    return sorted(like for like in others if text.frequency(like) > 20_000)
