"""The two ways to break lines: each one as it fills up, or all of a paragraph together."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from pipeline.finding import Finding, Severity
from pipeline.outputs.pdf.totalfit.patches import TotalFit, unknown_functions
from pipeline.page_settings import LineBreaking


class LineBreaker(Protocol):
    """What breaks the lines of one layout."""

    def at_layout(self) -> AbstractContextManager[None]:
        """A context for the layout."""

    def at_drawing(self) -> AbstractContextManager[None]:
        """A context for the writing of the file."""

    def findings(self) -> list[Finding]:
        """What a person should know about it."""


def line_breaker(line_breaking: LineBreaking) -> LineBreaker:
    """What breaks lines so; WeasyPrint itself, with a finding, where it is another than we know."""
    if line_breaking == "greedy":
        return _Stock([])
    if unknown := unknown_functions():
        return _Stock(unknown)
    return TotalFit()


class _Stock:
    """WeasyPrint as it is."""

    def __init__(self, unknown: list[str]) -> None:
        self._unknown = unknown

    def at_layout(self) -> AbstractContextManager[None]:
        return nullcontext()

    def at_drawing(self) -> AbstractContextManager[None]:
        return nullcontext()

    def findings(self) -> list[Finding]:
        if not self._unknown:
            return []
        return [
            Finding(
                "pdf-line-breaking",
                Severity.WARNING,
                "lines are broken one by one: this WeasyPrint is not the one that total fit was"
                f" written for (other: {', '.join(self._unknown)})",
                remedy="Install weasyprint 70.0 for even word spaces.",
            )
        ]
