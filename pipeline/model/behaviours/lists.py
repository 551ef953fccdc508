"""Lists and tables (TEI 3.8, 14.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.columns import settle_columns
from pipeline.model.nesting import mend_definitions, mend_list, mend_table
from pipeline.model.numbering import counted
from pipeline.model.xhtml import add_class, plain_tag, qualified
from pipeline.tei.names import local_name, tei, text_in
from pipeline.tei.plain_text import without

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule


_FURNITURE = tei("fw")
_BESIDE_HEADS = frozenset(map(tei, ("pb", "cb", "lb", "gb", "milestone", "anchor", "fw", "desc")))
_MARKED = re.compile(r"\s*([(\[]?(\d{1,3}|[a-z]|[ivxlc]{1,6}|[IVXLC]{1,6})[.)\]]|[•‣◦▪·–—*-]\s)")
_NAMED_NUMERALS = re.compile(r"\b(lower|upper)-?(alpha|latin|letter|roman)\b", re.IGNORECASE)
_FIRST_LETTERS = frozenset("aAiI")
_MOST_ITEMS, _WIDEST = 100_000, 1_000
_LISTS = {"ordered": "ol", "gloss": "dl", "numbered": "ol", "ol": "ol", "dl": "dl"}


def list_(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A list: ordered, of terms and their glosses, or plain (TEI 3.8)."""
    kind = rule.value("type", element) or element.get("type", "") or element.get("rend", "")
    tag = _LISTS.get(kind, "ul")
    is_marked = tag != "dl" and _is_marked_in_words(element)
    tag = "ul" if is_marked else tag
    heads = _heads(element)
    for head in heads:
        run.element(head)
    made = run.open(element, tag, rule)
    if tag == "ol" and (numerals := _numerals(element)):
        made.set("type", numerals)
    run.without(heads, element, rule)
    run.flow.close_full()
    for item in made.iterchildren(qualified("li")) if is_marked else ():
        add_class(item, "unmarked")
    if plain_tag(made) == "dl":
        mend_definitions(made)
    elif plain_tag(made) in {"ul", "ol"}:
        mend_list(made)
    run.flow.resume(made)


def _numerals(element: etree._Element) -> str:
    """HTML's letter for the numerals of a list, by its rendition or its first number; or ""."""
    said = " ".join(element.get(name, "") for name in ("type", "rend", "rendition", "style"))
    if named := _NAMED_NUMERALS.search(said):
        letter = "i" if named[2].lower() == "roman" else "a"
        return letter.upper() if named[1].lower() == "upper" else letter
    first = next(element.iterchildren(tei("item")), None)
    number = _own_number(first) if first is not None else ""
    return number if number in _FIRST_LETTERS else ""


def _own_number(item: etree._Element) -> str:
    """The number that an item has in its attribute, without the signs round it."""
    return item.get("n", "").strip(" .)(")


def _is_marked_in_words(element: etree._Element) -> bool:
    """Whether every item begins with a number or a bullet of its own: two would be too many."""
    items = list(element.iterchildren(tei("item")))
    return bool(items) and all(
        item.find(tei("label")) is None and _MARKED.match(_text_of(item)) for item in items
    )


def _text_of(item: etree._Element) -> str:
    """Its words without what the source's pages, or signs of a notation, have besides."""
    has_furniture = next(item.iter(_FURNITURE), None) is not None
    return text_in(without(item, _FURNITURE) if has_furniture else item)


def _heads(element: etree._Element) -> list[etree._Element]:
    """The heads before the first item; one further down has its place among the items."""
    heads: list[etree._Element] = []
    if element.text and not element.text.isspace():
        return heads
    for child in element:
        if child.tag == tei("head"):
            heads.append(child)
        elif child.tag not in _BESIDE_HEADS:
            break
        if child.tail and not child.tail.isspace():
            break
    return heads


def list_item(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An item; in a list of glosses, the gloss (or, for a label, the term)."""
    outer = plain_tag(run.flow.cursor)
    tag = "li"
    if outer == "dl":
        tag = "dt" if local_name(element.tag) in {"label", "headLabel"} else "dd"
    elif outer not in {"ul", "ol"}:
        tag = "div"
    made = run.open(element, tag, rule)
    number = counted(_own_number(element))
    if tag == "li" and outer == "ol" and number is not None and number < _MOST_ITEMS:
        made.set("value", str(number))
    run.children(element, rule)
    if tag == "li" and len(element):  # of which nothing may be read
        run.flow.close_full()
    else:
        run.flow.close()


def table(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A table; what else stands in it is given a row of its own."""
    run.open(element, "table", rule)
    run.children(element, rule)
    made = run.flow.close()
    if plain_tag(made) == "table":
        mend_table(made)
        settle_columns(made)
    run.flow.resume(made)


def row(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A row of a table."""
    run.open(element, "tr", rule)
    run.children(element, rule)
    run.flow.close()


def cell(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A cell, with the rows and columns that it spans (TEI 14.1.1)."""
    is_label = element.get("role") == "label" or (
        element.getparent() is not None and element.getparent().get("role") == "label"  # type: ignore[union-attr]
    )
    made = run.open(element, "th" if is_label else "td", rule)
    if plain_tag(made) in {"td", "th"}:
        for attribute, name in (("cols", "colspan"), ("rows", "rowspan")):
            span = counted(element.get(attribute, ""))
            if span is not None and 1 < span <= _WIDEST:
                made.set(name, str(span))
    run.children(element, rule)
    run.flow.close_up()  # WeasyPrint would break a line that ends in a space
    run.flow.close()
