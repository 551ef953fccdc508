"""Divisions within divisions, as deep as the PDF engine can set them."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import XHTML

_SECTION, _PLACE = f"{{{XHTML}}}section", f"{{{XHTML}}}div"
# The time grows with the square of the depth; no reader tells so many levels apart.
_DEEPEST = 40


def level_divisions(main: etree._Element) -> None:
    """Set divisions that are deeper than forty side by side, in their order."""
    waiting = [(section, 1) for section in main.iterchildren(_SECTION)]
    while waiting:
        section, depth = waiting.pop()
        inner = list(section.iterchildren(_SECTION))
        if depth > _DEEPEST:
            _dissolve(section)
        waiting += [(each, depth + 1) for each in inner]


def _dissolve(section: etree._Element) -> None:
    """Put the content of a division in its place, after what links to it lead to."""
    parent = section.getparent()
    assert parent is not None
    place = etree.Element(_PLACE, {"id": section.get("id", "")})
    place.tail = section.text
    at = parent.index(section)
    content = [place, *section]
    if section.tail:
        content[-1].tail = (content[-1].tail or "") + section.tail
    parent[at : at + 1] = content
