"""Titles where there is little room, and what they say of an edition rather than of the work."""

from __future__ import annotations

import re
from functools import cache

from pipeline.tei.name_order import PARTICLES
from pipeline.terms import settings

# ": ELTeC edition", ": a machine-readable transcription", " [electronic resource]".
_OF_EDITION = (
    r"(?i)\s*(?:[:;,./–—-]\s*[\[(]?|[\[(])\s*("
    r"[^:;/\[(]*\bELTeC\b[^:;/\])]*"
    r"|(?:(?:an?|the|une?|eine?|uma?)\s+)?"
    r"(?:machine[- ]readable|electronic|digital|digitale|elektronische|électronique|numérique)\s+"
    r"(?:transcription|edition|version|text|resource|copy|ausgabe|fassung|edizione|editie)"
    r"|(?:édition|version|edición|edição|edizione)\s+"
    r"(?:électronique|numérique|digitale?|electrónica|eletrónica|elettronica)"
    r")[\])]?\s*\.?\s*$"
)
# Where a long title may end: before its subtitle.
_SUBTITLE = r"[:;,.]\s|\s[—–(\[]"
_SHORTEST = 8  # letters
_WORDS_OF_NAMES = range(2, 5)
_NUMBER = r"\s*[\[(]?(?:\d+(?:\.\d+)*|[IVXLCDM]+|[ivxlc]+)[.)\]:]*\s*"


def without_edition(title: str) -> tuple[str, str]:
    """A title, and what it says at its end of the edition; "" where it says nothing."""
    found = re.search(_OF_EDITION, title)
    main = title[: found.start()].rstrip(" :;,/") if found else ""
    return (main, found[1].strip()) if found and main else (title, "")


def shortened(title: str, room: int) -> str:
    """A title that so many letters have room for: without its subtitle, or with an ellipsis."""
    title, _ = without_edition(title)
    if len(title) <= room:
        return title
    main = re.split(_SUBTITLE, title, maxsplit=1)[0]
    if len(main) >= _SHORTEST and not _is_like_a_name(main) and not _leads_on(main):
        title = main
    if len(title) <= room:
        return title
    cut = title[: room - 1].rsplit(" ", 1)[0]
    while _leads_on(cut) and " " in cut:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:.—–-") + "…"


def is_number(heading: str) -> bool:
    """Whether a heading has nothing but a number, which says nothing by itself."""
    return re.fullmatch(_NUMBER, heading) is not None


def _is_like_a_name(words: str) -> bool:
    """Whether they may be a person's: a title that ends after these is that of another book."""
    parts = [part for part in words.split() if part not in PARTICLES]
    if len(parts) not in _WORDS_OF_NAMES or len(parts) + 1 < len(words.split()):
        return False
    return not any(
        part[0].islower() or part.casefold() in _function_words() or not part[0].isalpha()
        for part in parts
    )


def _leads_on(words: str) -> bool:
    """Whether they end with a word that belongs to what follows."""
    return words.rstrip(" ,;:.—–-").rpartition(" ")[2].casefold() in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(settings()["function_words"].split())
