"""Word lists by language, of pyspellchecker; pairs of English words, of SymSpell.

Both libraries are the extra `proof`. Without them the document's own words must do.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection
from functools import lru_cache
from importlib import resources

from pipeline.proof.spanish import with_forms

_GUESSED = ("de", "en", "es", "fr", "it", "nl", "pt", "ru")
# How many words are enough, how many of them its list must know, and by how much the best.
_ENOUGH, _KNOWN, _AHEAD = 60, 0.6, 0.25
_FEW, _NEARLY_ALL = 10, 0.85  # of fewer words more must be known
_MORE = "frequency_dictionary_en_82_765.txt"
ADDED = 1  # the count of these words, of which some are abbreviations that scans make as well
_OLD_WORDS = {  # words of older books, which lists of spoken language have not
    "de": "endgiltig ohnedem ebensosehr garnichts nochmehr frug dieweil sintemal hinfüro fürder "
    "itzt jetzo gülden sothan seyn bey thun theil gieb giebt gieng fieng hieng",
    "en": "ay leant wots wotted goloshes behove mought drave bespake prythee grewsome chuse "
    "controul expence publick musick croud antient synonymes develope",
    "fr": "zut céans icelui icelle moult ouf brr pouah parbleu morbleu pardieu fichtre sapristi "
    "bigre diantre eût",
}
_OLD = {language: tuple(words.split()) for language, words in _OLD_WORDS.items()}
_PAIRS = "frequency_bigramdictionary_en_243_342.txt"


@lru_cache(maxsize=16)
def million(language: str) -> float:
    """How often a word was met that is one in a million."""
    return sum(frequencies(language).values()) / 1e6


@lru_cache(maxsize=16)
def frequencies(language: str) -> dict[str, int]:
    """How often each word of the language was met; empty where there is no list."""
    if not language.isalpha():
        return {}
    try:
        file = resources.files("spellchecker") / "resources" / f"{language}.json.gz"
        found: dict[str, int] = json.loads(gzip.decompress(file.read_bytes()))
    except (ModuleNotFoundError, FileNotFoundError):
        return {}
    if language == "es":
        found = with_forms(found)
    more = _british() if language == "en" else {}
    return dict.fromkeys(_OLD.get(language, ()), ADDED) | more | found


def is_of_older_books(language: str, word: str) -> bool:
    """Whether it is known as such, however short it is."""
    return word in _OLD.get(language, ())


def _british() -> dict[str, int]:
    """Abbreviations, numerals and British spellings, which the list of English words has not."""
    try:
        text = (resources.files("symspellpy") / _MORE).read_text("utf-8-sig")
    except (ModuleNotFoundError, FileNotFoundError):
        return {}
    return dict.fromkeys((line.partition(" ")[0] for line in text.splitlines()), ADDED)


def language_of_words(words: Collection[str]) -> str:
    """The language whose list knows most of these words, if it does so by far; else ""."""
    if len(words) < _FEW:
        return ""
    known = _KNOWN if len(words) >= _ENOUGH else _NEARLY_ALL
    shares = [
        (sum(word in frequencies(language) for word in words) / len(words), language)
        for language in _GUESSED
    ]
    (second, _), (best, language) = sorted(shares)[-2:]
    return language if best >= known and best - second >= _AHEAD else ""


@lru_cache(maxsize=1)
def pairs(language: str) -> dict[str, int]:
    """How often each pair of words was met: English only."""
    if language != "en":
        return {}
    try:
        text = (resources.files("symspellpy") / _PAIRS).read_text("utf-8-sig")
    except (ModuleNotFoundError, FileNotFoundError):
        return {}
    split = (line.rpartition(" ") for line in text.splitlines())
    return {pair: int(count) for pair, _, count in split if count.isdigit()}


def is_installed() -> bool:
    """Whether the extra `proof` is there."""
    from importlib.util import find_spec

    return find_spec("spellchecker") is not None and find_spec("symspellpy") is not None
