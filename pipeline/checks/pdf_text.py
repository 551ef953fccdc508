"""The words of a tagged PDF, in the order of its structure (ISO 32000-1, 14.7 and 14.8.2).

Which words belong to what is read from the structure tree, by pikepdf; which
letters stand where, from the pages' content, by pdfminer. Running heads and
folios are outside of the tree; calls and labels of notes, and numbers set
over headings, are `Reference` and `Lbl` and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.finding import EditionError, Finding, Severity

_LEFT_OUT = frozenset(("/Lbl", "/Reference", "/Artifact"))
_BLOCKS = frozenset(
    "/Part /Art /Sect /Div /BlockQuote /P /H1 /H2 /H3 /H4 /H5 /H6 /L /LI /LBody /Note "
    "/Table /TR /TH /TD /THead /TBody /TFoot /Caption /Figure".split()
)
_PARTS = {
    **dict.fromkeys(("/H1", "/H2", "/H3", "/H4", "/H5", "/H6"), "heading"),
    "/Table": "table",
    "/Figure": "figure",
    "/Caption": "figure",
}
# The hyphen set where a word is divided, mapped to a soft one or not; a text's own is U+002D.
_HYPHENS = ("\u00ad", "\u2010")
# No space is lost where a line ends after these, or between two of these letters.
_JOINING = ("-", "—", "/", "\u200b")
_UNSPACED = re.compile(
    r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says: the running text, a line for each block, and each of its notes."""

    body: str
    notes: tuple[str, ...]
    places: tuple[Place, ...] = ()
    note_places: tuple[tuple[Place, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """What begins at `offset` of a text stands on this page, counted from 0, at this height."""

    offset: int
    page: int
    y: float
    size: float
    part: str = ""  # "heading", "table" or "figure": no lines of the running text


@dataclass(slots=True)
class _Piece:
    """The letters of one marked-content sequence and where they begin and end."""

    text: str = ""
    x: float = 0.0
    y: float = 0.0
    end: float = 0.0
    size: float = 0.0
    page: int = 0


@dataclass(slots=True)
class _Letters:
    """The content of all pages, by page number and marked-content identifier."""

    pieces: dict[tuple[int, int], _Piece] = field(default_factory=dict)
    stray: dict[int, str] = field(default_factory=dict)


def pdf_text(path: Path) -> PdfText:
    """Extract the text that the edition presents, without what the edition adds.

    The body is what stands in `Part`, in order; words divided at a line's
    end, also over pages, are put together again. Each note is one string. A
    space at a line's end is not in the file: it is put back except after a
    hyphen or a dash and between letters of scripts without spaces, so that
    comparisons should disregard white space there.
    """
    import pikepdf

    letters = _read_letters(path)
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise EditionError(_unreadable(path, "it has no structure tree"))
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        reader = _Reader(letters.pieces, pages)
        reader.read(pdf.Root.StructTreeRoot.K)
    return PdfText(
        reader.body.text(),
        tuple(note.text() for note in reader.notes),
        reader.body.places(),
        tuple(note.places() for note in reader.notes),
    )


def stray_glyphs(path: Path) -> list[tuple[int, str]]:
    """The pages, counted from 1, with letters off the paper, and these letters."""
    letters = _read_letters(path)
    return [(page + 1, text) for page, text in sorted(letters.stray.items())]


class _Running:
    """Text put together piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: dict[int, tuple[_Piece, str]] = {}  # by the index of the part
        self.parts: list[str] = []  # the heading, table or figure that is being read
        self._last: _Piece | None = None
        self._new_block = False

    def block(self) -> None:
        """A block begins or ends here."""
        self._new_block = True

    def add(self, piece: _Piece) -> None:
        """Add letters, with what a line's end took away."""
        if not piece.text:
            return
        if self._parts:
            self._join(piece)
        self._pieces[len(self._parts)] = piece, (self.parts[0] if self.parts else "")
        self._parts.append(piece.text)
        self._last, self._new_block = piece, False

    def _join(self, piece: _Piece) -> None:
        before = self._parts[-1]
        if before.endswith(_HYPHENS):
            self._parts[-1] = before[:-1]
        elif self._new_block:
            self._parts.append("\n")
        elif self._last is not None and _parted(self._last, piece):
            self._parts.append(" ")

    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._parts)

    def places(self) -> tuple[Place, ...]:
        """Where on the pages the text stands, piece by piece."""
        starts = list(accumulate(map(len, self._parts), initial=0))
        return tuple(
            Place(starts[at], piece.page, piece.y, piece.size, part)
            for at, (piece, part) in self._pieces.items()
        )


def _parted(last: _Piece, piece: _Piece) -> bool:
    """Whether there was a space: one lost at a line's end, or one between two elements."""
    if _breaks(last, piece):
        return _spaced(last.text, piece.text)
    # A text box of nothing but a space is not drawn: it shows as a gap.
    gap = piece.x - last.end > 0.12 * piece.size
    return gap and not (last.text[-1].isspace() or piece.text[0].isspace())


def _breaks(last: _Piece, piece: _Piece) -> bool:
    """Whether a piece begins a new line."""
    return piece.x < last.end - 0.5 * piece.size or abs(piece.y - last.y) > 0.9 * piece.size


def _spaced(before: str, after: str) -> bool:
    if before[-1].isspace() or after[0].isspace() or before.endswith(_JOINING):
        return before.endswith((" -", " —", " /"))
    return not (_UNSPACED.match(before[-1]) and _UNSPACED.match(after[0]))


class _Reader:
    """Walks the structure tree."""

    def __init__(self, pieces: dict[tuple[int, int], _Piece], pages: dict[Any, int]) -> None:
        self.body = _Running()
        self.notes: list[_Running] = []
        self._pieces = pieces
        self._pages = pages

    def read(self, kids: Any) -> None:
        """Read everything below the root of the tree."""
        stack: list[tuple[Any, int, _Running | None]] = [(kids, 0, None)]
        while stack:
            node, page, running = stack.pop()
            if isinstance(node, _Leaving):
                node.running.block()
                if node.part:
                    node.running.parts.pop()
            elif _is_number(node):
                if running is not None:
                    running.add(self._pieces.get((page, int(node)), _Piece()))
            elif _is_list(node):
                stack += [(kid, page, running) for kid in reversed(list(node))]
            elif "/S" in node:
                stack += self._element(node, page, running)

    def _element(
        self, node: Any, page: int, running: _Running | None
    ) -> list[tuple[Any, int, _Running | None]]:
        kind = str(node.S)
        if kind in _LEFT_OUT:
            return []
        page = self._pages.get(node.Pg.objgen, page) if "/Pg" in node else page
        if kind == "/Note":
            running = self._note()
        elif kind == "/Part":
            running = self.body
        found: list[tuple[Any, int, _Running | None]] = [(node.get("/K", []), page, running)]
        if running is not None and kind in _BLOCKS:
            running.block()
            part = _PARTS.get(kind, "")
            if part:
                running.parts.append(part)
            found.insert(0, (_Leaving(running, part), page, running))
        return found

    def _note(self) -> _Running:
        """A new note: the pieces of one that goes on overleaf are one element of the tree."""
        self.notes.append(_Running())
        return self.notes[-1]


@dataclass(frozen=True, slots=True)
class _Leaving:
    """The end of a block, put on the stack below its kids."""

    running: _Running
    part: str


def _is_number(node: Any) -> bool:
    return isinstance(node, int)


def _is_list(node: Any) -> bool:
    import pikepdf

    return isinstance(node, pikepdf.Array)


def _read_letters(path: Path) -> _Letters:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    letters = _Letters()
    try:
        with path.open("rb") as stream:
            document = PDFDocument(PDFParser(stream))
            resources = _resources()
            device = _device(resources, letters)
            interpreter = PDFPageInterpreter(resources, device)
            for page in PDFPage.create_pages(document):
                interpreter.process_page(page)
    except (PDFException, OSError) as error:
        raise EditionError(_unreadable(path, str(error))) from error
    return letters


def _unreadable(path: Path, why: str) -> Finding:
    return Finding(
        "pdf-unreadable", Severity.ERROR, f"the text of the PDF cannot be read: {why}", path
    )


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


def _device(resources: Any, letters: _Letters) -> Any:
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
                piece = letters.pieces[self.page, mark] = _Piece(
                    x=x, y=y, size=size, page=self.page
                )
            piece.text += text
            piece.end = end

    return Device(resources)
