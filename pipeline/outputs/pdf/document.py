"""The print document: a book's text, notes and matter as one HTML tree for WeasyPrint."""

from __future__ import annotations

import copy
import re
from itertools import zip_longest
from typing import cast
from urllib.parse import quote
from xml.etree import ElementTree

from lxml import etree

from pipeline import __version__
from pipeline.model.book import XHTML, Book
from pipeline.model.xhtml import add_class
from pipeline.outputs import matter
from pipeline.outputs.blocks import mark_blocks
from pipeline.outputs.pdf.addresses import mark_addresses
from pipeline.outputs.pdf.apparatus import place_entries, templates
from pipeline.outputs.pdf.binding import bind
from pipeline.outputs.pdf.brief import mark_brief
from pipeline.outputs.pdf.contents import contents
from pipeline.outputs.pdf.depth import level_blocks
from pipeline.outputs.pdf.fitting import Fitting
from pipeline.outputs.pdf.furniture import MARKS, Furniture
from pipeline.outputs.pdf.headings import mark_divisions, name_speakers
from pipeline.outputs.pdf.landscape import landscape_page, turn_table
from pipeline.outputs.pdf.limits import ENDLESS_WORD
from pipeline.outputs.pdf.notes import free_captions, place_notes
from pipeline.outputs.pdf.paragraphs import mark_continuations
from pipeline.outputs.pdf.phrases import dissolve_phrases, targets
from pipeline.outputs.short_titles import shortened
from pipeline.tei.languages import primary
from pipeline.tei.plain_text import plain

_PREFIX = f"{{{XHTML}}}"
_PLAIN = Furniture()
# WeasyPrint takes the beginning of any inline box for a line's, and would break every word there.
_BREAKABLE = re.compile("[!-\u2e7f]{36}")
_PIECE = 40
_LONG_CELL = 600  # characters: its row may be higher than a page
_SUPERIOR = re.compile("[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]")
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_MAY_END_LINES = str.maketrans("", "", f"\N{SOFT HYPHEN}{_ZERO_WIDTH_SPACE}")
_CELLS = (f"{_PREFIX}td", f"{_PREFIX}th")
_ROW = f"{_PREFIX}tr"
_CAPTION_LINE = 52  # characters
_CHARACTER = 0.42  # ems, on an average
_INLINE = tuple(
    _PREFIX + name
    for name in "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rb rt ruby s samp small "
    "span strong sub sup u var".split()
)
# lxml takes None for the default namespace, though its stubs do not say so.
_NAMESPACES = cast("dict[str, str]", {None: XHTML})


def print_document(
    book: Book, fitting: Fitting, furniture: Furniture = _PLAIN
) -> ElementTree.Element:
    """The whole book in the order of its pages.

    The text stands in ``main``, which becomes PDF's ``Part``; everything
    outside of it is the edition's. WeasyPrint wants the standard library's
    elements without a namespace, as an HTML parser gives them; from lxml they
    are had by C code alone, which is several times faster than to have
    WeasyPrint parse HTML.
    """
    html = etree.Element(f"{_PREFIX}html", {"lang": book.metadata.language}, nsmap=_NAMESPACES)
    html.append(_head(book))
    if fitting.landscape:
        etree.SubElement(html[0], f"{_PREFIX}style").text = landscape_page(fitting.leaf)
    body = etree.SubElement(html, f"{_PREFIX}body")
    if _has_superiors(book):
        body.set("class", "own-superiors")
    before, after = _matter(book, furniture)
    if before is not None:
        body.append(before)
    if (listing := contents(book, after)) is not None:
        body.append(listing)
    text = _text(book, fitting, furniture, targets([*body, *after]))
    if furniture.apparatus:
        place_entries(text, book, fitting.keys)
    body.append(text)
    body.extend(after)
    body.append(_templates(furniture))
    for section in body.iterchildren(f"{_PREFIX}section"):
        _mark_matter(section)
    bind(body, points=primary(book.metadata.language) == "fr")
    mark_addresses(body)
    _part_endless_words(body)
    _mark_long_words(body)
    return _plain(html)


def _has_superiors(book: Book) -> bool:
    """Whether the text has raised figures as characters of its own: a call has the same glyphs.

    A PDF knows one text for a glyph (ISO 32000-2, 9.10.3), and "m²" would be copied as "m2".
    """
    texts = (book.content, *(note.content for note in book.notes))
    return any(_SUPERIOR.search(str(words)) for each in texts for words in each.itertext())


def _head(book: Book) -> etree._Element:
    """Document metadata, as WeasyPrint takes it from HTML into Info and XMP."""
    metadata = book.metadata
    head = etree.Element(f"{_PREFIX}head")
    title = ": ".join(part for part in (metadata.title, metadata.subtitle) if part)
    etree.SubElement(head, f"{_PREFIX}title").text = title
    moment = metadata.modified.isoformat(timespec="seconds")
    stated = [("author", person.name) for person in metadata.by_relator("aut")]
    stated += [
        ("description", metadata.abstract),
        ("keywords", ", ".join(subject.replace(",", ";") for subject in metadata.subjects)),
        ("generator", f"tei-edition {__version__}"),
        ("dcterms.created", moment),
        ("dcterms.modified", moment),
    ]
    for name, content in stated:
        if content:
            etree.SubElement(head, f"{_PREFIX}meta", {"name": name, "content": content})
    return head


