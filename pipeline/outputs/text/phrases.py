"""Phrases: what stands within a paragraph, with its marks in plain text."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import HEADINGS, classes, is_note_call
from pipeline.outputs.text.wrapping import BREAK

_H = f"{{{XHTML}}}"
_ITALIC = "_"
_MARKS = {"em": _ITALIC, "i": _ITALIC, "cite": _ITALIC, "dfn": _ITALIC, "b": "=", "strong": "="}
_LOOKS = {"italic": _ITALIC, "bold": "="}
_ENCLOSED = {"q": ("“", "”"), "rt": ("(", ")")}
BLOCK_EDGE = "\0"  # never in XML
"""What stands in a paragraph for the edges of the blocks that are phrases in it."""
_BRACKETS = str.maketrans("[]", "()")


class Phrases:
    """The buffer of the paragraph being read."""

    def __init__(self, called: Callable[[str], None]) -> None:
        self._parts: list[str] = []  # of the paragraph so far
        self._open_marks: list[str] = []
        self._called = called
        self._opened = False  # whether a mark has just been set, and nothing after it
        self._described = False  # whether what comes next describes a picture that is not there
        self._stage = ""  # how the direction ends that is open
        self.preserve = False  # whether white space and line ends are kept

    def add(self, text: str) -> None:
        """Text of the paragraph."""
        if self._described:
            self._described = False
            text = _illustration(text.strip("[]"))
        if self._opened:
            if text[0].isspace():  # the mark hugs the word it emphasises
                self._parts.insert(-1, " ")
                text = text.lstrip()
            self._opened = not text
        if text:
            self._parts.append(text)

    def part(self) -> None:
        """A block of a table's cell begins or ends here."""
        if self._parts:
            self._parts.append(BLOCK_EDGE)

    def take(self) -> str:
        """The paragraph so far, and an empty buffer."""
        if self._stage == _ITALIC:
            self._close_mark(_ITALIC)
        text = "".join(self._parts)
        self._parts.clear()
        if self._stage == "]" and text:
            text = f"[{text.strip()}]"
        self._stage = ""
        return text

    def open_stage(self, element: etree._Element, *, in_line: bool) -> None:
        """A stage direction: in brackets where it stands alone, emphasised in a speaker's line.

        It has neither where it has its brackets, or is the rest of a sentence.
        """
        said = "".join(map(str, element.itertext())).lstrip()
        goes_on = said[:1] in ",;:."
        if in_line:
            self._parts = ["".join(self._parts).rstrip(), "" if goes_on else " "]
        if goes_on:
            return
        if in_line or said.startswith("("):
            self._stage = _ITALIC
            self._open_mark(_ITALIC)
        elif not said.startswith("["):
            self._stage = "]"

    def open(self, element: etree._Element) -> None:
        """A phrase begins."""
        name = element.tag[len(_H) :]
        if mark := _mark(name, element):
            self._open_mark(mark)
        if name == "a":
            self._open_link(element)
        elif name == "br":
            self._parts.append("\n" if self.preserve else BREAK)
        elif name == "img":
            self._parts.append(_illustration(_shown_by(element)))
        elif name in _ENCLOSED and not _has_brackets(element):
            self._parts.append(_ENCLOSED[name][0])
        elif name == "sup" and _is_number(element):
            self._parts.append("^")
        elif name == "span":
            self._open_span(element)

    def close(self, element: etree._Element) -> None:
        """A phrase ends."""
        name = element.tag[len(_H) :]
        if name == "a" and is_note_call(element):
            self._parts.append("]")
            self._called(element.get("href", "").removeprefix("#"))
        elif name in _ENCLOSED and not _has_brackets(element):
            self._parts.append(_ENCLOSED[name][1])
        if mark := _mark(name, element):
            self._close_mark(mark)

    def _open_span(self, element: etree._Element) -> None:
        names = classes(element)
        if "missing-image" in names:
            self._described = True
        elif "sup" in names and _is_number(element):
            self._parts.append("^")
        elif "l" in names and next(element.iterancestors(*HEADINGS), None) is not None:
            self._parts.append(BREAK)

    def _open_link(self, element: etree._Element) -> None:
        if is_note_call(element):
            self._parts.append("[")

    def _open_mark(self, mark: str) -> None:
        """Emphasis within emphasis has no mark of its own, nor has any that stands in code."""
        nested = mark in self._open_marks or self.preserve
        self._open_marks.append("" if nested else mark)
        if not nested:
            self._parts.append(mark)
            self._opened = True

    def _close_mark(self, mark: str) -> None:
        self._opened = False
        if not self._open_marks.pop():
            return
        last = self._parts[-1] if self._parts else ""
        if last == mark:
            self._parts.pop()
        elif last[-1:].isspace():
            self._parts[-1] = last.rstrip()
            self._parts.append(mark + " ")
        else:
            self._parts.append(mark)


def _mark(name: str, element: etree._Element) -> str:
    """The mark of what is set in italics or bold, by its tag or by its looks; "" for others.

    A `hi` has a tag for them, unless it says nothing of its looks and they are guessed.
    """
    if name in _MARKS:
        return _MARKS[name]
    if name == "span" and (names := classes(element)) and "hi" not in names:
        return next((mark for look, mark in _LOOKS.items() if look in names), "")
    return ""


def _has_brackets(element: etree._Element) -> bool:
    """Whether the brackets around the reading of a ruby are in the text itself (HTML 4.5.13)."""
    before = element.getprevious()
    return before is not None and before.tag == f"{_H}rp"


def _shown_by(image: etree._Element) -> str:
    """The description of a picture, unless it is what its caption says."""
    return "" if "captioned" in classes(image) else image.get("alt", "")


def _is_number(element: etree._Element) -> bool:
    return len(element) == 0 and (element.text or "").strip().isdecimal()


def _illustration(description: str) -> str:
    description = " ".join(description.split()).translate(_BRACKETS)
    return f" [Illustration: {description}] " if description else " [Illustration] "
