"""What a heading looks like in a text that has no markup, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.importing.heading_words import (
    ALSO_SCENES,
    CAST,
    CONTENTS,
    END,
    KINDS,
    NOT_IN_NAMES,
    NOTES,
    NUMBERED_KINDS,
    OF_DIALOGUE,
    UNNUMBERED,
    WORKS,
)
from pipeline.importing.numbers import NUMBER, ORDINAL, ROMAN

_BY_WORD = re.compile(
    rf"(?P<label>(?:the )?(?:{KINDS})\s*(?P<number>{NUMBER})\b\s*[.:—–-]*)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BY_ORDINAL = re.compile(
    rf"(?P<label>(?:the )?(?P<number>{ORDINAL})\s+(?:{KINDS})\b\s*[.:—–-]*)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BY_FIGURE = re.compile(
    rf"(?P<label>(?P<number>\d{{1,3}}|{ROMAN})(?:\.|st|nd|rd|th|re|er|ère|e|ème|[ªº])\s+"
    rf"(?:{KINDS})\b\s*[.:—–-]*)\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ARABIC = re.compile(
    r"(?P<label>(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]?\s+)(?P<title>[^\W\d_].*)", re.DOTALL
)
_ROMAN_TITLED = re.compile(
    rf"(?P<number>{ROMAN})[.:)—–-]+\s+(?P<title>[“\"‘']?[^\W\d_].*)", re.DOTALL
)
_ROMAN_ALONE = re.compile(rf"(?P<number>{ROMAN})\.?")
_PLAIN_NUMERAL = r"(?:X[LC]|L?X{0,3})(?:I[XV]|V?I{0,3})"
_DIGITS = re.compile(r"[\s.·…]*\b(?:\d{1,4}|[ivxlc]{1,7})\s*$")
_NOTHING = re.compile(r"[\W_]+")
_END_OF = r"(?:the )?end of (?P<what>.{3,60}?)[.!]?"
_INITIALS = r"(?:[^\W\d_]\.[ ]?){2,5}"
_OPERATOR = r"\s(?:=|\+|×|÷|<|>|::)\s"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken apart: `label` are its first characters that only number it."""

    type: str
    depth: int
    number: str = ""
    label: int = 0
    doubtful: bool = False  # the label may be an initial, or of the title, or number a table


def heading(text: str) -> Heading | None:
    """What the words say: of a chapter, of a section …, or None if they say nothing."""
    by_word = _BY_WORD.fullmatch(text)
    if by_word and (_is_parted(by_word) or _is_title(by_word["title"])):
        return _of_kind(by_word)
    by_ordinal = _BY_ORDINAL.fullmatch(text) or _BY_FIGURE.fullmatch(text)
    if by_ordinal and not text[0].islower():
        rest = by_ordinal["title"]
        if not rest or (_is_parted(by_ordinal) and _is_title(rest)):
            return _of_kind(by_ordinal)
    if UNNUMBERED.fullmatch(" ".join(text.split())):
        return Heading("chapter", 4)
    roman = _ROMAN_TITLED.fullmatch(text)
    if roman and not _is_sentence(roman["title"]) and _is_title(roman["title"]):
        doubtful = not _is_plain_numeral(roman["number"], roman["title"])
        return Heading("chapter", 5, roman["number"], roman.start("title"), doubtful)
    arabic = _ARABIC.fullmatch(text)
    if arabic and not _is_sentence(arabic["title"]) and arabic["title"][0].isupper():
        depth = 6 + arabic["number"].count(".")
        doubtful = arabic["label"].rstrip().isdecimal()
        return Heading("section", depth, arabic["number"], arabic.start("title"), doubtful)
    alone = _ROMAN_ALONE.fullmatch(text.strip())
    if alone is None:
        return None
    number = alone["number"]
    doubtful = number == "L" or re.fullmatch(_PLAIN_NUMERAL, number) is None  # “DI”, “MIX”
    return Heading("section", 8, number, doubtful=doubtful)


def _of_kind(found: re.Match[str]) -> Heading:
    kind = next(name for name in NUMBERED_KINDS if found[name])
    label = found.start("title") if found["title"] else 0
    doubtful = re.search(rf"\b(?:{ALSO_SCENES})\b", found["label"], re.IGNORECASE) is not None
    return Heading(kind, NUMBERED_KINDS[kind][0], found["number"], label, doubtful)


