"""The files of an edition are written all together, or none is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity


def write_files(texts: Mapping[Path, str], folder: Path) -> None:
    """Write the texts; raises `EditionError` about the `folder`, and leaves all as it was."""
    partial = {path: path.with_name(f".{path.name}.part") for path in texts}
    try:
        try:
            for path, text in texts.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                partial[path].write_text(text, "utf-8", newline="\n")
            for path, written in partial.items():
                written.replace(path)
        finally:
            for written in partial.values():
                written.unlink(missing_ok=True)
    except OSError as error:
        raise EditionError(
            Finding(
                "new-unwritable",
                Severity.ERROR,
                f"the edition cannot be written: {error.strerror}",
                folder,
                remedy="Mend the permissions of the folder, free some space, or choose another.",
            )
        ) from None
