"""The sections of a text: how deep each stands, and which number its heading has."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.model.book import Division, every_division
from pipeline.outputs.numbers import shown_number
from pipeline.outputs.text.blocks import xhtml

_SECTION = xhtml("section")


class Divisions:
    """Answers about the sections of one book, by their ids."""

    def __init__(self, divisions: Iterable[Division]) -> None:
        found = list(every_division(divisions))
        self._levels = {division.id: division.level for division in found}
        self._numbers = {division.id: shown_number(division) for division in found}

    def level_of(self, section: etree._Element | None) -> int:
        """The level of a section in the table of contents, or else in the tree."""
        depth = 0
        while section is not None:
            if section.tag == _SECTION:
                level = self._levels.get(section.get("id", ""))
                if level is not None:
                    return level + depth
                depth += 1
            section = section.getparent()
        return max(depth, 1)

    def number_of(self, section: etree._Element | None) -> str:
        """The number that stands before its heading, "" where there is none."""
        return "" if section is None else self._numbers.get(section.get("id", ""), "")
