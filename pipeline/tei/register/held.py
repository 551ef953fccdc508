"""What each witness has, or may have, of a passage that the edition does not read."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from pipeline.tei.names import tei
from pipeline.tei.reading_details import app_of
from pipeline.tei.register.readings import as_changed
from pipeline.tei.register.sides import pair_of, witness_sides
from pipeline.tei.register.witnesses import Sigla

_APP, _CHOICE = tei("app"), tei("choice")
_LEFT_OUT = (tei("surplus"), tei("del"))
_READINGS = (tei("lem"), tei("rdg"))

Held = tuple[tuple[str, str], ...]


def held_by_witnesses(subject: etree._Element, sigla: Sigla) -> Held:
    """The words with who has them, of an `app`, or of a `choice` between what is alike.

    The text reads nothing of these, so only this intervention tells of them, or
    the one around it that is left out as a whole.
    """
    if next(subject.iterancestors(*_LEFT_OUT), None) is not None:
        return ()
    sides = [subject] if subject.tag in _LEFT_OUT else witness_sides(subject)
    if not any(map(_parts_of, sides)):
        return ()
    return tuple(told for side in sides for told in _held(side, sigla))


def _parts_of(side: etree._Element) -> list[etree._Element]:
    """What in a side may be read in several ways; what stands in another's reading is its own."""
    above = app_of(side)
    parts = side.iterdescendants(_APP, _CHOICE)
    return [each for each in parts if app_of(each) is above and _readings_of(each)]


def _readings_of(part: etree._Element) -> list[etree._Element]:
    if part.tag == _APP:
        return [each for each in part.iterdescendants(*_READINGS) if app_of(each) is part]
    pair = pair_of(part)
    alike = pair[0] if pair is not None and pair[0] == pair[1] else ""
    return list(part.iterchildren(tei(alike))) if alike else []


def _held(side: etree._Element, sigla: Sigla) -> Iterator[tuple[str, str]]:
    """The side as each has it; where more than one part may differ, these by themselves."""
    parts = _parts_of(side)
    is_one = len(parts) == 1
    if not is_one:
        yield as_changed(side), ""
    for part in parts:
        for reading in _readings_of(part):
            words = as_changed(_with(side, part, reading) if is_one else reading)
            if words or sigla.of(reading):
                yield words or "om.", sigla.of(reading)


def _with(side: etree._Element, part: etree._Element, reading: etree._Element) -> etree._Element:
    """The side if that reading of a part of it stood alone."""
    elements, copied = list(side.iter()), list((copy := deepcopy(side)).iter())
    made = copied[elements.index(reading)]
    made.tail = None
    copied[elements.index(part)][:] = [made]
    return copy
