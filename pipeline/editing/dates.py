"""The day on which a change is made (TEI 2.6)."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.finding import EditionError, Finding, Severity
from pipeline.moment import given_moment


def date_of_change(said: str = "") -> str:
    """The day as W3C writes it: as asked, of SOURCE_DATE_EPOCH, or today."""
    if not said:
        return (given_moment() or datetime.now()).date().isoformat()
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        message = f"“{said}” is not a date."
        raise EditionError(
            Finding("usage", Severity.ERROR, message, remedy="Write it so: 2026-11-23.")
        ) from None
