"""The settings file of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.config.outputs import read_outputs
from pipeline.config.table import Table
from pipeline.edition import Edition
from pipeline.finding import EditionError, Finding, Severity
from pipeline.toml import TomlError, read_toml

SETTINGS = "edition.toml"

_KEYS = {
    "master": "text",
    "witness": "text",
    "odd": "text",
    "responsible": "text",
    "outputs": "table",
}


def find_settings(start: Path) -> Path | None:
    """`edition.toml`, or `source/edition.toml`, in `start` or the nearest folder above it."""
    for folder in (start, *start.parents):
        for candidate in (folder / SETTINGS, folder / "source" / SETTINGS):
            if candidate.is_file():
                return candidate
    return None


def read_settings(path: Path, output_dir: Path | None = None) -> Edition:
    """The edition that the settings file describes.

    Paths in it start from its own folder and stay inside it. Outputs land in
    `dist/` of the project: the folder itself, or the one above `source/`.
    Raises `EditionError` with everything that is wrong with the file.
    """
    source, values = _read(path)
    settings = Table(values, path, source, [])
    settings.check(_KEYS)
    master = settings.file("master")
    if "master" not in values:
        remedy = 'Name the TEI file: master = "chapter-6.xml"'
        settings.fault("settings-key", "the key “master” is missing", "master", remedy)
    outputs = read_outputs(settings, Path(str(values.get("master", "edition.xml"))).stem)
    witness, odd = settings.file("witness"), settings.file("odd")
    if settings.faults or master is None:
        raise EditionError(*settings.faults)
    project = path.parent.parent if path.parent.name == "source" else path.parent
    return Edition(
        master=master,
        output_dir=output_dir or project / "dist",
        outputs=outputs,
        witness=witness,
        odd=odd,
        responsible=str(values.get("responsible", "")),
        settings=path,
    )


def _read(path: Path) -> tuple[str, Mapping[str, object]]:
    """The text of a settings file, and the table that it is."""
    remedy = "Look at its permissions; it must be a text file in UTF-8."
    try:
        source = path.read_text("utf-8-sig")
        return source, read_toml(source)
    except OSError as error:
        message, line, column = f"cannot be read: {error.strerror}", 0, 0
    except UnicodeDecodeError as error:
        message, line, column = f"is not UTF-8 (byte {error.start})", 0, 0
    except TomlError as error:
        message, line, column = f"is not TOML: {error}", error.line, error.column
        remedy = 'A text stands in quotation marks: master = "novel.xml". See https://toml.io'
    message = f"the settings file {message}"
    at = path, line, column, remedy
    raise EditionError(Finding("settings-unreadable", Severity.ERROR, message, *at))
