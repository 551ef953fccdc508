"""EPUB 3.3 from a `Book`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.book import Book
from pipeline.outputs.enclosure import Enclosure


def write_epub(
    book: Book, stylesheet: bytes | None = None, enclosed: Sequence[Enclosure] = ()
) -> bytes:
    """The publication as one file's bytes; `stylesheet` is the edition's own, after ours.

    `enclosed` are the files it was made from, carried along as resources that
    no reader shows (EPUB 3.3, 3.2 "foreign resources"; not in the spine).
    Raises `EditionError` if an image of the book cannot be read.
    """
    from pipeline.outputs.epub.publication import publication

    return publication(book, stylesheet, enclosed)


__all__ = ["write_epub"]
