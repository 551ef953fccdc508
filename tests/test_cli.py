"""The command as its users meet it: what it says, where, and with which exit status."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import parser
from pipeline.cli.console import Console
from pipeline.cli.several import for_each
from pipeline.edition import Edition

MASTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc>
</fileDesc><revisionDesc><change when="2020-02-02">Made.</change></revisionDesc></teiHeader>
<text><body><p>One <choice><sic>tow</sic><corr>two</corr></choice> three.</p></body></text></TEI>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.xml").write_text(MASTER)
    return tmp_path


def edition(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def on_a_terminal(folder: Path, *words: str, **environment: str) -> str:
    """What a person sees: both streams of the command, run on a pseudo-terminal."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "pipeline.cli", *words]
    path = str(Path(__file__).parent.parent)
    env = {**os.environ, "PYTHONPATH": path, "TERM": "xterm", **environment}
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=its, stderr=its)
    os.close(its)
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:  # Linux says EIO at the end
        pass
    process.wait(timeout=60)
    os.close(ours)
    return seen.decode()


def test_version_and_help_name_an_example_of_each_verb(folder: Path) -> None:
    assert edition(folder, "--version").stdout.startswith("tei-edition ")
    assert "edition build novel.xml" in edition(folder, "--help").stdout
    for verb in ("build", "check"):
        told = edition(folder, verb, "--help")
        assert told.returncode == 0
        assert edition(folder, "help", verb).stdout == told.stdout
        assert f"edition {verb} novel.xml" in told.stdout


@pytest.mark.parametrize("columns", [80, 60])
@pytest.mark.parametrize("verb", ["new", "build", "proof", "correct", "errata", "where"])
def test_help_fits_the_terminal(folder: Path, verb: str, columns: int) -> None:
    told = edition(folder, verb, "--help", COLUMNS=str(columns)).stdout
    _, _, told = told.partition("\n\n")  # argparse keeps what belongs together in its usage
    lines = [line for line in told.splitlines() if not line.startswith("  edition ")]
    assert all(len(line) < columns for line in lines)
    assert not any(line.endswith("-") for line in lines)


def test_a_build_in_a_pipe_says_what_it_made(folder: Path) -> None:
    done = edition(folder, "build", "small.xml", "text", "epub")
    assert (done.returncode, done.stdout) == (0, "")
    assert [line.split()[0] for line in done.stderr.splitlines()] == [
        "dist/small.epub",
        "dist/small.txt",
    ]
    again = edition(folder, "build", "small.xml", "text", "epub", "--quiet")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert sorted(path.name for path in (folder / "dist").glob("[!.]*")) == [
        "small.epub",
        "small.txt",
    ]
    assert "One two three." in (folder / "dist" / "small.txt").read_text("utf-8")


def test_verbose_says_what_is_done_even_in_a_pipe(folder: Path) -> None:
    told = edition(folder, "build", "small.xml", "text", "--verbose").stderr
    assert "reading small.xml" in told
    assert "dist/small.txt" in told


def test_a_terminal_sees_progress_and_colour(folder: Path) -> None:
    seen = on_a_terminal(folder, "build", "small.xml", "text")
    assert "writing small.txt" in seen
    assert "dist/small.txt" in seen
    assert "\x1b[31merror\x1b[0m" in on_a_terminal(folder, "build", "no.xml")


