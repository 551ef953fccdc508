"""What an entry of the apparatus says of one of its readings besides (TEI 13.1.3)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from pipeline.tei.names import XML_ID, tei

_APP, _GROUP, _LEM, _RDG = map(tei, ("app", "rdgGrp", "lem", "rdg"))
_DETAILS = (tei("witDetail"), tei("note"))

_Called = dict[str, list[etree._Element]]


class _Readings(NamedTuple):
    """The readings of one entry, by id, and by each witness that has them."""

    named: _Called
    held: _Called


def readings_with(detail: etree._Element) -> list[etree._Element]:
    """The readings of its entry of which a `witDetail` or `note` tells: by `@target`, or `@wit`."""
    app = detail.getparent()
    while app is not None and app.tag == _GROUP:
        app = app.getparent()
    if app is None or app.tag != _APP or not (detail.get("target") or detail.get("wit")):
        return []
    if pointers := detail.get("target", "").split():
        names = [pointer.removeprefix("#") for pointer in pointers]
        return _called(_readings_of(app).named, names)
    return _called(_readings_of(app).held, detail.get("wit", "").split())


def details_in(app: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """What an entry tells of its readings, each in the order of the file."""
    told: dict[etree._Element, list[etree._Element]] = {}
    for detail in app.iterdescendants(*_DETAILS):
        for reading in readings_with(detail):
            told.setdefault(reading, []).append(detail)
    return told


def app_of(reading: etree._Element) -> etree._Element | None:
    """The entry in which a reading stands."""
    return next(reading.iterancestors(_APP), None)


def own_readings(app: etree._Element) -> list[etree._Element]:
    """Each `lem` and `rdg` of an entry; what stands in one of them is another's."""
    return [each for each in app.iter(_LEM, _RDG) if app_of(each) is app]


def _called(readings: _Called, calls: list[str]) -> list[etree._Element]:
    return list(dict.fromkeys(each for call in calls for each in readings.get(call, ())))


@lru_cache(maxsize=8)  # an entry may stand in another's reading
def _readings_of(app: etree._Element) -> _Readings:
    found = _Readings({}, {})
    for each in own_readings(app):
        if name := each.get(XML_ID):
            found.named.setdefault(name, []).append(each)
        for witness in each.get("wit", "").split():
            found.held.setdefault(witness, []).append(each)
    return found
