"""Hyphens at line ends that copy and search as the whole word.

WeasyPrint divides words with U+2010, which readers of PDF keep when text is
copied. The same glyph with U+00AD, the soft hyphen, in the font's ToUnicode
map (ISO 32000-1, 9.10.3; 14.8.2.2.3 names it for this) is undone by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyphen  # type: ignore[import-untyped]
import weasyprint.pdf

from pipeline.model.book import Book
from pipeline.outputs.pdf.scripts import book_text

# There are no patterns for Latin; Italian too divides before a consonant with its vowel.
for _latin in ("la", "lat"):
    pyphen.LANGUAGES_LOWERCASE.setdefault(_latin, "it")

HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"


@contextmanager
def soft_hyphens(book: Book) -> Iterator[None]:
    """Within this context fonts are written so; unless the text has U+2010 of its own."""
    stock = weasyprint.pdf.build_fonts_dictionary
    if HYPHEN in book_text(book):
        yield
        return

    def build_fonts_dictionary(pdf: Any, fonts: Any, *others: Any) -> Any:
        for font in fonts.values():
            for glyph, text in font.to_unicode.items():
                if text == HYPHEN:
                    font.to_unicode[glyph] = SOFT_HYPHEN
        return stock(pdf, fonts, *others)

    weasyprint.pdf.build_fonts_dictionary = build_fonts_dictionary
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary = stock
