"""What an output may print before something that is numbered: its unit, its line, a siglum."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

from lxml import etree

from pipeline.checks.master.elements import is_in_list_of_apparatus
from pipeline.resources import read_style
from pipeline.tei.names import XML_ID


def labels_of(element: etree._Element, name: str) -> list[str]:
    """What may stand before the words of `element`, which is called `name`; one of it."""
    match name:
        case "bibl":
            return [siglum] if (siglum := element.get("n", "").strip()) else []
        case "ref" | "persName" | "placeName" | "orgName" | "title" if _is_empty(element):
            return [key for each in ("ref", "corresp") if (key := element.get(each, ""))]
        case "witness":
            return [said for each in ("n", XML_ID) if (said := element.get(each, ""))]
        case "app":
            place = element.get("loc", "")
            return [place] if place and is_in_list_of_apparatus(element) else []
        case "editor":
            return _forms_of(name)
        case "idno":
            return _catalogue(element.get("type", "").upper())
        case "date":
            return [element.get("when", "")] if _is_empty(element) else []
        case "biblScope" | "citedRange":
            return _ranges(element)
    return []


def _ranges(element: etree._Element) -> list[str]:
    """The unit of what is cited; with its numbers, where only attributes have them."""
    units = _forms_of((element.get("unit") or element.get("type") or "").lower())
    if not _is_empty(element) or not element.get("from"):
        return units
    numbers = "–".join(dict.fromkeys(filter(None, map(element.get, ("from", "to")))))
    return [numbers, *(f"{unit} {numbers}" for unit in units)]


def _catalogue(kind: str) -> list[str]:
    """What a number of a work is called, by the kind that it says it is."""
    said = [kind] if kind in _units()["catalogues"].split() else []
    return ["doi:", *said] if kind == "DOI" else said


def _is_empty(element: etree._Element) -> bool:
    return not len(element) and not element.text


def kinds_of_division(kind: str) -> list[str]:
    """What a part of a text of some kind (`@subtype`) is called, in any language."""
    names = (table.get(kind.lower()) for table in _units()["divisions"].values())
    return list(filter(None, names))


def _forms_of(unit: str) -> list[str]:
    """How a unit is abbreviated in any language."""
    tables = _units()
    forms = (tables, *(each for each in tables.values() if isinstance(each, dict)))
    return list(dict.fromkeys(form for table in forms for form in table.get(unit, [])))


@lru_cache(maxsize=1)
def _units() -> dict[str, Any]:
    return tomllib.loads(read_style("units.toml").decode("utf-8"))
