"""Paragraphs that go on after a list, a table or a quotation within them (TEI 3.1)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import PHRASING, classes, plain_tag

_DIV, _MARK = f"{{{XHTML}}}div", f"{{{XHTML}}}span"
_PARAGRAPHS = frozenset(("p", "ab"))


def mark_continuations(main: etree._Element) -> None:
    """Mark where a paragraph goes on: the style sheet takes back the indentation of its line."""
    for holder in list(main.iter(_DIV)):
        if _PARAGRAPHS.isdisjoint(classes(holder)):
            continue
        for child in list(holder):
            if plain_tag(child) not in PHRASING and _goes_on_after(child):
                mark = etree.Element(_MARK, {"class": "goes-on"})
                mark.tail, child.tail = (child.tail or "").lstrip(), None
                child.addnext(mark)


def _goes_on_after(block: etree._Element) -> bool:
    if (block.tail or "").strip():
        return True
    following = block.getnext()
    return following is not None and plain_tag(following) in PHRASING
