"""What is described, in words: part by part, or as it stands.

A bibliographic description has its parts one by one where it has no words of
its own (TEI 3.12.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.tei.glyphs import copy_apart
from pipeline.tei.header.empty_fields import leave_out_empty
from pipeline.tei.header.names_in_words import as_part, between_names, in_order, set_apart
from pipeline.tei.header.telling_apart import (
    REFERENCES,
    address_of,
    put_before,
    tell_apart,
    write_into,
)
from pipeline.tei.name_order import as_said, is_abbreviated
from pipeline.tei.names import XML_LANG, has_own_words, local_name, tei, text_before
from pipeline.tei.part_labels import label_of
from pipeline.tei.plain_text import date_of, plain
from pipeline.tei.pointers import all_said_by, bare_key, work_named_by
from pipeline.tei.units import (
    ABBREVIATED,
    COUNTED,
    language_at,
    measured,
    range_of,
    unit_measured,
    unit_of,
)

DEEPEST = 50  # no description is so deep, and Python goes no deeper than some hundreds
DEEPEST_IN_WORDS = 12  # each of them is copied
_WHOLE = frozenset("p ab title date".split())
_NAMES = frozenset("persName orgName author editor name respStmt".split())
_DATE, _HEAD, _TABLE, _WORKS = map(tei, "date head table listBibl".split())
_DIMENSIONS, _MEASURE, _LOCUS = map(tei, ("dimensions", "measure", "locus"))
_GEO, _NUMBER, _MATERIAL = map(tei, ("geo", "idno", "material"))
_COUNTED = re.compile(r"(?:\A|, )\d+ [^\W\d_]{1,4}\.\Z")  # a stop that ends no sentence: 504 pp.
_KEYED = frozenset(map(tei, "locus material title persName placeName repository".split()))
_PLACES = frozenset(map(tei, "placeName settlement district region country geogName".split()))
_NOT_READ = frozenset((_GEO, *map(tei, ("graphic", "facsimile"))))  # for machines
_POINTER, _TITLE, _LANGUAGE = map(tei, ("ptr", "title", "textLang"))
_PERSONS = frozenset(map(tei, ("author", "editor")))
# Those that have their parts one by one among running words too.
_LISTED = tuple(map(tei, ("bibl", "biblStruct", "biblFull", "msDesc", "msIdentifier")))
# What ends with a stop that ends no sentence.
_ABBREVIATIONS = (" Ltd.", " Co.", " Inc.", " Corp.", " Bros.", " Cie.", " Univ.", " Jr.", " Sr.")


def listed(element: etree._Element, depth: int = 1) -> str:
    """The parts of something that has no words of its own, one by one; else its words."""
    if element.tag == _DATE:
        said = running(element)
        return said if plain(element) else " ".join(filter(None, (date_of(element), said)))
    if element.tag in _NOT_READ:
        return ""
    if element.tag == _DIMENSIONS:
        return measured(element)
    if element.tag == _WORKS:
        return _works(element, depth)
    if element.tag == _MEASURE:
        return f"{running(element, depth)} {unit_measured(element)}".rstrip()
    if element.tag in COUNTED:
        numbers = running(element, depth) or range_of(element)
        return f"{unit_of(element)}\N{NO-BREAK SPACE}{numbers}".lstrip()
    if element.tag in REFERENCES and len(element) == 0 and not element.text:
        return address_of(element) or work_named_by(element) or all_said_by(element)
    if element.tag in _KEYED and len(element) == 0 and not (element.text or "").strip():
        return _key_of(element)
    name = local_name(element.tag)
    if name in _WHOLE or has_own_words(element) or depth > DEEPEST:
        words = running(element, depth)
        return as_said(words, is_author=name == "author") if name in _NAMES else words
    return joined(element.iterchildren(tei("*")), name in _NAMES, depth)


def _key_of(field: etree._Element) -> str:
    """What a field without words says in attributes: its leaves, its stuff, what it names."""
    if field.tag == _LOCUS:
        return range_of(field)
    key = field.get("key", "") if field.tag == _MATERIAL else ""
    return key if key.isalpha() else bare_key(field.get("ref", ""))


def running(element: etree._Element, depth: int = 1) -> str:
    """The words of `element` as they stand, with those that only attributes have."""
    if len(element) == 0:
        return plain(element)
    told = apart(element)
    for table in list(told.iter(_TABLE)):
        _run_on(table)
    for works in list(told.iterdescendants(_WORKS)) if depth < DEEPEST_IN_WORDS else ():
        write_into(works, _works(works, depth), "; ")
    for described in list(told.iterdescendants(*_LISTED)) if depth < DEEPEST_IN_WORDS else ():
        if _is_of(told, described) and len(described) and not has_own_words(described):
            write_into(described, listed(described, depth + 1), "; ")
    for dimensions in list(told.iter(_DIMENSIONS)):
        write_into(dimensions, measured(dimensions), ", ")
        if text_before(dimensions)[-1:].isalnum():
            put_before(dimensions, ", ")
    set_apart(told)
    for part in told.iterdescendants(tei("*")):
        tell_apart(part)
    for part in list(told.iter(*_NOT_READ)):
        if part.tag == _GEO and _is_in_prose(part):
            _enclose(part)
        else:
            tail = part.tail
            part.clear()
            part.tail = tail
    leave_out_empty(told)
    return plain(told)


class _Told(NamedTuple):
    part: etree._Element
    words: str


def joined(parts: Iterator[etree._Element], is_name: bool, depth: int) -> str:
    """The parts of a description, or of a name, one by one."""
    listed_parts = in_order(list(parts)) if is_name else parts
    told = (_Told(part, words) for part in listed_parts if (words := _labelled(part, depth)))
    said: list[str] = []
    last = None
    for each in told:
        if last is not None:
            between = (
                between_names(last.part, last.words, each.part) if is_name
                else _between(last, each)
            )  # fmt: skip
            said.append(between if _is_open(last) else " ")
        is_remark = last is not None and _is_remark(each)
        words = f"({each.words})" if is_remark else each.words
        said.append(as_part(each.part, words) if is_name else words)
        last = each
    return "".join(said)


def _is_remark(told: _Told) -> bool:
    """Whether it says in a word of which language the text is whose words stand before it."""
    return told.part.tag == _LANGUAGE and not _is_ended(told.words)


def _between(last: _Told, told: _Told) -> str:
    """What parts two parts: of several like each other, one may have commas of its own."""
    if _is_remark(told):
        return " "
    if _measures_after(last.part) is not None:
        return ": "
    are_alike = last.part.tag == told.part.tag != _TITLE
    are_alike = are_alike or {last.part.tag, told.part.tag} <= _PERSONS
    return "; " if are_alike and (", " in last.words or ", " in told.words) else ", "


def _is_open(told: _Told) -> bool:
    """Whether the stop that ends a name, if one does, is not that of a sentence."""
    is_person = told.part.tag in _PERSONS
    if told.part.tag == _NUMBER or _COUNTED.search(told.words):
        return True
    return not _is_ended(told.words) or (is_person and is_abbreviated(told.words))


def _labelled(part: etree._Element, depth: int) -> str:
    """The words of a part, and what it is; a short title is left to the full one.

    So is a place of which the measures are to come and say nothing.
    """
    measures = _measures_after(part)
    is_idle = _is_short_title(part) or (measures is not None and not measured(measures))
    words = "" if is_idle else listed(part, depth + 1)
    return f"{label_of(part, words)} {words}".lstrip() if words else ""


def _is_short_title(part: etree._Element) -> bool:
    parent = part.getparent()
    if part.tag != _TITLE or part.get("type") != "short" or parent is None:
        return False
    return any(title.get("type") != "short" for title in parent.iterchildren(_TITLE))


def _measures_after(place: etree._Element) -> etree._Element | None:
    """The measures of a place in a source, which follow it (TEI 11.3.5)."""
    following = place.getnext() if place.tag == _LOCUS else None
    return following if following is not None and following.tag == _DIMENSIONS else None


def _is_ended(said: str) -> bool:
    """Whether words end with a sign already."""
    return said.endswith(tuple(".,;:!?")) and not said.endswith(_ABBREVIATIONS)


def apart(element: etree._Element) -> etree._Element:
    """An element by itself; it says its language where anything in it goes by that."""
    copy = copy_apart(element)
    copy.tail = None
    if next(copy.iter(*ABBREVIATED), None) is not None and (language := language_at(element)):
        copy.set(XML_LANG, language)
    for pointer, original in zip(copy.iter(_POINTER), element.iter(_POINTER), strict=True):
        pointer.text = pointer.text or work_named_by(original) or all_said_by(original) or None
    return copy


def _run_on(table: etree._Element) -> None:
    """Put the rows of a table into one line: its heading, and row by row."""
    head = table.find(_HEAD)
    rows = "; ".join(filter(None, (listed(row) for row in table.iter(tei("row")))))
    write_into(table, rows if head is None else f"{plain(head)}: {rows}", ", ")


def _works(works: etree._Element, depth: int) -> str:
    """The items of a list of works, told apart, behind its heading."""
    head, said = works.find(_HEAD), ""
    for each in works.iterchildren(tei("*")):
        words = listed(each, depth + 1) if each is not head else ""
        between = "" if not said else " " if _is_ended(said) else "; "
        said = f"{said}{between}{words}" if words else said
    return said if head is None else f"{plain(head)}: {said}"


def _is_in_prose(part: etree._Element) -> bool:
    """Whether a sentence has it, and no field of a record."""
    parent = part.getparent()
    return parent is not None and has_own_words(parent)


def _enclose(coordinates: etree._Element) -> None:
    """Put them in brackets behind the name that they touch, or that is in one element with them."""
    before, above = text_before(coordinates), coordinates.getparent()
    is_of_name = above is not None and above.tag in _PLACES and before.rstrip()[-1:].isalnum()
    if before[-1:].isalnum() or is_of_name:
        put_before(coordinates, " ")
        write_into(coordinates, f"({plain(coordinates)})", ", ")


def _is_of(top: etree._Element, element: etree._Element) -> bool:
    """Whether `element` is still in the tree of `top`."""
    return any(above is top for above in element.iterancestors())
