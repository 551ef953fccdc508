"""The title page of the edition."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import Book
from pipeline.outputs.matter.people import authors, responsibility_lines
from pipeline.outputs.matter.section import Paratext
from pipeline.tei.metadata import Metadata


def title_page(book: Book) -> etree._Element | None:
    """Series, author, title, who did what, edition and publisher; ``section.title-page``."""
    paratext = Paratext.of(book)
    metadata = book.metadata
    section = paratext.section("title-page", "titlepage")
    if author := authors(metadata):
        paratext.add(section, "p", author, css="author")
    if metadata.series:
        paratext.add(section, "p", metadata.series, css="series")
    paratext.add(section, "h1", metadata.title, css="title")
    if metadata.subtitle:
        paratext.add(section, "p", metadata.subtitle, css="subtitle")
    for line in responsibility_lines(metadata, paratext.terms):
        paratext.add(section, "p", line, css="responsibility")
    _imprint(paratext, section, metadata)
    return section


def edition_line(metadata: Metadata, paratext: Paratext) -> str:
    """The edition and its revision: "Edition 1 · Revision 1.2"."""
    edition = metadata.edition
    if edition and edition.replace(".", "").isdigit():
        edition = f"{paratext.terms('edition')} {edition}"
    if not metadata.revision:
        return edition
    revision = f"{paratext.terms('revision')} {metadata.revision}"
    return f"{edition} · {revision}" if edition else revision


def imprint_line(metadata: Metadata) -> str:
    """Place, publisher and date, as far as the header gives them."""
    house = ": ".join(part for part in (metadata.place, metadata.publisher) if part)
    return ", ".join(part for part in (house, metadata.date) if part)


def _imprint(paratext: Paratext, section: etree._Element, metadata: Metadata) -> None:
    lines = (
        ("edition", edition_line(metadata, paratext)),
        ("imprint", imprint_line(metadata)),
    )
    if any(line for _, line in lines):
        foot = paratext.add(section, "div", css="foot")
        for css, line in lines:
            if line:
                paratext.add(foot, "p", line, css=css)
