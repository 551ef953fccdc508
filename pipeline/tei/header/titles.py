"""What a work is called: title, subtitle, and the work or series it is of (TEI 2.2.1, 2.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.tei.names import NAMESPACES, XML_LANG
from pipeline.tei.plain_text import cut, name_of, plain

_SUBTITLES = frozenset(("sub", "subordinate", "subtitle"))
_SURTITLES = frozenset(("sup", "surtitle", "supertitle"))
_FOR_CATALOGUES = frozenset(("short", "filing", "gmd"))
_COLLECTION = "collection"
_OTHER_NAMES = frozenset(("alt", "desc", "abbreviated"))
_NOT_NAMES = _SUBTITLES | _SURTITLES | _FOR_CATALOGUES | _OTHER_NAMES
_NOT_TITLES = _NOT_NAMES | {_COLLECTION}
_LEVELS, _LARGER = frozenset("amjsu"), frozenset("mjs")
_DAY = r"\d{4}-\d\d(?:-\d\d)?"  # for programs
_ENDED = r"[.:;,!?…–—-]$"


class Titles(NamedTuple):
    """The titles of a document, each "" where the header has none."""

    title: str
    subtitle: str
    surtitle: str  # what stands above the title
    series: str
    is_part: bool  # of what `series` names first, which is a book


def read_titles(header: etree._Element) -> Titles:
    """The titles of the `titleStmt`; those in other languages beside the first are left to it."""
    titles = header.findall("tei:fileDesc/tei:titleStmt/tei:title", NAMESPACES)
    shown = [each for each in titles if plain(each) and each.get("type") not in _FOR_CATALOGUES]
    first = _first(shown)
    is_part = first is not None and _level(first) == "a"
    wholes = [each for each in shown if is_part and _level(each) in _LARGER][:1]
    larger = [*wholes, *_collections(header, first, shown)]
    title, others = name_of(first), list(_others(first, larger, shown))
    above = [each for each in others if each.get("type") in _SURTITLES]
    sub = _joined(each for each in others if each not in above and name_of(each) != title)
    title = (title.rstrip(" :;/") or title) if sub else title
    return Titles(title, sub, _joined(above), _series(larger), bool(wholes))


def _first(shown: list[etree._Element]) -> etree._Element | None:
    """The title of what the document is, and not of something larger, as far as it has one."""
    names = [each for each in shown if _is_of_work(each)] or shown
    parts = (each for each in names if _level(each) == "a")
    mains = (each for each in names if each.get("type") == "main")
    return next(chain(parts, mains, names), None)


def _is_of_work(title: etree._Element) -> bool:
    return title.get("type") not in _NOT_TITLES and _level(title) != "s"


def _level(title: etree._Element) -> str | None:
    """Its level; some have it in @type."""
    kind = title.get("type", "")
    return title.get("level") or (kind if kind in _LEVELS else None)


def _collections(
    header: etree._Element, first: etree._Element | None, shown: list[etree._Element]
) -> list[etree._Element]:
    """The series, and the collections, that have it."""
    beside = [each for each in shown if first is not None and _kind(each) != _kind(first)]
    held = [each for each in beside if _level(each) == "s" or each.get("type") == _COLLECTION]
    return [*held, *header.iterfind("tei:fileDesc/tei:seriesStmt/tei:title", NAMESPACES)]


def _series(titles: list[etree._Element]) -> str:
    """Each of them once, in the language of the first."""
    told = [each for each in titles if each.get("type") not in _NOT_NAMES and plain(each)]
    language = told[0].get(XML_LANG) if told else None
    names = (name_of(each) for each in told if each.get(XML_LANG) == language)
    return cut(" · ".join(dict.fromkeys(names)))


def _others(
    first: etree._Element | None, larger: list[etree._Element], shown: list[etree._Element]
) -> Iterator[etree._Element]:
    """Whatever else it is called, of each kind in the language of `first`, or in one."""
    wanted = None if first is None else first.get(XML_LANG)
    languages: dict[object, str | None] = {}
    for each in shown:
        language = each.get(XML_LANG)
        if _sort(each) not in languages or language == wanted:
            languages[_sort(each)] = language
    told = {first, *larger}
    for each in shown:
        is_twin = each.get(XML_LANG) != languages[_sort(each)]
        if each in told or is_twin or each.get("type") in _OTHER_NAMES:
            continue
        if not re.fullmatch(_DAY, name_of(each)):
            yield each


def _sort(title: etree._Element) -> tuple[str | None, str | None]:
    return title.get("type"), _level(title)


def _kind(title: etree._Element) -> tuple[str | None, ...]:
    return (*_sort(title), title.get(XML_LANG))


def _joined(titles: Iterable[etree._Element]) -> str:
    """Each of them once, with a stop between two where there is none."""
    *others, last = dict.fromkeys(map(name_of, titles)) or [""]
    ended = (each if re.search(_ENDED, each) else f"{each}." for each in others)
    return cut(" ".join([*ended, last]))