def test_no_color_and_quiet_are_respected(folder: Path) -> None:
    assert "\x1b[3" not in on_a_terminal(folder, "build", "no.xml", NO_COLOR="1")
    assert on_a_terminal(folder, "build", "small.xml", "text", "--quiet") == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build"], "settings-missing"),
        (["build", "no.xml"], "input-missing"),
        (["build", ""], "an argument is empty"),
        (["build", "smal.xml"], "did you mean “small.xml”?"),
        (["build", "smal"], "did you mean “small.xml”?"),
        (["build", "paeg.xml"], "no such file or folder\n"),
        (["errata", "smal.pdf", "small.xml"], "did you mean “small.xml”?"),
        (["errata", "small.txt", "small.xml"], "Text files carry none"),
        (["import", "smal.txt"], "did you mean “small.txt”?"),
        (["build", "small.xml", "--output-dir", "small.xml"], "this is a file, not a folder"),
        (["build", "small.xml", "tex"], "did you mean “text”?"),
        (["build", "empty.xml"], "empty.xml"),
        (["build", "page.html"], "page.html"),
        (["check", "picture.png"], "picture.png"),
        (["build", "hollow"], "no .xml file"),
        (["biuld"], "there is no verb “biuld” (did you mean “build”?)"),
        ([], "usage: edition"),
        (["build", "--output-dri", "x"], "no option --output-dri (did you mean “--output-dir”?)"),
        (["build", "--wrong"], "edition build --help"),
        (["build", "small.xml", "-x", "text"], "no option -x\n"),
        (["build", "--format", "yaml"], "there is no value of --format “yaml”"),
        (["build", "small.xml", "--layout", "semniar"], "did you mean “seminar”?"),
        (["build", "small.xml", "seminar"], "edition build --layout seminar"),
        (["build", "small.xml", "text", "--pages", "2"], "none of these outputs is a PDF"),
        (["doctor", "now"], "one word too many: “now”"),
        (["where"], "missing: WORDS"),
        (["where", " ", "small.xml"], "words to look for are empty"),
        (["correct", "One", "Two", "--line", "3"], "Name the page too"),
        (["correct", "--from", "tabel.tsv"], "did you mean “table.tsv”?"),
        (["correct", "--from-text", "small.xml", "--master", "small.xml"], "is markup"),
        (["proof", "--answers", "tabel.tsv"], "did you mean “table.tsv”?"),
        (["proof", "-i", "--html"], "not allowed with argument"),
        (["errata", "small.xml", "small.xml", "--pdf", "small.xml"], "not the name of a PDF"),
        (["errata", "a.pdf", "small.xml", "--pdf", "./a.pdf"], "take the place of a.pdf"),
    ],
)
def test_bad_input_is_named_and_leaves_nothing(folder: Path, words: list[str], said: str) -> None:
    (folder / "empty.xml").write_bytes(b"")
    (folder / "page.html").write_text("<html><p>Hello</p></html>")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "hollow").mkdir()
    (folder / "small.txt").write_text("One.")
    (folder / "table.tsv").write_text("sic\tcorr\n")
    done = edition(folder, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert not (folder / "dist").exists()


def test_findings_as_json_are_all_that_is_written(folder: Path) -> None:
    done = edition(folder, "build", "no.xml", "--format", "json")
    assert done.returncode == 2
    assert done.stderr == ""
    assert [found["code"] for found in json.loads(done.stdout)] == ["input-missing"]
    assert (
        json.loads(edition(folder, "build", "small.xml", "text", "--format", "json").stdout) == []
    )


def test_outputs_may_be_named_on_either_side_of_an_option(folder: Path) -> None:
    assert edition(folder, "build", "text", "small.xml", "-o", "out", "epub").returncode == 0
    assert sorted(path.suffix for path in folder.glob("out/small.*")) == [".epub", ".txt"]


def test_a_folder_is_built_file_by_file_and_one_bad_file_stops_nothing(folder: Path) -> None:
    (folder / "letters" / "1936").mkdir(parents=True)
    (folder / "letters" / "a.xml").write_text(MASTER)
    (folder / "letters" / "b.xml").write_text("<TEI")
    (folder / "letters" / "1936" / "a.xml").write_text(MASTER)
    done = edition(folder, "build", "letters", "text", "--output-dir", "out")
    assert done.returncode == 2
    assert "letters/b.xml:1" in done.stderr
    made = sorted(str(path.relative_to(folder / "out")) for path in folder.glob("out/**/*.txt"))
    assert made == ["1936/a.txt", "a.txt"]


def test_any_layout_can_be_asked_for_without_settings(folder: Path) -> None:
    assert edition(folder, "build", "small.xml", "--layout", "large-print").returncode == 0
    assert [path.name for path in (folder / "dist").glob("[!.]*")] == ["small-large-print.pdf"]


def test_of_several_files_it_is_said_which_are_not_built(folder: Path) -> None:
    (folder / "letters").mkdir()
    for name in ("a.xml", "b c.xml"):
        (folder / "letters" / name).write_text(MASTER)
    built = on_a_terminal(folder, "build", "letters", "text")
    assert "[2/2] building b c.xml" in built
    assert "2 of 2 files built" in built
    (folder / "letters" / "bad.xml").write_text("<TEI")
    said = edition(folder, "build", "letters", "text").stderr
    assert said.endswith(
        "2 of 3 files built; the others, for the reasons above:\n  letters/bad.xml\n"
    )
    assert edition(folder, "proof", "letters", "--quiet").returncode == 2


def test_a_defect_met_in_one_file_stops_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def work(edition: Edition) -> int:
        return 0 // (edition.master.name != "small.xml")

    found = [Edition(folder / name, folder / "dist", ()) for name in ("small.xml", "other.xml")]
    assert for_each(found, Console(parser().parse_args(["build"])), work, "built") == 2
    said = capsys.readouterr().err
    assert "small.xml: error defect" in said and "ZeroDivisionError" in said
    assert "1 of 2 files built" in said


@pytest.mark.parametrize(
    "words", [["corrections"], ["where", "two"], ["correct", "a", "b", "--master"]]
)
def test_where_one_master_is_meant_a_folder_of_several_is_refused(
    folder: Path, words: list[str]
) -> None:
    (folder / "other.xml").write_text(MASTER)
    done = edition(folder, *words, ".")
    assert done.returncode == 2
    assert "Name one of them: other.xml, small.xml" in done.stderr


def test_a_line_with_its_caret_fits_the_terminal(folder: Path) -> None:
    pointer = f"<p>{'word ' * 40}<ptr target='#x'/>"
    (folder / "long.xml").write_text(MASTER.replace("<p>One", pointer))
    seen = on_a_terminal(folder, "check", "long.xml", "text", COLUMNS="50").splitlines()
    at = next(number for number, line in enumerate(seen) if "ref-dangling" in line) + 1
    assert len(seen[at]) <= 50
    assert seen[at][seen[at + 1].index("^") :].startswith("target=")


def test_progress_never_takes_more_than_one_line_of_the_terminal(folder: Path) -> None:
    name = "a-name-that-is-far-longer-than-the-terminal-is-wide"
    (folder / f"{name}.xml").write_text(MASTER)
    seen = on_a_terminal(folder, "build", f"{name}.xml", "text", COLUMNS="40")
    shown = [piece.split("\r")[0] for piece in seen.split("\x1b[K")[1:]]
    assert all(len(line) < 40 for line in shown if line.endswith("…"))
    assert any(line.endswith("…") for line in shown)


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    path = str(Path(__file__).parent.parent)
    script = f"{sys.executable} -m pipeline.cli build no.xml --format json | true"
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def test_an_unexpected_error_is_owned_up_to(folder: Path) -> None:
    """A defect, put in from outside: the folder's own `difflib` breaks the question asked."""
    (folder / "difflib.py").write_text("def get_close_matches(*_): raise KeyError('broken')\n")
    done = edition(folder, "build", "small.xml", "tex")
    assert done.returncode == 2
    assert "this is a defect of tei-edition: KeyError: 'broken'" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in edition(folder, "build", "small.xml", "tex", "--verbose").stderr


def test_a_library_that_is_not_installed_is_named(folder: Path) -> None:
    (folder / "lxml.py").write_text("raise ModuleNotFoundError(name='lxml')\n")
    done = edition(folder, "build", "small.xml", "text")
    assert done.returncode == 2
    assert "the library lxml is not installed" in done.stderr
    assert "edition doctor" in done.stderr


def test_help_imports_no_library_of_an_output(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline.cli", "build", "--help"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "pipeline.cli.console" in imported
    assert not imported & {"weasyprint", "ebooklib", "PIL", "lxml", "lxml.etree", "tomllib"}


def test_a_proof_makes_a_lost_word_fatal(folder: Path) -> None:
    (folder / "rules.odd").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><elementSpec ident="p">'
        '<model behaviour="omit"/></elementSpec></body></text></TEI>'
    )
    (folder / "edition.toml").write_text(
        'master = "small.xml"\nodd = "rules.odd"\n[outputs.text]\nformat = "text"\nfile = "a.txt"\n'
    )
    assert edition(folder, "build").returncode == 0
    proved = edition(folder, "build", "--prove")
    assert proved.returncode == 1
    assert "words-lost" in proved.stderr


def test_corrections_name_what_there_is_where_nothing_is_as_asked(folder: Path) -> None:
    done = edition(folder, "corrections", "small.xml", "--kind", "corection")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no intervention like that; here there are\n  --kind correction\n" in done.stderr


def test_no_link_leads_out_of_a_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.xml"
    elsewhere.write_text(MASTER)
    (folder / "secret.xml").symlink_to(elsewhere)
    done = edition(folder, "build", ".", "text")
    assert done.returncode == 2
    assert "secret.xml: error input-link" in done.stderr
    assert [path.name for path in (folder / "dist").glob("*.txt")] == ["small.txt"]


@pytest.mark.parametrize(
    "words",
    [
        ["build", "links"],
        ["check", "links"],
        ["corrections", "links"],
        ["correct", "two", "too", "--master", "links", "--yes"],
        ["where", "One", "links"],
        ["proof", "links"],
        ["proof", "links", "--html"],
        ["proof", "links", "--answers", "answers.tsv"],
    ],
)
def test_no_verb_follows_a_link_out_of_a_folder(
    folder: Path, words: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.xml"
    elsewhere.write_text(MASTER)
    links = folder / "links"
    links.mkdir()
    (links / "secret.xml").symlink_to(elsewhere)
    (folder / "answers.tsv").write_text("")
    done = edition(folder, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "secret.xml: error input-link" in done.stderr
    assert elsewhere.read_text() == MASTER


def test_a_part_of_another_document_is_none_itself(folder: Path) -> None:
    parts = folder / "parts"
    parts.mkdir()
    (parts / "one.xml").write_text(
        '<div xmlns="http://www.tei-c.org/ns/1.0"><p>Included.</p></div>'
    )
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="parts/one.xml"/>'
    (folder / "whole.xml").write_text(MASTER.replace("</body>", f"{include}</body>"))
    assert edition(folder, "build", ".", "text").returncode == 0
    assert "Included." in (folder / "dist" / "whole.txt").read_text()
    assert not (folder / "dist" / "parts").exists()


def test_two_files_are_not_made_into_one(folder: Path) -> None:
    for name in "ab":
        (folder / name).mkdir()
        (folder / name / "x.xml").write_text(MASTER)
    done = edition(folder, "build", "a/x.xml", "b/x.xml", "text")
    assert done.returncode == 2
    assert "x.txt would be made of a/x.xml too" in done.stderr
    assert edition(folder, "build", "a", "b", "text", "--output-dir", "c").returncode == 2
    assert edition(folder, "build", ".", "text").returncode == 0


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", ">/dev/full --format json"])
def test_closed_streams_cost_no_output(folder: Path, closed: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = f"{sys.executable} -m pipeline.cli build small.xml text {closed}"
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr and "defect" not in done.stderr
    assert (folder / "dist" / "small.txt").exists()


def test_a_file_made_from_another_master_has_no_addresses(folder: Path) -> None:
    edition(folder, "build", "small.xml", "pdf")
    assert "small.pdf  page 3" in edition(folder, "where", "One", "small.xml").stdout
    (folder / "small.xml").write_text(MASTER.replace("<p>One", "<p>Number. One"))
    done = edition(folder, "where", "One", "small.xml")
    assert "small.pdf" not in done.stdout
    assert done.stderr == "out of date: small.pdf; edition build makes it, and the pages\n"


def test_words_of_the_other_reading_are_told(folder: Path) -> None:
    done = edition(folder, "where", "tow", "small.xml")
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("; --reading witness finds it")
