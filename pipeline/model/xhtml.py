"""The vocabulary of XHTML, as the model of a book uses it."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.tei.names import XML_LANG

_PREFIX = f"{{{XHTML}}}"

PHRASING = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q ruby rb rt rp s samp small"
    " span strong sub sup time u var wbr".split()
)


def qualified(tag: str) -> str:
    """`tag` in the XHTML namespace, in lxml's notation."""
    return _PREFIX + tag


HEADINGS = tuple(qualified(f"h{level}") for level in range(1, 7))
"""The elements of headings, by their levels."""


def plain_tag(element: etree._Element) -> str:
    """The local name of an XHTML element."""
    return str(element.tag)[len(_PREFIX) :]


def classes(element: etree._Element) -> list[str]:
    """The classes of an element (HTML 3.2.6)."""
    return element.get("class", "").split()


def is_note_call(element: etree._Element) -> bool:
    """Whether a note is called by this link."""
    return "noteref" in classes(element)


def set_text_after(
    before: etree._Element | None, parent: etree._Element, words: str | None
) -> None:
    """Make `words` the text that follows `before` in `parent`, or that begins it."""
    if before is None:
        parent.text = words
    else:
        before.tail = words


def put_in_text(
    made: etree._Element, holder: etree._Element, start: int, end: int, *, is_behind: bool
) -> None:
    """Let `made` stand for a part of the text that begins `holder`, or of that `is_behind` it."""
    text = (holder.tail if is_behind else holder.text) or ""
    if is_behind:
        holder.tail = None
        holder.addnext(made)
        holder.tail = text[:start] or None
    else:
        holder.text = text[:start] or None
        holder.insert(0, made)
    made.tail = text[end:] or None


def text_without_calls(element: etree._Element) -> str:
    """The words of an element without the calls of its notes; the end of a line is a space."""
    pieces: list[str] = []
    _gather(element, pieces)
    return " ".join("".join(pieces).split())


def _gather(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        if plain_tag(child) == "br":
            pieces.append(" ")
        elif not is_note_call(child):
            _gather(child, pieces)
        pieces.append(child.tail or "")


def last_child(element: etree._Element) -> etree._Element | None:
    """The last child. (`len()` of an element counts its children, each time.)"""
    return next(element.iterchildren(reversed=True), None)


def append_text(element: etree._Element, words: str) -> None:
    """Add text after whatever `element` holds already."""
    last = last_child(element)
    before = element.text if last is None else last.tail
    set_text_after(last, element, (before or "") + words)


def add_class(element: etree._Element, name: str) -> None:
    """Add `name` to the classes of `element`, unless they have it."""
    known = classes(element)
    missing = [part for part in name.split() if part not in known]
    if missing:
        element.set("class", " ".join([*missing, *known]))


def set_language(element: etree._Element, tag: str) -> None:
    """Say the language of `element` for XML and for HTML (EPUB 3.3 §6.1.3)."""
    element.set("lang", tag)
    element.set(XML_LANG, tag)
