"""What the command says and where: findings, what was done, progress on a terminal."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from pipeline.finding import Finding

if TYPE_CHECKING:
    from pipeline.finding import Severity

LOUDNESS = argparse.ArgumentParser(add_help=False)
_loudness = LOUDNESS.add_mutually_exclusive_group()
_loudness.add_argument("-q", "--quiet", action="store_true", help="errors only")
_loudness.add_argument(
    "-v", "--verbose", action="store_true", help="every step, every finding, and traces"
)
VERB_OPTIONS = argparse.ArgumentParser(add_help=False, parents=[LOUDNESS])
VERB_OPTIONS.add_argument(
    "--format",
    choices=("text", "json", "sarif", "github"),
    default="text",
    help="how findings are written: for people (text), programs (json, sarif), GitHub Actions",
)
VERB_OPTIONS.add_argument(
    "--fail-on",
    choices=("error", "warning", "info", "never"),
    default="",
    help="the mildest finding for which the exit status is 1",
)


def codes(said: str) -> tuple[str, ...]:
    """The codes and families in one --select or --ignore, separated by commas.

    Raises `ArgumentTypeError` for one that no finding has: it would choose nothing, unseen.
    """
    from pipeline.edition import did_you_mean
    from pipeline.resources import documented_codes

    names = tuple(one.strip() for one in said.split(",") if one.strip())
    known = documented_codes()
    for name in names:
        if known and not any(
            _is_of(code, (name,)) or _is_of(name, (code.rstrip("*"),)) for code in known
        ):
            question = did_you_mean(name, known)
            message = f"no finding has the code “{name}”{question}; docs/findings.md lists them"
            raise argparse.ArgumentTypeError(message)
    return names


def _is_of(code: str, names: Sequence[str]) -> bool:
    """Whether the code is one of the names, or of a family so named: words, words-lost."""
    return any(code == name or code.startswith(f"{name.rstrip('-')}-") for name in names)


FINDING_OPTIONS = argparse.ArgumentParser(add_help=False, parents=[VERB_OPTIONS])
FINDING_OPTIONS.add_argument(
    "--select",
    action="extend",
    type=codes,
    default=[],
    metavar="CODE",
    help="only these codes or families",
)
FINDING_OPTIONS.add_argument(
    "--ignore",
    action="extend",
    type=codes,
    default=[],
    metavar="CODE",
    help="all but these codes or families",
)
TARGETS = argparse.ArgumentParser(add_help=False)
TARGETS.add_argument(
    "targets",
    nargs="*",
    metavar="OUTPUT|FILE|FOLDER",
    help="outputs by name or format; TEI files or folders; by default all of edition.toml",
)


class Console:
    """The two streams of one run. NO_COLOR (no-color.org) and TERM=dumb are respected."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._form: str = options.format
        self._fail_on: str = getattr(options, "fail_on", "")
        # `edition proof` chooses among its rules itself.
        chosen = getattr(options, "chosen_by_console", False)
        self._select: Sequence[str] = options.select if chosen else ()
        self._ignore: Sequence[str] = options.ignore if chosen else ()
        self._quiet: bool = options.quiet
        self._verbose: bool = options.verbose
        self._live = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not self._quiet
        self._showing = False
        self._all: list[Finding] = []
        self._start = time.monotonic()
        self.position = ""  # which of several editions it is about: [3/9]

    def progress(self, what: str) -> None:
        """What is being done now: one line of a terminal, overwritten by the next."""
        what = self.position + what
        if self._verbose:
            self.say_always(f"{time.monotonic() - self._start:7.2f} s  {what}")
        elif self._live:
            # A line that the terminal wraps could not be taken away again.
            room = shutil.get_terminal_size().columns - len(" …") - 1
            sys.stderr.write(f"\r\x1b[K{what[:room]} …")
            sys.stderr.flush()
            self._showing = True

    def say(self, what: str) -> None:
        """Something done: on the error stream, where a person reads the findings too."""
        if self._verbose or (self._form == "text" and not self._quiet):
            self.say_always(what)

    def answer(self, what: str) -> None:
        """What was asked for: on the standard output, also in a pipe."""
        if self._form == "text" and not self._quiet:
            self.clear()
            sys.stdout.write(what + "\n")

    def say_always(self, what: str) -> None:
        """Something that must be said on the error stream whatever the circumstances."""
        self.clear()
        sys.stderr.write(what + "\n")

    def report(self, findings: Sequence[Finding], stream: TextIO | None = None) -> None:
        """Show findings: as text at once, by default on the error stream; else when closing."""
        from pipeline.finding import Severity
        from pipeline.report import write_report

        self.clear()
        findings = self.wanted(findings)
        if self._quiet:
            findings = [found for found in findings if found.severity is Severity.ERROR]
        if self._form != "text":
            self._all += findings
            return
        stream = stream or sys.stderr
        write_report(findings, stream, colour=has_colour(stream), every=self._verbose)

    def wanted(self, findings: Sequence[Finding]) -> list[Finding]:
        """Those that --select and --ignore leave."""
        return [
            found
            for found in findings
            if (not self._select or _is_of(found.code, self._select))
            and not _is_of(found.code, self._ignore)
        ]

    def status(self, findings: Sequence[Finding], mildest: Severity) -> int:
        """The exit status for these findings; `mildest` unless --fail-on says another."""
        from pipeline.finding import Severity

        if self._fail_on == "never":
            return 0
        least = Severity[self._fail_on.upper()] if self._fail_on else mildest
        return int(any(found.severity >= least for found in self.wanted(findings)))

    def trace(self, error: Exception) -> None:
        """Where an unexpected error happened, for those who asked for it."""
        if self._verbose:
            import traceback

            traceback.print_exception(error, file=sys.stderr)

    def close(self) -> None:
        """The end of a run: what was held back is written, and reaches its reader."""
        self.clear()
        if self._form != "text":
            from pipeline.report import write_report

            write_report(self._all, sys.stdout, form=self._form)
        sys.stdout.flush()

    def abandon(self) -> None:
        """Nobody reads standard output any more: keep the interpreter from trying at exit."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def clear(self) -> None:
        """Take away the line of progress."""
        if self._showing:
            sys.stderr.write("\r\x1b[K")
            self._showing = False


def has_colour(stream: TextIO) -> bool:
    """Whether whoever reads `stream` wants and can see colours."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
