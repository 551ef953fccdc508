"""The register of the persons, places and the like identified (TEI 14.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable

from lxml import etree

from pipeline.model.book import Book, RegisterEntry
from pipeline.model.xhtml import append_text
from pipeline.outputs.matter.section import Paratext

_GROUPS = {
    "person": "persons",
    "personGrp": "persons",
    "org": "organisations",
    "place": "places",
    "event": "events",
    "object": "objects",
    "nym": "names",
}
_PEOPLE = frozenset(("persons", "organisations"))


def register(book: Book) -> etree._Element | None:
    """The entries by kind and by name, each with its id; ``section.register``.

    Those stand first of whom more is told than the name. Events keep the
    master's order, which is mostly that of time.
    """
    if not book.register:
        return None
    paratext = Paratext.of(book)
    section = paratext.section("register", "appendix", "doc-appendix")
    groups: dict[str, list[RegisterEntry]] = {}
    for entry in book.register:
        groups.setdefault(_GROUPS[entry.kind], []).append(entry)
    paratext.word(section, "h1", _heading(groups.keys()))
    for key, entries in groups.items():
        group = paratext.add(section, "section", css=f"group {key}")
        if len(groups) > 1:
            paratext.word(group, "h2", key)
        ordered = entries if key == "events" else sorted(entries, key=_place_in_alphabet)
        if told := [entry for entry in ordered if entry.facts]:
            _list(paratext, group, told)
        if others := [entry for entry in ordered if not entry.facts]:
            _names(paratext, group, others)
    return section


def _place_in_alphabet(entry: RegisterEntry) -> str:
    """What a name is sorted by: its letters and digits, without accents, large or small."""
    letters = unicodedata.normalize("NFKD", entry.name.casefold())
    return "".join(each for each in letters if each.isalnum() or each in " ,")


def _heading(groups: Collection[str]) -> str:
    """What all of them are."""
    if len(groups) == 1:
        return next(iter(groups))
    return "register" if set(groups) <= _PEOPLE else "names"


def _list(paratext: Paratext, parent: etree._Element, entries: Iterable[RegisterEntry]) -> None:
    names = paratext.add(parent, "dl", css="register")
    for entry in entries:
        _named(paratext.add(names, "dt", entry.name), entry)
        for fact in entry.facts:
            paratext.tell(paratext.add(names, "dd"), fact, entry.titles)


def _names(paratext: Paratext, parent: etree._Element, entries: Iterable[RegisterEntry]) -> None:
    """Those of whom nothing is told but their names."""
    line = paratext.add(parent, "p", css="names")
    for position, entry in enumerate(entries):
        append_text(line, "; " if position else "")
        _named(paratext.add(line, "span", entry.name), entry)


def _named(name: etree._Element, entry: RegisterEntry) -> None:
    if entry.id:
        name.set("id", entry.id)
