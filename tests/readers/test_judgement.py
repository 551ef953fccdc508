"""The judgement without the engines: `nox -s readers` tries both together."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from . import calibre, foliate, machine
from .__main__ import main
from .contrast import contrast
from .promises import Entry, Place, read_promises
from .sample import sample_files, write_book

WHITE, BLACK = (255, 255, 255, 1), (0, 0, 0, 1)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book.epub", sample_files())


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(BLACK, [], WHITE) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76, 1), [], WHITE) == pytest.approx(4.54, abs=0.01)


def test_contrast_sees_through_layers_from_the_outside_in() -> None:
    assert contrast(BLACK, [BLACK, WHITE], WHITE) == pytest.approx(1)
    assert contrast(BLACK, [WHITE, BLACK], WHITE) == pytest.approx(21)
    assert contrast(BLACK, [], WHITE, opacity=0) == pytest.approx(1)


def test_what_the_sample_promises(book: Path) -> None:
    promises = read_promises(book)
    assert promises.lists["toc"][2] == Entry("A late section", "EPUB/text/two.xhtml#late")
    calls = [link for link in promises.links if link.kind == "call"]
    backs = [link for link in promises.links if link.kind == "backlink"]
    assert [call.target for call in calls] == [Place(2, f"note{n}") for n in range(1, 6)]
    assert backs[4].target == Place(1, "call5") and Place(2, "note5") in backs[4].inside


def test_a_note_that_shows_another_is_a_fault(book: Path) -> None:
    promises = read_promises(book)
    shown = "1 Remark number 1 on the minutes."
    sight = {"pressed": True, "note": {"raw": shown, "text": shown}}
    seen = {"counts": {"call": [3, 2, 0]}, "links": [sight] * len(promises.links)}
    faults = foliate.note_calls(promises, seen).faults
    assert len(faults) == 4 and "call “2” #call2: shows “1 Remark" in faults[0]


def test_a_call_to_the_wrong_note_is_a_fault(book: Path) -> None:
    promises = read_promises(book)
    call = dataclasses.replace(promises.links[0], target=Place(2, "note2"))
    shown = "2 Remark number 2 on the minutes."
    sight = {"pressed": True, "note": {"raw": shown, "text": shown}}
    fault = foliate.call_fault(promises, call, sight)
    assert fault == "leads to the note that begins “2 Remark number 2 on the minutes.”"


def test_calibre_names_the_place_where_words_are_missing() -> None:
    assert calibre.differences("onetwothree", "onetwothree") == []
    (fault,) = calibre.differences("onetwothree", "onethree")
    assert "after “onet” the book goes on “wothree”, Calibre “hree”" in fault


@pytest.mark.parametrize(("ci", "code", "word"), [("true", 1, "FAIL"), ("", 1, "skip")])
def test_a_missing_engine_is_said(
    ci: str,
    code: int,
    word: str,
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    monkeypatch.setattr("sys.argv", ["readers", "--engine", "ace", str(book)])
    assert main() == code
    assert f"{word}  ace: NOT RUN, no Chromium: install one" in capsys.readouterr().out


def test_a_node_too_old_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v18.20.0\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "_packed_node", lambda: None)
    with pytest.raises(machine.MissingError, match=r"no Node\.js 20 or newer"):
        machine.node()
