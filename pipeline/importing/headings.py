"""What a heading looks like in a text that has no markup, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = r"[IVXLCDM]{1,8}"
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty first second third fourth fifth sixth seventh "
    "eighth ninth tenth last"
)
_NUMBER = rf"(?:\d{{1,3}}|{_ROMAN}|(?:the )?(?:{'|'.join(_WORDS.split())})\b)"
# Kinds of division, in the order of their depth, with the words that begin their headings.
_NUMBERED_KINDS = {
    "volume": (1, "volume|tome|band|vol\\."),
    "book": (2, "book|livre|buch|liber|libro"),
    "part": (3, "part|partie|teil|parte"),
    "act": (3, "act|acte|akt|aufzug"),
    "chapter": (4, "chapter|chapitre|kapitel|caput|cap[ií]tulo|capitolo|hoofdstuk|chap\\.|ch\\."),
    "canto": (4, "canto|stave|letter|lecture|essay|sermon|fable|tale|story"),
    "scene": (5, "scene|scène|szene|auftritt"),
    "section": (6, "section|§"),
}
_UNNUMBERED = re.compile(
    r"(?:(?:author['’]s |translator['’]s |editor['’]s )?(?:preface|foreword|introduction|note)|"
    r"preface .{0,40}|introduction|prologue|epilogue|afterword|postscript|conclusion|appendix"
    r"(?: [A-Z0-9]{1,4})?|dedication|glossary|bibliography|dramatis person(?:ae|æ)|index|"
    r"vorwort|einleitung|nachwort|anhang|préface|avant-propos|conclusions|acknowledge?ments)\.?",
    re.IGNORECASE,
)
_BY_WORD = re.compile(
    r"(?P<label>(?:the )?(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, (_, words) in _NUMBERED_KINDS.items())
    + rf")\s*(?P<number>{_NUMBER})\b\s*[.:—–-]*)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BY_ORDINAL = re.compile(
    r"(?:the )?(?:"
    + "|".join(_WORDS.split()[12:])
    + r") (?P<kind>book|part|chapter|act|letter)\.?",
    re.IGNORECASE,
)
_ARABIC = re.compile(
    r"(?P<label>(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?\s+)(?P<title>[^\W\d_].*)", re.DOTALL
)
_ROMAN_TITLED = re.compile(
    rf"(?P<label>(?P<number>{_ROMAN})[.:)—–-]+\s+)(?P<title>[“\"‘']?[^\W\d_].*)", re.DOTALL
)
_ROMAN_ALONE = re.compile(rf"(?P<number>{_ROMAN})\.?")
_DIGITS = re.compile(r"[\s.·…]*\b(?:\d{1,4}|[ivxlc]{1,7})\s*$")
_NOTHING = re.compile(r"[\W_]+")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
NOTES = re.compile(
    r"(?:foot|end)?notes?|notes and references|anmerkungen|fu(?:ß|ss)noten|noten|notas|note", re.I
)
CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|indice|"
    r"list of illustrations",
    re.IGNORECASE,
)
END = re.compile(r"(?:the end|finis|fin|ende|the end of .{3,60}|end of .{3,60})[.!]?", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart: `label` are its first characters that only number it."""

    type: str
    depth: int
    number: str = ""
    label: int = 0


def heading(text: str) -> Heading | None:
    """What the words say: of a chapter, of a section …, or None if they say nothing."""
    by_word = _BY_WORD.fullmatch(text)
    if by_word:
        kind = next(name for name in _NUMBERED_KINDS if by_word[name])
        rest = by_word["title"]
        label = by_word.start("title") if rest else 0
        if (
            not rest
            or "\n" in text[:label]
            or by_word["label"].rstrip()[-1] in ".:—–-"
            or _is_title(rest)
        ):
            return Heading(kind, _NUMBERED_KINDS[kind][0], by_word["number"], label)
    ordinal = _BY_ORDINAL.fullmatch(text)
    if ordinal:
        kind = ordinal["kind"].lower()
        return Heading(kind, _NUMBERED_KINDS.get(kind, (4, ""))[0])
    if _UNNUMBERED.fullmatch(" ".join(text.split())):
        return Heading("chapter", 4)
    roman = _ROMAN_TITLED.fullmatch(text)
    if roman and not _is_sentence(roman["title"]) and _is_title(roman["title"]):
        return Heading("chapter", 5, roman["number"], roman.start("title"))
    arabic = _ARABIC.fullmatch(text)
    if arabic and not _is_sentence(arabic["title"]) and arabic["title"][0].isupper():
        depth = 6 + arabic["number"].count(".")
        return Heading("section", depth, arabic["number"], arabic.start("title"))
    alone = _ROMAN_ALONE.fullmatch(text.strip())
    return Heading("section", 8, alone["number"]) if alone else None


def looks_like_heading(text: str) -> bool:
    """Whether a short block that says nothing of its kind is set like a heading."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    if not words or len(words) > 14 or text.rstrip("”\"’'").endswith((",", ";", ":")):
        return False
    letters = [char for char in text if char.isalpha()]
    if sum(map(str.isupper, letters)) >= 0.9 * len(letters) and len(letters) > 1:
        return not text.endswith("!”")
    return False


def is_title_like(text: str) -> bool:
    """Whether the words are written as titles are, with no sentence's end."""
    return not _is_sentence(text) and _is_title(text)


def _is_title(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha() or word[0] in "“‘\"'"]
    if not words or len(words) > 16:
        return False
    first = next((char for char in text if char.isalpha()), "")
    long = [word for word in words if len(word) > 3]
    capital = sum(1 for word in long if word.strip("“‘\"'")[:1].isupper())
    return first.isupper() and (capital * 2 >= len(long) or len(words) <= 6)


def _is_sentence(text: str) -> bool:
    return text.rstrip("”\"’')").endswith((".", ",", ";", ":")) and not text.isupper()


def key(text: str) -> str:
    """What two forms of one heading share: no number, no capitals, no page at the end."""
    text = " ".join(text.split())
    found = heading(text)
    bare = text[found.label :] if found and found.label else text
    shortened = _DIGITS.sub("", bare)
    return _NOTHING.sub(" ", (shortened or bare).casefold()).strip()


def ordinal(number: str) -> str:
    """A number in figures, whether it stands as “3”, “2.1”, “III” or “three”; "" if it is none."""
    text = number.strip().casefold().removeprefix("the ")
    if text[:1].isdecimal():
        return text
    if text in _WORDS.split():
        place = _WORDS.split().index(text)
        return str(place + 1 if place < 20 else place - 19)
    values = [_ROMAN_VALUES.get(char, 0) for char in text]
    if not values or 0 in values:
        return ""
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in pairs))
