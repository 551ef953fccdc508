"""The register: the persons, places and the like that a document lists (TEI 14.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from pipeline.model.book import RegisterEntry
from pipeline.model.register_entries import ENTRIES, read_entry
from pipeline.tei.names import XML_ID, tei, whole_texts

_STAND_OFF = tei("standOff")
_IN_HEADER = (tei("particDesc"), tei("settingDesc"))
# What leads from a text to an entry. Who speaks in a play (`sp`) is no such thing: its persons
# are listed for programs, and readers have its dramatis personae.
_REFERRING = tuple(map(tei, (
    "persName orgName placeName geogName settlement region country objectName name rs term ref ptr"
    " u said"
).split()))  # fmt: skip
_POINTERS = ("ref", "target", "corresp", "who")


def read_register(root: etree._Element) -> list[RegisterEntry]:
    """The entries of every `standOff`, in its order; then those of a header that the text names.

    Those without a name are left out; of a header's, those of which nothing else is told.
    """
    holders = list(root.iter(_STAND_OFF, *_IN_HEADER))
    entries = list(_read(each for each in holders if each.tag == _STAND_OFF))
    described = [each for each in holders if each.tag != _STAND_OFF]
    return [*entries, *_referred_to(root, described, {entry.id for entry in entries})]


def _read(holders: Iterable[etree._Element]) -> Iterator[RegisterEntry]:
    elements = chain.from_iterable(holder.iter(*ENTRIES) for holder in holders)
    return filter(None, map(read_entry, elements))


def _referred_to(
    root: etree._Element, holders: list[etree._Element], known: set[str]
) -> Iterator[RegisterEntry]:
    """Of a list that many documents have in common, those of this one."""
    named = _ids_named(root) - known - {""} if holders else frozenset()
    elements = {
        identifier: element for holder in holders for element in holder.iter(*ENTRIES)
        if (identifier := element.get(XML_ID, "")) in named
    }  # fmt: skip
    entries = filter(None, map(read_entry, elements.values()))
    return (entry for entry in entries if entry.facts)


def _ids_named(root: etree._Element) -> frozenset[str]:
    """The ids to which the texts refer, by way of a file's name too, or without a sign for it."""
    referring = chain.from_iterable(text.iter(*_REFERRING) for text in whole_texts(root))
    values = {value for each in referring for name in _POINTERS if (value := each.get(name))}
    pointers = chain.from_iterable(map(str.split, values))
    return frozenset(pointer.rpartition("#")[2] for pointer in pointers)
