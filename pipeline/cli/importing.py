"""`edition import`: make a master from a transcription."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import FINDING_OPTIONS, Console
from pipeline.cli.new import FIELDS, add_fields, header
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from pipeline.edition import Edition
    from pipeline.importing.master import Imported

_EPILOG = """\
examples:
  edition import transcription.txt           into the new edition of this folder
  edition import pg1342.txt pride            into the folder pride, as a new edition
  edition import page.html --author "Jane Doe" --language en
  edition import notes.text --from markdown

Read are plain text (also of Project Gutenberg), Markdown and HTML. Headings, paragraphs,
verse, notes with their calls and emphasis are marked; the furniture of the page is set aside
and listed. The transcription is kept as the witness, and the master gives it back character
for character: edition check proves it.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "import",
        help="make a master from a transcription",
        description="Make a master from a transcription: plain text, Markdown, HTML, or a text of "
        "Project Gutenberg.",
        epilog=_EPILOG,
        parents=[FINDING_OPTIONS],
    )
    verb.add_argument("file", type=Path, metavar="FILE", help="the transcription")
    verb.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="DIR",
        help="the edition; by default that of this folder, or a new one named after FILE",
    )
    verb.add_argument(
        "--from",
        dest="form",
        choices=("plain", "markdown", "html"),
        default="",
        help="what the file is; by default its ending says it",
    )
    verb.add_argument("--force", action="store_true", help="write over a text that is there")
    add_fields(verb, language="what its words tell")
    verb.set_defaults(run=run, chosen_by_console=True)


def run(options: argparse.Namespace, console: Console) -> int:
    """Import; the exit status is 1 where something in the transcription needs an editor."""
    from pipeline.cli.targets import check_is_there
    from pipeline.editing.dates import date_of_change
    from pipeline.founding.language import words_of_language
    from pipeline.founding.transcription import place_import
    from pipeline.importing.master import FORMS, import_file
    from pipeline.report import relative

    check_is_there(options.file, tuple(filter(None, FORMS)))
    imported = import_file(options.file, options.form, options.language, words_of_language)
    fields = _fields(options, imported)
    edition = _edition(options, fields)
    today = date_of_change()
    placed = place_import(edition, imported, options.file, today, fields, force=options.force)
    proof = _proof(edition)
    witness = placed.files[1]
    said = [each if each.path else each._replace(path=witness) for each in imported.findings]
    findings = [*said, *placed.findings, *proof]
    for path in placed.files:
        console.say(relative(path))
    if not proof:
        console.say("  ✓ the master gives the transcription back, character for character")
    if findings:
        console.report(findings, sys.stdout)
    console.say(f"Next: {_way_to(edition)}edition proof --interactive, then edition build")
    return console.status(findings, Severity.WARNING)


def _way_to(edition: Edition) -> str:
    """How to get into the edition's folder, from outside it."""
    folder = edition.output_dir.parent
    if Path.cwd().is_relative_to(folder.resolve()):
        return ""
    return f"cd {shlex.quote(str(folder))}; "


def _fields(options: argparse.Namespace, imported: Imported) -> dict[str, str]:
    """What fills the header: what is said here, else what the transcription tells of itself."""
    from pipeline.founding.language import language_of
    from pipeline.importing.master import header_fields

    said = {name: getattr(options, name) for name, _, _ in FIELDS}
    return {
        "language": language_of(imported.transcription),
        **header_fields(imported),
        **{name: value for name, value in said.items() if value},
    }


def _edition(options: argparse.Namespace, fields: dict[str, str]) -> Edition:
    """The edition to import into: named, around us, or new."""
    from pipeline.config import find_settings, read_settings
    from pipeline.founding.edition import found_edition

    folder = options.folder
    settings = find_settings(folder if folder and folder.is_dir() else Path.cwd())
    if folder and settings and not settings.resolve().is_relative_to(folder.resolve()):
        settings = None
    if settings is None or (folder and not folder.exists()):
        made = found_edition(folder or Path(options.file.stem), header(options).but(**fields))
        settings = made.settings
    return read_settings(settings)


def _proof(edition: Edition) -> list[Finding]:
    from pipeline.checks.witness import check_witness

    assert edition.settings is not None
    return check_witness(edition.master, edition.settings.parent / "witness.txt")
