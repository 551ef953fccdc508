"""The words with which chapters open, which a layout may set in small capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import HEADINGS, classes, put_in_text

_P, _SECTION, _SPAN, _BR = (f"{{{XHTML}}}{name}" for name in ("p", "section", "span", "br"))
_WORDS = r"[^\W_]+(?:[’'-][^\W_]+)*(?:\s+(?=[^\W_])|\b)"
# Up to five words, until the first mark of punctuation; one that opens may stand before them.
_OPENING = rf"\s*[“‘„‚«»\"'¿¡(\[—–-]*\s*(?:{_WORDS}){{1,5}}"
# Its capitals have no accents, and small ones no forms without them.
_GREEK = r"[\u0370-\u03ff\u1f00-\u1fff]"
_BEFORE_THE_TEXT = frozenset(("pb", "argument", "epigraph"))


def mark_openings(chapters: Iterable[etree._Element]) -> None:
    """Mark the opening words of every chapter, or of none where one has no words to mark."""
    paragraphs = [
        first
        for chapter in chapters
        if any(child.tag in HEADINGS for child in chapter)
        and (first := _first_paragraph(chapter)) is not None
    ]
    openings = [_opening(each) for each in paragraphs]
    if all(words for _, words in openings):
        for holder, words in openings:
            _wrap(holder, words)


def _first_paragraph(section: etree._Element) -> etree._Element | None:
    """The paragraph that follows a division's heading, or that of its first subdivision."""
    for child in section:
        if child.tag in HEADINGS or child.get("class", "") in _BEFORE_THE_TEXT:
            continue
        if child.tag == _SECTION:
            return _first_paragraph(child)
        return child if child.tag == _P and child.get("class") is None else None
    return None


def _opening(paragraph: etree._Element) -> tuple[etree._Element, str]:
    """The words, and the element whose text (or, if empty, whose tail) begins with them.

    None of a document, where capitals would seem to be its own.
    """
    if _is_of_document(paragraph):
        return paragraph, ""
    for element in paragraph.iter():
        for text in (element.text, element.tail if not len(element) else None):
            if text and text.strip():
                words = re.match(_OPENING, text)
                found = words[0].rstrip() if words else ""
                return element, "" if re.search(_GREEK, found) else found
    return paragraph, ""


def _is_of_document(paragraph: etree._Element) -> bool:
    """Whether it is of an inscription (`div type="edition"` of EpiDoc), or set line by line."""
    return next(paragraph.iter(_BR), None) is not None or any(
        "edition" in classes(above) for above in paragraph.iterancestors(_SECTION)
    )


def _wrap(holder: etree._Element, words: str) -> None:
    opening = etree.Element(_SPAN, {"class": "opening-words"})
    opening.text = words
    is_behind = not (holder.text or "").strip()
    put_in_text(opening, holder, 0, len(words), is_behind=is_behind)
