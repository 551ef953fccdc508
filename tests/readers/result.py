"""What came of a check, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_FAULTS_TOLD = 12


@dataclass(slots=True)
class Result:
    """One named check: what was looked at, and each fault with its place."""

    name: str
    looked_at: str
    faults: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.faults


def tell(results: Iterable[Result]) -> bool:
    """Prints every result; true if all are well."""
    well = True
    for result in results:
        print(f"{'ok  ' if result.passed else 'FAIL'}  {result.name}: {result.looked_at}")
        for fault in result.faults[:MOST_FAULTS_TOLD]:
            print(f"      {fault}")
        if len(result.faults) > MOST_FAULTS_TOLD:
            print(f"      and {len(result.faults) - MOST_FAULTS_TOLD} more")
        well = well and result.passed
    return well
