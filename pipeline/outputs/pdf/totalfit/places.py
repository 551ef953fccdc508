"""Where the lines of a paragraph may end: what `boxes` finds out and `solver` decides upon."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Places:
    """All places where a line may end, in order; the last is the end of the paragraph.

    Parallel lists, as the solver looks at each place many times. Lengths are
    counted from the beginning of the paragraph: `end` is where the letters of
    a line that ends here stop, its hyphen included, and `start` where the next
    line would begin. `end_space` and `start_space` are how much of that is
    space between words. `hang_end` is how far the line's last sign may stand
    out of the measure, `hang_start` the same for the first of the next line.
    """

    end: list[float] = field(default_factory=list)
    end_space: list[float] = field(default_factory=list)
    start: list[float] = field(default_factory=list)
    start_space: list[float] = field(default_factory=list)
    hang_end: list[float] = field(default_factory=list)
    hang_start: list[float] = field(default_factory=list)
    penalty: list[float] = field(default_factory=list)
    hyphen: list[bool] = field(default_factory=list)

    def add(
        self,
        end: tuple[float, float, float],
        start: tuple[float, float, float],
        penalty: float = 0.0,
        hyphen: bool = False,
    ) -> None:
        """Add a place; `end` and `start` are each length, space therein, and hang."""
        self.end.append(end[0])
        self.end_space.append(end[1])
        self.hang_end.append(end[2])
        self.start.append(start[0])
        self.start_space.append(start[1])
        self.hang_start.append(start[2])
        self.penalty.append(penalty)
        self.hyphen.append(hyphen)

    def __len__(self) -> int:
        return len(self.end)
