"""One verb over several editions: how far it has come, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pipeline.cli.console import Console
from pipeline.cli.defects import defect
from pipeline.finding import EditionError

if TYPE_CHECKING:
    from pipeline.edition import Edition

_UNREADABLE = 2


def for_each(
    editions: Sequence[Edition], console: Console, work: Callable[[Edition], int], done: str
) -> int:
    """Do the work for each; the exit status is the worst. What fails for one stops none.

    Of several it is said at the end how many are `done`, and which are not.
    """
    several = len(editions) > 1
    status_of: list[int] = []
    for number, edition in enumerate(editions, 1):
        console.position = f"[{number}/{len(editions)}] " if several else ""
        try:
            status_of.append(work(edition))
        except EditionError as error:
            console.report(error.findings)
            status_of.append(_UNREADABLE)
        except BrokenPipeError:
            raise
        except Exception as error:
            if not several:
                raise
            console.report([defect(error, edition.master)])
            console.trace(error)
            status_of.append(_UNREADABLE)
    console.position = ""
    if several:
        _sum_up(editions, status_of, console, done)
    return max(status_of)


def _sum_up(
    editions: Sequence[Edition], status_of: Sequence[int], console: Console, done: str
) -> None:
    from pipeline.report import printable, relative

    others = [
        printable(relative(edition.master))
        for edition, status in zip(editions, status_of, strict=True)
        if status
    ]
    good = f"{len(editions) - len(others)} of {len(editions)} files {done}"
    if others:
        console.say("\n  ".join([f"{good}; the others, for the reasons above:", *others]))
    else:
        console.say(good)
