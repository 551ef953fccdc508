"""Words that are a known confusion of a scan away from a far commoner one: wornen, cornes, tbe.

No ending and no other spelling excuses these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.proof import wordlist

if TYPE_CHECKING:
    from pipeline.proof.text import Text

_CONFUSED = tuple(
    tuple(pair.split("/"))
    for pair in (
        "rn/m in/m ni/m c/e b/h u/n o/e ii/n ii/u ri/n li/h tb/th cl/d vv/w f/s l/i"
    ).split()
)
_FIT = 0.7  # of the list: what looks misread in an old spelling is old
_COMMON = 3.0  # in a million words
_MOST_COMMON = 500.0  # the two hundred most usual words
_RARE, _FAR = 0.18, 2_000.0  # tho, bis: rare words beside the dozens that are most usual


def misread(text: Text, word: str) -> str:
    """The far commoner word for which a scan gives `word`; "" if there is none."""
    if text.fit < _FIT:
        return ""
    lower = word.lower()
    known = text.list.get(lower, 0)
    if known > max(wordlist.ADDED, _RARE * text.million):
        return ""
    best = max(_one_step(lower), key=lambda other: text.list.get(other, 0), default="")
    often = _FAR if known > wordlist.ADDED else _COMMON
    if text.list.get(best, 0) <= often * text.million:
        return ""
    return best if len(best) > 2 or is_most_common(text, best) else ""


def is_most_common(text: Text, word: str) -> bool:
    """Whether every text has the word again and again."""
    return text.list.get(word, 0) > _MOST_COMMON * text.million


def _one_step(word: str) -> Iterator[str]:
    """What the word was, if one shape, once or wherever it stands, was taken for another."""
    for one, other in _CONFUSED:
        for wrong, right in ((one, other), (other, one)):
            at = word.find(wrong)
            if at >= 0:
                yield word.replace(wrong, right)
            while at >= 0:
                yield word[:at] + right + word[at + len(wrong) :]
                at = word.find(wrong, at + 1)
