"""From a list of corrections to the master as it should be, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.editing.correction import Correction, Plan, edits_of, plan
from pipeline.editing.document import Document
from pipeline.editing.edits import Edit, applied
from pipeline.editing.grounds import with_grounds
from pipeline.editing.placing import Text
from pipeline.editing.refusals import finding
from pipeline.editing.revision import Change
from pipeline.editing.undo import references, undone
from pipeline.finding import EditionError, Finding, Severity


@dataclass(frozen=True, slots=True)
class Asked:
    """Corrections as somebody asked for them.

    `others` holds the grounds of those that state none; `responsible` is who
    answers where nobody is named; `table` the name of the file that they come
    from. Of those in a table all are made or none.
    """

    corrections: Sequence[Correction]
    others: Correction
    responsible: str
    when: str
    table: str = ""
    all_or_none: bool = True


@dataclass(slots=True)
class Recording:
    """The text that the master should get, the report on it, and what could not be done.

    `edits` are those that lead to the text, where corrections are made.
    """

    text: str
    report: list[str]
    findings: list[Finding] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


def record(text: Text, asked: Asked) -> Recording:
    """Put the corrections into the master; raises `EditionError` where that cannot be."""
    document = text.document
    corrections = with_grounds(document, asked.corrections, asked.others, asked.responsible)
    made = plan(text, corrections)
    report = _report(document, made, counted=bool(asked.table))
    refused = [finding(document, *each) for each in made.refused]
    if refused and asked.all_or_none:
        if asked.table:
            refused.append(_none_of(len(corrections), len(refused), report))
        raise EditionError(*refused)
    if not made.recorded:
        return Recording(document.text, report, refused)
    who = dict.fromkeys(name for each in made.recorded for name in each.correction.resp.split())
    change = Change(asked.when, " ".join(who), asked.table)
    edits = edits_of(document, made.recorded, change)
    return Recording(applied(document.text, edits), report, refused, edits)


def take_back(document: Document, names: Sequence[str]) -> Recording:
    """Take the corrections with these ids out of the master."""
    text = undone(document, names)
    findings = []
    for span in references(document, names):
        line, column = document.source.position(span.start)
        message = f"This <{span.name}> points to a correction that is taken back."
        path = document.source.path
        findings.append(Finding("undo-reference", Severity.WARNING, message, path, line, column))
    return Recording(text, [f"taken back: {', '.join(names)}"], findings)


def _report(document: Document, made: Plan, *, counted: bool) -> list[str]:
    report = [f"{len(made.recorded)} to apply"] if counted else []
    for each in made.recorded:
        line, _ = document.source.position(each.at.start)
        said = f"“{each.correction.sic}” → “{each.correction.corr}”"
        report.append(f"  line {line}: {said}  {each.id}")
    if made.already:
        report.append(f"{len(made.already)} already there")
        report += [f"  “{each.sic}” → “{each.corr}”  {name}" for each, name in made.already]
    return report


def _none_of(count: int, refused: int, report: Sequence[str]) -> Finding:
    return Finding(
        "correct-all-or-none",
        Severity.ERROR,
        f"{refused} of {count} cannot be applied: none is.",
        remedy="Mend the table, or take these rows out.",
        excerpt="\n".join(report),
    )
