"""What each witness has of a passage that the editors read otherwise than all of them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from pipeline.tei.names import tei
from pipeline.tei.reading_details import app_of
from pipeline.tei.register.readings import as_changed
from pipeline.tei.register.sides import witness_sides
from pipeline.tei.register.witnesses import Sigla

_APP, _SURPLUS = tei("app"), tei("surplus")
_READINGS = (tei("lem"), tei("rdg"))

Held = tuple[tuple[str, str], ...]


def held_by_witnesses(subject: etree._Element, sigla: Sigla) -> Held:
    """The words with who has them, if an `app` in what the edition leaves out parts its witnesses.

    The text does not read that `app`, so nothing but this intervention tells of it.
    """
    sides = [subject] if subject.tag == _SURPLUS else witness_sides(subject)
    if not any(next(side.iterdescendants(_APP), None) is not None for side in sides):
        return ()
    return tuple(told for side in sides for told in _held(side, sigla))


def _held(side: etree._Element, sigla: Sigla) -> Iterator[tuple[str, str]]:
    above = app_of(side)
    apps = [app for app in side.iterdescendants(_APP) if app_of(app) is above]
    if not apps:
        yield as_changed(side), ""
    for app in apps:
        for reading in app.iterdescendants(*_READINGS):
            words, named = as_changed(_with(side, app, reading)), sigla.of(reading)
            if app_of(reading) is app and (words or named):
                yield words or "om.", named


def _with(side: etree._Element, app: etree._Element, reading: etree._Element) -> etree._Element:
    """The side of a witness whose reading of that entry this is, as it would stand alone."""
    elements, copied = list(side.iter()), list((copy := deepcopy(side)).iter())
    made = copied[elements.index(reading)]
    made.tail = None
    copied[elements.index(app)][:] = [made]
    return copy
