"""Full stops inside a sentence, where neither an abbreviation nor a number has one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import ABBREVIATIONS, Text, is_numeral

_STOP_LOWER = re.compile(r"(?<![.\w&-])([^\W\d_]{2,})(\.) ([a-zß-ÿ][\w’']*)")


def stops_before_lower_case(text: Text) -> Iterator[Suspicion]:
    """A full stop inside a sentence."""
    for block, match in text.places(_STOP_LOWER):
        word = match[1].lower()
        if word in ABBREVIATIONS or not re.search("[aeiouyäöüáéíóúàèêâôûœæ]", word):
            continue
        if is_numeral(match[1].upper()) or (len(match[3]) > 1 and is_numeral(match[3].upper())):
            continue  # Henry VIII. and; chap. xv
        if text.language == "en" and re.match("l(?:['’]|$)", match[3]):
            continue  # an I, which another rule reads
        if len(match[3]) == 1 and block.text.startswith(".", match.end()):
            continue  # Ausg. v. Hegel
        stops = text.stops[word]
        abbreviated = len(word) < 5 or not text.list.get(word)
        if abbreviated and stops > 1 and stops >= text.lower.get(word, 0) * 0.9:
            continue  # an abbreviation of this document
        base = 0.9 if match[1].islower() else 0.6
        yield Suspicion(
            block,
            match.start(2),
            match.end(2),
            f"A full stop stands before “{match[3]}”.",
            "Read the mark and the letter in the source again.",
            base,
        )


RULES = (
    Rule(
        "proof-stop-lower",
        "punctuation",
        "A full stop stands before a lower-case letter.",
        "The rooms, they say, are bad.",
        "The rooms. they say, are bad.",
        stops_before_lower_case,
    ),
)
