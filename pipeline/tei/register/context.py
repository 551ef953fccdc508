"""A few words of what stands around a passage, whole words of the same block."""

from __future__ import annotations

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.register.text import EDGE

_LENGTH = 48  # characters at most
_MOST = _LENGTH // 2  # words: each takes a letter and a blank
_FAR = 12 * _LENGTH  # where they are looked for, indentation and all


def words_before(text: str, at: int) -> str:
    """The last words before a place; a blank at their end says that one stands there."""
    start = max(0, at - _FAR)
    _, edge, within = text[start:at].rpartition(EDGE)
    words = within.rsplit(None, _MOST)
    if len(words) > _MOST or (start and not edge and words and not within[0].isspace()):
        words = words[1:]  # the first may have been cut
    kept: list[str] = []
    room = _LENGTH
    for word in reversed(words):
        if len(word) > room:
            kept += [word[-room:]] if is_unspaced(word) and room > 0 else []
            break
        kept.append(word)
        room -= len(word) + 1
    said = " ".join(reversed(kept))
    return f"{said} " if said and within[-1].isspace() else said


def words_after(text: str, at: int) -> str:
    """The first words after a place; a blank before them says that one stands there."""
    end = at + _FAR
    within, edge, _ = text[at:end].partition(EDGE)
    words = within.split(None, _MOST)
    if len(words) > _MOST or (end < len(text) and not edge and words and not within[-1].isspace()):
        words = words[:-1]
    kept: list[str] = []
    room = _LENGTH
    for word in words:
        if len(word) > room:
            kept += [word[:room]] if is_unspaced(word) and room > 0 else []
            break
        kept.append(word)
        room -= len(word) + 1
    said = " ".join(kept)
    return f" {said}" if said and within[0].isspace() else said
