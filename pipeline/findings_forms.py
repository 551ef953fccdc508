"""Findings for other programs: SARIF 2.1.0 (OASIS) and the annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.finding import Finding, Severity

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_sarif(findings: Sequence[Finding]) -> str:
    """One run of SARIF 2.1.0; places are relative to the working folder (3.14.14)."""
    codes = sorted({finding.code for finding in findings})
    rules = [
        {"id": code, "help": {"text": f"docs/findings.md says more of {code}."}} for code in codes
    ]
    index = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {"driver": {"name": "tei-edition", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.code]) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    words = "\n".join(part for part in (finding.message, finding.remedy) if part)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": words},
    }
    if finding.path is None:
        return result
    place: dict[str, Any] = {"artifactLocation": _artifact(finding.path)}
    if finding.line:
        place["region"] = {"startLine": finding.line}
        if finding.column:
            place["region"]["startColumn"] = finding.column
    result["locations"] = [{"physicalLocation": place}]
    return result


def _artifact(path: Path) -> dict[str, str]:
    shown = _below_here(path)
    if shown.is_absolute():
        return {"uri": Path(shown).as_uri()}
    return {"uri": quote(shown.as_posix()), "uriBaseId": "%SRCROOT%"}


def _below_here(path: Path) -> PurePath:
    """The path as seen from the working folder where it lies below it, else whole."""
    whole = path.absolute()
    try:
        return PurePath(whole.relative_to(Path.cwd()))
    except ValueError:
        return whole


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands: one annotation for each finding, at its line of the change."""
    return "".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    fields = {}
    if finding.path is not None:
        fields["file"] = _below_here(finding.path).as_posix()
        fields["line"] = str(finding.line or 1)
        if finding.column:
            fields["col"] = str(finding.column)
    fields["title"] = finding.code
    said = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in fields.items())
    words = "\n".join(part for part in (finding.message, finding.remedy) if part)
    return f"::{_COMMANDS[finding.severity]} {said}::{_escaped(words)}\n"


def _escaped(text: str, more: str = "") -> str:
    """The escapes of a workflow command; in its fields also those of `more`."""
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
