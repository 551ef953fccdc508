"""A copy of the text that somebody corrected becomes corrections of the master.

Three texts are held side by side: the copy as it was made, the copy as it
came back, and the master. Where the two copies differ, somebody changed
something; where the first agrees with the master, it is known what. The
typography of word processors (straight quotation marks, dashes, ligatures,
line ends) is not a change.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.editing.alignment import differences, matches
from pipeline.editing.correction import Correction
from pipeline.editing.flows import BREAK, PARTING, Flow
from pipeline.editing.passages import Obstacle, Passage, extent
from pipeline.editing.placing import Place, Placed, Text
from pipeline.tei.line_hyphens import HYPHENS

_WORD = re.compile(r"[^\s\0]+")
_PARTED_WORD = rf"[^\s\0]+(?:(?<=[^\W\d_][{HYPHENS}])\s+(?=[^\W\d_])[^\s\0]+)*"
_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_CALL = re.compile(r"\[(?:\d+|\*)\]")
_NOISE = str.maketrans({
    "‘": "'", "’": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
    "‟": '"', "–": "—", "―": "—", "−": "—", "‐": "-", "‑": "-", "_": None, "=": None, "~": None,
    "\u00ad": None, "\ufeff": None, "\u200b": None, "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff",
})  # fmt: skip
_INVISIBLE = dict.fromkeys(map(ord, "_\u00ad\ufeff\u200b"))
_LONGEST = 40  # words that a single correction may put in or take out


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A difference that is no correction of a passage, and why; `line` is that of the copy."""

    line: int
    old: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the copy asks for: corrections that can be made, and what a person must look at."""

    corrections: list[Correction]
    unplaced: list[Unplaced]


def proposals(text: Text, made: str, edited: str) -> Proposals:
    """Compare the text output as `made` from the master with the `edited` copy of it."""
    old, new = _Words(made), _Words(edited)
    master = _MasterWords(text, old)
    result = Proposals([], [])
    for first, last, start, end in differences(old.keys, new.keys):
        said = old.between(first, last), new.between(start, end)
        found = _proposal(master, first, last, said[1])
        if max(last - first, end - start) > _LONGEST:
            found = "it is too much for one correction"
        elif new.breaks(start, end) > max(1, old.breaks(first, last)):
            found = "it is a paragraph of its own"
        if isinstance(found, Correction):
            result.corrections.append(found)
        else:
            result.unplaced.append(Unplaced(new.line(start), *said, found))
    return result


def _proposal(master: _MasterWords, first: int, last: int, words: str) -> Correction | str:
    """The correction that puts `words` in the place of these of the copy; else why not."""
    found = master.passage(first, last, alone=bool(words))
    if isinstance(found, str):
        return found
    passage, left, right = found
    if master.text.is_editors(passage.flow):
        return "it stands in a note of the editors: change the note itself"
    whole = " ".join(filter(None, (left, master.styled(words), right)))
    sic, corr, cut = _trimmed(passage.flow.text[passage.first : passage.last], whole)
    if not sic or not corr:
        return "nothing would be left to be corrected"
    start = passage.first + cut
    end = start + len(sic)
    narrow = Passage(passage.document, passage.flow, start, end)
    stretch = extent(narrow)
    if isinstance(stretch, Obstacle):
        return stretch.reason
    place = Place(narrow.paragraph)
    return Correction(narrow.words, corr, place, placed=Placed(narrow, *stretch))


def _trimmed(sic: str, corr: str) -> tuple[str, str, int]:
    """Both without what they begin and end with alike, but never empty; and where `sic` begins."""
    one, other = _TOKEN.findall(sic), _TOKEN.findall(corr)
    keys, keys2 = list(map(_key, one)), list(map(_key, other))
    shortest = min(len(one), len(other))
    head = next((at for at in range(shortest) if keys[at] != keys2[at]), shortest)
    rest = shortest - head
    tail = next((at for at in range(rest) if keys[-1 - at] != keys2[-1 - at]), rest)
    while True:
        left, right = one[head : len(one) - tail], other[head : len(other) - tail]
        words, words2 = "".join(left).strip(), "".join(right).strip()
        if (words and words2 and words != words2) or not (head or tail):
            break
        if head and (not tail or not words or not words2):
            head -= 1
        else:
            tail -= 1
    before = "".join(one[:head])
    blank = "".join(left)
    return words, words2, len(before) + len(blank) - len(blank.lstrip())


def _key(word: str) -> str:
    """By what a word is compared: without what typewriters and word processors do to it."""
    key = _CALL.sub("", word).translate(_NOISE).replace("--", "—").replace("…", "...")
    return "—" if key == "-" else " " if word.isspace() else key


class _Words:
    """The words of a text, and what they are compared by."""

    def __init__(self, text: str) -> None:
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        found = [match for match in _WORD.finditer(text) if _key(match[0])]
        self.text = text
        self.places = [match.span() for match in found]
        self.keys = [_key(match[0]) for match in found]
        self._lines = [match.end() for match in re.finditer("\n", text)]

    def between(self, first: int, last: int) -> str:
        """The words from one to the other as they stand, in one line."""
        if first >= last:
            return ""
        return " ".join(self.text[self.places[first][0] : self.places[last - 1][1]].split())

    def breaks(self, first: int, last: int) -> int:
        """How many blank lines stand among the words, before and after them."""
        start = self.places[first - 1][1] if first > 0 else 0
        end = self.places[last][0] if last < len(self.places) else len(self.text)
        return len(_PARAGRAPH.findall(self.text, start, end))

    def line(self, word: int) -> int:
        """The line on which a word stands, from 1."""
        if not self.places:
            return 1
        start, _ = self.places[min(word, len(self.places) - 1)]
        return bisect_right(self._lines, start) + 1


class _MasterWords:
    """The words of the master, and which of them the words of the copy are."""

    def __init__(self, text: Text, copy: _Words) -> None:
        self.text = text
        self._words: list[tuple[Flow, int, int]] = []
        self._of_copy: dict[int, int] = {}
        self._copy = copy
        self._known = frozenset(copy.keys)
        body, *notes = text.corrected
        self._whole = body.text
        self._align([body], list(range(len(copy.keys))))
        left = [at for at in range(len(copy.keys)) if at not in self._of_copy]
        self._align(notes, left)

    def _align(self, texts: Sequence[Flow], numbers: list[int]) -> None:
        first = len(self._words)
        keys: list[str] = []
        for flow in texts:
            for start, end, key in self._words_of(flow):
                self._words.append((flow, start, end))
                keys.append(key)
        for at, there, length in matches([self._copy.keys[n] for n in numbers], keys):
            for step in range(length):
                self._of_copy[numbers[at + step]] = first + there + step

    def _words_of(self, flow: Flow) -> Iterator[tuple[int, int, str]]:
        """Its words, and what they are compared by; what a line parts is one if the copy has it."""
        for match in re.finditer(_PARTED_WORD if flow.parts_words else _WORD, flow.text):
            words = [*_WORD.finditer(flow.text, match.start(), match.end())]
            hyphens = ("", "-") if len(words) > 1 else ()
            whole = (_key(re.sub(PARTING, hyphen, match[0])) for hyphen in hyphens)
            key = next((each for each in whole if each in self._known), "")
            if key:
                yield match.start(), match.end(), key
                continue
            for word in words:
                if key := _key(word[0]):
                    yield word.start(), word.end(), key

    def passage(self, first: int, last: int, *, alone: bool) -> tuple[Passage, str, str] | str:
        """The passage of the master that these words of the copy are; else why there is none.

        Where there are no words, or they are to go (not `alone`), a neighbouring
        word comes with them, and is given back as left or right of what is new.
        """
        before, after = self._of_copy.get(first - 1), self._of_copy.get(last)
        numbers = [self._of_copy[at] for at in range(first, last) if at in self._of_copy]
        if len(numbers) < last - first:
            return "it is not in the text of the master"
        if numbers and alone:
            return self._between(numbers, "", "")
        if before is not None and (after is None or self._are_near(before, numbers or [after])):
            return self._between([before, *numbers], self._said(before), "")
        if after is not None:
            return self._between([*numbers, after], "", self._said(after))
        return "it is not in the text of the master"

    def _are_near(self, before: int, numbers: list[int]) -> bool:
        """Whether a word is in the same paragraph as those that follow it."""
        flow, _, end = self._words[before]
        other, start, _ = self._words[numbers[0]]
        return flow is other and BREAK not in flow.text[end:start]

    def _said(self, number: int) -> str:
        flow, start, end = self._words[number]
        return flow.text[start:end]

    def _between(self, numbers: list[int], left: str, right: str) -> tuple[Passage, str, str] | str:
        flow, start, _ = self._words[numbers[0]]
        last_flow, _, end = self._words[numbers[-1]]
        together = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if not together or flow is not last_flow or BREAK in flow.text[start:end]:
            return "its words do not stand together in the master"
        return Passage(self.text.document, flow, start, end), left, right

    def styled(self, words: str) -> str:
        """New words with the quotation marks and dashes that the master uses."""
        words = _CALL.sub("", words).translate(_INVISIBLE)
        dash = max("–—", key=self._whole.count)
        words = re.sub(r"--|(?<= )-(?= )", dash, words)
        if self._whole.count("’") > self._whole.count("'"):
            words = re.sub(r"(?<=\w)'|'(?=\d\ds?\b)", "’", words).replace("'", "‘")
        if self._whole.count("“") > self._whole.count('"'):
            words = re.sub(r'(?<![\s(\[—–])(?<!^)"', "”", words).replace('"', "“")
        return words
