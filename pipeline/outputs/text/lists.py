"""Lists in the text file: their markers, and terms on the line of what describes them."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model.xhtml import classes
from pipeline.outputs.numbers import item_number
from pipeline.outputs.text.blocks import follows_on, xhtml
from pipeline.outputs.text.lines import Lines
from pipeline.outputs.text.phrases import Phrases
from pipeline.outputs.text.wrapping import collapse, width

_DESCRIPTION_INDENT = 4
# “1”, “1.”, “(a)”, “iv)”: a term that numbers its description.
_NUMBER = re.compile(r"\d{1,4}|[(\[]?\w{1,4}[.)\]]")
_NUMBERED = xhtml("ol")


class Lists:
    """Begins lists and their items, under the frames of `lines`."""

    def __init__(self, lines: Lines, phrases: Phrases) -> None:
        self._lines = lines
        self._phrases = phrases
        self._label = ""  # a short term that stands on the line of its description

    def begin(self, element: etree._Element) -> None:
        """A `ul` or `ol`: its items follow each other without blank lines."""
        nested = self._lines.frame.gap == 0
        self._lines.want(0 if nested else 1)
        first = element.get("start", "1")
        number = int(first) if first.isdecimal() else 1
        self._lines.push(0, gap=0)
        self._lines.frame.number = number if element.tag == _NUMBERED else 0
        self._lines.frame.numerals = element.get("type", "")

    def item(self, element: etree._Element) -> None:
        """An `li`, behind its number or a dash."""
        frame = self._lines.frame
        marker = "- "
        if frame.number:
            frame.number = int(element.get("value") or frame.number)
            marker = f"{item_number(frame.number, frame.numerals)}. "
            frame.number += 1
        if "unmarked" in classes(element):
            marker = ""
        self._lines.push(len(marker), prefix=marker, gap=0)

    def begin_descriptions(self, element: etree._Element) -> None:
        """A `dl`."""
        if not follows_on(element):
            self._lines.want(self._lines.frame.gap)
        self._lines.push(0, gap=0)

    def keep_label(self) -> None:
        """At the end of a `dt`: a term that is a number is set before its description."""
        term = collapse(self._phrases.take())
        if _NUMBER.fullmatch(term):
            self._label = term + " "
        else:
            self._phrases.add(term)

    def description(self, _: etree._Element) -> None:
        """A `dd`, further in than its term."""
        label, self._label = self._label, ""
        self._lines.push(width(label) or _DESCRIPTION_INDENT, prefix=label, gap=0)
