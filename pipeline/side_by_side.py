"""Several things made at once, by processes of their own.

The processes are forked, so that what has been read is there without being
read again. Each takes the number of the next task from a pipe, and says what
came of it through another. Where that cannot be done safely (only Linux forks
a process that holds Pango without harm), or a task fails in a way nobody
meant, or its process is killed, it is done here instead.
"""

from __future__ import annotations

import os
import pickle
import select
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from pipeline.finding import EditionError

Result = TypeVar("Result")

_LARGE = 256 * 1024 * 1024  # bytes of this process: several of its size are too much
_NUMBER, _SIZE = 4, 8  # bytes of the number of a task, and of the size of what came of it
_NOTHING = pickle.dumps(None)
_PR_SET_PDEATHSIG = 1
_PIPE = 1 << 20  # bytes, the most that a user may ask of Linux
_AT_ONCE = 512  # numbers, which a pipe takes whole or not at all (POSIX: PIPE_BUF)


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class SideBySide(Generic[Result]):
    """The results of `tasks`, in their order; at most `jobs` of them are at work at a time."""

    def __init__(
        self, tasks: Sequence[Callable[[], Result]], jobs: int, *, ahead: bool = False
    ) -> None:
        """With `ahead`, this process is at work on something else until it asks."""
        self._tasks = tasks
        self._ahead = ahead
        self._jobs = min(jobs, len(tasks) + ahead) if _can_fork() else 1
        self._parent = os.getpid()
        self._asked = 0  # how many results have been asked for
        self._own = 0  # how many of the first are not for the processes, but done here
        self._offered = 0  # how many have been given out, or are done here
        self._queue = -1  # the end of the pipe into which the numbers go
        self._processes: dict[int, int] = {}  # by the pipe that each speaks through
        self._said: dict[int, bytes] = {}  # by the number of the task

    def __enter__(self) -> SideBySide[Result]:
        if self._jobs > 1:
            # With a processor for each task, the first is done here.
            self._own = self._offered = int(not self._ahead and self._jobs == len(self._tasks))
            self._begin(self._jobs - self._own - self._ahead)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes.values():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        for pipe in list(self._processes):
            self._end(pipe)
        self._close_queue()

    def next(self) -> Result:
        """The result of the next task. Raises what the task raises.

        A process that was forked since does the task itself: it has no children.
        """
        number = self._asked
        self._asked += 1
        if number >= self._own and os.getpid() == self._parent:
            while number not in self._said and self._processes:
                self._listen()
        outcome = pickle.loads(self._said.pop(number, _NOTHING))
        if outcome is None:
            return self._tasks[number]()
        made, what = outcome
        if not made:
            raise EditionError(*what)
        result: Result = what
        return result

    def _begin(self, processes: int) -> None:
        taking, self._queue = os.pipe()
        os.set_blocking(self._queue, False)
        for _ in range(processes):
            hearing, saying = _wide_pipe()
            process = os.fork()
            if not process:
                _work(self._tasks, taking, saying, self._queue, self._parent)
            os.close(saying)
            self._processes[hearing] = process
        os.close(taking)
        self._offer()

    def _offer(self) -> None:
        """Give out the numbers of the tasks, as far as the pipe takes them."""
        if self._queue < 0:
            return
        with suppress(BlockingIOError, BrokenPipeError):
            while self._offered < len(self._tasks):
                numbers = range(self._offered, min(self._offered + _AT_ONCE, len(self._tasks)))
                os.write(self._queue, b"".join(each.to_bytes(_NUMBER) for each in numbers))
                self._offered = numbers.stop
            self._close_queue()

    def _close_queue(self) -> None:
        if self._queue >= 0:
            os.close(self._queue)
            self._queue = -1

    def _listen(self) -> None:
        """Hear what came of the tasks that are done, once there are any."""
        for pipe in select.select(self._processes, (), ())[0]:
            number, size = _read(pipe, _NUMBER), _read(pipe, _SIZE)
            said = _read(pipe, int.from_bytes(size))
            if said:
                self._said[int.from_bytes(number)] = said
            else:
                self._end(pipe)
        self._offer()

    def _end(self, pipe: int) -> None:
        os.close(pipe)
        process = self._processes.pop(pipe)
        os.waitpid(process, 0)
        shutil.rmtree(_passing_folder(process), ignore_errors=True)


def _can_fork() -> bool:
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    resident = int(Path("/proc/self/statm").read_text().split()[1])
    return resident * os.sysconf("SC_PAGE_SIZE") < _LARGE


def _wide_pipe() -> tuple[int, int]:
    """A pipe that takes a whole text, if it may: whoever has written it can end (fcntl(2))."""
    import fcntl

    hearing, saying = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(saying, fcntl.F_SETPIPE_SZ, _PIPE)
    return hearing, saying


def _read(pipe: int, size: int) -> bytes:
    """So many bytes, or none if the other end is closed before."""
    pieces = bytearray()
    while len(pieces) < size:
        piece = os.read(pipe, min(size - len(pieces), 1 << 20))
        if not piece:
            return b""
        pieces += piece
    return bytes(pieces)


def _work(
    tasks: Sequence[Callable[[], Any]], taking: int, saying: int, queue: int, parent: int
) -> NoReturn:
    """Do tasks and say what came of them, until there are no more."""
    with suppress(BaseException), open(saying, "wb") as stream:
        os.close(queue)
        _end_with_the_parent(parent)
        _keep_to_a_folder()
        # Whoever waits for the end of the command's streams is not to wait for this process.
        silence = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(silence, descriptor)
        while number := os.read(taking, _NUMBER):
            said = pickle.dumps(_outcome(tasks[int.from_bytes(number)]), pickle.HIGHEST_PROTOCOL)
            stream.write(number + len(said).to_bytes(_SIZE) + said)
            stream.flush()
    os._exit(0)


def _passing_folder(process: int) -> Path:
    """Where a process puts what it needs while it is at work: none of them tidies up."""
    return Path(os.environ.get("TMPDIR") or "/tmp") / f"edition-{process}"


def _keep_to_a_folder() -> None:
    """Have everything that takes the folder for temporary files take one that will be removed."""
    folder = _passing_folder(os.getpid())
    with suppress(OSError):
        folder.mkdir(mode=0o700)
        os.environ["TMPDIR"] = str(folder)
        if known := sys.modules.get("tempfile"):
            known.tempdir = str(folder)  # type: ignore[attr-defined]


def _end_with_the_parent(parent: int) -> None:
    """Have Linux end this process when its parent ends, however that comes about (prctl(2))."""
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _outcome(task: Callable[[], Any]) -> tuple[bool, Any] | None:
    """Whether there is a result, and the result or what is wrong; None if nobody meant it."""
    try:
        return True, task()
    except EditionError as error:
        return False, error.findings
    except Exception:
        return None
