"""Whether two runs of words are the same letters, however they are parted or set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from pipeline.checks.words import bare, is_punctuation

_HYPHENS = re.compile("[-\u2010\u2011]")
_RIGHT_TO_LEFT = re.compile(
    "[\u05be-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u200f\u202a-\u202e\u2066-\u2069]"
)


def are_alike(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether both are the same signs, parted or not."""
    return "".join(words) == "".join(others)


def are_joined(words: Sequence[str], others: Sequence[str], may_be_one: frozenset[int]) -> bool:
    """Whether `others` has all of `words`, parted otherwise only where either is right.

    Where that is says `may_be_one`, in letters from the beginning.
    """
    return _has_all(words, others) and _ends(words) ^ _ends(others) <= may_be_one


def is_shown_by(words: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether a page shows the words, as far as letters on paper can tell.

    A hyphen at a line's end may be the text's or the line's; a style may ask
    for capitals; and letters from right to left are extracted as they lie,
    from left to right, their brackets turned, and their words perhaps after
    others, which the PDF writer reports by itself.
    """
    own, other = (_HYPHENS.sub("", "".join(each)) for each in (words, printed))
    if other in (own, own.upper()):
        return True
    if not _RIGHT_TO_LEFT.search(own):
        return False
    letters, printed_letters = (sorted(filter(str.isalpha, each)) for each in (own, other))
    if letters == printed_letters:
        return True
    turned, printed_turned = (sorted(_RIGHT_TO_LEFT.findall(each)) for each in (own, other))
    others = Counter(word for word in bare(words) if not _RIGHT_TO_LEFT.search(word))
    return turned == printed_turned and not others - Counter(printed)


def _has_all(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether `others` has the letters of the words in order, and their signs and perhaps more."""
    signs, found = Counter(filter(is_punctuation, words)), Counter(filter(is_punctuation, others))
    return are_alike(bare(words), bare(others)) and signs <= found


def _ends(words: Sequence[str]) -> frozenset[int]:
    """After how many letters, signs aside, a word ends."""
    return frozenset(accumulate(map(len, bare(words))))
