"""Where every tag and every stretch of text of an XML document stands (XML 1.0 §2, §3.1, §4.1).

The document is known to be well-formed: it has been parsed before it comes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<text>[^<&]+)
    | (?P<reference>&[^;]*;)
    | (?P<comment><!--.*?-->)
    | (?P<cdata><!\[CDATA\[.*?\]\]>)
    | (?P<pi><\?.*?\?>)
    | (?P<doctype><!DOCTYPE (?:[^\[>"']|"[^"]*"|'[^']*')*
        (?:\[ (?:<!--.*?-->|<\?.*?\?>|"[^"]*"|'[^']*'|[^\]"'<]|<(?!!--|\?))* \]\s*)? >)
    | (?P<end></[^>]*>)
    | (?P<start><[^\s/>]+ (?:[^>"']|"[^"]*"|'[^']*')* >)
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_ENTITY = re.compile(
    r"""<!--.*?-->|<\?.*?\?>|<!ENTITY\s+([^\s%]+)\s+("[^"]*"|'[^']*')\s*>""", re.DOTALL
)
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|([0-9]+));")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}


class Token(NamedTuple):
    """`kind` is text, reference, comment, cdata, pi, doctype, start, empty or end."""

    kind: str
    start: int
    end: int


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of `text` in order; together they are all of it."""
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or ""
        if kind == "start" and text[match.end() - 2] == "/":
            kind = "empty"
        yield Token(kind, match.start(), match.end())


class Attribute(NamedTuple):
    """One attribute of a tag: from the white space before it to its closing quotation mark."""

    start: int
    end: int
    value_start: int
    value_end: int


def attribute(text: str, tag_start: int, tag_end: int, name: str) -> Attribute | None:
    """Where the attribute `name`, as it is written, stands in the tag."""
    at = re.compile(r"<[^\s/>]+").match(text, tag_start)
    position = at.end() if at else tag_start
    while match := _ATTRIBUTE.match(text, position, tag_end):
        if match[1] == name:
            return Attribute(match.start(), match.end(), match.start(2) + 1, match.end(2) - 1)
        position = match.end()
    return None


def end_of_attributes(text: str, tag_start: int, tag_end: int) -> int:
    """Where a further attribute can be written in the tag."""
    at = re.compile(r"<[^\s/>]+").match(text, tag_start)
    position = at.end() if at else tag_start
    while match := _ATTRIBUTE.match(text, position, tag_end):
        position = match.end()
    return position


class Entities:
    """The general entities of the internal subset (XML 1.0 §4.2, §4.4)."""

    def __init__(self, doctype: str = "") -> None:
        self._values: dict[str, str] = {}
        for match in _ENTITY.finditer(doctype):
            if match[1]:
                value = _REFERENCE.sub(_character, match[2][1:-1])
                self._values.setdefault(match[1], value)  # the first declaration binds

    def replacement(self, reference: str) -> str:
        """What is read for `reference` (with & and ;): its text may hold markup, and references."""
        if reference.startswith("&#"):
            return _REFERENCE.sub(_character, reference)
        return self._values.get(reference[1:-1], "")

    def is_character(self, reference: str) -> bool:
        """Whether the reference stands for a character of the text, never for markup."""
        return reference.startswith("&#") or reference[1:-1] in _PREDEFINED

    def character(self, reference: str) -> str:
        """The character for which a character or predefined reference stands."""
        return _PREDEFINED.get(reference[1:-1]) or self.replacement(reference)


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16) if match[1] else int(match[2]))
