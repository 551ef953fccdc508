"""The latest year that a text can name, from the dates of its header (TEI 2.2.7, 2.4.6, 14.3.2)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import local_name, text_in

_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)")
_LIFE = re.compile(r"\d{3,4}\??\s*[-–]\s*(1\d{3}|20\d\d)(?!\d)")


def latest_year(root: etree._Element) -> int:
    """The earliest of the author's death and the dates of creation and print; 0 if unknown."""
    found = [*_deaths(root), *_prints(root)]
    return min(found, default=0)


def _deaths(root: etree._Element) -> list[int]:
    authors = [one for one in root.iter(etree.Element) if local_name(one.tag) == "author"]
    found = []
    for author in authors:
        if life := _LIFE.search(text_in(author)):
            found.append(int(life[1]))
    return found


def _prints(root: etree._Element) -> list[int]:
    """Dates of the sources; a copy of our own days leaves the older one to be the text's."""
    header = next((one for one in root if local_name(one.tag) == "teiHeader"), None)
    if header is None:
        return []
    found = []
    for element in header.iter(etree.Element):
        if local_name(element.tag) == "date" and _is_of_source(element):
            written = " ".join(
                (
                    element.get("when", ""),
                    element.get("notAfter", ""),
                    element.get("to", ""),
                    text_in(element),
                )
            )
            found += [max(map(int, years)) for years in [_YEAR.findall(written)] if years]
    return found


def _is_of_source(element: etree._Element) -> bool:
    above = {local_name(one.tag) for one in element.iterancestors()}
    return bool(above & {"sourceDesc", "creation"}) and "editionStmt" not in above
