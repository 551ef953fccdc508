"""The file of a master under bad weather: killed, full, read-only, changed meanwhile."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.editing.replacing import replace_file
from pipeline.finding import EditionError

ROOT = Path(__file__).parent.parent
KILLS = int(os.environ.get("KILLS", "25"))
WRITER = """
import sys
from pathlib import Path
from pipeline.editing.replacing import replace_file
path, one, other = Path(sys.argv[1]), *(Path(name).read_bytes() for name in sys.argv[2:])
print("ready", flush=True)
while True:
    replace_file(path, one, other)
    one, other = other, one
"""


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "m.xml"
    path.write_bytes(b"old " * 10_000)
    return path


def test_killed_at_any_moment_the_master_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    one, other, path = (tmp_path / name for name in ("one", "other", "m.xml"))
    one.write_bytes(b"old " * 200_000)
    other.write_bytes(b"another " * 120_000)
    shutil.copy(one, path)
    seen = set()
    for _ in range(KILLS):
        now = path.read_bytes()
        pair = (one, other) if now == one.read_bytes() else (other, one)
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), *map(str, pair)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        after = path.read_bytes()
        assert after in (one.read_bytes(), other.read_bytes())
        seen.add(after[:3])
    assert seen == {b"old", b"ano"} or KILLS < 10
    last = path.read_bytes()
    replace_file(path, last, b"end")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["m.xml", "one", "other"]


def test_a_master_that_changed_meanwhile_is_left_alone(master: Path) -> None:
    old = master.read_bytes()
    master.write_bytes(old + b"!")
    with pytest.raises(EditionError, match="has changed since"):
        replace_file(master, old, b"new")
    assert master.read_bytes() == old + b"!"
    assert [each.name for each in master.parent.iterdir()] == ["m.xml"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are made by fork")
def test_of_two_who_write_at_once_one_is_told_to_look_again(master: Path) -> None:
    for _ in range(10):
        old = master.read_bytes()
        children = []
        for number in range(3):
            child = os.fork()
            if child == 0:
                try:
                    replace_file(master, old, old + b"%d" % number)
                except EditionError as error:
                    os._exit(1 if error.findings[0].code == "master-changed" else 2)
                os._exit(0)
            children.append(child)
        ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        assert sorted(ends) == [0, 1, 1]
        assert master.read_bytes() == old + b"%d" % ends.index(0)


def test_permissions_and_links_stay(master: Path) -> None:
    master.chmod(0o640)
    link = master.parent / "link.xml"
    link.symlink_to("m.xml")
    replace_file(link, master.read_bytes(), b"new")
    assert link.is_symlink()
    assert master.read_bytes() == b"new"
    assert stat.S_IMODE(master.stat().st_mode) == 0o640


@pytest.fixture
def public() -> Iterator[Path]:
    """A master in a folder that everybody can reach: root, whom nothing stops, tries as nobody."""
    if os.name == "nt":
        pytest.skip("permissions are others there")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "m.xml"
        path.write_bytes(b"old")
        path.parent.chmod(0o777)
        path.chmod(0o666)
        yield path
        path.parent.chmod(0o777)


def said_to_nobody(path: Path) -> str:
    """What a person without special rights is told who tries to write the master."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = "written"
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            replace_file(path, path.read_bytes(), b"new")
        except EditionError as error:
            said = error.findings[0].message
        except OSError as error:
            said = f"skip {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    if said.startswith("skip"):
        pytest.skip(said)
    return said


def test_a_folder_that_can_be_written_is_written(public: Path) -> None:
    assert said_to_nobody(public) == "written"
    assert public.read_bytes() == b"new"


def test_a_read_only_folder_is_said(public: Path) -> None:
    public.parent.chmod(0o555)
    said = said_to_nobody(public)
    assert said == "m.xml cannot be written: Permission denied; it is untouched."
    assert public.read_bytes() == b"old"


def test_a_read_only_file_is_respected(public: Path) -> None:
    public.chmod(0o444)
    said = said_to_nobody(public)
    assert said == "m.xml cannot be written: it is read-only; it is untouched."
    assert public.read_bytes() == b"old"


@pytest.fixture
def small_disk(disk_of: Callable[[str], Path]) -> Path:
    return disk_of("256k")


def test_a_full_disk_is_said_and_the_old_master_whole(small_disk: Path) -> None:
    master = small_disk / "m.xml"
    old = b"x" * 150_000
    master.write_bytes(old)
    with pytest.raises(EditionError, match="No space left"):
        replace_file(master, old, b"y" * 150_000)
    assert master.read_bytes() == old
    assert [each.name for each in small_disk.iterdir()] == ["m.xml"]
