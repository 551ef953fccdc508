"""The register of the persons, organisations and places identified (TEI 14.3)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import Book, RegisterEntry
from pipeline.outputs.matter.section import Paratext

_GROUPS = {
    "person": "persons",
    "personGrp": "persons",
    "org": "organisations",
    "place": "places",
}


def register(book: Book) -> etree._Element | None:
    """The entries by kind and in the header's order, each with its id; ``section.register``."""
    if not book.register:
        return None
    paratext = Paratext.of(book)
    section = paratext.section("register", "appendix", "doc-appendix")
    paratext.word(section, "h1", "register")
    groups: dict[str, list[RegisterEntry]] = {}
    for entry in book.register:
        groups.setdefault(_GROUPS.get(entry.kind, "other_names"), []).append(entry)
    for key, entries in groups.items():
        group = paratext.add(section, "section", css=f"group {key.replace('_', '-')}")
        paratext.word(group, "h2", key)
        _list(paratext, group, entries)
    return section


def _list(paratext: Paratext, parent: etree._Element, entries: list[RegisterEntry]) -> None:
    names = paratext.add(parent, "dl", css="register")
    for entry in entries:
        term = paratext.add(names, "dt", entry.name)
        if entry.id:
            term.set("id", entry.id)
        for fact in entry.facts or ("—",):
            paratext.add(names, "dd", fact)
