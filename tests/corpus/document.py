"""One document of a corpus: built, proved and judged."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.corpus.limits import Limits, Run, run

_RECORD = ".edition-build"  # what a later build needs to know of this one
_OUTPUTS = (".epub", ".pdf", ".txt")
# Scripts that the PDF engine cannot set: refused in words, not lost.
_EXCUSED = frozenset({"pdf-right-to-left", "pdf-glyph-missing", "pdf-too-large"})


@dataclass(slots=True)
class Document:
    """What happened to one file; `faults` says everything that is not as it should be."""

    path: Path
    name: str
    expected: str  # ok, warn or error; "" where nothing is known of the file
    words: int = 0
    missing: int = 0
    errors: int = 0
    warnings: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    status: int = 0
    epub: Path | None = None
    findings: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """What the command made of the file: ok, warn or error."""
        if self.status:
            return "error"
        return "warn" if any(each["severity"] == "warning" for each in self.findings) else "ok"


def examine(document: Document, folder: Path, limits: Limits) -> None:
    """Build `document` in `folder`, prove what was made, and note every fault."""
    arguments = ["-m", "pipeline.cli", "build", str(document.path), "--format", "json"]
    built = run([*arguments, "--output-dir", str(folder)], limits)
    document.seconds, document.megabytes = built.seconds, built.megabytes
    document.status = built.status
    document.findings = _findings(built)
    made = (
        sorted(path for path in folder.rglob("*") if path.is_file() and path.parent.name != _RECORD)
        if folder.exists()
        else []
    )
    document.faults += _faults_of_process(document, built, limits)
    if document.expected == "error" or _is_refused(document):
        document.faults += _faults_of_refusal(document, made)
        return
    document.faults += _faults_of_build(document, made)
    document.epub = next((path for path in made if path.suffix == ".epub"), None)
    _prove(document, [path for path in made if path.suffix in _OUTPUTS], limits)


def _findings(built: Run) -> list[dict[str, Any]]:
    try:
        return list(json.loads(built.output))
    except ValueError:
        return []


def _faults_of_process(document: Document, built: Run, limits: Limits) -> list[str]:
    faults = []
    if built.late:
        faults.append(f"still running after {limits.seconds:.0f} s")
    elif built.status < 0:
        faults.append(f"ended by signal {-built.status}")
    if built.megabytes > limits.megabytes:
        faults.append(f"{built.megabytes:.0f} MB in memory")
    if "Traceback" in built.errors or any(each["code"] == "defect" for each in document.findings):
        said = [each["message"] for each in document.findings if each["code"] == "defect"]
        faults.append(f"a traceback: {(said or [built.errors.strip()[-200:]])[0]}")
    if built.status > 0 and not _errors(document):
        faults.append(f"exit status {built.status} and no error said")
    return faults


def _errors(document: Document) -> list[dict[str, Any]]:
    return [each for each in document.findings if each["severity"] == "error"]


def _is_refused(document: Document) -> bool:
    """Whether a file of which nothing is expected was refused as a whole, in words."""
    return document.expected != "ok" and document.status == 2 and bool(_errors(document))


def _faults_of_refusal(document: Document, made: list[Path]) -> list[str]:
    faults = []
    if document.status == 0:
        faults.append("accepted, though it is in error")
    elif not any(each["path"] and each["message"] for each in _errors(document)):
        faults.append("refused without saying why and where")
    if made:
        faults.append(f"left behind: {', '.join(path.name for path in made)}")
    return faults


def _faults_of_build(document: Document, made: list[Path]) -> list[str]:
    faults = [
        f"{each['code']}: {each['message']}"
        for each in _errors(document)
        if each["code"] not in _EXCUSED
    ]
    excused = any(each["code"] in _EXCUSED for each in document.findings)
    there = {path.suffix for path in made}
    faults += [
        f"no {suffix[1:]} was made"
        for suffix in _OUTPUTS
        if suffix not in there and not (suffix == ".pdf" and excused)
    ]
    if extra := sorted(path.name for path in made if path.suffix not in _OUTPUTS):
        faults.append(f"left behind: {', '.join(extra)}")
    return faults


def _prove(document: Document, made: list[Path], limits: Limits) -> None:
    arguments = ["-m", "tests.corpus.prove", str(document.path), *map(str, made)]
    proved = run(arguments, Limits(limits.seconds * 2, limits.megabytes * 3))
    try:
        account = json.loads(proved.output)
    except ValueError:
        document.faults.append(f"the proof failed: {proved.errors.strip()[-300:]}")
        return
    document.words = account.pop("words")
    for suffix, result in account.items():
        document.missing = max(document.missing, result["missing"])
        document.faults += [f"{suffix[1:]}: {said}" for said in result["findings"]]
