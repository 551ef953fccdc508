"""Which letters came from which font: the edition's own, another, or none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
import fontpkg_cardo
import fontpkg_eb_garamond
import fontpkg_fira_code

from pipeline.finding import Finding, Severity
from pipeline.model.book import Book
from pipeline.outputs.pdf.scripts import book_text

# The name under which print.css declares the faces: no system font is called so.
FAMILY = "EB Garamond Edition"
# The same of large-print.css.
LEGIBLE_FAMILY = "Atkinson Hyperlegible Edition"
# Of letters and signs that these lack, in print.css.
SCHOLARS_FAMILY = "Cardo Edition"
# Of code, in print.css.
CODE_FAMILY = "Fira Code Edition"
_FAMILIES = frozenset((FAMILY, LEGIBLE_FAMILY, SCHOLARS_FAMILY, CODE_FAMILY))

_FILES = Path(fontpkg_eb_garamond.__file__).parent / "files"
_LEGIBLE_FILES = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
_SCHOLARS_FILES = Path(fontpkg_cardo.__file__).parent / "files"
_CODE_FILES = Path(fontpkg_fira_code.__file__).parent / "files"
FONT_FILES = {
    "roman": _FILES / "EBGaramond[wght].ttf",
    "italic": _FILES / "EBGaramond-Italic[wght].ttf",
    "legible": _LEGIBLE_FILES / "AtkinsonHyperlegible-Regular.ttf",
    "legible-italic": _LEGIBLE_FILES / "AtkinsonHyperlegible-Italic.ttf",
    "legible-bold": _LEGIBLE_FILES / "AtkinsonHyperlegible-Bold.ttf",
    "legible-bold-italic": _LEGIBLE_FILES / "AtkinsonHyperlegible-BoldItalic.ttf",
    "scholars": _SCHOLARS_FILES / "Cardo-Regular.ttf",
    "code": _CODE_FILES / "FiraCode[wght].ttf",
}
_MOST_NAMED = 12
_FEW = 200  # so many boxes can be read past
_MANY = 500


def typeface_findings(fonts: Iterable[Any], book: Book) -> list[Finding]:
    """A finding for every other font that lent letters, and for letters that no font has.

    `fonts` are those that WeasyPrint wrote into the file, with the characters
    of each glyph it drew.
    """
    borrowed: dict[str, set[str]] = {}
    missing: set[str] = set()
    for font in fonts:
        lacking = {chr(codepoint) for codepoint in font.missing}
        missing |= lacking
        drawn = {character for text in font.to_unicode.values() for character in text} - lacking
        if font.family in _FAMILIES:
            drawn = set(filter(_is_private, drawn))
        if drawn:
            borrowed.setdefault(font.family, set()).update(drawn)
    text = book_text(book) if borrowed or missing else ""
    found = []
    for family, characters in sorted(borrowed.items()):
        if family in _FAMILIES:
            found.append(_private(family, sorted(characters), text))
        elif foreign := _printing(characters - _own_characters()):
            found.append(_borrowed(family, foreign, text))
        elif printing := _printing(characters):
            found.append(_chosen(family, printing, text))
    if nowhere := _printing(missing):
        found.append(_missing(nowhere, text))
    return found


@lru_cache(maxsize=1)
def _own_characters() -> frozenset[str]:
    """What both faces have."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    own = (FONT_FILES["roman"], FONT_FILES["italic"])
    coverage = [frozenset(TTFont(path, lazy=True).getBestCmap()) for path in own]
    return frozenset(chr(codepoint) for codepoint in frozenset.intersection(*coverage))


def _is_private(character: str) -> bool:
    return unicodedata.category(character) == "Co"


def _printing(characters: set[str]) -> list[str]:
    return sorted(each for each in characters if not each.isspace())


def _borrowed(family: str, characters: list[str], text: str) -> Finding:
    return Finding(
        "pdf-font-substitute",
        Severity.WARNING,
        f"EB Garamond lacks {_named(characters)}; set in “{family}”, a font of this"
        " machine: on another the PDF may look otherwise",
        remedy="Give a font for these characters in a style sheet of your own, or accept this one.",
        excerpt=_excerpt(characters, text),
    )


def _chosen(family: str, characters: list[str], text: str) -> Finding:
    return Finding(
        "pdf-font-substitute",
        Severity.WARNING,
        f"a style asks for “{family}”, a font of this machine, for {_named(characters)}:"
        " on another the PDF may look otherwise",
        remedy="Take the font-family out of that style, or accept it.",
        excerpt=_excerpt(characters, text),
    )


def _private(family: str, characters: list[str], text: str) -> Finding:
    """Unicode 23.5: what is shown for a character for private use is agreed, if by anybody."""
    return Finding(
        "pdf-private-use",
        Severity.WARNING,
        f"“{family}” has a sign of its own for {_named(characters)}; that is printed",
        remedy="Look whether it is the one meant; if not, give a <char> with a mapping for it.",
        excerpt=_excerpt(characters, text),
    )


def _missing(characters: list[str], text: str) -> Finding:
    """A warning for rare signs; an error where so many are missing that nobody can read on."""
    boxes = sum(map(text.count, characters)) if len(characters) <= _MANY else len(text)
    return Finding(
        "pdf-glyph-missing",
        Severity.ERROR if boxes > max(_FEW, len(text) / 5) else Severity.WARNING,
        f"no font of this machine has {_named(characters)}; an empty box is printed",
        remedy="Install a font that has the script (Debian: fonts-noto, fonts-noto-cjk).",
        excerpt=_excerpt(characters, text),
    )


def _named(characters: list[str]) -> str:
    named = [
        f"{each} (U+{ord(each):04X} {unicodedata.name(each, 'private use or unassigned')})"
        for each in characters[:_MOST_NAMED]
    ]
    rest = len(characters) - len(named)
    return ", ".join(named) + (f" and {rest} more" if rest else "")


def _excerpt(characters: list[str], text: str) -> str:
    place = next((place for each in characters if (place := text.find(each)) >= 0), -1)
    return " ".join(text[max(0, place - 30) : place + 30].split()) if place >= 0 else ""
