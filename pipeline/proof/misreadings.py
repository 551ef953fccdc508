"""Words that are a known confusion of a scan away from a far commoner one: wornen, cornes, tbe.

No ending and no other spelling excuses these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.proof import wordlist
from pipeline.proof.forms import changed, shapes

if TYPE_CHECKING:
    from pipeline.proof.text import Text

_CONFUSED = shapes("rn/m in/m ni/m c/e b/h u/n o/e ii/n ii/u ri/n li/h tb/th cl/d vv/w f/s l/i")
_OF_FRAKTUR = shapes("i/j b/v ö/s")
_OF_ROMAN = shapes("v/y")
_OF_FRENCH = shapes("è/ê é/ê")  # é and è changed places in the spelling of 1878
_BESIDES = {"de": _OF_FRAKTUR, "fr": _OF_ROMAN + _OF_FRENCH}
_OF_NOUNS = shapes("f/s n/u") + _OF_FRAKTUR
OF_TODAY = 0.7  # of the list: what looks misread in an old spelling is old
_COMMON = 3.0  # in a million words
_MOST_COMMON = 500.0  # the two hundred most usual words
_RARE, _FAR = 0.18, 2_000.0  # tho, bis: rare words beside the dozens that are most usual


def misread(text: Text, word: str) -> str:
    """The far commoner word for which a scan gives `word`; "" if there is none."""
    if text.fit < OF_TODAY:
        return ""
    lower = word.lower()
    known = text.list.get(lower, 0)
    if known > max(wordlist.ADDED, _RARE * text.million):
        return ""
    if word[0].isupper() and text.language == "de" and len(word) > 3:
        nouns = changed(lower, _OF_NOUNS, everywhere=True)
        if not _is_listed(text, lower) and (
            noun := next((one for one in nouns if _is_listed(text, one)), "")
        ):
            return noun
    best = max(
        readings(lower, text.language), key=lambda other: text.list.get(other, 0), default=""
    )
    often = _FAR if known > wordlist.ADDED else _COMMON
    if text.list.get(best, 0) <= often * text.million:
        return ""
    return best if len(best) > 2 or is_most_common(text, best) else ""


def _is_listed(text: Text, noun: str) -> bool:
    return noun in text.list or noun.replace("ß", "ss") in text.list


def is_most_common(text: Text, word: str) -> bool:
    """Whether every text has the word again and again."""
    return text.list.get(word, 0) > _MOST_COMMON * text.million


def readings(word: str, language: str = "") -> Iterator[str]:
    """What the word was, if one shape, once or wherever it stands, was taken for another."""
    return changed(word, _CONFUSED + _BESIDES.get(language, _OF_ROMAN), everywhere=True)
