"""`edition check`: prove that the outputs are right."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from pipeline.cli.console import FINDING_OPTIONS, TARGETS, Console
from pipeline.finding import Severity

if TYPE_CHECKING:
    from pipeline.edition import Edition

_EPILOG = """\
examples:
  edition check                 the edition of source/edition.toml
  edition check novel.xml       any TEI file: its words, its references, its EPUB
  edition check epub            only what concerns the EPUB
  edition check --format json   the findings for a program; also sarif, github
  edition check --ignore pdf --fail-on error

Nothing in dist/ is touched: the outputs are made afresh elsewhere and proved there.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "check",
        help="prove that the outputs are the master's words, and valid",
        description="Prove: the references resolve, the witness is reproduced from the master, "
        "the words of every output are the master's, EPUBCheck accepts the EPUB, and the PDF is "
        "tagged, titled and complete.",
        epilog=_EPILOG,
        parents=[TARGETS, FINDING_OPTIONS],
    )
    verb.set_defaults(run=run, chosen_by_console=True)


def run(options: argparse.Namespace, console: Console) -> int:
    """Check each edition meant; the exit status is the worst of all."""
    from pipeline.cli.several import for_each
    from pipeline.cli.targets import editions

    found = editions(options.targets, None)
    return for_each(found, console, lambda edition: _check(edition, console), "proved")


def _check(edition: Edition, console: Console) -> int:
    from pipeline.checks.edition import check_edition

    edition.stay_inside()
    checked = check_edition(edition, progress=console.progress)
    for proof in checked.proved:
        console.answer(f"  ✓ {proof}")
    if checked.findings:
        console.report(checked.findings, sys.stdout)
    return console.status(checked.findings, Severity.WARNING)
