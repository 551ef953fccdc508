"""Puts the parts of an EPUB together, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import escape

from ebooklib import epub

from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure
from pipeline.outputs.epub.archive import Packing
from pipeline.outputs.epub.documents import (
    CORE_IMAGES,
    IMAGE_FOLDER,
    STYLESHEETS,
    Document,
    Links,
    page,
    section_documents,
    text_documents,
)
from pipeline.outputs.epub.mirror import mirrored
from pipeline.outputs.epub.nav import Landmark, contents, navigation, pages
from pipeline.outputs.epub.notes import notes_section
from pipeline.outputs.epub.opf import describe
from pipeline.outputs.epub.package import (
    MemberWriter,
    add_document,
    add_file,
    add_navigation,
    manifest_id,
)
from pipeline.outputs.epub.passages import linked
from pipeline.outputs.matter import (
    colophon,
    corrections,
    note_on_the_text,
    register,
    title_page,
)
from pipeline.outputs.pictures import picture
from pipeline.resources import text_style
from pipeline.tei.languages import is_right_to_left
from pipeline.terms import Terms, terms_for

_COVER = "cover.png"
_SOURCES = "source"
_UNSAFE = re.compile(r"[^\w./-]+")
# What a landmark of the paratext is called (EPUB SSV), by the file's name.
_LANDMARKS = {
    "title-page.xhtml": "titlepage",
    "notes.xhtml": "endnotes",
    "corrections.xhtml": "errata",
    "colophon.xhtml": "colophon",
}


def publication(
    book: Book,
    draw_cover: Callable[[], bytes],
    stylesheet: bytes | None,
    enclosed: Sequence[Enclosure] = (),
) -> bytes:
    """The bytes of the EPUB."""
    with Packing() as packing:
        for file in enclosed:
            packing.begin(file.name, file.data)
        return _publication(book, draw_cover, stylesheet, enclosed, packing)


def _publication(
    book: Book,
    draw_cover: Callable[[], bytes],
    stylesheet: bytes | None,
    enclosed: Sequence[Enclosure],
    packing: Packing,
) -> bytes:
    terms = terms_for(book.metadata.language)
    before, text, after = _documents(book)
    documents = [*before, *text, *after]
    links = Links(documents)
    images = [image for image in book.images if image.media_type in CORE_IMAGES]
    styles = _styles(book, stylesheet)
    finished = partial(_finished, language=book.metadata.language, styles=styles, packing=packing)
    shown = frozenset(image.name for image in images)
    files = finished(links.resolved(document, shown) for document in documents)

    entries = contents(book, links, [each for each in after if each.first])
    landmarks = _landmarks(documents, text, terms)
    page_list = pages(book, links)
    nav = navigation(book, entries, landmarks, page_list)
    cover_page = _cover_page(terms, book.metadata.title)
    files |= finished([cover_page, nav])
    documents = [cover_page, *before, nav, *text, *after]

    package = epub.EpubBook()
    describe(package, book, documents, paged=bool(page_list))
    for document in documents:
        add_document(package, document, files[document.name])
    for name, style in styles.items():
        add_file(package, name, "text/css", style)
    for image in images:
        add_file(package, f"{IMAGE_FOLDER}/{image.name}", image.media_type, picture(image))
    add_navigation(package, entries, landmarks)
    add_file(package, _COVER, "image/png", draw_cover(), "cover-image")
    for name, file in zip(_source_names(enclosed), enclosed, strict=True):
        add_file(package, f"{_SOURCES}/{name}", file.media_type, file.data)
    # EPUB 2 readers find the cover by this.
    package.add_metadata(None, "meta", "", {"name": "cover", "content": manifest_id(_COVER)})
    return packing.archive(MemberWriter(package, book.metadata.modified).collect())


def _styles(book: Book, own: bytes | None) -> dict[str, bytes]:
    """The style sheets by their names: ours, and after it the edition's own."""
    ours = text_style("epub.css")
    if is_right_to_left(book.metadata.language):
        ours = mirrored(ours)
    return dict(zip(STYLESHEETS, [ours, *([own] if own else [])], strict=False))


def _finished(
    documents: Iterable[Document], language: str, styles: Iterable[str], packing: Packing
) -> dict[str, bytes]:
    """The files of the documents by their names, each deflated while the next is made."""
    files = {}
    for document in documents:
        files[document.name] = page(document, language, list(styles))
        packing.begin(document.name, files[document.name])
    return files


def _documents(book: Book) -> tuple[list[Document], list[Document], list[Document]]:
    """What stands before the text, the text, and what follows it."""
    with linked(book):
        text = text_documents(book)
        notes = notes_section(book)
    before = section_documents("title-page", "frontmatter", title_page(book))
    after = [
        document
        for name, section in (
            ("notes", notes),
            ("note-on-the-text", note_on_the_text(book, "epub")),
            ("corrections", corrections(book)),
            ("register", register(book)),
            ("colophon", colophon(book)),
        )
        for document in section_documents(name, "backmatter", section)
    ]
    return before, text, after


def _source_names(enclosed: Sequence[Enclosure]) -> list[str]:
    """What they are called in the container: no sign that a URL or a disk would not take.

    EPUB 3.3, 4.2.3 "file paths and names"; no two differ by case alone.
    """
    names: dict[str, str] = {}
    for file in enclosed:
        name = _UNSAFE.sub("-", file.name)
        while name.casefold() in names:
            name = f"x-{name}"
        names[name.casefold()] = name
    return list(names.values())


def _cover_page(terms: Terms, title: str) -> Document:
    alternative = escape(f"{terms('cover')}: {title}")
    body = (
        '<section class="matter cover" epub:type="cover">'
        f'<img id="cover-image" src="{_COVER}" alt="{alternative}" role="doc-cover"/></section>'
    )
    return Document("cover.xhtml", terms("cover"), "frontmatter", body.encode("utf-8"))


def _landmarks(
    documents: Sequence[Document], text: Sequence[Document], terms: Terms
) -> list[Landmark]:
    found = [Landmark("cover", terms("cover"), "cover.xhtml")]
    body = next((each for each in text if each.kind == "bodymatter"), None)
    for document in documents:
        if document is body:
            found.append(Landmark("toc", terms("contents"), "nav.xhtml"))
            found.append(Landmark("bodymatter", terms("text"), document.name))
        elif kind := _LANDMARKS.get(document.name):
            label = terms("title_page") if kind == "titlepage" else document.title
            found.append(Landmark(kind, label, document.name))
    return found
