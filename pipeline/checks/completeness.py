"""Nothing is lost: the words of the master are the words of each output, in the same order.

`added` are the strings that the rule files of the edition may put among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.checks.alignment import Gap, gaps
from pipeline.checks.master_words import MasterWords, read_words
from pipeline.checks.output_words import OutputWords, epub_words, pdf_words, text_words
from pipeline.checks.words import ADDED, is_punctuation, words_of
from pipeline.finding import Finding, Severity
from pipeline.tei.names import line_of

if TYPE_CHECKING:
    from pipeline.tei.parse import Master
    from pipeline.tei.reading import Policy

Strings = Collection[str]
NONE: Strings = frozenset()
SHOWN = 5
_QUOTED = 12
# Signs that rules add within words ("domi[nus]"): they are counted, not compared in their places.
_BRACKETS = "[](){}<>⟨⟩⟦⟧"
_TEXT_MARKS = "_=^"
_HYPHENS = re.compile("[-\u2010\u2011]")
_FIRST_SIGNS = re.compile(r"^\W+")
_RIGHT_TO_LEFT = re.compile(
    "[\u05be-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200f\u202a-\u202e\u2066-\u2069]"
)
_REMEDY = "Look at the rules for this element in the ODD; if they are right, report a defect."


def check_epub_words(
    master: Master, path: Path, policy: Policy = "corrected", added: Strings = NONE
) -> list[Finding]:
    """The words of the EPUB's spine, its notes and its alternative texts, against the master's."""
    return _Comparison(master, policy, "EPUB", added).findings(epub_words(path))


def check_text_words(
    master: Master, path: Path, policy: Policy = "corrected", added: Strings = NONE
) -> list[Finding]:
    """The words of the text file and of its notes, against the master's."""
    return _Comparison(master, policy, "text file", added, _TEXT_MARKS).findings(text_words(path))


def check_pdf_words(
    master: Master, path: Path, policy: Policy = "corrected", added: Strings = NONE
) -> list[Finding]:
    """The words of the PDF and of its notes, against the master's; white space aside."""
    return _Comparison(master, policy, "PDF", added, spaced=False).findings(pdf_words(path))


@dataclass(slots=True)
class _Side:
    """The words of the master in the order in which an output has them, and whose they are."""

    words: list[str]
    element_of: Callable[[int], etree._Element | None]


