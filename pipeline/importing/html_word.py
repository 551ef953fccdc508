"""Lists and quotations of Word, which are paragraphs of a class, as elements of HTML."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import text_in

_LIST, _QUOTE = "MsoListParagraph", re.compile(r"Mso(?:Intense)?Quote")
_SIGN = re.compile(
    r"\s*(?:[·•▪●○o§–—\uf0b7\uf0a7-]|\(?(?P<number>\d{1,3}|[a-z]|[ivxl]{1,5})[.)])\s{2,}",
    re.IGNORECASE,
)


def read_word(root: etree._Element) -> None:
    """Make lists and quotations of the paragraphs that Word has for them."""
    items: list[tuple[etree._Element, str]] = []
    for paragraph in root.iter("p"):
        said = paragraph.get("class") or ""
        if _QUOTE.match(said):
            paragraph.tag = "blockquote"
        elif said.startswith(_LIST):
            items.append((paragraph, text_in(paragraph)))
    for paragraph, words in items:
        sign = _SIGN.match(words)
        items_before = _list_before(paragraph)
        if sign is not None:
            item = _item(paragraph, sign["number"] or "", items_before)
            _shorten(item, sign.end())
        elif items_before is not None:
            items_before[-1].append(paragraph)  # it goes on with the item


def _list_before(paragraph: etree._Element) -> etree._Element | None:
    """The list that was made of the paragraphs right before this one."""
    before = paragraph.getprevious()
    is_made = before is not None and before.tag != "p" and before.get("class") == _LIST
    return before if is_made else None


def _item(paragraph: etree._Element, number: str, before: etree._Element | None) -> etree._Element:
    """The item that the paragraph becomes, of the list before it or of a new one."""
    if before is None:
        before = etree.Element("ol" if number else "ul", {"class": _LIST})
        if number and not number.isdecimal():
            before.set("type", number[0] if number[0] in "aAiI" else "a")
        paragraph.addprevious(before)
    item = etree.SubElement(before, "li", {"value": number} if number.isdecimal() else {})
    item.append(paragraph)
    before.tail, paragraph.tail = f"{before.tail or ''}{paragraph.tail or ''}", None
    return item


def _shorten(element: etree._Element, left: int) -> int:
    """Take the sign away that stands before the words of an item; how much of it is left."""
    if isinstance(element.tag, str):
        words = element.text or ""
        element.text, left = words[left:], left - len(words[:left])
        for child in element:
            left = _shorten(child, left)
            words = child.tail or ""
            child.tail, left = words[left:], left - len(words[:left])
    return left
