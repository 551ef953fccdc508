"""What the register tells of a person, a place, an event or the like: a name, and facts."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.book import RegisterEntry
from pipeline.model.register_lives import ENDS_OF_LIFE, end_of_life, span_of_life
from pipeline.tei.header.telling import listed
from pipeline.tei.names import XML_ID, has_own_words, local_name, tei
from pipeline.tei.plain_text import date_in_attributes, plain, value_of, without
from pipeline.tei.titles_named import titles_named
from pipeline.tei.touching_names import parted

ENTRIES = tuple(map(tei, "person personGrp org place event nym object".split()))
_EVENT, _OBJECT_NAME = tei("event"), tei("objectName")
_PERSON_NAME, _FORENAME, _SURNAME = map(tei, ("persName", "forename", "surname"))
_LOCATION, _GEO = tei("location"), tei("geo")
_WHOLLY_TOLD = frozenset(map(tei, ("event", "nym", "object")))
_OF_EVENTS = frozenset(map(tei, ("listEvent", "standOff")))  # any other is a fact of a life
# An entry is called by the first of its children that is one of these, else one of the next.
_NAMES = tuple(
    frozenset(map(tei, names.split()))
    for names in (
        "persName orgName placeName name geogName eventName objectName objectIdentifier form",
        "label head settlement district region country bloc",
    )
)
_DESCRIPTION = tei("desc")  # names what has an id, and no other name
_FACTS = frozenset(map(tei, (
    "floruit occupation affiliation note desc state trait event residence nationality"
    " education country location"
).split()))  # fmt: skip
_NO_FACTS = frozenset((tei("idno"), *ENTRIES, *map(tei, ("listEvent", "listObject"))))


def read_entry(element: etree._Element) -> RegisterEntry | None:
    """An entry of a list; None where it has no name, or is no entry by itself."""
    parent = element.getparent()
    if element.tag == _EVENT and (parent is None or parent.tag not in _OF_EVENTS):
        return None
    named = _named(element)
    if named is None:
        return None
    own = named.find(_OBJECT_NAME)
    name = _filed(named if own is None else own)
    if not name:
        return None
    facts = tuple(fact for fact in _facts(element, named) if fact not in ("", name))
    titles = titles_named(element) if facts else ()
    return RegisterEntry(element.get(XML_ID, ""), local_name(element.tag), name, facts, titles)


def _named(entry: etree._Element) -> etree._Element | None:
    for names in _NAMES if not entry.get(XML_ID) else (*_NAMES, {_DESCRIPTION}):
        for child in entry:
            if child.tag in names:
                return child
    return None


def _filed(name: etree._Element) -> str:
    """A name as a register has it: the surname first, where it is told from a forename before it.

    One that stands first of itself, with a comma or as in Hungarian or Chinese, is left there.
    """
    if name.tag != _PERSON_NAME:
        return plain(name)
    parts = [part.tag for part in name if part.tag in (_FORENAME, _SURNAME)]
    if _SURNAME not in parts or parts[0] != _FORENAME:
        return plain(parted(name))
    surnames = " ".join(map(plain, name.iterchildren(_SURNAME)))
    return f"{surnames}, {plain(without(name, _SURNAME))}".replace(" ,", ",")


def _facts(entry: etree._Element, named: etree._Element) -> Iterator[str]:
    if entry.tag in _WHOLLY_TOLD:
        yield _kind_and_date(entry)
        if named.find(_OBJECT_NAME) is not None:
            yield listed(without(named, _OBJECT_NAME))
        others = entry.iterchildren(tei("*"))
        yield from (listed(each) for each in others if each is not named and _is_fact(each))
        return
    lived = span_of_life(entry)
    yield lived
    for child in entry:
        if child.tag in ENDS_OF_LIFE:
            yield "" if lived else end_of_life(child)
        elif child.tag in _FACTS and child is not named:
            yield _located(child, named) or plain(child)


def _kind_and_date(entry: etree._Element) -> str:
    """What kind of event it was, if a word says so, and when; years before Christ need words."""
    kind, date = value_of(entry, "type"), date_in_attributes(entry)
    label = f"{kind[0].upper()}{kind[1:]}" if kind.isalpha() else ""
    said = (label, "" if date.startswith("-") else date)
    return ", ".join(filter(None, said)) if entry.tag == _EVENT else ""


def _is_fact(child: etree._Element) -> bool:
    return child.tag not in _NO_FACTS


def _located(location: etree._Element, named: etree._Element) -> str:
    """Where a place lies: what it is a part of, and in brackets its coordinates."""
    if location.tag != _LOCATION or has_own_words(location):
        return ""
    parts = (part for part in location.iterchildren(tei("*")) if part.tag != _GEO)
    said = dict.fromkeys(map(plain, parts))
    around = ", ".join(words for words in said if words not in ("", plain(named)))
    at = "; ".join(filter(None, map(plain, location.iterchildren(_GEO))))
    return f"{around} ({at})".lstrip() if at else around
