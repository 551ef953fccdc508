"""The words of a header element, as plain text."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.controls import without_direction_controls
from pipeline.tei.glyphs import copy_apart
from pipeline.tei.quotation import with_marks
from pipeline.tei.register.readings import CORRECTED

_LONGEST_NAME = 1_000


def plain(element: etree._Element | None) -> str:
    """The text of `element` as it is read, white space normalised, without invisible controls."""
    if element is None:
        return ""
    return without_direction_controls(CORRECTED.of(with_marks(element))).strip()


def value_of(element: etree._Element, attribute: str) -> str:
    """An attribute as it may be shown: like a name."""
    return cut(" ".join(without_direction_controls(element.get(attribute, "")).split()))


def name_of(element: etree._Element | None) -> str:
    """A title or a name as plain text, cut where no page, cover or catalogue could take more."""
    return cut(plain(element))


def date_of(element: etree._Element | None) -> str:
    """A date in the words of the document, else as an attribute has it (TEI att.datable.w3c)."""
    if element is None:
        return ""
    return plain(element) or date_in_attributes(element)


def date_in_attributes(element: etree._Element) -> str:
    """When something was, as its attributes have it."""
    if when := value_of(element, "when") or value_of(element, "when-iso"):
        return when
    for first, last in (("from", "to"), ("notBefore", "notAfter")):
        if both := [value for name in (first, last) if (value := value_of(element, name))]:
            return "–".join(dict.fromkeys(both))
    return ""


def cut(words: str) -> str:
    """`words`, cut where they are longer than any name."""
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"


def shortened(words: str, most: int = 80) -> str:
    """`words` for a message, cut where they are longer."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def without(element: etree._Element, *names: str) -> etree._Element:
    """A copy of `element` that has no elements of these names; what follows them stays."""
    bare = copy_apart(element)
    etree.strip_elements(bare, *names, with_tail=False)
    return bare


def is_too_long(element: etree._Element) -> bool:
    """Whether a title or a name is longer than `name_of` gives it."""
    return len(plain(element)) > _LONGEST_NAME
