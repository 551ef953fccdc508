"""How a finding reaches a person, and a program."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pipeline.finding import Finding, Severity
from pipeline.report import write_report


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def shown(*findings: Finding, form: str = "text", **options: bool) -> str:
    stream = io.StringIO()
    write_report(findings, stream, form=form, **options)
    return stream.getvalue()


def fault(path: Path | None = None, line: int = 0, column: int = 0, **more: str) -> Finding:
    return Finding("some-code", Severity.ERROR, "it is wrong", path, line, column, **more)


def test_a_finding_shows_place_line_caret_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<p>\n  five <b/>\n</p>")
    assert shown(fault(tmp_path / "a.xml", 2, 8, remedy="Close it.")) == (
        "a.xml:2:8: error some-code it is wrong\n"
        "  |   five <b/>\n"
        "  |        ^\n"
        "  = Close it.\n"
        "1 error\n"
    )


def test_the_caret_stands_under_wide_and_combining_characters(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("小説e\u0301x", "utf-8")
    assert shown(fault(tmp_path / "a.xml", 1, 5)).splitlines()[2] == "  |      ^"


def test_a_line_of_a_megabyte_is_cut_to_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("x" * 500_000 + "<here/>" + "y" * 500_000)
    excerpt, caret = shown(fault(tmp_path / "a.xml", 1, 500_001)).splitlines()[1:3]
    assert len(excerpt) < 110
    assert excerpt[caret.index("^")] == "<"


@pytest.mark.parametrize("mark", ["!", " !", "nd!"])
def test_an_excerpt_begins_with_a_word(tmp_path: Path, mark: str) -> None:
    before = f"{'x' * 300}{mark} Then he "
    (tmp_path / "a.xml").write_text(f"{before}{'fell ' * 11}<here/> {'y ' * 100}")
    excerpt, caret = shown(fault(tmp_path / "a.xml", 1, len(before) + 56)).splitlines()[1:3]
    assert excerpt.startswith("  | …Then he")
    assert excerpt[caret.index("^")] == "<"


def test_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("\x1b]0;owned\x07<p/>")
    text = shown(fault(tmp_path / "a.xml", 1, 1), fault(excerpt="\x1b[2J\u202egnp"), colour=False)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_many_of_a_kind_stay_readable(tmp_path: Path) -> None:
    many = [fault(tmp_path / "a.xml", line) for line in range(1, 3001)]
    assert len(shown(*many).splitlines()) == 7
    assert "2,995 more some-code in a.xml" in shown(*many)
    assert shown(*many).endswith("3,000 errors\n")
    assert len(shown(*many, every=True).splitlines()) == 3001


def test_json_has_every_finding_whole(tmp_path: Path) -> None:
    records = json.loads(shown(fault(tmp_path / "ä.xml", 7), fault(remedy="Do."), form="json"))
    assert records[0] == {
        "code": "some-code",
        "severity": "error",
        "message": "it is wrong",
        "path": "ä.xml",
        "line": 7,
        "column": None,
        "remedy": None,
        "excerpt": None,
    }
    assert records[1]["remedy"] == "Do."
    assert shown(form="json") == "[]\n"
