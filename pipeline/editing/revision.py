"""What a correction leaves in the header: a `change`, and a higher number (TEI 2.2.2, 2.6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.editing.document import Document, Span
from pipeline.editing.edits import (
    Edit,
    blank_after,
    blank_before,
    step,
)
from pipeline.editing.scanner import attribute, end_of_attributes
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XML_ID, text_in

_NUMBER = re.compile(r"\d+(?:\.(?:0|[1-9]\d*))*")
_OURS = re.compile(r"Corrected: “.*” → “.*”\.|Corrected as listed in .*\.", re.DOTALL)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """What the `change` is to say besides its targets; `when` is a date as W3C writes it.

    `number` and `said` are those of one put back; others get the next that is free, and words
    of ours.
    """

    when: str
    who: str = ""
    table: str = ""  # the name of the table, where the corrections come from one
    number: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A `change` with the ids of the corrections it brings, and the words of the first of them."""

    change: Change
    targets: Sequence[str]
    sic: str
    corr: str


def change_text(change: Change, sic: str, corr: str) -> str:
    """The words of the entry; `is_generated` knows them again."""
    if change.said:
        return change.said
    if change.table:
        return f"Corrected as listed in {change.table}."
    return f"Corrected: “{_short(sic)}” → “{_short(corr)}”."


def is_generated(change: Span) -> bool:
    """Whether the entry was written by `change_text`, so that it may go with its corrections."""
    return not change.children and _OURS.fullmatch(text_in(change.element)) is not None


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def changes(document: Document) -> list[Span]:
    """The entries of the revision history as they stand, the newest first."""
    return [span for span in _header(document) if span.name == "change"]


def may_come_back(document: Document, number: str) -> bool:
    """Whether a revision of this number may have gone with its corrections."""
    there = changes(document)
    is_gone = all(change.element.get("n", "") != number for change in there)
    return is_gone and _NUMBER.fullmatch(number) is not None and _below(there, number) is not None


def new_changes(document: Document, entries: Sequence[Entry]) -> list[Edit]:
    """The edits that add these, each above those of lower numbers; the edition's number follows."""
    current = _current(document)
    highest = max([current, *(each.change.number for each in entries)], key=_parts)
    numbered = [(each.change.number or _raised(highest), each) for each in entries]
    numbered.sort(key=lambda each: _parts(each[0]), reverse=True)
    edits: dict[int, Edit] = {}
    for number, entry in numbered:
        new = _new_change(document, number, entry)
        same = edits.get(new.start)
        edits[new.start] = new._replace(new=same.new + new.new) if same else new
    return [*edits.values(), *_renumbered(document, current, numbered[0][0])]


def _new_change(document: Document, number: str, entry: Entry) -> Edit:
    source, change = document.source, entry.change
    values = (
        ("n", number),
        ("when", change.when),
        ("who", change.who),
        ("target", " ".join(f"#{name}" for name in entry.targets)),
    )
    attributes = "".join(f" {name}={source.attribute(value)}" for name, value in values if value)
    words = source.content(change_text(change, entry.sic, entry.corr))
    known = changes(document)
    if not known:
        return _first_change(document, attributes, words)
    next_one = (_below(known, number) if change.number else None) or known[0]
    name = document.tag_name(next_one, "change")
    blank = blank_before(document.text, next_one.start)
    new = f"<{name}{attributes}>{words}</{name}>{blank}"
    return Edit(next_one.start, next_one.start, new)


def _below(changes: Sequence[Span], number: str) -> Span | None:
    """The newest `change` of a lower number."""
    numbered = ((change, change.element.get("n", "")) for change in changes)
    lower = (
        change
        for change, own in numbered
        if _NUMBER.fullmatch(own) and _parts(own) < _parts(number)
    )
    return next(lower, None)


def joined_change(document: Document, change: Span, targets: Sequence[tuple[str, int]]) -> Edit:
    """The edit that makes an existing `change` name further targets, in document order."""
    text = document.text
    place = attribute(text, change.start, change.opened, "target")
    if place is None:
        at = end_of_attributes(text, change.start, change.opened)
        names = " ".join(f"#{name}" for name, _ in targets)
        return Edit(at, at, f" target={document.source.attribute(names)}")
    value = text[place.value_start : place.value_end]
    for name, offset in targets:
        value = _inserted(document, value, name, offset, dict(targets))
    return Edit(place.value_start, place.value_end, value)


def _inserted(document: Document, value: str, name: str, offset: int, new: dict[str, int]) -> str:
    for match in re.finditer(r"#(\S+)", value):
        span = document.by_id.get(match[1])
        there = new.get(match[1], span.start if span else -1)
        if there > offset:
            return f"{value[: match.start()]}#{name} {value[match.start() :]}"
    return f"{value} #{name}" if value.strip() else f"{value}#{name}"


def without_targets(document: Document, names: set[str]) -> list[Edit]:
    """The edits that take these ids from every `change`; an entry made for them alone goes."""
    edits: list[Edit] = []
    gone: list[Span] = []
    for change in changes(document):
        pointers = change.element.get("target", "").split()
        left = [pointer for pointer in pointers if pointer.removeprefix("#") not in names]
        if left == pointers:
            continue
        if not left and is_generated(change):
            gone.append(change)
        else:
            edits.append(_fewer_targets(document, change, names, bool(left)))
    numbers = [change.element.get("n", "") for change in gone]
    return [*edits, *_removals(document, gone), *_lowered(document, numbers)]


