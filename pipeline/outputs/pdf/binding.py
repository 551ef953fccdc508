"""What no line may end within: a French point and its word, and a range of numbers."""

from __future__ import annotations

import re

from lxml import etree

_NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE = re.compile(r" (?=[»?!;:])")
_AFTER = re.compile(r"(?<=«) ")
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_BOUND = "–\N{WORD JOINER}"


def bind(body: etree._Element, *, points: bool) -> None:
    """Keep ranges together, and with their words the `points` that the text sets off by spaces.

    French points stand off their words (Lacroux, *Orthotypographie*).
    """
    bound = _with_points if points else _with_ranges
    for element in body.iter():
        if element.text:
            element.text = bound(element.text)
        if element.tail:
            element.tail = bound(element.tail)


def unbound(text: str) -> str:
    """The text as it was: places in it are counted in its own characters."""
    return text.replace(_BOUND, "–")


def _with_points(text: str) -> str:
    return _with_ranges(_AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text)))


def _with_ranges(text: str) -> str:
    return _RANGE.sub(_BOUND, text) if "–" in text else text
