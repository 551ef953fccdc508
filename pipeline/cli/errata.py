"""`edition errata`: what has changed between two editions, for those who hold the old one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import LOUDNESS, Console
from pipeline.cli.usage import misuse
from pipeline.edition import FORMATS, READINGS

if TYPE_CHECKING:
    from pipeline.edition import Edition
    from pipeline.tei.parse import Master

_EPILOG = """\
examples:
  edition errata printed.pdf                 from a PDF that was handed out to the master of now
  edition errata printed.pdf --pdf slip.pdf  the same on a sheet to hand out
  edition errata book.epub --format html     by section and paragraph
  edition errata v1.2                        from the master of a git revision
  edition errata old.xml new.xml             from one master to another

A PDF or EPUB made by `edition build` carries its master. With a PDF, the places are the
pages and lines of that PDF; otherwise sections and paragraphs.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "errata",
        help="print an errata slip for the readers of an older edition",
        description="Compare what the readers of two editions read, markup aside, and say what "
        "the old one must be corrected to: p. 9, line 12: for “19156” read “1936”.",
        epilog=_EPILOG,
        parents=[LOUDNESS],
    )
    verb.add_argument("old", metavar="OLD", help="a PDF, an EPUB, a master, or a git revision")
    verb.add_argument("new", nargs="?", metavar="NEW", help="by default the master of edition.toml")
    verb.add_argument(
        "--format", dest="form", choices=("text", "html", "json"), default="text",
        help="text (default), html or json",
    )  # fmt: skip
    verb.add_argument("--pdf", type=Path, metavar="FILE", help="also write a sheet to hand out")
    verb.add_argument(
        "--reading", choices=READINGS, default="corrected",
        help="the reading that both editions present (default: corrected)",
    )  # fmt: skip
    verb.set_defaults(run=run, format="text")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the slip to standard output, and the sheet to its file."""
    from pipeline.errata import slip as slips
    from pipeline.errata.sources import Source, find_source

    _check_usage(options)
    edition = None if options.new else _edition()
    beside = edition.master if edition else Path(options.new)
    old = find_source(options.old, beside)
    if edition is None:
        new = find_source(options.new, Path(options.old) if Path(options.old).is_file() else None)
    else:
        new = Source(_read(edition), edition.master.name)
    slip = slips.slip(old, new, options.reading, edition.odd if edition else None)
    if options.pdf:
        from pipeline.errata.sheet import sheet
        from pipeline.whole import write_whole

        data, findings = sheet(slip, new.master.metadata)
        write_whole(options.pdf, data)
        console.say(f"{options.pdf}  {len(data) / 1000:,.0f} kB")
        console.report(findings)
    write = {"text": slips.as_text, "html": slips.as_html, "json": slips.as_json}[options.form]
    if not (options.pdf and sys.stdout.isatty()):
        sys.stdout.write(write(slip))
    return 0


def _check_usage(options: argparse.Namespace) -> None:
    given = [Path(each) for each in (options.old, options.new) if each]
    if options.pdf and options.pdf.suffix.lower() != FORMATS["pdf"]:
        raise misuse(f"“{options.pdf}” is not the name of a PDF.", "Let it end in .pdf.")
    if options.pdf and options.pdf.resolve() in [each.resolve() for each in given]:
        raise misuse(f"The slip would take the place of {options.pdf}.", "Give it another name.")
    for each in given:
        _check_is_there(each)


def _check_is_there(path: Path) -> None:
    """A name that is not that of a file may be a revision, unless it ends as files do."""
    from pipeline.cli.targets import check_is_there
    from pipeline.errata.sources import FILES

    if path.suffix.lower() in FILES and ":" not in str(path):
        check_is_there(path, FILES)


def _edition() -> Edition:
    from pipeline.cli.targets import one_edition

    return one_edition("")


def _read(edition: Edition) -> Master:
    from pipeline.tei.parse import read_master

    return read_master(edition.master)
