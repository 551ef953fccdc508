"""How a witness is called where it is described (TEI 12.1.4.3)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import XML_ID, tei, text_before, text_in

_ABBR, _LABEL = tei("abbr"), tei("label")
_LEAVES = r"\d+[rv][ab]?(?:[-–]\d+[rv][ab]?)?"
_WORDS = "AEIOUY"  # “A vellum codex”, “I tre manoscritti”
_LONGEST = 4  # letters and figures: more are a name for programs, unless an apparatus has it


def written_siglum(witness: etree._Element) -> etree._Element | None:
    """The siglum that a description of a witness begins with."""
    first = next(witness.iterchildren(tei("*")), None)
    if first is None or text_before(first).strip():
        return None
    is_siglum = first.tag == _LABEL or (first.tag == _ABBR and first.get("type") == "siglum")
    return first if is_siglum else None


def siglum_of(witness: etree._Element) -> str:
    """The siglum of a witness by its attributes: its `@n`, if it is no mere number, or its id."""
    return lettered_number(witness) or witness.get(XML_ID, "")


def missing_siglum(witness: etree._Element, cited: frozenset[str]) -> str:
    """The siglum that a witness has in an apparatus, and that its description does not say.

    `cited` are the ids that the document's readings name.
    """
    if any(abbr.get("type") == "siglum" for abbr in witness.iter(_ABBR)):
        return ""
    siglum = siglum_of(witness)
    is_short = len(siglum) <= _LONGEST and siglum.isalnum()
    if not (is_short or lettered_number(witness) or siglum in cited):
        return ""
    return "" if begins_with(text_in(witness).strip(), siglum) else siglum


def lettered_number(witness: etree._Element) -> str:
    """The `@n` of a witness where it is no mere number, nor a leaf, and so a siglum; else ""."""
    number = witness.get("n", "").strip()
    is_siglum = any(map(str.isalpha, number)) and not re.fullmatch(_LEAVES, number)
    return number if is_siglum else ""


def begins_with(words: str, siglum: str) -> bool:
    """Whether `words` begin with the siglum, and not only with its letters, or an article."""
    if re.match(rf"{re.escape(siglum)}(?!\w)", words) is None:
        return False
    return siglum not in _WORDS or not words[len(siglum) :].lstrip()[:1].islower()
