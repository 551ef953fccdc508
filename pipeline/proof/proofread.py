"""Proofreading one document: every rule, the most probable suspicions first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.editing.document import Document, read_document
from pipeline.finding import Finding, Severity
from pipeline.proof.doubt import Doubt
from pipeline.proof.prior import weighed
from pipeline.proof.reading import read_blocks
from pipeline.proof.registry import BY_CODE, RULES
from pipeline.proof.rule import Rule
from pipeline.proof.suppressions import Suppression, read_suppressions, unused
from pipeline.proof.text import Text
from pipeline.proof.wordlist import is_installed, language_of_words
from pipeline.proof.years import latest_year
from pipeline.tei.languages import primary
from pipeline.tei.main_language import main_language
from pipeline.tei.reading import Policy

# How probable a suspicion must be.
LEVELS = {"sure": 0.8, "likely": 0.5, "all": 0.1}
_A_HABIT = 20  # findings of one rule, and in 10,000 words
Wanted = Callable[[Rule], bool]


def proofread(
    path: Path, policy: Policy = "corrected", level: str = "likely", wanted: Wanted | None = None
) -> list[Finding]:
    """The suspicious readings of the TEI file at `path`, best first.

    Suppressions of `proof.toml` beside it hold; those that answer nothing are findings,
    unless rules are left out: theirs would seem to be unused.
    """
    document = read_document(path)
    left, idle = unanswered(document, policy, level, wanted)
    findings = [finding(document, doubt) for doubt in left]
    return findings + unused(path, idle) if wanted is None else findings


def unanswered(
    document: Document,
    policy: Policy = "corrected",
    level: str = "likely",
    wanted: Wanted | None = None,
) -> tuple[list[Doubt], list[Suppression]]:
    """The doubts that no entry of `proof.toml` answers, and the entries that answer none."""
    entries = read_suppressions(document.source.path, frozenset(BY_CODE))
    used: set[Suppression] = set()
    left = []
    for doubt in doubts(document, policy, "all", wanted):
        answer = next(
            (one for one in entries if one.answers(doubt.rule.code, doubt.suspicion)), None
        )
        if answer:
            used.add(answer)
        elif doubt.suspicion.probability >= LEVELS[level]:
            left.append(doubt)
    return left, [entry for entry in entries if entry not in used]


def without_word_lists(path: Path) -> list[Finding]:
    """What to say where the libraries of the word lists are missing."""
    if is_installed():
        return []
    message = "The word lists are not installed: fewer misspelt words will be found."
    remedy = 'python -m pip install "tei-edition[proof]"'
    return [Finding("proof-no-word-list", Severity.INFO, message, path, remedy=remedy)]


def doubts(
    document: Document,
    policy: Policy = "corrected",
    level: str = "likely",
    wanted: Wanted | None = None,
    answers: bool = True,
) -> list[Doubt]:
    """Every suspicion at least as probable as the level wants, one for each place, best first."""
    text = read_text(document, policy, answers)
    asked = [rule for rule in RULES if (wanted(rule) if wanted else rule.default)]
    # What is not asked for says, too, how good the text is.
    rules = [
        rule for rule in RULES if rule.applies_to(text.language) and (rule.default or rule in asked)
    ]
    found = _without_habits((doubt for rule in rules for doubt in _of(rule, text)), text.size)
    likely = [
        doubt
        for doubt in weighed(found, text.size)
        if doubt.rule in asked and doubt.suspicion.probability >= LEVELS[level]
    ]
    return list(_one_for_each_place(sorted(likely, key=lambda doubt: doubt.rank)))


def wanted_codes(select: Collection[str], ignore: Collection[str]) -> Wanted:
    """The choice that `--select` and `--ignore` make, by codes, their beginnings, or families."""

    def names(rule: Rule, said: Collection[str]) -> bool:
        return any(rule.code.startswith(one) or rule.family == one for one in said)

    return lambda rule: (
        (names(rule, select) if select else rule.default) and not names(rule, ignore)
    )


def read_text(document: Document, policy: Policy = "corrected", answers: bool = True) -> Text:
    """What the rules look at."""
    blocks = read_blocks(document, policy, answers)
    language = primary(main_language(document.root)).removeprefix("und")
    text = Text(blocks, language, latest_year(document.root))
    return text if text.language else replace(text, language=language_of_words(text.lower))


def finding(document: Document, doubt: Doubt) -> Finding:
    """The doubt as a finding, its line and column on the first doubtful character."""
    said = doubt.suspicion
    line, column = document.source.position(said.block.source_of(said.start))
    path = document.source.path
    return Finding(
        doubt.rule.code, doubt.rule.severity, said.message, path, line, column, said.remedy
    )


def _of(rule: Rule, text: Text) -> Iterator[Doubt]:
    for suspicion in rule.find(text):
        if not suspicion.block.is_silent(suspicion.start, suspicion.end):
            yield Doubt(rule, suspicion)


def _without_habits(found: Iterable[Doubt], words: int) -> list[Doubt]:
    """A rule of marks or figures that is broken everywhere does not fit the document."""
    every = list(found)
    counts = Counter(
        doubt.rule.code for doubt in every if doubt.suspicion.probability >= LEVELS["likely"]
    )
    misfits = {
        rule.code
        for rule in RULES
        if rule.family not in {"spelling", "words"}
        and counts[rule.code] > max(_A_HABIT, words * _A_HABIT / 10_000)
    }
    return [_unlikelier(doubt) if doubt.rule.code in misfits else doubt for doubt in every]


def _unlikelier(doubt: Doubt) -> Doubt:
    said = doubt.suspicion
    return Doubt(doubt.rule, replace(said, probability=0.2 * said.probability))


def _one_for_each_place(found: Iterable[Doubt]) -> Iterator[Doubt]:
    taken: dict[int, list[tuple[int, int]]] = {}
    for doubt in found:
        one = doubt.suspicion
        here = taken.setdefault(id(one.block), [])
        if not any(start < one.end and one.start < end for start, end in here):
            here.append((one.start, one.end))
            yield doubt
