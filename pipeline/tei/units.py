"""What is told in short: what a number counts (TEI 3.12.2.5), how large a leaf is (TEI 11.3.5)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

from lxml import etree

from pipeline.resources import read_style
from pipeline.tei.languages import language_tag, spoken_today
from pipeline.tei.main_language import main_language
from pipeline.tei.names import XML_LANG, has_own_words, local_name, tei, text_in
from pipeline.tei.plain_text import plain, value_of

COUNTED = frozenset(map(tei, ("biblScope", "citedRange")))
EDITOR, _DIM = tei("editor"), tei("dim")
# What has an abbreviation of its language before it.
ABBREVIATED = COUNTED | {EDITOR}
_NUMBER = r"(?:\d+[a-z*]{0,2}|[ivxlcdm]+|[IVXLCDM]+)"
_PARTING = r"(?:\s*(?:[-‐‑–—/,;+&]|--)\s*|(?<=\d)\s+(?=\d))"
_BARE = rf"{_NUMBER}(?:(?P<more>{_PARTING}{_NUMBER})|(?P<following>\s?ff?))*\.?"


def range_of(element: etree._Element) -> str:
    """The numbers that only attributes give."""
    ends = (element.get("from", ""), element.get("to", ""))
    return "–".join(dict.fromkeys(filter(None, ends)))


def unit_of(element: etree._Element) -> str:
    """The abbreviation of what a bare number counts; "" where its words say it, or nothing does."""
    if element.tag not in COUNTED:
        return ""
    units = abbreviations_in(spoken_today(language_at(element)))
    forms = units.get((element.get("unit") or element.get("type") or "").lower())
    if not forms:
        return ""
    bare = re.fullmatch(_BARE, " ".join(text_in(element).split()) or range_of(element))
    if bare is None:
        return ""
    return forms[1 if bare["more"] or bare["following"] else 0]


def kind_of_division(division: etree._Element) -> str:
    """What the number of a part of a text counts (`@subtype`), in the language of the text."""
    names = _table()["divisions"].get(spoken_today(language_at(division)), {})
    name: str = names.get(division.get("subtype", "").lower(), "")
    return name


def kind_of_description(part: etree._Element) -> str:
    """What a part of the description of a manuscript tells of, in the language of the text."""
    names = _table()["descriptions"]
    own: dict[str, str] = names.get(spoken_today(language_at(part)), names["en"])
    return own.get(local_name(part.tag), "")


def unit_measured(measure: etree._Element) -> str:
    """What a bare number of a measure counts, as its `@unit` calls it; "" where words say it.

    A `@type` may count, too: the pages of an extent.
    """
    if re.fullmatch(r"\d[\d\s.,/+–-]*", text_in(measure).strip()) is None:
        return ""
    counted = abbreviations_in(spoken_today(language_at(measure))).get(measure.get("type", ""))
    return measure.get("unit", "") or (counted[1] if counted else "")


def measured(dimensions: etree._Element) -> str:
    """Height by width by depth, with the unit that is theirs; each other measure by its type."""
    if has_own_words(dimensions):
        return plain(dimensions)
    parts = [part for part in dimensions.iterchildren(tei("*")) if _number_in(part)]
    sides = [part for part in parts if part.tag != _DIM]
    others = [part for part in parts if part.tag == _DIM]
    said = [_multiplied(sides)] if sides else []
    said += (f"{value_of(part, 'type')} {_multiplied([part])}".lstrip() for part in others)
    label = value_of(dimensions, "type") if others and not sides else ""
    return f"{label}: {', '.join(said)}" if label else ", ".join(said)


def _multiplied(parts: list[etree._Element]) -> str:
    said = " × ".join(map(_number_in, parts))
    units = dict.fromkeys(map(_unit_around, parts))
    unit = next(iter(units)) if len(units) == 1 else ""
    is_said = said.endswith(unit) or not any(map(str.isdigit, said))
    return said if is_said else f"{said} {unit}"


def _number_in(part: etree._Element) -> str:
    return plain(part) or value_of(part, "quantity")


def _unit_around(part: etree._Element) -> str:
    around = part.getparent()
    return value_of(part, "unit") or ("" if around is None else value_of(around, "unit"))


def language_at(element: etree._Element) -> str:
    """The language that is said around an element; else that of the document."""
    said = (language_tag(node.get(XML_LANG)) for node in (element, *element.iterancestors()))
    return next(filter(None, said), "") or _language_of(element.getroottree().getroot())


@lru_cache(maxsize=1)
def _language_of(root: etree._Element) -> str:
    return main_language(root)


def catalogues() -> frozenset[str]:
    """What numbers of a work are known by: ISBN, DOI …"""
    return frozenset(_table()["catalogues"].split())


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(read_style("units.toml").decode("utf-8"))


@lru_cache(maxsize=32)
def abbreviations_in(language: str) -> dict[str, list[str]]:
    """The abbreviations of a language; those it has not are the common ones."""
    table = _table()
    units = {unit: forms for unit, forms in table.items() if isinstance(forms, list)}
    units.update(table.get(language, {}))
    return units
