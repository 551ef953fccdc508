"""Which note of the master is which of an output, told by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.checks.alignment import gaps
from pipeline.checks.letters import is_shown_by
from pipeline.checks.master.words import MasterWords, Words, read_words
from pipeline.checks.words import ADDED, bare, with_numbers, without_added

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy

_MOST_TURNS = 8  # one for each note within another
Kept = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a master; which of its notes is which of an output; which it has not apart."""

    words: MasterWords
    pairs: list[tuple[int, int]]
    unpaired: list[int]


def read_with_notes(
    root: etree._Element, policy: Policy, kept: Kept, texts: Kept, marks: str
) -> Read:
    """The words of `root`, its notes paired with those that an output has `kept` apart.

    A note that it has not is read in its place, if its words stand in the `texts`.
    """
    in_text: frozenset[etree._Element] = frozenset()
    alone: frozenset[etree._Element] = frozenset()
    turns = 0
    while True:
        words = read_words(root, policy, in_text, alone)
        own = [stream for _, stream in words.notes]
        pairs, unpaired = pair_notes(own, kept, marks)
        lost = {words.notes[number][0] for number in unpaired}
        if parts := {note for note, begun in words.continued.items() if begun in lost}:
            alone |= parts
            continue
        numbers = notes_in_text(own, unpaired, texts, marks)
        found = {words.notes[number][0] for number in numbers}
        found |= _taken_for_the_whole(words, pairs, kept, unpaired, marks)
        if not found:
            return Read(words, pairs, unpaired)
        # A note may be kept apart as soon as those within it are read in their places.
        turns += 1
        if turns < _MOST_TURNS:
            said = {words.notes[number][0] for number in numbers if own[number].words(marks)}
            found -= said & {above for note in found for above in note.iterancestors()}
        in_text |= found


def _taken_for_the_whole(
    words: MasterWords,
    pairs: Sequence[tuple[int, int]],
    kept: Kept,
    numbers: Sequence[int],
    marks: str,
) -> set[etree._Element]:
    """The notes within the notes `numbers` that were paired with what has the words of both."""
    outer = {
        words.notes[number][0]: said
        for number in numbers
        if (said := Counter(words.notes[number][1].words(marks)))
    }
    taken = set()
    for number, place in pairs if outer else ():
        note, stream = words.notes[number]
        more = Counter(kept[place]) - Counter(stream.words(marks))
        if any(outer[above] <= more for above in note.iterancestors() if above in outer):
            taken.add(note)
    return taken


def pair_notes(
    own: Sequence[Words], kept: Kept, marks: str
) -> tuple[list[tuple[int, int]], list[int]]:
    """The places of notes that are each other's; and the notes that the output has not apart.

    Notes with the same words are each other's; of the rest, those in the
    same order that share most of their words.
    """
    waiting: dict[tuple[str, ...], list[int]] = {}
    for place, words in reversed(list(enumerate(kept))):
        waiting.setdefault(_key(words), []).append(place)
    pairs, left = [], []
    for number, stream in enumerate(own):
        places = waiting.get(_key(stream.words(marks)))
        if places:
            pairs.append((number, places.pop()))
        else:
            left.append(number)
    free = sorted(place for places in waiting.values() for place in places)
    candidates = [_Candidate(place, kept[place]) for place in free] if left else []
    missing = []
    for number in left:
        like = _most_alike(own[number].words(marks), candidates)
        if like is None:
            missing.append(number)
        else:
            candidates.remove(like)
            pairs.append((number, like.place))
    return sorted(pairs), missing


class _Candidate:
    """A note that an output has, and what is asked of it again and again."""

    def __init__(self, place: int, words: Sequence[str]) -> None:
        self.place = place
        self.words = words
        self.bare = bare(words)
        self._count = Counter(words)
        self._letters = {"".join(self.bare), "".join(bare(with_numbers(words)))}

    def is_like(self, said: Sequence[str], count: Counter[str], letters: str) -> bool:
        """Whether it has the letters of a note, or shares most of its words.

        Letters from right to left lie the other way round in a PDF, so that it shares none.
        """
        common = (count & self._count).total()
        if 2 * common > max(len(said), len(self.words)) or letters in self._letters:
            return True
        return is_shown_by(said, self.words)


def _most_alike(said: Sequence[str], candidates: Sequence[_Candidate]) -> _Candidate | None:
    if not bare(said) and len(without_added(said)) == len(said):
        return next((each for each in candidates if not each.bare), None)
    has_added = any(word[0] == ADDED for word in said)
    if has_added and candidates and not gaps(said, candidates[0].words):
        return candidates[0]
    count, letters = Counter(said), "".join(bare(said))
    like = next((each for each in candidates if each.is_like(said, count, letters)), None)
    if like is None and has_added:
        like = next((each for each in candidates if not gaps(said, each.words)), None)
    return like


def notes_in_text(
    own: Sequence[Words], numbers: Sequence[int], texts: Kept, marks: str
) -> list[int]:
    """Those of the notes `numbers` whose letters stand in `texts`, one after the other."""
    if not numbers:
        return []
    text = list(chain(*texts))
    whole = "".join([*bare(text), "", *bare(with_numbers(text))])
    found = []
    for number in numbers:
        words = own[number].words(marks)
        # At its edges a note in the text may touch the words beside it.
        if any(
            "".join(each[1:-1] or each) in whole
            for each in (bare(words), bare(with_numbers(words)))
        ):
            found.append(number)
    return found


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """What tells a note from others: its words, or its signs where it has no words."""
    return bare(words) or tuple(word for word in words if word[0] != ADDED)
