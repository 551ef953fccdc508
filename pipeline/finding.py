"""The one form in which anything worth telling a person travels between the rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

_MOST_ALIKE = 500


class Severity(IntEnum):
    """How much a finding matters; ordered, so that `max()` gives the worst."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Finding(NamedTuple):
    """Something wrong, or worth knowing, at one place of one file.

    `code` is stable and documented; `line` and `column` count from 1 and are
    0 where unknown; `remedy` says what the reader can do about it.
    """

    code: str
    severity: Severity
    message: str
    path: Path | None = None
    line: int = 0
    column: int = 0
    remedy: str = ""
    excerpt: str = ""


def of_each_kind(findings: Iterable[Finding]) -> list[Finding]:
    """At most so many findings of each code, and for the others how many they are."""
    counts: Counter[str] = Counter()
    kept: list[Finding] = []
    first_of: dict[str, Finding] = {}
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= _MOST_ALIKE:
            kept.append(finding)
        first_of.setdefault(finding.code, finding)
    for code, first in first_of.items():
        if counts[code] > _MOST_ALIKE:
            said = f"{counts[code] - _MOST_ALIKE:,} more places of this kind are not shown."
            kept.append(Finding(code, first.severity, said, first.path))
    return kept


class EditionError(Exception):
    """Work cannot go on: what is wrong, as the findings a person will read.

    Every error that the project raises on purpose is one of these; anything
    else that reaches the command line is a defect of the program.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings
