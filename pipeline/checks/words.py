"""What the words of a text are, whatever it is written in.

A word is a run of letters, marks, digits and connectors, as in UAX #29's
rules WB4 to WB13; a character of a script that does not part its words
(Chinese, Japanese, Thai, Khmer …) is one by itself; any other character that
is not white space is one too, so that no sign can be lost unseen. Words are
compared in Normalization Form C. Soft hyphens, word joiners, zero-width
spaces and byte order marks only say where a line may end: they are no part
of any word, and neither is what no output shows: invisible operators and tags.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Generic, TypeVar

from pipeline.tei.names import SPACE

Place = TypeVar("Place")

# Encloses what a format adds (a note's call, an item's number). No XML document can hold it.
ADDED = "\uffff"
ADDITION = f"{ADDED}[^{ADDED}]*{ADDED}"

# With the signs that mathematics does not write, and the tags of flags: none of them is seen.
_NO_PART_OF_A_WORD = re.compile("[\u00ad\u2060-\u2064\u200b\ufeff\U000e0000-\U000e007f]")
_LINE_HYPHENS = "-‐¬⸗=∣¦"
_LONG = 5_000_000  # characters
_DOUBTFUL = "\ufffe"  # an edge at which a word may end; no XML document can hold it either
_DOUBTFUL_EDGES = re.compile(rf"[\s{_DOUBTFUL}]*{_DOUBTFUL}[\s{_DOUBTFUL}]*")
# Scripts written without spaces: Thai to Tibetan, Myanmar, Khmer, kana, and the Han ideographs.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")


# Signs that rules add within words ("domi[nus]"), and those that mark phrases in a text file.
BRACKETS = "[](){}<>⟨⟩⟦⟧"
TEXT_MARKS = "_=^"
# Of these a page has nothing: joiners of graphemes, choosers of variants, marks of direction.
UNSEEN = "\u034f\u180e\u200c\u200d\u200e\u200f\u2028\u2029\ufff9\ufffa\ufffb" + "".join(
    map(chr, (*range(0x180B, 0x180E), *range(0x206A, 0x2070), *range(0xFE00, 0xFE10),
              *range(0xE0080, 0xE1000)))  # with what Unicode keeps for more of the same
)  # fmt: skip


class Stream(Generic[Place]):
    """A text in the order in which it is read, and where each part of it stands in its source."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._places: list[Place] = []
        self._joining = False
        self._edge = 0  # the parts before which no word is to be joined

    def part(self, place: Place, *, certain: bool = True) -> None:
        """A block begins or ends: no word goes on beyond it, or none need to where it is not."""
        if certain:
            self._joining = False
            self.add("\n", place)
            self._edge = len(self._parts)
        else:
            self._parts.append(_DOUBTFUL)
            self._places.append(place)

    def add(self, text: str, place: Place) -> None:
        """Text that follows, without a space between, what is there already."""
        if not text.isascii():
            text = _NO_PART_OF_A_WORD.sub("", text)
        if self._joining:
            text = text.lstrip(SPACE)
            self._joining = not text
        if text:
            self._parts.append(text)
            self._places.append(place)

    def join(self) -> None:
        """What stands here and what follows are of one word, white space or not.

        Never over the edge of a block; over one that may be none, they may be.
        """
        last = self._last_with_words()
        for number in range(self._edge if last is None else last, len(self._parts)):
            self._parts[number] = self._parts[number].rstrip(SPACE)
        self._joining = last is not None

    def _last_with_words(self) -> int | None:
        """The last part with more than white space in it, up to the last edge."""
        numbers = range(len(self._parts) - 1, self._edge - 1, -1)
        return next((n for n in numbers if self._parts[n].strip(SPACE + _DOUBTFUL)), None)

    def soften(self, place: Place) -> None:
        """A hyphen behind a letter at the end of a line: the line's own, or the word's.

        An output that does not keep the line may let the word go on without it.
        """
        last = self._last_with_words()
        said = "" if last is None else self._parts[last].rstrip(SPACE)
        if last is None or said[-1] not in _LINE_HYPHENS:
            return
        if self._letter_before(last, said[:-1]).isalpha():
            self.join()
            self._parts[last] = f"{said[:-1]}{ADDED}\n{said[-1]}{ADDED}"
            self.part(place, certain=False)

    def _letter_before(self, number: int, within: str) -> str:
        """What the words `within` a part, else the parts before it, end in, but for its marks."""
        whole = (part for part in reversed(self._parts[self._edge : number]) if part != _DOUBTFUL)
        said = within or next(filter(None, whole), "")
        letters = (sign for sign in reversed(said) if unicodedata.category(sign)[0] != "M")
        return next(letters, "")

    @property
    def last(self) -> str:
        """The character at the end, if there is one."""
        return self._parts[-1][-1:] if self._parts else ""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts).replace(_DOUBTFUL, "\n")

    def words(self, without: str = "") -> list[str]:
        """The words in order, once the characters `without` are taken out."""
        text = self.text
        for character in without:
            text = text.replace(character, "")
        return words_of(text)

    def parts(self) -> list[tuple[int, Place]]:
        """Where in `text` each part begins, and its place in the source."""
        starts = accumulate(map(len, self._parts), initial=0)
        return list(zip(starts, self._places, strict=False))

    def located(self, without: str = "") -> Located[Place]:
        """The words of `words`, and where each of them stands."""
        return Located(self._parts, self._places, without)


