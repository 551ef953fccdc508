"""`edition proof`: find suspicious readings before a reader does."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import VERB_OPTIONS, Console
from pipeline.cli.usage import misuse
from pipeline.edition import READINGS
from pipeline.finding import EditionError, Finding, Severity

if TYPE_CHECKING:
    from pipeline.edition import Edition
    from pipeline.proof.proofread import Wanted

_EPILOG = """\
examples:
  edition proof                            the master of source/edition.toml
  edition proof novel.xml --level sure     only what is almost certainly wrong
  edition proof --reading witness          the text as it was transcribed
  edition proof --interactive              answer the doubts one by one: correct, keep, suppress
  edition proof --html                     the same on a page that gives a table back
  edition proof --ignore spelling          without the rules of a family (or one code)
  edition proof --rules                    every rule, with what is right and wrong

The most probable findings come first. What the text has so is answered in the text, by <sic> or
<note type="textual">, or in proof.toml beside the master, with a reason.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "proof",
        help="find suspicious readings",
        description="Read the text as a proofreader who knows TEI, and show the suspicious "
        "readings, the most probable errors first.",
        epilog=_EPILOG,
        parents=[VERB_OPTIONS],
    )
    verb.add_argument(
        "files",
        nargs="*",
        metavar="FILE|FOLDER",
        help="TEI files or folders; by default the edition's master",
    )
    verb.add_argument(
        "--reading",
        choices=READINGS,
        default="corrected",
        help="the editors' text (default), or the witness's",
    )
    verb.add_argument(
        "--level",
        choices=("sure", "likely", "all"),
        default="likely",
        help="how probable a finding must be",
    )
    verb.add_argument(
        "--select", action="append", default=[], metavar="CODE", help="only these rules or families"
    )
    verb.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODE",
        help="all but these rules or families",
    )
    answering = verb.add_mutually_exclusive_group()
    answering.add_argument(
        "-i", "--interactive", action="store_true", help="answer the doubts one by one"
    )
    answering.add_argument(
        "--html", nargs="?", const="", metavar="FILE",
        help="write a page on which to answer them; by default NAME-proof.html in dist/",
    )  # fmt: skip
    answering.add_argument(
        "--answers", type=Path, metavar="TABLE", help="apply the answers that the page gave back"
    )
    verb.add_argument(
        "--date", default="", metavar="YYYY-MM-DD", help="of changes; by default today"
    )
    verb.add_argument("--rules", action="store_true", help="list the rules")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Proofread each file; 1 where there are findings."""
    from pipeline.cli.several import for_each
    from pipeline.cli.targets import editions_of_files
    from pipeline.proof.proofread import proofread, wanted_codes, without_word_lists

    if options.rules:
        return _list_rules()
    select, ignore = _codes(options.select), _codes(options.ignore)
    wanted = wanted_codes(select, ignore) if select or ignore else None
    if options.interactive:
        return _answer(options, wanted, console)
    if options.html is not None:
        return _write_pages(options, wanted, console)
    if options.answers:
        return _apply(options, console)
    editions = editions_of_files(options.files)

    def read(edition: Edition) -> int:
        console.progress(f"proofreading {edition.master.name}")
        found = proofread(edition.master, options.reading, options.level, wanted)
        console.say(f"  ✓ {edition.master.name} read, {len(found)} found")
        remarks = without_word_lists(edition.master) if edition is editions[0] else []
        if found or remarks:
            console.report([*found, *remarks], sys.stdout)
        return console.status(found, Severity.WARNING)

    return for_each(editions, console, read, "without doubts")


def _answer(options: argparse.Namespace, wanted: Wanted | None, console: Console) -> int:
    """Put the doubts of each file to whoever sits there; 1 where some are left."""
    from pipeline.cli.answering import Dialogue
    from pipeline.cli.targets import editions_of_files
    from pipeline.editing.dates import date_of_change
    from pipeline.proof.answers import Answers

    when, left = date_of_change(options.date), 0
    for edition in editions_of_files(options.files):
        console.progress(f"proofreading {edition.master.name}")
        answers = Answers(
            edition.master, options.reading, options.level, wanted, edition.responsible, when
        )
        console.clear()
        finished = Dialogue(answers).run()
        left += len(answers.questions)
        if not finished:
            break
    return int(bool(left))


def _write_pages(options: argparse.Namespace, wanted: Wanted | None, console: Console) -> int:
    """A page for each file; 1 where something is doubted."""
    from pipeline.cli.targets import editions_of_files
    from pipeline.editing.document import read_document
    from pipeline.proof.page import page
    from pipeline.proof.proofread import unanswered
    from pipeline.report import relative
    from pipeline.whole import write_whole

    wished = Path(options.html) if options.html else None
    found = editions_of_files(options.files)
    if wished and wished.suffix.lower() not in {".html", ".htm"}:
        remedy = f"edition proof {wished} --html reads {wished}." if wished.exists() else ""
        raise misuse(f"“{wished}” is not the name of a page (.html).", remedy)
    if wished and len(found) > 1:
        raise misuse("One page holds the doubts of one file.", "Leave its name out.")
    count = 0
    for edition in found:
        console.progress(f"proofreading {edition.master.name}")
        document = read_document(edition.master)
        doubts, _ = unanswered(document, options.reading, options.level, wanted)
        target = wished or edition.output_dir / f"{edition.master.stem}-proof.html"
        command = "answers.tsv" + f" --master {edition.master}" * (edition.settings is None)
        write_whole(target, page(document, doubts, options.reading, command))
        said = f"{len(doubts)} doubt{'s' * (len(doubts) != 1)}"
        console.say_always(f"{relative(target)} is written: {said}")
        count += len(doubts)
    return int(bool(count))


def _apply(options: argparse.Namespace, console: Console) -> int:
    """Write the answers of a table into the master and `proof.toml`, all or none."""
    from pipeline.cli.targets import check_is_there, editions_of_files
    from pipeline.editing.dates import date_of_change
    from pipeline.editing.table import SUFFIXES
    from pipeline.proof.decisions import apply_answers

    check_is_there(options.answers, SUFFIXES)
    found = editions_of_files(options.files)
    if len(found) != 1:
        raise misuse("A table answers the doubts of one file.", "Name only it.")
    when = date_of_change(options.date)
    report = apply_answers(found[0].master, options.answers, found[0].responsible, when)
    for line in report if not options.quiet else ():
        console.say_always(line)
    return 0


def _codes(said: list[str]) -> list[str]:
    from pipeline.proof.registry import RULES

    names = [one.strip() for word in said for one in word.split(",") if one.strip()]
    known = {rule.code for rule in RULES} | {rule.family for rule in RULES}
    for name in names:
        if not any(one.startswith(name) for one in known):
            from pipeline.edition import did_you_mean

            message = f"there is no rule or family “{name}”{did_you_mean(name, sorted(known))}"
            raise EditionError(
                Finding(
                    "proof-rule-unknown",
                    Severity.ERROR,
                    message,
                    remedy="edition proof --rules lists them.",
                )
            )
    return names


def _list_rules() -> int:
    from pipeline.proof.registry import RULES

    for rule in RULES:
        sys.stdout.write(
            f"{rule.code} ({rule.family}): {rule.reason}\n    right: {rule.right}\n    "
            f"wrong: {rule.wrong}\n"
        )
    return 0
