"""The metadata of the package document (EPUB 3.3, 5.5; EPUB Accessibility 1.1, 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from ebooklib import epub
from lxml import etree

from pipeline import __version__
from pipeline.model.book import Book
from pipeline.outputs.epub.documents import CORE_IMAGES, Document, valid_language
from pipeline.outputs.matter import listed
from pipeline.tei.languages import is_right_to_left
from pipeline.tei.metadata import Contributor, Metadata
from pipeline.tei.names import XML_LANG
from pipeline.terms import terms_for

_CREATORS = frozenset({"aut"})
_MOST_SOURCES = 20  # of a bibliography nobody would say that the book was made from it
_RELATOR = re.compile(r"[a-z]{3}")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_IMAGES_WITHOUT_TEXT = etree.XPath(
    "boolean(//h:img[not(normalize-space(@alt))])",
    namespaces={"h": "http://www.w3.org/1999/xhtml"},
)


def describe(
    package: epub.EpubBook, book: Book, documents: Iterable[Document], *, paged: bool
) -> None:
    """Everything the header says, and what the publication offers to those who read otherwise.

    `paged` says that there is a list of the pages of the print source, or of
    the edition's own PDF, which is then named by its identifier.
    """
    metadata = book.metadata
    # EbookLib puts its own name here; the one who answers for the file is this program.
    generator = {"name": "generator", "content": f"tei-edition {__version__}"}
    package.metadata[epub.NAMESPACES["OPF"]]["generator"] = [("", generator)]
    package.set_identifier(metadata.identifier.strip() or "urn:tei-edition:unidentified")
    package.set_title(metadata.title.strip() or metadata.identifier)
    _titles(package, metadata)
    _languages(package, metadata)
    for number, parts in enumerate(_by_name(metadata.contributors), 1):
        _person(package, parts, number)
    _statements(package, metadata)
    if metadata.series:
        _collection(package, metadata.series)
    if metadata.revision:
        _meta(package, "schema:version", metadata.revision)
    if paged and (pages_of := book.pages_of or "".join(metadata.source_names[:1])):
        _meta(package, "pageBreakSource", pages_of)
    _accessibility(package, book, list(documents), paged=paged)


def _titles(package: epub.EpubBook, metadata: Metadata) -> None:
    if metadata.subtitle.strip():
        titles = package.metadata[epub.NAMESPACES["DC"]]["title"]
        titles[0] = (titles[0][0], {"id": "title"})
        _meta(package, "title-type", "main", refines="#title")
        package.add_metadata("DC", "title", metadata.subtitle.strip(), {"id": "subtitle"})
        _meta(package, "title-type", "subtitle", refines="#subtitle")


def _languages(package: epub.EpubBook, metadata: Metadata) -> None:
    main = valid_language(metadata.language)
    package.set_language(main)
    if is_right_to_left(main):
        package.set_direction("rtl")
    for language in dict.fromkeys(map(valid_language, metadata.languages)):
        if language not in (main, "und"):
            package.add_metadata("DC", "language", language)


def _by_name(contributors: Iterable[Contributor]) -> list[list[Contributor]]:
    """What each of them did, one by one: a catalogue names everybody once."""
    people: dict[tuple[str, str], list[Contributor]] = {}
    for person in contributors:
        if name := person.name.strip():
            people.setdefault((_element(person), name), []).append(person)
    return list(people.values())


def _element(person: Contributor) -> str:
    return "creator" if person.relator in _CREATORS else "contributor"


def _person(package: epub.EpubBook, parts: list[Contributor], number: int) -> None:
    identifier = f"person-{number}"
    package.add_metadata("DC", _element(parts[0]), parts[0].name, {"id": identifier})
    refines = f"#{identifier}"
    for relator in dict.fromkeys(part.relator for part in parts):
        if _RELATOR.fullmatch(relator):
            _meta(package, "role", relator, refines=refines, scheme="marc:relators")
    if sort_name := next((part.sort_name for part in parts if part.sort_name), ""):
        _meta(package, "file-as", sort_name, refines=refines)


def _statements(package: epub.EpubBook, metadata: Metadata) -> None:
    statements = (
        ("publisher", (metadata.publisher,)),
        ("description", (metadata.abstract,)),
        ("subject", metadata.subjects),
        ("source", metadata.source_names[:_MOST_SOURCES]),
        ("rights", metadata.rights),
    )
    for element, values in statements:
        for value in values:
            if value.strip():
                package.add_metadata("DC", element, value)
    if date := next(filter(_is_date, (metadata.date, metadata.issued)), ""):
        package.add_metadata("DC", "date", date)
    if metadata.licence.startswith(("https://", "http://")):
        package.add_metadata(
            None, "link", None, {"rel": "dcterms:license", "href": metadata.licence}
        )


def _is_date(text: str) -> bool:
    """Whether a date has the form that `dc:date` should have (W3CDTF)."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def _collection(package: epub.EpubBook, title: str) -> None:
    """The work of which this is a part: a `set`, since its parts make one intellectual unit."""
    _meta(package, "belongs-to-collection", title, id="collection")
    _meta(package, "collection-type", "set", refines="#collection")


def _accessibility(
    package: epub.EpubBook, book: Book, documents: Sequence[Document], *, paged: bool
) -> None:
    """Only what is there; no conformance is claimed, since nobody has evaluated the book."""
    images = [image for image in book.images if image.media_type in CORE_IMAGES]
    described = not _lacks_text(book)
    visual = bool(images) or any("svg" in each.properties for each in documents)
    modes = ["textual", "visual"] if visual else ["textual"]
    for mode in modes:
        _meta(package, "schema:accessMode", mode)
    sufficient = "textual" if described else ",".join(modes)
    _meta(package, "schema:accessModeSufficient", sufficient)
    features = ["tableOfContents", "readingOrder", "displayTransformability", "ARIA"]
    if any(division.heading for division in book.divisions):
        features.append("structuralNavigation")
    if images and described:
        features.append("alternativeText")
    if paged:
        features += ["pageNavigation", "pageBreakMarkers"]
    if any("mathml" in each.properties for each in documents):
        features.append("MathML")
    for feature in features:
        _meta(package, "schema:accessibilityFeature", feature)
    moving = any(image.media_type == "image/gif" for image in images)
    _meta(package, "schema:accessibilityHazard", "unknown" if moving else "none")
    _summary(package, book)


def _summary(package: epub.EpubBook, book: Book) -> None:
    """What the other statements cannot say, in the language in which we can say it."""
    terms = terms_for(book.metadata.language)
    keys = ["accessible_links"] if book.notes or listed(book) else []
    text = " ".join(terms(key) for key in (*keys, "not_evaluated"))
    language = {XML_LANG: terms.language_of("not_evaluated")}
    _meta(package, "schema:accessibilitySummary", text, **language)


def _lacks_text(book: Book) -> bool:
    trees = (book.content, *(note.content for note in book.notes))
    return bool(book.images) and any(bool(_IMAGES_WITHOUT_TEXT(tree)) for tree in trees)


def _meta(package: epub.EpubBook, name: str, value: str, **attributes: str) -> None:
    package.add_metadata(
        None, "meta", value, cast("dict[str, Any]", {"property": name, **attributes})
    )
