"""The history of a document's revisions (TEI 2.6), each told once: when, who, what."""

from __future__ import annotations

import re
from itertools import chain

from lxml import etree

from pipeline.tei.glyphs import copy_apart
from pipeline.tei.header.dates import day_of, is_moment, without_keywords
from pipeline.tei.header.telling import listed, running
from pipeline.tei.metadata import Change
from pipeline.tei.names import NAMESPACES, tei
from pipeline.tei.plain_text import cut, plain, value_of
from pipeline.tei.register.justification import Names

_WHEN = tuple(
    f"{name}{norm}" for name in ("when", "to", "notAfter", "from", "notBefore")
    for norm in ("", "-iso")
)  # fmt: skip
_CHANGES = ("tei:revisionDesc//tei:change", "tei:revisionDesc/tei:list/tei:item")
_DATE = tei("date")
_PERSONS = frozenset(map(tei, "name persName orgName respStmt label".split()))
_SIGNS = " ,;:.–—-\n\t"


def read_changes(header: etree._Element) -> tuple[Change, ...]:
    """Every `change` that says something, the newest first; each `item` of a plain list is one."""
    document = header.getparent()
    names = Names(header if document is None else document)
    found = chain.from_iterable(header.iterfind(path, NAMESPACES) for path in _CHANGES)
    changes = [_change(element, names) for element in found]
    said = [change for change in changes if any(change)]
    return tuple(sorted(said, key=lambda change: change.when, reverse=True))


def latest_numbers(changes: tuple[Change, ...]) -> list[str]:
    """The numbers of the changes of the latest day, the highest first.

    Of changes without a day nobody knows which is the latest, unless each has a number.
    """
    latest = [change for change in changes if change.when == changes[0].when]
    numbers = [change.number for change in latest]
    is_known = all(numbers) or any(change.when for change in latest)
    return sorted(numbers, key=_in_figures, reverse=True) if is_known else []


def _in_figures(number: str) -> list[int]:
    return [int(figures) for figures in re.findall(r"\d+", number)]


def _change(element: etree._Element, names: Names) -> Change:
    told = copy_apart(element)
    when = _taken_date(told, _day_of(element))
    who = _taken_names(told, names.of(element.get("who", "")))
    text = without_keywords(running(told))
    if not text or is_moment(text):
        when, text = when or text, _kind_of(element)
    return Change(
        when=day_of(when),
        who=who,
        number=value_of(element, "n"),
        text=text,
        targets=tuple((element.get("target") or "").split()),
    )


def _kind_of(change: etree._Element) -> str:
    """What was done where only `@type` says it: LastChange, ToTEI."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", value_of(change, "type")).split()
    return " ".join([*words[:1], *(each if each.isupper() else each.lower() for each in words[1:])])


def _day_of(dated: etree._Element) -> str:
    """When it was, as attributes have it; one that is but noughts is not filled in."""
    values = (value_of(dated, name) for name in _WHEN)
    return next((value for value in values if value.strip("0-")), "")


def _taken_date(told: etree._Element, when: str) -> str:
    """The date of a change; one that stands before its words is taken from them."""
    date = next(told.iterchildren(_DATE), None)
    if date is None:
        return when
    value = _day_of(date) or without_keywords(plain(date)).strip(_SIGNS)
    if _opens(date) and (not when or value in (when, "")):
        _take_date(told, date)
    return when or value


def _opens(date: etree._Element) -> bool:
    """Whether nothing stands before it but persons, and signs."""
    above = date.getparent()
    if above is None or (above.text or "").strip(_SIGNS):
        return False
    before = date.itersiblings(preceding=True)
    return all(each.tag in _PERSONS and not (each.tail or "").strip(_SIGNS) for each in before)


def _take_date(told: etree._Element, date: etree._Element) -> None:
    """Take it from the words; whoever stands before it begins no sentence with what follows."""
    person = date.getprevious()
    if person is None:
        _take(told, [date])
        return
    rest = (date.tail or "").lstrip(_SIGNS)
    told.remove(date)
    person.tail = f": {rest}" if rest else None


def _taken_names(told: etree._Element, who: str) -> str:
    """`who` made a change, else those named before its words, unless a sentence begins with them.

    Whoever is both is taken from the words.
    """
    leading: list[etree._Element] = []
    for child in told:
        if child.tag not in _PERSONS or not _is_first(child, len(leading)):
            break
        leading.append(child)
    if not leading or any(map(_begins_sentence, leading)):
        return who
    said = ", ".join(filter(None, (_name(each) for each in leading)))
    if who in (said, ""):
        _take(told, leading)
    return who or said


def _name(element: etree._Element) -> str:
    parts = element if element.tag == tei("respStmt") else [element]
    return ", ".join(filter(None, (cut(listed(part)).strip(" ,;:") for part in parts)))


def _is_first(child: etree._Element, after: int) -> bool:
    """Whether but so many elements, and signs, stand before it."""
    above = child.getparent()
    if above is None or above.index(child) != after:
        return False
    before = child.getprevious()
    return not ((above.text if before is None else before.tail) or "").strip(_SIGNS)


def _begins_sentence(named: etree._Element) -> bool:
    """Whether a verb or a conjunction follows, and no sign."""
    tail = named.tail or ""
    words = tail.lstrip()
    return bool(words) and (words[0] in "'’&(" or (words != tail and words[0].islower()))


def _take(told: etree._Element, taken: list[etree._Element]) -> None:
    rest = (taken[-1].tail or "").lstrip(_SIGNS)
    for each in taken:
        told.remove(each)
    told.text = rest
