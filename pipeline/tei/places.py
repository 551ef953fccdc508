"""Where the tags of a file stand, to the column: lxml knows only the line where each ends."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from pipeline.tei.names import line_of, local_name

# Markup that is no start tag, and a start tag: neither ends in what it quotes (XML 1.0 §2.5, §3.1).
_MARKUP = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"""|<(?P<name>[^\s<>/!?"'=]++)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""",
    re.DOTALL,
)

_WIDE = {
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
    b"<\0": "utf-16-le", b"\0<": "utf-16-be",
}  # fmt: skip
_Tags = dict[str, list[re.Match[str]]]  # by the name of the element, in order


class Place(NamedTuple):
    """A file, with a line and a column from 1; both 0 where they are not known."""

    path: Path
    line: int
    column: int


def place_of(element: etree._Element, path: Path, attribute: str = "") -> Place:
    """Where the start tag of `element` begins in the file at `path`, or an attribute in it."""
    line = line_of(element)
    name = f"{element.prefix}:" * bool(element.prefix) + local_name(element.tag)
    if not line:
        return Place(path, 0, 0)
    source = _source(path, _version(path))
    tags = source.tags_ending_on(line).get(name, [])
    rank = source.rank(element, line)
    if rank >= len(tags):
        return Place(path, line, 1)
    start = tags[rank].start()
    if attribute:
        found = re.search(rf"\s({re.escape(attribute)})\s*=", tags[rank][0])
        start += found.start(1) if found else 0
    return Place(path, *source.position(start))


def place_of_doctype(path: Path) -> Place:
    """Where the document type declaration of the file at `path` begins."""
    source = _source(path, _version(path))
    return Place(path, *source.position(max(0, source.find("<!DOCTYPE"))))


class _Source:
    """A file as its characters, and where its lines begin, as libxml2 counts them.

    What was found of a line is kept until another is asked for: a file may be all one line.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._last: tuple[int, _Tags] = 0, {}
        self._ranks: dict[etree._Element, int] = {}

    def tags_ending_on(self, line: int) -> _Tags:
        """The start tags that end on a line; the first of them may have begun before it."""
        if self._last[0] != line:
            self._last = line, self._find_tags(line)
        return self._last[1]

    def _find_tags(self, line: int) -> _Tags:
        start, end = (self._starts[min(at, len(self._starts) - 1)] for at in (line - 1, line))
        end = end if end > start else len(self._text)
        before = max(0, self._text.rfind("<", 0, start))
        tags: _Tags = {}
        for found in _MARKUP.finditer(self._text, before, end):
            if found["name"] and found.end() > start:
                tags.setdefault(found["name"], []).append(found)
        return tags

    def rank(self, element: etree._Element, line: int) -> int:
        """How many tags of the same name end on the line before that of `element`."""
        if element not in self._ranks:
            self._ranks = _ranks(element, line)
        return self._ranks[element]

    def find(self, words: str) -> int:
        """Where these words stand first."""
        return self._text.find(words)

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _version(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=1)
def _source(path: Path, _version: tuple[int, int]) -> _Source:
    try:
        source = path.read_bytes()
    except OSError:
        source = b""
    return _Source(source.decode(_WIDE.get(source[:2], "utf-8-sig"), "replace"))


def _ranks(element: etree._Element, line: int) -> dict[etree._Element, int]:
    """The elements of a line, each with the number of those of its name before it."""
    ranks: dict[etree._Element, int] = {}
    seen: Counter[object] = Counter()
    before = reversed(list(_on_line(_before(element), line)))
    for each in chain(before, (element,), _on_line(_after(element), line)):
        name = each.prefix, local_name(each.tag)  # as it is written, whatever its namespace
        ranks[each] = seen[name]
        seen[name] += 1
    return ranks


def _on_line(elements: Iterator[etree._Element], line: int) -> Iterator[etree._Element]:
    for element in elements:
        if line_of(element) != line:
            return
        yield element


def _before(node: etree._Element) -> Iterator[etree._Element]:
    """What stands before a node in document order, the nearest first."""
    while True:
        previous = node.getprevious()
        if previous is None:
            above = node.getparent()
            if above is None:
                return
            node = above
        else:
            node = previous
            while len(node):
                node = node[-1]
        yield node


def _after(node: etree._Element) -> Iterator[etree._Element]:
    """What follows a node in document order."""
    while True:
        if len(node):
            node = node[0]
        else:
            following = node.getnext()
            while following is None:
                above = node.getparent()
                if above is None:
                    return
                node, following = above, above.getnext()
            node = following
        yield node
