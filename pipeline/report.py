"""The one way a `Finding` reaches a person: as text with an excerpt, or in a form for programs."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from pipeline.finding import Finding, Severity

FORMATS = ("text", "json", "sarif", "github")

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_WIDTH, _NARROWEST = 100, 20
_SHOWN_OF_A_KIND = 5


def write_report(
    findings: Sequence[Finding],
    stream: TextIO,
    *,
    form: str = "text",
    colour: bool = False,
    every: bool = False,
) -> None:
    """Write the findings to `stream`; as text, five of a kind unless `every` one is wanted."""
    if form == "json":
        stream.write(as_json(findings))
        return
    if form in {"sarif", "github"}:
        from pipeline.findings_forms import as_github, as_sarif

        stream.write(as_sarif(findings) if form == "sarif" else as_github(findings))
        return
    excerpts = _Excerpts(_width_of(stream))
    for finding in findings if every else _first_of_each_kind(findings, stream):
        stream.write(as_text(finding, colour=colour, excerpt=excerpts.of(finding)))
    if findings:
        stream.write(summary(findings) + "\n")


def as_text(finding: Finding, *, colour: bool = False, excerpt: str | None = None) -> str:
    """`file:line:column: severity CODE message`, the line with a caret, and the remedy."""
    paint = _painter(colour)
    severity = paint(finding.severity.name.lower(), _COLOURS[finding.severity])
    place = paint(_place(finding), "1")
    lines = [f"{place}{severity} {finding.code} {printable(finding.message)}"]
    shown = finding.excerpt if excerpt is None else excerpt
    lines += [f"  | {line}" for line in shown.splitlines()]
    if finding.remedy:
        lines += [f"  = {printable(line)}" for line in finding.remedy.splitlines()]
    return "\n".join(lines) + "\n"


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON array with one object per finding; unknown places are null."""
    import json

    records = [
        {
            "code": finding.code,
            "severity": finding.severity.name.lower(),
            "message": finding.message,
            "path": relative(finding.path) if finding.path else None,
            "line": finding.line or None,
            "column": finding.column or None,
            "remedy": finding.remedy or None,
            "excerpt": finding.excerpt or None,
        }
        for finding in findings
    ]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning`, the gravest first."""
    counts = [
        (sum(finding.severity is severity for finding in findings), name)
        for severity, name in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "remark"),
        )
    ]
    said = [f"{count:,} {name}{'s' * (count != 1)}" for count, name in counts if count]
    return ", ".join(said) or "nothing found"


def relative(path: Path) -> str:
    """`path` as seen from the working folder, where it lies below it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def _place(finding: Finding) -> str:
    if finding.path is None:
        return ""
    place = printable(relative(finding.path))
    if finding.line:
        place += f":{finding.line}"
        if finding.column:
            place += f":{finding.column}"
    return place + ": "


def _first_of_each_kind(findings: Sequence[Finding], stream: TextIO) -> Iterable[Finding]:
    """The first few findings of each code and file; how many more there are, in their place."""
    seen: dict[tuple[str, Path | None], int] = {}
    for finding in findings:
        kind = finding.code, finding.path
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= _SHOWN_OF_A_KIND:
            yield finding
    for (code, path), count in seen.items():
        if count > _SHOWN_OF_A_KIND:
            where = f" in {printable(relative(path))}" if path else ""
            more = count - _SHOWN_OF_A_KIND
            stream.write(f"… and {more:,} more {code}{where} (--verbose shows them all)\n")


class _Excerpts:
    """The lines that findings point to, each file read once."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines: dict[Path, list[str]] = {}

    def of(self, finding: Finding) -> str:
        if finding.excerpt or finding.path is None or not finding.line:
            return "\n".join(printable(line) for line in finding.excerpt.splitlines())
        lines = self._read(finding.path)
        if finding.line > len(lines):
            return ""
        return _with_caret(lines[finding.line - 1], finding.column, self._width)

    def _read(self, path: Path) -> list[str]:
        if path not in self._lines:
            try:
                # XML's line ends only: splitlines() would also split at U+2028 and form feeds.
                text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
            except OSError:
                text = ""
            self._lines[path] = text.split("\n") if "\0" not in text else []
        return self._lines[path]


def _width_of(stream: TextIO) -> int:
    """How many characters of a line are shown: a caret must not be wrapped away from its place."""
    if not stream.isatty():
        return _WIDTH
    return max(_NARROWEST, min(_WIDTH, shutil.get_terminal_size().columns - len("  | ……")))


def _with_caret(line: str, column: int, width: int) -> str:
    """The line, cut to a window round `column`, with a caret under it."""
    start = max(0, column - 1 - width * 2 // 3) if len(line) > width else 0
    if start and (word := re.search(r"\s(?=\S*\w)", line[start - 1 : start + width // 3])):
        start += word.start()  # the mark at the end of a sentence would begin the excerpt
    window = printable(line[start : start + width])
    before, after = "…" * (start > 0), "…" * (start + width < len(line))
    if not column or column > len(line) + 1:
        return f"{before}{window}{after}"
    left = before + window[: column - 1 - start]
    return f"{before}{window}{after}\n{' ' * _cells(left)}^"


def _cells(text: str) -> int:
    """How many cells of a terminal the text takes (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def printable(text: str) -> str:
    """The text without control characters: what a file holds must not steer the terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char in "\t\n\r\u2028\u00a0\u3000" else "\ufffd"
        for char in text
    )


def _painter(colour: bool) -> Callable[[str, str], str]:
    if not colour:
        return lambda text, _code: text
    return lambda text, code: f"\x1b[{code}m{text}\x1b[0m" if text else text
