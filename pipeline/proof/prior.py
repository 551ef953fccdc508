"""What the sure errors of a document say of its doubtful ones (Bayes' rule on the odds).

A text with many errors that nobody can deny has more of the other kind; in one that somebody has
proofread well, what only looks odd is most likely right. A short text says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.proof.doubt import Doubt

_SURE = 0.8
_USUAL = 6.0  # sure errors in 10,000 words of a text to which the probabilities of the rules apply
_BELIEF = 2.0  # of so many errors
_EXPONENT, _LEAST, _MOST = 0.7, 0.45, 3.0


def weighed(found: Sequence[Doubt], words: int) -> list[Doubt]:
    """The doubts with the probability they have in this document; the sure ones as they are."""
    sure = sum(doubt.suspicion.probability >= _SURE for doubt in found)
    rate = (sure + _BELIEF) / (words / 10_000 + _BELIEF / _USUAL)
    factor = min(_MOST, max(_LEAST, (rate / _USUAL) ** _EXPONENT))
    return [_weighed(doubt, factor) for doubt in found]


def _weighed(doubt: Doubt, factor: float) -> Doubt:
    said = doubt.suspicion
    if said.probability >= _SURE:
        return doubt
    odds = said.probability / (1 - said.probability) * factor
    return Doubt(doubt.rule, replace(said, probability=min(_SURE - 0.01, odds / (1 + odds))))
