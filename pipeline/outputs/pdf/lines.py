"""The lines of a laid-out text: which number each bears, and what stands on it.

Counted are the lines of the text itself, where they are: not headings, notes,
tables, captions, title pages nor the edition's own matter. A verse that bears
a number in the text (TEI `l/@n`) has that number, those after it the numbers
that follow; a verse turned over, or shared between speakers, is one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from pipeline.model.numbering import counted
from pipeline.model.xhtml import classes
from pipeline.outputs.blocks import BLOCK
from pipeline.outputs.pdf.binding import unbound
from pipeline.page_settings import Numbering

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_PARTS = frozenset(("table", "figure"))
_UNCOUNTED = frozenset(("titlePage", "figcaption"))
_NOT_TEXT = frozenset(("article", "figcaption"))
_NOT_TEXT_INLINE = frozenset(("figcaption", "article"))
_CONTINUED = frozenset(("part-m", "part-f"))
# The hyphen that WeasyPrint sets where it divides a word.
HYPHEN = "\u2010"


@dataclass(slots=True)
class Line:
    """A line of the text. `number` is "" where lines are not counted, `sure` whether it was
    given or counted, rather than reckoned from the numbers of verses around.

    `block`, `start` and `end` say what stands on it, as `pipeline.outputs.blocks` counts.
    """

    page: int
    box: Any
    number: str = ""
    sure: bool = False
    block: int = -1
    start: int = 0
    end: int = 0
    paragraph: str = ""
    divided: bool = False  # its last word goes on in the next line
    part: str = ""  # "heading", "table" or "figure", where it is in one
    verse: bool = False  # of verse that bears numbers


@dataclass(slots=True)
class Lines:
    """The lines of a document in order; `where` has the lines that hold each id, by index."""

    lines: list[Line] = field(default_factory=list)
    where: dict[str, list[int]] = field(default_factory=dict)

    def on_page(self, page: int) -> Iterator[Line]:
        """The lines of one page, counted from 0."""
        return (line for line in self.lines if line.page == page)


def lines_of(document: Any, numbering: Numbering = "page") -> Lines:
    """Find and number the lines of a laid-out document."""
    reader = _Reader(numbering)
    for number, page in enumerate(document.pages):
        reader.read_page(number, page._page_box)
    return reader.found


def flow_of(page: Any) -> Any:
    """The box of the text of a page; notes and margins are its siblings."""
    return next(child for child in page.children if child.element_tag == "html")


def box_within(box: Any) -> Any:
    """The box behind a placeholder."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def is_own(box: Any) -> bool:
    """Whether a box is its element's own, not anonymous within it nor a pseudo-element's."""
    return box.element is not None and box.element_tag == box.element.tag


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of a line from the blocks around it."""

    text: bool = False
    counted: bool = False
    part: str = ""
    block: int = -1
    paragraph: str = ""
    verse: Any = None


def _verses(section: Any) -> Iterator[Any]:
    return (each for each in section.iter("div") if "l" in classes(each))


class _Reader:
    """Reads pages in order."""

    def __init__(self, numbering: Numbering) -> None:
        self.found = Lines()
        self._numbering = numbering
        self._ends: dict[int, int] = {}  # block → letters seen of it
        self._numbered = False  # whether the verses of this section bear numbers
        self._verse_n = ""  # the number of the verse before
        self._verse: Any = None
        self._count = 0
        self._sections: set[int] = set()
        self._page = 0
        self._heads: set[int] = set()  # of tables

    def read_page(self, number: int, page: Any) -> None:
        """Read one page."""
        self._page = number
        if self._numbering == "page":
            self._count = 0
        self._read(flow_of(page), _Around())

    def _read(self, box: Any, around: _Around) -> None:
        box = box_within(box)
        if isinstance(box, boxes.LineBox):
            if around.text:
                self._line(box, around)
            return
        if is_own(box):
            if box.element.tag == "thead":  # drawn again on each page that the table goes on to
                if id(box.element) in self._heads:
                    return
                self._heads.add(id(box.element))
            around = self._entered(box.element, around)
            if not around.text and box.element.tag in _NOT_TEXT:
                return
        for child in getattr(box, "children", ()):
            self._read(child, around)

    def _entered(self, element: Any, around: _Around) -> _Around:
        """What is known within an element."""
        tag, names = element.tag, classes(element)
        if tag == "main":
            return _Around(text=True, counted=True)
        if tag in _NOT_TEXT:
            return _Around()
        if tag == "section":
            self._section(element)
        uncounted = tag in _HEADINGS or tag in _PARTS or not _UNCOUNTED.isdisjoint(names)
        number = element.get(BLOCK)
        return _Around(
            around.text,
            around.counted and not uncounted,
            around.part or ("heading" if tag in _HEADINGS else tag if tag in _PARTS else ""),
            int(number) if number else around.block,
            (element.get("id") or around.paragraph) if number else around.paragraph,
            element if "l" in names else around.verse,
        )

    def _section(self, element: Any) -> None:
        if id(element) in self._sections:
            return
        self._sections.add(id(element))
        self._numbered = any(each.get("data-n") for each in _verses(element))
        if self._numbering == "division":
            self._count = 0

    def _line(self, box: Any, around: _Around) -> None:
        text = self._text(box)
        if not text.strip():
            return
        letters = "".join(text.split())
        divided = letters.endswith(HYPHEN)
        start = self._ends.get(around.block, 0)
        end = start + len(letters) - divided
        self._ends[around.block] = end
        line = Line(
            self._page, box, "", False, around.block, start, end, around.paragraph, divided,
            around.part,
        )  # fmt: skip
        if around.counted:
            self._number(line, around.verse)
        self.found.lines.append(line)

    def _text(self, box: Any) -> str:
        """The text of a line without calls, labels and generated words; notes its ids."""
        parts: list[str] = []
        index = len(self.found.lines)
        stack = [box]
        while stack:
            each = box_within(stack.pop())
            if isinstance(each, boxes.TextBox):
                parts.append(each.text)
                continue
            if "::" in (each.element_tag or ""):
                continue
            if is_own(each):
                if identifier := each.element.get("id"):
                    self.found.where.setdefault(identifier, []).append(index)
                if each.element.tag in _NOT_TEXT_INLINE:
                    self._calls(each, index)
                    continue
            stack.extend(reversed(getattr(each, "children", ())))
        return unbound("".join(parts))

    def _calls(self, mark: Any, index: int) -> None:
        for each in mark.descendants():
            if is_own(each) and (identifier := each.element.get("id")):
                self.found.where.setdefault(identifier, []).append(index)

    def _number(self, line: Line, verse: Any) -> None:
        """Give a line its number: in numbered verse that of the verse, elsewhere the count."""
        if not self._numbered:
            self._count += 1
            line.number, line.sure = str(self._count), True
            return
        if verse is None:
            return
        new = verse is not self._verse
        if new and (own := verse.get("data-n")):
            self._verse_n, line.sure = own, True
        elif (
            new
            and _CONTINUED.isdisjoint(classes(verse))
            and (number := counted(self._verse_n)) is not None
        ):
            self._verse_n = str(number + 1)
        self._verse = verse
        line.number, line.verse = self._verse_n, True
