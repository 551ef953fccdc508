"""In what a header states a publication: in parts, in a reference, in sentences (TEI 2.2.4)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.header.description import paragraphs_of
from pipeline.tei.header.twins import in_language
from pipeline.tei.names import has_own_words, has_words, own_texts, tei
from pipeline.tei.plain_text import without

_REFERENCE = tei("bibl")
_PARAGRAPHS = tuple(map(tei, ("p", "ab")))
_WHO_AND_WHEN = tuple(map(tei, ("publisher", "authority", "distributor", "date")))
_PARTS = (*_WHO_AND_WHEN, *map(tei, ("pubPlace", "idno", "availability")))
_OF_WORKS = tuple(map(tei, ("title", "author", "editor")))
_NOTE_ON_FILE = tei("desc")
# What schema.org asks of the access to a file; a summary of it is for readers.
_FOR_PROGRAMS = r"access(?!ibilitySummary)"
# What a template has where somebody should say something.
_TEMPLATE = frozenset(
    ("publication information", "information about publication or distribution", "unknown")
)


def with_parts(statement: etree._Element) -> etree._Element:
    """What has the parts of a `publicationStmt`: itself, or the reference that stands for them."""
    if _says_who_or_when(statement):
        return statement
    references = map(_reference_in, statement.iterchildren(*_PARAGRAPHS))
    return next((each for each in references if each is not None), statement)


def publication_in_prose(statement: etree._Element, language: str) -> tuple[str, ...]:
    """What the statement says besides its parts, in sentences or in further references."""
    parted = with_parts(statement)
    prose = in_language(statement.iterchildren(*_PARAGRAPHS), language)
    bare = (_besides(each, is_parted=parted.getparent() is each) for each in prose)
    said = (" ".join(paragraphs_of(each, language)) for each in bare)
    return tuple(words for words in said if words and words.lower().rstrip(".") not in _TEMPLATE)


def _reference_in(paragraph: etree._Element) -> etree._Element | None:
    """The reference of which it consists, if that names no work, but says who published when."""
    reference = paragraph.find(_REFERENCE)
    if reference is None or has_own_words(paragraph) or _is_in_sentences(reference):
        return None
    is_of_work = next(reference.iterchildren(*_OF_WORKS), None) is not None
    return reference if _says_who_or_when(reference) and not is_of_work else None


def _says_who_or_when(stated: etree._Element) -> bool:
    return any(map(has_words, stated.iterchildren(*_WHO_AND_WHEN)))


def _is_in_sentences(reference: etree._Element) -> bool:
    return any(map(str.isalnum, "".join(own_texts(reference))))


def _besides(paragraph: etree._Element, *, is_parted: bool) -> etree._Element:
    """A paragraph without what is read of it elsewhere, or only by programs."""
    bare = without(paragraph)
    for note in bare.findall(_NOTE_ON_FILE):
        if re.match(_FOR_PROGRAMS, note.get("type", "")):
            bare.remove(note)
    reference = bare.find(_REFERENCE)
    if is_parted and reference is not None:
        etree.strip_elements(reference, *_PARTS, with_tail=True)
    return bare
