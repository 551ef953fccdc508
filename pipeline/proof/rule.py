"""What a rule of the proofreader is, and what it says of a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.finding import Severity

if TYPE_CHECKING:
    from pipeline.proof.reading import Block
    from pipeline.proof.text import Text


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Characters of a block that may be wrong, and how probably.

    `reading` is what to offer instead of them, where they are only wrongly joined or parted.
    """

    block: Block
    start: int
    end: int
    message: str
    remedy: str
    probability: float
    reading: str = ""

    @property
    def words(self) -> str:
        """The suspicious characters."""
        return self.block.text[self.start : self.end]


Find = Callable[["Text"], Iterator[Suspicion]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of mistake: `context` stands before both examples, which are paragraphs."""

    code: str
    family: str
    reason: str
    right: str
    wrong: str
    find: Find
    severity: Severity = Severity.WARNING
    languages: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    default: bool = True

    def applies_to(self, language: str) -> bool:
        """Whether the rule knows the language of the document."""
        return not self.languages or language in self.languages


def chance(base: float, wrong: int, right: int) -> float:
    """`base`, less the more often the document itself writes so: a habit is no mistake.

    `wrong` counts the places written like the suspicious one, `right` the others.
    """
    if wrong <= 2 and right >= wrong:
        return base
    return base * max(0.0, 1 - 4 * wrong / (wrong + right)) if wrong + right else base
