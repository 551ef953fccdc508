"""`edition doctor`: what is installed, what is missing, and what mends it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.console import LOUDNESS, Console, has_colour

if TYPE_CHECKING:
    from pipeline.checks.installation import Diagnosis

_EPILOG = """\
examples:
  edition doctor                     what this machine has, and the command for what it has not
  edition doctor --system fedora     the commands of another system

The exit status is 1 where something is missing that an edition needs.
"""


def add_to(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command."""
    verb = verbs.add_parser(
        "doctor",
        help="say what is installed, what is missing, and what mends it",
        description="Look for everything that builds and checks need.",
        epilog=_EPILOG,
        parents=[LOUDNESS],
    )
    verb.add_argument(
        "--system",
        choices=("debian", "fedora", "macos", "windows", "all"),
        default="",
        help="whose commands to show; by default this system's",
    )
    verb.set_defaults(run=run, format="text")


def run(options: argparse.Namespace, _console: Console) -> int:
    """Write the list to standard output."""
    from pipeline.checks.installation import SYSTEMS, State, diagnose, this_system

    wanted = options.system or this_system() or "all"
    systems = SYSTEMS if wanted == "all" else (wanted,)
    missing = False
    for each in diagnose(Path.cwd()):
        if options.quiet and each.state is State.THERE:
            continue
        missing |= each.state is State.MISSING
        sys.stdout.write(_line(each, systems, has_colour(sys.stdout)))
    return int(missing)


def _line(each: Diagnosis, systems: tuple[str, ...], colour: bool) -> str:
    from pipeline.checks.installation import State

    paints = {State.THERE: "32", State.OPTIONAL: "33", State.MISSING: "31"}
    sign = f"\x1b[{paints[each.state]}m{each.state.value}\x1b[0m" if colour else each.state.value
    lines = [f"{sign} {each.name}: {each.found}"]
    if each.state is not State.THERE:
        lines[0] += f" (for {each.use})"
        for system in systems:
            label = f"{system}: " if len(systems) > 1 else ""
            lines.append(f"    = {label}{(each.mend or {}).get(system, '')}")
    return "\n".join(lines) + "\n"
