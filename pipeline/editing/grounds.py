"""Who answers for a correction and on what it rests: held against the header (TEI 1.3.1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.editing.correction import Correction, justified
from pipeline.editing.document import Document
from pipeline.editing.revision import header_ids
from pipeline.editing.table import pointers
from pipeline.finding import EditionError, Finding, Severity

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|\S+[#/.]\S+")


def with_grounds(
    document: Document, corrections: Iterable[Correction], others: Correction, responsible: str
) -> list[Correction]:
    """The corrections with what they leave open taken from `others`, every pointer checked.

    `responsible` is who answers where nobody else is named: the edition's own.
    """
    default = responsible or _only_editor(document)
    findings: list[Finding] = []
    result = []
    for correction in corrections:
        full = justified(correction, others)
        resp = _responsible(document, full.resp or default, findings)
        sources = _sources(document, full.sources, findings)
        result.append(replace(full, resp=resp, sources=sources))
    if findings:
        raise EditionError(*dict.fromkeys(findings))
    return result


def _only_editor(document: Document) -> str:
    """The one body of the header that edits, where there is but one."""
    editors = [
        name
        for name, span in header_ids(document).items()
        if span.name == "respStmt"
        or (span.name == "editor" and span.element.get("role") != "translator")
    ]
    return f"#{editors[0]}" if len(editors) == 1 else ""


def _responsible(document: Document, said: str, findings: list[Finding]) -> str:
    known = header_ids(document)
    if not said:
        message = "Nobody answers for this correction."
        remedy = 'Say who with --resp, or in edition.toml: responsible = "#…".'
        if not known:
            remedy += " Name yourself in the header (<respStmt xml:id=…>), or give an address."
        findings.append(_fault(document, "correct-responsible", message, known, remedy))
    resp = pointers(said, known)
    for pointer in resp.split():
        if pointer.removeprefix("#") not in known and not _URI.fullmatch(pointer):
            message = f"“{pointer}” answers for nothing in the header."
            remedy = "Give someone there this xml:id: <respStmt>, <editor> or <author>."
            findings.append(_fault(document, "correct-responsible", message, known, remedy))
    return resp


def _sources(document: Document, said: str, findings: list[Finding]) -> str:
    found = pointers(said, document.by_id)
    for pointer in found.split():
        local = pointer.startswith("#")
        if (local and pointer[1:] not in document.by_id) or not (local or _URI.fullmatch(pointer)):
            message = f"“{pointer}” is no source: nothing has this id, and it is no address."
            remedy = 'Point to a <bibl xml:id="…"> of the master, or give an address.'
            findings.append(_fault(document, "correct-source", message, (), remedy))
    return found


def _fault(
    document: Document, code: str, message: str, known: Iterable[str], remedy: str
) -> Finding:
    names: Sequence[str] = sorted(known)
    if names:
        remedy += f" The header has: {', '.join('#' + name for name in names)}."
    return Finding(code, Severity.ERROR, message, document.source.path, remedy=remedy)
