"""The table of answers that the page of `edition proof --html` gives back, applied as a whole.

A row says its `kind`: `correction` as `edition correct --from` reads it, `keep` (with a `note`,
or by `<sic>`), or `suppression` (with `code`, `words`, `near` and `reason`).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.editing.accepting import free_names, marked, noted
from pipeline.editing.correction import Correction
from pipeline.editing.document import read_document
from pipeline.editing.edits import Edit, applied
from pipeline.editing.placing import Placed, Refused, Text
from pipeline.editing.proof import proved
from pipeline.editing.recording import Asked, record
from pipeline.editing.refusals import finding
from pipeline.editing.replacing import replace_file
from pipeline.editing.table import place_of, read_rows, read_table
from pipeline.finding import EditionError, Finding, Severity
from pipeline.proof.registry import BY_CODE
from pipeline.proof.suppressions import FILE, Suppression, add_entry, read_suppressions

_KINDS = ("correction", "keep", "suppression")


@dataclass(slots=True)
class _Kept:
    """What is kept, and how the text says so."""

    edits: list[Edit] = field(default_factory=list)
    places: list[Placed] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    there: int = 0


def apply_answers(master: Path, table: Path, responsible: str, when: str) -> list[str]:
    """Write every answer of the table, or none; the report on them."""
    rows = read_rows(table)
    entries = [_entry(table, number, row) for number, row in enumerate(rows, 2)
               if row.get("kind") == "suppression"]  # fmt: skip
    _check_kinds(table, rows)
    corrections, _ = read_table(table)
    document = read_document(master)
    text = Text(document)
    asked = Asked(corrections, Correction("", ""), responsible, when, table.name)
    made = record(text, asked)
    kept = _kept(text, rows, responsible)
    if kept.faults:
        raise EditionError(*kept.faults)
    _check_overlap(table, made.edits, kept)
    known = frozenset(BY_CODE)
    old_entries = read_suppressions(master, known)
    new = proved(document, applied(document.text, [*made.edits, *kept.edits]))
    if new != document.source.data:
        replace_file(master, document.source.data, new)
    fresh = [entry for entry in entries if not any(entry.same(old) for old in old_entries)]
    for entry in dict.fromkeys(fresh):
        add_entry(master, entry, known)
    return [
        *made.report,
        f"{len(kept.edits)} kept in the text, {kept.there} already",
        f"{len(fresh)} entered in {FILE}, {len(entries) - len(fresh)} already there",
    ]


def _kept(text: Text, rows: list[dict[str, str]], responsible: str) -> _Kept:
    found, document = _Kept(), text.document
    names = free_names(document)
    for number, row in enumerate(rows, 2):
        if row.get("kind") != "keep":
            continue
        at = text.place(row.get("sic", ""), place_of(row))
        if isinstance(at, Refused):
            if at.intervention is not None and at.intervention.name == "sic":
                found.there += 1
            else:
                found.faults.append(finding(document, Correction(row["sic"], "", row=number), at))
        elif any(span.element.get("type") == "doubted" for span in at.passage.owner.lineage()):
            found.there += 1
        else:
            note = row.get("note", "")
            found.places.append(at)
            found.edits += (
                noted(document, at, note, next(names), responsible)
                if note
                else marked(document, at)
            )
    return found


def _check_overlap(table: Path, corrections: list[Edit], kept: _Kept) -> None:
    """No place may be both corrected and kept."""
    stretches = sorted((edit.start, edit.end) for edit in (*corrections, *kept.edits))
    for (_, end), (start, _) in itertools.pairwise(stretches):
        if start < end:
            raise EditionError(_fault(table, "Two answers are about the same words.", 0))


def _check_kinds(table: Path, rows: list[dict[str, str]]) -> None:
    for number, row in enumerate(rows, 2):
        if row.get("kind", "correction") not in {*_KINDS, ""}:
            raise EditionError(
                _fault(table, f"“{row['kind']}” is no kind: {', '.join(_KINDS)}.", number)
            )


def _entry(table: Path, number: int, row: dict[str, str]) -> Suppression:
    for name in ("code", "words", "reason"):
        if not row.get(name):
            raise EditionError(_fault(table, f"The suppression has no {name}.", number))
    if row["code"] not in BY_CODE:
        raise EditionError(_fault(table, f"There is no rule “{row['code']}”.", number))
    return Suppression(row["code"], row["words"], row["reason"], row.get("near", ""))


def _fault(table: Path, message: str, line: int) -> Finding:
    return Finding("proof-answers", Severity.ERROR, message, table, line, 1 if line else 0)
