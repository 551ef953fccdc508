"""The command `edition`: one file per verb, no logic of its own."""

from __future__ import annotations

import argparse
import gc
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from pipeline import __version__
from pipeline.cli.console import Console
from pipeline.cli.defects import defect
from pipeline.cli.usage import Parser
from pipeline.finding import EditionError

FINDINGS, BAD_INPUT, INTERRUPTED = 1, 2, 130

# The verbs in the order in which an edition comes to need them, and their modules.
_VERBS = {
    "new": "new",
    "import": "importing",
    "build": "build",
    "check": "check",
    "proof": "proof",
    "correct": "correct",
    "corrections": "corrections",
    "where": "where",
    "errata": "errata",
    "doctor": "doctor",
}

_EPILOG = """\
examples:
  edition new my-edition        begin an edition
  edition import novel.txt      make a master from a transcription
  edition build                 make every output that source/edition.toml names, in dist/
  edition build epub text       only these
  edition build novel.xml       EPUB, PDF and text of any TEI file, without settings
  edition check                 prove that the outputs are the master's words, and valid
  edition proof                 suspicious readings, the most probable errors first
  edition corrections           what was corrected, by whom, and why
  edition correct "19156" "1936" --in c6-s1-p16
                                correct a passage of the master, and record it
  edition where "five-year plan"
                                page and line of a passage in every output
  edition errata printed.pdf    what the readers of an older printout must correct
  edition doctor                what is installed, what is missing, what mends it

edition VERB --help shows the options of a verb, with examples.

exit status: 0 done, 1 there are findings, 2 wrong usage or input that cannot be read
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is the exit status. No traceback reaches the user."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words:
        parser().print_help(sys.stderr)
        return BAD_INPUT
    if words[0] == "help":
        words = [*words[1:2], "--help"]
    options = parser(words[0]).parse_args(words)
    console = Console(options)
    warnings.simplefilter("ignore")  # libraries speak to programmers, and of what findings say
    # A build makes many objects and hardly a cycle: looking for them costs a tenth of its time.
    gc.set_threshold(50_000)
    try:
        status = _run(options, console)
        console.close()
    except BrokenPipeError:
        console.abandon()
        return FINDINGS
    except OSError as error:  # the disk is full on which the answer was to be written
        with suppress(OSError):
            console.say_always(f"error answer-unwritable cannot write the answer: {error.strerror}")
        console.abandon()
        return BAD_INPUT
    return status


def _run(options: argparse.Namespace, console: Console) -> int:
    try:
        status: int = options.run(options, console)
    except EditionError as error:
        console.report(error.findings)
        return BAD_INPUT
    except KeyboardInterrupt:
        console.say_always("stopped; every output is whole: as it was before, or made anew")
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        console.report([defect(error)])
        console.trace(error)
        return BAD_INPUT
    return status


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command, or, to lose no time, as far as one verb needs it."""
    command = Parser(
        prog="edition",
        description="One TEI master in; EPUB, PDF and plain text out, every correction accounted "
        "for.",
        epilog=_EPILOG,
    )
    command.add_argument("--version", action="version", version=f"tei-edition {__version__}")
    verbs = command.add_subparsers(title="verbs", metavar="VERB", required=True)
    for name in [verb] if verb in _VERBS else _VERBS:
        import_module(f"pipeline.cli.{_VERBS[name]}").add_to(verbs)
    return command
