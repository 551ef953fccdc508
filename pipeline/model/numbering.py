"""Numbers in attributes: those that `@n` gives to blocks (TEI att.global), and what they count."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import local_name, tei, text_in

_NUMBERED = frozenset(
    "p ab l lg div div1 div2 div3 div4 div5 div6 div7 milestone sense hom".split()
)
_LONGEST = 10  # figures
_SENSES = frozenset(("sense", "hom"))
_WORDS = frozenset("aeiouy")  # what may be a word of its own in some language


def number_of(element: etree._Element) -> str:
    """What `@n` says of a numbered block; of a sense only where its own words do not say it."""
    name, number = local_name(element.tag), element.get("n", "")
    if name not in _NUMBERED:
        return ""
    return "" if name in _SENSES and _says(text_in(element), number.rpartition(".")[2]) else number


def _says(words: str, number: str) -> bool:
    """Whether they begin with the number: “1.”, “1 a tree”, “a)”; not “17th-century”, “a tree”."""
    if not number:
        return False
    edge = r"[.):\]]" if number.lower() in _WORDS else r"(?![\w-])"
    return re.match(rf"\s*[(\[]?{re.escape(number)}{edge}", words) is not None


def is_numbered_stanza(element: etree._Element) -> bool:
    """Whether verses are known by the number of their stanza, and have neither one nor a head."""
    if element.tag != tei("lg") or not element.get("n") or element.find(tei("head")) is not None:
        return False
    numbers = [verse.get("n", "") for verse in element.iterchildren(tei("l"))]
    return bool(numbers) and not any(map(str.isdigit, "".join(numbers)))


def counted(number: str) -> int | None:
    """What a number counts, if it is one in figures that anybody could count to."""
    return int(number) if number.isdecimal() and len(number) < _LONGEST else None
