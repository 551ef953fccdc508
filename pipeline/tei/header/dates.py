"""Dates and versions as programs write them, made into what one reads."""

from __future__ import annotations

import re

# Keywords of RCS, CVS and Subversion, expanded or not: $Date: 2009/04/23 08:15:15 $, $Id$.
KEYWORD = re.compile(r"\$([A-Z]\w+)(?::\s*([^$]*?))?\s*\$")
_VERSIONS = ("Revision", "Rev", "LastChangedRevision")
_STAMP = re.compile(
    r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?"
    r"\s*(?:Z|[+-]\d\d:?\d\d)?(?: \([^()]*\))?"
)
_DAY_AND_HOUR = r"(\d\d?[./]\s?\d\d?[./]\s?\d{4}),? \d\d?:\d\d(?::\d\d)?"
_YEAR = r"\b(?:1\d|20)\d\d\b"


def without_keywords(words: str) -> str:
    """`words` without the keywords of a version control system, and what they hold of dates."""
    return KEYWORD.sub(lambda found: found[2] or "" if "Date" in found[1] else "", words).strip()


def version_of(words: str) -> str:
    """The number that a keyword such as $Revision: 1.7 $ holds."""
    found = (match[2] for match in KEYWORD.finditer(words) if match[1] in _VERSIONS)
    return next(filter(None, found), "")


def day_of(words: str) -> str:
    """The day of a moment to the second, or with a zone of time; else `words`."""
    words = without_keywords(words)
    if stamp := _STAMP.fullmatch(words):
        return "-".join(stamp.groups())
    day = re.fullmatch(_DAY_AND_HOUR, words)
    return day[1] if day else words


def is_moment(words: str) -> bool:
    """Whether `words` are a day, or a moment of it, as a program writes it, and no more."""
    return _STAMP.fullmatch(words) is not None


def only_year_in(words: str) -> str:
    """The year of a date in words, where they have no other."""
    years = set(re.findall(_YEAR, words))
    return years.pop() if len(years) == 1 else ""
