"""`edition where`: the address of a passage in every output."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import LOUDNESS, Console
from pipeline.cli.usage import misuse
from pipeline.edition import READINGS

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy
    from pipeline.where import Passage

_EPILOG = """\
examples:
  edition where "five-year plan"            page and line of every place where these words stand
  edition where --reading witness "19156"   in the outputs that keep the witness's readings
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "where",
        help="find a passage in every output: page, line, section, paragraph",
        description="Print the address of a passage in every output that has been built. For words "
        "in a note it is the address of the note's call.",
        epilog=_EPILOG,
        parents=[LOUDNESS],
    )
    verb.add_argument("words", metavar="WORDS", help="the passage, as the outputs have it")
    verb.add_argument(
        "master",
        nargs="?",
        metavar="FILE",
        help="a TEI file or an edition's folder; by default that around you",
    )
    verb.add_argument(
        "--reading",
        choices=READINGS,
        default="corrected",
        help="the editors' text (default), or the witness's",
    )
    verb.add_argument("-o", "--output-dir", type=Path, metavar="DIR", help="where the files are")
    verb.set_defaults(run=run, format="text")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the addresses to standard output; 1 if the words stand nowhere."""
    from pipeline.cli.targets import one_edition
    from pipeline.model.interpret import interpret
    from pipeline.tei.parse import read_master
    from pipeline.where import made_pages, passages

    if not options.words.strip():
        raise misuse("The words to look for are empty.", "Name some, between quotation marks.")
    edition = one_edition(options.master or "", options.output_dir)
    master, made = read_master(edition.master), made_pages(edition)

    def found_in(reading: Policy) -> list[Passage]:
        book = interpret(master, reading, edition.odd, "print")
        return list(passages(book, edition, made, options.words))

    found = found_in(options.reading)
    for passage in found:
        paragraph = passage.paragraph and f"paragraph {passage.paragraph}"
        note = passage.note and f"note {passage.note}"
        place = ", ".join(filter(None, (passage.division, paragraph, note)))
        sys.stdout.write(f"{passage.context}\n")
        width = max([4, *map(len, passage.addresses)])
        for name, address in (("text", place), *passage.addresses.items()):
            sys.stdout.write(f"  {name:{width}}  {address}\n")
    if not found:
        other: Policy = "witness" if options.reading == "corrected" else "corrected"
        hint = f"; --reading {other} finds it" if found_in(other) else ""
        console.say_always(f"“{options.words}” stands nowhere in the text and its notes{hint}")
    else:
        for said, files in (("not built yet", made.missing), ("out of date", made.outdated)):
            if files:
                names = ", ".join(map(str, files))
                those = "it" if len(files) == 1 else "them"
                console.say_always(f"{said}: {names}; edition build makes {those}, and the pages")
    return int(not found)
