"""The further paragraphs of a note: indented below its first, or all below the word “Notes”.

At the foot of a page they are all that parts a sentence of the text from its end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import takewhile

from pipeline.importing.pages import begins_small, below_running_head, is_of_page, is_whole
from pipeline.importing.shapes import column_of
from pipeline.importing.transcription import OF_TEXT, Block, Kind, Note, Transcription
from pipeline.importing.verses import stanzas_among, verses

_AFTER = (Kind.NOTE, Kind.HEADING, Kind.TRAILER, Kind.FURNITURE)
_ROOM = 2  # blank lines, at most, within a note
_LEADS_ON = (":", "—", "-", ",", ";")
_PROSE = (Kind.SHORT, Kind.PARAGRAPH)
_FOOT = 24  # blocks, at most, that part a sentence


def add_paragraphs(found: Transcription) -> None:
    """Give each note the indented blocks below it, unless they are quoted by the text.

    Below a heading that says “Notes”, all that stands before the next note is of the last.
    """
    notes = {note.whole[0]: note for note in found.notes}
    places = _Places(found.notes)
    kept: list[Block] = []
    text: Block | None = None  # the last block that is in no note
    headed = False  # nothing but notes has come since “Notes”
    index = 0
    while index < len(found.blocks):
        block = found.blocks[index]
        index += 1
        kept.append(block)
        note = notes.get(block.start) if block.kind is Kind.NOTE else None
        if note is None:
            text = _text_before(block, text)
            headed = block.type == "label"
            continue
        if found.text.startswith("]", note.body[1]):
            for start, end in stanzas_among(found.text, *note.body):
                found.marks += verses(found.text, start, end)
        if note.body[1] == block.end:
            further = _headed(found, index) if headed else []
            further = further or _further(found, index, text) or _at_the_foot(found, index, text)
            further = places.outside(note, further)
            for each in further:
                if each.kind is Kind.VERSE:
                    found.marks += verses(found.text, each.start, each.end)
            index += len(further)
            block.end = further[-1].end if further else block.end
            note.whole = (block.start, block.end)
            note.body = (note.body[0], block.end)
    found.blocks = kept


class _Places:
    """Where notes are called, and where they are printed, as far as that is known by now."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._calls = sorted(((*note.call, index) for index, note in enumerate(notes)))
        self._printed = sorted(notes, key=lambda note: note.body)
        self._starts = [note.body[0] for note in self._printed]
        self._notes = notes

    def outside(self, note: Note, blocks: Sequence[Block]) -> list[Block]:
        """The blocks before the first from which the note is called, through others or at once."""
        around = {note.body}
        while (above := self._around(note.call[0])) is not None and above.body not in around:
            around.add(above.body)
            note = above
        return [*takewhile(lambda block: not self._calls_one_of(around, block), blocks)]

    def _around(self, at: int) -> Note | None:
        index = bisect_right(self._starts, at) - 1
        return self._printed[index] if index >= 0 and at < self._printed[index].body[1] else None

    def _calls_one_of(self, bodies: set[tuple[int, int]], block: Block) -> bool:
        first, last = (bisect_left(self._calls, (at, 0, 0)) for at in (block.start, block.end))
        return any(self._notes[index].body in bodies for *_, index in self._calls[first:last])


def _headed(found: Transcription, index: int) -> list[Block]:
    """The blocks from `index` on, if another note, a heading or the end of the text follows."""
    blocks: list[Block] = []
    for block in found.blocks[index:]:
        if block.start in found.uncalled:
            return blocks
        if block.kind not in OF_TEXT or block.blank_before > _ROOM:
            return blocks if block.kind in _AFTER else []
        blocks.append(block)
    return blocks


def _further(found: Transcription, index: int, text: Block | None) -> list[Block]:
    """The blocks of a note from `index` on; `text` is what stands before the note."""
    least = _margin(found, found.blocks[index - 1]) + 2
    if text is not None:
        least = max(least, _margin(found, text) + 1)
    blocks: list[Block] = []
    for block in found.blocks[index:]:
        lines = [line for line in found.lines(block) if line.strip()]
        indent = min(map(column_of, lines))
        if block.start in found.uncalled:
            break
        if block.kind not in OF_TEXT or block.blank_before > _ROOM or indent < least:
            break
        blocks.append(block)
    if any(block.kind is Kind.NOTE for block in found.blocks[index + len(blocks) :][:1]):
        return blocks
    quoted = text is not None and found.words(text).endswith(_LEADS_ON)
    return [] if quoted or any(block.kind is Kind.VERSE for block in blocks) else blocks


def _at_the_foot(found: Transcription, index: int, text: Block | None) -> list[Block]:
    """The blocks from `index` to the page's end, where a sentence of `text` goes on after them."""
    if text is None or text.kind not in _PROSE or is_whole(found.words(text)):
        return []
    below = found.blocks[index : index + _FOOT]
    blocks = [*takewhile(lambda block: _is_more(found, block), below)]
    turned = False
    for block in below[len(blocks) :]:
        if begins_small(below_running_head(found, block)):
            return blocks
        of_page = is_of_page(found, block)
        turned = turned or of_page
        if not of_page and (turned or block.kind not in (Kind.NOTE, *_PROSE)):
            return []
    return []


def _is_more(found: Transcription, block: Block) -> bool:
    """Whether it may be of the note above it, if it is not of the text."""
    outside = is_of_page(found, block) or block.start in found.uncalled
    return (
        block.kind in _PROSE and not outside and not begins_small(below_running_head(found, block))
    )


def _text_before(block: Block, text: Block | None) -> Block | None:
    """The text that a note below the block comes after; none under a heading of notes."""
    if block.kind in OF_TEXT:
        return block
    return None if block.kind is Kind.HEADING or block.type == "label" else text


def _margin(found: Transcription, block: Block) -> int:
    return column_of(found.lines(block)[0])
