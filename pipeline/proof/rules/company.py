"""Words that exist and are told by one neighbour to be misread: hut it, same tiling, arid the.

The list of pairs of words has none of these pairs, nor most of those that were meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import Text

_PRONOUN = "I|he|she|it|they|we|you"
_OPEN = r"(?:^|[.!?;,:—–“] ?|\b(?i:and|that|when|if|as|for|because|while|which|until|till|so) )"


class _Company(NamedTuple):
    """What stands before and after `word` where `meant` was printed."""

    word: str
    meant: str
    before: str
    after: str


_COMPANIES = (
    _Company(
        "hut",
        "but",
        r"(?:^|[.!?;,:—–“] ?)",
        rf"(?:{_PRONOUN}|not|that|the|when|if|there|this|what|no)",
    ),
    _Company(
        "carne",
        "came",
        rf"\b(?i:{_PRONOUN}|who|which|that|there|never|then|soon|and|had|have|has) ",
        "(?:to|down|up|out|in|into|back|from|upon|home|on|over|along|near|with|through|forth|here)",
    ),
    _Company(
        "tiling", "thing", r"\b(?:same|any|every|such a|only|good|great|strange|little) ", r"\w+"
    ),
    _Company(
        "site",
        "she",
        _OPEN,
        "(?:had|was|said|has|would|could|did|went|came|looked|sat|stood|knew|thought|felt|saw)",
    ),
    _Company(
        "winch",
        "which",
        r"(?<!\bthe)(?<!\ba)(?<!\bsteam)(?<!\bhand)(?<!\bthis)(?<!\bthat)(?<!\bits) ",
        rf"(?:{_PRONOUN}|the|seemed|had|has|have|were|are|would|could|did|may|must)",
    ),
    _Company(
        "die",
        "the",
        r"\b(?:of|in|on|from|with|by|at|into|upon|through|under|over|(?:is|was|are|were) not) ",
        r"(?!and\b|or\b|is\b|was\b|of\b|in\b|at\b|to\b|by\b|on\b|for\b|as\b|like\b|with\b|from\b|"
        r"young|happy|alone|casting)[a-z]{3,}",
    ),
    _Company("arid", "and", r"[\w,;] ", rf"(?:{_PRONOUN}|the|then|to|of|in|his|her|their)"),
    _Company(
        "110",
        "no",
        r"(?<!No\.)(?<!\bpage)(?<!\bp\.) ",
        "(?:longer|doubt|one|such|other|sooner|less|matter|way|use|time|reason|man|woman|water|"
        "money|answer|sound|need|wonder|place|sign|word|end|fear|hope|harm|better|trouble)",
    ),
)


def told_by_company(text: Text) -> Iterator[Suspicion]:
    """A real word beside one that only stands beside another like it."""
    for one in _COMPANIES:
        if one.word.isalpha() and one.word not in text.lower:
            continue
        pattern = rf"(?:{one.before})\b({one.word}|{one.word.title()})(?= {one.after}\b)"
        for block, match in text.places(pattern):
            yield Suspicion(
                block,
                *match.span(1),
                f"“{match[1]}” hardly stands here; “{one.meant}” looks like it.",
                "Read the word in the source again.",
                0.8,
            )


RULES = (
    Rule(
        "proof-company",
        "words",
        "A word beside which another is expected that looks like it.",
        "It was late, but he came.",
        "It was late, hut he came.",
        told_by_company,
        languages=("en",),
    ),
)
