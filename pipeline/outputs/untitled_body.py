"""A text that no heading calls anything: in the contents it is called a text."""

from __future__ import annotations

from pipeline.model.book import Book, Division, every_division


def untitled_body(book: Book) -> Division | None:
    """The division with which a text begins that has no heading, whatever stands around it."""
    body = [division for division in book.divisions if division.part == "body"]
    if any(division.heading for division in every_division(body)):
        return None
    return next(iter(body or book.divisions), None)
