"""What stands at the edges of elements: white space that is the file's, brackets of the text.

XML keeps all white space (XML 1.0 §2.10), and TEI does not say which is which. What is
beyond doubt: no space stands within a bracket or a quotation mark, and none
before a comma, because an editor's program began a new line there.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from pipeline.tei.names import SPACE, tei, text_before, text_in

_CLOSING = re.compile(r"[.,;:!?)\]}’”]+(?:\s|$)")
_PAIRS = {bracket: pair for pair in ("()", "[]") for bracket in pair}
DESCRIBED = frozenset(map(tei, "gap incident kinesic pause shift space vocal writing".split()))
_LONG = 10_000  # characters
_ENDLESS_BLANK = re.compile("[ \t]{1000,}")
_NEW_LINE = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_CLOSE = re.compile(r"[,)\]]+(?:\s|$)")
_BRACKETS, _CLOSED = frozenset("(["), frozenset(")]")
_OPENING = frozenset("([{‘“„¿¡")
_CHARACTER, _WORD = tei("c"), tei("w")
PARTED_IN_FRENCH = frozenset("!?:;")


def blank_at_start(element: etree._Element) -> str:
    """The white space of the file before the first word in an element."""
    words = element.text or ""
    return words[: len(words) - len(words.lstrip(SPACE))]


def blank_at_end(element: etree._Element) -> str:
    """The white space of the file after the last word in an element."""
    while len(element) and not element[-1].tail:
        element = element[-1]
    words = (element[-1].tail if len(element) else element.text) or ""
    return words[len(words.rstrip(SPACE)) :]


def begins_in_layout(element: etree._Element) -> bool:
    """Whether a new line of the file is all that stands before the first word in an element."""
    return "\n" in blank_at_start(element)


def ends_in_layout(element: etree._Element) -> bool:
    """Whether a new line of the file is all that stands after the last word in an element."""
    return "\n" in blank_at_end(element)


def follows_opening(element: etree._Element) -> bool:
    """Whether a bracket or a quotation mark opens right before an element.

    After a word such a mark has closed something: it is the other one in German.
    """
    before = text_before(element)
    if before[-1:] not in _OPENING:
        return False
    earlier = before[-2:-1]
    if not earlier:
        return element.getprevious() is None
    return earlier.isspace() or earlier in _OPENING


def begins_with_closing(words: str, language: str) -> bool:
    """Whether a mark that has no space before it comes first, and a space or nothing after it."""
    if language.startswith("fr") and words[0] in PARTED_IN_FRENCH:
        return False
    return _CLOSING.match(words) is not None


def is_layout_at_mark(words: str, element: etree._Element) -> bool:
    """Whether a new line of the file begins `words` behind an element, where no space can be.

    There the element only opens a bracket, or a comma or a closing bracket follows.
    """
    if not (begun := _NEW_LINE.match(words)):
        return False
    is_opened = not len(element) and (element.text or "").strip() in _BRACKETS
    return is_opened or _CLOSE.match(words, begun.end()) is not None


def follows_layout_and_closes(words: str, element: etree._Element) -> bool:
    """Whether an element only closes a bracket, on a new line of the file."""
    if words.strip() not in _CLOSED:
        return False
    before = text_before(element)
    return before.isspace() and "\n" in before


def stands_in_brackets(element: etree._Element, bracket: str) -> bool:
    """Whether the text has a pair of these around an element, lines of the file aside."""
    before, after = text_before(element), element.tail or ""
    last, first = before.rstrip()[-1:], after.lstrip()[:1]
    if not last or f"{last}{first}" != _PAIRS.get(bracket):
        return False
    blanks = before[len(before.rstrip()) :], after[: len(after) - len(after.lstrip())]
    return all(not blank or "\n" in blank for blank in blanks)


def has_brackets(element: etree._Element, bracket: str) -> bool:
    """Whether what a rule describes in brackets is written in a pair of them."""
    if bracket not in _PAIRS or element.tag not in DESCRIBED:
        return False
    words, pair = text_in(element).strip(), _PAIRS[bracket]
    return words[:1] + words[-1:] == pair and not set(pair) & set(words[1:-1])


def on_one_line(words: str, end: str = " ") -> str:
    """`words` with each line end, and the indentation around it, as one space, or as `end`."""
    if words.isspace():
        return end
    first, *others, last = words.replace("\r", "\n").split("\n")
    between = [line for line in (each.strip(" \t") for each in others) if line]
    return end.join((first.rstrip(" \t"), *between, last.lstrip(" \t")))


def without_endless_blanks(words: str) -> str:
    """`words` without the rows of blanks that no reader shows, and a page would try to break."""
    return _ENDLESS_BLANK.sub(" ", words) if len(words) > _LONG else words


def has_spelt_spaces(root: etree._Element) -> bool:
    """Whether a document writes spaces as characters of their own anywhere (TEI 18.1, `c`)."""
    return any(map(_is_space, root.iter(_CHARACTER)))


def spells_spaces(element: etree._Element) -> bool:
    """Whether it does so in this element: the other white space there is the file's.

    A phrase of a single word, or with its punctuation, has none; what it stands in has.
    """
    if element.tag == _CHARACTER:
        return False
    if _holds_space(element):
        return True
    is_one_word = len(list(islice(element.iterchildren(_WORD), 2))) == 1
    parent = element.getparent()
    return is_one_word and parent is not None and _holds_space(parent)


def _holds_space(element: etree._Element) -> bool:
    return any(map(_is_space, element.iterchildren(_CHARACTER)))


def _is_space(character: etree._Element) -> bool:
    return bool(character.text) and (character.text or "").isspace()
