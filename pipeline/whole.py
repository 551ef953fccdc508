"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity


def write_whole(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Put `data` at `path` so that whoever looks finds the old file or the new one, whole.

    Unless `lasting`, it need not outlive a failure of the machine's power: the disk is
    not waited for.
    """
    with _said_plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial_of(path) as partial:
            write_out(partial, data, lasting=lasting)
            partial.replace(path)


@contextmanager
def partial_of(path: Path) -> Iterator[Path]:
    """The name beside `path` under which it is written before it takes its place.

    Nothing stays there, neither of this process nor of those that were killed.
    """
    _sweep(path)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield partial
    finally:
        partial.unlink(missing_ok=True)


def write_out(path: Path, data: bytes, *, mode: int | None = None, lasting: bool = True) -> None:
    """Write a file, with the permissions `mode`; if `lasting`, until it is on the disk."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if mode is not None:
            path.chmod(mode)
        if lasting:
            os.fsync(stream.fileno())


def _sweep(path: Path) -> None:
    """Take away what was left of this file by processes that were killed."""
    if os.name != "posix":  # elsewhere nothing tells a dead process without ending a live one
        return
    for left in path.parent.iterdir():
        if left.name.startswith(f".{path.name}.") and left.suffix == ".part":
            number = left.name.split(".")[-2]
            if number.isdecimal() and not _is_running(int(number)):
                left.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def _said_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = "Free some space, mend the folder's permissions, or choose another one with -o."
        if error.errno == errno.ENAMETOOLONG:
            remedy = "Give the document a shorter file name."
        raise EditionError(
            Finding(
                "output-unwritable",
                Severity.ERROR,
                f"cannot write {path.name}: {error.strerror}; what was there before is untouched",
                path=path,
                remedy=remedy,
            )
        ) from error
