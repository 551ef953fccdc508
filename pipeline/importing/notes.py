"""Notes and their calls: `[1]` in the text, `1. …` or `[Footnote 1: …]` below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from pipeline.finding import Finding, Severity
from pipeline.importing.headings import is_heading_of_notes
from pipeline.importing.note_forms import (
    CALL,
    DEFINITION,
    DOUBTFUL,
    are_notes,
    is_no_call,
    key_of,
    part_notes,
)
from pipeline.importing.note_paragraphs import add_paragraphs
from pipeline.importing.transcription import Block, Kind, Mark, Note, Transcription, shown

_NEVER = (Kind.FURNITURE, Kind.ORNAMENT, Kind.PAGE)


@dataclass(slots=True)
class _Definition:
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
class _Call:
    key: str
    block: Block
    start: int
    end: int
    form: str
    used: bool = False
    linked: bool = False  # as calls of notes are, so it is one


def find_notes(found: Transcription) -> None:
    """Pair calls and notes of the transcription; what is left over is told of in findings."""
    part_notes(found)
    taken = {note.whole for note in found.notes}
    signs = {mark.start for mark in found.marks if mark.name == "fw"}
    definitions = [
        each
        for block in found.blocks
        if block.kind not in _NEVER and (block.start, block.end) not in taken
        for each in _definition(found, block, signs)
    ]
    calls = _without_lists(definitions, _calls(found, definitions, signs))
    _add_linked(found, calls)
    numbered = {call.form for call in calls if call.key.strip("()").isdecimal()}
    by_key: dict[str, list[_Call]] = defaultdict(list)
    for call in calls:
        by_key[call.key].append(call)
    of_key: dict[str, list[_Definition]] = defaultdict(list)
    enclosed = {each.key for each in definitions if not each.bare}
    for definition in definitions:
        if definition.bare and definition.key in enclosed:
            continue  # an item of a list, beside notes in another form
        told = definition.form in numbered and definition.key.strip("()").isdecimal()
        if not (told or definition.sure or _is_called(definition, by_key[definition.key])):
            continue
        of_key[definition.key].append(definition)
    called_in: dict[int, Block] = {}
    for key, those in of_key.items():
        if those[0].named:
            _pair_named(found, those, by_key[key], called_in)
        else:
            _pair(found, those, by_key[key], called_in)
    found.notes.sort(key=lambda note: note.call)
    _label_notes(found)
    accepted = [each for those in of_key.values() for each in those]
    found.uncalled |= {each.block.start for each in accepted if not each.used}
    add_paragraphs(found)
    _report(found, accepted, calls)


def _definition(found: Transcription, block: Block, signs: set[int]) -> list[_Definition]:
    match = DEFINITION.match(found.text, block.start, block.end)
    if match and match["star"] and match.start("star") in signs:
        match = None  # it begins what is emphasised
    if block.kind in (Kind.HEADING, Kind.MARKED):
        return []
    is_known = block.start in found.uncalled
    if match is None:
        whole = (block.start, block.end)
        words = shown(found.words(block))
        return [_Definition(words, block, whole, "", is_known=True)] if is_known else []
    if block.kind is Kind.VERSE and match["bare"]:
        return []
    start, end = match.end(), block.end
    if match["pg"]:
        end = found.text.rfind("]", start, end)
        end = block.end if end < 0 else end
    if not found.text[start:end].strip():
        return []
    return [_Definition(key_of(match), block, (start, end), match.lastgroup or "", is_known)]


def _without_lists(definitions: list[_Definition], calls: list[_Call]) -> list[_Call]:
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


def _calls(found: Transcription, definitions: list[_Definition], signs: set[int]) -> list[_Call]:
    starts = {each.block.start: each.body[0] for each in definitions}
    apart = sorted((mark.start, mark.end) for mark in found.marks if _holds_no_call(mark))
    starts |= {note.whole[0]: note.body[0] for note in found.notes}
    answered = {call for note in found.notes for call in (note.call, *note.again)}
    calls = []
    for block in found.blocks:
        if block.kind in _NEVER:
            continue
        for match in CALL.finditer(found.text, block.start, block.end):
            if match.start() < starts.get(block.start, 0) or is_no_call(found.text, match):
                continue
            if match["star"] and match.start() in signs:
                continue
            place = bisect_left(apart, (match.start() + 1, 0))
            around = apart[place - 1 : place]
            if around and around[0][0] <= match.start() < around[0][1]:
                continue
            start = match.start()
            if found.text[start - 1] == " " and found.text[start - 2] not in " \n" and start > 1:
                start -= 1  # the blank belongs to the call, as in “Ossoaviokhim. [1]”
            if (start, match.end()) not in answered:
                form = match.lastgroup or ""
                linked = form == "md"
                calls.append(_Call(key_of(match), block, start, match.end(), form, linked=linked))
    return calls


def _holds_no_call(mark: Mark) -> bool:
    return mark.name in {"code", "eg"} or mark.attributes.get("type") == "pageNum"


def _add_linked(found: Transcription, calls: list[_Call]) -> None:
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
            calls.insert(at, _Call(key, block, start, end, "", linked=True))


def _is_called(definition: _Definition, calls: list[_Call]) -> bool:
    return any(call.end <= definition.block.start for call in calls)


def _pair(
    found: Transcription,
    definitions: list[_Definition],
    calls: list[_Call],
    called_in: dict[int, Block],
) -> None:
    """The first note to the first call and so on; where the numbers do not match, the nearest.

    `called_in` gets the block from which each note is called, by where the note begins.
    """
    calls = [
        call
        for call in calls
        if not any(d.block.start <= call.start < d.body[0] for d in definitions)
    ]
    for index, definition in enumerate(definitions):
        if len(calls) == len(definitions):
            call = calls[index]
        else:
            before = [c for c in calls if not c.used and c.end <= definition.block.start]
            after = [c for c in calls if not c.used and c.start >= definition.block.end]
            if not before and not after:
                continue
            call = before[-1] if before else after[0]
        if _is_called_from(definition.block, call.block, called_in):
            continue
        called_in[definition.block.start] = call.block
        call.used = definition.used = True
        block = definition.block
        block.kind = Kind.NOTE
        whole = (block.start, block.end)
        number = definition.key.strip("()")
        found.notes.append(Note((call.start, call.end), whole, definition.body, number))


def _pair_named(
    found: Transcription,
    definitions: list[_Definition],
    calls: list[_Call],
    called_in: dict[int, Block],
) -> None:
    """All calls of one label to the next note that has it, else to the last.

    A note that nothing calls stays where it stands.
    """
    in_turn = len(calls) == len(definitions)
    for index, definition in enumerate(definitions):
        block, last = definition.block, definition is definitions[-1]
        here = [
            call
            for call in ([calls[index]] if in_turn else calls)
            if not call.used
            and (in_turn or last or call.end <= block.start)
            and not _is_called_from(block, call.block, called_in)
        ]
        for call in here:
            call.used = True
        definition.used, block.kind = bool(here), Kind.NOTE
        first, *others = [(call.start, call.end) for call in here] or [(block.start, block.start)]
        if here:
            called_in[block.start] = here[0].block
        whole = (block.start, block.end)
        found.notes.append(Note(first, whole, definition.body, definition.key, again=others))


def _is_called_from(note: Block, block: Block, called_in: dict[int, Block]) -> bool:
    """Whether a block is this note, or a note that is called from it, through others or at once."""
    while block is not note:
        if block.start not in called_in:
            return False
        block = called_in[block.start]
    return True


def _label_notes(found: Transcription) -> None:
    """The words “Notes” above notes that now stand at their calls head nothing."""
    for block, after in zip(found.blocks, found.blocks[1:], strict=False):
        if (
            after.kind is Kind.NOTE
            and block.kind is not Kind.NOTE
            and is_heading_of_notes(found.words(block))
        ):
            block.kind, block.type = Kind.FURNITURE, "label"


def _report(found: Transcription, definitions: list[_Definition], calls: list[_Call]) -> None:
    for definition in definitions:
        if not definition.used:
            left = "left where it stands"
            if not definition.named:
                left, definition.block.kind = "left in the text", _unread(definition.block)
            line, column = found.position(definition.block.start)
            message = f"the note “{definition.key}” is called nowhere; it was {left}"
            found.findings.append(
                Finding("import-note-uncalled", Severity.WARNING, message, None, line, column,
                        "Move it by hand to its place: <note>…</note>.")
            )  # fmt: skip
    if not definitions:
        calls = [call for call in calls if call.form in {"key", "md"} or call.linked]
    known = {definition.key for definition in definitions}
    for call in calls:
        if not call.used and (call.linked or call.key in known or _is_number(call.key)):
            line, column = found.position(call.end - 1)
            message = f"there is no note for the call “{call.key}”; it was left as text"
            found.findings.append(
                Finding("import-call-unanswered", Severity.WARNING, message, None, line, column,
                        "Look for the note in the transcription, or leave the call as it is.")
            )  # fmt: skip


def _unread(note: Block) -> Kind:
    return note.kind if note.kind is Kind.VERSE else Kind.PARAGRAPH


def _is_number(key: str) -> bool:
    return key.strip("()").isdecimal() and len(key) < 4
