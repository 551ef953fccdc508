"""Building: what is written, whole or not at all, and what one failure leaves of the rest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from pipeline.build import build
from pipeline.checks.completeness import CHECKS
from pipeline.edition import Edition, Output, edition_of_file, in_layout
from pipeline.finding import EditionError, Severity
from pipeline.whole import write_whole

ROOT = Path(__file__).parent.parent
MASTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc>
</fileDesc><revisionDesc><change when="2020-02-02">Made.</change></revisionDesc></teiHeader>
<text><body><div><head>First</head>
<p>One <choice><sic>tow</sic><corr>two</corr></choice> three.<note>Four.</note></p>
</div></body></text></TEI>
"""


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "small.xml"
    path.write_text(MASTER)
    return path


def texts(master: Path) -> Edition:
    return Edition(
        master,
        master.parent / "dist",
        (
            Output("text", "text", Path("small.txt")),
            Output("witness", "text", Path("small-witness.txt"), reading="witness"),
        ),
    )


def test_each_output_has_its_reading(master: Path) -> None:
    built = build(texts(master))
    assert "One two three." in built.files["text"].read_text("utf-8")
    assert "One tow three." in built.files["witness"].read_text("utf-8")
    assert not [found for found in built.findings if found.severity > Severity.INFO]


def test_how_many_more_findings_there_are_is_told_once(master: Path) -> None:
    many = '<p xml:id="a"><ref target="#none">x</ref></p>' * 600
    master.write_text(MASTER.replace("</div></body>", f"{many}</div></body>"))
    built = build(texts(master))
    said = [f"{each.code}: {each.message}" for each in built.findings if "more" in each.message]
    assert said == [
        "tei-duplicate-id: 99 more places of this kind are not shown.",
        "link-dangling: 100 more places of this kind are not shown.",
    ]


def test_the_book_is_kept_on_request_as_well_formed_xhtml(master: Path) -> None:
    built = build(texts(master), keep_book=True)
    page = etree.parse(built.files["book-corrected"])
    text = "".join(page.getroot().itertext())
    assert "One two three." in text
    assert "Four." in text
    assert "tow" in text, "the list of interventions has the witness's reading"


def test_one_output_that_fails_leaves_the_others(master: Path) -> None:
    (master.parent / "dist" / "small.txt").mkdir(parents=True)
    built = build(texts(master))
    assert list(built.files) == ["witness"]
    assert [found.code for found in built.findings] == ["output-unwritable"]


def test_a_file_is_replaced_whole_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "made" / "x.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["x.txt"]


def test_no_output_replaces_what_the_edition_is_made_of(master: Path) -> None:
    folder, before = master.parent, master.read_bytes()
    witness = folder / "beside.txt"
    witness.write_text("The witness.")
    outputs = tuple(
        Output(name, "text", Path(name)) for name in (master.name, "BESIDE", witness.name)
    )
    made = build(Edition(master, folder, outputs, witness=witness))
    assert [found.code for found in made.findings if found.severity is Severity.ERROR] == [
        "output-is-input", "output-is-input"
    ]  # fmt: skip
    assert (master.read_bytes(), witness.read_text()) == (before, "The witness.")
    assert list(made.files) == ["BESIDE"]


