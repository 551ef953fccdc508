"""Hyphens with which a line of the source ends (TEI 3.2.2, 3.11.3; `hyphenation/@eol`).

Where the line is not kept, neither is its hyphen: a word goes on there. What the text writes
with a hyphen within a line, too, is a compound. With a page or column its last line ends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import Enum
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.tei.breaks import BREAKS, is_within_word
from pipeline.tei.line_signs import LINE_SIGNS
from pipeline.tei.names import tei, text_before, whole_texts
from pipeline.tei.reading import Decision

_ONLY_AT_LINE_ENDS = f"¬⸗={LINE_SIGNS}"
HYPHENS = f"-‐{_ONLY_AT_LINE_ENDS}"
_LINE, _MILESTONE = tei("lb"), tei("milestone")
LINE_ENDS = BREAKS - {_MILESTONE}
_PAGE_ENDS = LINE_ENDS - {_LINE}
# What words never run into, and what may stand between the last line of a page and the next.
_BLOCKS = frozenset(
    map(tei, "ab closer div epigraph figure head item l lg list opener p sp stage table".split())
)
_AT_EDGES = LINE_ENDS | {tei("fw")}
_STEPPED_OVER = BREAKS | frozenset(map(tei, ("fw", "note", "anchor")))
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
    """The hyphens at the line ends of one document, as it is read where something `drops`."""

    def __init__(self, root: etree._Element, drops: Decision) -> None:
        self._root = root
        self._drops = drops

    def before(self, line_break: etree._Element) -> LineHyphen | None:
        """What the hyphen before an `lb` or its like is; None where there is none within a word."""
        ending = re.fullmatch(_ENDS_IN_HYPHEN, self._word_before(line_break))
        beginning = re.match(_GOES_ON, self._word_after(line_break)) if ending else None
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

    def ends_page(self, element: etree._Element) -> bool:
        """Whether a page or column ends in a hyphen, and no `lb` beside it has the line's end."""
        is_end = element.tag in _PAGE_ENDS and self.before(element) is not None
        return is_end and not _is_beside_line(element)

    def _word_before(self, line_break: etree._Element) -> str:
        """The text before it, back to where its last word begins, notes and furniture aside."""
        node, said = line_break, ""
        for _ in range(_MOST_STEPS):
            said = text_before(node) + said
            words = said.split()
            if len(words) > 1 or (words and said[0].isspace()):
                return _without_marks(words[-1])
            before = node.getprevious()
            if before is None or before.tag in _BLOCKS:
                break
            said = self._read_in(before) + said
            node = before
        return _without_marks((said.split() or [""])[-1])

    def _word_after(self, line_break: etree._Element) -> str:
        node, said = line_break, line_break.tail or ""
        for _ in range(_MOST_STEPS):
            after = node.getnext()
            if said.strip() or after is None or after.tag in _BLOCKS:
                break
            said += self._read_in(after) + (after.tail or "")
            node = after
        return _without_marks((said.split(None, 1) or [""])[0])

    def _read_in(self, element: etree._Element) -> str:
        """The words of an element beside a break, as far as they are read there."""
        said = []
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                said.append(node.tail if node is not element else "")
            elif node.tag in _STEPPED_OVER or not isinstance(node.tag, str) or self._drops(node):
                walk.skip_subtree()
            else:
                said.append(node.text)
        return "".join(filter(None, said))

    def _keeps(self, first: str, last: str) -> bool:
        return _are_hard_in(self._root) or f"{first}-{last}".casefold() in _compounds_in(self._root)


def _is_beside_line(page: etree._Element) -> bool:
    before = islice(page.itersiblings(preceding=True), _MOST_STEPS)
    after = islice(page.itersiblings(), _MOST_STEPS)
    return _reach_line(before, _text_after) or _reach_line(after, text_before)


def _reach_line(beside: Iterator[etree._Element], between: Callable[[etree._Element], str]) -> bool:
    for each in beside:
        if between(each).strip() or each.tag not in _AT_EDGES:
            return False
        if each.tag == _LINE:
            return True
    return False


def _text_after(element: etree._Element) -> str:
    return element.tail or ""


@lru_cache(maxsize=1)
def _are_hard_in(root: etree._Element) -> bool:
    declared = root.find(_HYPHENATION)
    return declared is not None and declared.get("eol") in _KEPT


@lru_cache(maxsize=1)
def _compounds_in(root: etree._Element) -> frozenset[str]:
    """What stands with a hyphen within a line; what is said of the text in the header is not it."""
    said = (str(words) for text in whole_texts(root) for words in text.itertext())
    texts = (words for words in said if "-" in words or "‐" in words)
    found = (word for text in texts for word in re.findall(_COMPOUND, text))
    return frozenset(word.replace("‐", "-").casefold() for word in found)


def _without_marks(words: str) -> str:
    """`words` without combining marks: each is of the letter that it stands on."""
    if words.isascii():
        return words
    return "".join(sign for sign in words if unicodedata.category(sign)[0] != "M")
