"""What good lines are, in numbers: the parameters of TeX's paragraph builder under their names."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Rules:
    """Knuth and Plass, “Breaking Paragraphs into Lines” (1981); The TeXbook, chapter 14.

    `stretch` and `shrink` are parts of a word space, `expansion` of a line's
    letters; demerits are compared with (`line` + badness)², where a line whose
    spaces give all they have has the badness 100.
    """

    stretch: float = 1 / 2
    shrink: float = 0.28  # EB Garamond's space is narrow: a fifth of an em
    expansion: float = 0.02
    # Badness allowed; when that gives no solution, the next, at last any.
    tolerances: tuple[float, ...] = (100.0, 200.0, 400.0, 1000.0, 4000.0, float("inf"))
    # The same for a paragraph in which no word is divided.
    pretolerance: float = 30.0
    line: float = 10.0
    hyphen: float = 150.0
    explicit_hyphen: float = 50.0
    before_dash: float = 300.0
    capital_hyphen: float = 200.0
    double_hyphen: float = 15_000.0
    third_hyphen: float = 4_000_000.0
    last_hyphen: float = 40_000.0
    contrast: float = 10_000.0
    # A last line shorter than `runt` (in em) hardly covers the next line's indent.
    runt: float = 2.4
    runt_line: float = 1_000_000.0
    runt_tolerance: float = 1000.0  # and is not to be had for less
    # A word divided over the end of a page.
    page_hyphen: float = 100_000_000.0
    # The badness allowed to lines that make a page come out level.
    level_tolerance: float = 70.0

    def undivided(self) -> Rules:
        """The rules for a first pass without hyphens, which is given up easily."""
        return replace(self, tolerances=(self.pretolerance,))


RULES = Rules()
