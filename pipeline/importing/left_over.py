"""What of a page of the web leads to other pages, or says when it was changed, and is no text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 90  # characters
_STAMP = r"\b(?:updated|modified|retrieved|created|last)\b.*\d"
_ARROW = r"^\W*[←‹⇐<«][^»›>]*$|^[^«‹<]*[→›⇒>»]\W*$|^[\W_]*[←→↑↩⇧][\W_]*$"
_LEADS = frozenset(
    "next previous prev back top home index contents archive menu return up forward first last "
    "weiter zurück oben anfang start inhalt inhaltsverzeichnis nächstes voriges vorheriges "
    "suivant suivante précédent précédente retour haut sommaire accueil "
    "siguiente anterior volver arriba inicio índice indice successivo precedente".split()
)
_BESIDE = frozenset(
    "to the of page chapter section main table go this site part "
    "zum zur nach kapitel seite au à la le du chapitre page al el capítulo página capitolo".split()
)


def is_left_over(words: str) -> bool:
    """Whether the words of a block only lead to other pages, or say when this one was changed."""
    if len(words) > _LONGEST:
        return False
    if re.search(_STAMP, words, re.IGNORECASE) and not words.endswith((".", "!", "?", "”")):
        return True
    if re.fullmatch(r"[\W_]*[←→↑↩⇧][\W_]*", words):
        return True
    parts = re.split(r"[|·•«»<>]", words)
    return sum(map(_leads, parts)) * 2 >= len(parts)


def leads_elsewhere(linked: Sequence[str], beside: str) -> bool:
    """Whether a block is but links such as “Back to top”, or the way to the page itself.

    `linked` are the words of its links, `beside` the others.
    """
    if not linked or sum(map(len, (*linked, beside))) > _LONGEST:
        return False
    if re.match(r"\s*[>»›/→]", beside) and _leads(linked[0]):
        return True  # Home > Books > The Ferry
    if re.search(r"[^\W_]", beside):
        return _leads(beside)  # Next: The Mill
    return all(_leads(words) or re.search(_ARROW, words) for words in linked)


def _leads(words: str) -> bool:
    said = re.findall(r"[^\W\d_]+", words.casefold())
    leads = any(word in _LEADS for word in said)
    return leads and all(word in _LEADS or word in _BESIDE for word in said)


def kind_of_left_over(words: str) -> str:
    """As what it is set aside."""
    return "stamp" if re.search(_STAMP, words, re.IGNORECASE) else "navigation"