class _Comparison:
    """One output, held against one reading of the master."""

    def __init__(
        self,
        master: Master,
        policy: Policy,
        output: str,
        added: Strings,
        marks: str = "",
        *,
        spaced: bool = True,
    ) -> None:
        self._master = master
        self._policy = policy
        self._output = output
        self._marks = _BRACKETS + marks
        self._spaced = spaced
        self._added = sorted(filter(None, map(self._letters, added)), key=len, reverse=True)
        self._printed: list[str] = []  # what an output may print that is no word of the text

    def findings(self, output: OutputWords) -> list[Finding]:
        """Everything that differs: the text, then the notes, then what the pictures show."""
        master = read_words(self._master.root, self._policy)
        kept = [tuple(stream.words(self._marks)) for stream in output.notes]
        pairs, in_text = self._paired(master, kept)
        lost, in_text = self._lost_notes(master, output, in_text)
        if in_text:
            elements = frozenset(master.notes[number][0] for number in in_text)
            master = read_words(self._master.root, self._policy, elements)
            pairs, _ = self._paired(master, kept)
        described = (stream.text for _, stream in master.alternatives)
        texts = [self._letters(each) for each in [*master.printed, *described]]
        # Signs at the beginning may pass for the end of what stands before.
        texts += [_FIRST_SIGNS.sub("", each) for each in texts]
        self._printed = sorted({*filter(None, texts), *self._added}, key=len, reverse=True)
        found = [*self._of_text(master, output), *self._of_signs(master, output)]
        for number, place in pairs:
            found += self._of_note(master, number, kept[place])
        found += lost
        found += self._unmatched(kept, {place for _, place in pairs})
        return [*_few(found), *self._of_pictures(master, output)]

    # -- the text and the notes ---------------------------------------------

    def _of_text(self, master: MasterWords, output: OutputWords) -> list[Finding]:
        words, stream = master.text.words(self._marks), master.text
        side = _Side(words, lambda index: stream.place_of(index, self._marks))
        return self._differences(side, output.text.words(self._marks), "")

    def _of_note(self, master: MasterWords, number: int, kept: tuple[str, ...]) -> list[Finding]:
        element, stream = master.notes[number]
        side = _Side(
            stream.words(self._marks),
            lambda index: stream.place_of(index, self._marks) if index >= 0 else element,
        )
        return self._differences(side, list(kept), f" in note {number + 1}")

    def _letters(self, text: str) -> str:
        return "".join(words_of("".join(sign for sign in text if sign not in self._marks)))

    def _of_signs(self, master: MasterWords, output: OutputWords) -> list[Finding]:
        """The signs left out of the comparison are at least as many as in the master."""
        own = "".join([master.text.text, *(stream.text for _, stream in master.notes)])
        other = "".join([output.text.text, *(stream.text for stream in output.notes)])
        other += "".join(output.alternatives)
        return [
            self._finding("signs-lost", f"lacks {missing} of the signs “{sign}”", None)
            for sign in self._marks
            if (missing := own.count(sign) - other.count(sign)) > 0
        ]

    def _paired(
        self, master: MasterWords, kept: Sequence[tuple[str, ...]]
    ) -> tuple[list[tuple[int, int]], list[int]]:
        """Which note of the master is which of the output; and those that the output has not apart.

        Notes with the same words are each other's; of the rest, those in the
        same order that share most of their words.
        """
        waiting: dict[tuple[str, ...], list[int]] = {}
        for place, words in reversed(list(enumerate(kept))):
            waiting.setdefault(_key(words), []).append(place)
        pairs, left = [], []
        for number, (_, stream) in enumerate(master.notes):
            places = waiting.get(_key(stream.words(self._marks)))
            if places:
                pairs.append((number, places.pop()))
            else:
                left.append(number)
        free = sorted(place for places in waiting.values() for place in places)
        missing = []
        for number in left:
            said = master.notes[number][1].words(self._marks)
            own = Counter(said)
            like = next((place for place in free if _are_alike(own, kept[place])), None)
            if like is None and any(word[0] == ADDED for word in said):
                like = next((place for place in free if not gaps(said, kept[place])), None)
            if like is None:
                missing.append(number)
            else:
                free.remove(like)
                pairs.append((number, like))
        return sorted(pairs), missing

    def _lost_notes(
        self, master: MasterWords, output: OutputWords, unpaired: list[int]
    ) -> tuple[list[Finding], list[int]]:
        """Of the notes that the output has not apart: those that it has nowhere, and the others."""
        if not unpaired:
            return [], []
        between = "\n" if self._spaced else ""
        printed = output.text.words(self._marks)
        # What looks like a number of the format's own may be the note's.
        taken = [part for word in printed for part in words_of(word.strip(ADDED))]
        text = between.join([*_bare(printed), "", *_bare(taken)])
        lost, in_text = [], []
        for number in unpaired:
            element, stream = master.notes[number]
            words = _bare(stream.words(self._marks))
            # At its edges a note in the text may touch the words beside it.
            if between.join(words[1:-1] or words) in text:
                in_text.append(number)
            else:
                said = f"lacks note {number + 1}: {_quoted(words)}"
                lost.append(self._finding("note-lost", said, element))
        return lost, in_text

    def _unmatched(self, kept: Sequence[tuple[str, ...]], paired: set[int]) -> list[Finding]:
        return [
            self._finding(
                "note-added", f"has a note that the master has not: {_quoted(words)}", None
            )
            for place, words in enumerate(kept)
            if place not in paired
        ]

    def _differences(self, side: _Side, found: list[str], where: str) -> list[Finding]:
        result = []
        for gap in gaps(side.words, found):
            finding = self._of_gap(side, found, gap, where)
            if finding is not None:
                result.append(finding)
        return result

    def _of_gap(self, side: _Side, found: list[str], gap: Gap, where: str) -> Finding | None:
        lost = [word for word in side.words[gap.start : gap.end] if word[0] != ADDED]
        other = [word for word in found[gap.other_start : gap.other_end] if word[0] != ADDED]
        if not lost and (not other or self._is_printed(found, gap)):
            return None
        if lost and self._are_printed_around(lost, other):
            return None
        element = side.element_of(gap.start if lost else max(0, gap.start - 1))
        before = f", after {_quoted(side.words[max(0, gap.start - 5) : gap.start])}{where}"
        if not lost:
            said = f"has {_quoted(other)}, which the master has not{before}"
            return self._finding("words-added", said, element)
        if not self._spaced and is_shown_by(lost, other):
            return None
        if self._without_added(other) == _letters(lost):
            return None
        if _letters(lost) == _letters(other):
            said = f"writes {_quoted(lost)} as {_quoted(other)}{before}"
            return self._finding("words-divided", said, element)
        if not other:
            return self._finding("words-lost", f"lacks {_quoted(lost)}{before}", element)
        said = f"has {_quoted(other)} where the master has {_quoted(lost)}{before}"
        return self._finding("words-changed", said, element)

    def _is_printed(self, found: Sequence[str], gap: Gap) -> bool:
        """Whether what is added is the address of an empty reference, or describes a picture.

        What follows it may begin alike, so that it seems to begin later.
        """
        start, end = gap.other_start, gap.other_end
        while not self._are_printed(tuple(found[start:end])):
            if start == 0 or found[start - 1] != found[end - 1]:
                return False
            start, end = start - 1, end - 1
        return True

    def _are_printed(self, words: tuple[str, ...]) -> bool:
        """Whether the words are what an output may print, one after the other, and signs."""
        text = "".join(words)
        while text:
            printed = next((each for each in self._printed if text.startswith(each)), "")
            if not printed and not is_punctuation(text[0]):
                return False
            text = text[len(printed) or 1 :]
        return True

    def _are_printed_around(self, lost: Sequence[str], other: Sequence[str]) -> bool:
        """Whether what seems lost stands between addresses, too few words to be found again."""
        left, place = list(reversed(lost)), 0
        while place < len(other):
            printed = self._printed_at(other, place)
            if not printed and left and other[place] == left[-1]:
                left.pop()
            elif not printed and not is_punctuation(other[place]):
                return False
            place += printed or 1
        return not left

    def _printed_at(self, words: Sequence[str], place: int) -> int:
        """How many of the words from here are something that an output may print."""
        for each in self._printed:
            spelt, end = "", place
            while end < len(words) and len(spelt) < len(each):
                spelt, end = spelt + words[end], end + 1
            if spelt == each:
                return end - place
        return 0

    def _without_added(self, words: Sequence[str]) -> str:
        """The letters of these words, but for what the rules put into them."""
        text = _letters(words)
        for each in self._added:
            text = text.replace(each, "")
        return text if self._added else ""

    # -- pictures -------------------------------------------------------------

    def _of_pictures(self, master: MasterWords, output: OutputWords) -> list[Finding]:
        """Each description stands among the alternative texts. A PDF's are not read."""
        if not master.alternatives or self._output == "PDF":
            return []
        said = Counter(word for text in output.alternatives for word in _bare(words_of(text)))
        return _few(
            [
                self._finding("alt-lost", f"lacks the description {_quoted(words)}", element)
                for element, stream in master.alternatives
                if (words := _bare(stream.words())) and not Counter(words) <= said
            ]
        )

    def _finding(self, code: str, said: str, element: etree._Element | None) -> Finding:
        if element is None:
            return Finding(
                code,
                Severity.ERROR,
                f"The {self._output} {said}.",
                self._master.path,
                remedy=_REMEDY,
            )
        name = etree.QName(element).localname
        return Finding(
            code,
            Severity.ERROR,
            f"The {self._output} {said} (in <{name}>).",
            self._master.file_of(element),
            line_of(element),
            1,
            _REMEDY,
        )


