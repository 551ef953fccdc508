"""Forms of known words that no list has: other spellings, beginnings and endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.proof.text import Text

_VARIANTS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("our", "or"),
        ("is(?=e|i|a)", "iz"),
        ("ys(?=e|i)", "yz"),
        ("ll", "l"),
        ("l(?=ed|ing|er)", "ll"),
        ("re$", "er"),
        ("æ", "e"),
        ("œ", "oe"),
        ("œ", "e"),
        ("c(?=e)", "s"),
        ("x(?=ion)", "ct"),
        ("mme$", "m"),
        ("ogue", "og"),
        ("^un", "in"),
        ("^in", "un"),
        ("^im", "em"),
        ("^en", "in"),
        ("^in", "en"),
        ("’d$|'d$", "ed"),
        ("y", "i"),
        ("é|è|ê", "e"),
        ("ége(?=s?$)", "ège"),
        ("â", "a"),
        ("th", "t"),
        ("dg", "dge"),
        ("ey", "y"),
        ("ss", "ß"),
        ("ß", "ss"),
        ("ie", "i"),
        ("irt", "iert"),
        ("iren", "ieren"),
        ("ph", "f"),
        ("t(?=t)", ""),
        ("que$", "k"),
        ("ck", "k"),
        ("gue?", "g"),
        ("nexion", "nection"),
    )
)
PREFIXES = tuple(
    (
        "un in im dis re over out under non mis pre be semi inter super counter anti fore co en "
        "self half mid sub trans ab"
    ).split()
)
_MODERN = 0.95
_OTHER_PREFIXES = tuple("an auf aus ein ent er ge her hin ver vor zer zu dé ré".split())
_SUFFIXES = tuple(
    (
        "s es ry ries ery cy ’s 's ed d ing er ers est ly ness nesses less like ish ism isms "
        "ist ists ful fully ment ments able ably ability ation ations ize ized izing ise ised "
        "ising let lets dom hood ward wards wise some y ingly edly lessly lessness ity ities "
        "ive al eth ette ian ians man men ship fold age en"
    ).split()
)
_FOR_Y = tuple("ies ied ier iest ily iness".split())  # of a word in y
_OTHER_SUFFIXES = tuple("e em et te ten st n r m ant ait aient ais a o os as".split())


Shapes = tuple[tuple[str, str], ...]


def unaccented(word: str) -> str:
    """The word without its accents (Unicode Standard Annex 15, form D)."""
    return "".join(
        char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)
    )


def shapes(pairs: str) -> Shapes:
    """A table of shapes that are taken for each other: `rn/m c/e`."""
    return tuple((one, other) for one, _, other in (pair.partition("/") for pair in pairs.split()))


def changed(word: str, pairs: Shapes, *, everywhere: bool = False) -> Iterator[str]:
    """The word with one shape, once, for another; `everywhere` also wherever it stands at once."""
    for one, other in pairs:
        for wrong, right in ((one, other), (other, one)):
            at = word.find(wrong)
            if everywhere and at >= 0:
                yield word.replace(wrong, right)
            while at >= 0:
                yield word[:at] + right + word[at + len(wrong) :]
                at = word.find(wrong, at + 1)


def is_variant(text: Text, word: str) -> bool:
    """Whether the word is a known one in the spelling of another country or time."""
    lower = word.lower()
    if text.language == "en" and (plain := unaccented(lower)) != lower and text.frequency(plain):
        return True  # daïs, aërial
    for pattern, to in _VARIANTS:
        other = pattern.sub(to, lower)
        if other != lower and (text.frequency(other) or _strip(text, other)):
            return True
    british = lower.replace("our", "or")
    return bool(british != lower and text.frequency(re.sub("is(?=e|i|a)", "iz", british)))


def is_derived(text: Text, word: str) -> bool:
    """Whether the word is a known one with a beginning or an ending, or with both."""
    return _strip(text, word.lower())


def _strip(text: Text, word: str) -> bool:
    # An English text in the spelling of today; "knewe" and "worke" are good in an old one.
    english = text.language == "en" and text.fit > _MODERN
    stems = {word}
    for prefix in PREFIXES if english else PREFIXES + _OTHER_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) > 3:
            stems.add(word[len(prefix) :])
    for stem in list(stems):
        stems.update(_stems(stem, _SUFFIXES if english else _SUFFIXES + _OTHER_SUFFIXES))
    stems.discard(word)
    return any(
        (len(stem) > 3 and text.list.get(stem, 0) > 40)
        or (text.lower.get(stem, 0) > 2 and len(stem) > 2)
        for stem in stems
    )


def _stems(word: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """What the word may be an inflection of: made > make, dropped > drop, cities > city."""
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) > 2:
            root = word[: -len(suffix)]
            yield from (root, root + "e", root + "y")
            if root[-1] == root[-2]:
                yield root[:-1]
    for suffix in _FOR_Y:
        if word.endswith(suffix):
            yield word[: -len(suffix)] + "y"
