"""The levels of headings: none is skipped on the way down (PDF/UA-1, 7.4.2; WCAG 2.2, G141)."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xhtml import qualified

_HEADINGS = {qualified(f"h{level}"): level for level in range(1, 7)}


def close_gaps(content: etree._Element) -> None:
    """Let a heading be one level below that of the division around it which has one.

    A division without a heading between them has a level, but nobody sees it. The title of the
    book is above all.
    """
    above = [(1, 1)]  # the levels that headings had, and have
    for heading in content.iter(*_HEADINGS):
        level = _HEADINGS[heading.tag]
        while len(above) > 1 and above[-1][0] >= level:
            above.pop()
        now = min(level, above[-1][1] + 1)
        if now != level:
            heading.tag = qualified(f"h{now}")
        above.append((level, now))
