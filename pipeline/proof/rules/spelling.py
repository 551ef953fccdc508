"""Words that are none: misread letters, fused and split words, names and hyphens (by frequency)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.proof.neighbours import PREFIXES, Neighbour, is_derived, is_variant, neighbours
from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import WORD, Text
from pipeline.proof.wordlist import frequencies

_LOOSE_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]{1,})(- |-|¬ ?)([a-zß-ÿ]{2,})(?![\w-])")
_SUSPENDED = frozenset("and or to und oder et ou y e o bis".split())
_LETTERS = 90  # more than an alphabet has: a script of syllables or words
_BY_PARTS = 0.55  # two known words that were never seen side by side
_COMPOUNDING = frozenset("de nl sv da no nb nn fi hu et is".split())
_SMALL = {
    "en": frozenset(
        "a i of in to the and is it he be by at on as or an we so no if my do me up".split()
    ),
}


def _places(text: Text, words: dict[str, Suspicious]) -> Iterator[Suspicion]:
    """Where the words stand, unless in company of other unknown words: that is another language."""
    if not words:
        return
    for block in text.blocks:
        found = list(WORD.finditer(block.text))
        for number, match in enumerate(found):
            said = words.get(match[0])
            if said is None or block.is_name(match.start()) or is_piece(block.text, *match.span()):
                continue
            if match[0][0].isupper() and not _begins_sentence(block.text, match.start()):
                continue
            near = found[max(0, number - 4) : number] + found[number + 1 : number + 5]
            strange = sum(_is_strange(text, other[0]) for other in near)
            if strange > 1 or (
                (strange or block.is_marked(match.start())) and _is_foreign(text, match[0])
            ):
                continue
            message, remedy, probability = said
            if strange or block.is_marked(match.start()) or not block.is_prose:
                probability *= 0.7
            yield Suspicion(block, *match.span(), message, remedy, probability)


def _is_strange(text: Text, word: str) -> bool:
    return bool(text.list) and (
        not text.frequency(word)
        and text.lower.get(word.lower(), 0) < 3
        and "'" not in word
        and "’" not in word
        and not (text.fit < 1 and (is_variant(text, word) or is_derived(text, word)))
    )


def _is_foreign(text: Text, word: str) -> bool:
    """Whether it is a word of one of the languages that are quoted most."""
    return any(
        frequencies(language).get(word.lower(), 0) > 10
        for language in ("fr", "de", "it", "es", "en")
        if language != text.language
    )


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" “\"‘'(«„—–")
    return not before or before[-1] in '.!?:”"’'


Suspicious = tuple[str, str, float]


def is_piece(text: str, start: int, end: int) -> bool:
    """Part of a word with hyphens, digits or an apostrophe, which other rules read."""
    return (start > 0 and text[start - 1] in "-’'0123456789¬­_") or (
        end < len(text) and text[end] in "-’'0123456789¬­_"
    )


def unknown_words(text: Text) -> Iterator[Suspicion]:
    """A rare word that nobody knows, beside a frequent one that looks like it."""
    words: dict[str, Suspicious] = {}
    if len(text.alphabet) > _LETTERS:
        return
    for word, _count in text.counts.items():
        times = text.lower.get(word.lower(), 0)
        if times > 8 or len(word) < 2 or not _is_plain(text, word):
            continue
        best = max(neighbours(text, word), key=lambda one: one.probability, default=None)
        if times > 2 and (best is None or text.lower.get(best.word, 0) < 100 * times):
            continue  # a word of this document
        fused = _fused(text, word)
        if fused and (best is None or fused[2] > best.probability):
            continue
        if best and best.probability > 0.1:
            words[word] = _misread(text, word, best)
    yield from _places(text, words)


def _misread(text: Text, word: str, best: Neighbour) -> Suspicious:
    # Without a list of words, none is known.
    what = "no known word" if text.list else "rare in this text"
    return (
        f"“{word}” is {what}; “{best.word}” looks like it.",
        "Read the word in the source again.",
        best.probability,
    )


def _is_plain(text: Text, word: str) -> bool:
    """An unknown word in lower case, or one with capitals that its lower case explains."""
    listed = text.list.get(word.lower(), 0)
    if listed >= (3_000 if len(word) < 3 else 1) or "'" in word or "’" in word:
        return False
    if word.islower():
        return not is_variant(text, word) and not is_derived(text, word)
    if not word[0].isupper() or not word[1:].islower():
        return len(word) > 2 and not word.isupper() and not word[0].isupper()
    return (
        text.language not in {"de", ""}
        and not is_variant(text, word)
        and not is_derived(text, word)
    )


def fused_words(text: Text) -> Iterator[Suspicion]:
    """Two words without the space between them."""
    words: dict[str, Suspicious] = {}
    for word, _count in text.counts.items():
        if (
            text.lower.get(word, 0) < 3
            and word.islower()
            and len(word) > 4
            and _is_plain(text, word)
        ):
            found = _fused(text, word)
            if found:
                words[word] = found
    bare = [word for word, found in words.items() if found[2] == _BY_PARTS]
    if len(bare) > 3:  # this author makes compounds
        for word in bare:
            words[word] = (*words[word][:2], 0.8 * _BY_PARTS)
    yield from _places(text, words)


def _fused(text: Text, word: str) -> Suspicious | None:
    best, where = 0.0, 0
    for cut in range(1, len(word)):
        probability = _two_words(text, word[:cut].lower(), word[cut:].lower())
        if probability > best:
            best, where = probability, cut
    if not where:
        return None
    apart = f"{word[:where]} {word[where:]}"
    return (
        f"“{word}” is no known word; “{apart}” are two.",
        "Put a space between them, if the source has one.",
        best,
    )


def _two_words(text: Text, one: str, other: str) -> float:
    small = _SMALL.get(text.language) or text.small.difference(PREFIXES)
    if min(len(one), len(other)) < 3 and not {one, other} & small:
        return 0.0
    if (len(one) < 3 and one not in small) or (len(other) < 3 and other not in small):
        return 0.0
    frequencies = text.frequency(one), text.frequency(other)
    if min(frequencies) < 300:
        return 0.0
    pair = f"{one} {other}"
    if one == "a":
        return 0.4  # awrong, ablow: old adverbs
    if text.pairs.get(pair, 0) or pair in text.known_pairs:
        return 0.9 * (0.4 + 0.6 * text.fit)
    if min(len(one), len(other)) < 4 or text.language in _COMPOUNDING:
        return 0.0
    return (
        0.55
        if min(frequencies) > 8_000 and text.lower.get(one, 0) + text.lower.get(other, 0) > 1
        else 0.3
    )


def split_words(text: Text) -> Iterator[Suspicion]:
    """One word with a space in it."""
    if not text.list:
        return
    judged: dict[tuple[str, str], float] = {}
    for block in text.blocks:
        for one, other in pairwise(WORD.finditer(block.text)):
            if other.start() - one.end() != 1 or block.text[one.end()] != " ":
                continue
            pair = one[0], other[0]
            if pair not in judged:
                judged[pair] = _split(text, *pair)
            if judged[pair] and not block.is_name(one.start()):
                first, second = pair
                yield Suspicion(
                    block,
                    one.start(),
                    other.end(),
                    f"“{first} {second}” looks like “{first}{second}”.",
                    "Take the space away, if the source has none.",
                    judged[pair],
                    first + second,
                )


def _split(text: Text, first: str, second: str) -> float:
    """How probably the two are one word: a piece that is none, or hardly one, beside the whole."""
    whole = text.frequency(first + second)
    if whole < 300 or len(first + second) < 4 or not second.islower():
        return 0.0
    if _is_fragment(text, first) or _is_fragment(text, second):
        if is_variant(text, first) or is_variant(text, second):
            return 0.0
        base = 0.85 if text.lower.get(first.lower(), 0) < 20 else 0.6
        return base * (0.4 + 0.6 * text.fit)
    pair = f"{first} {second}".lower()
    if not text.known_pairs or pair in text.known_pairs or text.pairs.get(pair, 0) > 1:
        return 0.0
    rarest = min((first.lower(), second), key=text.frequency)
    rare = text.lower.get(rarest, 0) < 3 and len(rarest) < 5
    return 0.7 if rare and text.frequency(rarest) * 20 < whole else 0.0


def _is_fragment(text: Text, word: str) -> bool:
    lower = word.lower()
    if (
        text.lower.get(lower, 0) > 3
        or "’" in word
        or "'" in word
        or (word[0].isupper() and len(word) == 1)
    ):
        return False
    return text.frequency(lower) < 50 and lower not in _SMALL.get(text.language, ())


def broken_words(text: Text) -> Iterator[Suspicion]:
    """A hyphen of a line end that stayed."""
    for block in text.blocks:
        for match in _LOOSE_HYPHEN.finditer(block.text):
            one, mark, other = match.groups()
            whole = text.frequency(one + other)
            if " " in mark:
                if other in _SUSPENDED:
                    continue
                base = 0.85 if whole or "¬" in mark else 0.45
            else:
                fragment = _is_fragment(text, one) or _is_fragment(text, other)
                written = text.lower.get((one + other).lower(), 0)
                if whole < 1000 or not fragment or text.count(re.escape(match[0])) > 1:
                    continue
                base = 0.8 if text.list and written else 0.6
            yield Suspicion(
                block,
                *match.span(),
                f"“{match[0]}” looks like a word broken at the end of a line.",
                f"Write “{one}{other}”, if that is the word.",
                base,
                one + other,
            )


RULES = (
    Rule(
        "proof-word",
        "spelling",
        "A word is unknown, and one letter away from a frequent one.",
        "They stood in the chamber.",
        "They stood in the charnber.",
        unknown_words,
        context=("The chamber was dark.",),
        languages=(),
    ),
    Rule(
        "proof-fused",
        "spelling",
        "Two words are run together.",
        "The lord of the manor.",
        "The lord ofthe manor.",
        fused_words,
    ),
    Rule(
        "proof-split",
        "spelling",
        "A space stands in a word.",
        "What happened then?",
        "What hap pened then?",
        split_words,
    ),
    Rule(
        "proof-broken",
        "spelling",
        "A word is broken by a hyphen.",
        "What happened then?",
        "What hap- pened then?",
        broken_words,
    ),
)
