"""Quotations in several elements, as verse has them line by line (TEI 3.3.3, att.global.linking).

One that goes on right after another of its kind has no mark there, nor has
the other. Where somebody's words stand between ("he said"), both have.
"""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.tei.names import tei

_QUOTING = frozenset(map(tei, ("q", "quote", "said")))
_ASIDE = frozenset(map(tei, ("teiHeader", "note", "fw")))
_MERGED = "merge"  # `@rend` of the Perseus Digital Library

_Ended = dict[int, etree._Element]  # the last quotation at each depth, if no words came after it


class QuotationParts:
    """Which ends of the quotations of a document are none."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def is_inner(self, keyword: str, element: etree._Element) -> bool:
        """Whether an `open-quote` or `close-quote` would stand within a quotation that goes on."""
        return element in self._inner[keyword]

    @cached_property
    def _inner(self) -> dict[str, set[etree._Element]]:
        inner: dict[str, set[etree._Element]] = {"open-quote": set(), "close-quote": set()}
        if any(_goes_on(each) or _is_to_go_on(each) for each in self._root.iter(*_QUOTING)):
            for before, after in _adjacent(self._root):
                if _goes_on(after) or _is_to_go_on(before):
                    inner["close-quote"].add(before)
                    inner["open-quote"].add(after)
        return inner


def without_merging(rend: str) -> str:
    """What `@rend` says of looks: that a quotation goes on is none."""
    return " ".join(word for word in rend.split() if word != _MERGED)


def _goes_on(quotation: etree._Element) -> bool:
    is_merged = _MERGED in quotation.get("rend", "").split()
    return is_merged or bool(quotation.get("prev")) or quotation.get("part") in ("M", "F")


def _is_to_go_on(quotation: etree._Element) -> bool:
    return bool(quotation.get("next")) or quotation.get("part") in ("I", "M")


def _adjacent(root: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """The quotations between which no word stands, whatever lines or paragraphs they stand in."""
    found = []
    ended: _Ended = {}
    depth = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        is_quotation = element.tag in _QUOTING
        if event == "start" and element.tag in _ASIDE:
            walk.skip_subtree()
        elif event == "start":
            if is_quotation:
                if depth in ended:
                    found.append((ended[depth], element))
                depth += 1
            _end_where_words_are(element.text, ended, depth)
        else:
            if is_quotation:
                depth -= 1
                ended[depth] = element
            _end_where_words_are(element.tail, ended, depth)
    return found


def _end_where_words_are(text: str | None, ended: _Ended, depth: int) -> None:
    """After words at this depth, no quotation that ended before them goes on."""
    if ended and text and not text.isspace():
        for each in [each for each in ended if each >= depth]:
            del ended[each]
