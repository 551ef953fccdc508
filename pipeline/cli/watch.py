"""`edition build --watch`: build again whenever a file of the edition is saved."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.customization import rule_files
from pipeline.finding import EditionError

if TYPE_CHECKING:
    from pipeline.edition import Edition

_INTERVAL = 0.25

State = dict[Path, tuple[int, int] | None]


def watch(options: argparse.Namespace, console: Console) -> int:
    """Build, wait for a change, and again, until interrupted.

    Dates only say when to look: what has changed is told by hashes, in the
    build. Each build is a process of its own, so that nothing of the one
    before is left in it.
    """
    command = command_of(options)
    try:
        while True:
            before = _state(_files(options))
            status = subprocess.run(command, check=False).returncode
            console.say_always("watching; Ctrl-C ends it" if not status else "watching")
            # What the build has seen for the first time is compared from now on.
            before |= {path: seen for path, seen in _state(_files(options)).items()
                       if path not in before}  # fmt: skip
            _await_change(options, before)
    except KeyboardInterrupt:
        console.say_always("")
        return 0


def command_of(options: argparse.Namespace) -> list[str]:
    """The build of a single time, with all else that was asked for."""
    command = [sys.executable, "-m", "pipeline.cli", "build", *options.targets]
    for name in ("output_dir", "format", "fail_on", "layout", "section", "pages", "jobs"):
        if value := getattr(options, name):
            command.append(f"{_option(name)}={value}")
    for name in ("select", "ignore"):
        command += [f"{_option(name)}={value}" for value in getattr(options, name)]
    for name in ("quiet", "verbose", "keep_book", "prove"):
        if getattr(options, name):
            command.append(_option(name))
    return command


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _await_change(options: argparse.Namespace, before: State) -> None:
    """Return when something is different, and has been the same for a moment."""
    while True:
        time.sleep(_INTERVAL)
        now = _state(_files(options))
        if now != before:
            time.sleep(_INTERVAL / 2)
            if _state(_files(options)) == now:
                return


def _files(options: argparse.Namespace) -> Iterator[Path]:
    from pipeline.cli.targets import editions
    from pipeline.config import find_settings

    if (settings := find_settings(Path.cwd())) is not None:
        yield settings
    try:
        meant = editions(options.targets, options.output_dir)
    except EditionError:  # the build has said so
        return
    for edition in meant:
        yield from _files_of(edition)


def _files_of(edition: Edition) -> Iterator[Path]:
    from pipeline.record import Record
    from pipeline.resources import style_folder

    yield edition.master
    yield from filter(None, (edition.settings, *rule_files(edition.odd)))
    yield from (path for output in edition.outputs for path in output.stylesheets)
    record = Record.of(edition)
    yield from (record.folder / name for made in record.made.values() for name in made.inputs)
    yield from sorted(style_folder().glob("*.*"))


def _state(paths: Iterable[Path]) -> State:
    found: State = {}
    for path in paths:
        try:
            seen = path.stat()
            found[path] = (seen.st_mtime_ns, seen.st_size)
        except OSError:
            found[path] = None
    return found
