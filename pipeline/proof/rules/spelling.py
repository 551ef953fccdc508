"""Words that are none: misread letters, fused and split words, names and hyphens (by frequency)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.proof.forms import PREFIXES, is_derived, is_variant
from pipeline.proof.misreadings import is_most_common, misread
from pipeline.proof.neighbours import Neighbour, neighbours
from pipeline.proof.places import Suspected, places
from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import ABBREVIATIONS, WORD, Text, is_numeral
from pipeline.proof.wordlist import is_of_older_books

_LOOSE_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]{1,})(- |-|¬ ?)([a-zß-ÿ]{2,})(?![\w-])")
_SUSPENDED = frozenset("and or to und oder et ou y e o bis".split())
_LETTERS = 90  # more than an alphabet has: a script of syllables or words
_MISREAD = 0.75  # whatever else it looks like, and however rare the list has nouns
_BY_PARTS = 0.55  # two known words that were never seen side by side
_COMPOUNDING = frozenset("de nl sv da no nb nn fi hu et is".split())
_SMALL = {
    "en": frozenset(
        "a i of in to the and is it he be by at on as or an we so no if my do me up am".split()
    ),
}


def unknown_words(text: Text) -> Iterator[Suspicion]:
    """A rare word that nobody knows, beside a frequent one that looks like it."""
    words: dict[str, Suspected] = {}
    if len(text.alphabet) > _LETTERS:
        return
    for word in text.counts:
        if len(word) < 2 or not _is_plain(text, word):
            continue
        best = max(neighbours(text, word), key=lambda one: one.probability, default=None)
        meant = misread(text, word)
        if meant and (best is None or (word[0].isupper() and best.probability < _MISREAD)):
            best = Neighbour(meant, _MISREAD)
        if _is_used(text, word, best.word if best else "", meant):
            continue
        fused = _fused(text, word)
        if fused and (best is None or fused.probability > best.probability):
            continue
        if best and best.probability > 0.1:
            words[word] = _misread(text, word, best, meant)
    yield from places(text, words)


def _is_used(text: Text, word: str, other: str, meant: str) -> bool:
    """Whether the document has the unknown word too often for an error."""
    times, usual = text.lower.get(word.lower(), 0), text.lower.get(other, 0)
    if meant and times <= (8 if is_most_common(text, meant) else 2):
        return False
    return usual < 10 * times if meant else times > 8 or (times > 2 and usual < 100 * times)


def _misread(text: Text, word: str, best: Neighbour, meant: str) -> Suspected:
    # Without a list of words, none is known.
    what = "no known word" if text.list else "rare in this text"
    if word.lower() in text.list:
        what = "a rare word"
    return Suspected(
        f"“{word}” is {what}; “{meant or best.word}” looks like it.",
        "Read the word in the source again.",
        best.probability,
        bool(meant),
    )


def _is_plain(text: Text, word: str) -> bool:
    """An unknown word in lower case, or one with capitals that its lower case explains."""
    if "'" in word or "’" in word:
        return False
    if word.lower() in ABBREVIATIONS or _is_number(word):
        return False
    if word[0].isupper() and (not word[1:].islower() or not text.language):
        return False
    if word[0].isupper() and text.language == "de":  # every noun; names are no words
        meant = misread(text, word)
        return bool(meant) and (is_most_common(text, meant) or not _is_excused(text, word))
    return not _is_excused(text, word) or bool(misread(text, word))


def _is_number(word: str) -> bool:
    return is_numeral(word.upper()) and (word.isupper() or word.islower() or len(word) > 2)


def _is_excused(text: Text, word: str) -> bool:
    """Whether it is a word of the list, or one in another spelling, or made of one."""
    if text.list.get(word.lower(), 0) >= (3_000 if len(word) < 3 else 1):
        return True
    if is_of_older_books(text.language, word.lower()):
        return True
    return is_variant(text, word) or is_derived(text, word)


def fused_words(text: Text) -> Iterator[Suspicion]:
    """Two words without the space between them."""
    words: dict[str, Suspected] = {}
    for word, _count in text.counts.items():
        if (
            text.lower.get(word, 0) < 3
            and (word.islower() or _begins_with_i(text, word))
            and (len(word) > 4 or word[0] == "I")
            and _is_plain(text, word)
        ):
            found = _fused(text, word)
            if found:
                words[word] = found
    bare = [word for word, found in words.items() if found.probability == _BY_PARTS]
    if len(bare) > 3:  # this author makes compounds
        for word in bare:
            words[word] = words[word]._replace(probability=0.8 * _BY_PARTS)
    yield from places(text, words)


def _fused(text: Text, word: str) -> Suspected | None:
    best, where = 0.0, 0
    for cut in range(1, len(word)):
        probability = _two_words(text, word[:cut].lower(), word[cut:].lower())
        if probability > best:
            best, where = probability, cut
    if not where:
        return None
    apart = f"{word[:where]} {word[where:]}"
    return Suspected(
        f"“{word}” is no known word; “{apart}” are two.",
        "Put a space between them, if the source has one.",
        best,
        word[0] == "I",
    )


def _begins_with_i(text: Text, word: str) -> bool:
    """Whether it is “I” and a word that often follows it: Ihave."""
    return text.language == "en" and word[0] == "I" and f"i {word[1:]}" in text.known_pairs


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
            if judged[pair] and not block.is_name(one.start()) and not _is_ordinal(block.text, one):
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


def _is_ordinal(line: str, ending: re.Match[str]) -> bool:
    """Whether a number is before it: 1st and."""
    return line[: ending.start()][-1:].isdigit()


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
    for block, match in text.places(_LOOSE_HYPHEN):
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
            f"Write “{one}{other}”{'' if whole else ', if that is the word'}.",
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
