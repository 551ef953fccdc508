"""The files of an edition are written all together, or none is."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity
from pipeline.whole import partial_of, write_out


def write_files(texts: Mapping[Path, str], folder: Path) -> None:
    """Write the texts; raises `EditionError` about the `folder`, and leaves all as it was."""
    try:
        with ExitStack() as stack:
            written = {}
            for path, text in texts.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                written[path] = stack.enter_context(partial_of(path))
                write_out(written[path], text.encode())
            for path, partial in written.items():
                partial.replace(path)
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