def _bare(words: Sequence[str]) -> tuple[str, ...]:
    """The words without signs, which an output may add."""
    return tuple(word for word in words if word[0] != ADDED and not is_punctuation(word))


def _key(words: Sequence[str]) -> tuple[str, ...]:
    """What tells a note from others: its words, or its signs where it has no words."""
    return _bare(words) or tuple(word for word in words if word[0] != ADDED)


def _are_alike(words: Counter[str], kept: Sequence[str]) -> bool:
    common = (words & Counter(kept)).total()
    return 2 * common > max(words.total(), len(kept))


def is_shown_by(words: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether a page shows the words, as far as letters on paper can tell.

    A hyphen at a line's end may be the text's or the line's; a style may ask
    for capitals; and letters from right to left are extracted as they lie,
    from left to right, which the PDF writer reports by itself.
    """
    own, other = (_HYPHENS.sub("", _letters(each)) for each in (words, printed))
    if other in (own, own.upper()):
        return True
    letters, printed_letters = (sorted(filter(str.isalpha, each)) for each in (own, other))
    return bool(_RIGHT_TO_LEFT.search(own)) and letters == printed_letters


def _letters(words: Sequence[str]) -> str:
    return "".join(words)


def _quoted(words: Sequence[str]) -> str:
    shown = " ".join(words[:_QUOTED])
    return f"“{shown} …”" if len(words) > _QUOTED else f"“{shown}”"


def _few(findings: list[Finding]) -> list[Finding]:
    """The first of many, and how many more there are."""
    if len(findings) <= SHOWN:
        return findings
    first = findings[0]
    more = Finding(
        "words-more",
        max(finding.severity for finding in findings),
        f"{len(findings) - SHOWN} more differences of this kind are not shown.",
        first.path,
        findings[SHOWN].line,
    )
    return [*findings[:SHOWN], more]
