"""Each output made by its writer, which is loaded only when its output is wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.edition import Output
    from pipeline.finding import Finding
    from pipeline.inputs import Inputs
    from pipeline.model.book import Book
    from pipeline.outputs.enclosure import Enclosure
    from pipeline.outputs.pagination import Pagination
    from pipeline.tei.parse import Master


class Written(NamedTuple):
    """The bytes of one output, and what its writer has to say."""

    data: bytes
    findings: Sequence[Finding] = ()
    pagination: Pagination | None = None  # of a PDF


class Materials(NamedTuple):
    """What outputs are made of besides the book."""

    inputs: Inputs
    recipes: dict[str, str]  # by the output's name, of the time when the master was read
    cover: Callable[[], bytes]
    made_before: frozenset[str]  # the files of which the record tells


def cover(master: Master) -> bytes:
    """The picture on the cover of an EPUB."""
    from pipeline.outputs.epub import draw_cover

    return draw_cover(master.metadata)


def write(book: Book, output: Output, materials: Materials) -> Written:
    """One output of the edition; `book` is under its reading policy."""
    enclosed = materials.inputs.enclosures() if output.enclose_master else ()
    if output.format == "epub":
        return _epub(book, output, enclosed, materials.cover)
    if output.format == "text":
        from pipeline.outputs.text import write_text

        return Written(write_text(book))
    from pipeline.outputs.pdf import write_pdf

    own = [path.read_bytes() for path in output.stylesheets]
    result = write_pdf(
        book,
        layout=output.layout,
        stylesheets=own,
        variant=output.variant,
        enclosed=enclosed,
        settings=output.page,
    )
    return Written(result.data, result.findings, result.pagination)


def _epub(
    book: Book, output: Output, enclosed: tuple[Enclosure, ...], cover: Callable[[], bytes]
) -> Written:
    from pipeline.outputs.epub import write_epub

    if not output.stylesheets:
        return Written(write_epub(book, None, enclosed, cover))
    from pipeline.outputs.epub.own_style import own_style

    styles = [own_style(path) for path in output.stylesheets]
    sheet = b"\n".join(style.data for style in styles) or None
    said = [finding for style in styles for finding in style.findings]
    return Written(write_epub(book, sheet, enclosed, cover), said)
