"""The characters that a document declares for itself, and what stands for them (TEI ch. 5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from lxml import etree

from pipeline.tei.names import XML_ID, tei

_BEST_MAPPINGS = (
    "unicode", "standard", "standardized", "composed", "simplified", "normalized", "diplomatic", "",
)  # fmt: skip
_CODES = r"\s*(?:[Uu]\+[0-9A-Fa-f]{4,6}\s*)+"
_UNSEEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def declared_characters(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What stands for each character that the header declares and maps (TEI 5.2)."""
    for declared in root.iter(tei("char"), tei("glyph")):
        mappings = {
            each.get("type", "").lower(): _characters_of("".join(map(str, each.itertext())))
            for each in declared.iter(tei("mapping"))
        }
        best = [mappings[kind] for kind in _BEST_MAPPINGS if mappings.get(kind)]
        known = [*best, *filter(None, mappings.values())]
        if name := declared.get(XML_ID):
            yield name, next(iter([*filter(_is_public, known), *known]), "")


def character_called(name: str, number: str) -> str:
    """What editions of German letters mean by an empty `c` whose rendition has this name."""
    match name.split("-"):
        case ["#gemination", letter] if len(letter) == 1:
            return f"{letter}{letter}"
        case ["#geschwungene", "klammer", side]:
            return {"auf": "{", "zu": "}"}.get(side, "")
        case ["#dots"]:
            return "." * min(int(number), 80) if number.isdecimal() else "…"
        case _:
            return "&" if name == "#kaufmannsund" else ""


def _characters_of(mapping: str) -> str:
    """What a mapping says; a code point (U+2E2E) says its character."""
    if not re.fullmatch(_CODES, mapping):
        return " ".join(mapping.split())
    codes = [int(code, 16) for code in re.findall(r"(?i)u\+(\w+)", mapping)]
    if not all(map(_is_allowed, codes)):
        return " ".join(mapping.split())
    return "".join(character for character in map(chr, codes) if character not in _UNSEEN)


def _is_allowed(code: int) -> bool:
    """Whether XML has such a character, and it is no control (XML 1.0, 2.2)."""
    is_text = 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return is_text and code % 0x10000 < 0xFFFE


def _is_public(words: str) -> bool:
    """Whether every character is Unicode's, none of a private agreement."""
    return not any(unicodedata.category(each) == "Co" for each in words)
