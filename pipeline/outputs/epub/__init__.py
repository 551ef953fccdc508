"""EPUB 3.3 from a `Book`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure
from pipeline.tei.metadata import Metadata


def write_epub(
    book: Book,
    stylesheet: bytes | None = None,
    enclosed: Sequence[Enclosure] = (),
    cover: bytes | None = None,
) -> bytes:
    """The publication as one file's bytes; `stylesheet` is the edition's own, after ours.

    `enclosed` are the files it was made from, carried along as resources that
    no reader shows (EPUB 3.3, 3.2 "foreign resources"; not in the spine).
    `cover` is what `draw_cover` gives, where that was done before.
    Raises `EditionError` if an image of the book cannot be read.
    """
    from pipeline.outputs.epub.publication import publication

    return publication(book, stylesheet, enclosed, cover)


def draw_cover(metadata: Metadata) -> bytes:
    """The cover, a PNG: it waits for nothing but what the header says."""
    from pipeline.outputs.epub.cover import cover_image

    return cover_image(metadata)


__all__ = ["draw_cover", "write_epub"]
