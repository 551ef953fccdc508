"""Names that every part of the reading room shares."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XINCLUDE = "http://www.w3.org/2001/XInclude"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

NAMESPACES = {"tei": TEI}


def tei(name: str) -> str:
    """`name` in the TEI namespace, in lxml's notation."""
    return f"{{{TEI}}}{name}"


_NOTE, _TEXT = tei("note"), tei("text")
SPACE = " \t\r\n"
"""White space of a file (XML 1.0 §2.3): a no-break space is a character of the text."""
DIVISIONS = tuple(map(tei, ("div", *(f"div{level}" for level in range(1, 8)))))
"""The divisions of a text, numbered by their depth or not (TEI 4.1)."""
PARTS = frozenset((*DIVISIONS, *map(tei, ("front", "body", "back"))))
"""What holds the paragraphs of a text, and in which some stand without one (TEI 4)."""


@lru_cache(maxsize=4096)
def local_name(tag: object) -> str:
    """The local part of an lxml tag; "" for a comment or processing instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


_WITH_ID = etree.XPath("descendant-or-self::*[@xml:id]")
_IDS = etree.XPath("descendant-or-self::*/@xml:id", smart_strings=False)


def with_ids(root: etree._Element) -> list[etree._Element]:
    """The elements that have an `xml:id`, in document order."""
    return cast("list[etree._Element]", _WITH_ID(root))


def declared_ids(root: etree._Element) -> list[str]:
    """Every `xml:id`, in document order, without the price of the elements that have them."""
    return cast("list[str]", _IDS(root))


def identified(root: etree._Element) -> dict[str, etree._Element]:
    """The elements that have an `xml:id`, by it; of duplicates the first."""
    return {element.get(XML_ID, ""): element for element in reversed(with_ids(root))}


def whole_texts(root: etree._Element) -> Iterator[etree._Element]:
    """The texts of a document that are no parts of others (TEI 4.3)."""
    return (text for text in root.iter(_TEXT) if next(text.iterancestors(_TEXT), None) is None)


def line_of(element: etree._Element) -> int:
    """The line of the file on which the start tag of `element` ends; 0 where unknown."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def text_in(element: etree._Element) -> str:
    """All text inside `element`, as it stands in the file."""
    return "".join(map(str, element.itertext()))


def words_in(element: etree._Element) -> str:
    """All text inside `element`, as it stands in the file, but that of notes."""
    if next(element.iterdescendants(_NOTE), None) is None:
        return text_in(element)
    return "".join(_without_notes(element))


def _without_notes(root: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not root:
                yield element.tail or ""
        elif element is not root and element.tag == _NOTE:
            walk.skip_subtree()
        elif isinstance(element.tag, str):
            yield element.text or ""


def own_texts(element: etree._Element) -> Iterator[str]:
    """The texts of an element that stand in no child of it, as they stand in the file."""
    if element.text:
        yield element.text
    for child in element:
        if child.tail:
            yield child.tail


def has_words(element: etree._Element) -> bool:
    """Whether there is anything in an element but white space, in its children too."""
    return not all(map(str.isspace, map(str, element.itertext())))


def has_own_words(element: etree._Element) -> bool:
    """Whether an element has more in it than its children, and the white space between them."""
    return not all(map(str.isspace, own_texts(element)))


def text_before(element: etree._Element) -> str:
    """The text that stands right before an element, up to another."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""
