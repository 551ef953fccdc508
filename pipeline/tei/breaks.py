"""Where words end, by white space or a token; where they go on (TEI att.breaking, 18.1)."""

from __future__ import annotations

import re
from itertools import chain

from lxml import etree

from pipeline.tei.levels import is_told_at_levels
from pipeline.tei.names import TEI, has_own_words, tei, text_before, text_in

PUNCTUATION = frozenset(map(tei, ("pc", "seg", "c")))  # the latter by their `@type`
ELEMENTS_ONLY = frozenset(map(tei, ("app", "choice", "rdgGrp", "subst")))
BREAKS = frozenset(map(tei, "cb gb lb milestone pb".split()))
_MARK, _WORD, _GAP, _EXPAN, _AM, _MILESTONE = map(
    tei, ("pc", "w", "gap", "expan", "am", "milestone")
)
_MOD, _ADD, _DEL = map(tei, ("mod", "add", "del"))
_PUNCTUATION_TYPES = frozenset(("pc", "pun", "punc", "punct", "punctuation"))
_GOES_ON = {"no": True, "n": True, "yes": False}  # by `@break`
_HYPHENATED = frozenset(("-", "‐", "hyphen", "hyphenated", "hypheninword", "inword"))
_OF_PARTS = ("part", "join", "next", "prev")
# Scripts that part their words by nothing, and signs at which a word is only cut for grammar.
_UNSPACED = "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff]"
_ELIDED = ("'", "’", "-", "‐")
_OPENING = (*_ELIDED, *"([{⟨⟦‘“„«")


def is_punctuation(element: etree._Element) -> bool:
    """Whether it is a `pc`, or what is written for one (TEI 18.1.2)."""
    if element.tag == _MARK:
        return True
    return element.tag in PUNCTUATION and element.get("type") in _PUNCTUATION_TYPES


def holds_elements_only(element: etree._Element) -> bool:
    """Whether the white space between what is in an element is the file's, and no text."""
    if element.tag in ELEMENTS_ONLY or element.tag == _GAP:
        return True
    if not len(element):
        return False
    if element.tag == _EXPAN:
        return element.find(_AM) is not None and not (element.text or "").strip()
    if element.tag == _MOD:
        return is_substitution(element)
    return is_told_at_levels(element) or _is_laid_out_within_word(element)


def is_substitution(mod: etree._Element) -> bool:
    """Whether a `mod` is deletion and addition, ends of lines aside (TEI 11.3.1.5)."""
    tags = {child.tag for child in mod}
    return tags - BREAKS == {_ADD, _DEL} and not has_own_words(mod)


def _is_laid_out_within_word(element: etree._Element) -> bool:
    """Whether an element that is not TEI's stands in a word, on several lines of the file."""
    if element.tag.startswith(f"{{{TEI}}}") or "\n" not in (element.text or ""):
        return False
    touches = (text_before(element)[-1:] + (element.tail or "")[:1]).strip()
    return any(map(str.isalnum, touches)) and not has_own_words(element)


def is_within_word(milestone: etree._Element) -> bool:
    """Whether a word goes on over `pb`, `cb`, `gb`, `lb` or `milestone`.

    `@break` says so; else a hyphen of which `@rend`, `@rendition` or `@type` tell, and a `w` is one
    word (TEI 3.11.3, 18.1).
    """
    said = milestone.get("break")
    if said in _GOES_ON:
        return _GOES_ON[said]
    return _is_hyphenated(milestone) or next(milestone.iterancestors(_WORD), None) is not None


def _is_hyphenated(milestone: etree._Element) -> bool:
    if "hyphen" in milestone.get("rendition", ""):
        return True
    if milestone.tag == _MILESTONE:
        return False  # a rule, or an ornament
    told = f"{milestone.get('rend', '')} {milestone.get('type', '')}"
    return not _HYPHENATED.isdisjoint(told.casefold().split())


def words_touch(root: etree._Element) -> bool:
    """Whether the words of a document are told by `w` alone, with no white space between any two.

    Transcriptions of biblical manuscripts are so written; elsewhere words that touch are one.
    """
    pairs = [(word, word.getnext()) for word in root.iter(_WORD)]
    beside = [(word, after) for word, after in pairs if after is not None and after.tag == _WORD]
    if any(map(str.isspace, chain.from_iterable(word.tail or "" for word, _ in beside))):
        return False
    if any(_is_cut(word) or _is_cut(after) for word, after in beside):
        return False
    return any(not word.tail and not is_unspaced(text_in(word)) for word, _ in beside)


def _is_cut(word: etree._Element) -> bool:
    """Whether a `w` says that it is but a part of a word, or has its blanks in itself."""
    words = text_in(word)
    is_part = any(name in word.attrib for name in _OF_PARTS)
    return is_part or words != words.strip() or words.endswith(_ELIDED)


def is_unspaced(words: str) -> bool:
    """Whether they are of a script that does not part its words: any letter may end a line."""
    return not words.isascii() and re.search(_UNSPACED, words) is not None


def ends_word(text: str) -> bool:
    """Whether a word that begins after `text` is another one, where words touch."""
    return text[-1:].strip() != "" and not text.endswith(_OPENING)
