"""`edition proof`: find suspicious readings before a reader does."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import VERB_OPTIONS, Console
from pipeline.finding import EditionError, Finding, Severity

if TYPE_CHECKING:
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
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    verb.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="TEI files; by default the edition's master",
    )
    verb.add_argument("--reading", choices=("corrected", "witness"), default="corrected")
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
    verb.add_argument(
        "-i", "--interactive", action="store_true", help="answer the doubts one by one"
    )
    verb.add_argument(
        "--html", nargs="?", const="", metavar="FILE",
        help="write a page on which to answer them; by default PROOF.html in dist/",
    )  # fmt: skip
    verb.add_argument(
        "--date", default="", metavar="YYYY-MM-DD", help="of changes; by default today"
    )
    verb.add_argument("--rules", action="store_true", help="list the rules")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Proofread each file; 1 where there are findings."""
    from pipeline.proof.proofread import proofread, wanted_codes, without_word_lists

    if options.rules:
        return _list_rules()
    select, ignore = _codes(options.select), _codes(options.ignore)
    wanted = wanted_codes(select, ignore) if select or ignore else None
    if options.interactive:
        return _answer(options, wanted, console)
    found: list[Finding] = []
    for path in options.files or [_master()]:
        console.progress(f"proofreading {path.name}")
        found += proofread(path, options.reading, options.level, wanted)
        console.say(f"  ✓ {path.name} read, {len(found)} found")
    remarks = without_word_lists(options.files[0] if options.files else _master())
    if found or remarks:
        console.report([*found, *remarks], sys.stdout)
    return console.status(found, Severity.WARNING)


def _answer(options: argparse.Namespace, wanted: Wanted | None, console: Console) -> int:
    """Put the doubts of each file to whoever sits there; 1 where some are left."""
    from pipeline.cli.answering import Dialogue
    from pipeline.cli.targets import editions
    from pipeline.editing.dates import date_of_change
    from pipeline.proof.answers import Answers

    when, left = date_of_change(options.date), 0
    for edition in editions([str(path) for path in options.files], Path("dist")):
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


def _master() -> Path:
    from pipeline.cli.targets import editions

    return editions([], None)[0].master


def _list_rules() -> int:
    from pipeline.proof.registry import RULES

    for rule in RULES:
        sys.stdout.write(
            f"{rule.code} ({rule.family}): {rule.reason}\n    right: {rule.right}\n    "
            f"wrong: {rule.wrong}\n"
        )
    return 0
