"""From WeasyPrint's boxes to the places where a paragraph's lines may end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import get_log_attrs

from pipeline.outputs.pdf.totalfit.margins import hang_at_end, hang_at_start
from pipeline.outputs.pdf.totalfit.measuring import Ruler, Rulers
from pipeline.outputs.pdf.totalfit.places import Places
from pipeline.outputs.pdf.totalfit.rules import RULES

_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"[^ \u00a0]+")
_LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff"
# Words in which Unicode (UAX #14) sees no place to end a line; for others Pango is asked.
_WHOLE = re.compile(rf"[(\[‘“„]*[{_LETTERS}0-9.,:;’'\u00ad]*[!?.,:;)\]’”…]*")
_HYPHENS = frozenset("-\u2010")
_DASHES = frozenset("–—…")
_PARTING = frozenset(" \u200b")
_LONGEST = 80
# Em of letters on a line's width, for some four lines.
_SHORT = 9.0


class Unfit(Exception):  # noqa: N818 - not an error: the paragraph is left to WeasyPrint
    """Why a paragraph cannot be set as a whole."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a text box: `offset` in bytes of UTF-8; `hyphen` where a word is divided."""

    offset: int
    hyphen: bool


@dataclass(slots=True)
class Text:
    """A paragraph measured: its places, and for each, but the last, the box and the cut there."""

    places: Places = field(default_factory=Places)
    cuts: list[tuple[Any, int, bool]] = field(default_factory=list)  # offsets in characters
    boxes: list[Any] = field(default_factory=list)
    divided: bool = True  # whether words may be

    def cut(self, breaks: list[int]) -> None:
        """Leave the chosen breaks on the text boxes, where `patches.split_text_box` finds them."""
        for box in self.boxes:
            box.cuts = []
        for place in breaks:
            box, offset, hyphen = self.cuts[place]
            box.cuts.append(Cut(len(box.text[:offset].encode()), hyphen))


def readings(line_box: Any, containing_block: Any, rulers: Rulers) -> Iterator[Text]:
    """The content of a paragraph's line box, measured. Raises `Unfit`.

    A short paragraph is first tried without dividing any word, which is
    quicker to read and, if it does, better to look at.
    """
    pieces = list(_pieces(line_box, containing_block))
    letters = sum(len(piece.text) for piece in pieces if not isinstance(piece, float | int))
    em = line_box.style["font_size"]
    tries = (False, True) if letters * em < _SHORT * containing_block.width else (True,)
    for divide in tries:
        reader = _Reader(pieces, rulers, line_box, divide=divide)
        reader.read()
        yield reader.found


def _pieces(box: Any, containing_block: Any) -> Iterator[Any]:
    """The text boxes in order, and between them the widths of what else takes room."""
    for child in box.children:
        if not child.is_in_normal_flow():
            if child.is_floated():
                raise Unfit("with a float")
        elif isinstance(child, boxes.TextBox):
            if "\n" in child.text:
                raise Unfit("with forced line breaks")
            if child.style["white_space"] not in ("normal", "nowrap"):
                raise Unfit("with white space that is kept")
            if child.style["word_spacing"]:
                raise Unfit("with wider word spaces")
            yield child
        elif child.is_leader:
            raise Unfit("with a leader")
        elif isinstance(child, boxes.InlineBox):
            resolve_percentages(child, containing_block)
            before, after = _edges(child)
            yield before
            yield from _pieces(child, containing_block)
            yield after
        elif isinstance(child, boxes.InlineBlockBox):
            yield _block_width(child, containing_block)
        else:
            raise Unfit("with an image or formula")


def _edges(box: Any) -> tuple[float, float]:
    left = 0.0 if box.margin_left == "auto" else box.margin_left
    right = 0.0 if box.margin_right == "auto" else box.margin_right
    return (
        left + box.padding_left + box.border_left_width,
        right + box.padding_right + box.border_right_width,
    )


def _block_width(box: Any, containing_block: Any) -> float:
    resolve_percentages(box, containing_block)
    if box.width == "auto":
        raise Unfit("with a block among its words")
    return float(sum(_edges(box)) + box.width)


