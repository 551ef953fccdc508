"""Marking divisions for the page: bookmarks, running heads, numbers over headings and senses."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import XHTML, Book, Division
from pipeline.model.xhtml import HEADINGS
from pipeline.outputs.numbers import (
    number_before_words,
    numbered_heading,
    sense_number,
    shown_number,
)
from pipeline.outputs.pdf.openings import mark_openings
from pipeline.outputs.short_titles import is_number, shortened, without_edition

# So many letters fill the head of an A5 page and still leave room for the folio: on the left
# in spaced small capitals, on the right in italics.
_ROOM_LEFT, _ROOM_RIGHT = 44, 54
_LINES = tuple(f"{{{XHTML}}}{name}" for name in ("p", "div", "li", "td", "th"))
_HELD = tuple(
    f"{{{XHTML}}}{name}" for name in ("p", "div", "ul", "ol", "dl", "table", "blockquote")
)
_SEPARATOR = "\u2002·\u2002"


def mark_divisions(main: etree._Element, book: Book) -> None:
    """Give the sections of the text what the style sheets make bookmarks and heads of.

    `data-level` and `data-bookmark` for the outline; `data-verso` and
    `data-recto` for the running heads, where a left page names the book (and
    the chapter, if there are sections to name on the right) and a right page
    the innermost division down to the second level that has more than a number.
    """
    sections = {
        element.get("id"): element
        for element in main.iter(f"{{{XHTML}}}section", f"{{{XHTML}}}div")
    }
    title = book.metadata.series if book.metadata.is_part else book.metadata.title
    title, _ = without_edition(title)
    main.set("data-verso", shortened(title, _ROOM_LEFT))
    main.set("data-recto", shortened(title, _ROOM_RIGHT))
    for block in main.iter(f"{{{XHTML}}}div"):
        if number := sense_number(block):
            _label(block, number)
    for part in main.iter(f"{{{XHTML}}}section"):
        if number := number_before_words(part):
            _number_words(part, number)
    for division in book.divisions:
        _mark(division, sections, title, title)
    mark_openings(
        section for each in book.divisions if (section := sections.get(each.id)) is not None
    )


def _mark(
    division: Division, sections: dict[str | None, etree._Element], title: str, around: str
) -> None:
    section = sections.get(division.id)
    called = around if is_number(division.heading) else division.heading
    if section is not None:
        section.set("data-level", str(min(division.level, 6)))
        if division.heading:
            section.set("data-bookmark", numbered_heading(division))
            _running_heads(section, division, title, called)
            if number := shown_number(division):
                _number_heading(section, number)
    for child in division.children:
        _mark(child, sections, title, called or around)


def _running_heads(section: etree._Element, division: Division, title: str, called: str) -> None:
    if division.level > 2:
        return
    section.set("data-recto", shortened(called, _ROOM_RIGHT))
    if division.level == 1:
        section.set("data-verso", _verso(division, title))


def _verso(division: Division, title: str) -> str:
    """Book and chapter where the right page names a section; a long chapter by its number."""
    short = shortened(title, _ROOM_LEFT)
    if division.heading == title or not any(child.heading for child in division.children):
        return short
    both = f"{title}{_SEPARATOR}{division.heading}"
    if len(both) <= _ROOM_LEFT:
        return both
    return f"{short}{_SEPARATOR}{division.number}" if shown_number(division) else short


def _number_heading(section: etree._Element, number: str) -> None:
    heading = next((child for child in section if child.tag in HEADINGS), None)
    if heading is not None:
        _label(heading, number)


def _number_words(section: etree._Element, number: str) -> None:
    """Number the first paragraph, verse, item or cell of a section that has no heading."""
    first = next((each for each in section.iter(*_LINES) if not _holds_blocks(each)), None)
    if first is not None:
        _label(first, number, "number of-section")


def _holds_blocks(block: etree._Element) -> bool:
    return next(block.iterchildren(*_HELD), None) is not None


def name_speakers(main: etree._Element) -> None:
    """Put the names of speakers whom only the markup names before what they say."""
    for spoken in list(main.iterfind(".//*[@data-speaker]")):
        _label(spoken, spoken.get("data-speaker", ""), "speaker")


def _label(element: etree._Element, number: str, kind: str = "number") -> None:
    """Put a number or name that is no word of the text before what an element holds."""
    label = etree.Element(f"{{{XHTML}}}figcaption")
    label.set("class", f"{kind} added")
    label.text = number
    label.tail = element.text
    element.text = None
    element.insert(0, label)
