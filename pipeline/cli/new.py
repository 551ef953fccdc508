"""`edition new`: begin an edition."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import LOUDNESS, Console
from pipeline.founding import UNTITLED

if TYPE_CHECKING:
    from pipeline.founding.edition import Header

_EPILOG = """\
examples:
  edition new my-edition                  asks for title, author, language …
  edition new my-edition --title "A Tale" --author "Ann Example" --language en
  cd my-edition && edition import ../transcription.txt

The new edition builds and checks clean at once. An existing folder is never written over.
"""
FIELDS = (
    ("title", "Title of the work", UNTITLED),
    ("author", "Author", ""),
    ("translator", "Translator", ""),
    ("editor", "Who makes this edition", "The editors of this edition"),
    ("language", "Language of the text (en, fr, de, grc …)", "en"),
)


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "new",
        help="begin an edition: master, settings, styles",
        description="Write a folder with everything that an edition needs but the text.",
        epilog=_EPILOG,
        parents=[LOUDNESS],
    )
    verb.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    add_fields(verb)
    verb.set_defaults(run=run, format="text")


def add_fields(verb: argparse.ArgumentParser, **defaults: str) -> None:
    """The options that fill the header of a new edition; `defaults` tell what else fills it."""
    for name, what, usual in FIELDS:
        default = defaults.get(name, usual)
        shown = f" (by default: {default})" if default else ""
        verb.add_argument(f"--{name}", default="", metavar="TEXT", help=what.lower() + shown)


def run(options: argparse.Namespace, console: Console) -> int:
    """Found the edition, asking on a terminal for what was not said."""
    from pipeline.founding.edition import found_edition

    asked = {} if options.title or not sys.stdin.isatty() else _ask(options)
    made = found_edition(options.folder, header(options).but(**asked))
    _tell(console, options.folder, made.files)
    return 0


def header(options: argparse.Namespace) -> Header:
    """The header that the options ask for."""
    from pipeline.editing.dates import date_of_change
    from pipeline.founding.edition import Header

    said = {name: getattr(options, name) or default for name, _, default in FIELDS}
    return Header(today=date_of_change(), **said)


def _ask(options: argparse.Namespace) -> dict[str, str]:
    from pipeline.tei.languages import language_tag

    answers = {}
    for name, what, default in FIELDS:
        if getattr(options, name):
            continue
        answers[name] = _answer(f"{what}{f' [{default}]' if default else ''}: ")
        while name == "language" and not language_tag(answers[name] or default):
            answers[name] = _answer(f"“{answers[name]}” is no language tag; en, fr, de …: ")
    return answers


def _answer(question: str) -> str:
    """One line; Ctrl-D ends it all, and nothing has been written."""
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _tell(console: Console, folder: Path, files: list[Path]) -> None:
    for path in files:
        console.say(str(path))
    console.say(f"Next: cd {shlex.quote(str(folder))}; edition import FILE, or edition build")
