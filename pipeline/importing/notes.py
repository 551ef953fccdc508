"""Notes and their calls: `[1]` in the text, `1. …` or `[Footnote 1: …]` below it."""

from __future__ import annotations

from collections import defaultdict

from pipeline.finding import Finding, Severity
from pipeline.importing.headings import is_heading_of_notes
from pipeline.importing.note_candidates import Call, Definition, calls_in, definitions_in
from pipeline.importing.note_forms import part_notes
from pipeline.importing.note_paragraphs import add_paragraphs
from pipeline.importing.transcription import Block, Kind, Note, Transcription


def find_notes(found: Transcription) -> None:
    """Pair calls and notes of the transcription; what is left over is told of in findings."""
    part_notes(found)
    definitions = definitions_in(found)
    calls = calls_in(found, definitions)
    by_key: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        by_key[call.key].append(call)
    accepted = _called_for(definitions, calls, by_key)
    _pair_all(found, accepted, by_key)
    found.notes.sort(key=lambda note: note.call)
    _label_notes(found)
    found.uncalled |= {each.block.start for each in accepted if not each.used}
    add_paragraphs(found)
    _report(found, accepted, calls)


def _called_for(
    definitions: list[Definition], calls: list[Call], by_key: dict[str, list[Call]]
) -> list[Definition]:
    """The notes among what looks like notes: those of a sure form, or with a call before them."""
    numbered = {call.form for call in calls if call.key.strip("()").isdecimal()}
    enclosed = {each.key for each in definitions if not each.bare}
    accepted = []
    for definition in definitions:
        if definition.bare and definition.key in enclosed:
            continue  # an item of a list, beside notes in another form
        told = definition.form in numbered and definition.key.strip("()").isdecimal()
        if told or definition.sure or _is_called(definition, by_key[definition.key]):
            accepted.append(definition)
    return accepted


def _pair_all(
    found: Transcription, definitions: list[Definition], by_key: dict[str, list[Call]]
) -> None:
    of_key: dict[str, list[Definition]] = defaultdict(list)
    for definition in definitions:
        of_key[definition.key].append(definition)
    called_in: dict[int, Block] = {}
    for key, those in of_key.items():
        pair = _pair_named if those[0].named else _pair
        pair(found, those, by_key[key], called_in)


def _is_called(definition: Definition, calls: list[Call]) -> bool:
    return any(call.end <= definition.block.start for call in calls)


def _pair(
    found: Transcription,
    definitions: list[Definition],
    calls: list[Call],
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
    definitions: list[Definition],
    calls: list[Call],
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


def _report(found: Transcription, definitions: list[Definition], calls: list[Call]) -> None:
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
        is_alone = found.text[call.start : call.end].strip() == found.words(call.block)
        is_call = call.key in known or (_is_number(call.key) and not is_alone)
        if not call.used and (call.linked or is_call):
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
