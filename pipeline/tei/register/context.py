"""A few words of what stands around a passage, whole words of the same block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.line_ends import without_unspaced_line_ends
from pipeline.tei.register.parting import BETWEEN_VERSES, EDGE, VERSE

_LENGTH = 48  # characters at most
_MOST = _LENGTH // 2  # words: each takes a letter and a blank
_PART = 40  # letters of a longer word
_FAR = 12 * _LENGTH  # where they are looked for, indentation and all


def words_before(text: str, at: int) -> str:
    """The last words before a place; a blank at their end says that one stands there."""
    start = max(0, at - _FAR)
    _, edge, within = text[start:at].rpartition(EDGE)
    beside = text[at : at + 1]
    within = without_unspaced_line_ends(within + beside).removesuffix(beside)
    words = found = _with_verses(within).rsplit(None, _MOST)
    if len(words) > _MOST or (start and not edge and words and not within[0].isspace()):
        words = words[1:]  # the first may have been cut
    kept = _that_fit(reversed(words), at_end=True)
    while 1 < len(kept) < len(found) and not any(map(str.isalnum, kept[-1])):
        kept.pop()  # a mark of what is not quoted
    said = " ".join(reversed(kept)).removeprefix(f"{BETWEEN_VERSES} ")
    return f"{said} " if said and within[-1].isspace() else said


def words_after(text: str, at: int) -> str:
    """The first words after a place; a blank before them says that one stands there."""
    end = at + _FAR
    within, edge, _ = text[at:end].partition(EDGE)
    beside = text[max(0, at - 1) : at]
    within = without_unspaced_line_ends(beside + within).removeprefix(beside)
    words = _with_verses(within).split(None, _MOST)
    if len(words) > _MOST or (end < len(text) and not edge and words and not within[-1].isspace()):
        words = words[:-1]
    said = " ".join(_that_fit(words, at_end=False)).removesuffix(f" {BETWEEN_VERSES}")
    return f" {said}" if said and within[0].isspace() else said


def set_apart(before: str, after: str) -> tuple[str, str]:
    """The words before and after what does not stand between them: they do not touch it."""
    is_word = after[:1].isalnum()
    return f"{before.rstrip()} ".lstrip(), f" {after}" if is_word else after


def _with_verses(text: str) -> str:
    return text.replace(VERSE, f" {BETWEEN_VERSES} ") if VERSE in text else text


def _that_fit(words: Iterable[str], *, at_end: bool) -> list[str]:
    """The first of them; of one too long that is next to the passage, its near end."""
    kept: list[str] = []
    room = _LENGTH
    for word in words:
        if len(word) > room:
            if room > 0 and is_unspaced(word):
                kept.append(word[-room:] if at_end else word[:room])
            elif not kept:
                kept.append(_last_part(word) if at_end else _last_part(word[::-1])[::-1])
            break
        kept.append(word)
        room -= len(word) + 1
    return kept


def _last_part(word: str) -> str:
    """What follows the last hyphen of a compound; some letters of what is still too long."""
    return (re.split("[-‐‑–—]", word[:-1])[-1] + word[-1])[-_PART:]
