"""What an edition may ask of the pages of a PDF, over what their layout gives them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Numbering = Literal["", "page", "division"]
LineBreaking = Literal["total-fit", "greedy"]

PAPERS = ("", "a4", "a5", "letter")
NUMBERINGS = ("", "page", "division")
LINE_BREAKINGS = ("total-fit", "greedy")


class PageSettings(NamedTuple):
    """The settings of one PDF; None and "" leave it to the layout.

    `line_numbers` is how often a line is numbered (0: never) and
    `line_numbering` where they start again; `section` and `pages` choose an
    excerpt, which keeps the numbers of the whole. `line_breaking` says whether
    the lines of a justified paragraph are broken together or one by one.
    """

    line_numbers: int | None = None
    line_numbering: Numbering = ""
    paragraph_numbers: bool | None = None
    source_pages: bool | None = None
    apparatus: bool | None = None
    correction_marks: bool | None = None
    paper: str = ""
    line_spacing: float | None = None
    crop_marks: bool = False
    section: str = ""
    pages: str = ""
    line_breaking: LineBreaking = "total-fit"


AS_THE_LAYOUT = PageSettings()
