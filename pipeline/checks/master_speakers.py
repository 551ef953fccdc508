"""What an output may print for a speaker whom only an attribute names (TEI att.ascribed)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NAMES = (f"{_TEI}persName", f"{_TEI}orgName", f"{_TEI}name", f"{_TEI}role")
_WHO = etree.XPath("descendant::*/@who", smart_strings=False)
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def names_of_speakers(root: etree._Element) -> Iterator[str]:
    """The keys that `@who` has anywhere, and the names of those to whom they lead."""
    pointers = " ".join(cast("list[str]", _WHO(root))).split()
    keys = {pointer.rpartition("#")[2] for pointer in pointers}
    yield from keys
    for person in root.iter() if keys else ():
        if person.get(_ID) in keys:
            yield from ("".join(map(str, name.itertext())) for name in person.iter(*_NAMES))
