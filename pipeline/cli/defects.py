"""Errors that nobody raised on purpose."""

from __future__ import annotations

from pathlib import Path

from pipeline import __version__
from pipeline.finding import Finding, Severity


def defect(error: Exception, path: Path | None = None) -> Finding:
    """What a person can do about an error that nobody raised on purpose; `path`: in which file."""
    if isinstance(error, MemoryError):
        said = "the machine has no memory left for this"
        return Finding("out-of-memory", Severity.ERROR, said, path)
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("pipeline"):
        return Finding(
            "library-missing",
            Severity.ERROR,
            f"the library {error.name} is not installed",
            remedy="Install tei-edition again in this Python's environment, with what it needs: "
            "`python -m pip install .`; `edition doctor` says what is missing.",
        )
    if isinstance(error, OSError) and error.strerror:
        where = f"{str(error.filename)[:80]}: " if error.filename else ""
        return Finding(
            "file-unusable",
            Severity.ERROR,
            f"{where}{error.strerror}",
            path,
            remedy="Look at its name, its permissions, and the room on its disk.",
        )
    said = str(error).strip().split("\n")[0]
    return Finding(
        "defect",
        Severity.ERROR,
        f"this is a defect of tei-edition: {type(error).__name__}: {said}",
        path,
        remedy=f"Please report it with the document and the version ({__version__}).\n"
        "The same command with --verbose shows where it happened.",
    )
