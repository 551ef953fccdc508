"""Corrections are put into a master, and taken out: only the stretches that they need change.

The passage is wrapped where it stands, `<choice><sic>…</sic><corr>…</corr></choice>`
(TEI 3.5.1), a `change` is entered and the revision number raised (2.6), and
the evidence noted where the master keeps such notes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.editing.document import Document, Span
from pipeline.editing.edits import Edit, applied
from pipeline.editing.evidence import kept_apart, new_notes
from pipeline.editing.placing import Place, Placed, Refused, Text, is_correction
from pipeline.editing.revision import (
    Change,
    Entry,
    by_number,
    joined_change,
    may_come_back,
    new_changes,
)
from pipeline.editing.source import require_xml_characters
from pipeline.tei.names import XML_ID
from pipeline.tei.register.readings import CORRECTED, WITNESS

_NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Correction:
    """For `sic`, at one place, read `corr`. `id` to `change` are those of one put back."""

    sic: str
    corr: str
    place: Place = field(default_factory=Place)
    cert: str = ""
    resp: str = ""
    sources: str = ""
    basis: str = ""  # internal, external or conjecture
    evidence: str = ""  # in words
    id: str = ""
    revision: str = ""
    date: str = ""  # of the revision
    change: str = ""  # what it said
    row: int = 0  # of the table it comes from
    placed: Placed | None = None  # where its place is known already


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """A correction with its place in the source and the id that it gets."""

    correction: Correction
    at: Placed
    id: str


@dataclass(slots=True)
class Plan:
    """What is to become of a list of corrections."""

    recorded: list[Recorded] = field(default_factory=list)
    already: list[tuple[Correction, str]] = field(default_factory=list)  # and its id there
    refused: list[tuple[Correction, Refused]] = field(default_factory=list)


def plan(text: Text, corrections: Iterable[Correction]) -> Plan:
    """Find the place of each correction; what is there already is known by both its readings."""
    made = Plan()
    taken = set(text.document.by_id)
    stretches: list[Recorded] = []
    for correction in corrections:
        require_xml_characters(correction.sic, "The passage")
        require_xml_characters(correction.corr, "The correction")
        require_xml_characters(correction.evidence, "The evidence")
        placed = correction.placed or text.place(correction.sic, correction.place)
        if isinstance(placed, Refused):
            there = _present(text, correction, placed)
            if there:
                made.already.append((correction, there))
            else:
                made.refused.append((correction, placed))
            continue
        clash = next((each for each in stretches if _overlap(each.at, placed)), None)
        if clash is not None:
            reason = f"“{correction.sic}” overlaps with another correction, of “"
            reason += f"{clash.correction.sic}”"
            refused = Refused("correct-overlap", reason, (placed.passage,))
            made.refused.append((correction, refused))
            continue
        recorded = Recorded(correction, placed, _identifier(correction, placed, taken))
        taken.add(recorded.id)
        stretches.append(recorded)
    made.recorded = sorted(stretches, key=lambda each: each.at.start)
    return made


def corrected(document: Document, recorded: Sequence[Recorded], change: Change) -> str:
    """The source of `document` with these corrections in it, in document order."""
    return applied(document.text, edits_of(document, recorded, change))


def edits_of(document: Document, recorded: Sequence[Recorded], change: Change) -> list[Edit]:
    """The edits that put these corrections, in document order, into `document`."""
    container = kept_apart(document)
    edits = [_wrapped(document, each, inline=container is None) for each in recorded]
    if container is not None:
        notes = [
            (each.id, each.at.start, each.correction.evidence, each.correction.resp)
            for each in recorded
            if each.correction.evidence
        ]
        edits += new_notes(document, container, notes)
    return [*edits, *_entries(document, recorded, change)]


def _entries(document: Document, recorded: Sequence[Recorded], change: Change) -> list[Edit]:
    """Corrections put back join the change that they belonged to, or bring it back if it went
    with them; the others make one.
    """
    edits: list[Edit] = []
    entries: list[Entry] = []
    for number, group in _by_revision(document, recorded).items():
        if old := by_number(document, number):
            edits.append(joined_change(document, old, [(each.id, each.at.start) for each in group]))
            continue
        first = group[0].correction
        told = _brought_back(change, number, group) if number else change
        entries.append(Entry(told, [each.id for each in group], first.sic, first.corr))
    return [*edits, *(new_changes(document, entries) if entries else ())]


def _by_revision(document: Document, recorded: Sequence[Recorded]) -> dict[str, list[Recorded]]:
    """The corrections by the number of the change that they belonged to; "" for new ones."""
    known = {
        number
        for number in {each.correction.revision for each in recorded}
        if by_number(document, number) is not None or may_come_back(document, number)
    }
    groups: dict[str, list[Recorded]] = {}
    for each in recorded:
        is_put_back = each.correction.revision in known and each.correction.id == each.id
        groups.setdefault(each.correction.revision if is_put_back else "", []).append(each)
    return groups


def _brought_back(change: Change, number: str, group: Sequence[Recorded]) -> Change:
    """The change of this number as it was, as far as its corrections tell."""
    who = dict.fromkeys(name for each in group for name in each.correction.resp.split())
    when = group[0].correction.date or change.when
    table = change.table if len(group) > 1 else ""
    return Change(when, " ".join(who), table, number, group[0].correction.change)


def _wrapped(document: Document, recorded: Recorded, *, inline: bool) -> Edit:
    correction, at, source = recorded.correction, recorded.at, document.source
    choice, sic, corr, note = (
        document.tag_name(at.around, name) for name in ("choice", "sic", "corr", "note")
    )
    values = (
        ("resp", correction.resp),
        ("cert", correction.cert),
        ("evidence", correction.basis),
        ("source", correction.sources),
    )
    attributes = "".join(f" {name}={source.attribute(value)}" for name, value in values if value)
    words = source.content(" ".join(correction.corr.split()))
    if inline and correction.evidence:
        words += f'<{note} type="evidence">{source.content(correction.evidence)}</{note}>'
    old = document.text[at.start : at.end]
    new = f"<{choice} xml:id={source.attribute(recorded.id)}><{sic}>{old}</{sic}>"
    new += f"<{corr}{attributes}>{words}</{corr}></{choice}>"
    return Edit(at.start, at.end, new)


def _identifier(correction: Correction, placed: Placed, taken: set[str]) -> str:
    """An id that says where and what, and stays what it is whatever else is corrected."""
    if _NCNAME.fullmatch(correction.id) and correction.id not in taken:
        return correction.id
    paragraph = placed.passage.paragraph
    slug = "-".join(re.findall(r"[A-Za-z0-9]+", correction.sic))[:24].strip("-").lower()
    if not slug:
        slug = hashlib.sha256(correction.sic.encode()).hexdigest()[:6]
    stem = name = "-".join(filter(None, ("corr", paragraph, slug)))
    number = 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _present(text: Text, correction: Correction, refused: Refused) -> str:
    """The id of the correction that says the same at the same place; "" where none does."""
    inside = text.document.by_id.get(correction.place.id)
    own = text.document.by_id.get(correction.id)
    near = [refused.intervention] if refused.intervention is not None else []
    for span in (*([own] if own is not None else []), *near):
        whole = span.parent if span.parent is not None and span.name in {"sic", "corr"} else span
        if inside is not None and not inside.contains(whole.start, whole.end):
            continue
        if is_correction(whole) and _readings(whole) == (
            " ".join(correction.sic.split()),
            " ".join(correction.corr.split()),
        ):
            return whole.element.get(XML_ID) or "(no id)"
    return ""


def _readings(choice: Span) -> tuple[str, str]:
    sides = {child.name: child.element for child in choice.children}
    return WITNESS.of(sides["sic"]), CORRECTED.of(sides["corr"])


def _overlap(one: Placed, other: Placed) -> bool:
    return one.start < other.end and other.start < one.end


def justified(correction: Correction, other: Correction) -> Correction:
    """`correction` with what it leaves open about its grounds taken from `other`."""
    return replace(
        correction,
        cert=correction.cert or other.cert,
        resp=correction.resp or other.resp,
        sources=correction.sources or other.sources,
        basis=correction.basis or other.basis,
        evidence=correction.evidence or other.evidence,
    )
