"""In what a header states a publication: in parts, in references, in sentences (TEI 2.2.4)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.header.description import paragraphs_of
from pipeline.tei.header.twins import in_language
from pipeline.tei.names import has_own_words, has_words, own_texts, tei
from pipeline.tei.plain_text import without

_REFERENCE, _LICENCE, _NUMBER = map(tei, ("bibl", "licence", "idno"))
_PARAGRAPHS = tuple(map(tei, ("p", "ab")))
_HOUSES = tuple(map(tei, ("publisher", "authority", "distributor", "pubPlace")))
# Parts that are of one reference, if they are not of the statement.
_TOGETHER = (_HOUSES, (tei("date"),), (tei("availability"),))
_OF_WORKS = tuple(map(tei, ("title", "author", "editor")))
_NOTE_ON_FILE = tei("desc")
# What schema.org asks of the access to a file; a summary of it is for readers.
_FOR_PROGRAMS = r"access(?!ibilitySummary)"
# What a template has where somebody should say something.
_TEMPLATE = frozenset(
    ("publication information", "information about publication or distribution", "unknown")
)


def with_parts(statement: etree._Element) -> etree._Element:
    """A `publicationStmt` with the parts that only references in it have."""
    taken = _taken(statement)
    if not taken:
        return statement
    whole = without(statement)
    for reference, tags in taken.items():
        whole.extend(map(without, reference.iterchildren(*tags)))
    return whole


def publication_in_prose(statement: etree._Element, language: str) -> tuple[str, ...]:
    """What the statement says besides its parts, in sentences or in further references."""
    taken = _taken(statement)
    prose = in_language(statement.iterchildren(*_PARAGRAPHS), language)
    bare = (_besides(each, taken) for each in prose)
    said = (" ".join(paragraphs_of(each, language)) for each in bare)
    return tuple(words for words in said if words and words.lower().rstrip(".") not in _TEMPLATE)


def _taken(statement: etree._Element) -> dict[etree._Element, tuple[str, ...]]:
    """The references that state what the statement does not itself, and which of its parts."""
    references = list(filter(_is_in_parts, statement.iterfind(f"*/{_REFERENCE}")))
    taken: dict[etree._Element, tuple[str, ...]] = {}
    for tags in _TOGETHER:
        stating = (each for each in (statement, *references) if _states(each, tags))
        first = next(stating, statement)
        if first is not statement:
            taken[first] = (*taken.get(first, (_NUMBER,)), *tags)
    return taken


def _is_in_parts(reference: etree._Element) -> bool:
    """Whether a paragraph consists of it, and it names no work, nor says it in sentences."""
    paragraph = reference.getparent()
    if paragraph is None or paragraph.tag not in _PARAGRAPHS or has_own_words(paragraph):
        return False
    is_of_work = next(reference.iterchildren(*_OF_WORKS), None) is not None
    return not is_of_work and not any(map(str.isalnum, "".join(own_texts(reference))))


def _states(stated: etree._Element, tags: tuple[str, ...]) -> bool:
    return any(map(_says_something, stated.iterchildren(*tags)))


def _says_something(part: etree._Element) -> bool:
    """Whether it has words, or a date, or the address of a licence."""
    addresses = (each.get("target", "") for each in part.iter(_LICENCE))
    return has_words(part) or "when" in part.attrib or any("://" in each for each in addresses)


def _besides(
    paragraph: etree._Element, taken: dict[etree._Element, tuple[str, ...]]
) -> etree._Element:
    """A paragraph without what is read of it elsewhere, or only by programs."""
    bare = without(paragraph)
    for note in bare.findall(_NOTE_ON_FILE):
        if re.match(_FOR_PROGRAMS, note.get("type", "")):
            bare.remove(note)
    originals = paragraph.findall(_REFERENCE)
    for own, reference in zip(bare.findall(_REFERENCE), originals, strict=True):
        tags = taken.get(reference, ())
        if set(_HOUSES) <= set(tags) or not _states(reference, _HOUSES):
            etree.strip_elements(own, *tags, with_tail=True)
    return bare
