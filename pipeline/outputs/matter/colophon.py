"""The colophon: edition, source, rights, responsibility and the history of revisions."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import Book
from pipeline.outputs.matter.people import authors, responsibility_lines
from pipeline.outputs.matter.section import Paratext, append_text
from pipeline.outputs.matter.title_page import edition_line, imprint_line
from pipeline.tei.metadata import Metadata


def colophon(book: Book) -> etree._Element | None:
    """What a librarian asks of a book, and what changed since when; ``section.colophon``."""
    paratext = Paratext.of(book)
    metadata = book.metadata
    section = paratext.section("colophon", "colophon", "doc-colophon")
    paratext.word(section, "h1", "colophon")
    _title(paratext, section, metadata)
    facts = paratext.add(section, "dl", css="facts")
    _fact(paratext, facts, "responsibility", responsibility_lines(metadata, paratext.terms))
    _fact(paratext, facts, "edition", [edition_line(metadata, paratext)])
    _fact(paratext, facts, "published", [imprint_line(metadata)])
    _fact(paratext, facts, "identifier", [metadata.identifier])
    _fact(paratext, facts, "source", metadata.source)
    _fact(paratext, facts, "rights", metadata.rights)
    _licence(paratext, facts, metadata.licence)
    _history(paratext, section, metadata)
    return section


def _title(paratext: Paratext, section: etree._Element, metadata: Metadata) -> None:
    line = paratext.add(section, "p", css="work")
    if author := authors(metadata):
        append_text(line, f"{author}: ")
    paratext.add(line, "cite", metadata.title)
    if metadata.subtitle:
        append_text(line, f". {metadata.subtitle}")
    if metadata.series:
        append_text(line, " (")
        paratext.add(line, "cite", metadata.series)
        append_text(line, ")")


def _fact(
    paratext: Paratext, facts: etree._Element, key: str, values: list[str] | tuple[str, ...]
) -> None:
    stated = [value for value in values if value]
    if stated:
        paratext.word(facts, "dt", key)
        for value in stated:
            paratext.add(facts, "dd", value)


def _licence(paratext: Paratext, facts: etree._Element, licence: str) -> None:
    if licence:
        paratext.word(facts, "dt", "licence")
        entry = paratext.add(facts, "dd")
        if licence.startswith(("https://", "http://")):
            paratext.add(entry, "a", licence, href=licence)
        else:
            entry.text = licence


def _history(paratext: Paratext, section: etree._Element, metadata: Metadata) -> None:
    if not metadata.changes:
        return
    history = paratext.add(section, "section", css="revision-history")
    history.set("{http://www.idpf.org/2007/ops}type", "revision-history")
    paratext.word(history, "h2", "revision_history")
    changes = paratext.add(history, "ul", css="changes")
    for change in metadata.changes:
        item = paratext.add(changes, "li")
        head = ", ".join(part for part in (change.number, change.when, change.who) if part)
        if head:
            paratext.add(item, "span", head, css="change")
            append_text(item, ": " if change.text else "")
        append_text(item, change.text)
