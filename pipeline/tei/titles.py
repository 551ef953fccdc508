"""What a work is called: title, subtitle, and the work of which it is a part (TEI 2.2.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.tei.names import NAMESPACES, XML_LANG
from pipeline.tei.plain_text import cut, name_of, plain

_SUBTITLES = frozenset(("sub", "subordinate", "subtitle"))
_FOR_CATALOGUES = frozenset(("short", "filing", "gmd"))
_NOT_TITLES = _SUBTITLES | _FOR_CATALOGUES | {"alt", "desc", "abbreviated"}
_LARGER = frozenset("mjs")
_ENDED = r"[.:;,!?…–—-]$"


class Titles(NamedTuple):
    """The titles of a document, each "" where the header has none."""

    title: str
    subtitle: str
    whole: str


def read_titles(header: etree._Element) -> Titles:
    """The titles of the `titleStmt`; those in other languages beside the first are left to it."""
    titles = header.findall("tei:fileDesc/tei:titleStmt/tei:title", NAMESPACES)
    shown = [each for each in titles if plain(each) and each.get("type") not in _FOR_CATALOGUES]
    part = next((each for each in shown if each.get("level") == "a"), None)
    whole = next((each for each in shown if each.get("level") in _LARGER), None)
    main = next((each for each in shown if each.get("type") == "main"), None)
    candidates = [each for each in shown if each.get("type") not in _NOT_TITLES] or shown
    first = part if part is not None else main
    if first is None:
        first = next(iter(candidates), None)
    title = name_of(first)
    sub = _joined(each for each in _beneath(first, shown) if each != title)
    title = (title.rstrip(" :;/") or title) if sub else title
    return Titles(title, sub, name_of(whole if part is not None else None))


def _beneath(first: etree._Element | None, shown: list[etree._Element]) -> Iterator[str]:
    """The first subtitle, and whatever else stands beside `first` as a title like it."""
    sub = next((each for each in shown if each.get("type") in _SUBTITLES), None)
    for each in shown:
        if each is sub or (each is not first and first is not None and _kind(each) == _kind(first)):
            yield name_of(each)


def _kind(title: etree._Element) -> tuple[str | None, ...]:
    return title.get("type"), title.get("level"), title.get(XML_LANG)


def _joined(titles: Iterator[str]) -> str:
    """Each of them once, with a stop between two where there is none."""
    *others, last = dict.fromkeys(titles) or [""]
    ended = (each if re.search(_ENDED, each) else f"{each}." for each in others)
    return cut(" ".join([*ended, last]))
