"""Building the sections of the paratext: XHTML elements with the edition's own words."""

from __future__ import annotations

from typing import NamedTuple, cast

from lxml import etree

from pipeline.model.book import XHTML, Book
from pipeline.outputs.terms import Terms, is_right_to_left, terms_for

EPUB = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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
    def of(cls, book: Book) -> Paratext:
        """The paratext's maker for one book."""
        return cls(terms_for(book.metadata.language), book.metadata.language)

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
        language = self.terms.language_of(key)
        if language != self.language.split("-")[0].lower():
            child.set("lang", language)
            child.set(XML_LANG, language)
            if is_right_to_left(self.language) != is_right_to_left(language):
                child.set("dir", "rtl" if is_right_to_left(language) else "ltr")
        return child
