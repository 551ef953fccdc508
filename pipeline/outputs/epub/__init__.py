"""EPUB 3.3 from a `Book`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure
from pipeline.tei.metadata import Metadata


def draw_cover(metadata: Metadata) -> bytes:
    """The cover as a PNG, the same for every EPUB of an edition."""
    from pipeline.outputs.epub.cover import cover_image

    return cover_image(metadata)


def write_epub(
    book: Book,
    stylesheet: bytes | None = None,
    enclosed: Sequence[Enclosure] = (),
    cover: Callable[[], bytes] | None = None,
) -> bytes:
    """The publication as one file's bytes; `stylesheet` is the edition's own, after ours.

    `cover` gives what `draw_cover` does, where that is done already, or elsewhere.

    `enclosed` are the files it was made from, carried along as resources that
    no reader shows (EPUB 3.3, 3.2 "foreign resources"; not in the spine).
    Raises `EditionError` if an image of the book cannot be read.
    """
    from pipeline.outputs.epub.publication import publication

    return publication(book, cover or partial(draw_cover, book.metadata), stylesheet, enclosed)


__all__ = ["draw_cover", "write_epub"]
