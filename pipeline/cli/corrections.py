"""`edition corrections`: what was corrected, by whom, how certainly, and why."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.cli.console import LOUDNESS, Console

if TYPE_CHECKING:
    from pipeline.tei.interventions import Intervention

_EPILOG = """\
examples:
  edition corrections                             every intervention of the edition's master
  edition corrections --kind correction           only corrections
  edition corrections --cert low --resp editors
  edition corrections --format tsv > table.tsv    a table that edition correct --from reads
  edition corrections novel.xml --format html > corrections.html
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "corrections",
        help="list what was corrected, by whom, and why",
        description="List every editorial intervention of a master: corrections, regularisations, "
        "supplied and deleted words, variants, doubts.",
        epilog=_EPILOG,
        parents=[LOUDNESS],
    )
    verb.add_argument("master", nargs="?", metavar="FILE", help="by default that of edition.toml")
    verb.add_argument(
        "--format",
        dest="form",
        choices=("table", "json", "tsv", "html"),
        default="table",
        help="table (default), json, tsv or html",
    )
    verb.add_argument("--kind", default="", help="correction, expansion, supplied, query …")
    verb.add_argument("--cert", default="", help="high, medium, low")
    verb.add_argument("--resp", default="", metavar="WHO", help="an id of the header, or a name")
    verb.add_argument("--revision", default="", metavar="N", help="those introduced by revision N")
    verb.set_defaults(run=run, format="text")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the list to standard output."""
    from pipeline.cli.targets import one_edition
    from pipeline.editing.listing import Filter, listed
    from pipeline.tei.parse import read_master

    edition = one_edition(options.master or "")
    wanted = Filter(options.kind, options.cert, options.resp, options.revision)
    records = [record for _, record in read_master(edition.master).interventions]
    found = [record for record in records if wanted.accepts(record)]
    if not found and not options.quiet:
        console.say_always(_none_of(records))
    sys.stdout.write(listed(found, options.form, shutil.get_terminal_size((100, 24)).columns))
    return 0


def _none_of(records: Sequence[Intervention]) -> str:
    """What there is to choose from, where nothing was as it was asked for."""
    if not records:
        return "no interventions"
    here = {
        "kind": {each.kind for each in records},
        "cert": {each.certainty for each in records} - {""},
        "resp": {who.removeprefix("#") for each in records for who in each.resp.split()},
        "revision": {each.revision for each in records} - {""},
    }
    said = [f"--{name} {', '.join(sorted(there))}" for name, there in here.items() if there]
    return "no intervention like that; here there are\n  " + "\n  ".join(said)
