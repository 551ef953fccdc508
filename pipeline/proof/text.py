"""What the rules look at: the blocks, the words with their counts, and the years of the header."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.proof import wordlist
from pipeline.proof.reading import Block

_MARKS = ".,;:!?”“’\"')]»"
ABBREVIATIONS = frozenset(
    "mr mrs ms dr st etc viz cf vol vols no nos pp fig ch chap ed eds tr trans jr sr prof "
    "gen col capt lt hon "
    "rev messrs esq inst ult prox bros co ltd inc vs ca bzw usw resp vgl hr hrn frl nr bd "
    "bde aufl ausg hrsg verf anm abt abth "
    "mme mlle mm cie sc sqq "
    "cwt qr qrs lb lbs oz doz gal cent jan feb aug sept oct nov dec approx univ "
    "seq op cit loc ibid id al lib cap art par sec ff rs ex exc sra dom".split()
)
_NUMERAL = r"M*(?:C[DM]|D?C{0,4})(?:X[CL]|L?X{0,4})(?:I[XV]|V?I{0,4})"
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def is_numeral(capitals: str) -> bool:
    """Whether these letters are a Roman number."""
    return bool(capitals) and re.fullmatch(_NUMERAL, capitals) is not None


@dataclass(eq=False)
class Text:
    """A document to be proofread."""

    blocks: list[Block]
    language: str
    latest_year: int = 0

    @cached_property
    def prose(self) -> list[Block]:
        """The paragraphs."""
        return [block for block in self.blocks if block.is_prose]

    @cached_property
    def all(self) -> str:
        """Every word of the document, for counting."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the document, as it is written."""
        return Counter(WORD.findall(self.all))

    @cached_property
    def lower(self) -> defaultdict[str, int]:
        """How often each word stands in the document, capital or not."""
        found: defaultdict[str, int] = defaultdict(int)
        for word, count in self.counts.items():
            found[word.lower()] += count
        return found

    @cached_property
    def alphabet(self) -> str:
        """The small letters that the document uses more than by chance."""
        letters = Counter(self.all.lower())
        return "".join(
            sorted(
                char
                for char, count in letters.items()
                if char.isalpha() and count > 3 + self.size / 500
            )
        )

    @cached_property
    def fit(self) -> float:
        """How well the word list knows the words of this document that cannot be slips, 0 to 1.

        Slips seldom come twice; an old spelling, a dialect or another subject does.
        """
        if not self.list:
            return 1.0
        settled = [
            word
            for word, count in self.counts.items()
            if count > 1 and word.islower() and "'" not in word
        ]
        unknown = sum(word not in self.list for word in settled)
        return max(0.0, 1 - 5 * max(0.0, unknown / (len(settled) + 20) - 0.02))

    @cached_property
    def small(self) -> frozenset[str]:
        """The words of two letters that the document is full of."""
        return frozenset(
            word for word, count in self.lower.items() if len(word) == 2 and count * 500 > self.size
        )

    @cached_property
    def stops(self) -> Counter[str]:
        """How often a full stop stands after each word."""
        return Counter(word.lower() for word in re.findall(r"([^\W\d_]+)\.", self.all))

    @cached_property
    def pairs(self) -> Counter[str]:
        """How often two words stand side by side in the document."""
        found: Counter[str] = Counter()
        for block in self.blocks:
            words = block.text.lower().split(" ")
            ends = [word.rstrip(_MARKS) for word in words[1:]]
            found.update(map(" ".join, zip(words, ends, strict=False)))
        return found

    @cached_property
    def list(self) -> dict[str, int]:
        """The word list of the language; empty where there is none."""
        return wordlist.frequencies(self.language)

    @cached_property
    def million(self) -> float:
        """The count, in the word list, of a word that is one in a million."""
        return wordlist.million(self.language) or 1.0

    @cached_property
    def known_pairs(self) -> dict[str, int]:
        """The pairs of words of the language; empty where there are none."""
        return wordlist.pairs(self.language)

    @cached_property
    def size(self) -> int:
        """How many words there are."""
        return max(1, self.counts.total())

    def frequency(self, word: str) -> int:
        """How well known a word is: by the list, or by the document's own use."""
        word = word.lower()
        listed = self.list.get(word, 0)
        if len(word) < 3 and listed < 3_000:
            listed = 0  # lists know every pair of letters
        here = self.lower.get(word, 0)
        return listed + 300 * here if here > 2 else listed

    def places(self, pattern: str | re.Pattern[str]) -> Iterator[tuple[Block, re.Match[str]]]:
        """Every place where the pattern is met, with its block."""
        for block in self.blocks:
            for match in re.finditer(pattern, block.text):
                yield block, match

    def count(self, pattern: str) -> int:
        """How often the pattern is met in the whole document."""
        return sum(1 for _ in re.finditer(pattern, self.all))
