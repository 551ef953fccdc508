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
        _sweep(path)
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with partial.open("wb") as stream:
                stream.write(data)
                stream.flush()
                if lasting:
                    os.fsync(stream.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _sweep(path: Path) -> None:
    """Take away what builds that were killed have left of this file."""
    if os.name != "posix":  # elsewhere nothing tells a dead process without ending a live one
        return
    for left in path.parent.iterdir():
        if not (left.name.startswith(f".{path.name}.") and left.suffix == ".part"):
            continue
        number = left.name.split(".")[-2]
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            left.unlink(missing_ok=True)
        except (ValueError, OverflowError, OSError):
            continue


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
