"""Building the sections of the paratext: XHTML elements with the edition's own words."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple, cast

from lxml import etree

from pipeline.model.book import XHTML, Book
from pipeline.model.xhtml import append_text, set_language
from pipeline.tei.languages import is_right_to_left, primary
from pipeline.terms import Terms, terms_for

EPUB = "http://www.idpf.org/2007/ops"
# lxml takes None for the default namespace, though its stubs do not say so.
_NAMESPACES = cast("dict[str, str]", {None: XHTML, "epub": EPUB})


class Paratext(NamedTuple):
    """Makes elements in the language of a book.

    A term that had to be given in another language says which (HTML `lang`,
    `xml:lang` for EPUB's XHTML), so that it is hyphenated and spoken rightly.
    """

    terms: Terms
    language: str

    @classmethod
    def of(cls, book: Book, keys: Collection[str] = ()) -> Paratext:
        """The paratext's maker for one book, or for a section of it with mostly these terms."""
        language = book.metadata.language
        return cls(terms_for(language).for_section(keys), language)

    def section(self, name: str, epub_type: str, role: str = "") -> etree._Element:
        """An empty ``section.matter`` with the id ``matter-<name>``."""
        section = etree.Element(f"{{{XHTML}}}section", nsmap=_NAMESPACES)
        section.set("id", f"matter-{name}")
        section.set("class", f"matter {name}")
        section.set(f"{{{EPUB}}}type", epub_type)
        if role:
            section.set("role", role)
        return section

    def add(
        self, parent: etree._Element, tag: str, text: str = "", **attributes: str
    ) -> etree._Element:
        """A child with this text; the attribute `class` is spelt `css`."""
        child = etree.SubElement(parent, f"{{{XHTML}}}{tag}")
        child.text = text or None
        for name, value in attributes.items():
            child.set("class" if name == "css" else name, value)
        return child

    def word(
        self,
        parent: etree._Element,
        tag: str,
        key: str,
        values: dict[str, object] | None = None,
        css: str = "",
    ) -> etree._Element:
        """A child whose text is the term `key`, marked with its language if that is another."""
        child = self.add(parent, tag, self.terms(key, **(values or {})))
        if css:
            child.set("class", css)
        self.mark(child, key)
        return child

    def tell(self, parent: etree._Element, words: str, titles: Collection[str]) -> None:
        """Add words of the document, and show the titles in them where it is clear which they are.

        What stands there twice may be somebody's name as well.
        """
        known = [re.escape(title) for title in titles if words.count(title) == 1]
        longest = sorted(known, key=len, reverse=True)
        pieces = re.split(rf"(?<!\w)({'|'.join(longest)})(?!\w)", words) if known else [words]
        for number, piece in enumerate(pieces):
            if number % 2:
                self.add(parent, "cite", piece)
            else:
                append_text(parent, piece)

    def mark(self, element: etree._Element, key: str) -> None:
        """Say of an element with the term `key` in which language that is, if in another."""
        if self.is_foreign(key):
            language = self.terms.language_of(key)
            set_language(element, language)
            self.turn(element, key)

    def is_foreign(self, key: str) -> bool:
        """Whether the term `key` is given in another language than the book's."""
        return self.terms.language_of(key) != primary(self.language)

    def turn(self, element: etree._Element, key: str) -> None:
        """Let a line that begins with the term `key` run in that term's direction."""
        is_turned = is_right_to_left(self.terms.language_of(key))
        if is_turned != self.is_right_to_left:
            element.set("dir", "rtl" if is_turned else "ltr")

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language of the book is written from right to left."""
        return is_right_to_left(self.language)

    def isolated(self, parent: etree._Element, text: str) -> None:
        """Add words of any language, whose order is none of the page's (HTML `bdi`)."""
        if self.is_right_to_left:
            self.add(parent, "bdi", text)
        else:
            append_text(parent, text)
