"""What an entry of the apparatus says of one of its readings besides (TEI 13.1.3)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import XML_ID, tei

_APP, _GROUP, _LEM, _RDG = map(tei, ("app", "rdgGrp", "lem", "rdg"))
_DETAILS = (tei("witDetail"), tei("note"))


def readings_with(detail: etree._Element) -> list[etree._Element]:
    """The readings of its entry of which a `witDetail` or `note` tells: by `@target`, or `@wit`."""
    app = detail.getparent()
    while app is not None and app.tag == _GROUP:
        app = app.getparent()
    if app is None or app.tag != _APP or not (detail.get("target") or detail.get("wit")):
        return []
    readings = [each for each in app.iter(_LEM, _RDG) if app_of(each) is app]
    if pointers := detail.get("target", "").split():
        names = {pointer.removeprefix("#") for pointer in pointers}
        return [each for each in readings if each.get(XML_ID) in names]
    witnesses = set(detail.get("wit", "").split())
    return [each for each in readings if not witnesses.isdisjoint(each.get("wit", "").split())]


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
