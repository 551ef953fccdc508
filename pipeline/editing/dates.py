"""The day on which a change is made (TEI 2.6)."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from pipeline.finding import EditionError, Finding, Severity


def date_of_change(said: str = "") -> str:
    """The day as W3C writes it: as asked, of SOURCE_DATE_EPOCH, or today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        known = datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdecimal() else None
        return (known or date.today()).isoformat()
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        message = f"“{said}” is not a date."
        raise EditionError(
            Finding("usage", Severity.ERROR, message, remedy="Write 2026-11-23.")
        ) from None
