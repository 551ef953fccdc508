"""WeasyPrint, held so that it reaches nothing, says what it saw, and gives the same bytes."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Sequence
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from types import TracebackType
from typing import Any
from xml.etree import ElementTree

import cssselect2  # type: ignore[import-untyped]

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure

try:
    with redirect_stdout(StringIO()):  # where Pango is missing, WeasyPrint prints advice
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
except OSError as missing:  # cffi cannot load Pango or what it needs
    raise EditionError(
        Finding(
            "pdf-engine-missing",
            Severity.ERROR,
            f"no PDF can be made: the library Pango is not installed ({missing.args[0]})",
            remedy="Install it and build again. "
            "Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0 · "
            "Fedora: sudo dnf install pango · "
            "macOS: brew install pango · "
            "Windows: winget install MSYS2.MSYS2, then, in its shell, "
            "pacman -S mingw-w64-ucrt-x86_64-pango.",
        )
    ) from missing

from pipeline.outputs.pdf.attached import attachments, declare_sources, may_carry
from pipeline.outputs.pdf.fitting import Fitting
from pipeline.outputs.pdf.foot import Foot, apparatus_above_notes
from pipeline.outputs.pdf.hyphens import soft_hyphens
from pipeline.outputs.pdf.page_references import page_references_by_target
from pipeline.outputs.pdf.same_page import notes_with_their_calls
from pipeline.outputs.pdf.sealed import SealedFetcher
from pipeline.outputs.pdf.structure import finish_structure
from pipeline.outputs.pdf.survey import Survey, survey
from pipeline.outputs.pdf.tagging import Tagging
from pipeline.outputs.pdf.totalfit import LineBreaker, line_breaker
from pipeline.outputs.pdf.typefaces import FONT_FILES, typeface_findings
from pipeline.outputs.pdf.xmp import complete_xmp, leave_xmp_readable
from pipeline.page_settings import LineBreaking

_EPOCH = "SOURCE_DATE_EPOCH"
_LOGGERS = ("weasyprint", "fontTools")
# Missing glyphs are reported by typeface_findings, with all the characters of a font together.
_SAID_ELSEWHERE = re.compile(r"\.notdef glyph")
_UNDESCRIBED = re.compile(r"Image \"(?:image:)?(.*)\" has no required alt")


class Engine:
    """One WeasyPrint for one book; a context, as it borrows the environment and the log."""

    def __init__(
        self,
        book: Book,
        stylesheets: Sequence[bytes],
        line_breaking: LineBreaking = "total-fit",
    ) -> None:
        self._book = book
        self._line_breaking = line_breaking
        self._fetcher = SealedFetcher(FONT_FILES, book.images)
        self._sources = stylesheets
        self._lines: dict[str, None] = {}
        self._log = _Lines(self._lines)
        self._epoch: str | None = None
        self._pages: Pages | None = None

    def __enter__(self) -> Engine:
        # fontTools dates the subset fonts by this variable, or by the clock.
        self._epoch = os.environ.get(_EPOCH)
        os.environ[_EPOCH] = str(int(self._book.metadata.modified.timestamp()))
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(self._log)
        self._fonts = FontConfiguration()
        try:
            self._sheets = [
                weasyprint.CSS(string=source, url_fetcher=self._fetcher, font_config=self._fonts)
                for source in self._sources
            ]
        except (SyntaxError, RecursionError) as error:
            self.__exit__(type(error), error, error.__traceback__)
            message = f"a style sheet cannot be read: {error}"
            remedy = "Look for a selector, or a rule, that is nested very deep."
            raise EditionError(
                Finding("pdf-engine", Severity.ERROR, message, remedy=remedy)
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(self._log)
        if self._epoch is None:
            del os.environ[_EPOCH]
        else:
            os.environ[_EPOCH] = self._epoch

    def lay_out(self, root: ElementTree.Element) -> Pages:
        """Lay out a document; its pages can be surveyed and written."""
        self._pages = None
        html = weasyprint.HTML.__new__(weasyprint.HTML)  # __init__ would parse HTML text
        html.base_url = None
        html.url_fetcher = self._fetcher
        html.media_type = "print"
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root)
        html.etree_element = root
        # The style sheets are parsed with the fonts, so they are given together.
        breaker = line_breaker(self._line_breaking)
        with (
            notes_with_their_calls(),
            page_references_by_target(),
            apparatus_above_notes(root) as foot,
            breaker.at_layout(),
        ):
            document = html.render(font_config=self._fonts, stylesheets=self._sheets)
        complete_xmp(document, self._book.metadata)
        self._pages = Pages(document, self._book, root, foot, breaker)
        return self._pages

    def findings(self) -> list[Finding]:
        """What WeasyPrint's log and the fonts used say, once per message."""
        found = [_from_log(line) for line in self._lines if not _SAID_ELSEWHERE.match(line)]
        if self._pages is not None:
            found += typeface_findings(self._pages.document.fonts.values(), self._book)
            found += self._pages.breaker.findings()
        return found


class Pages:
    """A laid-out document."""

    def __init__(
        self,
        document: Any,
        book: Book,
        root: ElementTree.Element,
        foot: Foot,
        breaker: LineBreaker,
    ) -> None:
        self.document = document
        self.breaker = breaker
        self._book = book
        self.root = root
        self.foot = foot

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)

    def survey(self, fitting: Fitting, smallest_table: float = 0.0) -> Survey:
        """Measure the pages: what does not fit, and what to do about it."""
        return survey(self.document, self._book, fitting, smallest_table)

    def identifier(self, layout: str) -> bytes:
        """What tells this PDF from any other: a work, its state, and a layout."""
        metadata = self._book.metadata
        identity = f"{metadata.identifier}\n{metadata.modified.isoformat()}\n{layout}"
        return hashlib.sha256(identity.encode()).digest()[:16]

    def write(
        self,
        variant: str,
        enclosed: Sequence[Enclosure] = (),
        layout: str = "",
        only: Sequence[int] | None = None,
    ) -> bytes:
        """The PDF file, with files attached; `only` some of its pages, counted from 0."""
        metadata = self._book.metadata
        enclosed = enclosed if may_carry(variant) else ()
        document = self.document
        if only is not None:
            document = document.copy([document.pages[number] for number in only])
        tagging = Tagging(document)
        with self.breaker.at_drawing(), soft_hyphens(self._book), tagging.recorded():
            data = document.write_pdf(
                pdf_variant=variant,
                pdf_tags=True,
                pdf_identifier=self.identifier(layout),
                attachments=attachments(enclosed, metadata.modified),
                finisher=partial(_finish, enclosed, tagging),
            )
        return bytes(data)


def _finish(enclosed: Sequence[Enclosure], tagging: Tagging, document: Any, pdf: Any) -> None:
    finish_structure(document, pdf)
    tagging.finish(pdf)
    declare_sources(enclosed, pdf)
    leave_xmp_readable(pdf)


class _Lines(logging.Handler):
    """Collects messages, each once, in order."""

    def __init__(self, lines: dict[str, None]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.setdefault(record.getMessage())


def _from_log(line: str) -> Finding:
    if undescribed := _UNDESCRIBED.match(line):
        return Finding(
            "pdf-image-undescribed",
            Severity.WARNING,
            f"the image {undescribed[1]} has no description for those who cannot see it",
            remedy="Say what it shows in a figDesc beside the graphic.",
        )
    return Finding(
        "pdf-engine",
        Severity.WARNING,
        f"the PDF engine says: {line}",
        remedy="If it names a rule of a style sheet, change it there;"
        " if an address, put the file inside the edition's folder.",
    )
