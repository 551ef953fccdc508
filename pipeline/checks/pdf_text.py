"""The words of a tagged PDF, in the order of its structure (ISO 32000-1, 14.7 and 14.8.2).

Which words belong to what is read from the structure tree, by pikepdf; which
letters stand where, from the pages' content (`pdf_letters`). Running heads and
folios are outside of the tree; calls and labels of notes, and numbers set
over headings, are `Reference` and `Lbl` and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.checks.pdf_letters import Piece, read_letters, unreadable
from pipeline.finding import EditionError

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


def pdf_text(path: Path) -> PdfText:
    """Extract the text that the edition presents, without what the edition adds.

    The body is what stands in `Part`, in order; words divided at a line's
    end, also over pages, are put together again. Each note is one string. A
    space at a line's end is not in the file: it is put back except after a
    hyphen or a dash and between letters of scripts without spaces, so that
    comparisons should disregard white space there.
    """
    import pikepdf

    letters = read_letters(path)
    with pikepdf.open(path) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise EditionError(unreadable(path, "it has no structure tree"))
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        reader = _Reader(letters.pieces, pages)
        reader.read(pdf.Root.StructTreeRoot.K)
    return PdfText(
        reader.body.text(),
        tuple(note.text() for note in reader.notes),
        reader.body.places(),
        tuple(note.places() for note in reader.notes),
    )


class _Running:
    """Text put together piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: dict[int, tuple[Piece, str]] = {}  # by the index of the part
        self.parts: list[str] = []  # the heading, table or figure that is being read
        self._last: Piece | None = None
        self._new_block = False

    def block(self) -> None:
        """A block begins or ends here."""
        self._new_block = True

    def add(self, piece: Piece) -> None:
        """Add letters, with what a line's end took away."""
        if not piece.text:
            return
        if self._parts:
            self._join(piece)
        self._pieces[len(self._parts)] = piece, (self.parts[0] if self.parts else "")
        self._parts.append(piece.text)
        self._last, self._new_block = piece, False

    def _join(self, piece: Piece) -> None:
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


def _parted(last: Piece, piece: Piece) -> bool:
    """Whether there was a space: one lost at a line's end, or one between two elements."""
    if _breaks(last, piece):
        return _spaced(last.text, piece.text)
    # A text box of nothing but a space is not drawn: it shows as a gap.
    gap = piece.x - last.end > 0.12 * piece.size
    return gap and not (last.text[-1].isspace() or piece.text[0].isspace())


def _breaks(last: Piece, piece: Piece) -> bool:
    """Whether a piece begins a new line."""
    return piece.x < last.end - 0.5 * piece.size or abs(piece.y - last.y) > 0.9 * piece.size


def _spaced(before: str, after: str) -> bool:
    if before[-1].isspace() or after[0].isspace() or before.endswith(_JOINING):
        return before.endswith((" -", " —", " /"))
    return not (_UNSPACED.match(before[-1]) and _UNSPACED.match(after[0]))


class _Reader:
    """Walks the structure tree."""

    def __init__(self, pieces: dict[tuple[int, int], Piece], pages: dict[Any, int]) -> None:
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
                    running.add(self._pieces.get((page, int(node)), Piece()))
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
