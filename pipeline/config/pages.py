"""The keys of `[outputs.NAME]` that are about pages become `PageSettings`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from pipeline.page_settings import (
    LINE_BREAKINGS,
    NUMBERINGS,
    PAPERS,
    LineBreaking,
    Numbering,
    PageSettings,
)

PAGE_KEYS = {
    "line-numbers": "number",
    "line-numbering": "text",
    "paragraph-numbers": "true or false",
    "source-pages": "true or false",
    "apparatus": "true or false",
    "correction-marks": "true or false",
    "paper": "text",
    "line-spacing": "number",
    "crop-marks": "true or false",
    "section": "text",
    "pages": "text",
    "line-breaking": "text",
}
_SPACINGS = (1.0, 3.0)
Fault = Callable[[str, str], None]


def page_settings(table: Mapping[str, object], fault: Fault) -> PageSettings:
    """What one output's table says; `fault` is told of a key and what is wrong with its value."""

    def one_of(key: str, choices: tuple[str, ...]) -> str:
        value = str(table.get(key, choices[0])).lower()
        if value in choices:
            return value
        fault(key, f"must be one of {', '.join(filter(None, choices))}, not “{value}”")
        return choices[0]

    def switch(key: str) -> bool | None:
        value = table.get(key)
        return value if isinstance(value, bool) else None

    every = table.get("line-numbers")
    if isinstance(every, float) or (isinstance(every, int) and every < 0):
        fault("line-numbers", "must be a whole number: 5 numbers every fifth line, 0 none")
        every = None
    spacing = table.get("line-spacing")
    if isinstance(spacing, int | float) and not _SPACINGS[0] <= spacing <= _SPACINGS[1]:
        fault("line-spacing", f"must be between {_SPACINGS[0]:g} and {_SPACINGS[1]:g}")
        spacing = None
    return PageSettings(
        line_numbers=every if isinstance(every, int) else None,
        line_numbering=cast("Numbering", one_of("line-numbering", NUMBERINGS)),
        paragraph_numbers=switch("paragraph-numbers"),
        source_pages=switch("source-pages"),
        apparatus=switch("apparatus"),
        correction_marks=switch("correction-marks"),
        paper=one_of("paper", PAPERS),
        line_spacing=float(spacing) if isinstance(spacing, int | float) else None,
        crop_marks=bool(switch("crop-marks")),
        section=str(table.get("section", "")),
        pages=str(table.get("pages", "")),
        line_breaking=cast("LineBreaking", one_of("line-breaking", LINE_BREAKINGS)),
    )
