"""Words that exist and are wrong here: repeated, or taken for one that looks like them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.proof.misreadings import is_most_common
from pipeline.proof.neighbours import lookalikes
from pipeline.proof.reading import Block
from pipeline.proof.rule import Rule, Suspicion, chance
from pipeline.proof.text import WORD, Text

_TWICE = re.compile(r"(?<![\w’'-])([^\W\d_]+)( )(\1)(?![\w’'-])", re.IGNORECASE)
_MAY_REPEAT = frozenset(
    "had that very no so ha ho ah oh now there well yes far never more on in her is do long "
    "much tut hear come go quick bye poor dear "
    "die der das sie den dem des ihr ihm was nous vous tout très si non muito bem logo sim "
    "ora là va allons".split()
)
_CAPITAL_INSIDE = re.compile(
    r"(?<=[a-zß-ÿ] )(The|And|Of|But|With|Was|He|She|They|It|In|To|We|His|Her|This|That|"
    r"There|When|Then)(?= [a-z])"
)
_MIXED_CASE = re.compile(
    r"(?<![\w’'-])(?:[^\W\d_]*[a-zß-ÿ][A-ZÀ-Þ][^\W\d_]*|[A-ZÀ-Þ]I[a-zß-ÿ]+)(?![\w-])"
)
_SURE = 4_000.0
_COMMONER = 0.01  # a word that is rarer yet is misread rather than meant
_ARTICLES, _BY_ARTICLE = frozenset("the a an".split()), 0.3  # before any noun: the slates off
_RARE_PAIR = 4e6  # the least count of the list of pairs is about twice this
_PAIRS_PER_WORD = 200.0  # a hundredth of how much larger the list of pairs is than that of words


def repeated(text: Text) -> Iterator[Suspicion]:
    """the the."""
    usual = Counter(match[1].lower() for match in _TWICE.finditer(text.all))
    for block, match in text.places(_TWICE):
        word = match[1].lower()
        if match[3][0].isupper() and not match[1][0].isupper():
            continue
        small = text.lower.get(word, 0) > text.size / 400
        is_name = match[1][0].isupper() and match[3][0].isupper()
        may_be_meant = word in _MAY_REPEAT or usual[word] > _habit(text, word, small)
        if may_be_meant or is_name or not (block.is_prose or small):
            sure = 0.2
        else:
            sure = 0.92 if small else 0.6
        yield Suspicion(
            block,
            match.start(),
            match.end(),
            f"“{match[1]}” stands twice.",
            "Take one away, if the source has one.",
            sure,
            match[1],
        )


def _habit(text: Text, word: str, small: bool) -> int:
    """How often a word may be repeated; no language repeats its articles and prepositions."""
    return max(2 + text.size // 5000, text.lower.get(word, 0) // 50 if small else 0)


def scannos(text: Text) -> Iterator[Suspicion]:
    """A word whose neighbours go with another word that looks like it."""
    if not text.known_pairs:
        return
    alike: dict[str, list[str]] = {}
    for block in text.blocks:
        for placed in _placed_words(block.text):
            if placed.word not in alike:
                alike[placed.word] = lookalikes(text, placed.word)
            if alike[placed.word]:
                yield from _misread(text, block, placed, alike[placed.word])


class _Placed(NamedTuple):
    """A word in small letters, where it stands, and the words that only a space parts from it."""

    word: str
    start: int
    end: int
    before: str
    after: str
    is_first: bool


def _placed_words(said: str) -> Iterator[_Placed]:
    words = [(match[0].lower(), *match.span()) for match in WORD.finditer(said)]
    near = [False, *(said[one[2] : other[1]] == " " for one, other in pairwise(words)), False]
    for number, (word, start, end) in enumerate(words):
        before = words[number - 1][0] if near[number] else ""
        after = words[number + 1][0] if near[number + 1] else ""
        yield _Placed(word, start, end, before, after, not number)


def _misread(text: Text, block: Block, placed: _Placed, alike: list[str]) -> Iterator[Suspicion]:
    """The suspicion that one of those that look `alike` is meant, if its neighbours bear it out."""
    word, start, end, before, after, is_first = placed
    if not (before or after) or _is_usual(text, before, word, after):
        return
    best, other = max((_likelier(text, before, word, one, after), one) for one in alike)
    is_name = block.is_name(start) or (block.text[start].isupper() and not is_first)
    if best <= _SURE or is_name:
        return
    sure = 0.9 if best > 100 * _SURE else 0.7 if best > 10 * _SURE else 0.55
    if before in _ARTICLES and after and f"{other} {after}" not in text.known_pairs:
        sure = min(sure, _BY_ARTICLE)
    said = block.text[start:end]
    message = f"“{said}” is unusual between “{before}” and “{after}”; “{other}” is not."
    yield Suspicion(block, start, end, message, "Read the word in the source again.", sure)


def _is_usual(text: Text, before: str, word: str, after: str) -> bool:
    return text.pairs.get(f"{before} {word}", 0) > 2 or text.pairs.get(f"{word} {after}", 0) > 2


def _likelier(text: Text, before: str, word: str, other: str, after: str) -> float:
    """How many times likelier `other` is than `word` between its neighbours."""
    known = text.list.get(word, 0) + 50 * text.lower.get(word, 0)
    least = min(_RARE_PAIR, known * _PAIRS_PER_WORD)  # a rare word has rare pairs
    ratio = max(_COMMONER * text.fit, (known + 1000) / (text.frequency(other) + 1000))
    for pair in ("{0} {1}" if before else "", "{1} {2}" if after else ""):
        if pair:
            here = _count(text, pair.format(before, word, after), least)
            ratio *= _count(text, pair.format(before, other, after), _RARE_PAIR) / here
    return ratio


def _count(text: Text, pair: str, least: float) -> float:
    own = max(0, text.pairs.get(pair, 0) - 1) / text.size * 3e11
    return max(least, text.known_pairs.get(pair, 0.0), own)


def capitals(text: Text) -> Iterator[Suspicion]:
    """A capital inside a word or a sentence."""
    found = [
        (block, match)
        for block in (text.prose if text.language == "en" else ())
        for match in _CAPITAL_INSIDE.finditer(block.text)
        if not _in_title(block.text, match.start()) and not _is_of_god(block.text, match)
    ]
    for block, match in found:
        yield Suspicion(
            block,
            *match.span(),
            f"“{match[1]}” has a capital inside a sentence.",
            "A full stop is missing, or the letter is wrong.",
            chance(0.62, max(0, len(found) - 3), text.size // 2000),
        )
    for block, match in text.places(_MIXED_CASE):
        word = match[0]
        if (
            (text.counts.get(word, 0) > 1 and not is_most_common(text, word.lower()))
            or re.match(r"(?:Mac|Mc|De|Di|Du|La|Le|Van|O’|O')[A-Z]", word)
            or not (text.frequency(word.lower()) or text.frequency(_with_l(word)))
        ):
            continue
        yield Suspicion(
            block,
            *match.span(),
            f"A capital stands inside “{word}”.",
            "Read the word in the source again.",
            0.8,
        )


def _with_l(word: str) -> str:
    """EIle and AIl, as they were."""
    return word[0].lower() + word[1:].replace("I", "l")


def _is_of_god(line: str, match: re.Match[str]) -> bool:
    before = line[max(0, match.start() - 100) : match.start()]
    return match[1] in {"He", "His"} and bool(
        re.search(r"\b(?:God|Lord|Creator|Christ|Saviour|Jesus|Maker|Providence|Heaven)\b", before)
    )


def _in_title(text: str, at: int) -> bool:
    """Words with capitals around: a title, or verse quoted in prose."""
    return len(re.findall(r"(?<![.!?] )\b[A-ZÀ-Þ][a-z]+", text[max(0, at - 40) : at + 40])) > 2


RULES = (
    Rule(
        "proof-twice",
        "words",
        "A word stands twice.",
        "He went to the river.",
        "He went to the the river.",
        repeated,
    ),
    Rule(
        "proof-scanno",
        "words",
        "A word is unusual here; one that looks like it is not.",
        "It ought to be done.",
        "It ought to he done.",
        scannos,
        languages=("en",),
    ),
    Rule(
        "proof-capital",
        "words",
        "A capital stands inside a sentence or a word.",
        "He went to the river and sat down.",
        "He went to the riVer and sat down.",
        capitals,
        languages=("de", "en", "es", "fr", "it", "nl", "pt"),
    ),
)
