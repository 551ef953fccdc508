"""What a page can bear of the styles that a document asks for: by itself, and in others."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

_LENGTH = r"(?i)([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)(em|ex|rem|px|pt|pc|cm|mm|in|%)?$"
_BEGIN_NUMBERS = frozenset("+-.0123456789")
# Points of each unit, beside type of eleven points in a measure of a hundred millimetres.
_POINTS = {"em": 11.0, "ex": 5.5, "rem": 11.0, "px": 0.75, "pt": 1.0, "pc": 12.0, "cm": 28.35,
           "mm": 2.835, "in": 72.0, "%": 2.9}  # fmt: skip
_OF_THE_TYPE = frozenset(("font-size", "line-height"))  # their per cents are not of the measure
_OF_PICTURES = frozenset(("width", "height"))  # a word would be none (TEI att.media)
_TYPE = 11.0
_MOST = {"width": 900.0, "height": 500.0, "letter-spacing": 7.0, "word-spacing": 33.0,
         "font-size": 44.0, "line-height": 44.0,
         "vertical-align": 22.0, "border": 8.0, "border-top": 8.0, "border-bottom": 8.0,
         "border-left": 8.0, "border-right": 8.0}  # fmt: skip
_MOST_OF_OTHERS = 150.0
_LEAST_TYPE = 4.4
_LEAST = {"font-size": _LEAST_TYPE, "line-height": 8.0, "text-indent": -_MOST_OF_OTHERS}
_KEYWORDS = {
    "display": frozenset("block inline inline-block".split()),
    "text-transform": frozenset("none uppercase lowercase capitalize".split()),
    "white-space": frozenset("normal pre-wrap pre-line".split()),
}
_ASIDE = frozenset("margin-left margin-right padding-left padding-right text-indent".split())
_COLOUR = r"(?i)#([0-9a-f]{3}|[0-9a-f]{6})|rgb\(([\d\s,.%]+)\)"
_DARK = (
    r"(?i)(dark\w*|medium\w*|deep\w*)?(black|blue|brown|chocolate|crimson|firebrick|gray|green|grey|"
    r"indigo|magenta|maroon|navy|olive|orange|orchid|purple|red|salmon|sienna|teal|violet|slateblue)"
)
_PALE = (
    r"(?i)transparent|ivory|snow|azure|beige|linen|yellow|lavender|pink|(white|light|pale)\w*"
    r"|\w+(cream|rice|chiffon|silk|lace|shell|dew|blush|white)"
)
_PALEST_INK, _DARKEST_PAPER = 0.67, 0.75  # of white
# About how large type is that is said in words (CSS Fonts 4, 2.5).
_SIZES = {"xx-small": 6.6, "x-small": 7.5, "small": 9.0, "medium": 11.0, "large": 13.0,
          "x-large": 16.5, "xx-large": 22.0, "larger": 13.2, "smaller": 9.2}  # fmt: skip
_RELATIVE = r"(?i)(em|ex|%|larger|smaller)$"


def is_bearable(name: str, value: str) -> bool:
    """Whether a declaration can neither hide a text, nor move it off the page, nor blow it up."""
    if name in _KEYWORDS:
        return value in _KEYWORDS[name]
    if name == "color":
        return _paleness(value, of_others=1.0) <= _PALEST_INK
    if name == "background-color":
        return _paleness(value, of_others=0.0) >= _DARKEST_PAPER
    if name == "font-weight" or value.startswith("rgb"):
        return True
    return all(_is_bearable(name, word) for word in value.split())


def _is_bearable(name: str, word: str) -> bool:
    """Whether a part of a value is no length, or one that a page can take."""
    points = _points(name, word)
    if points is None:  # perhaps in a unit that depends on the window, or on nothing
        return word[0] not in _BEGIN_NUMBERS and name not in _OF_PICTURES
    return _LEAST.get(name, 0.0) <= points <= _MOST.get(name, _MOST_OF_OTHERS)


def _points(name: str, word: str) -> float | None:
    if name == "font-size" and word in _SIZES:
        return _SIZES[word]
    length = re.match(_LENGTH, word)
    if length is None:
        return None
    unit = (length[2] or "em").lower()
    return float(length[1]) * (
        _TYPE / 100 if unit == "%" and name in _OF_THE_TYPE else _POINTS[unit]
    )


def _paleness(colour: str, of_others: float) -> float:
    """How much of white is in a colour, about: 0.0 to 1.0; `of_others` where nobody knows."""
    found = re.fullmatch(_COLOUR, colour)
    if found is None:
        is_dark, is_pale = re.fullmatch(_DARK, colour), re.fullmatch(_PALE, colour)
        return 0.0 if is_dark else 1.0 if is_pale else of_others
    if found[1]:
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    else:
        numbers = re.findall(r"([\d.]+)(%?)", found[2])
        parts = [_share(number, 100 if sign else 255) for number, sign in numbers]
    return sum(parts) / 3 if len(parts) == 3 else of_others


def _share(number: str, whole: int) -> float:
    return min(1.0, float(number) / whole) if number.count(".") < 2 and number != "." else 1.0


def fitted(style: str, element: etree._Element) -> str:
    """`style` without what is too much within the styles of the elements above `element`."""
    own = _weight(style)
    if own.size is None and not own.aside:
        return style
    size, room, is_relative = own.size or 1.0, _MOST_OF_OTHERS, own.is_relative
    for above in element.iterancestors():
        if outer := above.get("style"):
            weight = _weight(outer)
            room -= weight.aside
            if weight.size is not None and is_relative:
                size, is_relative = size * weight.size, weight.is_relative
    too_much = set(_ASIDE) if own.aside > room else set()
    if not _LEAST_TYPE / _TYPE <= size <= _MOST["font-size"] / _TYPE:
        too_much.add("font-size")
    if not too_much:
        return style
    kept = (each for each in style.split("; ") if each.partition(":")[0] not in too_much)
    return "; ".join(kept)


class _Weight(NamedTuple):
    """The size of type, of the size around it or of ours; and what is taken of the measure."""

    size: float | None
    is_relative: bool
    aside: float


@lru_cache(maxsize=4096)
def _weight(style: str) -> _Weight:
    size, is_relative, aside = None, True, 0.0
    for declaration in style.split("; "):
        name, _, value = declaration.partition(": ")
        points = _points(name, value) if name == "font-size" or name in _ASIDE else None
        if points is None:
            continue
        if name == "font-size":
            size, is_relative = points / _TYPE, re.search(_RELATIVE, value) is not None
        else:
            aside += max(points, 0.0)
    return _Weight(size, is_relative, aside)
