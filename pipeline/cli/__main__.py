"""`python -m pipeline.cli` and the script `edition`: the command as a process of its own."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

from pipeline.cli import main


def run() -> NoReturn:
    """Run the command, and end."""
    status = main()
    # The process ends, and with it all that it made: no cycle need be looked for. Only
    # WeasyPrint and JPype have files and a Java to put away when theirs are found.
    if not {"weasyprint", "jpype"} & sys.modules.keys():
        gc.freeze()
        gc.disable()
    sys.exit(status)


if __name__ == "__main__":
    run()
