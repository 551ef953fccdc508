"""`edition correct`: put a correction into the master, take one back, apply many."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import VERB_OPTIONS, Console, has_colour
from pipeline.cli.usage import misuse
from pipeline.edition import FORMATS
from pipeline.finding import Finding, Severity
from pipeline.tei.grounds import BASES, CERTAINTIES

if TYPE_CHECKING:
    from pipeline.editing.correction import Correction
    from pipeline.editing.document import Document
    from pipeline.editing.placing import Text
    from pipeline.editing.recording import Recording
    from pipeline.edition import Edition

_EPILOG = """\
examples:
  edition correct "19156" "1936" --in c6-s1-p16 --evidence "plan year"
  edition correct "19156" "1936" --dry-run        show what would be changed
  edition correct --undo corr-c6-s1-p16-19156     take it back
  edition correct --from table.tsv                many at once, all or none
  edition correct --from-text edited.txt          from a corrected copy of the text output

The passage must stand once: --in, --page and --line, --before and --after say where.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "correct",
        help="correct a passage of the master, and record it",
        description="Wrap a passage of the master in <choice><sic/><corr/></choice>, record the "
        "change in the header, and touch nothing else.",
        epilog=_EPILOG,
        parents=[VERB_OPTIONS],
    )
    add = verb.add_argument
    add("words", nargs="*", metavar="SIC CORR", help="what the text reads, and what it should")
    add("--in", dest="place", default="", metavar="ID", help="the paragraph, or any element")
    add("--page", default="", metavar="N", help="the printed page (pb/@n)")
    add("--line", default="", metavar="N", help="the line on that page")
    add("--before", default="", metavar="WORDS", help="the words right before the passage")
    add("--after", default="", metavar="WORDS", help="the words right after it")
    add("--cert", default="", choices=CERTAINTIES, help="how certain")
    add("--evidence", default="", metavar="WORDS", help="why: a note for the list of corrections")
    add("--basis", default="", choices=BASES,
        help="what kind of evidence it is (TEI @evidence)")  # fmt: skip
    add("--source", default="", metavar="ID|URL", help="the authority: a <bibl>, or an address")
    add("--resp", default="", metavar="ID", help="who answers for it; by default the edition's")
    add("--date", default="", metavar="YYYY-MM-DD", help="of the change; by default today")
    add("--master", metavar="FILE", help="by default that of edition.toml")
    add("--from", dest="table", type=Path, metavar="TABLE", help="a .tsv or .json of corrections")
    add("--from-text", dest="copy", type=Path, metavar="TXT", help="an edited text output")
    add("--undo", nargs="+", metavar="ID", help="take corrections back, byte for byte")
    add("-n", "--dry-run", action="store_true", help="show what would be changed, change nothing")
    add("-y", "--yes", action="store_true", help="do not ask")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Show the change, ask, and write the master."""
    from pipeline.cli.targets import one_edition
    from pipeline.editing.difference import shown, unified
    from pipeline.editing.document import read_document
    from pipeline.editing.proof import proved
    from pipeline.editing.recording import take_back
    from pipeline.editing.replacing import replace_file
    from pipeline.report import relative

    _check_usage(options)
    edition = one_edition(options.master or "")
    document = read_document(edition.master)
    wanted = (
        take_back(document, options.undo) if options.undo else _wanted(options, document, edition)
    )
    if wanted.findings:
        console.report(wanted.findings)
    for line in wanted.report if not options.quiet else ():
        console.say_always(line)
    status = int(any(found.severity >= Severity.WARNING for found in wanted.findings))
    if wanted.text == document.text:
        console.say_always("nothing to do")
        return status
    data = proved(document, wanted.text)
    name = relative(edition.master)
    if sys.stdout.isatty():
        colour = has_colour(sys.stdout)
        sys.stdout.write(shown(document.text, wanted.text, name, colour=colour))
    elif not options.quiet:
        sys.stdout.write(unified(document.text, wanted.text, name))
    if options.dry_run:
        console.say_always(f"{name} is as it was (--dry-run)")
    elif options.yes or _agreed(name):
        replace_file(edition.master, document.source.data, data)
        console.say_always(f"{name} is written")
    else:
        console.say_always(f"{name} is as it was")
    return status


def _check_usage(options: argparse.Namespace) -> None:
    from pipeline.cli.targets import check_is_there
    from pipeline.editing.table import SUFFIXES

    ways = [bool(options.words), bool(options.table), bool(options.copy), bool(options.undo)]
    if sum(ways) != 1 or len(options.words) not in (0, 2):
        raise misuse(
            "Give the passage and its correction, or --from, --from-text or --undo.",
            'For example: edition correct "19156" "1936" --in c6-s1-p16',
        )
    if options.line and not options.page:
        raise misuse("A --line is one of a --page.", "Name the page too.")
    if options.table:
        check_is_there(options.table, SUFFIXES)
    if options.copy:
        check_is_there(options.copy, (FORMATS["text"],))
    if options.words and not options.words[0].strip():
        raise misuse("The passage to be corrected is empty.", "Name its words.")
    if options.words and options.words[0].split() == options.words[1].split():
        raise misuse("The passage and its correction are the same.")


def _wanted(options: argparse.Namespace, document: Document, edition: Edition) -> Recording:
    from pipeline.editing.dates import date_of_change
    from pipeline.editing.placing import Text
    from pipeline.editing.recording import Asked, record

    text = Text(document)
    corrections, findings = _asked(options, text, edition)
    file: Path | None = options.table or options.copy
    asked = Asked(
        corrections,
        _grounds(options),
        edition.responsible,
        date_of_change(options.date),
        file.name if file else "",
        all_or_none=not options.copy,
    )
    recording = record(text, asked)
    recording.findings = [*findings, *recording.findings]
    return recording


def _asked(
    options: argparse.Namespace, text: Text, edition: Edition
) -> tuple[list[Correction], list[Finding]]:
    """The corrections that the words of the command ask for."""
    from pipeline.editing.correction import Correction
    from pipeline.editing.placing import Place
    from pipeline.editing.table import read_table

    if options.table:
        corrections, others = read_table(options.table)
        said = f"{others} rows of the table are not corrections; they are passed over."
        finding = Finding("correct-table", Severity.INFO, said, options.table)
        return corrections, [finding] if others else []
    if options.copy:
        return _from_copy(options.copy, text, edition)
    sic, corr = options.words
    place = Place(
        options.place.removeprefix("#"), options.page, options.line, options.before, options.after
    )
    return [Correction(sic.strip(), corr.strip(), place)], []


def _from_copy(copy: Path, text: Text, edition: Edition) -> tuple[list[Correction], list[Finding]]:
    """What somebody changed in the text output; the output itself is made afresh to compare."""
    from pipeline.editing.comparison import proposals
    from pipeline.editing.refusals import unplaced
    from pipeline.model.interpret import interpret
    from pipeline.outputs.pagination import without_marks
    from pipeline.outputs.text import write_text
    from pipeline.tei.parse import read_master

    try:
        edited = copy.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise misuse(f"{copy} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        remedy = "Save it as plain text in UTF-8."
        raise misuse(f"{copy} is not UTF-8 text.", remedy) from None
    if edited.lstrip().startswith("<"):
        remedy = "Name a copy of the text output: edition build text makes it."
        raise misuse(f"{copy} is markup, and no copy of the text output.", remedy)
    master = read_master(edition.master)
    made = write_text(interpret(master, "corrected", edition.odd, "plain"))
    unpaged = map(without_marks, (made.decode("utf-8"), edited))
    found = proposals(text, *unpaged)
    return found.corrections, unplaced(found.unplaced, copy)


def _grounds(options: argparse.Namespace) -> Correction:
    from pipeline.editing.correction import Correction

    return Correction(
        "",
        "",
        cert=options.cert,
        resp=options.resp,
        sources=options.source,
        basis=options.basis,
        evidence=options.evidence,
    )


def _agreed(name: str) -> bool:
    if not sys.stdin.isatty():
        raise misuse("There is nobody to ask.", "Say --yes to write, or --dry-run to look.")
    sys.stderr.write(f"Write {name}? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}
