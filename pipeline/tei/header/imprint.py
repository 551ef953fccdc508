"""Where, by whom and when an edition was published, and on what terms (TEI 2.2.4)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.glyphs import copy_apart
from pipeline.tei.header.dates import (
    KEYWORD,
    day_of,
    only_year_in,
    without_keywords,
)
from pipeline.tei.header.description import paragraphs_of
from pipeline.tei.header.telling import listed
from pipeline.tei.header.twins import in_language
from pipeline.tei.names import NAMESPACES, has_own_words, tei, text_in
from pipeline.tei.plain_text import cut, date_of, plain, value_of, without

_HOUSES = ("publisher", "authority", "distributor")
_NAMES = tuple(map(tei, ("orgName", "persName", "name")))
_PARTICULARS = tuple(map(tei, ("email", "idno", "address", "note", "ptr")))
_ADDRESS = re.compile(r"\S*(://|@)\S*|www\.\S+")
_LICENCES = ("http://creativecommons.org/", "https://creativecommons.org/")


def edition_of(statement: etree._Element, language: str) -> str:
    """What the edition is called; a date, a number, or what a program counts, is no name of it."""
    editions = in_language(statement.iterchildren(tei("edition")), language)
    prose = in_language(statement.iterchildren(tei("p")), language)
    named = next(filter(_is_named, (*editions, *prose)), None)
    return "" if named is None else without_keywords(plain(named))


def publisher_of(statement: etree._Element, language: str) -> str:
    """The publishers' names, without their addresses.

    Where there are none, those of who answers for the publication, or distributes it.
    """
    for house in _HOUSES:
        elements = in_language(statement.iterchildren(tei(house)), language)
        names = (", ".join(_names(each, language)) for each in elements)
        if said := "; ".join(filter(None, names)):
            return said
    return ""


def place_of(statement: etree._Element, language: str) -> str:
    """The places of publication; an address of the web is none."""
    places = in_language(statement.iterchildren(tei("pubPlace")), language)
    return "; ".join(_said(places))


def date_of_publication(statement: etree._Element, header: etree._Element, edition: str) -> str:
    """The date of publication, to the day; else that of the edition, unless its name has it."""
    published, of_edition = _dates(statement, header)
    said = day_of(date_of(of_edition))
    return day_of(date_of(published)) or ("" if said in edition else said)


def day_of_publication(statement: etree._Element, header: etree._Element) -> str:
    """The same date as programs write it, whatever its words are; of mere words the year."""
    date = next((each for each in _dates(statement, header) if date_of(each)), None)
    if date is None:
        return ""
    when = value_of(date, "when") or value_of(date, "when-iso")
    return day_of(when) or only_year_in(date_of(date))


def _dates(
    statement: etree._Element, header: etree._Element
) -> tuple[etree._Element | None, etree._Element | None]:
    """The date of publication, and that of the edition."""
    of_edition = header.find("tei:fileDesc/tei:editionStmt/tei:edition/tei:date", NAMESPACES)
    return statement.find(tei("date")), of_edition


def rights_in(statement: etree._Element, language: str) -> tuple[str, ...]:
    """On what terms it may be used, without the bare address of the licence."""
    said = paragraphs_of(statement.find(tei("availability")), language)
    return tuple(words for words in said if words != licence_of(statement))


def licence_of(statement: etree._Element) -> str:
    """The address of the licence: its `target`, else one to which its words refer."""
    licences = statement.findall("tei:availability//tei:licence", NAMESPACES)
    references = [each for licence in licences for each in licence.iter(*map(tei, ("ref", "ptr")))]
    for each in (*licences, *references):
        for target in (each.get("target", "") or plain(each)).split():
            if target.startswith(("http://", "https://")):
                return target
    words = statement.iterfind("tei:availability//tei:ref", NAMESPACES)
    targets = (each.get("target", "").strip() for each in words)
    return next((target for target in targets if target.startswith(_LICENCES)), "")


def _names(house: etree._Element, language: str) -> list[str]:
    """The names in a statement that consists of nothing else; else what is no address in it."""
    names: list[etree._Element] = []
    if not has_own_words(house):
        all_names = house.iterdescendants(*_NAMES)
        names = [each for each in all_names if each.get("type") != "place" and not _is_part(each)]
    said = in_language(names, language) or [house]
    return _said(said)


def _said(elements: list[etree._Element]) -> list[str]:
    """What each of them says, without the signs that part them in a catalogue."""
    bare = filter(_says_something, map(_without_particulars, elements))
    return [cut(words) for each in bare if (words := listed(each).rstrip(" ,;:"))]


def _is_part(name: etree._Element) -> bool:
    return next(name.iterancestors(*_NAMES), None) is not None


def _is_named(edition: etree._Element) -> bool:
    name = text_in(without(edition, *map(tei, ("date", "idno"))))
    return any(map(str.isalnum, KEYWORD.sub("", name)))


def _without_particulars(element: etree._Element) -> etree._Element:
    bare = copy_apart(element)
    for reference in bare.iter(tei("ref")):
        if _ADDRESS.fullmatch(plain(reference)):
            reference.tag = tei("ptr")
    etree.strip_elements(bare, *_PARTICULARS, with_tail=False)
    return bare


def _says_something(element: etree._Element) -> bool:
    words = text_in(element)
    return any(map(str.isalnum, words)) and not _ADDRESS.fullmatch(words.strip())