class _Reader:
    """Walks through a paragraph's pieces and adds up what they measure."""

    def __init__(self, pieces: list[Any], rulers: Rulers, line_box: Any, *, divide: bool) -> None:
        self.found = Text(divided=divide)
        self._divide = divide
        self._pieces = pieces
        self._rulers = rulers
        self._text = "".join(piece.text for piece in pieces if not isinstance(piece, float | int))
        self._breaks = get_log_attrs(self._text, line_box.style["lang"])
        self._em = line_box.style["font_size"]
        self._x = self._spaces = 0.0
        self._words_end: tuple[float, float] | None = None  # until then, spaces are dropped

    def read(self) -> None:
        """Read all pieces; white space at both ends of the paragraph takes no room."""
        offset = 0
        for piece in self._pieces:
            if isinstance(piece, float | int):
                self._x += piece
                if self._words_end is not None:
                    self._words_end = self._words_end[0] + piece, self._words_end[1]
            elif piece.style["font_size"]:
                self._read_box(piece, offset)
                offset += len(piece.text)
            else:
                raise Unfit("with type of no size")
        if self._words_end is None:
            raise Unfit  # nothing to break
        hang = hang_at_end(self._text.rstrip()[-1:]) * self._em
        self.found.places.add((*self._words_end, hang), (0.0, 0.0, 0.0))

    def _read_box(self, box: Any, offset: int) -> None:
        self.found.boxes.append(box)
        ruler = self._rulers.of(box.style)
        wraps = box.style["white_space"] == "normal"
        position = 0
        for match in _WORD.finditer(box.text):
            self._read_spaces(box, offset, (position, match.start()), ruler, wraps)
            self._read_word(box, offset, match, ruler, wraps)
            position = match.end()
        self._read_spaces(box, offset, (position, len(box.text)), ruler, wraps)

    def _read_spaces(
        self, box: Any, offset: int, extent: tuple[int, int], ruler: Ruler, wraps: bool
    ) -> None:
        for position in range(*extent) if self._words_end is not None else ():
            end = self._x, self._spaces
            self._x += ruler.space
            self._spaces += ruler.space
            after = offset + position + 1
            if box.text[position] == " " and wraps and self._may_break(after):
                start = self._x, self._spaces, hang_at_start(self._text[after]) * self._em
                last = hang_at_end(self._text[after - 2]) * self._em
                penalty = RULES.before_dash if self._is_dash(after) else 0.0
                self.found.places.add((*end, last), start, penalty)
                self.found.cuts.append((box, position + 1, False))

    def _is_dash(self, at: int) -> bool:
        """Whether a dash stands here that belongs to the words before it, not to a list."""
        return self._text[at] in _DASHES and self._text[at + 1 : at + 2] == " "

    def _may_break(self, after: int) -> bool:
        return (
            1 < after < len(self._text)
            and bool(self._breaks[after].is_line_break)
            and not self._closes_up(after)
        )

    def _closes_up(self, at: int) -> bool:
        """Whether a dash stands here that no space parts from its word: it ends its line."""
        return self._text[at] in _DASHES and self._text[at - 1] not in _PARTING

    def _read_word(
        self, box: Any, offset: int, match: re.Match[str], ruler: Ruler, wraps: bool
    ) -> None:
        if self._divide:
            width, divisions = ruler.word(match[0])
        else:
            width, divisions = ruler.width(match[0]), ()
        if wraps:
            points = []
            if not _WHOLE.fullmatch(match[0]):
                points = self._dashes(offset, match, ruler)
            if divisions and self._is_whole_word(offset, match, box.text):
                points += [(*division, True) for division in divisions]
            for point in sorted(points):
                self._place(box, match, width, point)
        self._x += width
        self._words_end = self._x, self._spaces

    def _dashes(
        self, offset: int, match: re.Match[str], ruler: Ruler
    ) -> list[tuple[int, float, float, bool]]:
        """Where a line may end within a word without a hyphen, as after a dash (UAX #14)."""
        word, start = match[0], offset + match.start()
        if len(word) > _LONGEST:
            raise Unfit("with words as long as a line")
        return [
            (point, ruler.width(word[:point]), ruler.width(word[point:]), False)
            for point in range(1, len(word) + 1)
            if self._may_break(start + point) and word[point - 1] != _SOFT_HYPHEN
        ]

    def _is_whole_word(self, offset: int, match: re.Match[str], text: str) -> bool:
        """Whether the word goes not on, or begins, in another box: then it is not divided."""
        before = self._text[offset - 1 : offset] if match.start() == 0 and offset else ""
        end = offset + len(text)
        after = self._text[end : end + 1] if match.end() == len(text) else ""
        return not before.isalpha() and not after.isalpha()

    def _place(
        self,
        box: Any,
        match: re.Match[str],
        width: float,
        point: tuple[int, float, float, bool],
    ) -> None:
        """Add one place within a word."""
        position, before, rest, divided = point
        word = match[0]
        last = box.style["hyphenate_character"][-1:] if divided else word[position - 1]
        first = hang_at_start(word[position : position + 1]) * self._em
        penalty = RULES.explicit_hyphen
        if divided:
            penalty = RULES.hyphen + (RULES.capital_hyphen if word[0].isupper() else 0)
        self.found.places.add(
            (self._x + before, self._spaces, hang_at_end(last) * self._em),
            (self._x + width - rest, self._spaces, first),
            penalty,
            hyphen=divided or last in _HYPHENS,
        )
        self.found.cuts.append((box, match.start() + position, divided))
