"""The titles that a note names: where it is told as plain words, they are shown as titles."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import tei
from pipeline.tei.register.readings import CORRECTED

_TITLE = tei("title")
_QUOTED = frozenset(("a", "u"))  # levels of titles that have quotation marks instead


def titles_named(element: etree._Element) -> tuple[str, ...]:
    """The titles of works in an element, as its words have them."""
    titles = (title for title in element.iter(_TITLE) if title.get("level") not in _QUOTED)
    return tuple(filter(None, map(CORRECTED.of, titles)))
