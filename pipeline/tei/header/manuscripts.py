"""A manuscript, described in full and in short (TEI 11.3 to 11.7)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.tei.header.telling import DEEPEST, joined, listed
from pipeline.tei.languages import colon_in, spoken_today
from pipeline.tei.names import has_own_words, tei
from pipeline.tei.units import kind_of_description, language_at

MANUSCRIPTS = tuple(map(tei, ("msDesc", "msPart", "msFrag")))
MANUSCRIPT, _IDENTIFIER, _HEAD = map(tei, ("msDesc", "msIdentifier", "head"))
_NOTHING = frozenset(("", "-", "none", "n/a"))  # what a field has that was left empty
# The parts of a description of a manuscript that are told one by one.
_PARTED = frozenset(map(tei, (
    "msDesc", "msPart", "msFrag", "msContents", "msItem", "msItemStruct", "physDesc", "objectDesc",
    "history", "additional", "adminInfo",
)))  # fmt: skip
_ITEMS = frozenset(map(tei, ("msItem", "msItemStruct")))


def sections(element: etree._Element, depth: int = 1) -> Iterator[str]:
    """The sections of a description, and the items of its contents, a line for each."""
    if element.tag not in _PARTED or has_own_words(element) or depth > DEEPEST:
        yield _named(element, listed(element, depth))
        return
    children = list(element.iterchildren(tei("*")))
    if element.tag in _ITEMS:
        yield joined((each for each in children if each.tag not in _ITEMS), False, depth)
        children = [each for each in children if each.tag in _ITEMS]
    for child in children:
        yield from sections(child, depth + 1)


def shelfmarks(manuscript: etree._Element) -> Iterator[str]:
    """Where it is kept, and its name."""
    return map(listed, manuscript.iterchildren(_IDENTIFIER))


def _named(part: etree._Element, words: str) -> str:
    """The `words` of a part, behind what it is called, unless they say it, or say nothing."""
    kind = kind_of_description(part)
    is_said = part.find(_HEAD) is not None or words.casefold().startswith(kind.casefold())
    is_empty = words.casefold().rstrip(".") in _NOTHING
    if is_empty or is_said:
        return "" if is_empty else words
    return f"{kind}{colon_in(spoken_today(language_at(part)))}{words}"
