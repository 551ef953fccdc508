"""Persons, organisations and places of the `standOff`, for the register (TEI 14.3)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import RegisterEntry
from pipeline.tei.names import XML_ID, local_name, tei
from pipeline.tei.plain_text import plain

_ENTRIES = {"person": "person", "personGrp": "person", "org": "organisation", "place": "place"}
_NAMES = (tei("persName"), tei("orgName"), tei("placeName"), tei("name"))
_FACTS = frozenset(
    "birth death floruit occupation affiliation note desc state trait event residence"
    " nationality education country location".split()
)


def read_register(root: etree._Element) -> list[RegisterEntry]:
    """The entries of every `standOff`, in its order; those without a name are left out."""
    entries = []
    for stand_off in root.iter(tei("standOff")):
        for element in stand_off.iter(*map(tei, _ENTRIES)):
            name = next((child for child in element if child.tag in _NAMES), None)
            if name is not None and plain(name):
                entries.append(
                    RegisterEntry(
                        element.get(XML_ID, ""),
                        _ENTRIES[local_name(element.tag)],
                        plain(name),
                        _facts(element),
                    )
                )
    return entries


def _facts(element: etree._Element) -> tuple[str, ...]:
    lived = _lived(element)
    said = [
        plain(child)
        for child in element
        if local_name(child.tag) in _FACTS
        and not (lived and local_name(child.tag) in {"birth", "death"})
    ]
    return tuple(fact for fact in (lived, *said) if fact)


def _lived(element: etree._Element) -> str:
    """Birth and death as one span of years: 1879–1940."""
    years = []
    for name in ("birth", "death"):
        event = element.find(tei(name))
        years.append((event.get("when") or plain(event)) if event is not None else "")
    if not all(years):
        return ""
    return "–".join(year.partition("-")[0] if year[:4].isdigit() else year for year in years)
