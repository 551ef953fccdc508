"""EPUB 3.3 from a `Book`."""

from __future__ import annotations

from pipeline.model.book import Book


def write_epub(book: Book, stylesheet: bytes | None = None) -> bytes:
    """The publication as one file's bytes; `stylesheet` is the edition's own, after ours.

    Raises `EditionError` if an image of the book cannot be read.
    """
    from pipeline.outputs.epub.publication import publication

    return publication(book, stylesheet)


__all__ = ["write_epub"]
