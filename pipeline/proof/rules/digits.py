"""Figures: letters among digits, years that cannot be, ranges and sums that do not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.proof.rule import Rule, Suspicion, chance
from pipeline.proof.text import Text

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "Januar|Februar|März|Juni|Juli|Oktober|Dezember"
)
_BEFORE_YEAR = rf"(?i:in|since|until|till|year|anno|en|im|Jahre|seit|année|em|ano|{_MONTHS})"
_LETTER_IN_NUMBER = re.compile(
    r"(?<![\w-])(?:\d+[lIOoSBZ](?:[\d,.]*\d)?|[lIO]\d[\d,.]*\d|[lIO],\d{3}|"
    r"\d+[a-km-qu-z]\d+)(?![\w])"
)
_POUNDS = r"\dl\. \d+ ?[sd]\b"  # libra, solidus, denarius
_DIGIT_IN_WORD = re.compile(
    r"(?<![\w-])(?:[^\W\d_]+[0135689]+[^\W\d_]+|[01568]+[^\W\d_]+|[^\W\d_]+[01568]+)(?![\w-])"
)
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*)+")  # of chemistry; the sizes of books are ordinals
_SHORT = frozenset("of on or if it in all ill".split())
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th|d|er|re|e|ème|eme|me|te|ten|ter|mo|vo|to|le|mm|cm|km|kg|ft|lb)s?"
)
_FIVE = re.compile(rf"\b({_BEFORE_YEAR},?(?: \d{{1,2}},?)?) (1[0-9]\d{{3}}|20\d{{3}})\b(?![,.]\d)")
_YEAR = re.compile(
    rf"(?:\b{_BEFORE_YEAR}(?: \d{{1,2}},)?|\d{{1,2}},) ((?:1[0-9]|20)\d\d)\b(?![,.]?\d)"
)
_RANGE = re.compile(
    r"(?<![\d.,/:-])(\d[\d,]*(?:\.\d+)?)( to |–|-|—)(\d[\d,]*(?:\.\d+)?)(?![\d/:-]|,\d|\.\d|"
    r" o’clock)"
)
_BEFORE_CHRIST = r"B\. ?C\.?|BCE?\b|v\. ?(?:Chr|u\. Z)|(?:av|v)\. J"
_FALLS = re.compile(
    r"\b(from|fell|fallen|dropped|reduced?|lowered|down|sank|decreased?|odds|of)\b[^.;]*$", re.I
)
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d+)+(?![\d,])")


def letters_among_digits(text: Text) -> Iterator[Suspicion]:
    """l for 1, O for 0."""
    has_pounds = text.count(_POUNDS) > 0
    for block, found in text.places(_LETTER_IN_NUMBER):
        if has_pounds and re.match(r"\d+l\.", block.text[found.start() :]):
            continue
        if not _ORDINAL.fullmatch(found[0]):
            yield Suspicion(
                block,
                *found.span(),
                f"A letter stands among the digits of “{found[0]}”.",
                "Read the number in the source again.",
                0.9,
            )


def digits_in_words(text: Text) -> Iterator[Suspicion]:
    """0 for o, 1 for l, 5 for s."""
    for block, found in text.places(_DIGIT_IN_WORD):
        word = found[0]
        if _ORDINAL.fullmatch(word) or text.counts[word] > 2 or text.count(re.escape(word)) > 2:
            continue
        base = _probability(text, word)
        if not base:
            continue
        yield Suspicion(
            block,
            *found.span(),
            f"A digit stands in the word “{word}”.",
            "Read the word in the source again.",
            base,
        )


def _probability(text: Text, word: str) -> float:
    """How probably the digits of the word are letters: by the word that these make."""
    read = [word.translate(str.maketrans("01568", f"o{one}sbs")) for one in "li"]
    letters = sum(map(str.isalpha, word))
    if letters == 1:  # 1t, 0f; but 1s. and 5d. were money, 8m. and 6h. are measures
        return 0.8 if not word.isupper() and any(one.lower() in _SHORT for one in read) else 0.0
    if any(map(text.frequency, read)):
        return 0.9
    return 0.6 if letters == len(word) - 1 and not _FORMULA.fullmatch(word) else 0.0


def five_digits(text: Text) -> Iterator[Suspicion]:
    """A year with a digit too many."""
    for block, found in text.places(_FIVE):
        yield Suspicion(
            block,
            *found.span(2),
            f"“{found[2]}” stands where a year is expected.",
            "A year has four digits.",
            0.9,
        )


def years_out_of_time(text: Text) -> Iterator[Suspicion]:
    """A year after the text was written."""
    if not text.latest_year:
        return
    found = [
        (block, match) for block, match in text.places(_YEAR) if int(match[1]) > text.latest_year
    ]
    for block, match in found:
        probability = chance(0.9, len(found), 10)
        yield Suspicion(
            block,
            *match.span(1),
            f"{match[1]} is after {text.latest_year}, the latest year that the header allows.",
            "Read the year in the source again.",
            probability,
        )


def descending_ranges(text: Text) -> Iterator[Suspicion]:
    """From more to less."""
    for block, found in text.places(_RANGE):
        low, high = found[1].replace(",", ""), found[3].replace(",", "")
        spoken = found[2] == " to "
        if _is_before_christ(block.text, found):
            continue
        if "." in low + high:
            continue
        if not spoken and len(high) < len(low):
            high = low[: len(low) - len(high)] + high  # 1921-28
        if int(low) <= int(high) or int(high) < (32 if spoken else 13):
            continue
        if spoken and _FALLS.search(block.text[max(0, found.start() - 40) : found.start()]):
            continue
        yield Suspicion(
            block,
            *found.span(),
            f"The range {found[0]} descends.",
            "Read both numbers in the source again.",
            0.85,
        )


def _is_before_christ(line: str, years: re.Match[str]) -> bool:
    around = f"{line[max(0, years.start() - 12) : years.start()]}\n{line[years.end() :][:12]}"
    return re.search(_BEFORE_CHRIST, around) is not None


def broken_groups(text: Text) -> Iterator[Suspicion]:
    """1,23 or 12,3456."""
    if text.language not in {"en", ""}:
        return
    for block, found in text.places(_GROUPED):
        groups = found[0].split(",")[1:]
        if all(len(group) == 3 for group in groups) or (len(groups[0]) < 3 and len(groups) > 1):
            continue
        if any(len(group) in {2, 4, 5} for group in groups):
            yield Suspicion(
                block,
                *found.span(),
                f"The digits of {found[0]} are not grouped by three.",
                "Read the number in the source again.",
                0.6,
            )


RULES = (
    Rule(
        "proof-digit-letter",
        "digits",
        "A letter that looks like a digit stands in a number.",
        "In 1893 he came home.",
        "In l893 he came home.",
        letters_among_digits,
    ),
    Rule(
        "proof-word-digit",
        "digits",
        "A digit that looks like a letter stands in a word.",
        "She went to London.",
        "She went to Lond0n.",
        digits_in_words,
    ),
    Rule(
        "proof-year-digits",
        "digits",
        "A year has a digit too many.",
        "It was built in 1936, they said.",
        "It was built in 19136, they said.",
        five_digits,
    ),
    Rule(
        "proof-year-late",
        "digits",
        "A year is later than the dates of the header allow.",
        "It amounted to nine in 1835.",
        "It amounted to nine in 1985.",
        years_out_of_time,
    ),
    Rule(
        "proof-range",
        "digits",
        "A range goes from more to less.",
        "They earn 3500 to 4000 francs.",
        "They earn 8500 to 4000 francs.",
        descending_ranges,
    ),
    Rule(
        "proof-number-groups",
        "digits",
        "The digits of a number are not grouped by three.",
        "There were 12,000 men.",
        "There were 12,00 men.",
        broken_groups,
        languages=("en",),
    ),
)
