"""A suspicion and the rule that has it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.proof.rule import Rule, Suspicion


@dataclass(frozen=True, slots=True)
class Doubt:
    """A suspicion with the rule that has it: what a finding is made of."""

    rule: Rule
    suspicion: Suspicion

    @property
    def rank(self) -> tuple[float, int]:
        """Most probable first, then by place."""
        return -self.suspicion.probability, self.suspicion.block.source_of(self.suspicion.start)
