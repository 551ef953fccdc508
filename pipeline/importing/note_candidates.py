"""What looks like a note, or like the call of one, by its form and by where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.importing.note_forms import (
    CALL,
    DEFINITION,
    DOUBTFUL,
    are_notes,
    is_no_call,
    key_of,
)
from pipeline.importing.transcription import Block, Kind, Mark, Transcription, shown

_NEVER = (Kind.FURNITURE, Kind.ORNAMENT, Kind.PAGE)


@dataclass(slots=True)
class Definition:
    """What may be a note: its label, its block, and which part of that is the note's own."""

    key: str
    block: Block
    body: tuple[int, int]
    form: str  # the name of the group of `DEFINITION`
    is_known: bool = False  # it is one by what the page says of it
    used: bool = False

    @property
    def sure(self) -> bool:
        """Whether its form cannot be that of a numbered heading or list."""
        return self.is_known or self.form in {"md", "pg", "super"}

    @property
    def bare(self) -> bool:
        """Whether it has a number and nothing else."""
        return self.form == "bare"

    @property
    def named(self) -> bool:
        """Whether it has a label that only its calls have."""
        return self.form == "md"


@dataclass(slots=True)
class Call:
    """What may be a call: the label of a note, and where it stands."""

    key: str
    block: Block
    start: int
    end: int
    form: str
    used: bool = False
    linked: bool = False  # as calls of notes are, so it is one


def definitions_in(found: Transcription) -> list[Definition]:
    """Every block that may be a note, in order; those already known to be notes are none."""
    taken = {note.whole for note in found.notes}
    signs = _signs_of_emphasis(found)
    return [
        each
        for block in found.blocks
        if block.kind not in _NEVER and (block.start, block.end) not in taken
        for each in _definition(found, block, signs)
    ]


def calls_in(found: Transcription, definitions: list[Definition]) -> list[Call]:
    """Every place that may call one of `definitions`, in order, with links that lead nowhere.

    Of those in a form that numbers lists too, none, if they number a list; the same form of a
    note is then that of an item.
    """
    calls = _without_lists(definitions, _every_call(found, definitions))
    _add_linked(found, calls)
    return calls


def _signs_of_emphasis(found: Transcription) -> set[int]:
    """Where the signs stand that enclose what is emphasised."""
    return {mark.start for mark in found.marks if mark.name == "fw"}


def _definition(found: Transcription, block: Block, signs: set[int]) -> list[Definition]:
    match = DEFINITION.match(found.text, block.start, block.end)
    if match and match["star"] and match.start("star") in signs:
        match = None  # it begins what is emphasised
    if block.kind in (Kind.HEADING, Kind.MARKED):
        return []
    is_known = block.start in found.uncalled
    if match is None:
        whole = (block.start, block.end)
        words = shown(found.words(block))
        return [Definition(words, block, whole, "", is_known=True)] if is_known else []
    if block.kind is Kind.VERSE and match["bare"]:
        return []
    start, end = match.end(), block.end
    if match["pg"]:
        end = found.text.rfind("]", start, end)
        end = block.end if end < 0 else end
    if not found.text[start:end].strip():
        return []
    return [Definition(key_of(match), block, (start, end), match.lastgroup or "", is_known)]


def _without_lists(definitions: list[Definition], calls: list[Call]) -> list[Call]:
    """The calls that are not but numbers of lists; of notes that are these, `1)` may be as `1.`"""
    for form in DOUBTFUL:
        notes = [each for each in definitions if each.form == form]
        those = [call for call in calls if call.form == form]
        spans = [(each.key, each.block.start, each.block.end) for each in notes]
        if are_notes(spans, [(call.key, call.start) for call in those]):
            continue
        calls = [call for call in calls if call.form != form]
        for each in notes:
            each.form, each.key = "bare", each.key.strip(")")
    return calls


def _every_call(found: Transcription, definitions: list[Definition]) -> list[Call]:
    signs = _signs_of_emphasis(found)
    starts = {each.block.start: each.body[0] for each in definitions}
    starts |= {note.whole[0]: note.body[0] for note in found.notes}
    apart = sorted((mark.start, mark.end) for mark in found.marks if _holds_no_call(mark))
    answered = {call for note in found.notes for call in (note.call, *note.again)}
    calls = []
    for block in found.blocks:
        if block.kind in _NEVER:
            continue
        for match in CALL.finditer(found.text, starts.get(block.start, block.start), block.end):
            is_sign = bool(match["star"]) and match.start() in signs
            if is_sign or is_no_call(found.text, match) or _is_within(apart, match.start()):
                continue
            start, end, form = _start_of(found, match), match.end(), match.lastgroup or ""
            if (start, end) not in answered:
                linked = form == "md"
                calls.append(Call(key_of(match), block, start, end, form, linked=linked))
    return calls


def _is_within(spans: list[tuple[int, int]], place: int) -> bool:
    before = bisect_left(spans, (place + 1, 0))
    return any(start <= place < end for start, end in spans[:before][-1:])


def _start_of(found: Transcription, call: re.Match[str]) -> int:
    """Where a call starts: the blank before it belongs to it, as in “Ossoaviokhim. [1]”."""
    start = call.start()
    is_spaced = found.text[start - 1] == " " and found.text[start - 2] not in " \n" and start > 1
    return start - 1 if is_spaced else start


def _holds_no_call(mark: Mark) -> bool:
    return mark.name in {"code", "eg"} or mark.attributes.get("type") == "pageNum"


def _add_linked(found: Transcription, calls: list[Call]) -> None:
    """The calls that are links which lead nowhere, whatever their words look like."""
    starts = [block.start for block in found.blocks]
    for start, end in sorted(found.unanswered):
        at = bisect_right(calls, start, key=lambda call: call.start)
        if at and start < calls[at - 1].end:
            calls[at - 1].linked = True
            continue
        block = found.blocks[bisect_right(starts, start) - 1]
        if block.kind not in _NEVER and block.start not in found.uncalled:
            key = found.text[start:end].strip(" []()")
            calls.insert(at, Call(key, block, start, end, "", linked=True))
