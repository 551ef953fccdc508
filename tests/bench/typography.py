"""How well a book's pages are set: word spaces, hyphens, ends of paragraphs and pages."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.page_settings import LineBreaking

_HYPHENS = ("\u2010", "\u00ad")
# Marks of punctuation and hyphens hang so far, in points; a line that goes further is too long.
_HANGING = 2.6
_RUNT_LETTERS = 5
_LINE = 15.0
_COLUMNS = (
    "pages", "lines", "mean", "sd", "p95", ">1.5", "<0.75", "hyph.", "ladder", "runts",
    "widows", "orphans", "short", "uneven", "turns", "outside", "seconds",
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """A line of running text as it was laid out."""

    page: int
    bottom: float
    text: str
    first: bool
    last: bool
    spaces: list[float]  # each ÷ the space of the font
    outside: float

    @property
    def divided(self) -> bool:
        """Whether it ends in a hyphen that the typesetting put there."""
        return self.text.endswith(_HYPHENS)


@dataclass(slots=True)
class Pages:
    """The lines of a book's paragraphs, and how much room its full pages leave at their foot."""

    count: int
    lines: list[Line] = field(default_factory=list)
    left: dict[int, float] = field(default_factory=dict)
    paragraph: Any = None  # the one read last

    def numbers(self) -> list[float]:
        """What stands under `_COLUMNS`, without the seconds; shares in % of justified lines."""
        inner = [line for line in self.lines if not line.last and line.spaces]
        ratios = sorted(statistics.mean(line.spaces) for line in inner)
        turns = [
            (a, b) for a, b in zip(self.lines, self.lines[1:], strict=False) if a.page != b.page
        ]
        spreads = [
            abs(self.left[page] - self.left[page + 1])
            for page in self.left
            if page % 2 == 0 and page + 1 in self.left
        ]
        return [
            self.count,
            len(self.lines),
            statistics.mean(ratios),
            statistics.pstdev(ratios),
            ratios[int(0.95 * len(ratios))],
            100 * sum(ratio > 1.5 for ratio in ratios) / len(ratios),
            100 * sum(ratio < 0.75 for ratio in ratios) / len(ratios),
            100 * sum(line.divided for line in inner) / len(inner),
            self._longest_ladder(),
            sum(
                line.last and not line.first and len(line.text.replace(" ", "")) < _RUNT_LETTERS
                for line in self.lines
            ),
            sum(below.last and not below.first for _, below in turns),
            sum(above.first and not above.last for above, _ in turns),
            sum(left >= _LINE for left in self.left.values()),
            sum(apart > 1.4 * _LINE for apart in spreads),
            sum(above.divided for above, _ in turns),
            sum(line.outside > _HANGING for line in inner),
        ]

    def _longest_ladder(self) -> int:
        longest = run = 0
        for line in self.lines:
            run = run + 1 if line.divided else 0
            longest = max(longest, run)
        return longest


def print_heads() -> None:
    """Say what the columns of `print_row` are."""
    print("\nspaces ÷ the font's own; > 1.5, < 0.75, hyph.: % of justified lines; short: pages")
    print("that end a line or more above the foot; uneven: spreads with more than a line between")
    print("their pages; turns: pages that end in a divided word")
    print(f"{'':26}" + "".join(f"{name:>8}" for name in _COLUMNS))


def print_row(name: str, master: Path, line_breaking: LineBreaking) -> None:
    """Set a master with the reading layout and say how it came out."""
    pages, seconds = measured(master, line_breaking)
    cells = [*pages.numbers(), seconds]
    print(
        f"{name:26}"
        + "".join(f"{cell:8.2f}" if isinstance(cell, float) else f"{cell:8}" for cell in cells),
        flush=True,
    )


def measured(master: Path, line_breaking: LineBreaking) -> tuple[Pages, float]:
    """The pages of a master, and the seconds of the processor that laying them out took."""
    from pipeline.model.interpret import interpret
    from pipeline.outputs.pdf.document import print_document
    from pipeline.outputs.pdf.engine import Engine
    from pipeline.outputs.pdf.fitting import Fitting
    from pipeline.resources import read_style, text_style
    from pipeline.tei.parse import read_master

    book = interpret(read_master(master))
    sheets = (text_style("print.css"), read_style("reading.css"))
    with Engine(book, sheets, line_breaking=line_breaking) as engine:
        began = time.process_time()
        document = engine.lay_out(print_document(book, Fitting())).document
        seconds = time.process_time() - began
    found = Pages(len(document.pages))
    for number, page in enumerate(document.pages, 1):
        _read_page(number, page._page_box, found)
    return found, seconds


def _read_page(number: int, page: Any, found: Pages) -> None:
    from weasyprint.formatting_structure import boxes

    foot = page.content_box_y() + page.height
    for notes in page.children:
        if isinstance(notes, boxes.FootnoteAreaBox) and notes.children:
            foot = notes.position_y + notes.margin_top
    lines = []
    for part in page.children:
        if not isinstance(part, boxes.MarginBox | boxes.FootnoteAreaBox):
            lines += list(_lines(part, None))
    text = []
    for line, block in lines:
        if _is_text(block):
            text.append(_as_line(number, line, block, first=block.element is not found.paragraph))
            found.paragraph = block.element
    found.lines += text
    # Of interest are pages on which text could go on: it ends them, and begins the next.
    if not text or not _is_text(lines[0][1]):
        found.left.pop(number - 1, None)
    if text and _is_text(lines[-1][1]):
        found.left[number] = (foot - text[-1].bottom) * 0.75


def _lines(box: Any, parent: Any) -> Iterator[tuple[Any, Any]]:
    """The lines with words below a box, each with the block that it belongs to."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox):
        if any(isinstance(each, boxes.TextBox) and each.text.strip() for each in box.descendants()):
            yield box, parent
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, box)


def _is_text(block: Any) -> bool:
    return block.element_tag == "p" and block.style["text_align_all"] == "justify"


def _as_line(number: int, line: Any, block: Any, *, first: bool) -> Line:
    from weasyprint.formatting_structure import boxes

    texts = [each for each in line.descendants() if isinstance(each, boxes.TextBox)]
    edge = block.content_box_x() + block.width
    return Line(
        number,
        line.position_y + line.height,
        "".join(each.text for each in texts),
        first=first,
        last=line.resume_at is None,
        spaces=[space for each in texts for space in _spaces(each)],
        outside=(line.position_x + line.width - edge) * 0.75,
    )


def _spaces(text: Any) -> Iterator[float]:
    """How wide the box's spaces are, each ÷ the font's own."""
    from weasyprint.text.line_break import Layout, line_size

    count = text.text.count(" ") + text.text.count("\u00a0")
    if not count:
        return
    key = (text.style["font_size"], text.style["font_style"], text.style["font_weight"])
    if key not in _NATURAL:
        layout = Layout(text.style)
        layout.set_text("\u00a0")
        _NATURAL[key] = line_size(layout.get_first_line()[0], text.style)[0]
    natural = _NATURAL[key]
    scale = getattr(text, "letter_scale", 1.0)
    yield from [scale * (natural + text.justification_spacing) / natural] * count


_NATURAL: dict[Any, float] = {}