def _matter(book: Book, furniture: Furniture) -> tuple[etree._Element | None, list[etree._Element]]:
    """The title page, and what follows the text."""
    after = (
        matter.note_on_the_text(book, "pdf_marked" if furniture.correction_marks else "pdf"),
        matter.corrections(book),
        matter.register(book),
        matter.colophon(book),
    )
    return matter.title_page(book), [section for section in after if section is not None]


def _text(
    book: Book, fitting: Fitting, furniture: Furniture, linked: frozenset[str]
) -> etree._Element:
    source = copy.deepcopy(book.content)
    mark_blocks(source)
    main = etree.Element(f"{_PREFIX}main", {"class": source.get("class", "")}, nsmap=_NAMESPACES)
    for name in ("lang", "style"):
        if value := source.get(name):
            main.set(name, value)
    main.text = source.text
    main.extend(list(source))
    free_captions(main)
    if furniture.styled is not None:
        kept = linked | targets([main, *(note.content for note in book.notes)])
        kept |= {record.id for record in book.interventions}
        # An apparatus takes the phrase before a note's call for what the note is on.
        dissolve_phrases(main, furniture.styled, None if furniture.apparatus else kept)
    mark_divisions(main, book)
    mark_brief(main, book.divisions)
    level_blocks(main)
    mark_continuations(main)
    place_notes(main, book, fitting)
    name_speakers(main)
    _name_images(main, book)
    for item in main.iter(f"{_PREFIX}li"):
        if value := item.get("value"):  # WeasyPrint knows it as a style only
            counted = f"counter-set:list-item {value};counter-increment:list-item 0"
            item.set("style", f"{item.get('style', '')};{counted}")
    for number, table in enumerate(main.iter(f"{_PREFIX}table")):
        _mark_table(table, number, fitting)
    return main


def _templates(furniture: Furniture) -> etree._Element:
    """Elements that are not drawn: the style sheets give through them what is drawn elsewhere."""
    holder = etree.Element(f"{_PREFIX}div", {"class": "furniture"})
    for name in MARKS:
        etree.SubElement(holder, f"{_PREFIX}i", {"class": name})
    if furniture.apparatus:
        holder.extend(templates())
    return holder


def _name_images(main: etree._Element, book: Book) -> None:
    """Give images their sealed addresses; one that is not there leaves its place empty.

    WeasyPrint would print the description instead, which is not in the text.
    """
    names = {image.name for image in book.images}
    for image in list(main.iter(f"{_PREFIX}img")):
        if image.get("src") in names:
            image.set("src", f"image:{quote(image.get('src', ''))}")
        else:
            place = etree.Element(f"{_PREFIX}span", {"class": "graphic"})
            place.tail = image.tail
            image.getparent().replace(image, place)  # type: ignore[union-attr]


def _mark_table(table: etree._Element, number: int, fitting: Fitting) -> None:
    table.set("data-table", str(number))
    if any(len(plain(cell)) > _LONG_CELL for cell in table.iter(*_CELLS)):
        add_class(table, "long-cells")
    if width := _width_for_caption(table):
        table.set("style", f"{table.get('style', '')};width:{width:.1f}em")
    if scale := fitting.tables.get(number):
        table.set("style", f"{table.get('style', '')};font-size:{scale:.3f}em")
    if number in fitting.landscape:
        turn_table(table)


def _width_for_caption(table: etree._Element) -> float:
    """How wide, in ems, a table should be that is narrower than a line of its caption; or 0.

    WeasyPrint would set the caption in the width of the table, be it two figures.
    """
    caption = table.find(f"{_PREFIX}caption")
    if caption is None:
        return 0
    line = min(len(plain(caption)), _CAPTION_LINE)
    rows = ([len(plain(cell)) + 2 for cell in row.iter(*_CELLS)] for row in table.iter(_ROW))
    widest = [max(column) for column in zip_longest(*rows, fillvalue=0)]
    return line * _CHARACTER if sum(widest) < line else 0


def _mark_long_words(body: etree._Element) -> None:
    """Say in which inline elements a word may have to be broken anywhere to fit a line."""
    for element in body.iter(*_INLINE):
        own = (element.text, *(child.tail for child in element))
        if any(text and _BREAKABLE.search(text) for text in own):
            add_class(element, "long-word")


def _part_endless_words(body: etree._Element) -> None:
    """Let a word of many lines be broken: WeasyPrint measures the rest of it anew for each line.

    Scripts that part no words are left alone: their lines end between any two.
    """
    for element in body.iter():
        if element.text and ENDLESS_WORD.search(element.text):
            element.text = ENDLESS_WORD.sub(_parted, element.text)
        if element.tail and ENDLESS_WORD.search(element.tail):
            element.tail = ENDLESS_WORD.sub(_parted, element.tail)


def _parted(word: re.Match[str]) -> str:
    letters = word[0].translate(_MAY_END_LINES)  # WeasyPrint would try each of them
    pieces = range(0, len(letters), _PIECE)
    return _ZERO_WIDTH_SPACE.join(letters[start : start + _PIECE] for start in pieces)


def _mark_matter(section: etree._Element) -> None:
    heading = section.findtext(f"{_PREFIX}h1")
    if heading:
        section.set("data-level", "1")
        section.set("data-bookmark", heading)
        section.set("data-recto", shortened(heading, 44))
        section.set("data-verso", shortened(heading, 44))


def _plain(html: etree._Element) -> ElementTree.Element:
    root = ElementTree.fromstring(etree.tostring(html))
    start = len(_PREFIX)
    for element in root.iter():
        if element.tag.startswith(_PREFIX):
            element.tag = element.tag[start:]
    return root
