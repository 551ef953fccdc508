"""Characters that a document declares for itself (TEI Guidelines ch. 5, `charDecl`)."""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from pipeline.tei.controls import without_direction_controls
from pipeline.tei.names import XML_ID, tei, text_in

_BEST_FIRST = (
    "unicode", "standard", "standardized", "composed", "simplified", "normalized", "diplomatic", "",
)  # fmt: skip
_CODE_POINTS = r"(?i)U\+[0-9a-f]{4,6}(?:\s+U\+[0-9a-f]{4,6})*"
_UNFIT = frozenset(("Cc", "Cs"))  # controls and halves of characters: no XML has them
_G, _C = tei("g"), tei("c")
_SIGNS = {"kaufmannsund": "&", "geschwungene-klammer-auf": "{", "geschwungene-klammer-zu": "}"}
_MOST_DOTS = 80
_NAMES = ("charName", "glyphName", "desc")


class Glyphs:
    """What an empty `g` stands for: its character's mapping, else its name in brackets."""

    def __init__(self, root: etree._Element) -> None:
        self._missed: set[str] = set()
        self._declared = {
            declared.get(XML_ID, ""): declared
            for charset in root.iter(tei("charDecl"))
            for declared in charset.iter(tei("char"), tei("glyph"))
        }

    def text(self, reference: str) -> str:
        """The text for `reference`, the value of `g/@ref`; "" where nothing is declared.

        Large corpora mark with such a `g` what is not to be seen (`char:EOLhyphen`).
        """
        declared = self._declared.get(reference.rpartition("#")[2])
        return "" if declared is None else _mapping(declared) or _name(declared)

    def misses(self, reference: str) -> bool:
        """Note that nothing says what stands for `reference`; whether that is news."""
        if not reference or reference in self._missed or "EOL" in reference:
            return False
        self._missed.add(reference)
        return True


@lru_cache(maxsize=1)
def _glyphs_of(root: etree._Element) -> Glyphs:
    return Glyphs(root)


def glyph_in(element: etree._Element) -> str:
    """What an empty `g`, or `c`, stands for; "" for one that has words of its own."""
    if len(element) or element.text:
        return ""
    if element.tag == _C:
        return named_character(element)
    return _glyphs_of(element.getroottree().getroot()).text(element.get("ref", ""))


def named_character(element: etree._Element) -> str:
    """What an empty `c` stands for of which only `@rendition` tells; "" where that has no name.

    So have editions of German letters a stroke that doubles a consonant, dots and signs.
    """
    name = element.get("rendition", "").removeprefix("#")
    if doubled := re.fullmatch("gemination-([a-z])", name):
        return doubled[1] * 2
    if name == "dots":
        number = element.get("n", "")
        return "." * min(int(number), _MOST_DOTS) if number.isdecimal() else "…"
    return _SIGNS.get(name, "")


def copy_apart(element: etree._Element) -> etree._Element:
    """A copy without a document around it: its empty `g` have the characters declared there."""
    copy = deepcopy(element)
    for written, copied in zip(element.iter(_G, _C), copy.iter(_G, _C), strict=True):
        copied.text = glyph_in(written) or copied.text
    return copy


def _mapping(declared: etree._Element) -> str:
    """The best of what is mapped; a character that only some fonts have gives way to others."""
    mappings = {
        mapping.get("type", "").casefold(): _said(mapping)
        for mapping in declared.iter(tei("mapping"))
    }
    preferred = [mappings[kind] for kind in _BEST_FIRST if kind in mappings]
    said = [words for words in (*preferred, *mappings.values()) if words]
    return next((words for words in said if not _is_private(words)), next(iter(said), ""))


def _said(element: etree._Element) -> str:
    """Its words; of code points that are written out the characters."""
    words = " ".join(text_in(element).split())
    if re.fullmatch(_CODE_POINTS, words):
        codes = [int(code[2:], 16) for code in words.split()]
        if all(map(_is_character, codes)):
            words = "".join(map(chr, codes))
    return without_direction_controls(words).strip()


def _is_character(code: int) -> bool:
    if code > 0x10FFFF or code & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(chr(code)) not in _UNFIT


def _is_private(words: str) -> bool:
    return any(unicodedata.category(character) == "Co" for character in words)


def _name(declared: etree._Element) -> str:
    for kind in _NAMES:
        named = declared.find(tei(kind))
        if named is not None and (said := _said(named)):
            return f"[{said}]"
    return ""
