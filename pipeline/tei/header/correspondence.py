"""Who sent a letter to whom, from where, and when (TEI Guidelines 2.4.6, `correspDesc`)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.header.telling import listed
from pipeline.tei.metadata import Action
from pipeline.tei.name_order import as_said
from pipeline.tei.names import NAMESPACES, local_name, tei
from pipeline.tei.plain_text import cut, date_of, name_of, value_of, without

# As one heads a letter: persons, place, date.
_ORDER = ("persName", "orgName", "name", "rs", "placeName", "settlement", "date")
_PEOPLE = _ORDER[:4]
_RECEIVING = frozenset(("addressee", "recipient", "receiver"))
_KINDS = {"sending": "sent", "receiving": "received"}


def read_correspondence(header: etree._Element) -> tuple[Action, ...]:
    """What was done with the letter that the document is, each kind of action once.

    Of several letters nothing is told: the document has a heading for each.
    """
    described = header.findall("tei:profileDesc/tei:correspDesc", NAMESPACES)
    if len(described) != 1:
        return ()
    told: dict[str, list[str]] = {"sent": [], "received": []}
    for action in described[0].iterchildren(tei("correspAction")):
        kind = value_of(action, "type")
        kind = _KINDS.get(kind, kind)
        addressees = _addressees(action) if kind == "sent" else []
        told.setdefault(kind, []).append(_told(action, addressees))
        told["received"] += map(_words, addressees)
    each_once = ((kind, dict.fromkeys(filter(None, words))) for kind, words in told.items())
    said = ((kind, "; ".join(words)) for kind, words in each_once if kind)
    return tuple(Action(kind, words) for kind, words in said if words)


def _told(action: etree._Element, addressees: list[etree._Element]) -> str:
    parts = [part for part in action if local_name(part.tag) in _ORDER and part not in addressees]
    parts.sort(key=lambda part: _ORDER.index(local_name(part.tag)))
    said = ", ".join(filter(None, map(_words, parts)))
    return said if said or addressees else name_of(action)


def _addressees(action: etree._Element) -> list[etree._Element]:
    """Those whom the action of sending names as the persons to whom it was done."""
    people = (part for part in action if local_name(part.tag) in _PEOPLE)
    return [each for each in people if each.get("role", "").lower() in _RECEIVING]


def _words(part: etree._Element) -> str:
    name = local_name(part.tag)
    if name == "date":
        return date_of(part)
    if name not in _PEOPLE:
        return name_of(part)
    return as_said(cut(listed(without(part, tei("note")))), is_author=True)
