"""The letters of a PDF's pages, as their content draws them (ISO 32000-1, 9.4 and 14.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.finding import EditionError, Finding, Severity


@dataclass(slots=True)
class Piece:
    """The letters of one marked-content sequence and where they begin and end."""

    text: str = ""
    x: float = 0.0
    y: float = 0.0
    end: float = 0.0
    size: float = 0.0
    page: int = 0


@dataclass(slots=True)
class Letters:
    """The content of all pages, by page number and marked-content identifier."""

    pieces: dict[tuple[int, int], Piece] = field(default_factory=dict)
    stray: dict[int, str] = field(default_factory=dict)


def stray_glyphs(path: Path) -> list[tuple[int, str]]:
    """The pages, counted from 1, with letters off the paper, and these letters."""
    letters = read_letters(path)
    return [(page + 1, text) for page, text in sorted(letters.stray.items())]


def unreadable(path: Path, why: str) -> Finding:
    """The finding for a PDF of which the text cannot be had."""
    return Finding(
        "pdf-unreadable", Severity.ERROR, f"the text of the PDF cannot be read: {why}", path
    )


def read_letters(path: Path) -> Letters:
    """Every letter of the file, by pdfminer. Raises `EditionError` where it cannot be read."""
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    letters = Letters()
    try:
        with path.open("rb") as stream:
            document = PDFDocument(PDFParser(stream))
            resources = _resources()
            device = _device(resources, letters)
            interpreter = PDFPageInterpreter(resources, device)
            for page in PDFPage.create_pages(document):
                interpreter.process_page(page)
    except (PDFException, OSError) as error:
        raise EditionError(unreadable(path, str(error))) from error
    return letters


def _resources() -> Any:
    """pdfminer's fonts, with codes that are glyph numbers also where a CMap in the file says so.

    WeasyPrint embeds a CMap of its own for a font of which glyphs were
    missing; pdfminer does not read such CMaps and would find no text.
    """
    from pdfminer.cmapdb import CMapDB
    from pdfminer.pdffont import PDFCIDFont
    from pdfminer.pdfinterp import PDFResourceManager

    class Resources(PDFResourceManager):
        def get_font(self, objid: Any, spec: Any) -> Any:
            font = super().get_font(objid, spec)
            if isinstance(font, PDFCIDFont) and not font.is_vertical():
                font.cmap = CMapDB.get_cmap("Identity-H")
            return font

    return Resources()


def _device(resources: Any, letters: Letters) -> Any:
    """A pdfminer device that sorts letters by marked-content identifier."""
    from pdfminer.pdfdevice import PDFTextDevice
    from pdfminer.pdffont import PDFUnicodeNotDefined
    from pdfminer.utils import apply_matrix_pt

    class Device(PDFTextDevice):
        page = -1
        box: tuple[float, float, float, float] = (0, 0, 0, 0)
        marks: list[int | None] = []  # noqa: RUF012

        def begin_page(self, page: Any, _ctm: Any) -> None:
            self.page += 1
            # The interpreter's matrix puts the page's corner at the origin.
            left, bottom, right, top = page.mediabox
            self.box = (0, 0, right - left, top - bottom)
            self.marks = []

        def begin_tag(self, _tag: Any, props: Any = None) -> None:
            mark = props.get("MCID") if isinstance(props, dict) else None
            self.marks.append(mark)

        def end_tag(self) -> None:
            self.marks.pop()

        def render_char(
            self, matrix: Any, font: Any, fontsize: float, scaling: float,
            rise: float, cid: int, *_colours: Any,
        ) -> float:  # fmt: skip
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = "\ufffd"
            advance = float(font.char_width(cid) * fontsize * scaling)
            x, y = apply_matrix_pt(matrix, (0, rise))
            end, _ = apply_matrix_pt(matrix, (advance, rise))
            self._keep(text, x, y, end, abs(matrix[3]) * fontsize)
            return advance

        def _keep(self, text: str, x: float, y: float, end: float, size: float) -> None:
            left, bottom, right, top = self.box
            inside = left - 1 <= x and end <= right + 1 and bottom - 1 <= y <= top + 1
            if not inside and text.strip():
                letters.stray[self.page] = letters.stray.get(self.page, "") + text
            mark = next((each for each in reversed(self.marks) if each is not None), None)
            if mark is None:
                return
            piece = letters.pieces.get((self.page, mark))
            if piece is None:
                piece = letters.pieces[self.page, mark] = Piece(x=x, y=y, size=size, page=self.page)
            piece.text += text
            piece.end = end

    return Device(resources)
