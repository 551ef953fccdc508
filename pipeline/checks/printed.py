"""What an output may print among the words of a text that is no word of it.

The address of an empty reference, the description of a picture, a string
that a rule of the edition adds: what was found is held against their letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.checks.alignment import Gap
from pipeline.checks.words import ADDED, is_punctuation, without_added

_FIRST_SIGNS = re.compile(r"^\W+")


class Printed:
    """The letters of `texts`, and of the strings `of_rules`, which may stand within words too."""

    def __init__(self, texts: Iterable[str], of_rules: Iterable[str]) -> None:
        self._of_rules = sorted(filter(None, of_rules), key=len, reverse=True)
        texts = list(texts)
        # Signs at the beginning may pass for the end of what stands before.
        texts += [_FIRST_SIGNS.sub("", each) for each in texts]
        self._all = sorted({*filter(None, texts), *self._of_rules}, key=len, reverse=True)

    def explains(self, found: Sequence[str], gap: Gap) -> bool:
        """Whether what is added in `gap` is nothing but what may be printed, and signs.

        What follows it may begin alike, so that it seems to begin later: so may
        the label of a call before it.
        """
        start, end = gap.other_start, gap.other_end
        while not self._are_printed(found[start:end]):
            if start == 0 or found[start - 1].strip(ADDED) != found[end - 1]:
                return False
            start, end = start - 1, end - 1
        return True

    def _are_printed(self, words: Sequence[str]) -> bool:
        text = "".join(without_added(words))
        while text:
            printed = next((each for each in self._all if text.startswith(each)), "")
            if not printed and not is_punctuation(text[0]):
                return False
            text = text[len(printed) or 1 :]
        return True

    def surrounds(self, lost: Sequence[str], other: Sequence[str]) -> bool:
        """Whether what seems lost stands between addresses, too few words to be found again."""
        left, place = list(reversed(lost)), 0
        while place < len(other):
            if left and other[place] == left[-1]:
                left.pop()
                place += 1
                continue
            printed = self._at(other, place)
            if not printed and not is_punctuation(other[place]):
                return False
            place += printed or 1
        return not left

    def taken_out(self, others: Sequence[str], words: Sequence[str]) -> list[str]:
        """`others` without what may be printed and is none of `words`."""
        kept, place, own = [], 0, frozenset(words)
        while place < len(others):
            printed = 0 if others[place] in own else self._at(others, place)
            if not printed:
                kept.append(others[place])
            place += printed or 1
        return kept

    def _at(self, words: Sequence[str], place: int) -> int:
        """How many of the words from here are something that may be printed."""
        for each in self._all:
            spelt, end = "", place
            while end < len(words) and len(spelt) < len(each):
                spelt, end = spelt + words[end], end + 1
            if spelt == each:
                return end - place
        return 0

    def stands_within(self, words: Sequence[str], others: Sequence[str]) -> bool:
        """Whether `others` are the letters of `words` with strings of the rules in them."""
        text = "".join(others)
        for each in self._of_rules:
            text = text.replace(each, "")
        return bool(self._of_rules) and text == "".join(words)
