"""Words that a line of prose divides without a hyphen, where nothing but their place says so.

An encoder who sets white space beside nearly every `lb` means something where there is none:
"fi<lb/>gures"; who does beside most, if the words of the text bear it out. Elsewhere an `lb` ends
a word by itself (TEI 3.11.3).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from pipeline.tei.breaks import is_within_word
from pipeline.tei.line_hyphens import HYPHENS
from pipeline.tei.names import PARTS, tei, text_before

_BREAK, _STAGE, _VERSE = map(tei, ("lb", "stage", "l"))
PROSE = frozenset(map(tei, ("p", "seg", "note", "stage")))
# In which lines go on as around them.
PHRASES = frozenset(map(tei, (
    "abbr add choice corr damage date del emph expan foreign gloss hi mentioned name num orgName"
    " orig persName phr placeName q quote ref reg rs s said sic soCalled subst supplied surplus"
    " term title unclear"
).split()))  # fmt: skip
_IN_LINES = PROSE | PHRASES
_ENOUGH = 10  # lines with white space, for each without
_MOST = 1.5  # of these, where the words of the text bear it out
_MANY = 10  # of these at least


def prose_around(line_break: etree._Element) -> etree._Element | None:
    """The paragraph, what is set like one, or text without one, to whose lines an `lb` belongs."""
    node = block_around(line_break)
    return node if node is not None and (node.tag in PROSE or node.tag in PARTS) else None


def block_around(line_break: etree._Element) -> etree._Element | None:
    """What an `lb` stands in, phrases aside."""
    node = line_break.getparent()
    while node is not None and (node.tag in PHRASES or _is_in_line(node)):
        node = node.getparent()
    return node


def is_in_word(line_break: etree._Element) -> bool:
    """Whether a word goes on over an `lb`, by its attribute or by the use of its document."""
    return is_within_word(line_break) or divides_word(line_break)


def divides_word(line_break: etree._Element) -> bool:
    """Whether an `lb` stands in a word by the use of its document."""
    if line_break.tag != _BREAK or not _Sides.of(line_break).are_of_a_word:
        return False
    kind = _kind_of(line_break)
    return kind is not None and _are_words_divided_in(line_break.getroottree().getroot(), kind)


def _kind_of(line_break: etree._Element) -> str | None:
    """Whether the lines of prose end there, or those on which verses are written."""
    if prose_around(line_break) is not None:
        return "prose"
    block = block_around(line_break)
    return "verse" if block is not None and block.tag == _VERSE else None


class _Sides(NamedTuple):
    """The characters right before and after an `lb`; none, where an element stands there."""

    before: str
    after: str

    @classmethod
    def of(cls, line_break: etree._Element) -> _Sides:
        return cls(text_before(line_break)[-1:], (line_break.tail or "")[:1])

    @property
    def are_spaced(self) -> bool:
        return self.before.isspace() or self.after.isspace()

    @property
    def are_of_a_word(self) -> bool:
        return self.before.isalpha() and self.after.islower()

    @property
    def are_of_two(self) -> bool:
        """Whether words end at a mark there: the encoder was careless, or spared the space."""
        known = self.before and self.after and not self.are_spaced
        return bool(known) and not self.before.isalnum() and self.before not in HYPHENS


@lru_cache(maxsize=2)
def _are_words_divided_in(root: etree._Element, kind: str) -> bool:
    breaks = list(root.iter(_BREAK))
    if any(each.get("break") for each in breaks):
        return False  # who says it where it is so does not leave it to others
    breaks = [each for each in breaks if _kind_of(each) == kind]
    sides = list(map(_Sides.of, breaks))
    divided = [line for line, each in zip(breaks, sides, strict=True) if each.are_of_a_word]
    spaced = sum(each.are_spaced for each in sides)
    if len(divided) < _ENOUGH * sum(each.are_of_two for each in sides):
        return False
    if spaced >= _ENOUGH * max(len(divided), 1):
        return True
    return spaced >= max(_MANY, _MOST * len(divided)) and _are_of_words(divided, root)


def _are_of_words(divided: list[etree._Element], root: etree._Element) -> bool:
    """Whether most of what stands beside each `lb` is no word by itself, so far as the text has it.

    A word that ends there stands elsewhere more often than the half of another.
    """
    said = Counter(word for text in root.itertext(tei("*")) for word in _words_in(str(text)))
    halves = [(_words_in(text_before(each))[-1], _words_in(each.tail or "")[0]) for each in divided]
    parts = sum(
        before + after in said or (said[before] < 2 and said[after] < 2) for before, after in halves
    )
    return 2 * parts > len(halves)


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _is_in_line(stage: etree._Element) -> bool:
    """Whether it is a stage direction within a paragraph or a phrase."""
    above = stage.getparent()
    return stage.tag == _STAGE and above is not None and above.tag in _IN_LINES
