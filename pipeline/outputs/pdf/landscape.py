"""Wide tables on pages of their own, turned on their side (CSS Paged Media 3, 8.1)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import add_class, classes

_CLASS = "landscape"
_HEADINGS = frozenset(("head", "subtitle"))
_DIV, _SECTION = (f"{{{XHTML}}}{name}" for name in ("div", "section"))


def landscape_page(leaf: tuple[float, float]) -> str:
    """The size of such a page, as a style sheet: that of the others, turned."""
    width, height = leaf
    return f"@page {_CLASS} {{ size: {width}px {height}px }}"


def turn_table(table: etree._Element) -> None:
    """Have a table set there, with its notes, and with headings that would be left behind."""
    add_class(table, _CLASS)
    below = table.getnext()
    if below is not None and "tablenotes" in classes(below):
        add_class(below, _CLASS)
    above = _before(table)
    while above is not None and _HEADINGS.intersection(classes(above)):
        add_class(above, _CLASS)
        above = _before(above)


def _before(element: etree._Element) -> etree._Element | None:
    """What stands right before an element: in its section, or before that in the one around."""
    previous = element.getprevious()
    if previous is not None:
        return None if (previous.tail or "").strip() else previous
    section = element.getparent()
    if section is None or section.tag not in (_SECTION, _DIV) or (section.text or "").strip():
        return None
    return _before(section)
