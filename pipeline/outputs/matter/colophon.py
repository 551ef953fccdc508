"""The colophon: edition, source, rights, responsibility and the history of revisions."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import Book
from pipeline.model.xhtml import append_text
from pipeline.outputs.matter.corrections import listed
from pipeline.outputs.matter.entries import entry_id, place_label
from pipeline.outputs.matter.people import authors, responsibility_lines
from pipeline.outputs.matter.section import Paratext
from pipeline.outputs.matter.title_page import edition_line, imprint_line
from pipeline.tei.metadata import Metadata

_MOST_CHANGES = 500  # the newest; who has more of them keeps them elsewhere too


def colophon(book: Book) -> etree._Element | None:
    """What a librarian asks of a book, and what changed since when; ``section.colophon``."""
    paratext = Paratext.of(book)
    metadata = book.metadata
    section = paratext.section("colophon", "colophon", "doc-colophon")
    paratext.word(section, "h1", "colophon")
    _title(paratext, section, metadata)
    facts = paratext.add(section, "dl", css="facts")
    for action in metadata.correspondence:
        _fact(paratext, facts, action.kind, [action.told])
    _fact(paratext, facts, "responsibility", responsibility_lines(metadata, paratext.terms))
    _fact(paratext, facts, "edition", [edition_line(metadata, paratext)])
    _fact(paratext, facts, "published", [imprint_line(metadata, paratext), *metadata.publication])
    _fact(paratext, facts, "identifier", [metadata.identifier, *metadata.numbers])
    _fact(paratext, facts, "source", metadata.source_names)
    _fact(paratext, facts, "rights", metadata.rights)
    _licence(paratext, facts, metadata.licence)
    _changes(paratext, section, book)
    _history(paratext, section, metadata)
    return section


def _title(paratext: Paratext, section: etree._Element, metadata: Metadata) -> None:
    line = paratext.add(section, "p", css="work")
    if author := authors(metadata):
        append_text(line, author + paratext.terms.colon)
    paratext.add(line, "cite", metadata.title)
    if metadata.subtitle:
        stop = "" if metadata.title.endswith((".", "?", "!", "…")) else "."
        append_text(line, f"{stop} {metadata.subtitle}")
    if metadata.series:
        append_text(line, " (")
        paratext.add(line, "cite", metadata.series)
        append_text(line, ")")


def _fact(
    paratext: Paratext, facts: etree._Element, key: str, values: list[str] | tuple[str, ...]
) -> None:
    stated = [value for value in values if value]
    if stated:
        if key in paratext.terms:
            paratext.word(facts, "dt", key)
        else:
            paratext.add(facts, "dt", f"{key[:1].upper()}{key[1:]}")
        for value in stated:
            paratext.isolated(paratext.add(facts, "dd"), value)


def _licence(paratext: Paratext, facts: etree._Element, licence: str) -> None:
    if licence:
        paratext.word(facts, "dt", "licence")
        entry = paratext.add(facts, "dd")
        if licence.startswith(("https://", "http://")):
            paratext.isolated(paratext.add(entry, "a", href=licence), licence)
        else:
            paratext.isolated(entry, licence)


def _changes(paratext: Paratext, section: etree._Element, book: Book) -> None:
    """The corrections since the revision before: what a reader of that one wants to know.

    Corrections entered on one day are of one revision, however many steps it took.
    """
    newest, before = _latest(book)
    made = [each for each in listed(book) if each.revision in newest]
    if not made or not before:
        return
    part = paratext.add(section, "section", css="changes-since")
    paratext.word(part, "h2", "changes")
    values: dict[str, object] = {"revision": before, "count": len(made)}
    paratext.word(part, "p", "corrections_since", values)
    if len(made) == len(listed(book)):
        return  # the list of corrections has them all
    items = paratext.add(part, "ul", css="changes")
    for each in made:
        item = paratext.add(items, "li")
        paratext.add(item, "a", place_label(each), href=f"#{entry_id(each.id)}")
        before = f"{each.witness or '–'} → " if each.knows_witness else ""
        append_text(item, f" {before}{each.edition or '–'}")


def _latest(book: Book) -> tuple[frozenset[str], str]:
    """The numbers of the newest changes that corrected something, and the one before them."""
    corrected = {each.revision for each in listed(book)} - {""}
    changes = [change for change in book.metadata.changes if change.number]
    first = next((change for change in changes if change.number in corrected), None)
    if first is None:
        return frozenset(), ""
    after = changes[changes.index(first) :]
    newest = [change for change in after if change.when and change.when == first.when] or [first]
    older = [change for change in after if change not in newest]
    if not older:
        newest, older = [first], after[1:]
    numbers = frozenset(change.number for change in newest)
    return numbers, older[0].number if older else ""


def _history(paratext: Paratext, section: etree._Element, metadata: Metadata) -> None:
    if not metadata.changes:
        return
    history = paratext.add(section, "section", css="revision-history")
    history.set("{http://www.idpf.org/2007/ops}type", "revision-history")
    paratext.word(history, "h2", "revision_history")
    changes = paratext.add(history, "ul", css="changes")
    for change in metadata.changes[:_MOST_CHANGES]:
        item = paratext.add(changes, "li")
        if head := [part for part in (change.number, change.when, change.who) if part]:
            made = paratext.add(item, "span", css="change")
            for number, part in enumerate(head):
                append_text(made, ", " if number else "")
                paratext.isolated(made, part)
            append_text(item, paratext.terms.colon if change.text else "")
        if change.text:
            paratext.isolated(item, change.text)
    if len(metadata.changes) > _MOST_CHANGES:
        paratext.add(changes, "li", "…")
