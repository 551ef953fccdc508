"""A process that may use only so much: what it took, and how it ended."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds by the clock, and megabytes that may be in memory at once."""

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended; `status` is negative where a signal ended it."""

    status: int
    seconds: float
    megabytes: float
    output: str
    errors: str
    late: bool


def run(arguments: Sequence[str], limits: Limits) -> Run:
    """Run `python ARGUMENTS` within `limits`; beyond them it is killed."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=output,
            stderr=errors,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            start_new_session=True,
        )
        # Address space is more than memory: fonts and libraries are mapped, not read.
        ceiling = (limits.megabytes * 3 + 1000) * _MEGABYTE
        resource.prlimit(process.pid, resource.RLIMIT_AS, (ceiling, ceiling))
        resource.prlimit(process.pid, resource.RLIMIT_CORE, (0, 0))
        watch = threading.Timer(limits.seconds, os.killpg, (process.pid, signal.SIGKILL))
        watch.start()
        _pid, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        return Run(
            process.returncode,
            seconds,
            usage.ru_maxrss / 1000,
            _read(output),
            _read(errors),
            seconds >= limits.seconds,
        )


def _read(stream: tempfile._TemporaryFileWrapper[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")
