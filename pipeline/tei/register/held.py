"""What each witness has, or may have, of a passage that the edition does not read."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from pipeline.tei.names import tei
from pipeline.tei.reading_details import app_of, own_readings
from pipeline.tei.register.readings import as_changed
from pipeline.tei.register.sides import pair_of, witness_sides
from pipeline.tei.register.witnesses import Sigla

_APP, _CHOICE = tei("app"), tei("choice")
_LEFT_OUT = (tei("surplus"), tei("del"))

Held = tuple[tuple[str, str], ...]
Part = tuple[etree._Element, list[etree._Element]]  # and its readings


def held_by_witnesses(subject: etree._Element, sigla: Sigla) -> Held:
    """The words with who has them, of an `app`, or of a `choice` between what is alike.

    The text reads nothing of these, so only this intervention tells of them, or
    the one around it that is left out as a whole.
    """
    if next(subject.iterancestors(*_LEFT_OUT), None) is not None:
        return ()
    sides = [subject] if subject.tag in _LEFT_OUT else witness_sides(subject)
    parted = [(side, _parts_of(side)) for side in sides]
    if not any(parts for _, parts in parted):
        return ()
    return tuple(told for side, parts in parted for told in _held(side, parts, sigla))


def _parts_of(side: etree._Element) -> list[Part]:
    """What in a side may be read in several ways; what stands in another's reading is its own."""
    above = app_of(side)
    own = (each for each in side.iterdescendants(_APP, _CHOICE) if app_of(each) is above)
    return [(each, readings) for each in own if (readings := _readings_of(each))]


def _readings_of(part: etree._Element) -> list[etree._Element]:
    if part.tag == _APP:
        return own_readings(part)
    pair = pair_of(part)
    alike = pair[0] if pair is not None and pair[0] == pair[1] else ""
    return list(part.iterchildren(tei(alike))) if alike else []


def _held(side: etree._Element, parts: list[Part], sigla: Sigla) -> Iterator[tuple[str, str]]:
    """The side as each has it; where more than one part may differ, these by themselves."""
    if len(parts) == 1:
        forms = _with_each(side, *parts[0])
    else:
        yield as_changed(side), ""
        forms = ((reading, reading) for _, readings in parts for reading in readings)
    for reading, form in forms:
        words = as_changed(form)
        if words or sigla.of(reading):
            yield words or "om.", sigla.of(reading)


def _with_each(
    side: etree._Element, part: etree._Element, readings: list[etree._Element]
) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Each reading of the part, and the side if that one stood alone in it."""
    place = list(side.iter()).index(part)
    bare = deepcopy(side)
    list(bare.iter())[place][:] = []
    for reading in readings:
        form = deepcopy(bare)
        made = deepcopy(reading)
        made.tail = None
        list(form.iter())[place].append(made)
        yield reading, form
