"""Divisions too short to begin pages: news, recipes, entries, letters of a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.book import XHTML, Division
from pipeline.model.xhtml import HEADINGS, classes
from pipeline.tei.names import has_words, text_in

_OPENING_PAGE = 1400  # characters: what a page of the reading edition holds below a heading
_FEW = 5  # so many may have pages of their own, however short
_SECTION, _BLOCK = f"{{{XHTML}}}section", f"{{{XHTML}}}div"
_VERSE = frozenset(("lg", "l"))


def mark_brief(main: etree._Element, divisions: list[Division]) -> None:
    """Say in `data-brief` which of the text's own divisions follow each other: `first` and `next`.

    All of the first level or none: where they would not fill, on an average, the pages on which
    they began. Poems have their own pages. A part of an inscription, or of a charter, that is lost
    but for its heading never has one.
    """
    sections = {each.get("id", ""): each for each in main.iter(_SECTION)}
    outermost = [each for each in _outermost(divisions) if each.id in sections]
    for each in outermost:
        if _is_empty_part(sections[each.id]):
            sections[each.id].set("data-brief", "next")
    headed = [each for each in outermost if each.heading]
    whole = [sections[each.id] for each in headed if not _is_wrapper(each)]
    if not _are_brief(whole):
        return
    for each in outermost:
        if each.heading or _is_wrapper(each):
            sections[each.id].set("data-brief", "next")
    whole[0].set("data-brief", "first")


def _are_brief(texts: list[etree._Element]) -> bool:
    """Whether they are many, and would leave half of their pages empty, and are no poems."""
    if len(texts) <= _FEW or sum(len(text_in(each)) for each in texts) > _OPENING_PAGE * len(texts):
        return False
    return 2 * sum(map(_is_in_verse, texts)) <= len(texts)


def _outermost(divisions: list[Division]) -> Iterator[Division]:
    """Those of the first level, also where they stand in others without a heading."""
    waiting = [each for each in reversed(divisions) if each.part == "body"]
    while waiting:
        division = waiting.pop()
        if division.level == 1:
            yield division
            waiting += reversed(division.children)


def _is_wrapper(division: Division) -> bool:
    return any(child.level == 1 for child in division.children)


def _is_empty_part(section: etree._Element) -> bool:
    if "textpart" not in classes(section):
        return False
    return not any(has_words(child) for child in section if child.tag not in HEADINGS)


def _is_in_verse(section: etree._Element) -> bool:
    return any(_VERSE & set(classes(each)) for each in section.iter(_BLOCK))
