"""What a `hi` that says nothing of its look means: a change of type, and that is to italic.

So early print (Text Creation Partnership) and novels (ELTeC) are transcribed,
and so the TEI Consortium's simplePrint shows them. In a document that calls
some of its italics by their name, a bare `hi` may be anything else.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.model.documents import texts_of
from pipeline.model.rend import Looks
from pipeline.tei.names import tei

_HI, _USAGE = tei("hi"), tei("tagUsage")
_SAYING = ("rend", "rendition", "style")


class ChangesOfType:
    """The changes of type of one document that are marked, and not described."""

    def __init__(self, root: etree._Element, looks: Looks) -> None:
        self._root = root
        self._looks = looks

    def has(self, highlighted: etree._Element) -> bool:
        """Whether nothing says how this `hi` looks, nor that any of the document is italic."""
        return not any(map(highlighted.get, _SAYING)) and not self._are_described

    @cached_property
    def _are_described(self) -> bool:
        usages = self._root.iter(_USAGE)
        return any(each.get("gi") == "hi" and each.get("render") for each in usages) or any(
            "italic" in self._looks.of(each)
            for text in texts_of(self._root)
            for each in text.iter(_HI)
        )
