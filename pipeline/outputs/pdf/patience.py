"""What one PDF may take of the machine, where `limits` has not foreseen it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pipeline.finding import EditionError
from pipeline.outputs.pdf.limits import too_large

_MOST_MEMORY = 1_000_000_000  # bytes
_MOST_TIME = 300  # seconds of the processor
_LOOK_EVERY = 0.5  # seconds of the processor
_PAGES_IN_MEMORY = Path("/proc/self/statm")


class _ExhaustedError(BaseException):
    """No `Exception`: WeasyPrint lets go of some of those."""


@contextmanager
def patience() -> Iterator[None]:
    """Raise `EditionError` once what is done takes a gigabyte, or five minutes.

    Memory is looked at only on Linux; nothing is where no timer, or another
    thread than the main one, could interrupt the work.
    """
    if threading.current_thread() is not threading.main_thread() or os.name != "posix":
        yield
        return
    end = time.process_time() + _MOST_TIME

    def look(_signal: int, _frame: FrameType | None) -> None:
        if time.process_time() > end or _memory() > _MOST_MEMORY:
            raise _ExhaustedError

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _LOOK_EVERY, _LOOK_EVERY)
    try:
        yield
    except _ExhaustedError:
        raise EditionError(too_large("setting it takes too much")) from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _memory() -> int:
    """How many bytes of this process are in memory, as far as the machine tells."""
    try:
        pages = int(_PAGES_IN_MEMORY.read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
