"""Captions of Pandoc's tables, above or below: paragraphs that begin with `:` or `Table:`."""

from __future__ import annotations

import re

from pipeline.importing.transcription import (
    OF_TEXT,
    Block,
    Kind,
    Layout,
    Mark,
    Moved,
    Transcription,
)

_SIGN = r" {0,3}(?:[Tt]able)?:[ \t]+(?=\S)"


def find_captions(found: Transcription) -> None:
    """Make each the head of its table; one that stands below is moved to where heads stand."""
    tables = {(m.start, m.end): m for m in found.marks if m.name == "table"}
    kept: list[Block] = []
    caption: Block | None = None  # of a table that is still to come
    open_table: Mark | None = None  # the one right before, if it has no caption yet
    for block in found.blocks:
        table = tables.get((block.start, block.end)) if block.kind is Kind.MARKED else None
        is_caption = block.kind in OF_TEXT and _words(found, block) > block.start
        if is_caption and open_table is not None:
            _put_below(found, open_table, block)
            kept[-1].end = block.end
            table = None
        elif table is not None and caption is not None:
            _put_above(found, caption, table)
            block.start = caption.start
            kept[-1] = block
            table = None
        else:
            kept.append(block)
        caption = block if is_caption and kept[-1] is block else None
        open_table = table
    found.blocks = kept


def _words(found: Transcription, block: Block) -> int:
    """Where the words of a caption begin, or where the block does."""
    sign = re.compile(_SIGN).match(found.text, block.start, block.end)
    return sign.end() if sign else block.start


def _put_above(found: Transcription, caption: Block, table: Mark) -> None:
    words = _words(found, caption)
    found.sign(caption.start, words, Layout.LINE)
    found.mark(words, caption.end, "head")
    table.start = caption.start


def _put_below(found: Transcription, table: Mark, caption: Block) -> None:
    table.end = caption.end
    found.sign(caption.start, caption.end, Layout.LINE)
    body = (_words(found, caption), caption.end)
    found.moved.append(Moved((table.start, table.end), body, "head"))
