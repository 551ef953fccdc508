"""The editions in a folder: one for each document that stands in it, at any depth."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.edition import Edition, edition_of_file
from pipeline.finding import EditionError, Finding, Severity

SUFFIXES = (".xml", ".tei")


def editions_in(folder: Path, output_dir: Path) -> list[Edition]:
    """One edition per TEI file, in the same sub-folders of the output folder.

    Files that are no documents, but parts of others there (XInclude 1.1), have none.
    Raises `EditionError` where there is no file, or a folder cannot be read.
    """
    from pipeline.tei.parts import parts_of_others

    inside, out = folder.resolve(), output_dir.resolve()
    files = [path for path in _files(folder) if not path.resolve().is_relative_to(out)]
    if not files:
        raise EditionError(
            Finding("input-missing", Severity.ERROR, "there is no .xml file in this folder", folder)
        )
    parts = parts_of_others(files)
    found = []
    stems: set[Path] = set()
    for path in files:
        if path in parts:
            continue
        place = path.relative_to(folder)
        stem = place.with_suffix("") if place.with_suffix("") not in stems else place
        stems.add(stem)
        edition = edition_of_file(path, output_dir / stem.parent, stem.name)
        found.append(edition._replace(within=inside))
    return found


def _files(folder: Path) -> list[Path]:
    """The files of a folder, and of those in it, whose names are those of TEI files."""
    found = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=_refuse)
        for name in names
        if name.lower().endswith(SUFFIXES)
    ]
    return sorted(path for path in found if path.is_file())


def _refuse(error: OSError) -> None:
    raise EditionError(
        Finding(
            "file-unusable",
            Severity.ERROR,
            f"this folder cannot be read: {error.strerror}",
            Path(error.filename),
            remedy="Mend its permissions, or name the files one by one.",
        )
    )
