"""Deletions that are no element, since they run from one to another (TEI 11.3.1.4, `delSpan`)."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.tei.names import XML_ID, tei

_BEGIN, _END = tei("delSpan"), tei("anchor")


class DeletedSpans:
    """Where such deletions begin and end in one document: both are told, or neither."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def are_bounded_by(self, element: etree._Element) -> bool:
        """Whether one begins at a `delSpan`, or ends at an `anchor`."""
        name = element.get("spanTo", "")[1:] if element.tag == _BEGIN else element.get(XML_ID)
        return name in self._ends

    @cached_property
    def _ends(self) -> set[str]:
        named = {each.get("spanTo", "")[1:] for each in self._root.iter(_BEGIN)} - {""}
        if not named:
            return named
        return named.intersection(each.get(XML_ID, "") for each in self._root.iter(_END))
