"""Words that a line of prose divides without a hyphen, where nothing but their place says so.

An encoder who sets white space beside nearly every `lb` means something where there is none:
"fi<lb/>gures". Elsewhere an `lb` ends a word by itself (TEI 3.11.3).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from pipeline.tei.line_hyphens import HYPHENS
from pipeline.tei.names import PARTS, tei, text_before

_BREAK = tei("lb")
_STAGE = tei("stage")
PROSE = frozenset(map(tei, ("p", "seg", "note", "stage")))
# In which lines go on as around them.
PHRASES = frozenset(map(tei, (
    "abbr add choice corr damage date del emph expan foreign gloss hi mentioned name num orgName"
    " orig persName phr placeName q quote ref reg rs s said sic soCalled subst supplied surplus"
    " term title unclear"
).split()))  # fmt: skip
_IN_LINES = PROSE | PHRASES
_ENOUGH = 10  # lines with white space, for each without


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


def divides_word(line_break: etree._Element) -> bool:
    """Whether an `lb` stands in a word by the use of its document."""
    if line_break.tag != _BREAK or not _Sides.of(line_break).are_of_a_word:
        return False
    if prose_around(line_break) is None:
        return False
    return _are_words_divided_in(line_break.getroottree().getroot())


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


@lru_cache(maxsize=1)
def _are_words_divided_in(root: etree._Element) -> bool:
    if any(each.get("break") for each in root.iter(_BREAK)):
        return False  # who says it where it is so does not leave it to others
    breaks = [_Sides.of(each) for each in root.iter(_BREAK) if prose_around(each) is not None]
    divided = sum(each.are_of_a_word for each in breaks)
    spaced = sum(each.are_spaced for each in breaks)
    parted = sum(each.are_of_two for each in breaks)
    return spaced >= _ENOUGH * max(divided, 1) and divided >= _ENOUGH * parted


def _is_in_line(stage: etree._Element) -> bool:
    """Whether it is a stage direction within a paragraph or a phrase."""
    above = stage.getparent()
    return stage.tag == _STAGE and above is not None and above.tag in _IN_LINES
