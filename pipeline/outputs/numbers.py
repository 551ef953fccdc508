"""The numbers of divisions, as every output shows them over the headings."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model.book import Division

_NUMBER = re.compile(r"\d{1,3}[a-z]?|[IVXLC]{1,7}")
# A heading that counts already ("Chapter IV", "12. Of Ghosts") is not counted twice.
_COUNTS = re.compile(r"\d|\b[IVXLC]+\b")
_KIND = 4  # letters of a division's type by which a heading is known to name it: chap(ter, itre)


def shown_number(division: Division) -> str:
    """The number set over a heading: `@n` where it is one and the heading does not count itself."""
    heading = division.heading
    named = len(division.kind) >= _KIND and division.kind[:_KIND].lower() in heading.lower()
    if heading and _NUMBER.fullmatch(division.number) and not (named or _COUNTS.search(heading)):
        return division.number
    return ""


def numbered_heading(division: Division) -> str:
    """The heading with its number, on one line: for a table of contents."""
    number, heading = shown_number(division), division.heading.strip()
    return f"{number}. {heading}" if number else heading


def sense_number(block: etree._Element) -> str:
    """The number of a sense, or of one of several homographs, in an entry (TEI 10.1.1)."""
    names = block.get("class", "").split()
    return block.get("data-n", "") if "sense" in names or "hom" in names else ""
