"""`edition proof --interactive`: doubt after doubt, in context, each answered by a key."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.cli.console import has_colour
from pipeline.cli.keyboard import ask, has_keys, read_key
from pipeline.finding import EditionError
from pipeline.report import as_text, printable, relative
from pipeline.tei.grounds import CERTAINTIES

if TYPE_CHECKING:
    from pipeline.proof.answers import Answers, Question

_KEYS = (
    ("c", "correct"),
    ("t", "the text has it so"),
    ("s", "suppress"),
    ("l", "later"),
    ("b", "back"),
    ("u", "undo"),
    ("q", "quit"),
)
_HELP = """\
c  correct: asks for the reading, how certain, and why; recorded as `edition correct` does
t  the text has it so: a textual note for the reader if you write one, else <sic>
s  suppress: an entry in proof.toml, with your reason; the master is not touched
l  later: the next doubt (also Enter)     b  back: the one before
u  undo: take the last answer back        q  quit: every answer is already written
"""
# Where what is said is doubted rather than how it is spelt, readers want a note.
_CLAIMS = frozenset({"digits", "sums", "names"})
_NARROW, _WIDE = 40, 88


class _QuitError(Exception):
    """No more answers are wanted."""


class Dialogue:
    """One editor, one master, the doubts in order."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._at = 0
        self._news = ""
        self._screen = has_keys()
        self._colour = has_colour(sys.stdout)
        self._acts: dict[str, Callable[[], None]] = {
            "c": self._correct,
            "t": self._keep,
            "s": self._suppress,
            "l": self._later,
            "": self._later,
            "n": self._later,
            "b": self._back,
            "u": self._undo,
            "?": self._help,
            "h": self._help,
            "q": self._quit,
        }

    def run(self) -> bool:
        """Go through the doubts; whether the editor came to the end. Ctrl-C ends it as `q`."""
        try:
            while self._at < len(self._answers.questions):
                self._show()
                self._step()
        except (_QuitError, EOFError):
            return False
        finally:
            self._tell_news()
            self._sum_up()
        return True

    def _step(self) -> None:
        key = read_key(self._menu())
        act = self._acts.get(key.strip().lower()[:1])
        if act is None:
            self._news = f"There is no key “{key.strip()}”; ? explains the keys."
            return
        try:
            act()
        except EditionError as error:
            told = [as_text(found, colour=self._colour) for found in error.findings]
            self._news = "".join(told).rstrip()
            if any(found.code == "master-changed" for found in error.findings):
                self._answers.read_again()
                self._news = "The master was saved meanwhile; it has been read again."
                self._at = 0

    # What the keys do.

    def _correct(self) -> None:
        answers, question = self._answers, self._question
        words = answers.to_correct(question).words
        offered = words.replace(question.words, question.reading) if question.reading else words
        reading = ask(f"Instead of “{words}” read", offered)
        if not reading or reading.split() == words.split():
            self._news = "Not corrected: the reading is the same."
            return
        cert = ask(f"How certain ({', '.join(CERTAINTIES)})", CERTAINTIES[0])
        if cert not in CERTAINTIES:
            self._news = f"Not corrected: “{cert}” is no certainty."
            return
        from pipeline.proof.answers import Grounds

        evidence = ask("Evidence, in words (may be empty)")
        self._news = answers.correct(self._at, reading, Grounds(cert, evidence))

    def _keep(self) -> None:
        wish = "Why, in a note for readers (empty: only <sic>)"
        if self._question.rule.family not in _CLAIMS:
            wish = "A note for readers, if one is wanted (empty: <sic>)"
        self._news = self._answers.keep(self._at, ask(wish))

    def _suppress(self) -> None:
        reason = ask("Reason")
        if not reason:
            self._news = "Not suppressed: proof.toml wants a reason."
            return
        question = self._question
        alike = [
            one
            for one in self._answers.questions
            if one.rule is question.rule and one.words.strip() == question.words.strip()
        ]
        everywhere = False
        if len(alike) > 1:
            said = ask(
                f"In all {len(alike)} places where “{question.words}” is doubted? (y/n)", "n"
            )
            everywhere = said.lower().startswith("y")
        self._news = self._answers.suppress(self._at, reason, everywhere)

    def _later(self) -> None:
        self._at += 1

    def _back(self) -> None:
        if not self._at:
            self._news = "This is the first doubt that is left."
        self._at = max(0, self._at - 1)

    def _undo(self) -> None:
        place = self._answers.undo()
        self._news = "There is nothing to undo." if place is None else "The answer is taken back."
        self._at = self._at if place is None else place

    def _help(self) -> None:
        self._news = _HELP.rstrip()

    def _quit(self) -> None:
        raise _QuitError

    # What is shown.

    @property
    def _question(self) -> Question:
        return self._answers.questions[self._at]

    def _show(self) -> None:
        answers, question = self._answers, self._question
        size = shutil.get_terminal_size()
        width = max(_NARROW, min(_WIDE, size.columns - 2))
        if self._screen:
            sys.stdout.write("\x1b[2J\x1b[H")
        self._tell_news()
        line, column = answers.document.source.position(question.start)
        place = f"{relative(answers.path)}:{line}:{column}"
        count = f"{self._at + 1} of {len(answers.questions)}"
        sys.stdout.write(f"{self._paint(place, '1')}   {self._paint(count, '2')}\n")
        likely = f"{question.rule.code} · {question.probability:.0%} likely"
        sys.stdout.write(f"{self._paint(likely, '33')}\n\n")
        sys.stdout.write(self._context(question, width, max(4, size.lines - 14)) + "\n\n")
        for said in filter(None, (question.message, question.remedy)):
            sys.stdout.write(textwrap.fill(printable(said), width) + "\n")
        sys.stdout.write("\n")

    def _context(self, question: Question, width: int, lines: int) -> str:
        """The paragraph around the doubt, as much as there is room for, the doubt marked."""
        try:
            passage = self._answers.passage(question)
        except EditionError:
            return f"  {self._marked(printable(question.words))}"
        doubt = passage.flow.text[passage.first : passage.last]
        left, right = passage.around(width * lines // 2)
        # Marks that no text can hold keep their place while the lines are filled.
        left, words, right = (printable(re.sub(r"\s+", " ", part)) for part in (left, doubt, right))
        filled = textwrap.fill(
            f"{left}\1{words}\2{right}", width,
            initial_indent="  ", subsequent_indent="  ",
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        before, _, rest = filled.partition("\1")
        doubtful, _, after = rest.partition("\2")
        return f"{before}{self._marked(doubtful)}{after}"

    def _marked(self, words: str) -> str:
        return self._paint(words, "1;7;33") if self._colour else f"[{words}]"

    def _menu(self) -> str:
        keys = "  ".join(f"{self._paint(key, '1;36')} {what}" for key, what in _KEYS)
        return f"{keys}  {self._paint('?', '1;36')}\n> "

    def _tell_news(self) -> None:
        if self._news:
            sys.stdout.write(self._paint(self._news, "32") + "\n\n")
        self._news = ""

    def _sum_up(self) -> None:
        given, left = self._answers.given, len(self._answers.questions)
        answers = "1 answer is" if given == 1 else f"{given} answers are"
        doubts = "1 doubt is" if left == 1 else f"{left} doubts are"
        sys.stdout.write(f"{answers} written; {doubts} left.\n")
        sys.stdout.flush()

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text