def test_beside_the_master_only_what_a_build_has_made_is_replaced(master: Path) -> None:
    transcription = master.with_suffix(".txt")
    transcription.write_text("Somebody's work.")
    edition = Edition(master, master.parent, (Output("text", "text", Path(transcription.name)),))
    assert "output-is-input" in [found.code for found in build(edition).findings]
    assert transcription.read_text() == "Somebody's work."
    transcription.unlink()
    for _ in range(2):
        assert build(edition, force=True).files


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path) -> None:
    """The limit on a file's size stands in for the disk: the kernel cuts the write short."""
    path = tmp_path / "x.txt"
    path.write_bytes(b"old")
    script = (
        "import resource, sys; from pathlib import Path; from pipeline.whole import write_whole\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        f"write_whole(Path({str(path)!r}), bytes(5000))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "EditionError: cannot write x.txt: File too large" in done.stderr
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.txt"]


def test_a_folder_that_is_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("in the way")
    with pytest.raises(EditionError, match=r"cannot write x\.txt"):
        write_whole(tmp_path / "dist" / "x.txt", b"")


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_the_mode_follows_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "x", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o666 & ~mask


def test_without_pango_the_rest_is_made_and_the_remedy_named(master: Path) -> None:
    """A machine without Pango: one on which no library of that name can be opened."""
    (master.parent / "sitecustomize.py").write_text(
        "import cffi\n"
        "opened = cffi.FFI.dlopen\n"
        "def dlopen(self, name, flags=0):\n"
        "    if any(lib in str(name) for lib in ('pango', 'gobject', 'harfbuzz')):\n"
        "        raise OSError(f'cannot load library {name}')\n"
        "    return opened(self, name, flags)\n"
        "cffi.FFI.dlopen = dlopen\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "build", "small.xml"],
        cwd=master.parent,
        env={**os.environ, "PYTHONPATH": f"{master.parent}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert sorted(path.name for path in (master.parent / "dist").glob("[!.]*")) == [
        "small.epub",
        "small.txt",
    ]
    for command in ("apt", "dnf", "brew", "MSYS2"):
        assert command in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_without_settings_gets_all_three(master: Path) -> None:
    edition = edition_of_file(master, Path("out"))
    assert [str(output.file) for output in edition.outputs] == [
        "small.epub",
        "small.pdf",
        "small.txt",
    ]


@pytest.mark.parametrize(
    ("part", "instead"), [('xml:lang="en"', 'xml:lang="ar"'), ("One ", f"a{chr(0x301) * 20_000} ")]
)
def test_a_pdf_that_cannot_be_is_an_error_only_for_who_asked_for_one(
    master: Path, part: str, instead: str
) -> None:
    master.write_text(master.read_text("utf-8").replace(part, instead), "utf-8")
    by_default = edition_of_file(master, master.parent / "dist")
    for edition, severity in (
        (by_default, Severity.WARNING),
        (by_default.select(["pdf", "epub", "text"]), Severity.ERROR),
    ):
        built = build(edition, force=True)
        assert sorted(built.files) == ["epub", "text"]
        assert {each.severity for each in built.findings if each.code.startswith("pdf-")} == {
            severity
        }


def test_what_stands_beside_the_text_is_read_and_proved(master: Path) -> None:
    source = master.read_text("utf-8").replace("<text>", "Bare.<p>Stray.</p><text>")
    master.write_text(source.replace("</text>", "</text>Tail."), "utf-8")
    built = build(edition_of_file(master, master.parent / "dist").select(["epub", "text"]))
    assert "Bare." in built.files["text"].read_text("utf-8")
    assert [each.code for each in built.findings] == ["tei-bare-text", "tei-stray"]
    assert built.master is not None
    for name, check in CHECKS.items():
        if name in built.files:
            assert check(built.master, built.files[name]) == []


def test_phrases_beside_the_text_are_words_of_their_own(master: Path) -> None:
    source = master.read_text("utf-8").replace(
        "<text>", "Bare<hi>phrase</hi> and <hi>more</hi><text>"
    )
    master.write_text(source, "utf-8")
    built = build(edition_of_file(master, master.parent / "dist").select(["text"]))
    assert "Bare phrase and more\n" in built.files["text"].read_text("utf-8")


def test_who_names_a_layout_asks_for_a_pdf(master: Path) -> None:
    master.write_text(master.read_text("utf-8").replace('xml:lang="en"', 'xml:lang="ar"'), "utf-8")
    built = build(in_layout(edition_of_file(master, master.parent / "dist"), "seminar"))
    assert built.files == {}
    assert {each.severity for each in built.findings if each.code == "pdf-right-to-left"} == {
        Severity.ERROR
    }
