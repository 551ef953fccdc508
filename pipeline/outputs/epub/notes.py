"""The notes of an EPUB: the form that reading systems show in place without losing any.

A ``section`` with `endnotes` holds one ``div`` with `footnote` for each note,
which unlike an ``aside`` no reader hides; the number, which leads back, stands
first (EPUB SSV "notes", DPUB-ARIA `doc-endnotes`, `doc-footnote`, `doc-backlink`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import groupby

from lxml import etree

from pipeline.model.book import XHTML, Book, Division, Note
from pipeline.outputs.epub.markup import BACKLINK, FOOTNOTE
from pipeline.outputs.matter.hands import Hands
from pipeline.outputs.matter.section import Paratext


def notes_section(book: Book) -> etree._Element | None:
    """``section#matter-notes`` with every note of the book, in the order of their numbers."""
    if not book.notes:
        return None
    paratext = Paratext.of(book)
    section = paratext.section("notes", "endnotes", "doc-endnotes")
    section.set("class", "notes")
    paratext.word(section, "h1", "notes").set("class", "added")
    hands = Hands.of(book)
    if hands.unsigned:
        values: dict[str, object] = {"name": hands.unsigned}
        paratext.word(section, "p", "unsigned_notes", values, css="explanation added")
    headings = _top_headings(book.divisions)
    groups = groupby(book.notes, key=lambda note: headings.get(note.division, ""))
    listed = [(heading, list(group)) for heading, group in groups]
    for heading, group in listed:
        parent = section
        if heading and len(listed) > 1:
            parent = paratext.add(section, "section", css="of-division")
            paratext.add(parent, "h2", heading, css="added")
        for note in group:
            _note(paratext, parent, note, hands)
    return section


def _top_headings(divisions: list[Division]) -> dict[str, str]:
    """For each division's id, the heading under which its notes are gathered."""
    found: dict[str, str] = {}
    stack = [(each, each.heading) for each in reversed(divisions)]
    while stack:
        division, heading = stack.pop()
        found[division.id] = heading
        stack.extend((child, heading or child.heading) for child in reversed(division.children))
    return found


def _note(paratext: Paratext, parent: etree._Element, note: Note, hands: Hands) -> None:
    kind = re.sub(r"[^\w-]+", "-", note.kind).lower()
    entry = paratext.add(parent, "div", css=f"{FOOTNOTE} {kind}".strip(), id=note.id)
    content = deepcopy(note.content)
    if "id" in content.attrib:
        del content.attrib["id"]
    entry.append(content)
    _number(paratext, content, note)
    hands.sign(content, note, "span")


def _is_paragraph(element: etree._Element) -> bool:
    return element.tag == f"{{{XHTML}}}p"


def _number(paratext: Paratext, content: etree._Element, note: Note) -> None:
    """Put the number, as the way back, before the note's first word."""
    first = content[0] if len(content) and not (content.text or "").strip() else None
    if first is None or not _is_paragraph(first):
        first = etree.Element(f"{{{XHTML}}}p") if first is not None else content
        if first is not content:
            content.insert(0, first)
    text, first.text = first.text, None
    links = [
        _backlink(paratext, call, note.label if position == 0 else f"\u00a0↑{position + 1}")
        for position, call in enumerate(note.calls)
    ] or [_plain(note.label)]
    for link in reversed(links):
        first.insert(0, link)
    links[-1].tail = f" {(text or '').lstrip()}"


def _backlink(paratext: Paratext, call: str, label: str) -> etree._Element:
    link = etree.Element(f"{{{XHTML}}}a")
    link.set("class", BACKLINK)
    link.set("href", f"#{call}")
    link.set("title", paratext.terms("back_to_text"))
    link.text = label
    return link


def _plain(label: str) -> etree._Element:
    number = etree.Element(f"{{{XHTML}}}span")
    number.set("class", "backlink added")
    number.text = label
    return number
