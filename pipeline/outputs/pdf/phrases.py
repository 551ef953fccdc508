"""Phrases that make no difference on paper, which the engine need not set one by one.

A text whose every word is an element (TEI 17.1), or a dictionary whose every
field is one, would take WeasyPrint several times the time and the memory that
its words do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import classes

_SPAN, _A = f"{{{XHTML}}}span", f"{{{XHTML}}}a"
_DISSOLVED = "dissolved"
_CLASS = re.compile(rb"\.(-?[A-Za-z_][\w-]*)")
_IDLE = frozenset({"class", "id"})


def classes_styled(sheets: Sequence[bytes]) -> frozenset[str]:
    """Every class that a style sheet speaks of."""
    return frozenset(name.decode("ascii") for sheet in sheets for name in _CLASS.findall(sheet))


def idle_phrases(tree: etree._Element, styled: frozenset[str]) -> Iterator[etree._Element]:
    """The phrases of which no style sheet speaks, and which say nothing of themselves."""
    for phrase in tree.iter(_SPAN):
        if _IDLE.issuperset(phrase.keys()) and styled.isdisjoint(classes(phrase)):
            yield phrase


def targets(trees: Iterable[etree._Element]) -> frozenset[str]:
    """The ids to which links in the trees lead."""
    return frozenset(link.get("href", "")[1:] for tree in trees for link in tree.iter(_A))


def dissolve_phrases(
    main: etree._Element, styled: frozenset[str], kept: Collection[str] | None
) -> None:
    """Leave only the words of idle phrases, unless their ids (by default all) are to be `kept`."""
    around: set[etree._Element | None] = set()
    for phrase in list(idle_phrases(main, styled)):
        name = phrase.get("id")
        if name is None or (kept is not None and name not in kept):
            phrase.tag = _DISSOLVED
            around.add(phrase.getparent())
    etree.strip_tags(main, _DISSOLVED)
    for element in around:
        if element is not None and element.tag != _DISSOLVED:
            _join_texts(element)


def _join_texts(element: etree._Element) -> None:
    """Make one of texts that adjoin: lxml reads many as one in the square of their number."""
    element.text = element.text
    for child in element:
        child.tail = child.tail
