"""What is the text of an inscription, whose lines are kept in prose too (EpiDoc Guidelines)."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.tei.names import tei

_DIV, _NOTE = map(tei, ("div", "note"))
# What EpiDoc has beside the edition of an inscription; editions of books have it nowhere.
_BESIDE = frozenset(("apparatus", "bibliography", "commentary"))


class Inscriptions:
    """The editions of inscriptions in one document, each parent of what is asked looked at once."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._known: dict[etree._Element | None, bool] = {}

    def have(self, element: etree._Element) -> bool:
        """Whether `element` is of the text of an inscription, and of no note on it."""
        if not self._editions:
            return False
        parent = element.getparent()
        if parent not in self._known:
            self._known[parent] = self._are_around(element)
        return self._known[parent]

    def _are_around(self, element: etree._Element) -> bool:
        for above in element.iterancestors(_DIV, _NOTE):
            if above.tag == _NOTE or above in self._editions:
                return above.tag == _DIV
        return False

    @cached_property
    def _editions(self) -> frozenset[etree._Element]:
        return frozenset(
            each
            for each in self._root.iter(_DIV)
            if each.get("type") == "edition" and _is_beside_comments(each)
        )


def _is_beside_comments(edition: etree._Element) -> bool:
    parent = edition.getparent()
    beside = parent.iterchildren(_DIV) if parent is not None else ()
    return any(each.get("type") in _BESIDE for each in beside)
