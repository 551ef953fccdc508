"""What an EPUB promises its readers, read from the file without any reading engine.

EPUB 3.3: container and package document (section 5), navigation document (section 7);
note calls and notes by `epub:type` (Structural Semantics Vocabulary) or DPUB-ARIA role.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from lxml import etree

CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

NOTE_TYPES = {"footnote", "endnote", "rearnote"}
NOTE_ROLES = {"doc-footnote", "doc-endnote"}
PAGE_TYPES, PAGE_ROLES = {"pagebreak"}, {"doc-pagebreak"}
KINDS = {"call": ("noteref", "doc-noteref"), "backlink": ("backlink", "doc-backlink")}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a navigation list: its label and the place it names."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Place:
    """An element of a spine document, by the document's number and the element's id."""

    section: int
    id: str


@dataclass(frozen=True, slots=True)
class Link:
    """A note call or the link back from a note, the `ordinal`-th of its kind in its document."""

    section: int
    kind: str
    ordinal: int
    label: str
    id: str
    target: Place | None
    inside: frozenset[Place]

    def __str__(self) -> str:
        return f"{self.kind} “{self.label}” #{self.id or self.ordinal}"


@dataclass(slots=True)
class Promises:
    """Everything that a reading engine is held to."""

    title: str
    language: str
    spine: list[str] = field(default_factory=list)
    documents: list[etree._Element] = field(default_factory=list)
    lists: dict[str, list[Entry]] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    notes: list[Place] = field(default_factory=list)
    pages: list[Place] = field(default_factory=list)

    def element(self, place: Place) -> etree._Element | None:
        """The element at a place, if there is one."""
        found = self.documents[place.section].xpath("//*[@id = $id]", id=place.id)
        return next(iter(cast("list[etree._Element]", found)), None)


def read_promises(book: Path) -> Promises:
    """Reads package, navigation document and spine of an EPUB."""
    with zipfile.ZipFile(book) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        rootfile = container.find(f".//{CONTAINER}rootfile")
        assert rootfile is not None
        package_path = rootfile.get("full-path", "")
        package = etree.fromstring(archive.read(package_path))
        items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
        promises = Promises(
            title=package.findtext(f".//{DC}title", ""),
            language=package.findtext(f".//{DC}language", ""),
        )
        for itemref in package.iter(f"{OPF}itemref"):
            path = _resolve(package_path, items[itemref.get("idref")].get("href", ""))
            promises.spine.append(path)
            promises.documents.append(etree.fromstring(archive.read(path)))
        for item in items.values():
            if "nav" in item.get("properties", "").split():
                path = _resolve(package_path, item.get("href", ""))
                promises.lists = _navigation(path, etree.fromstring(archive.read(path)))
    promises.links = [
        link
        for section in range(len(promises.spine))
        for kind in KINDS
        for link in _links(promises, section, kind)
    ]
    promises.notes = _places(promises, NOTE_TYPES, NOTE_ROLES)
    promises.pages = _places(promises, PAGE_TYPES, PAGE_ROLES)
    return promises


def plain(text: str) -> str:
    """Text without white space and invisible marks, in one case: what must be the same anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text).casefold()


def text_of(element: etree._Element) -> str:
    """The text of an element and its descendants, comments aside."""
    return str(element.xpath("string()"))


def body_of(document: etree._Element) -> etree._Element:
    """The XHTML body."""
    body = document.find(f"{XHTML}body")
    assert body is not None
    return body


def _resolve(base: str, href: str) -> str:
    """A reference as a path in the container, with its fragment."""
    path, hash_mark, fragment = unquote(href).partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    return whole + hash_mark + fragment


def _navigation(path: str, document: etree._Element) -> dict[str, list[Entry]]:
    lists: dict[str, list[Entry]] = {}
    for nav in document.iter(f"{XHTML}nav"):
        entries = [
            Entry(" ".join(text_of(link).split()), _resolve(path, link.get("href", "")))
            for link in nav.iter(f"{XHTML}a")
        ]
        for kind in nav.get(EPUB_TYPE, "").split():
            lists[kind] = entries
    return lists


def _links(promises: Promises, section: int, kind: str) -> Iterator[Link]:
    epub_type, role = KINDS[kind]
    ordinal = 0
    for link in body_of(promises.documents[section]).iter(f"{XHTML}a"):
        is_kind = (
            epub_type in link.get(EPUB_TYPE, "").split() or role in link.get("role", "").split()
        )
        if not is_kind or link.get("href") is None:
            continue
        around = [link, *link.iterancestors()]
        yield Link(
            section=section,
            kind=kind,
            ordinal=ordinal,
            label=text_of(link).strip(),
            id=link.get("id", ""),
            target=_target(promises, section, link.get("href", "")),
            inside=frozenset(Place(section, e.get("id", "")) for e in around if e.get("id")),
        )
        ordinal += 1


def _target(promises: Promises, section: int, href: str) -> Place | None:
    path, _, fragment = _resolve(promises.spine[section], href).partition("#")
    if path not in promises.spine or not fragment:
        return None
    place = Place(promises.spine.index(path), fragment)
    return place if promises.element(place) is not None else None


def _places(promises: Promises, types: set[str], roles: set[str]) -> list[Place]:
    """The elements of one of these `epub:type`s or roles, in reading order."""
    return [
        Place(section, element.get("id", ""))
        for section, document in enumerate(promises.documents)
        for element in body_of(document).iter(f"{XHTML}*")
        if types & set(element.get(EPUB_TYPE, "").split())
        or roles & set(element.get("role", "").split())
    ]
