"""The content documents (EPUB 3.3, 6.1 "XHTML content documents") of one publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, urlsplit

from lxml import etree

from pipeline.model.book import XHTML, Book, every_division
from pipeline.outputs.epub.markup import (
    foreign_vocabularies,
    ids,
    rewrite_images,
    rewrite_links,
    spell_out_empty,
    with_numbers,
    with_semantics,
    with_speakers,
    without_repeated_ids,
)
from pipeline.outputs.epub.pieces import cut
from pipeline.outputs.numbers import shown_number
from pipeline.tei.languages import is_right_to_left

STYLESHEETS = ("styles/edition.css", "styles/own.css")
IMAGE_FOLDER = "images"
CORE_IMAGES = ("image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp")

_EPUB = "http://www.idpf.org/2007/ops"
_WEB = re.compile(r"(?:https?://[^/\s]|mailto:[^\s@]+@|ftp://[^/\s]|urn:[A-Za-z0-9-]+:|tel:\+?\d)")
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(slots=True)
class Document:
    """One XHTML file: `kind` is the `epub:type` of its body."""

    name: str
    title: str
    kind: str
    body: bytes
    css: str = ""
    first: bool = True  # the first, or only, file of its section of the paratext
    divisions: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)


def text_documents(book: Book) -> list[Document]:
    """The text itself, a file for each large division."""
    divisions = {each.id: each for each in every_division(book.divisions)}
    shown = {each.id: shown_number(each) for each in divisions.values() if each.number}
    documents: list[Document] = []
    title, kind = book.metadata.title, "bodymatter"
    for number, part in enumerate(cut(_children(book.content)), 1):
        begun = [divisions[id] for id in part.divisions if id in divisions]
        title = next((each.heading for each in begun if each.heading.strip()), title)
        if begun:
            has_body = any(each.part == "body" for each in begun)
            kind = "bodymatter" if has_body else f"{begun[0].part}matter"
        documents.append(
            Document(
                f"text-{number:03}.xhtml", title, kind,
                with_numbers(b"".join(part.content), shown),
                book.content.get("class", ""), divisions=part.divisions,
            )
        )  # fmt: skip
    return documents


def section_documents(name: str, kind: str, section: etree._Element | None) -> list[Document]:
    """A section of the paratext, in as many files as it takes."""
    if section is None:
        return []
    heading = section.find(f"{{{XHTML}}}h1")
    title = "".join(heading.itertext()) if heading is not None else name  # type: ignore[arg-type]
    parts = cut([section])
    return [
        Document(
            f"{name}.xhtml" if number == 1 else f"{name}-{number:03}.xhtml",
            title, kind, b"".join(part.content), first=number == 1,
        )
        for number, part in enumerate(parts, 1)
    ]  # fmt: skip


def _children(content: etree._Element) -> Sequence[etree._Element]:
    """What the body holds; bare text in it goes into a paragraph."""
    if not (content.text and content.text.strip()):
        return list(content)
    paragraph = etree.Element(f"{{{XHTML}}}p", nsmap={None: XHTML})  # type: ignore[dict-item]
    paragraph.text = content.text
    return [paragraph, *content]


class Links:
    """Which file has which id, once the text has been cut."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._files: dict[str, str] = {}
        for document in documents:
            document.ids = ids(document.body)
            if len(document.ids) != len(set(document.ids)):
                document.body = without_repeated_ids(document.body)
            for identifier in document.ids:
                self._files.setdefault(identifier, document.name)

    def target(self, identifier: str) -> str:
        """`file#id`, or "" where no file has the id."""
        file = self._files.get(identifier)
        return f"{file}#{identifier}" if file else ""

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._files

    def resolved(self, document: Document, images: frozenset[str]) -> Document:
        """The document, with every link leading to its file, and every image to its folder."""
        own = frozenset(document.ids)
        body = rewrite_links(document.body, lambda href: self._href(href, own))
        body = rewrite_images(body, lambda name: f"{IMAGE_FOLDER}/{name}" if name in images else "")
        spelt_out = spell_out_empty(with_speakers(body))
        document.body = with_semantics(spelt_out, of_notes=document.kind == "backmatter")
        document.properties = foreign_vocabularies(document.body)
        return document

    def _href(self, href: str, own: frozenset[str]) -> str:
        if href.startswith("#"):
            return href if href[1:] in own else self.target(href[1:])
        return quote(_with_ascii_host(href), safe=_URL_SAFE) if _WEB.match(href) else ""


def _with_ascii_host(href: str) -> str:
    """An address whose host is written as the net's own names are (IDNA); "" where it is none."""
    if href.isascii() and "xn--" not in href.lower():
        return href
    try:
        host = urlsplit(href).hostname or ""
        encoded = host.encode("idna").decode("ascii")
        encoded.encode("ascii").decode("idna")
    except ValueError:
        return ""
    return href.replace(host, encoded, 1) if host in href else href


def page(document: Document, language: str, stylesheets: Sequence[str]) -> bytes:
    """The whole file."""
    language = valid_language(language)
    direction = ' dir="rtl"' if is_right_to_left(language) else ""
    styles = "".join(
        f'<link rel="stylesheet" type="text/css" href="{name}"/>\n' for name in stylesheets
    )
    css = f' class="{escape(document.css)}"' if document.css else ""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        f'<html xmlns="{XHTML}" xmlns:epub="{_EPUB}" lang="{language}" xml:lang="{language}"'
        f"{direction}>\n<head>\n<title>{escape(document.title.strip() or document.name)}</title>\n"
        f'{styles}</head>\n<body epub:type="{document.kind}"{css}>\n'
    )
    return head.encode("utf-8") + document.body + b"\n</body>\n</html>\n"


def valid_language(language: str) -> str:
    """A well-formed BCP 47 tag; `und` for anything else."""
    return language if _LANGUAGE.fullmatch(language) else "und"
