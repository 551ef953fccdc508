"""What had to give way so that everything fits its page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fitting:
    """Decisions from one layout for the next.

    `endnotes` are the ids of notes set at the end of their division instead
    of the foot of the page; `tables` maps a table (its position in the book)
    to the size of its type, relative to what the style sheet asks; `landscape`
    has the tables that stand on pages turned on their side, which are as wide
    and high as `leaf` says (in CSS pixels); `keys` has the lines to which the
    entries of the apparatus are keyed. With `all_at_end` every note is an
    endnote, and no page has one at its foot.
    """

    endnotes: frozenset[str] = frozenset()
    tables: dict[int, float] = field(default_factory=dict)
    landscape: frozenset[int] = frozenset()
    leaf: tuple[float, float] = (0.0, 0.0)
    keys: dict[str, str] = field(default_factory=dict)
    all_at_end: bool = False
