"""Ids of the book: TEI's own where they are usable, each once (XML Namespaces 1.0, NCName)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import XML_ID

_NCNAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_ODD_CHARACTERS = re.compile(r"[^\w.-]+", re.ASCII)


class Ids:
    """Allots each id once, and remembers which TEI id became which."""

    def __init__(self, declared: frozenset[str], interventions: dict[etree._Element, str]) -> None:
        self.declared = declared
        self.allotted: dict[str, str] = {}  # TEI's id → the book's
        self._reserved = self.declared | set(interventions.values())
        self._taken: set[str] = set()
        self._interventions = interventions
        self._last: dict[str, int] = {}

    def allot(self, element: etree._Element) -> str:
        """The book's id for `element`: from its `xml:id`, or from the intervention it is."""
        own = element.get(XML_ID)
        recorded = self._interventions.get(element)
        if recorded and recorded not in self._taken:
            self._taken.add(recorded)
            if own:
                self.allotted.setdefault(own, recorded)
            return recorded
        if not own:
            return ""
        usable = own if _NCNAME.fullmatch(own) else _made_usable(own)
        if usable in self._taken:
            usable = self.fresh(usable)
        self._taken.add(usable)
        self.allotted.setdefault(own, usable)
        return usable

    def fresh(self, stem: str) -> str:
        """A new id that begins with `stem` and is no other's."""
        number = self._last.get(stem, 0)
        while True:
            number += 1
            name = f"{stem}-{number}"
            if name not in self._reserved and name not in self._taken:
                self._last[stem] = number
                self._taken.add(name)
                return name


def _made_usable(name: str) -> str:
    cleaned = _ODD_CHARACTERS.sub("-", name).strip("-.")
    return cleaned if _NCNAME.fullmatch(cleaned) else f"id-{cleaned}"
