"""Where the tags of a file stand, to the column: lxml knows only the line where each ends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from lxml import etree

from pipeline.tei.names import line_of

if TYPE_CHECKING:
    from pipeline.tei.parse import Master


class Place(NamedTuple):
    """A file, with a line and a column from 1; column 0 where it is not known."""

    path: Path
    line: int
    column: int


class Places:
    """The places of the elements of a master, worked out when the first is asked for."""

    def __init__(self, master: Master) -> None:
        self._master = master
        self._starts: dict[etree._Element, int] | None = None

    def of(self, element: etree._Element, attribute: str = "") -> Place:
        """Where the start tag of `element` begins, or an attribute in it."""
        if self._starts is None:
            self._starts = _starts(self._master)
        start = self._starts.get(element, -1)
        if start < 0:
            return Place(self._master.file_of(element), line_of(element), 1)
        source = self._master.source
        if attribute:
            tag = source[start : source.find(b">", start) + 1]
            found = re.search(rb"\s(" + re.escape(attribute.encode()) + rb")\s*=", tag)
            start += found.start(1) if found else 0
        return Place(self._master.path, *position(source, start))


def position(source: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, counted from 1 and in characters."""
    first = source.rfind(b"\n", 0, offset) + 1
    return source.count(b"\n", 0, offset) + 1, len(
        source[first:offset].decode("utf-8", "replace")
    ) + 1


def _starts(master: Master) -> dict[etree._Element, int]:
    """The byte at which each element begins; nothing where files are included."""
    found: list[int] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: found.append(parser.CurrentByteIndex)
    try:
        parser.Parse(master.source, True)
    except expat.ExpatError:
        return {}
    elements = list(master.root.iter("*"))
    return dict(zip(elements, found, strict=True)) if len(elements) == len(found) else {}
