"""Rules of TEI that hold for every document and that no grammar can check well.

Language tags are BCP 47 (TEI teidata.language), dates are dates of W3C XML
Schema that the calendar has (att.datable.w3c), revisions stand newest first
(TEI 2.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.finding import Finding, Severity
from pipeline.tei.languages import language_tag
from pipeline.tei.names import XML_LANG, local_name, tei

if TYPE_CHECKING:
    from pipeline.tei.parse import Master

_DATES = ("when", "notBefore", "notAfter", "from", "to")
# Here @from and @to are pointers or numbers of lines.
_NOT_DATED = frozenset("app span arc locus biblScope citedRange milestone rdg lem".split())
_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_TIME = r"\d\d:\d\d(:\d\d(\.\d+)?)?"
_W3C = re.compile(
    rf"-?\d{{4,}}{_ZONE}|-?\d{{4,}}-\d\d{_ZONE}|-?\d{{4,}}-\d\d-\d\d(T{_TIME})?{_ZONE}|"
    rf"--\d\d{_ZONE}|--\d\d-\d\d{_ZONE}|---\d\d{_ZONE}|{_TIME}{_ZONE}"
)
_DAY = re.compile(r"(-?\d{4,})-(\d\d)(?:-(\d\d))?")


def check_rules(master: Master) -> list[Finding]:
    """Every finding of the rules, in the order of the document within each."""
    return [*_languages(master), *_dates(master), *_revisions(master)]


def _languages(master: Master) -> Iterator[Finding]:
    for element in master.root.iter("*"):
        tags = [("xml:lang", element.get(XML_LANG))]
        if element.tag == tei("language"):
            tags.append(("ident", element.get("ident")))
        for attribute, value in tags:
            better = language_tag(value) if value else ""
            # What names no language at all is told by the reader of the master (tei-language).
            if value and better.lower() != value.lower() and (better or attribute == "ident"):
                remedy = f"Write {better}." if better else "Write en, fr, grc, ru-Latn …"
                message = f"“{value}” is no language tag of BCP 47"
                yield Finding("rule-language", Severity.WARNING, message,
                              *master.place_of(element, attribute), remedy)  # fmt: skip


def _dates(master: Master) -> Iterator[Finding]:
    for attribute in _DATES:
        for element in master.root.iterfind(f".//*[@{attribute}]"):
            value = element.get(attribute, "")
            if local_name(element.tag) in _NOT_DATED or not value or _is_date(value):
                continue
            message = f"@{attribute} is “{value}”, which is no date"
            remedy = "Write 1936, 1936-05 or 1936-05-17; what the source says goes into the words."
            yield Finding("rule-date", Severity.WARNING, message,
                          *master.place_of(element, attribute), remedy)  # fmt: skip


def _is_date(value: str) -> bool:
    if not _W3C.fullmatch(value):
        return False
    day = _DAY.match(value)
    if day is None:
        return True
    year, month, number = int(day[1]), int(day[2]), int(day[3] or 1)
    try:
        date(year % 400 + 2000, month, number)  # the calendar repeats itself after 400 years
    except ValueError:
        return False
    return True


def _revisions(master: Master) -> Iterator[Finding]:
    description = master.root.find(f"{tei('teiHeader')}/{tei('revisionDesc')}")
    changes = [] if description is None else list(description.iter(tei("change")))
    dated = [(change.get("when", ""), change) for change in changes if change.get("when")]
    days = [when for when, _ in dated]
    if days == sorted(days, reverse=True):
        return
    severity = Severity.INFO if days == sorted(days) else Severity.WARNING
    element: etree._Element = next(
        later for (when, _), (after, later) in pairwise(dated) if after > when
    )
    message = "this change is later than the one above it"
    remedy = "Put the newest change first (TEI 2.6)."
    yield Finding("rule-revision-order", severity, message, *master.place_of(element), remedy)
