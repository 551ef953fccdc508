"""The title of a chapter, in the block below the one that numbers it."""

from __future__ import annotations

from pipeline.importing.headings import is_stopped_title, is_title_like
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import Block, Kind, Transcription


def title_below(found: Transcription, index: int) -> Block | None:
    """The block with a chapter's title, where its heading only numbers it."""
    block = found.blocks[index]
    said = heading_of(found, block)
    after = next(iter(found.blocks[index + 1 : index + 2]), None)
    if said is None or not said.number or said.label or after is None or after.blank_before > 3:
        return None
    if block.level and after.level in {0, block.level} and after.kind is not Kind.HEADING:
        return None
    if heading_of(found, after) is not None:
        return None
    if after.kind is Kind.HEADING and (not block.level or after.level == block.level):
        return after
    return after if after.kind is Kind.SHORT and _is_title(found, block, after) else None


def _is_title(found: Transcription, block: Block, after: Block) -> bool:
    words = found.words(after)
    if "\n" in found.inner(after).strip() or words.endswith(("?", "!", "”", '"')):
        return False
    stopped = found.words(block).endswith(".") and is_stopped_title(words)
    return stopped or is_title_like(words)
