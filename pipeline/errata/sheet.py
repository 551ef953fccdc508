"""The errata slip on paper: a sheet of the size and in the type of the reading edition."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree

from lxml import etree

from pipeline.errata.slip import Slip, body
from pipeline.finding import Finding
from pipeline.model.book import XHTML, Book
from pipeline.resources import read_style
from pipeline.tei.metadata import Metadata

# Rather smaller type than a second page, as far as it can be read.
_SIZES = ("", "small", "smaller")


def sheet(slip: Slip, metadata: Metadata) -> tuple[bytes, list[Finding]]:
    """The PDF; on one page if the slip is not too long for it."""
    from pipeline.outputs.pdf.engine import Engine

    content = etree.Element(f"{{{XHTML}}}body")
    content.text = "".join(said for _, said in slip.grouped())
    book = Book(metadata, "corrected", content)
    sheets = (read_style("print.css"), read_style("errata.css"))
    with Engine(book, sheets) as engine:
        for size in _SIZES:
            pages = engine.lay_out(_document(slip, metadata, size))
            if pages.count == 1:
                break
        return pages.write("pdf/ua-1"), engine.findings()


def _document(slip: Slip, metadata: Metadata, size: str) -> ElementTree.Element:
    moment = metadata.modified.isoformat(timespec="seconds")
    title = escape(f"{slip.terms('errata')}: {slip.title}")
    return ElementTree.fromstring(
        f'<html lang="{escape(slip.language)}"><head><title>{title}</title>'
        f'<meta name="dcterms.created" content="{moment}"/>'
        f'<meta name="dcterms.modified" content="{moment}"/></head>'
        f'<body class="errata {size}">{body(slip)}</body></html>'
    )