class Located(Generic[Place]):
    """The words of a stream, and where they stand: looked for once, and only if somebody asks."""

    def __init__(self, parts: Sequence[str], places: Sequence[Place], without: str) -> None:
        removed = dict.fromkeys(map(ord, without))
        self._parts = [part.translate(removed) for part in parts] if removed else parts
        self._places = places
        self.words = words_of("".join(self._parts).replace(_DOUBTFUL, "\n"))

    @cached_property
    def _text(self) -> str:
        """The whole text, its doubtful edges marked."""
        return "".join(self._parts)

    @cached_property
    def _ends(self) -> tuple[array[int], array[int]]:
        """Where the words begin, and where they end."""
        begins, ends = array("q"), array("q")
        text = self._text.replace(_DOUBTFUL, "\n")
        for found in _pattern(text).finditer(text):
            begins.append(found.start())
            ends.append(found.end())
        return begins, ends

    @cached_property
    def _starts(self) -> list[int]:
        """Where the parts begin."""
        return list(accumulate(map(len, self._parts), initial=0))[:-1]

    def place_of(self, index: int) -> Place | None:
        """Where the word with this index begins, or else the last one."""
        if not self._parts:
            return None
        begins, _ = self._ends
        offset = begins[index] if index < len(begins) else len(self._text)
        # Parts that begin at one offset are empty but for the last of them.
        return self._places[max(0, bisect_right(self._starts, offset) - 1)]

    def may_be_one(self, start: int, end: int) -> frozenset[int]:
        """Where among the letters of the words from `start` to `end` words need not be parted.

        Counted are the letters, signs aside, before each doubtful edge without white space
        beside it.
        """
        begins, ends = self._ends
        within = self._text[begins[start] : ends[end - 1]] if start < end else ""
        pieces = _DOUBTFUL_EDGES.split(within)
        edges = _DOUBTFUL_EDGES.findall(within)
        letters = accumulate(len("".join(bare(words_of(piece)))) for piece in pieces)
        return frozenset(
            count for count, edge in zip(letters, edges, strict=False) if not edge.strip(_DOUBTFUL)
        )


def has_unspaced(text: str) -> bool:
    """Whether anything is in a script that does not part its words."""
    return _HAS_UNSPACED.search(text) is not None


def words_of(text: str) -> list[str]:
    """The words of `text`, in order and in Normalization Form C."""
    words: list[str] = _pattern(text).findall(text) if len(text) < _LONG else _words_of_long(text)
    if unicodedata.is_normalized("NFC", text):
        return words
    return [unicodedata.normalize("NFC", word) for word in words]


def _words_of_long(text: str) -> list[str]:
    """The same, each word in memory once: eight million of them would take half a gigabyte."""
    known: dict[str, str] = {}
    found = map(itemgetter(0), _pattern(text).finditer(text))
    return [known.setdefault(word, word) for word in found]


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where the words of `words_of` begin and end in `text`."""
    return [found.span() for found in _pattern(text).finditer(text)]


def is_punctuation(word: str) -> bool:
    """Whether a word is a sign: neither letters nor digits, nor anything added."""
    return len(word) == 1 and not word.isalnum()


def without_added(words: Sequence[str]) -> list[str]:
    """The words that no format has added."""
    return [word for word in words if word[0] != ADDED]


def added(forms: Sequence[str]) -> str:
    """What stands in a stream for one of several `forms` that may be added there, or none."""
    lines = "\n".join(["", *filter(None, forms)])
    return f"{ADDED}{lines}{ADDED}" if lines else ""


def with_numbers(words: Sequence[str]) -> list[str]:
    """The words with those that seem to be added: what looks like the number of an item, or of a
    note, that the format puts there may be the text's own.
    """
    return [part for word in words for part in words_of(word.strip(ADDED))]


def bare(words: Sequence[str]) -> tuple[str, ...]:
    """The words without signs, which an output may add."""
    return tuple(word for word in without_added(words) if not is_punctuation(word))


def _pattern(text: str) -> re.Pattern[str]:
    return _unspaced() if _HAS_UNSPACED.search(text) else _spaced()


@lru_cache(maxsize=1)
def _spaced() -> re.Pattern[str]:
    return re.compile(rf"{ADDITION}|[\w{_marks()}]+|\S")


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    marks = _marks()
    return re.compile(rf"{ADDITION}|[{_UNSPACED}][{marks}]*|(?:(?![{_UNSPACED}])\w|[{marks}])+|\S")


@lru_cache(maxsize=1)
def _marks() -> str:
    """Every combining mark (General_Category M), as the ranges of a character class."""
    codes = [
        code
        for code in range(0x300, min(sys.maxunicode, 0xE01F0))
        if (code < 0x20000 or code >= 0xE0100) and unicodedata.category(chr(code))[0] == "M"
    ]
    ranges = []
    for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        members = [code for _, code in run]
        ranges.append(f"{chr(members[0])}-{chr(members[-1])}")
    return "".join(ranges)
