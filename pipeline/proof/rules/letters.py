"""Letters that stand alone where the language has no such word: what is left of “in” or “ni”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import Text

# Vowels are words in one language or another, and foreign phrases are everywhere.
_CONSONANT = re.compile("[b-df-hj-np-tv-xzß]")
_LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
# Between two words: what is counted, abbreviated, numbered or measured has other company.
_ALONE = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_][,;] ))([^\W\d_])(?=(?:[’']s)? [^\W\d_]{2})")
_RARE = 500  # once in so many words at most


def lone_letters(text: Text) -> Iterator[Suspicion]:
    """A small letter between two words that is no word."""
    found = []
    for block in text.blocks:
        here = [match for match in _ALONE.finditer(block.text) if match[1].islower()]
        if len({match[1] for match in here}) == 1:  # else it is about letters, or a sum
            found += [(block, match) for match in here if _CONSONANT.match(match[1])]
    counts = Counter(match[1] for _, match in found)
    for block, match in found:
        at = match.start(1)
        if counts[match[1]] * _RARE > text.size + _RARE or block.is_marked(at) or block.is_name(at):
            continue
        if block.is_at_border(at, match.end(1)):
            continue
        yield Suspicion(
            block,
            *match.span(1),
            f"“{match[1]}” stands alone, and is no word.",
            "Read the place in the source again: “m” is often “in”.",
            0.72,
        )


RULES = (
    Rule(
        "proof-letter",
        "spelling",
        "A letter stands alone that is no word.",
        "They met in the hall.",
        "They met m the hall.",
        lone_letters,
        languages=_LANGUAGES,
    ),
)
