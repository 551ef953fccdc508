"""Hyphens with which a line of the source ends (TEI 3.2.2, 3.11.3; `hyphenation/@eol`).

Where the line is not kept, neither is its hyphen: a word goes on there. What the text writes
with a hyphen within a line, too, is a compound.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property

from lxml import etree

from pipeline.tei.breaks import is_within_word
from pipeline.tei.names import tei, text_before, text_in

HYPHENS = "-‐¬⸗="
_ONLY_AT_LINE_ENDS = "¬⸗="
_STEPPED_OVER = frozenset(map(tei, ("pb", "cb", "gb", "lb", "milestone", "fw", "note", "anchor")))
_MOST_STEPS = 8
# Compiled when they are met: many texts have no such line.
_ENDS_IN_HYPHEN = rf"([^\W\d_]+)([{HYPHENS}])\s*"
_GOES_ON = r"\s*([^\W\d_]+)"
_COMPOUND = r"[^\W\d_]+[-‐][^\W\d_]+"
# Behind a hyphen that stands for what follows in common: Hunger- und Durstkur.
_CONJUNCTIONS = frozenset(
    "and or to und oder bis bzw u o et ou e ed od o y en of och eller og i oder a ani lub czy и или"
    " та або".split()
)
_KEPT = frozenset(("hard", "none"))  # of `@eol`: those that are left are the words' own
_HYPHENATION = f".//{tei('hyphenation')}"


class LineHyphen(Enum):
    """What becomes of a hyphen where the line that it ends is not kept."""

    OF_THE_LINE = "it goes, and the word goes on"
    OF_THE_WORD = "it stays, and the word goes on"


class LineHyphens:
    """The hyphens at the line ends of one document."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def before(self, line_break: etree._Element) -> LineHyphen | None:
        """What the hyphen before an `lb` or its like is; None where there is none within a word."""
        ending = re.fullmatch(_ENDS_IN_HYPHEN, _word_before(line_break))
        beginning = re.match(_GOES_ON, _text_after(line_break)) if ending else None
        if not ending or not beginning:
            return None
        first, sign, last = ending[1], ending[2], beginning[1]
        is_told = is_within_word(line_break)
        if sign == "=" and not (is_told or len(first) > 1):
            return None
        if last.casefold() in _CONJUNCTIONS and not is_told:
            return None
        if not last[0].islower() or (sign not in _ONLY_AT_LINE_ENDS and self._keeps(first, last)):
            return LineHyphen.OF_THE_WORD
        return LineHyphen.OF_THE_LINE

    def _keeps(self, first: str, last: str) -> bool:
        return self._are_hard or f"{first}-{last}".casefold() in self._compounds

    @cached_property
    def _are_hard(self) -> bool:
        declared = self._root.find(_HYPHENATION)
        return declared is not None and declared.get("eol") in _KEPT

    @cached_property
    def _compounds(self) -> frozenset[str]:
        """What stands with a hyphen within a line."""
        texts = (str(text) for text in self._root.itertext() if "-" in text or "‐" in text)
        found = (word for text in texts for word in re.findall(_COMPOUND, text))
        return frozenset(word.replace("‐", "-").casefold() for word in found)


def _word_before(line_break: etree._Element) -> str:
    """The text before it, back to where its last word begins, notes and furniture aside."""
    node, said = line_break, ""
    for _ in range(_MOST_STEPS):
        said = text_before(node) + said
        words = said.split()
        if len(words) > 1 or (words and said[0].isspace()):
            return words[-1]
        before = node.getprevious()
        if before is None:
            break
        if before.tag not in _STEPPED_OVER and isinstance(before.tag, str):
            said = text_in(before) + said
        node = before
    return (said.split() or [""])[-1]


def _text_after(line_break: etree._Element) -> str:
    node, said = line_break, line_break.tail or ""
    for _ in range(_MOST_STEPS):
        after = node.getnext()
        if said.strip() or after is None:
            break
        if after.tag not in _STEPPED_OVER and isinstance(after.tag, str):
            said += text_in(after)
        said += after.tail or ""
        node = after
    return said
