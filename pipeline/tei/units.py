"""What a number of a bibliographic reference counts, in short (TEI 3.12.2.5, `@unit`)."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from lxml import etree

from pipeline.resources import read_style
from pipeline.tei.names import tei, text_in

COUNTED = frozenset(map(tei, ("biblScope", "citedRange")))
_NUMBER = r"(?:\d+[a-z*]{0,2}|[ivxlcdm]+|[IVXLCDM]+)"
_BARE = rf"{_NUMBER}(?:(?P<more>\s*(?:[-‐‑–—/,;+&]|--)\s*{_NUMBER})|(?P<following>\s?ff?))*\.?"


def range_of(element: etree._Element) -> str:
    """The numbers that only attributes give."""
    ends = (element.get("from", ""), element.get("to", ""))
    return "–".join(dict.fromkeys(filter(None, ends)))


def unit_of(element: etree._Element) -> str:
    """The abbreviation of what a bare number counts; "" where its words say it, or nothing does."""
    forms = _units().get((element.get("unit") or element.get("type") or "").lower())
    if not forms or element.tag not in COUNTED:
        return ""
    bare = re.fullmatch(_BARE, " ".join(text_in(element).split()) or range_of(element))
    if bare is None:
        return ""
    return forms[1 if bare["more"] or bare["following"] else 0]


@lru_cache(maxsize=1)
def _units() -> dict[str, list[str]]:
    return tomllib.loads(read_style("units.toml").decode("utf-8"))
