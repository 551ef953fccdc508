"""A laid-out text with what is set beside it: numbers in its margins, keys at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.finding import Finding
from pipeline.model.book import XHTML, Book
from pipeline.model.xhtml import classes
from pipeline.outputs import matter
from pipeline.outputs.blocks import blocks
from pipeline.outputs.numbers import number_before_words
from pipeline.outputs.pagination import Pagination, TextLine
from pipeline.outputs.pdf.furniture import Furniture
from pipeline.outputs.pdf.keys import entry_keys, key_findings
from pipeline.outputs.pdf.lines import Lines, lines_of
from pipeline.outputs.pdf.margins import Margins, template_styles

if TYPE_CHECKING:
    from pipeline.outputs.pdf.engine import Pages


class Dressing:
    """What the furniture asks for, on the pages of one layout."""

    def __init__(self, pages: Pages, book: Book, wanted: Furniture) -> None:
        self._pages = pages
        self._book = book
        self._wanted = wanted

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text with their numbers."""
        return lines_of(self._pages.document, self._wanted.line_numbering)

    def keys(self) -> dict[str, str]:
        """The lines to which the apparatus, if there is one, is keyed."""
        if not self._wanted.apparatus:
            return {}
        return entry_keys(self._pages.document, self._book, self.lines)

    def findings(self, keys: dict[str, str], settled: bool) -> list[Finding]:
        """What is not as an apparatus should be."""
        if not self._wanted.apparatus:
            return []
        return list(key_findings(self._pages.document, self._book, keys, settled))

    def pagination(self, identifier: str, only: Sequence[int] | None = None) -> Pagination:
        """Where every line of the text stands; pages are numbered as their folios are.

        Of an excerpt, `only` are the pages that are in it, from 0; lines elsewhere have no page.
        """
        found: list[TextLine] = []
        divided = False
        for line in self.lines.lines:
            page = str(line.page + 1) if only is None or line.page in only else ""
            found.append(
                TextLine(page, line.number, line.paragraph, line.block, line.start, divided)
            )
            divided = line.divided
        return Pagination(identifier, tuple(found))

    def stamp(self) -> None:
        """Put the numbers that are wanted into the margins."""
        wanted = self._wanted
        if not (
            wanted.line_numbers
            or wanted.verse_numbers
            or wanted.paragraph_numbers
            or wanted.source_pages
            or wanted.correction_marks
        ):
            return
        styles = template_styles(self._pages.root, self._pages.foot.style_for)
        paragraphs = {
            block: element.get("data-n", "")
            for block, element in blocks(self._book.content)
            if element.tag.endswith("}p") or "p" in classes(element)
        }
        labels = {each.id: each.label for each in self._book.page_breaks}
        changed = [each.id for each in (*matter.listed(self._book), *matter.altered(self._book))]
        margins = Margins(self._pages.document, self.lines, styles)
        margins.stamp(wanted, paragraphs, _stanzas(self._book.content), labels, changed)


def _stanzas(content: etree._Element) -> dict[int, str]:
    """The numbers of stanzas, by the block of the first verse of each."""
    stanzas = {
        verse: number
        for group in content.iter(f"{{{XHTML}}}div")
        if "lg" in classes(group) and (number := number_before_words(group))
        for verse in islice(group.iterchildren(group.tag), 1)
    }
    return {block: stanzas[each] for block, each in blocks(content) if each in stanzas}
