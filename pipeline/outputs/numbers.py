"""The numbers of divisions, as every output shows them over the headings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lxml import etree

from pipeline.model.book import Division
from pipeline.model.xhtml import classes
from pipeline.terms import settings

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3}){0,4}[a-z]?|[IVXLC]{1,7}")
# A heading that counts already ("Chapter IV", "12. Of Ghosts", "第一幕") is not counted twice; a
# letter alone that a word follows is none: "I am born", "L’Albatros".
_COUNTS = re.compile(
    r"\d|\b[IVXLC]{2,}\b|\b[IVXLC]\b(?=\W*$|\s*[.:)\]–—-])|"
    r"第[〇一二三四五六七八九十百]|^[一二三四五六七八九十百]+[幕場场章回]?$"
)
_KIND = 4  # letters of a division's type by which a heading is known to name it: chap(ter, itre)
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
          (1, "I"))  # fmt: skip
# So does a short heading that says what it is the head of: "Acte premier", "Dritte Szene".
_WORDS = 4


def shown_number(division: Division) -> str:
    """The number set over a heading: `@n` where it is one and the heading does not count itself."""
    heading = division.heading
    if not (heading and division.is_counted and _NUMBER.fullmatch(division.number)):
        return ""
    return "" if _COUNTS.search(heading) or _names_itself(division) else division.number


def _names_itself(division: Division) -> bool:
    heading, kind = _plain(division.heading), _plain(division.kind)
    if len(kind) >= _KIND and kind[:_KIND] in heading:
        return True
    return len(heading.split()) <= _WORDS and _counting_words().search(heading) is not None


@cache
def _counting_words() -> re.Pattern[str]:
    words = _plain(settings()["headings_that_count"]).split()
    endings = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(endings)})\b")


def _plain(words: str) -> str:
    """Without capitals and accents: a heading is "SCÈNE", a type `scene`."""
    letters = unicodedata.normalize("NFD", words.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def numbered_heading(division: Division) -> str:
    """The heading with its number, on one line: for a table of contents."""
    number, heading = shown_number(division), division.heading.strip()
    return f"{number}. {heading}" if number else heading


def item_number(number: int, numerals: str) -> str:
    """The number of an item in the numerals that HTML calls `1`, `a`, `A`, `i` or `I`."""
    if numerals in {"a", "A"} and 0 < number <= 26:
        return chr(ord(numerals) + number - 1)
    if numerals in {"i", "I"} and 0 < number < 400:
        roman = _roman(number)
        return roman if numerals == "I" else roman.lower()
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += times * letters
    return written


def sense_number(block: etree._Element) -> str:
    """The number of a sense, or of one of several homographs, in an entry (TEI 10.1.1)."""
    names = classes(block)
    return block.get("data-n", "") if "sense" in names or "hom" in names else ""


def number_before_words(part: etree._Element) -> str:
    """The number of a section or stanza by which a text is cited, and which has no heading."""
    return part.get("data-n", "") if "numbered" in classes(part) else ""
