"""`edition corrections` and `edition correct` as an editor uses them, on the chapter itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.editing.table import read_rows
from pipeline.finding import EditionError

ROOT = Path(__file__).parent.parent
CHAPTER = (ROOT / "source/chapter-6.xml").read_bytes()
EMENDATIONS = [f"corr-{number}" for number in range(1, 24)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "source", tmp_path / "source")
    return tmp_path


def master(project: Path) -> bytes:
    return (project / "source/chapter-6.xml").read_bytes()


def edition(project: Path, *words: str, status: int = 0) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1800000000"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == status, ran.stderr
    return ran


def test_the_emendations_are_taken_out_and_put_back_byte_for_byte(project: Path) -> None:
    for form in ("tsv", "json"):
        table = project / f"corrections.{form}"
        table.write_text(
            edition(project, "corrections", "--format", form, "--kind", "correction").stdout,
            "utf-8",
        )
        edition(project, "correct", "--undo", *EMENDATIONS, "--yes")
        assert b"<choice" not in master(project)
        dry = edition(project, "correct", "--from", table.name, "--dry-run")
        assert "23 to apply" in dry.stderr
        assert b"<choice" not in master(project)
        edition(project, "correct", "--from", table.name, "--yes")
        assert master(project) == CHAPTER
        again = edition(project, "correct", "--from", table.name, "--yes")
        assert "23 already there" in again.stderr
        assert master(project) == CHAPTER


def test_every_correction_comes_back_in_the_revision_that_it_had(project: Path) -> None:
    for words, reading in (("capitalist", "capitalistic"), ("criminal", "criminals")):
        edition(project, "correct", words, reading, "--in", "c6-s1-p7", "--yes")
    (project / "other.tsv").write_text("in\tsic\tcorr\nc6-s1-p8\tpresent modest\tmodest\n")
    edition(project, "correct", "--from", "other.tsv", "--yes")
    before = master(project)
    assert b"listed in other.tsv" in before
    table = project / "all.tsv"
    listed = edition(project, "corrections", "--format", "tsv", "--kind", "correction").stdout
    table.write_text(listed, "utf-8")
    ids = [row.split("\t")[0] for row in listed.splitlines()[1:]]
    for names in (ids, [each for each in ids if each.endswith("capitalist")]):
        edition(project, "correct", "--undo", *names, "--yes")
        assert b"capitalistic" not in master(project)
        edition(project, "correct", "--from", table.name, "--yes")
        assert master(project) == before


def test_a_table_without_ids_finds_its_places_by_their_context(project: Path) -> None:
    listed = edition(project, "corrections", "--format", "json", "--kind", "correction").stdout
    rows = json.loads(listed)
    for row in rows:
        del row["in"]
    (project / "table.json").write_text(json.dumps(rows), "utf-8")
    edition(project, "correct", "--undo", *EMENDATIONS, "--yes")
    edition(project, "correct", "--from", "table.json", "--yes")
    assert master(project) == CHAPTER


def test_a_correction_and_back(project: Path) -> None:
    command = ("correct", "present modest", "presently modest", "--in", "c6-s1-p8")
    grounds = ("--cert", "low", "--evidence", "syntax", "--basis", "internal")
    shown = edition(project, *command, *grounds, "--yes").stdout
    assert '+      <change n="1.1" when="2027-01-15" who="#editors"' in shown
    [record] = json.loads(edition(project, "corrections", "--format", "json", "--revision",
                                  "1.1").stdout)  # fmt: skip
    assert (record["sic"], record["corr"]) == ("present modest", "presently modest")
    assert (record["name"], record["role"]) == (
        "The editors of this edition",
        "corrections, encoding and notes",
    )
    assert (record["cert"], record["basis"], record["evidence"]) == ("low", "internal", "syntax")
    edition(project, "correct", "--undo", record["id"], "--yes")
    assert master(project) == CHAPTER


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("19156", "1937"), "corr-4"),
        (("sixteen billion", "x", "--in", "c6-s1-p99"), "nothing has the id"),
        (("sixteen billion", "x", "--in", "nowhere"), "c6-s1-p16  …"),
        (("the", "a"), "stands in"),
        (("Soviet power found", "x", "--resp", "#nobody"), "#author, #editors, #translator"),
        (("Soviet power found", "x", "--source", "hearsay"), "no source"),
        (("Soviet power found", "Soviet power found"), "the same"),
        (("Soviet power found", "x\u0007"), "U+0007"),
        (("Soviet power found", "x", "--date", "tomorrow"), "not a date"),
        (("Soviet power found", "x"), "nobody to ask"),
        (("--undo", "query-1"), "Only corrections"),
        (("lonely",), "--from"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_written(
    project: Path, words: tuple[str, ...], said: str
) -> None:
    ran = edition(project, "correct", *words, status=2)
    assert said.lower() in ran.stderr.lower()
    assert master(project) == CHAPTER


def test_all_rows_of_a_table_or_none(project: Path) -> None:
    table = project / "table.tsv"
    table.write_text(
        "place\tsic\tcorr\n"
        "c6-s1-p8\tpresent modest\tpresently modest\n"
        "c6-s1-p8\tno such words\twords\n"
        "c6-s1-p16\t19156\t1937\n",
        "utf-8",
    )
    ran = edition(project, "correct", "--from", "table.tsv", "--yes", status=2)
    assert "Row 3" in ran.stderr
    assert "Row 4" in ran.stderr
    assert "2 of 3 cannot be applied: none is" in ran.stderr
    assert master(project) == CHAPTER
    # As a spreadsheet saves it, with words of context in place of an id.
    table.write_bytes(
        'place\tsic\tcorr\r\n"not in the present modest Fords"\tpresent\tpretty\r\n'.encode(
            "utf-16"
        )
    )
    edition(project, "correct", "--from", "table.tsv", "--yes")
    assert b"<sic>present</sic>" in master(project)
    assert b"Corrected as listed in table.tsv." in master(project)


@pytest.mark.parametrize(
    ("name", "table", "line"),
    [
        ("a.json", "[" * 100_000, 1),
        ("a.json", '[{"sic": %s}]' % ("9" * 5000), 1),
        ("a.json", '[{"sic": "a",\n"corr": 1}]', 2),
        ("a.json", '[{"sic": "a", "corr": "b"},\n{"sic": "c", "corr": NaN}]', 2),
        ("a.tsv", "sic\tcorr\na\tb\n" + "c" * 3_000_000 + "\td\n", 3),
        ("a.tsv", "sic\tcorr\na\tb\n\n\na\tb\tc\n", 5),
        ("a.tsv", "sic\tcorr\twitness\na\tb\tc\n", 1),
        ("a.tsv", 'sic\tcorr\na\tb\n"c\td\ne\tf\n', 3),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    name: str, table: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(table, "utf-8")
    with pytest.raises(EditionError) as raised:
        read_rows(tmp_path / name)
    assert [(f.code, f.line) for f in raised.value.findings] == [("correct-table", line)]


def test_a_copy_that_somebody_corrected(project: Path) -> None:
    edition(project, "build", "text", "--output-dir", ".")
    text = (project / "chapter-6.txt").read_text("utf-8")
    for old, new in (
        ("present modest Fords", "presently modest Fords"),  # a word
        ("The enemies frequently", "Enemies frequently"),  # a word less
        ("bread", "good bread") if "bread" in text else ("huts", "poor huts"),  # a word more
        ("cotton print", "cottonprint"),  # corrected already
        ("Colophon", "Kolophon"),  # not of the text
        ("\n\nThe “friends” of", "\n\nA new paragraph.\n\nThe “friends” of"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    # What a word processor does: long lines, straight quotation marks, hyphens for dashes.
    text = "\r\n\r\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    for curly, straight in zip("“”‘’", "\"\"''", strict=True):
        text = text.replace(curly, straight)
    text = text.replace(" – ", " -- ")
    (project / "edited.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    ran = edition(project, "correct", "--from-text", "edited.txt", "--yes", status=1)
    assert "3 to apply" in ran.stderr
    assert ran.stderr.count("correct-unplaced") == 3
    after = master(project).decode()
    assert "<sic>present</sic>" in after
    assert "<sic>The enemies</sic>" in after
    for record in json.loads(
        edition(project, "corrections", "--format", "json", "--revision", "1.1").stdout
    ):
        edition(project, "correct", "--undo", record["id"], "--yes")
    assert master(project).count(b"<choice") == 23


def test_an_untouched_copy_asks_for_nothing(project: Path) -> None:
    edition(project, "build", "text", "--output-dir", ".")
    text = (project / "chapter-6.txt").read_text("utf-8")
    paged = text.replace(" Soviet", " [p. 7] Soviet").replace("\n\nThe", "\n\n[p. 8] The")
    assert paged != text
    (project / "paged.txt").write_text(paged, "utf-8")  # as with `pages-from`
    for name in ("chapter-6.txt", "paged.txt"):
        ran = edition(project, "correct", "--from-text", name, "--yes")
        assert "nothing to do" in ran.stderr
        assert master(project) == CHAPTER


def test_the_list_filters_and_fits(project: Path) -> None:
    table = edition(project, "corrections", "--kind", "correction", "--cert", "high").stdout
    assert "corr-4" in table
    assert "corr-1 " not in table
    assert "19156" in table
    assert max(map(len, table.splitlines())) <= 100
    page = edition(project, "corrections", "--format", "html", "--resp", "editors").stdout
    assert page.count("<tr id=") == 35
