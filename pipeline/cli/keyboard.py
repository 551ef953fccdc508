"""Keys and lines of whoever answers: a terminal gives keys at once, a pipe gives lines."""

from __future__ import annotations

import os
import sys


def has_keys() -> bool:
    """Whether somebody sits at a terminal, and keys can be read without Enter."""
    try:
        import termios  # noqa: F401
    except ImportError:  # Windows
        return False
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def read_key(prompt: str) -> str:
    """One key; from a pipe, one line. Raises `EOFError` where nothing more comes."""
    if not has_keys():
        return _line(prompt)
    import select
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)  # what was typed ahead is kept
        sys.stdout.write(prompt)
        sys.stdout.flush()
        key = os.read(terminal, 1)
        if key == b"\x1b":  # an arrow or function key: the rest of it says nothing here
            if select.select([terminal], [], [], 0.05)[0]:
                os.read(terminal, 16)
            key = b"?"
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
    if key in {b"", b"\x04"}:
        raise EOFError
    said = key.decode("utf-8", "replace")
    sys.stdout.write(f"{said.strip()}\n")
    return said


def ask(prompt: str, default: str = "") -> str:
    """One line; at a terminal `default` stands there to be edited, in a pipe Enter means it."""
    if not has_keys():
        return _line(f"{prompt} [{default}]: " if default else f"{prompt}: ") or default
    try:
        import readline
    except ImportError:
        return input(f"{prompt} [{default}]: ").strip() or default
    readline.set_startup_hook(lambda: readline.insert_text(default))
    try:
        return input(f"{prompt}: ").strip()
    finally:
        readline.set_startup_hook(None)


def _line(prompt: str) -> str:
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()
