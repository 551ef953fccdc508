"""Where a page, column or line of the source begins in the midst of a word (TEI att.breaking)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import tei

_WORD = tei("w")


def is_within_word(milestone: etree._Element) -> bool:
    """Whether a word goes on over `pb`, `cb`, `gb`, `lb` or `milestone`.

    `@break` says so; where it says nothing, a `w` is one word (TEI 3.11.3, 18.1).
    """
    said = milestone.get("break")
    return said == "no" or (
        said != "yes" and next(milestone.iterancestors(_WORD), None) is not None
    )
