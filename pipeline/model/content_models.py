"""What may stand in what (content models of the HTML Living Standard, §3.2.5)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xhtml import PHRASING, add_class, classes, is_note_call, plain_tag, qualified
from pipeline.tei.names import text_in

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = frozenset(("l", "line"))  # of verse, of a page
_IN_RUBY = frozenset({"rb", "rt", "rp"})
_HOMES = {
    tag: frozenset(qualified(home) for home in homes.split())
    for tag, homes in {
        "rb": "ruby", "rt": "ruby", "rp": "ruby", "tr": "table", "td": "tr", "th": "tr",
        "caption": "table", "figcaption": "figure", "li": "ul ol", "dt": "dl", "dd": "dl",
    }.items()
}  # fmt: skip
_PHRASING_ONLY = frozenset({"p", "pre", "dt"} | _HEADINGS | PHRASING)
_FIXED = _HEADINGS | {"pre", "ruby", "rt", "rb", "rp", "dt"}  # cannot become a div


def admitted(tag: str, parent: etree._Element) -> str:
    """The tag for what is at home in few elements; it is a mere block or phrase elsewhere."""
    if tag not in _HOMES or parent.tag in _HOMES[tag]:
        return tag
    return "span" if tag in _IN_RUBY else "div"


def holds_phrases_only(element: etree._Element) -> bool:
    """Whether no block may stand in an element."""
    return plain_tag(element) in _PHRASING_ONLY


def make_room(parent: etree._Element) -> bool:
    """Whether a block may stand in `parent`: what holds none becomes a `div`, if it can."""
    chain = []
    node: etree._Element | None = parent
    while node is not None and holds_phrases_only(node):
        chain.append(node)
        node = node.getparent()
    if any(plain_tag(element) in _FIXED for element in chain):
        return False
    for element in chain:
        name = plain_tag(element)
        if name == "a":
            continue
        element.tag = qualified("div")
        add_class(
            element, name if name == "p" else f"{name} phrase" if name != "span" else "phrase"
        )
    return True


def home_of_call(before: etree._Element | None, parent: etree._Element) -> etree._Element | None:
    """Where a call after the block `before` is at home: at the end of it, or of one of its own.

    None where it needs a paragraph of its own in `parent`.
    """
    block = before
    while block is not None and not holds_phrases_only(block):
        if plain_tag(block) in {"table", "tr", "figure", "dl"}:
            break
        if not len(block) or _ends_in_words(block):
            return block if (block.text or len(block)) else None
        block = block[-1]
    if block is not None and plain_tag(block) in _HEADINGS | {"p"}:
        return block
    holds_words = plain_tag(parent) in {"td", "th", "li"} or not _LINES.isdisjoint(classes(parent))
    return parent if holds_words else None


def _ends_in_words(block: etree._Element) -> bool:
    """Whether words, or a phrase that has some, end a block that might hold others."""
    last = block[-1]
    if (last.tail or "").strip():
        return True
    return plain_tag(last) in PHRASING and (is_note_call(last) or bool(text_in(last).strip()))
