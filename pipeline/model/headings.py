"""The levels of divisions and headings, as a reader sees them."""

from __future__ import annotations

from lxml import etree

from pipeline.model.book import Division
from pipeline.model.xhtml import HEADINGS

_LEVELS = {tag: level for level, tag in enumerate(HEADINGS, 1)}


def level_headings(content: etree._Element, divisions: list[Division]) -> None:
    """Let a heading be one level below that of the division around it which has one.

    A division without a heading between them has a level in the file, but nobody sees it, and none
    may be skipped on the way down (PDF/UA-1, 7.4.2; WCAG 2.2, G141). The title of the book is above
    all.
    """
    raised = _raise_divisions(divisions)
    above = [(1, 1)]  # the levels that headings had, and have
    for heading in content.iter(*HEADINGS):
        parent = heading.getparent()
        name = parent.get("id", "") if parent is not None else ""
        level = max(1, _LEVELS[heading.tag] - raised.get(name, 0))
        while len(above) > 1 and above[-1][0] >= level:
            above.pop()
        now = min(level, above[-1][1] + 1)
        heading.tag = HEADINGS[now - 1]
        above.append((level, now))


def _raise_divisions(divisions: list[Division]) -> dict[str, int]:
    """Level what stands in a mere wrapper with its sisters; by how much each division rose.

    A wrapper has no heading, and divisions that have one stand in it.
    """
    every = list(divisions)
    for division in every:
        every += division.children
    around_headings = set()
    for division in reversed(every):
        if any(child.heading or child.id in around_headings for child in division.children):
            around_headings.add(division.id)
    raised = {}
    for division in every:
        is_wrapper = not division.heading and division.id in around_headings
        for child in division.children:
            level = division.level + (not is_wrapper)
            raised[child.id] = child.level - level
            child.level = level
    return raised
