"""What an output may print for a speaker whom only an attribute names (TEI att.ascribed)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NAMES = (f"{_TEI}persName", f"{_TEI}orgName", f"{_TEI}name", f"{_TEI}role")
_ID = "{http://www.w3.org/XML/1998/namespace}id"


class Speakers:
    """The keys that `@who` has, and the names of those to whom they lead."""

    def __init__(self, root: etree._Element) -> None:
        keys = {key for each in root.iter() for key in _keys(each)}
        self._names: dict[str, list[str]] = {key: [key] for key in keys}
        for person in root.iter() if keys else ():
            if (key := person.get(_ID, "")) in keys:
                names = [*islice(person.iter(*_NAMES), 1), *person.iterchildren(*_NAMES)]
                spelt = ("".join(map(str, name.itertext())) for name in names)
                self._names[key] += dict.fromkeys(" ".join(each.split()) for each in spelt)

    def of(self, element: etree._Element) -> Iterator[list[str]]:
        """What each speaker may be called for whom the text of `element` itself has no name."""
        if element.get("who") and element.find(f"{_TEI}speaker") is None:
            for key in _keys(element):
                yield self._names[key]

    def all(self) -> Iterator[str]:
        """Everything that any of them may be called."""
        for names in self._names.values():
            yield from names


def _keys(element: etree._Element) -> list[str]:
    return [pointer.rpartition("#")[2] for pointer in element.get("who", "").split()]
