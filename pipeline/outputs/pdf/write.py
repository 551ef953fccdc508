"""Writing the PDF: lay out, look, move what does not fit, and write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.finding import Finding
from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure
from pipeline.outputs.pdf.document import print_document
from pipeline.outputs.pdf.fitting import Fitting
from pipeline.outputs.pdf.scripts import script_findings
from pipeline.resources import read_style

# A first layout, and two in which what did not fit has been moved.
_LAYOUTS = 3


@dataclass(frozen=True, slots=True)
class PdfResult:
    """The file, how many pages it has, and what a person should know about them."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]


def write_pdf(
    book: Book,
    *,
    layout: str = "reading",
    stylesheets: Sequence[bytes] = (),
    variant: str = "pdf/ua-1",
    enclosed: Sequence[Enclosure] = (),
) -> PdfResult:
    """Set a book in pages and write it as tagged PDF (ISO 14289-1 by default).

    `layout` names a style sheet of `styles/`, which stands over `print.css`;
    `stylesheets` are the user's own and come last. A note too long for the
    foot of a page becomes an endnote of its division and a table too wide for
    the measure is set smaller; both are findings. `enclosed` are the files it
    was made from, attached as *Source* unless the variant forbids it. The same book gives the
    same bytes. Raises `EditionError` where there is no Pango, and for a text
    written from right to left, which WeasyPrint would print wrongly.
    """
    findings = script_findings(book)
    from pipeline.outputs.pdf.engine import Engine

    sheets = (read_style("print.css"), read_style(f"{layout}.css"), *stylesheets)
    fitting = Fitting()
    with Engine(book, sheets) as engine:
        for _ in range(_LAYOUTS):
            pages = engine.lay_out(print_document(book, fitting))
            unfit = pages.survey(fitting)
            if not unfit.changes:
                break
            fitting = unfit.fitting
        data = pages.write(variant, enclosed)
        findings += unfit.findings + engine.findings()
    return PdfResult(data, pages.count, tuple(findings))
