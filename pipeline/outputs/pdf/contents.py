"""The table of contents of the printed book; its page numbers come from the layout."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.model.book import XHTML, Book, every_division
from pipeline.outputs.numbers import shown_number
from pipeline.outputs.short_titles import is_number
from pipeline.outputs.untitled_body import untitled_body
from pipeline.terms import terms_for

# Three pages of entries; a longer list is of the first level only.
_MOST_ENTRIES = 90


def contents(book: Book, matter: Sequence[etree._Element]) -> etree._Element | None:
    """``section.contents``, or None for a text that has nothing to list but itself."""
    untitled = untitled_body(book)
    divisions = every_division(book.divisions)
    listed = [each for each in divisions if each.heading or each is untitled]
    entries = [each for each in listed if each.level <= 2]
    if len(entries) > _MOST_ENTRIES:
        entries = [each for each in listed if each.level <= 1]
    if len(entries) < 2:
        return None
    terms = terms_for(book.metadata.language)
    section = etree.Element(f"{{{XHTML}}}section", {"class": "matter contents", "id": "contents"})
    etree.SubElement(section, f"{{{XHTML}}}h1").text = terms("contents")
    listing = etree.SubElement(section, f"{{{XHTML}}}ol")
    for division in entries:
        label = division.heading or terms("text")
        _entry(listing, division.id, label, shown_number(division), f"level-{division.level}")
    for part in matter:
        heading = part.findtext(f"{{{XHTML}}}h1")
        if heading and part.get("id"):
            _entry(listing, part.get("id", ""), heading, "", "level-1 after")
    return section


def _entry(listing: etree._Element, target: str, heading: str, number: str, css: str) -> None:
    if is_number(heading):
        css += " numeral"  # beside the number of a page
    item = etree.SubElement(listing, f"{{{XHTML}}}li", {"class": css})
    link = etree.SubElement(item, f"{{{XHTML}}}a", {"href": f"#{target}"})
    if number:
        label = etree.SubElement(link, f"{{{XHTML}}}span", {"class": "number"})
        label.text = number
        label.tail = heading
    else:
        link.text = heading
