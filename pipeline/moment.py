"""The moment at which everything is said to be made, where the surroundings set one."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from pipeline.finding import EditionError, Finding, Severity

_NAME = "SOURCE_DATE_EPOCH"


def given_moment() -> datetime | None:
    """That of `SOURCE_DATE_EPOCH` (reproducible-builds.org), if it is set.

    Raises `EditionError` where it is no number of seconds that a calendar has.
    """
    said = os.environ.get(_NAME, "").strip()
    if not said:
        return None
    try:
        return datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"{_NAME} is “{said[:40]}”, which is no number of seconds since 1970."
        remedy = f"Set it to a number like 1767225600, or unset it: unset {_NAME}."
        raise EditionError(Finding("usage", Severity.ERROR, message, remedy=remedy)) from None
