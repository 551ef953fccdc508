"""What a work is called: title, subtitle, and the work or series it is of (TEI 2.2.1, 2.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.tei.names import NAMESPACES, XML_LANG
from pipeline.tei.plain_text import cut, name_of, plain

_SUBTITLES = frozenset(("sub", "subordinate", "subtitle"))
_FOR_CATALOGUES = frozenset(("short", "filing", "gmd"))
_COLLECTION = "collection"
_NOT_NAMES = _SUBTITLES | _FOR_CATALOGUES | {"alt", "desc", "abbreviated"}
_NOT_TITLES = _NOT_NAMES | {_COLLECTION}
_LARGER = frozenset("mjs")
_ENDED = r"[.:;,!?…–—-]$"


class Titles(NamedTuple):
    """The titles of a document, each "" where the header has none."""

    title: str
    subtitle: str
    series: str
    is_part: bool  # of what `series` names first, which is a book


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
    wholes = [whole] if part is not None and whole is not None else []
    return Titles(title, sub, _series([*wholes, *_collections(header, first, shown)]), bool(wholes))


def _collections(
    header: etree._Element, first: etree._Element | None, shown: list[etree._Element]
) -> list[etree._Element]:
    """The series, and the collections, that have it."""
    beside = [each for each in shown if first is not None and _kind(each) != _kind(first)]
    held = [each for each in beside if each.get("level") == "s" or each.get("type") == _COLLECTION]
    return [*held, *header.iterfind("tei:fileDesc/tei:seriesStmt/tei:title", NAMESPACES)]


def _series(titles: list[etree._Element]) -> str:
    """Each of them once, in the language of the first."""
    told = [each for each in titles if each.get("type") not in _NOT_NAMES and plain(each)]
    language = told[0].get(XML_LANG) if told else None
    names = (name_of(each) for each in told if each.get(XML_LANG) == language)
    return cut(" · ".join(dict.fromkeys(names)))


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
