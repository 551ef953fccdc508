"""Whether the lines of prose are those of its source, which run on in every output (TEI 3.11.3).

An editor who numbers lines, or lets them break words, says so. Else the lines tell it: those of
prose are long, and go on in the midst of a sentence; those that an author has parted are not.
Of verses quoted in a paragraph each begins with its `lb`.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from lxml import etree

from pipeline.model.rend import Looks
from pipeline.tei.breaks import is_unspaced
from pipeline.tei.divided_words import PHRASES, PROSE, block_around, is_in_word, prose_around
from pipeline.tei.names import PARTS, tei

_BREAK, _NOTE, _BLOCK, _WORD, _DIV = map(tei, ("lb", "note", "ab", "w", "div"))
_QUOTES = frozenset(map(tei, ("quote", "q")))
# What is composed line by line: the end of a letter, an inscription.
_COMPOSED_LOOKS = frozenset(("right", "center"))
_COMPOSED_PARTS = frozenset("address closer dateline opener salute signature signed".split())
_FEW = 4  # lines, of which nobody can tell
_ONE_VERSE = 2  # lines: nothing, and it
_SHORT = 30  # letters: of an address, of a verse
_SHORT_IN_CHARACTERS = 10  # of a script without spaces
_FULL = 0.75  # of the usual length
_HALF = 0.5
_STOPS = frozenset(".!?:;,")
_GOING_ON = 0.5  # of the lines at least begin with a small letter


class SourceLines:
    """The lines of one document's prose, each paragraph looked at once."""

    def __init__(self, root: etree._Element, looks: Looks) -> None:
        self._root = root
        self._looks = looks
        self._of_source: dict[etree._Element, frozenset[etree._Element]] = {}

    def has(self, line_break: etree._Element) -> bool:
        """Whether a line of the source begins at an `lb` in prose, and no other."""
        paragraph = prose_around(line_break)
        if paragraph is None:
            return self._is_of_divided_words(line_break)
        if self._is_composed(paragraph):
            return False
        if self._are_numbered:
            return True
        if paragraph not in self._of_source:
            self._of_source[paragraph] = self._breaks_in(paragraph)
        return line_break in self._of_source[paragraph]

    def _is_of_divided_words(self, line_break: etree._Element) -> bool:
        """Whether it is of an `ab`, and words go on over the lines of these: verses, in a Bible."""
        if not self._are_words_divided:
            return False
        block = block_around(line_break)
        return block is not None and block.tag == _BLOCK

    @cached_property
    def _are_words_divided(self) -> bool:
        if any(each.get("type") == "edition" for each in self._root.iter(_DIV)):
            return False  # of an inscription, or a papyrus
        lines = chain.from_iterable(word.iter(_BREAK) for word in self._root.iter(_WORD))
        return any(next(each.iterancestors(_BLOCK), None) is not None for each in lines)

    def _is_composed(self, paragraph: etree._Element) -> bool:
        around = (paragraph, paragraph.getparent())
        if any(each is not None and each.get("type") in _COMPOSED_PARTS for each in around):
            return True
        return not _COMPOSED_LOOKS.isdisjoint(self._looks.of(paragraph))

    @cached_property
    def _are_numbered(self) -> bool:
        breaks = self._root.iter(_BREAK)
        told = (each for each in breaks if each.get("n") or is_in_word(each))
        return any(each.getparent().tag in PROSE for each in told)  # type: ignore[union-attr]

    @cached_property
    def _are_long_somewhere(self) -> bool:
        """Whether a paragraph with enough lines to tell is in lines of the source."""
        breaks = (each for each in self._root.iter(_BREAK) if each.get("n") is None)
        paragraphs = dict.fromkeys(map(prose_around, breaks))
        measured = (_measured_in(each) for each in paragraphs if each is not None)
        return any(
            len(lines) >= _FEW and _go_on(lines) for lines, _ in chain.from_iterable(measured)
        )

    def _breaks_in(self, paragraph: etree._Element) -> frozenset[etree._Element]:
        return frozenset(chain.from_iterable(map(self._running_on, _measured_in(paragraph))))

    def _running_on(self, measured: _Lines) -> frozenset[etree._Element]:
        lines, breaks = measured
        if not _go_on(lines) or not (len(lines) >= _FEW or self._are_long_somewhere):
            return frozenset()
        usual = sum(map(len, lines)) / len(lines)
        pairs = zip(pairwise(lines), breaks, strict=True)
        return frozenset(each for (line, after), each in pairs if not _ends(line, after, usual))


class _Lines(NamedTuple):
    """The words of a paragraph, from one `lb` in it to the next, and these.

    Notes are aside; what stands bare in a division is without the blocks beside it.
    """

    words: list[str]
    breaks: list[etree._Element]

    @classmethod
    def of(cls, paragraph: etree._Element) -> _Lines:
        lines, breaks = [[paragraph.text or ""]], []
        is_bare = paragraph.tag in PARTS
        walk = etree.iterwalk(paragraph, events=("start", "end"))
        for event, element in walk:
            if element is paragraph:
                continue
            if event == "end":
                lines[-1].append(element.tail or "")
            elif element.tag == _BREAK:
                lines.append([])
                breaks.append(element)
            elif _is_aside(element) or (is_bare and element.tag not in PHRASES):
                walk.skip_subtree()
            else:
                lines[-1].append(element.text or "")
        return cls([" ".join("".join(line).split()) for line in lines], breaks)


def _measured_in(paragraph: etree._Element) -> list[_Lines]:
    """The lines of a paragraph; where only quotations in it have any, those of each."""
    lines = _Lines.of(paragraph)
    quotes = dict.fromkeys(_quotation_around(each, paragraph) for each in lines.breaks)
    if None in quotes or not quotes:
        return [lines]
    quoted = (_Lines.of(each) for each in quotes if each is not None)
    return [each for each in quoted if not _are_verses(each.words)]


def _quotation_around(
    line_break: etree._Element, paragraph: etree._Element
) -> etree._Element | None:
    """The outermost one in a paragraph; what it stands in are phrases, few of them."""
    found, node = None, line_break.getparent()
    while node is not None and node is not paragraph:
        found = node if node.tag in _QUOTES else found
        node = node.getparent()
    return found


def _are_verses(lines: list[str]) -> bool:
    return len(lines) > _ONE_VERSE and not lines[0]


def _is_aside(element: etree._Element) -> bool:
    return element.tag == _NOTE or not isinstance(element.tag, str)


def _go_on(lines: list[str]) -> bool:
    """Whether lines are as long as those of prose, and most break a sentence."""
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    if not pairs or sum(len(line) / _short(line) for line, _ in pairs) < len(pairs):
        return False
    return sum(_goes_on(*pair) for pair in pairs) >= _GOING_ON * len(pairs)


def _short(line: str) -> int:
    return _SHORT_IN_CHARACTERS if is_unspaced(line[-1]) else _SHORT


def _goes_on(line: str, after: str) -> bool:
    """Whether a line ends within a sentence; in a script without capitals, where no mark does."""
    if is_unspaced(line[-1]) and is_unspaced(after[0]):
        return line[-1].isalnum() and after[0].isalnum()
    return after[0].islower()


def _ends(line: str, after: str, usual: float) -> bool:
    """Whether a sentence, or a heading, ends well before a line is full, and another begins."""
    full = _FULL if line[-1:] in _STOPS else _HALF
    return len(line) < full * usual and after[:1].isupper()
