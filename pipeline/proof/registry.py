"""Every rule of the proofreader, by family."""

from __future__ import annotations

from pipeline.proof.rule import Rule
from pipeline.proof.rules import (
    characters,
    company,
    digits,
    letters,
    pairs,
    punctuation,
    spelling,
    stops,
    structure,
    sums,
    variants,
    words,
)

RULES: tuple[Rule, ...] = (
    *digits.RULES,
    *sums.RULES,
    *punctuation.RULES,
    *stops.RULES,
    *pairs.RULES,
    *spelling.RULES,
    *letters.RULES,
    *variants.RULES,
    *words.RULES,
    *company.RULES,
    *structure.RULES,
    *characters.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}
