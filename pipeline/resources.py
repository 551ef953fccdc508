"""Where the project's own rules and styles lie: `styles/` of a checkout, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = (_PACKAGE / "styles", _PACKAGE.parent / "styles")


def style_path(name: str) -> Path:
    """The file `name` (`edition.odd`, `epub.css`, `fonts/x.otf`) of `styles/`."""
    for folder in _FOLDERS:
        path = folder / name
        if path.is_file():
            return path
    raise EditionError(
        Finding(
            "style-missing",
            Severity.ERROR,
            f"the style file {name} is not part of this installation",
            remedy="Install tei-edition again: its own files are incomplete.",
        )
    )


def style_folder() -> Path:
    """The folder of the project's own rules and styles."""
    return style_path("edition.odd").parent


def has_style(name: str) -> bool:
    """Whether `styles/` has a file of this name."""
    return any((folder / name).is_file() for folder in _FOLDERS)


def read_style(name: str) -> bytes:
    """The bytes of one file of `styles/`."""
    return style_path(name).read_bytes()
