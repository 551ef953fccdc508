"""The title of a chapter, in the block below the one that numbers it; and what is none."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.importing.headings import is_stopped_title, is_title_like
from pipeline.importing.numbers import in_figures
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import Block, Kind, Transcription

_NO_TITLES_END = ("?", "!", "”", "“", '"', "»", "«", "’", ",", "...", "…")
_ROOM = 3  # blank lines above what heads a chapter, whatever stands below
_BESIDE = (Kind.FURNITURE, Kind.NOTE, Kind.PAGE, Kind.ORNAMENT, Kind.TRAILER)


def title_below(found: Transcription, index: int) -> Block | None:
    """The block with a chapter's title, where its heading only numbers it."""
    block = found.blocks[index]
    said = heading_of(found, block)
    after = next(iter(found.blocks[index + 1 : index + 2]), None)
    if said is None or not said.number or said.label or after is None or after.blank_before > 3:
        return None
    if block.level and after.level in {0, block.level} and after.kind is not Kind.HEADING:
        return None
    if heading_of(found, after) is not None or re.fullmatch(r"\d{1,3}\.?", found.words(after)):
        return None  # “1805” may be a title
    if after.kind is Kind.HEADING and (not block.level or after.level == block.level):
        return after
    return after if after.kind is Kind.SHORT and _is_title(found, block, after) else None


def _is_title(found: Transcription, block: Block, after: Block) -> bool:
    words = found.words(after)
    if "\n" in found.inner(after).strip() or words.endswith(_NO_TITLES_END):
        return False
    stopped = found.words(block).endswith(".") and is_stopped_title(words)
    return stopped or is_title_like(words)


def keep_closings(found: Transcription) -> None:
    """What looks like a heading heads nothing where the next number goes on with those before.

    So do names below letters, that have a stop or come back. “GENESIS” above
    “CHAPTER I” heads what begins with it.
    """
    text = [block for block in found.blocks if block.kind not in _BESIDE]
    times = Counter(found.words(block) for block in text if block.kind is Kind.HEADING)
    for before, block, after in zip(text, text[1:], [*text[2:], None], strict=False):
        is_apart = before.kind is Kind.HEADING or block.blank_before >= _ROOM
        if block.kind is not Kind.HEADING or block.level or is_apart or _number(found, block):
            continue
        words = found.words(block)
        closes = words.endswith(".") or times[words] > 1
        if after is None or (closes and _number(found, after) not in {"", "?", "1"}):
            block.kind = Kind.SHORT


def _number(found: Transcription, block: Block) -> str:
    """The number of a heading in figures, “?” of one that says otherwise what it heads."""
    if block.kind is not Kind.HEADING:
        return ""
    words = found.words(block).strip(" .")
    said = heading_of(found, block)
    return words if words.isdecimal() else "" if said is None else in_figures(said.number) or "?"
