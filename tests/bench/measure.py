"""Time and peak memory of a whole process, from its first instruction to its exit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

# An installed package is compiled; the first of several runs compiles a checkout.
_ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds by the clock and of the processor, megabytes at most."""

    seconds: float
    processor: float
    megabytes: float


def cost(arguments: Sequence[str], runs: int = 3) -> Cost:
    """The least of several runs of `python ARGUMENTS`: what is above it is the machine's noise."""
    return min((_once(arguments) for _ in range(runs)), key=lambda found: found.processor)


def _once(arguments: Sequence[str]) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=_ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"python {' '.join(arguments)}\n{said.decode()}")
    scale = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss: bytes there, kilobytes here
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)
