"""`python -m pipeline.cli` and the script `edition`: the command as a process of its own."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import NoReturn


def _in_one_piece() -> int:
    """Run the command with room for all its frames in one piece of CPython's frame stack.

    CPython takes memory for frames by 16 kB, and gives each piece back when the first frame in
    it returns: a loop that calls over the edge of one takes and gives at every turn, for which
    layout paid a quarter of its time. A frame that asks for more than half a megabyte gets
    a whole one, and leaves the rest of it to all that it calls.
    """
    from pipeline.cli import main  # while it is loaded, a person may change their mind

    return main()


_in_one_piece.__code__ = _in_one_piece.__code__.replace(co_stacksize=70_000)


def run() -> NoReturn:
    """Run the command, and end."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the command
            setattr(sys, name, open(os.devnull, "w"))  # noqa: PTH123, SIM115
    try:
        status = _in_one_piece()
    except KeyboardInterrupt:
        status = 130
    # The process ends, and with it all that it made: nothing need be taken apart first. Only
    # WeasyPrint and JPype have files and a Java to put away when theirs is.
    if not {"weasyprint", "jpype"} & sys.modules.keys():
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    run()
