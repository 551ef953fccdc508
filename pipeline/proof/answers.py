"""The doubts of one master, answered one by one: each answer is written before the next question.

An answer is a correction, a mark in the text that the witness has it so, or an entry of
`proof.toml`. What an answer moves in the file is moved in the questions that are left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.editing.accepting import free_names, marked, noted, placed
from pipeline.editing.correction import Correction
from pipeline.editing.document import Document, read_document
from pipeline.editing.edits import Edit, applied, moved
from pipeline.editing.passages import Passage, passage_at, whole_words
from pipeline.editing.placing import Text
from pipeline.editing.proof import proved
from pipeline.editing.recording import Asked, record
from pipeline.editing.replacing import replace_file
from pipeline.finding import EditionError, Finding, Severity
from pipeline.proof.doubt import Doubt
from pipeline.proof.layout import WHITE
from pipeline.proof.proofread import Wanted, unanswered
from pipeline.proof.reading import read_blocks
from pipeline.proof.registry import BY_CODE
from pipeline.proof.rule import Rule
from pipeline.proof.suppressions import FILE, Suppression, add_entry, put_back
from pipeline.tei.reading import Policy

_NEAR = 20  # characters to each side that tell one place from another


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt, and where the file has its first and its last character."""

    rule: Rule
    words: str
    message: str
    remedy: str
    probability: float
    start: int
    last: int
    reading: str = ""  # to offer instead of the words


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a correction rests on, beside its reading."""

    cert: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """What it takes to unsay an answer: the file written, and what stood there."""

    path: Path
    before: bytes | None
    after: bytes
    questions: list[Question]
    place: int


def question_of(doubt: Doubt) -> Question:
    """The question that a doubt puts to an editor."""
    said = doubt.suspicion
    first = max(0, min(said.start, len(said.block.text) - 1))
    start = said.block.source_of(first)
    last = said.block.source_of(max(first, said.end - 1))
    return Question(
        doubt.rule,
        said.words,
        said.message,
        said.remedy,
        said.probability,
        start,
        last,
        said.reading,
    )


class Answers:
    """The questions left for one master, and the answers given so far."""

    def __init__(
        self,
        path: Path,
        policy: Policy = "corrected",
        level: str = "likely",
        wanted: Wanted | None = None,
        responsible: str = "",
        when: str = "",
    ) -> None:
        self.path = path
        self.given = 0
        self._policy: Policy = policy
        self._level, self._wanted = level, wanted
        self._responsible = responsible
        self._when = when
        self.read_again()

    def read_again(self) -> None:
        """Ask afresh of the master as it is now; what was answered before cannot be unsaid."""
        self._steps: list[_Step] = []
        self._read(read_document(self.path))
        found, _ = unanswered(self.document, self._policy, self._level, self._wanted)
        self.questions = [question_of(doubt) for doubt in found]

    def passage(self, question: Question) -> Passage:
        """The doubtful characters in the text as it is read now."""
        flows = self._text.corrected if self._policy == "corrected" else self._text.witness
        found = passage_at(self.document, flows, question.start, question.last)
        if found is None:
            raise EditionError(_lost(self.document, question))
        return found

    def to_correct(self, question: Question) -> Passage:
        """What a correction of the doubt would replace: whole words."""
        return whole_words(self.passage(question))

    def correct(self, number: int, reading: str, grounds: Grounds) -> str:
        """Record a correction as `edition correct` does; the report on it."""
        at = placed(self.to_correct(self.questions[number]))
        correction = Correction(
            at.passage.words,
            " ".join(reading.split()),
            cert=grounds.cert,
            evidence=grounds.evidence,
            placed=at,
        )
        asked = Asked([correction], Correction("", ""), self._responsible, self._when)
        made = record(self._text, asked)
        self._write(number, made.edits)
        return "\n".join(made.report).strip()

    def keep(self, number: int, note: str = "") -> str:
        """Say in the text that the witness has it so: with a textual note, or by `<sic>`."""
        at = placed(self.to_correct(self.questions[number]))
        note = " ".join(note.split())
        self._write(
            number,
            noted(self.document, at, note, next(free_names(self.document)), self._responsible)
            if note
            else marked(self.document, at),
        )
        return f"“{at.passage.words}” is kept, with " + ("a note" if note else "<sic>")

    def suppress(self, number: int, reason: str, everywhere: bool = False) -> str:
        """Enter the doubt in `proof.toml`: for its place, or for these words `everywhere`."""
        question = self.questions[number]
        near = "" if everywhere else self._near(question)
        entry = Suppression(question.rule.code, question.words, reason, near)
        before, after = add_entry(self.path, entry, frozenset(BY_CODE))
        left = [
            other
            for other in self.questions
            if other is not question
            and not (
                everywhere
                and other.rule is question.rule
                and other.words.strip() == question.words.strip()
            )
        ]
        self._answered(_Step(self.path.parent / FILE, before, after, self.questions, number), left)
        return f"“{question.words}” is entered in {FILE}"

    def undo(self) -> int | None:
        """Unsay the last answer; the number of its question, or None where there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        try:
            if step.path == self.path and step.before is not None:
                replace_file(self.path, step.after, step.before)
                self._read(read_document(self.path))
            else:
                put_back(step.path, step.after, step.before)
        except EditionError:
            self._steps.append(step)
            raise
        self.questions = step.questions
        self.given -= 1
        return step.place

    def _read(self, document: Document) -> None:
        self.document = document
        self._text = Text(document)

    def _write(self, number: int, edits: list[Edit]) -> None:
        old = self.document.source.data
        new = proved(self.document, applied(self.document.text, edits))
        replace_file(self.path, old, new)
        left = []
        for place, question in enumerate(self.questions):
            now = moved(edits, question.start, question.last + 1)
            if place != number and now is not None:
                left.append(replace(question, start=now[0], last=now[1] - 1))
        self._answered(_Step(self.path, old, new, self.questions, number), left)
        self._read(read_document(self.path))

    def _answered(self, step: _Step, left: list[Question]) -> None:
        self._steps.append(step)
        self.questions = left
        self.given += 1

    def _near(self, question: Question) -> str:
        try:
            return near_words(self.document, self._policy)(self.passage(question))
        except EditionError:  # it stands nowhere in the text
            return ""


def near_words(document: Document, policy: Policy) -> Callable[[Passage], str]:
    """For a passage, words around it as the proofreader reads them, and no more than needed."""
    whole = "\n".join(block.text for block in read_blocks(document, policy))

    def near(passage: Passage) -> str:
        text, first, last = passage.flow.text, passage.first, passage.last
        for width in (_NEAR, 2 * _NEAR, 4 * _NEAR):
            left = text[max(0, first - width) : first].rpartition("\0")[2]
            right = text[last : last + width].partition("\0")[0]
            left = left.partition(" ")[2] if len(left) == width else left
            right = right.rpartition(" ")[0] if len(right) == width else right
            found = WHITE.sub(" ", left + text[first:last] + right).strip()
            if whole.count(found) == 1:
                return found
        return WHITE.sub(" ", text[first:last]).strip()

    return near


def _lost(document: Document, question: Question) -> Finding:
    line, column = document.source.position(question.start)
    return Finding(
        "proof-answer-place",
        Severity.ERROR,
        f"“{question.words}” cannot be answered in the text: no readers read it.",
        document.source.path,
        line,
        column,
        "Edit the master, or suppress the finding with a reason.",
    )
