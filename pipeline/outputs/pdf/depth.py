"""Divisions within divisions, and verses in groups, as deep as the PDF engine can set them."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import XHTML

_SECTION, _PLACE = f"{{{XHTML}}}section", f"{{{XHTML}}}div"
# The time grows with the square of the depth; no reader tells so many levels apart.
_DEEPEST = 40


def level_blocks(main: etree._Element) -> None:
    """Set divisions and groups that are deeper than forty side by side, in their order."""
    depths: dict[etree._Element, int] = {}
    for block in main.iter(_SECTION, _PLACE):
        above = next(block.iterancestors(_SECTION, _PLACE), None)
        depths[block] = depths.get(above, 0) + 1 if above is not None else 1
    for block, depth in depths.items():
        if depth > _DEEPEST:
            _dissolve(block)


def _dissolve(block: etree._Element) -> None:
    """Put the content of a block in its place, after what links to it lead to."""
    parent = block.getparent()
    assert parent is not None
    place = etree.Element(_PLACE, {"id": block.get("id", "")} if block.get("id") else None)
    place.tail = block.text
    at = parent.index(block)
    content = [place, *block]
    if block.tail:
        content[-1].tail = (content[-1].tail or "") + block.tail
    parent[at : at + 1] = content
