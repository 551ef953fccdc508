"""What stands on the pages beside the text, as the layout's style sheet and the settings ask.

A layout declares it in custom properties of the root (CSS Custom Properties 1,
2), so that a layout is one style sheet and nothing else::

    html { --over: reading; --line-numbers: 5; --apparatus: yes }

`--over` names the layout that it is a variation of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import tinycss2

from pipeline.model.numbering import counted
from pipeline.outputs.pdf.phrases import classes_styled
from pipeline.page_settings import Numbering, PageSettings
from pipeline.resources import read_style, text_style

# What is stamped on the margins: the classes by which the style sheets know it.
MARKS = ("line-number", "paragraph-number", "source-page", "source-break", "correction-mark")

_YES = frozenset(("yes", "true", "1"))
_BASE = "print"
_T = TypeVar("_T", int, bool)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the writer sets in the margins and at the foot."""

    line_numbers: int = 0
    verse_numbers: int = 0  # of verse alone, where it bears numbers
    line_numbering: Numbering = "page"
    paragraph_numbers: bool = False
    source_pages: bool = False
    apparatus: bool = False
    correction_marks: bool = False
    imposition: str = ""
    creep: float = 0.0  # in points, for each sheet from the outermost inwards
    smallest_table: float = 0.0  # in points: a table set smaller has a landscape page
    styled: frozenset[str] | None = None  # the classes of which the style sheets speak, if known


def style_sheets(layout: str, settings: PageSettings) -> list[bytes]:
    """The style sheets of a layout, the most general first, and one of what the settings ask."""
    chain: list[bytes] = []
    name = layout
    while name and name != _BASE:
        sheet = read_style(f"{name}.css")
        chain.insert(0, sheet)
        name = declared([sheet]).get("over", "")
    return [text_style(f"{_BASE}.css"), *chain, *_asked(settings)]


def furniture(sheets: Sequence[bytes], settings: PageSettings) -> Furniture:
    """What these style sheets declare, with the settings over it."""
    says = declared(sheets)
    return Furniture(
        line_numbers=_first(settings.line_numbers, _whole(says, "line-numbers")),
        verse_numbers=_first(settings.line_numbers, _whole(says, "verse-numbers")),
        line_numbering=settings.line_numbering
        or ("division" if says.get("line-numbering") == "division" else "page"),
        paragraph_numbers=_first(settings.paragraph_numbers, _is(says, "paragraph-numbers")),
        source_pages=_first(settings.source_pages, _is(says, "source-pages")),
        apparatus=_first(settings.apparatus, _is(says, "apparatus")),
        correction_marks=_first(settings.correction_marks, _is(says, "correction-marks")),
        imposition=says.get("imposition", ""),
        creep=_points(says.get("creep", "")),
        smallest_table=_points(says.get("smallest-table", "")),
        styled=classes_styled(sheets),
    )


def declared(sheets: Sequence[bytes]) -> dict[str, str]:
    """The custom properties of ``html``, without their hyphens; the last one counts."""
    return {name: value for sheet in sheets for name, value in _properties(sheet)}


def _properties(sheet: bytes) -> Iterator[tuple[str, str]]:
    rules, _ = tinycss2.parse_stylesheet_bytes(sheet, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == "html":
            for each in tinycss2.parse_blocks_contents(rule.content):
                if each.type == "declaration" and each.name.startswith("--"):
                    yield each.name[2:], tinycss2.serialize(each.value).strip()


def _asked(settings: PageSettings) -> Iterator[bytes]:
    """The style sheet of the settings that are matters of style."""
    if settings.paper:
        yield f"@page {{ size: {settings.paper} }}".encode()
    if settings.line_spacing:
        # As word processors count: single spacing is a fifth more than the type.
        yield f"main {{ line-height: {settings.line_spacing * 1.2:.3f}em }}".encode()
    if settings.crop_marks:
        yield b"@page { marks: crop cross; bleed: 3mm }"


def _first(asked: _T | None, given: _T) -> _T:
    return given if asked is None else asked


def _whole(says: dict[str, str], name: str) -> int:
    return counted(says.get(name, "0")) or 0


def _is(says: dict[str, str], name: str) -> bool:
    return says.get(name, "") in _YES


def _points(length: str) -> float:
    """A length in mm or pt; 0 where it is neither."""
    number, unit = length[:-2], length[-2:]
    try:
        return float(number) * {"pt": 1.0, "mm": 72 / 25.4}[unit]
    except (KeyError, ValueError):
        return 0.0
