"""A file is replaced whole or not at all, and only if it is still the one that was read."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity
from pipeline.whole import partial_of, write_out


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of `old` at `path`; whoever looks sees the one or the other.

    The new bytes are on the disk before the name changes (POSIX `rename`),
    and the file keeps its permissions. Raises `EditionError`, and leaves
    the file alone, when it is no longer `old` or cannot be written.
    """
    target = path.resolve()
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "it is read-only")
        with partial_of(target) as partial:
            write_out(partial, new, mode=mode)
            with _alone(target.parent):
                if target.read_bytes() != old:
                    raise _changed(path)
                partial.replace(target)
        _settle(target.parent)
    except OSError as error:
        raise EditionError(
            Finding(
                "master-unwritable",
                Severity.ERROR,
                f"{path.name} cannot be written: {error.strerror}; it is untouched.",
                path,
                remedy="Free some space, or mend the permissions of the file and its folder.",
            )
        ) from error


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Between the last look and the renaming no other `edition correct` may come."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _settle(folder: Path) -> None:
    """Make the renaming itself last, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _changed(path: Path) -> EditionError:
    return EditionError(
        Finding(
            "master-changed",
            Severity.ERROR,
            f"{path.name} has changed since it was read; nothing is written.",
            path,
            remedy="Run the command again: it will read the file as it is now.",
        )
    )
