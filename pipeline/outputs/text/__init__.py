"""The plain-text output: UTF-8, 72 columns, the conventions of Project Gutenberg's volunteers.

`_italics_`, `=bold=`, note calls `[1]` with `[Footnote 1: …]` at the end of
the division's own text, `[Illustration: …]`; quotations indented by two
columns, verse by four, each on its line, and by two more for each step that it
is indented in the source; what of one is too long for that goes on below,
further in. A line of 72 equals signs stands before the text and after it, so
that a program finds the text as surely as a person does.
"""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import Book
from pipeline.outputs import matter
from pipeline.outputs.text.formatter import Formatter
from pipeline.outputs.text.wrapping import COLUMNS

RULE = "=" * COLUMNS


def write_text(book: Book) -> bytes:
    """`book` as a plain-text file: title, text with its notes, transcriber's notes."""
    formatter = Formatter(book)
    _title(book, formatter)
    formatter.rule(RULE)
    formatter.format(book.content)
    formatter.remaining_notes()
    formatter.rule(RULE)
    for element in _back_matter(book):
        formatter.format(element)
    return formatter.text().encode("utf-8")


def _title(book: Book, formatter: Formatter) -> None:
    element = matter.title_page(book)
    if element is None:
        formatter.paragraph(book.metadata.title)
    else:
        formatter.format(element)


def _back_matter(book: Book) -> list[etree._Element]:
    """What a transcriber has to say, in the order in which a reader will want it."""
    made = (
        matter.note_on_the_text(book, "text"),
        matter.corrections(book),
        matter.register(book),
        matter.colophon(book),
    )
    return [element for element in made if element is not None]
