"""The command at a terminal: what it writes on the screen, and what somebody types."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_PATIENCE = 60.0


class Terminal:
    """`edition WORDS` in a pseudo-terminal of its own, in `folder`."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.screen = ""
        self._read_to = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._child, self._tty = pty.fork()
        if not self._child:
            os.chdir(folder)
            os.environ.update(
                PYTHONPATH=str(ROOT), SOURCE_DATE_EPOCH="1800000000", TERM="xterm", LC_ALL="C.UTF-8"
            )
            os.environ.pop("NO_COLOR", None)
            os.execv(sys.executable, [sys.executable, "-m", "pipeline.cli", *words])
        fcntl.ioctl(self._tty, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))

    def expect(self, words: str) -> None:
        """Wait until these words have come since the last ones."""
        end = time.monotonic() + _PATIENCE
        while (at := self.screen.find(words, self._read_to)) < 0:
            assert time.monotonic() < end and self._read(), (
                f"never said: {words}\n{self.screen[-2000:]}"
            )
        self._read_to = at + len(words)

    def rest(self, least: int = 4) -> str:
        """What has come after the words expected last."""
        while len(self.screen) - self._read_to < least and self._read():
            pass
        return self.screen[self._read_to :]

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._tty, keys.encode())

    def interrupt(self, heard: str) -> None:
        """Press Ctrl-C until this is said: Python misses one pressed before readline waits."""
        for _ in range(9):
            self.type("\x03")
            end = time.monotonic() + 2
            while time.monotonic() < end:
                if select.select([self._tty], [], [], 0.2)[0] and not self._read():
                    return
                if heard in self.screen:
                    return

    def answer(self, question: str, line: str) -> None:
        """Wait for the question, and type a line in the place of what stands there."""
        self.expect(question)
        self.type(f"\x05\x15{line}\r")

    def answer_line(self, question: str, line: str) -> None:
        """Wait for the question, and type a line: where nothing stands to be edited."""
        self.expect(question)
        self.type(f"{line}\r")

    def close(self) -> int:
        """Read to the end; the exit status."""
        while self._read():
            pass
        os.close(self._tty)
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])

    def _read(self) -> bool:
        if not select.select([self._tty], [], [], _PATIENCE)[0]:
            return False
        try:
            data = os.read(self._tty, 65536)
        except OSError:  # Linux: the other side is closed
            return False
        self.screen += self._decoder.decode(data)
        return bool(data)
