"""What the command says and where: findings, progress on a terminal, silence in a pipe."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from typing import TextIO

from pipeline.finding import Finding

LOUDNESS = argparse.ArgumentParser(add_help=False)
_loudness = LOUDNESS.add_mutually_exclusive_group()
_loudness.add_argument("-q", "--quiet", action="store_true", help="errors only")
_loudness.add_argument(
    "-v", "--verbose", action="store_true", help="every step, every finding, and traces"
)
VERB_OPTIONS = argparse.ArgumentParser(add_help=False, parents=[LOUDNESS])
VERB_OPTIONS.add_argument(
    "--format", choices=("text", "json"), default="text", help="how findings are written"
)


class Console:
    """The two streams of one run. NO_COLOR (no-color.org) and TERM=dumb are respected."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._form: str = options.format
        self._quiet: bool = options.quiet
        self._verbose: bool = options.verbose
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not self._quiet
        self._showing = False
        self._all: list[Finding] = []
        self._start = time.monotonic()

    def progress(self, what: str) -> None:
        """What is being done now: one line of a terminal, overwritten by the next."""
        if self._verbose:
            self.say_always(f"{time.monotonic() - self._start:7.2f} s  {what}")
        elif self._live:
            sys.stderr.write(f"\r\x1b[K{what} …")
            sys.stderr.flush()
            self._showing = True

    def say(self, what: str) -> None:
        """Something done: for a person who watches, not for a pipe."""
        if self._live or self._verbose:
            self.say_always(what)

    def say_always(self, what: str) -> None:
        """Something that must be said on the error stream whatever the circumstances."""
        self._clear()
        sys.stderr.write(what + "\n")

    def report(self, findings: Sequence[Finding], stream: TextIO | None = None) -> None:
        """Show findings: as text at once, by default on the error stream; as JSON when closing."""
        from pipeline.finding import Severity
        from pipeline.report import write_report

        self._clear()
        if self._quiet:
            findings = [found for found in findings if found.severity is Severity.ERROR]
        if self._form == "json":
            self._all += findings
            return
        stream = stream or sys.stderr
        write_report(findings, stream, colour=has_colour(stream), every=self._verbose)

    def trace(self, error: Exception) -> None:
        """Where an unexpected error happened, for those who asked for it."""
        if self._verbose:
            import traceback

            traceback.print_exception(error, file=sys.stderr)

    def close(self) -> None:
        """The end of a run: what was held back is written, and reaches its reader."""
        self._clear()
        if self._form == "json":
            from pipeline.report import as_json

            sys.stdout.write(as_json(self._all))
        sys.stdout.flush()

    def abandon(self) -> None:
        """Nobody reads standard output any more: keep the interpreter from trying at exit."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _clear(self) -> None:
        if self._showing:
            sys.stderr.write("\r\x1b[K")
            self._showing = False


def has_colour(stream: TextIO) -> bool:
    """Whether whoever reads `stream` wants and can see colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
