"""Quotation marks in the words of a header: where markup quotes, as where marks do (TEI 3.3.3)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.glyphs import copy_apart
from pipeline.tei.names import tei, text_before, text_in

_QUOTING = tuple(map(tei, ("quote", "q", "soCalled", "said")))
_BLOCKS = tuple(map(tei, ("p", "lg", "l", "list", "ab")))
QUOTATION_MARKS = frozenset("\"'“”„‟‘’‚‛«»‹›「」『』〝〞《》〈〉＂")
_OUTER, _INNER = ("“", "”"), ("‘", "’")


def with_marks(element: etree._Element) -> etree._Element:
    """`element`, or a copy of it that has marks for its quotations, where it has none itself."""
    if next(element.iterdescendants(*_QUOTING), None) is None:
        return element
    marked = copy_apart(element)
    marked.tail = None
    for quoted in reversed(list(marked.iterdescendants(*_QUOTING))):
        if next(quoted.iterdescendants(*_BLOCKS), None) is None:
            _mark(quoted)
            quoted.tag = tei("seg")  # no line of its own, as it would be in a letter
    return marked


def _mark(quoted: etree._Element) -> None:
    words = text_in(quoted).strip()
    if not words or words[0] in QUOTATION_MARKS or text_before(quoted)[-1:] in QUOTATION_MARKS:
        return
    depth = sum(1 for _ in quoted.iterancestors(*_QUOTING))
    opening, closing = _INNER if depth % 2 else _OUTER
    quoted.text = f"{opening}{(quoted.text or '').lstrip()}"
    if len(quoted):
        quoted[-1].tail = f"{(quoted[-1].tail or '').rstrip()}{closing}"
    else:
        quoted.text = f"{quoted.text.rstrip()}{closing}"
