"""Where suspected words stand, and which of these places are in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.proof.forms import is_derived, is_variant
from pipeline.proof.rule import Suspicion
from pipeline.proof.text import ABBREVIATIONS, WORD
from pipeline.proof.wordlist import frequencies, million

if TYPE_CHECKING:
    from pipeline.proof.reading import Block
    from pipeline.proof.text import Text

_QUOTED = ("fr", "it", "es", "en", "de")  # the languages that are quoted most
_NEAR = 4  # words on either side
_FOREIGN = 5.0  # times as usual in the other language
_CERTAIN = 0.8
_JOINTS = frozenset("-’'0123456789¬­_")


class Suspected(NamedTuple):
    """What is said of a word wherever it stands.

    `misread` means: a known confusion away from a far commoner word.
    """

    message: str
    remedy: str
    probability: float
    misread: bool = False


def places(text: Text, words: Mapping[str, Suspected]) -> Iterator[Suspicion]:
    """Where the words stand, unless the company says that this is another language."""
    for block in text.blocks if words else ():
        found = list(WORD.finditer(block.text))
        for number, match in enumerate(found):
            said = words.get(match[0])
            if said is None or not _is_word_of_its_own(text, block, match, said):
                continue
            near = found[max(0, number - _NEAR) : number] + found[number + 1 : number + 1 + _NEAR]
            strange = _strangers(text, words, [one[0] for one in near])
            marked = block.is_marked(match.start())
            odd = marked or (strange > 0 and not said.misread)
            if strange > 1 + said.misread or _is_foreign(text, match[0], near, odd):
                continue
            if marked and not said.misread:  # what is spoken of
                said = said._replace(probability=0.7 * said.probability)
            doubtful = strange or marked or not block.is_prose
            if doubtful or _is_exclamation(block.text, match, said):
                said = said._replace(probability=0.7 * said.probability)
            yield Suspicion(block, *match.span(), said.message, said.remedy, said.probability)


def is_piece(text: str, start: int, end: int) -> bool:
    """Part of a word with hyphens, digits or an apostrophe, which other rules read."""
    return text[max(0, start - 1) : start] in _JOINTS or text[end : end + 1] in _JOINTS


def _is_word_of_its_own(text: Text, block: Block, match: re.Match[str], said: Suspected) -> bool:
    start, end = match.span()
    if block.is_name(start) or _goes_on_elsewhere(block, start, end):
        return False
    if match[0][0].isupper() and not _begins_sentence(block.text, start):
        return said.misread and (match[0][0] == "I" or _may_be_noun(text, block.text, start))
    return not is_piece(block.text, start, end) or (
        said.misread and _is_beside_words(text, block.text, start, end)
    )


def _may_be_noun(text: Text, line: str, start: int) -> bool:
    """Whether it has its capital as a German noun, and not as a name: Frau Alton."""
    before = re.search(r"([^\W\d_]+)\W*$", line[max(0, start - 30) : start])
    return text.language == "de" and before is not None and before[1].islower()


def _goes_on_elsewhere(block: Block, start: int, end: int) -> bool:
    """Whether the line of a transcribed page may divide the word (TEI 12.2.1)."""
    if block.name != "line":
        return False
    return not block.text[:start].strip() or not block.text[end:].strip(" -")


def _is_beside_words(text: Text, line: str, start: int, end: int) -> bool:
    """Whether hyphens alone join it, to known words: weIl-known, not misun-derstood."""
    around = re.search(r"([^\W\d_]*)-$", line[:start]), re.match(r"-([^\W\d_]*)", line[end:])
    joined = line[max(0, start - 1) : start] + line[end : end + 1]
    beside = [one[1] for one in around if one]
    return not set(joined) & (_JOINTS - {"-"}) and all(map(text.frequency, beside))


def _is_strange(text: Text, word: str) -> bool:
    return bool(text.list) and (
        len(word) > 1
        and not text.frequency(word)
        and text.lower.get(word.lower(), 0) < 3
        and "'" not in word
        and "’" not in word
        and not (text.fit < 1 and (is_variant(text, word) or is_derived(text, word)))
    )


def _strangers(text: Text, words: Mapping[str, Suspected], company: Sequence[str]) -> int:
    """How many of the words are strange, and no errors of this language."""
    return sum(_is_strange(text, one) and not _is_error(text, words, one) for one in company)


def _is_error(text: Text, words: Mapping[str, Suspected], word: str) -> bool:
    """Whether it is all but certainly a word of this language misspelt."""
    said = words.get(word)
    if said is None or word[0].isupper():
        return False
    return said.misread or (said.probability > _CERTAIN and not _is_foreign(text, word, (), True))


def _is_foreign(text: Text, word: str, company: Sequence[re.Match[str]], odd: bool) -> bool:
    """Whether it is a word of another language, in a place that is odd or full of its words."""
    return any(
        _is_of(language, text, word)
        and (odd or sum(_is_of(language, text, other[0]) for other in company) > 1)
        for language in _QUOTED
        if language != text.language
    )


def _is_of(language: str, text: Text, word: str) -> bool:
    """Whether the word is known in the other language, and much more usual there."""
    there = frequencies(language).get(word.lower(), 0)
    here = text.list.get(word.lower(), 0) / text.million
    return there > 10 and there / million(language) > _FOREIGN * here


def _is_exclamation(line: str, match: re.Match[str], said: Suspected) -> bool:
    """Whether a short word stands by itself: Brr! Ouf, said he."""
    word = match[0]
    short = len(word) < 5 and word[0].isupper() and not said.misread
    return short and line[match.end() :].lstrip()[:1] in {"!", ","}


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" “\"‘'(«„—–")
    last = re.search(r"([^\W\d_]+)\.$", before)
    if last and last[1].lower() in ABBREVIATIONS:
        return False  # Mrs. Kendal
    return not before or before[-1] in '.!?:”"’'
