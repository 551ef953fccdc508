"""Writing the PDF: lay out, look, move what does not fit, and write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from pipeline.finding import Finding
from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure
from pipeline.outputs.pagination import LINES, Pagination
from pipeline.outputs.pdf.booklet import booklet
from pipeline.outputs.pdf.document import print_document
from pipeline.outputs.pdf.excerpt import chosen_pages
from pipeline.outputs.pdf.fitting import Fitting
from pipeline.outputs.pdf.furniture import Furniture, furniture, style_sheets
from pipeline.outputs.pdf.limits import MOST_FOOTNOTES, refuse_the_endless
from pipeline.outputs.pdf.notes import notes_alone
from pipeline.outputs.pdf.patience import patience
from pipeline.outputs.pdf.scripts import script_findings
from pipeline.page_settings import AS_THE_LAYOUT, PageSettings
from pipeline.tei.plain_text import plain

if TYPE_CHECKING:
    from pipeline.outputs.pdf.dressing import Dressing
    from pipeline.outputs.pdf.engine import Engine, Pages

# A first layout, one with wide tables on their side, and two in which what did not fit has moved.
_LAYOUTS = 4
# An apparatus has its keys in the second; a key that moves a line may need two more.
_LAYOUTS_WITH_KEYS = 6
# Characters: a note that may not fit a page, and how much text there is for each of them
# where a page that tries it costs next to nothing.
_LONG_NOTE = 2_500
_MUCH_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class PdfResult:
    """The file, how many pages it has, and what a person should know about them."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]
    pagination: Pagination


def write_pdf(
    book: Book,
    *,
    layout: str = "reading",
    stylesheets: Sequence[bytes] = (),
    variant: str = "pdf/ua-1",
    enclosed: Sequence[Enclosure] = (),
    settings: PageSettings = AS_THE_LAYOUT,
) -> PdfResult:
    """Set a book in pages and write it as tagged PDF (ISO 14289-1 by default).

    `layout` names a style sheet of `styles/`, which stands over `print.css`;
    `stylesheets` are the user's own and come last. A note too long for the
    foot of a page becomes an endnote of its division and a table too wide for
    the measure is set smaller or on a landscape page; all are findings. `enclosed` are the files it
    was made from, attached as *Source* unless the variant forbids it. The same book gives the
    same bytes. Raises `EditionError` where there is no Pango, and for a text
    written from right to left, which WeasyPrint would print wrongly.
    """
    with _laid_out(book, layout, stylesheets, settings) as made:
        pagination, only = made.pagination(layout), made.only
        made.dressing.stamp()
        lines = Enclosure(LINES, pagination.to_json(), "application/json", "Data")
        data = made.pages.write(variant, [*enclosed, lines], layout, only)
        of_engine = (each for each in made.engine.findings() if not _of_excerpt(each, only))
        findings = (*made.findings, *of_engine)
    if made.wanted.imposition:
        data = booklet(data, made.wanted.creep)
    count = made.pages.count if only is None else len(only)
    return PdfResult(data, count, findings, pagination)


def paginate(
    book: Book,
    *,
    layout: str = "reading",
    stylesheets: Sequence[bytes] = (),
    settings: PageSettings = AS_THE_LAYOUT,
) -> Pagination:
    """Where every line stands in the PDF that `write_pdf` would write.

    Raises `EditionError` where that would write none.
    """
    with _laid_out(book, layout, stylesheets, settings) as made:
        return made.pagination(layout)


class _LaidOut(NamedTuple):
    """A book in its pages; `findings` are those of its scripts, and of what did not fit.

    `only` are the pages of the excerpt that is wanted, from 0; None for the whole.
    """

    engine: Engine
    wanted: Furniture
    pages: Pages
    dressing: Dressing
    findings: list[Finding]
    only: Sequence[int] | None

    def pagination(self, layout: str) -> Pagination:
        """Where every line stands that the PDF has."""
        urn = UUID(bytes=self.pages.identifier(layout)).urn
        return self.dressing.pagination(urn, self.only)


@contextmanager
def _laid_out(
    book: Book, layout: str, stylesheets: Sequence[bytes], settings: PageSettings
) -> Iterator[_LaidOut]:
    """A book in its pages, while the engine that set them holds what they need.

    Raises `EditionError` where it cannot, or must not, be set.
    """
    said = script_findings(book)
    sheets = [*style_sheets(layout, settings), *stylesheets]
    wanted = furniture(sheets, settings)
    refuse_the_endless(book, wanted.styled or frozenset())
    from pipeline.outputs.pdf.engine import Engine

    with patience(), Engine(book, sheets, settings.line_breaking) as engine:
        pages, dressing, unfit = _fitted(engine, book, wanted)
        only = chosen_pages(pages.document, book, settings)
        yield _LaidOut(engine, wanted, pages, dressing, [*said, *unfit], only)


def _fitted(engine: Engine, book: Book, wanted: Furniture) -> tuple[Pages, Dressing, list[Finding]]:
    """Lay out until everything fits and every key is right, or as often as is allowed."""
    from pipeline.outputs.pdf.dressing import Dressing

    fitting = Fitting(_too_long(engine, book), all_at_end=len(book.notes) > MOST_FOOTNOTES)
    left = _LAYOUTS_WITH_KEYS if wanted.apparatus else _LAYOUTS
    while True:
        pages = engine.lay_out(print_document(book, fitting, wanted))
        unfit = pages.survey(fitting, wanted.smallest_table)
        dressing = Dressing(pages, book, wanted)
        keys = dressing.keys()
        settled = keys == fitting.keys
        left -= 1
        if not left or (settled and not unfit.changes):
            return pages, dressing, [*unfit.findings, *dressing.findings(keys, settled)]
        fitting = replace(unfit.fitting, keys=keys)
        del pages, dressing  # two layouts of a long book would be twice the memory


def _too_long(engine: Engine, book: Book) -> frozenset[str]:
    """The notes that fit no page, tried one to a page: it would take a long book a layout more."""
    tried = [note for note in book.notes if len(plain(note.content)) > _LONG_NOTE]
    if not tried or len(plain(book.content)) < len(tried) * _MUCH_TEXT:
        return frozenset()
    pages = engine.lay_out(print_document(notes_alone(book, tried), Fitting()))
    return pages.survey(Fitting()).fitting.endnotes


def _of_excerpt(finding: Finding, only: Sequence[int] | None) -> bool:
    """Whether it says no more than that a link leads out of the excerpt."""
    return only is not None and "No anchor #" in finding.message
