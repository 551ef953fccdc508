"""What a header says in several languages, one beside the other: in the book's, once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from pipeline.tei.languages import language_tag, primary, spoken_today
from pipeline.tei.names import XML_LANG

_OF_MANY = "en"  # what most readers understand, where the book's own language is not there


class _Script(NamedTuple):
    """A language as it is written; `script` is "" where its tag does not say how."""

    language: str
    script: str


def in_language(elements: Iterable[etree._Element], language: str) -> list[etree._Element]:
    """`elements`, of those that differ in nothing but their `xml:lang` only the book's.

    Where none is in its language, the English one, else the first.
    """
    groups: dict[object, list[etree._Element]] = {}
    for each in elements:
        kind = each.tag, each.get("type"), each.get("role"), each.get("unit")
        groups.setdefault(kind, []).append(each)
    return [each for group in groups.values() for each in _without_twins(group, language)]


def of_one_script(people: Iterable[etree._Element], language: str) -> list[etree._Element]:
    """`people`, each once whose name stands there in several scripts: in the book's, or the first.

    Those are one who share a reference, and, where there is none, those of whom one script of a
    language names as many as another.
    """
    listed = list(people)
    named = [each for each in listed if each.get(XML_LANG)]
    book = _script_of(language)
    others = {*_others_by_reference(named, book), *_others_by_script(named, book)}
    return [each for each in listed if each not in others]


def _others_by_reference(named: list[etree._Element], book: _Script) -> Iterable[etree._Element]:
    people: dict[object, dict[_Script, list[etree._Element]]] = {}
    for each in named:
        if reference := _reference_of(each):
            person = each.tag, each.get("role"), reference
            names = people.setdefault(person, {})
            names.setdefault(_script_of(each.get(XML_LANG, "")), []).append(each)
    for names in people.values():
        yield from _besides_one(names, book)


def _others_by_script(named: list[etree._Element], book: _Script) -> Iterable[etree._Element]:
    languages: dict[object, dict[_Script, list[etree._Element]]] = {}
    for each in named:
        if not _reference_of(each):
            script = _script_of(each.get(XML_LANG, ""))
            people = each.tag, each.get("role"), script.language
            languages.setdefault(people, {}).setdefault(script, []).append(each)
    for scripts in languages.values():
        yield from _besides_one(scripts, book)


def _besides_one(
    scripts: dict[_Script, list[etree._Element]], book: _Script
) -> Iterable[etree._Element]:
    """Whoever is named in the scripts that are not read, where each names as many."""
    if len(set(map(len, scripts.values()))) > 1:
        return
    read = book if book in scripts else next(iter(scripts))
    for script, people in scripts.items():
        if script != read:
            yield from people


def _reference_of(person: etree._Element) -> str:
    return next(filter(None, map(person.get, ("ref", "key", "corresp"))), "") or ""


def _script_of(language: str) -> _Script:
    spoken, *others = language_tag(language).lower().partition("-x-")[0].split("-")
    return _Script(spoken, next((each for each in others if len(each) == 4), ""))


def _without_twins(group: list[etree._Element], language: str) -> list[etree._Element]:
    by_language = {_language_of(each): each for each in reversed(group)}
    is_said = any(each.get(XML_LANG) for each in group)
    if not is_said or len(group) == 1 or len(by_language) < len(group):
        return group
    wanted = (primary(language), spoken_today(language), _OF_MANY)
    return [next((by_language[each] for each in wanted if each in by_language), group[0])]


def _language_of(element: etree._Element) -> str:
    said = next(filter(None, (each.get(XML_LANG) for each in _lineage(element))), "")
    return primary(language_tag(said))


def _lineage(element: etree._Element) -> Iterable[etree._Element]:
    yield element
    yield from element.iterancestors()
