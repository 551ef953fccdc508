"""The title page of the edition."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model.book import Book
from pipeline.outputs.matter.people import authors, responsibility_lines
from pipeline.outputs.matter.section import Paratext
from pipeline.outputs.short_titles import without_edition
from pipeline.tei.metadata import Metadata

# Characters: what is longer is for the colophon, and a title that is longer is set smaller.
_LONG_LINE, _LONG_TITLE = 200, 80


def title_page(book: Book) -> etree._Element | None:
    """Author, series, surtitle, title, who did what, edition and publisher; ``section.title-page``.

    A statement too long for a title page stands in the colophon alone.
    """
    paratext = Paratext.of(book)
    metadata = book.metadata
    section = paratext.section("title-page", "titlepage")
    if author := _shortened(authors(metadata)):
        paratext.add(section, "p", author, css="author")
    for above in filter(None, (metadata.series, metadata.surtitle)):
        paratext.add(section, "p", above, css="series")
    title, edition = without_edition(metadata.title)
    long = " long" if len(title) > _LONG_TITLE else ""
    paratext.add(section, "h1", title, css=f"title{long}")
    for subtitle in filter(None, (metadata.subtitle, edition, metadata.meeting)):
        paratext.add(section, "p", subtitle, css="subtitle")
    for line in responsibility_lines(metadata, paratext.terms, with_patrons=False):
        if len(line) <= _LONG_LINE:
            paratext.add(section, "p", line, css="responsibility")
    _imprint(paratext, section, metadata)
    return section


def _shortened(names: str) -> str:
    """As many of the names as a title page has room for; the colophon has all of them."""
    if len(names) <= _LONG_LINE:
        return names
    between = "; " if "; " in names else ", "
    end = names.rfind(between, 0, _LONG_LINE)
    return f"{names[:end]}{between}…" if end > 0 else names


def edition_line(metadata: Metadata, paratext: Paratext) -> str:
    """The edition and its revision: "Edition 1 · Revision 1.2"."""
    edition = metadata.edition
    number = rf"(?<![\w.]){re.escape(metadata.revision)}(?!\.?\w)"
    is_said = not edition.isdigit() and re.search(number, edition) is not None
    if edition and edition.replace(".", "").isdigit():
        edition = f"{paratext.terms('edition')} {edition}"
    if is_said or not metadata.revision:
        return edition
    revision = f"{paratext.terms('revision')} {metadata.revision}"
    return f"{edition} · {revision}" if edition else revision


def imprint_line(metadata: Metadata, paratext: Paratext) -> str:
    """Place, publisher and date, as far as the header gives them."""
    house = paratext.terms.colon.join(part for part in (metadata.place, metadata.publisher) if part)
    return ", ".join(part for part in (house, metadata.date) if part)


def _imprint(paratext: Paratext, section: etree._Element, metadata: Metadata) -> None:
    lines = [
        (css, line)
        for css, line in (
            ("edition", edition_line(metadata, paratext)),
            ("imprint", imprint_line(metadata, paratext)),
        )
        if 0 < len(line) <= _LONG_LINE
    ]
    if lines:
        foot = paratext.add(section, "div", css="foot")
        for css, line in lines:
            paratext.add(foot, "p", line, css=css)
