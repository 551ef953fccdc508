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
_VERBS = (
    "am|was|have|had|do|did|will|shall|would|should|could|can|cannot|may|might|must|ought|know|"
    "knew|think|thought|say|said|saw|see|went|go|came|come|felt|feel|found|find|hope|wish|want|"
    "love|believe|suppose|remember|heard|hear|told|tell|took|take|gave|give|made|make|asked|ask|"
    "got|get|ran|let|turned|left|kept|began|put|met|opened|lay|read|wrote|spoke|fell|called|"
    "brought|bought|held|lived|loved|tried|used|slept|dare|need|mean|care|rose|drew|"
    "never|always|only|walked|sat|stood|looked|replied|answered|cried|fear|beg|trust|confess"
)
_COUNTED = (
    "chapter|no|nos|number|page|pages|pp|vol|volume|part|book|section|act|scene|line|verse|figure|"
    "fig|table|plate|note|article|class|type|day|of|or|than|only|to|from|least|about|january|"
    "february|march|april|may|june|july|august|september|october|november|december"
)
# For il: a number has its noun before it, not the beginning of a sentence.
_FOR_IL = (
    r"(?:(?<=[.!?:»] )|(?<=[«—] )|^)(II|I1|11|ll|Jl|Ii)"
    r"(?= (?:(?:ne|n['’]|se|s['’]|y|en|le|la|lui) ?)*"
    r"(?:est|était|a|avait|eut|fut|faut|fallait|dit|fit|va|allait|vit|vint|devait|peut|pouvait|"
    r"savait|sait|voulait|veut|semblait|sera|serait|aurait)\b)"
)
# 1 is no number where a verb follows, unless it counts what the word before it names.
_FOR_I = (
    rf"(?i:(?<![\w.’'-])(?!(?:{_COUNTED})\b)(?:[^\W\d_]+[,;:]?|[^\W\d_]{{3,}}[.!?]) "
    r"[“‘\"']?|^[“\"]?)"
    rf"([1l!|])(?=(?:[’'](?:m|ll|ve|d)| (?:{_VERBS}))\b)"
)
_NAMED = r"(?:\b\w[,;.]|\b(?:das|ein|letters?|Buchstaben?|lettre)) $"  # it, or what it numbers
_BEFORE = 30  # characters: more than any of these has
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
        before = block.text[max(0, at - _BEFORE) : at]
        if block.is_at_border(at, match.end(1)) or re.search(_NAMED, before):
            continue
        yield Suspicion(
            block,
            *match.span(1),
            f"“{match[1]}” stands alone, and is no word.",
            "Read the place in the source again: “m” is often “in”.",
            0.72,
        )


def pronouns(text: Text) -> Iterator[Suspicion]:
    """1, l or ! for I, II or 11 for Il, before a verb that says so."""
    pattern, meant = (_FOR_IL, "Il") if text.language == "fr" else (_FOR_I, "I")
    for block, match in text.places(pattern):
        yield Suspicion(
            block,
            *match.span(1),
            f"“{match[1]}” stands where “{meant}” is expected.",
            "Read the place in the source again: “1”, “l” and “!” are often “I”.",
            0.85,
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
    Rule(
        "proof-pronoun",
        "spelling",
        "A digit, a letter or a mark stands for “I”, or in French for “Il”.",
        "He asked when I was born.",
        "He asked when 1 was born.",
        pronouns,
        languages=("en", "fr"),
    ),
)