def _removals(document: Document, gone: list[Span]) -> list[Edit]:
    """Entries go with the white space after them; with the last goes the `revisionDesc`."""
    text = document.text
    parent = gone[0].parent if gone else None
    if parent is not None and len(parent.children) == len(gone):
        blank = blank_before(text, parent.start) if blank_before(text, gone[0].start) else ""
        return [Edit(parent.start - len(blank), parent.end, "")]
    return [
        Edit(change.start, change.end + len(blank_after(text, change.end)), "") for change in gone
    ]


def _fewer_targets(document: Document, change: Span, names: set[str], some_left: bool) -> Edit:
    place = attribute(document.text, change.start, change.opened, "target")
    assert place is not None
    if not some_left:
        return Edit(place.start, place.end, "")
    value = document.text[place.value_start : place.value_end]
    for name in names:
        value = re.sub(rf"\s+#{re.escape(name)}(?!\S)|(?<!\S)#{re.escape(name)}\s+", "", value)
    return Edit(place.value_start, place.value_end, value)


def _header(document: Document) -> list[Span]:
    """Everything in the header of the whole document."""
    header = next((s for s in document.spans[0].children if s.name == "teiHeader"), None)
    if header is None:
        raise _error(
            document, "There is no teiHeader in which a correction could be recorded.",
            "Give the document a header; its revisionDesc will keep the corrections.",
        )  # fmt: skip
    return [span for span in document.spans if header.contains(span.start, span.end)]


def _first_change(document: Document, attributes: str, words: str) -> Edit:
    parts = _header(document)
    header = parts[0]
    empty = next((span for span in parts if span.name == "revisionDesc"), None)
    if empty is not None or not header.children:
        where = empty or header
        raise _error(
            document, f"The <{where.name}> has no entries to which one could be added.",
            "Write a first <change> in it, or take it out.", where.start,
        )  # fmt: skip
    last = header.children[-1]
    blank = blank_before(document.text, last.start)
    unit = step(blank_before(document.text, header.start), blank)
    whole, entry = (document.tag_name(header, name) for name in ("revisionDesc", "change"))
    change = f"{blank}{unit}<{entry}{attributes}>{words}</{entry}>{blank}"
    return Edit(last.end, last.end, f"{blank}<{whole}>{change}</{whole}>")


def _edition(document: Document) -> Span | None:
    return next((span for span in _header(document) if span.name == "edition"), None)


def _current(document: Document) -> str:
    """The highest number of a revision in the header.

    That of the edition is one if it has a point, or if there is no other: before the first
    edition come revisions 0.1, 0.2.
    """
    edition = _edition(document)
    own = edition.element.get("n", "") if edition is not None else ""
    given = [change.element.get("n", "") for change in changes(document)]
    known = [each for each in (*given, own if "." in own else "") if _NUMBER.fullmatch(each)]
    return max(known, key=_parts, default=own if _NUMBER.fullmatch(own) else "")


def _parts(number: str) -> tuple[int, ...]:
    return tuple(map(int, filter(None, number.split("."))))


def _raised(number: str) -> str:
    if not number:
        return "1.1"
    head, dot, last = number.rpartition(".")
    return f"{head}.{int(last) + 1}" if dot else f"{number}.1"


def _renumbered(document: Document, old: str, new: str) -> list[Edit]:
    """`edition/@n` follows, where it gives the revision and not the number of the edition."""
    edition = _edition(document)
    if edition is None or "." not in old or edition.element.get("n") != old:
        return []
    place = attribute(document.text, edition.start, edition.opened, "n")
    return [Edit(place.value_start, place.value_end, new)] if place else []


def _lowered(document: Document, gone: list[str]) -> list[Edit]:
    edition = _edition(document)
    number = edition.element.get("n", "") if edition is not None else ""
    old = number
    for revision in sorted(filter(_NUMBER.fullmatch, gone), key=_parts, reverse=True):
        head, dot, last = revision.rpartition(".")
        if revision == number and dot:
            number = f"{head}.{int(last) - 1}"
    return _renumbered(document, old, number) if number != old else []


def by_number(document: Document, number: str) -> Span | None:
    """The one `change` with this number."""
    found = [change for change in changes(document) if change.element.get("n") == number]
    return found[0] if number and len(found) == 1 else None


def header_ids(document: Document) -> dict[str, Span]:
    """What of the header can answer for a correction: those named there, by their ids."""
    names = {"respStmt", "editor", "author", "persName", "orgName", "name", "person", "principal"}
    return {
        name: span
        for span in _header(document)
        if span.name in names and (name := span.element.get(XML_ID))
    }


def _error(document: Document, message: str, remedy: str, offset: int = 0) -> EditionError:
    line, column = document.source.position(offset)
    return EditionError(
        Finding("edit-header", Severity.ERROR, message, document.source.path, line, column, remedy)
    )
