"""Names as a catalogue files them ("Surname, Forename"), turned as they are said."""

from __future__ import annotations

import re

_FILED = re.compile(r"([^,;\d]+), ([^,;\d]+)")
_INITIALS = re.compile(r"(\w\.-?)+")
# What follows a name in brackets; behind initials it spells them.
_REMARK = r"(.*[^\W\d_]{2}) ([\[(][^\[\]()\d]+[\])])"
_ENCLOSED = r"([\[(])([^\[\]()]+?)(\??[\])])"  # a name inferred, perhaps with a doubt
PARTICLES = frozenset(
    "von van der den de del della di da do dos du zu zum zur af av la le y e el al ibn".split()
)
# What follows a name besides forenames, without its stops.
_TITLES = frozenset(
    "jr sr ii iii iv phd dphil drphil ma ba mba msc bsc md dd lld llm sj op osb ofm esq dr prof"
    " ed eds hg hgg hrsg".split()
)
_ABBREVIATED = _TITLES | frozenset(
    "chas edm edw eliz fred geo hen jas jos matt nich rich robt sam thos tho wal will gent rev hon"
    " bros cie comp corp dept inc ltd univ assoc vol vols pseud hier".split()
)
_BODIES = re.compile(
    r"\buni[vw]|école|college|institut|librar|bibliot|acad|akad|mus[eé]|"
    r"cent(er|re)|school|press|project|society|foundation|department|faculty|archiv|seminar",
    re.IGNORECASE,
)
_MOST_FORENAMES = 4
# Years of life behind a name: "(1855–97)", ", 1854-1900", ", b. 1855", "(ca. 1500-)", "(fl. 1600)".
_ABOUT = r"(?:(?:ca?\.?|circa|approximately) ?)?"
_OF_ONE = rf"(?:b|d|fl|born|died|active|geb|gest|n[ée]e?|\*|†)\.? ?{_ABOUT}\d{{3,4}}\??(?:[-–]\d+)?"
_OF_BOTH = rf"{_ABOUT}(\d{{3,4}}|\?)\??\s?[-–—]\s?(?:{_ABOUT}(\d{{2,4}}|\?)\??)?"
_LIFE = rf"(?:,? \((?:{_OF_BOTH}|{_OF_ONE})\)|, (?:{_OF_BOTH}|{_OF_ONE}))\.?$"
_PSEUDONYM = r",? (?:\[pseud\w*\.?\]|\(pseud\w*\.?\))$"
_SHORTEST_LIFE, _LONGEST_LIFE = 12, 120


def as_said(name: str, *, is_author: bool) -> str:
    """`name` with the forenames first, where what follows its comma is beyond doubt forenames.

    It may as well be a degree, a place of work or another person, of whom nobody may be told
    to be called so. Whoever is an author may have two surnames.
    """
    if enclosed := re.fullmatch(_ENCLOSED, name):
        return f"{enclosed[1]}{as_said(enclosed[2], is_author=is_author)}{enclosed[3]}"
    remarked = re.fullmatch(_REMARK, name)
    if remarked is None:
        return _turned(name, is_author)
    return f"{_turned(remarked[1], is_author)} {remarked[2]}"


def _turned(name: str, is_author: bool) -> str:
    filed = _FILED.fullmatch(without_stop(name))
    if not filed or _is_torn(filed[1]):
        return name
    surname, forenames = filed[1].split(), filed[2].split()
    surnames = [word for word in surname if word.lower() not in PARTICLES]
    if not _are_forenames(forenames) or _BODIES.search(name):
        return name
    are_many = len(surnames) > 1
    if any(map(_INITIALS.fullmatch, surnames)) or (are_many and not is_author):
        return name
    if len(surnames) > 2 or (are_many and not _is_no_full_name(forenames)):
        return name
    return f"{filed[2]} {filed[1]}"


def _is_torn(part: str) -> bool:
    """Whether a bracket opens in it and is not closed."""
    return part.count("[") != part.count("]") or part.count("(") != part.count(")")


def as_called(name: str) -> str:
    """`name` as a catalogue has it, without what follows it there.

    That is the years of a life, unless they cannot be one, the remark that it is assumed, and
    a full stop.
    """
    return without_stop(re.sub(_PSEUDONYM, "", _without_life(name), flags=re.IGNORECASE))


def without_stop(name: str) -> str:
    """`name` without the stop that ends it; that of an initial or an abbreviation stays."""
    return name if is_abbreviated(name) else re.sub(r"(?<=[\w)\]])\.$", "", name)


def is_abbreviated(name: str) -> bool:
    """Whether the stop at its end belongs to its last word."""
    last = re.search(r"(?:^|[\W\d_])([^\W\d_]{1,9})\.$", name[-12:])
    return last is not None and (len(last[1]) < 3 or last[1].lower() in _ABBREVIATED)


def _without_life(name: str) -> str:
    if not any(map(str.isdigit, name)) or not (found := re.search(_LIFE, name, re.IGNORECASE)):
        return name
    years = [year for year in found.groups() if year and year.isdigit()]
    if len(years) == 2 and not _SHORTEST_LIFE <= _between(*years) <= _LONGEST_LIFE:
        return name
    return name[: found.start()]


def _between(first: str, last: str) -> int:
    """How many years lie between two of which the second may lack its century ("1855–97")."""
    return int(first[: max(0, len(first) - len(last))] + last) - int(first)


def _are_forenames(words: list[str]) -> bool:
    if len(words) > _MOST_FORENAMES or "".join(words).replace(".", "").lower() in _TITLES:
        return False
    capitals = [word for word in words if word.lower() not in PARTICLES]
    return bool(capitals) and not any(word[0].islower() for word in capitals)


def _is_no_full_name(words: list[str]) -> bool:
    """Whether no surname can be among them."""
    last = words[-1]
    return len(words) == 1 or last.lower() in PARTICLES or bool(_INITIALS.fullmatch(last))