def _is_parted(found: re.Match[str]) -> bool:
    """Whether a title after the number stands apart from it, or there is none."""
    rest, label = found["title"], found["label"]
    if not rest or "\n" in found.string[: found.start("title")]:
        return True
    return label.rstrip()[-1] in ".:—–-"


def _is_plain_numeral(number: str, title: str) -> bool:
    """Whether it is no initial (“C. ROSSETTI”, “MM. DUBREUIL”): so is “XIV.”, and “I. The Inn”."""
    if number in {"I", "V", "X"}:
        return any(word in NOT_IN_NAMES for word in title.casefold().split())
    return len(number) > 1 and re.fullmatch(_PLAIN_NUMERAL, number) is not None


def looks_like_heading(text: str) -> bool:
    """Whether a short block that says nothing of its kind is set like a heading."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    if not words or len(words) > 14 or text.rstrip("”\"’'").endswith((",", ";", ":")):
        return False
    if re.fullmatch(_INITIALS, text.strip()) or _is_formula(text):
        return False
    letters = [char for char in text if char.isalpha()]
    if sum(map(str.isupper, letters)) >= 0.9 * len(letters) and len(letters) > 1:
        return not text.endswith("!”")
    return False


def _is_formula(text: str) -> bool:
    """Whether it says in letters what is equal: “AB : BC :: CD : DE”."""
    longest = max(map(len, re.findall(r"[^\W\d_]+", text)), default=0)
    is_ratio = longest <= 2 and re.search(r"\s:\s", text) is not None
    return is_ratio or (longest <= 3 and re.search(_OPERATOR, text) is not None)


def is_title_like(text: str) -> bool:
    """Whether the words are written as titles are, with no sentence's end."""
    return not _is_sentence(text) and _is_title(text)


def is_stopped_title(text: str) -> bool:
    """Whether the words are a title with a stop, as older books have it: “Die Heimkehr.”"""
    long = [word for word in text.split() if len(word) > 3]
    capital = all(word[0].isupper() for word in long)
    return bool(long) and capital and text.endswith(".") and is_title_like(text[:-1])


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


def is_heading_of_contents(words: str) -> bool:
    """Whether a block says “Contents” and no more."""
    return CONTENTS.fullmatch(words.strip(" .:*#_[]")) is not None


def is_end(words: str) -> bool:
    """Whether a block says “The End” and no more, or that the curtain falls."""
    return re.fullmatch(rf"\[?(?:{END})[ .!]*\]?[.!]?", words, re.IGNORECASE) is not None


def is_end_of_book(words: str) -> bool:
    """The same, where it may also say of what, as a title might; “The end of it was …” does not."""
    end = re.fullmatch(_END_OF, words, re.IGNORECASE)
    return is_end(words) or (end is not None and _names_work(end["what"]))


def _names_work(words: str) -> bool:
    """Whether they are written as a title is, or say which part of a work it is."""
    long = [word for word in words.split() if len(word) > 3]
    if long and all(word.lstrip("“‘\"'_")[:1].isupper() for word in long):
        return True
    part = re.sub(rf"^the |\b(?:{ORDINAL}|{ROMAN}|\d+)\b", "", words, flags=re.IGNORECASE)
    return re.fullmatch(f"{KINDS}|{WORKS}", part.strip(), re.IGNORECASE) is not None


def is_heading_of_cast(words: str) -> bool:
    """Whether a block says “Dramatis Personae” and no more."""
    return re.fullmatch(CAST, words.strip(" .:*#_[]"), re.IGNORECASE) is not None


def lists_cast(words: str) -> bool:
    """Whether a paragraph says “Persons of the Dialogue” and goes on with their names."""
    return re.match(rf"(?:{OF_DIALOGUE})\s?(?::|\.--|\.—)\s", words, re.IGNORECASE) is not None


def is_heading_of_notes(words: str) -> bool:
    """Whether a block says “Notes” and no more."""
    return NOTES.fullmatch(words.strip(" .:*#_[]")) is not None
