"""Outputs and files are made by several processes, and come out as by one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pipeline.finding import EditionError, Finding, Severity
from pipeline.side_by_side import SideBySide
from tests.test_build import MASTER

ROOT = Path(__file__).parents[1]
linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does it all")


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 3, 5, 8])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 2000])
def test_results_come_in_order_whoever_makes_them(count: int, jobs: int) -> None:
    tasks = [partial(where, number) for number in range(count)]
    with SideBySide(tasks, jobs) as results:
        made = [results.next() for _ in tasks]
    assert [number for number, _ in made] == list(range(count))


def passing(_: int) -> str:
    import tempfile

    return tempfile.mkdtemp()


@linux
def test_no_process_leaves_what_it_put_aside(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("pipeline.side_by_side._LARGE", sys.maxsize)
    with SideBySide([partial(passing, number) for number in range(4)], 3) as folders:
        made = [Path(folders.next()) for _ in range(4)]
    assert all(tmp_path in folder.parents for folder in made)
    assert not list(tmp_path.iterdir())


@linux
def test_as_many_processes_are_at_work_as_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.side_by_side._LARGE", sys.maxsize)  # whatever other tests took

    def slow(number: int) -> int:
        time.sleep(0.02)
        return where(number)[1]

    for count, jobs in ((2, 2), (6, 2), (3, 3)):
        with SideBySide([partial(slow, number) for number in range(count)], jobs) as results:
            processes = {results.next() for _ in range(count)}
        assert len(processes) == jobs
        assert (os.getpid() in processes) is (count == jobs)


@linux
def test_what_is_begun_ahead_is_made_elsewhere_unless_there_is_one_job(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.side_by_side._LARGE", sys.maxsize)
    for jobs, is_elsewhere in ((1, False), (2, True)):
        with SideBySide([os.getpid], jobs, ahead=True) as begun:
            assert (begun.next() != os.getpid()) is is_elsewhere


@linux
def test_a_process_that_is_forked_meanwhile_does_itself_what_was_begun_ahead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.side_by_side._LARGE", sys.maxsize)
    with (
        SideBySide([partial(where, 7)], 2, ahead=True) as begun,
        SideBySide([os.getpid, lambda: (begun.next(), os.getpid())], 2) as results,
    ):
        assert results.next() == os.getpid()
        (number, worker), asker = results.next()
        assert number == 7
        assert worker == asker != os.getpid()


def fail() -> int:
    raise EditionError(Finding("bad", Severity.ERROR, "It is bad.", Path("x.xml"), 3, 4))


def test_what_a_task_finds_wrong_is_raised_in_its_turn() -> None:
    with SideBySide([lambda: 1, fail, lambda: 3], 2) as results:
        assert results.next() == 1
        with pytest.raises(EditionError) as caught:
            results.next()
        assert caught.value.findings[0].line == 3
        assert results.next() == 3


def test_what_a_killed_process_owes_is_made_here() -> None:
    here = os.getpid()

    def die() -> str:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return "made here"

    tasks = [die, lambda: "two", die, lambda: "four"]
    with SideBySide(tasks, 2) as results:
        assert [results.next() for _ in tasks] == ["made here", "two", "made here", "four"]


def test_what_nobody_waits_for_any_more_is_ended(tmp_path: Path) -> None:
    def late() -> None:
        time.sleep(5)
        (tmp_path / "late").touch()

    began = time.monotonic()
    with SideBySide([lambda: None, *[late] * 5], 3) as results:
        results.next()
    assert time.monotonic() - began < 4
    assert not (tmp_path / "late").exists()


def edition(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", "build", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@linux
def test_the_processes_end_with_their_parent_however_it_ends(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from pipeline.side_by_side import SideBySide\n"
        "def late(n):\n    time.sleep(1); Path(str(n)).touch()\n"
        "with SideBySide([lambda n=n: late(n) for n in range(6)], 2) as made:\n"
        "    print(flush=True); made.next()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None and parent.stdout.readline()
        parent.kill()
    time.sleep(1.5)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_comes_out_the_same_however_many_are_at_work(tmp_path: Path) -> None:
    masters = tmp_path / "letters"
    masters.mkdir()
    for number in range(5):
        (masters / f"{number}.xml").write_text(MASTER.replace("tow", f"tow {number}"), "utf-8")
    (masters / "broken.xml").write_text("<TEI>", "utf-8")
    done = [
        edition(tmp_path, "letters", "epub", "text", "--jobs", jobs, "--output-dir", jobs)
        for jobs in ("1", "3")
    ]
    assert done[0].returncode == done[1].returncode == 2
    assert done[0].stderr.replace("1/", "3/") == done[1].stderr
    assert "broken.xml:1" in done[0].stderr
    made = [
        {path.relative_to(tmp_path / jobs): path.read_bytes()
         for path in sorted((tmp_path / jobs).rglob("*")) if path.is_file()}
        for jobs in ("1", "3")
    ]  # fmt: skip
    assert made[0] == made[1] and len([path for path in made[0] if path.suffix == ".epub"]) == 5


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_how_many_is_a_number(tmp_path: Path, jobs: str) -> None:
    done = edition(tmp_path, "--jobs", jobs)
    assert done.returncode == 2
    assert "is not a number of jobs" in done.stderr and "Traceback" not in done.stderr


def test_a_defect_in_a_process_is_met_here_and_costs_nothing_else() -> None:
    def broken() -> int:
        raise ZeroDivisionError

    with SideBySide([lambda: 1, broken, lambda: 3, lambda: 4], 2) as results:
        assert results.next() == 1
        with pytest.raises(ZeroDivisionError):
            results.next()
        assert [results.next(), results.next()] == [3, 4]
