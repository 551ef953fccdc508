"""Where the project's own rules and styles lie: `styles/` of a checkout, or inside the wheel."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = (_PACKAGE / "styles", _PACKAGE.parent / "styles")
_OTHERS = ("epub", "errata", "looks", "print")  # no layouts: what is of screens, or common to all


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


def layouts() -> list[str]:
    """The names of the layouts: the style sheets of `styles/` that are of pages."""
    return sorted(path.stem for path in style_folder().glob("*.css") if path.stem not in _OTHERS)


def text_style(name: str) -> bytes:
    """A style sheet of the text (`epub.css`, `print.css`), and the looks that both share."""
    return read_style(name) + read_style("looks.css")


def read_style(name: str) -> bytes:
    """The bytes of one file of `styles/`."""
    return style_path(name).read_bytes()


def documented_codes() -> list[str]:
    """The codes of findings, as docs/findings.md lists them; `epubcheck-*` stands for many."""
    pages = (folder.parent / "docs" / "findings.md" for folder in _FOLDERS)
    page = next((path.read_text("utf-8") for path in pages if path.is_file()), "")
    return re.findall(r"^### (\S+)$", page, re.MULTILINE)
