"""Numbers that stand alone and head chapters that are headed by nothing else.

They begin with one, below a heading or again and again, rise by one, and cut
no sentence; of all others it is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.importing.headings import is_title_like
from pipeline.importing.pages import begins_small, is_whole
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import Block, Transcription

_LONGEST_TITLE, _SHORT = 90, 40  # characters
_TITLE_PAGE = 4  # blocks: title, subtitle, author, place


def numbers_of_chapters(found: Transcription, blocks: Sequence[Block]) -> set[int]:
    """Where the blocks begin that number chapters with figures, bare or all with a stop."""
    bare = _of_chapters(found, blocks, r"\d{1,3}") if not found.pages else set()
    return bare | _of_chapters(found, blocks, r"\d{1,3}\.")


def _of_chapters(found: Transcription, blocks: Sequence[Block], form: str) -> set[int]:
    numbered = [
        (index, int(words.strip(".")))
        for index, block in enumerate(blocks)
        if block.end - block.start < _SHORT and re.fullmatch(form, words := found.words(block))
    ]
    firsts = [index for index, value in numbered if value == 1]
    rises = all(value in (1, before + 1) for (_, before), (_, value) in pairwise(numbered))
    if len(numbered) < 2 or numbered[0][1] != 1 or not rises:
        return set()
    begin = len(firsts) > 1 or _stands_below_heading(found, blocks, firsts[0])
    if not begin or any(_cuts(found, blocks, index) for index, _ in numbered):
        return set()
    return {blocks[index].start for index, _ in numbered}


def _stands_below_heading(found: Transcription, blocks: Sequence[Block], index: int) -> bool:
    above = [found.words(block) for block in blocks[:index][-_TITLE_PAGE - 1 :]]
    is_title_page = len(above) <= _TITLE_PAGE and all(map(_is_of_title, above))
    if is_title_page or (_is_of_title(above[-1]) and is_title_like(above[-1])):
        return True
    return heading_of(found, blocks[index - 1]) is not None


def _is_of_title(words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and not is_whole(words)


def _cuts(found: Transcription, blocks: Sequence[Block], index: int) -> bool:
    """Whether a sentence goes on behind the number, or there is nothing to be numbered."""
    if index + 1 == len(blocks):
        return True
    before, after = found.words(blocks[index - 1]) if index else "", found.words(blocks[index + 1])
    if begins_small(after) or after.strip(".").isdecimal():
        return True
    return len(before) > _LONGEST_TITLE and not is_whole(before)
