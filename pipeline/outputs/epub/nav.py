"""The navigation document (EPUB 3.3, 7 "Navigation document"): contents, landmarks, pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from pipeline.model.book import XHTML, Book, Division
from pipeline.outputs.epub.documents import Document, Links
from pipeline.outputs.epub.markup import without_namespaces
from pipeline.outputs.matter.section import EPUB, Paratext
from pipeline.outputs.numbers import numbered_heading
from pipeline.outputs.untitled_body import untitled_body

NAME = "nav.xhtml"
DEPTH = 6
"""Levels of the contents that nest; deeper headings line up under the last."""


@dataclass(slots=True)
class Entry:
    """A line of the contents."""

    label: str
    href: str
    children: list[Entry] = field(default_factory=list)


class Landmark(NamedTuple):
    """A place every reader may want; `kind` is its `epub:type`."""

    kind: str
    label: str
    href: str


def contents(book: Book, links: Links, paratext: Iterable[Document]) -> list[Entry]:
    """The table of contents: divisions with headings, then the paratext that follows the text.

    A division without a heading gives its place to those inside it.
    """
    entries: list[Entry] = []
    untitled = untitled_body(book)
    for division in book.divisions:
        if division is untitled and (target := links.target(division.id)):
            entries.append(Entry(Paratext.of(book).terms("text"), target))
        entries += _entries([division], links, 1)
    return [*entries, *(Entry(each.title, each.name) for each in paratext)]


def _entries(divisions: Sequence[Division], links: Links, level: int) -> list[Entry]:
    found: list[Entry] = []
    for division in divisions:
        target = links.target(division.id)
        label = numbered_heading(division)
        if not label or not target:
            found += _entries(division.children, links, level)
            continue
        children = _entries(division.children, links, min(level + 1, DEPTH))
        if level < DEPTH:
            found.append(Entry(label, target, children))
        else:
            found += [Entry(label, target), *children]
    return found


def pages(book: Book, links: Links) -> list[Entry]:
    """The pages of the print source, those that carry a label."""
    return [
        Entry(label, links.target(each.id))
        for each in book.page_breaks
        if (label := each.label.strip()) and each.id in links
    ]


def navigation(
    book: Book,
    entries: Sequence[Entry],
    landmarks: Sequence[Landmark],
    page_list: Sequence[Entry],
) -> Document:
    """`nav.xhtml`; landmarks and pages are flat lists and hidden, for machines."""
    paratext = Paratext.of(book)
    body = etree.Element(
        f"{{{XHTML}}}div",
        nsmap={None: XHTML, "epub": EPUB},  # type: ignore[dict-item]
    )
    body.set("class", "matter contents")
    toc = _nav(paratext, body, "toc", "doc-toc", "contents")
    _list(paratext, toc, entries)
    marks = _nav(paratext, body, "landmarks", "", "landmarks")
    items = paratext.add(marks, "ol")
    for landmark in landmarks:
        link = paratext.add(paratext.add(items, "li"), "a", landmark.label, href=landmark.href)
        link.set(f"{{{EPUB}}}type", landmark.kind)
    if page_list:
        title = "page" if book.pages_of else "pages"
        _list(paratext, _nav(paratext, body, "page-list", "doc-pagelist", title), page_list)
    markup = without_namespaces(etree.tostring(body, encoding="utf-8"))
    return Document(NAME, paratext.terms("contents"), "frontmatter", markup, properties=["nav"])


def _nav(
    paratext: Paratext, parent: etree._Element, kind: str, role: str, title: str
) -> etree._Element:
    nav = paratext.add(parent, "nav", id=kind)
    nav.set(f"{{{EPUB}}}type", kind)
    if role:
        nav.set("role", role)
    if kind != "toc":
        nav.set("hidden", "hidden")
    nav.set("aria-labelledby", f"{kind}-title")
    heading = paratext.word(nav, "h1" if kind == "toc" else "h2", title)
    heading.set("id", f"{kind}-title")
    return nav


def _list(paratext: Paratext, parent: etree._Element, entries: Sequence[Entry]) -> None:
    items = paratext.add(parent, "ol")
    for entry in entries:
        item = paratext.add(items, "li")
        paratext.add(item, "a", entry.label, href=entry.href)
        if entry.children:
            _list(paratext, item, entry.children)
