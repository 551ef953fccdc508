"""Nothing is lost: the words of the master are the words of each output, in the same order.

`added` are the strings that the rule files of the edition may put among them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.checks.alignment import Gap, gaps
from pipeline.checks.letters import are_alike, are_joined, is_shown_by
from pipeline.checks.master.words import MasterWords
from pipeline.checks.note_pairs import read_with_notes
from pipeline.checks.output_words import OutputWords, epub_words, pdf_words, text_words
from pipeline.checks.printed import Printed
from pipeline.checks.words import (
    ADDITION,
    BRACKETS,
    TEXT_MARKS,
    UNSEEN,
    Located,
    bare,
    with_numbers,
    without_added,
    words_of,
)
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from pipeline.tei.parse import Master
    from pipeline.tei.reading import Policy

Strings = Collection[str]
NONE: Strings = frozenset()
SHOWN = 5
_QUOTED = 12
_MAY_BE_PRINTED = re.compile(ADDITION)
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
    words = text_words(path, map(str, master.root.itertext()))
    return _Comparison(master, policy, "text file", added, TEXT_MARKS).findings(words)


def check_pdf_words(
    master: Master, path: Path, policy: Policy = "corrected", added: Strings = NONE
) -> list[Finding]:
    """The words of the PDF and of its notes, against the master's; white space aside."""
    return _Comparison(master, policy, "PDF", added, spaced=False).findings(pdf_words(path))


CHECKS = {"epub": check_epub_words, "pdf": check_pdf_words, "text": check_text_words}  # by format


@dataclass(slots=True)
class _Side:
    """The words of the master in the order in which an output has them, and whose they are."""

    located: Located[etree._Element]
    where: str = ""  # in which note


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
        self._counted = BRACKETS + marks  # and not compared in their places
        self._marks = self._counted if spaced else self._counted + UNSEEN
        self._spaced = spaced
        self._added = added
        self._printed = Printed((), ())

    def findings(self, output: OutputWords) -> list[Finding]:
        """Everything that differs: the text, then the notes, then what the pictures show."""
        kept = [tuple(stream.words(self._marks)) for stream in output.notes]
        texts = [output.text.words(self._marks), *kept]
        read = read_with_notes(self._master.root, self._policy, kept, texts, self._marks)
        master, pairs = read.words, read.pairs
        lost = [self._lost(master, number) for number in read.unpaired]
        described = (stream.text for _, stream in master.alternatives)
        printed = map(self._letters, [*master.printed, *described])
        self._printed = Printed(printed, map(self._letters, self._added))
        found = [*self._of_text(master, output), *self._of_signs(master, output)]
        for number, place in pairs:
            found += self._of_note(master, number, kept[place])
        found += lost
        found += self._unmatched(kept, {place for _, place in pairs})
        return [*_few(found), *self._of_pictures(master, output)]

    # -- the text and the notes ---------------------------------------------

    def _of_text(self, master: MasterWords, output: OutputWords) -> list[Finding]:
        side = _Side(master.text.located(self._marks))
        return self._differences(side, output.text.words(self._marks))

    def _of_note(self, master: MasterWords, number: int, kept: tuple[str, ...]) -> list[Finding]:
        _, stream = master.notes[number]
        side = _Side(stream.located(self._marks), f" in note {number + 1}")
        return self._differences(side, list(kept))

    def _letters(self, text: str) -> str:
        return "".join(words_of("".join(sign for sign in text if sign not in self._marks)))

    def _of_signs(self, master: MasterWords, output: OutputWords) -> list[Finding]:
        """The signs left out of the comparison are at least as many as in the master."""
        own = "".join([master.text.text, *(stream.text for _, stream in master.notes)])
        own = _MAY_BE_PRINTED.sub("", own)
        other = "".join([output.text.text, *(stream.text for stream in output.notes)])
        other += "".join(output.alternatives)
        return [
            self._finding("signs-lost", f"lacks {missing} of the signs “{sign}”", None)
            for sign in self._counted
            if (missing := own.count(sign) - other.count(sign)) > 0
        ]

    def _lost(self, master: MasterWords, number: int) -> Finding:
        element, stream = master.notes[number]
        said = f"lacks note {number + 1}: {_quoted(bare(stream.words(self._marks)))}"
        return self._finding("note-lost", said, element)

    def _unmatched(self, kept: Sequence[tuple[str, ...]], paired: set[int]) -> list[Finding]:
        return [
            self._finding(
                "note-added", f"has a note that the master has not: {_quoted(words)}", None
            )
            for place, words in enumerate(kept)
            if words and place not in paired
        ]

    def _differences(self, side: _Side, found: list[str]) -> list[Finding]:
        result = []
        for gap in gaps(side.located.words, found):
            finding = self._of_gap(side, found, gap)
            if finding is not None:
                result.append(finding)
        return result

    def _of_gap(self, side: _Side, found: list[str], gap: Gap) -> Finding | None:
        own = side.located
        lost = without_added(own.words[gap.start : gap.end])
        other = without_added(found[gap.other_start : gap.other_end])
        if not lost and (not other or self._printed.explains(found, gap)):
            return None
        seen = found[gap.other_start : gap.other_end]
        if lost and any(
            self._printed.surrounds(lost, each) for each in (other, with_numbers(seen))
        ):
            return None
        element = own.place_of(gap.start if lost else max(0, gap.start - 1))
        before = f", after {_quoted(own.words[max(0, gap.start - 5) : gap.start])}{side.where}"
        if not lost:
            said = f"has {_quoted(other)}, which the master has not{before}"
            return self._finding("words-added", said, element)
        if not self._spaced and is_shown_by(lost, other):
            return None
        if self._printed.stands_within(lost, other):
            return None
        may_be_one = own.may_be_one(gap.start, gap.end)
        if are_joined(lost, other, may_be_one):
            return None
        if are_joined(lost, self._printed.taken_out(other, lost), may_be_one):
            return None
        if are_alike(lost, other):
            said = f"writes {_quoted(lost)} as {_quoted(other)}{before}"
            return self._finding("words-divided", said, element)
        if not other:
            return self._finding("words-lost", f"lacks {_quoted(lost)}{before}", element)
        said = f"has {_quoted(other)} where the master has {_quoted(lost)}{before}"
        return self._finding("words-changed", said, element)

    # -- pictures -------------------------------------------------------------

    def _of_pictures(self, master: MasterWords, output: OutputWords) -> list[Finding]:
        """Each description stands among the alternative texts. A PDF's are not read."""
        if not master.alternatives or self._output == "PDF":
            return []
        said = Counter(word for text in output.alternatives for word in bare(words_of(text)))
        return _few(
            [
                self._finding("alt-lost", f"lacks the description {_quoted(words)}", element)
                for element, stream in master.alternatives
                if (words := bare(stream.words())) and _lacks(said, words)
            ]
        )

    def _finding(self, code: str, said: str, element: etree._Element | None) -> Finding:
        if element is None:
            place, where = (self._master.path, 0, 0), ""
        else:
            place = self._master.place_of(element)
            where = f" (in <{etree.QName(element).localname}>)"
        message = f"The {self._output} {said}{where}."
        return Finding(code, Severity.ERROR, message, *place, _REMEDY)


def _lacks(said: Counter[str], words: Sequence[str]) -> bool:
    return any(said[word] < count for word, count in Counter(words).items())


def _quoted(words: Sequence[str]) -> str:
    said = without_added(words)
    shown = " ".join(said[:_QUOTED])
    return f"“{shown} …”" if len(said) > _QUOTED else f"“{shown}”"


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
