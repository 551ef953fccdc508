"""What a header says in several languages, one beside the other: in the book's, once."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.tei.languages import language_tag
from pipeline.tei.names import XML_LANG

_OF_MANY = "en"  # what most readers understand, where the book's own language is not there


def in_language(elements: Iterable[etree._Element], language: str) -> list[etree._Element]:
    """`elements`, of those that differ in nothing but their `xml:lang` only the book's.

    Where none is in its language, the English one, else the first.
    """
    groups: dict[object, list[etree._Element]] = {}
    for each in elements:
        kind = each.tag, each.get("type"), each.get("role"), each.get("unit")
        groups.setdefault(kind, []).append(each)
    return [each for group in groups.values() for each in _without_twins(group, language)]


def _without_twins(group: list[etree._Element], language: str) -> list[etree._Element]:
    by_language = {_language_of(each): each for each in reversed(group)}
    is_said = any(each.get(XML_LANG) for each in group)
    if not is_said or len(group) == 1 or len(by_language) < len(group):
        return group
    wanted = (language.split("-")[0].lower(), _OF_MANY)
    return [next((by_language[each] for each in wanted if each in by_language), group[0])]


def _language_of(element: etree._Element) -> str:
    said = next(filter(None, (each.get(XML_LANG) for each in _lineage(element))), "")
    return language_tag(said).split("-")[0].lower()


def _lineage(element: etree._Element) -> Iterable[etree._Element]:
    yield element
    yield from element.iterancestors()
