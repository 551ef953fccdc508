"""The bytes of a transcription as text that XML can hold."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity

# What XML 1.0 (§2.2) cannot hold, not even as a reference; form feeds are read as pages.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_transcription(path: Path) -> tuple[str, list[Finding]]:
    """The text of the file with line ends as XML reads them, and what had to be changed in it."""
    try:
        source = path.read_bytes()
    except OSError as error:
        message = f"the transcription cannot be read: {error.strerror}"
        raise EditionError(Finding("import-unreadable", Severity.ERROR, message, path)) from None
    encoding = next((name for bom, name in _BOMS if source.startswith(bom)), "utf-8")
    findings = []
    try:
        text = source.decode(encoding)
    except UnicodeDecodeError as error:
        text = source.decode("cp1252", "replace")
        line = source.count(b"\n", 0, error.start) + 1
        findings.append(
            Finding(
                "import-encoding",
                Severity.WARNING,
                f"the file is not {encoding.upper()}; it was read as Windows-1252 (Latin 1)",
                path,
                line,
                error.start - source.rfind(b"\n", 0, error.start),
                "Look at the accented letters; if they are wrong, save the file as UTF-8 and "
                "import it again.",
            )
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        message = "there is no text in this file"
        raise EditionError(Finding("import-unreadable", Severity.ERROR, message, path))
    return _possible(text, path, findings), findings


def _possible(text: str, path: Path, findings: list[Finding]) -> str:
    first = _IMPOSSIBLE.search(text)
    if first is None:
        return text
    count = len(_IMPOSSIBLE.findall(text))
    findings.append(
        Finding(
            "import-control-characters",
            Severity.WARNING,
            f"{count} control characters, which XML cannot hold, were left out of the witness",
            path,
            text.count("\n", 0, first.start()) + 1,
            first.start() - text.rfind("\n", 0, first.start()),
            "Keep the file, if they mean something.",
        )
    )
    return _IMPOSSIBLE.sub("", text)
