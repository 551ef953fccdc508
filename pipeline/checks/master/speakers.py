"""What an output may print for a speaker whom only an attribute names (TEI att.ascribed)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import cast

from lxml import etree

from pipeline.tei.names import XML_ID, tei

_NAMES = (tei("persName"), tei("orgName"), tei("name"), tei("role"))
_WHO = etree.XPath("descendant-or-self::*/@who", smart_strings=False)


class Speakers:
    """The keys that `@who` has, and the names of those to whom they lead; looked for if asked."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        keys = _keys(" ".join(cast("list[str]", _WHO(self._root))))
        called = {key: [key] for key in keys}
        for person in self._root.iter() if called else ():
            if (key := person.get(XML_ID, "")) in called:
                names = [*islice(person.iter(*_NAMES), 1), *person.iterchildren(*_NAMES)]
                spelt = ("".join(map(str, name.itertext())) for name in names)
                called[key] += dict.fromkeys(" ".join(each.split()) for each in spelt)
        return called

    def of(self, element: etree._Element) -> Iterator[list[str]]:
        """What each speaker may be called for whom the text of `element` itself has no name."""
        pointers = element.get("who")
        if pointers and element.find(tei("speaker")) is None:
            for key in _keys(pointers):
                yield self._names[key]

    def all(self) -> Iterator[str]:
        """Everything that any of them may be called."""
        for names in self._names.values():
            yield from names


def _keys(pointers: str) -> list[str]:
    return [pointer.rpartition("#")[2] for pointer in pointers.split()]
