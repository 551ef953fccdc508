"""When and where somebody was born, and died, as a register tells it."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.header.telling import listed
from pipeline.tei.names import has_own_words, tei
from pipeline.tei.plain_text import date_in_attributes

_BIRTH, _DEATH, _DATE = map(tei, ("birth", "death", "date"))
_SIGNS = {_BIRTH: "* ", _DEATH: "† "}
ENDS_OF_LIFE = frozenset(_SIGNS)
_PROSE = frozenset(map(tei, ("ab", "desc", "note", "p")))


def span_of_life(person: etree._Element) -> str:
    """The years from birth to death (1879–1940), where both are told by their dates alone."""
    ends = [end for end in person if end.tag in ENDS_OF_LIFE]
    if [end.tag for end in ends] != [_BIRTH, _DEATH]:
        return ""
    dates = list(map(_date_alone, ends))
    return "–".join(map(_year, dates)) if all(dates) else ""


def end_of_life(event: etree._Element) -> str:
    """A birth or a death, with its sign unless its own words tell which it was."""
    words = listed(event)
    date = "" if any(map(str.isdigit, words)) else date_in_attributes(event)
    told = ", ".join(filter(None, (date, words)))
    is_signed = told[:1].isdigit() or (told != "" and not _is_prose(event))
    return f"{_SIGNS[event.tag]}{told}" if is_signed else told


def _date_alone(event: etree._Element) -> str:
    """The one date of an event of which nothing else is told, not where it was either."""
    words = listed(event)
    if not words:
        date = date_in_attributes(event)
        return "" if "–" in date else date
    # A place is written with a capital, where a script has any.
    if _is_prose(event):
        is_date = words == words.lower() and any(map(str.isdigit, words))
    else:
        is_date = all(part.tag == _DATE for part in event.iterchildren("*"))
    return (event.get("when") or words) if is_date else ""


def _is_prose(event: etree._Element) -> bool:
    return has_own_words(event) or any(part.tag in _PROSE for part in event.iterchildren("*"))


def _year(date: str) -> str:
    return date.partition("-")[0] if date[:4].isdigit() else date
