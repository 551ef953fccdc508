"""What stands at the edges of elements: white space that is the file's, brackets of the text.

XML keeps all white space (XML 1.0 §2.10), and TEI does not say which is which. What is
beyond doubt: no space stands within a bracket or a quotation mark, and none
before a comma, because an editor's program began a new line there.
"""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import text_in

CLOSING = frozenset(".,;:!?)]}’”")
BRACKETS = frozenset("()[]")
_OPENING = frozenset("([{‘“„«‹¿¡")


def begins_in_layout(element: etree._Element) -> bool:
    """Whether a new line of the file is all that stands before the first word in an element."""
    words = element.text or ""
    return "\n" in words[: len(words) - len(words.lstrip())]


def ends_in_layout(element: etree._Element) -> bool:
    """Whether a new line of the file is all that stands after the last word in an element."""
    while len(element) and not element[-1].tail:
        element = element[-1]
    words = (element[-1].tail if len(element) else element.text) or ""
    return "\n" in words[len(words.rstrip()) :]


def follows_opening(element: etree._Element) -> bool:
    """Whether a bracket or a quotation mark opens right before an element."""
    previous, parent = element.getprevious(), element.getparent()
    before = previous.tail if previous is not None else parent is not None and parent.text
    return bool(before) and before[-1:] in _OPENING  # type: ignore[index]


def is_bracketed(element: etree._Element) -> bool:
    """Whether the brackets that a rule puts round an element are written in it already."""
    words = text_in(element).strip()
    return words[:1] in {"(", "["} and words[-1:] in {")", "]"}


def on_one_line(words: str) -> str:
    """`words` with each line end, and the indentation around it, as one space."""
    if words.isspace():
        return " "
    first, *others, last = words.replace("\r", "\n").split("\n")
    between = [line for line in (each.strip(" \t") for each in others) if line]
    return " ".join((first.rstrip(" \t"), *between, last.lstrip(" \t")))
