"""What is reckoned in a sentence: payments by year and month, sums, rises that fall (English)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pipeline.proof.reading import Block
from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import Text

_IN_A_YEAR = {"year": 1.0, "month": 12.0, "week": 52.0, "day": 365.0, "quarter": 4.0}
_NUMBER = r"(?:[£$]\s?)?(\d[\d,]*(?:\.\d+)?)"
_PER = re.compile(rf"{_NUMBER} (?:(\w+) )?(?:a|per|every|each) (year|month|week|day|quarter)\b")
_OR = re.compile(r"\W{0,3}(?:or|that is|i\.e\.|being|equal to)?,?\W{0,3}(?:about )?\W{0,3}")
_SUM = re.compile(
    rf"{_NUMBER} ([^\W\d]+(?: [^\W\d]+)?) and {_NUMBER} ([^\W\d]+(?: [^\W\d]+)?),? "
    rf"(?:in all|altogether|together|making|or|a total of)(?: (?:in all|altogether|"
    rf"together))?,? {_NUMBER}\b"
)
_AMOUNT_IN_YEAR = re.compile(
    rf"{_NUMBER} ([^\W\d]+) in ((?:1\d|20)\d\d)\b[^.;!?]*?\bin ((?:1\d|"
    rf"20)\d\d)\b[^.;!?\d]*{_NUMBER} \2\b"
)


def payments(text: Text) -> Iterator[Suspicion]:
    """2400 a year, or 200 a month."""
    for block in text.blocks:
        said = list(_PER.finditer(block.text))
        for one, other in itertools.pairwise(said):
            if one[3] == other[3] or not _OR.fullmatch(block.text[one.end() : other.start()]):
                continue
            first = _value(one[1]) * _IN_A_YEAR[one[3]]
            second = _value(other[1]) * _IN_A_YEAR[other[3]]
            if first and second and not 0.85 < first / second < 1.18:
                yield Suspicion(
                    block,
                    one.start(),
                    other.end(),
                    f"“{one[0]}” and “{other[0]}” are not the same.",
                    "Read both amounts in the source again.",
                    0.8,
                )


def sums(text: Text) -> Iterator[Suspicion]:
    """3 and 4, in all 8."""
    for block, found in text.places(_SUM):
        first, second, total = _value(found[1]), _value(found[3]), _value(found[5])
        if total and abs(first + second - total) > 0.02 * total and total > max(first, second):
            yield Suspicion(
                block,
                *found.span(),
                f"{found[1]} and {found[3]} are not {found[5]}.",
                "Read the numbers in the source again.",
                0.8,
            )


def rises_that_fall(text: Text) -> Iterator[Suspicion]:
    """An amount falls from one year to the next, and the paragraph speaks of its rise."""
    for block in text.prose:
        for found in _AMOUNT_IN_YEAR.finditer(block.text):
            falls = int(found[3]) < int(found[4]) and _value(found[1]) > _value(found[5])
            if falls and _rise_in(block, found[4]):
                yield Suspicion(
                    block,
                    *found.span(1),
                    f"{found[1]} in {found[3]} and {found[5]} in {found[4]}: that falls, "
                    f"but the paragraph speaks of a rise in {found[4]}.",
                    "Read both amounts in the source again.",
                    0.7,
                )


def _rise_in(block: Block, year: str) -> bool:
    return bool(
        re.search(
            rf"\b(?:rise|increase|growth|rose|grew|grown|risen|"
            rf"increased)\b[^.;!?]{{0,40}}\bin {year}\b",
            block.text,
        )
    )


def _value(number: str) -> float:
    return float(number.replace(",", ""))


RULES = (
    Rule(
        "proof-payments",
        "sums",
        "Amounts a year, a month or a week do not agree.",
        "He has 2400 marks a year, or 200 marks a month.",
        "He has 2400 marks a year, or 300 marks a month.",
        payments,
        languages=("en",),
    ),
    Rule(
        "proof-sum",
        "sums",
        "A sum is not the sum of its parts.",
        "There were 30 men and 20 women, in all 50.",
        "There were 80 men and 20 women, in all 150.",
        sums,
        languages=("en",),
    ),
    Rule(
        "proof-rise",
        "sums",
        "An amount falls where the paragraph says that it rises.",
        "It was 230 marks in 1935, and was to be in 1936 about 250 marks. The rise in 1936 "
        "is small.",
        "It was 280 marks in 1935, and was to be in 1936 about 250 marks. The rise in 1936 "
        "is small.",
        rises_that_fall,
        languages=("en",),
    ),
)
