"""`edition.toml`: what it may say, and how its mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import find_settings, read_settings
from pipeline.finding import EditionError, Finding


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "play.xml").write_text("<TEI/>")
    (folder / "witness.txt").write_text("words")
    (folder / "own.css").write_text("p {}")
    return folder


def settings(folder: Path, text: str) -> Path:
    path = folder / "edition.toml"
    path.write_text(text, "utf-8")
    return path


def faults(folder: Path, text: str) -> list[Finding]:
    with pytest.raises(EditionError) as caught:
        read_settings(settings(folder, text))
    return list(caught.value.findings)


def test_all_that_settings_can_say(source: Path) -> None:
    edition = read_settings(
        settings(
            source,
            """
            master = "play.xml"
            witness = "witness.txt"
            responsible = "#editors"
            [outputs.epub]
            stylesheet = "own.css"
            [outputs.handout]
            format = "pdf"
            layout = "reading"
            file = "handout.pdf"
            [outputs.witness]
            format = "text"
            reading = "witness"
            [outputs.named]
            format = "text"
            file = "for-you.txt"
            """,
        )
    )
    assert edition.master == source / "play.xml"
    assert edition.witness == source / "witness.txt"
    assert edition.output_dir == source.parent / "dist"
    assert {output.name: str(output.file) for output in edition.outputs} == {
        "epub": "play.epub",
        "handout": "handout.pdf",
        "witness": "play-witness.txt",
        "named": "for-you.txt",
    }
    assert edition.outputs[0].stylesheets == (source / "own.css",)
    assert [output.reading for output in edition.outputs[1:3]] == ["corrected", "witness"]


def test_without_outputs_all_three_are_made(source: Path) -> None:
    edition = read_settings(settings(source, 'master = "play.xml"'))
    assert [output.file.name for output in edition.outputs] == ["play.epub", "play.pdf", "play.txt"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('master = "play.xml"\nwitnes = "witness.txt"', 2, "“witnes” (did you mean “witness”?)"),
        ('master = "play.xml"\n[outputs.epub]\n\nlayuot = "x"', 4, "“outputs.epub.layuot”"),
        ('master = "play.xml"\nresponsible = 3', 2, "“responsible” must be a text, not a number"),
        ('master = "play.xml"\nresponsible = true', 2, "not true or false"),
        ('master = "play.xml"\noutputs = "epub"', 2, "“outputs” must be a table"),
        ('master = "play.xml"\n[outputs.epub]\nstylesheet = [1]', 3, "outputs.epub.stylesheet"),
        ('master = "play.xml"\n[outputs]\nepub = "yes"', 3, "“outputs.epub” must be a table"),
        ('master = "plya.xml"', 1, "did you mean “play.xml”?"),
        ('master = "play.xml"\n[output.text]', 2, "unknown key “output”"),
        (
            'master = "play.xml"\n[outputs.pdf]\nlayout = "semniar"',
            3,
            "did you mean “seminar”?",
        ),
        ('master = "play.xml"\n[outputs.pdf]\nlayout = "print"', 3, "there is no layout “print”"),
        ('master = "play.xml"\n[outputs.a]\nformat = "ebup"', 3, "did you mean “epub”?"),
        ('master = "play.xml"\n[outputs.a]\nreading = "x"', 2, "“outputs.a.format” must be one of"),
        ('master = "../secret.xml"', 1, "leads out of the edition's folder"),
        ('master = "/etc/passwd"', 1, "leads out of the edition's folder"),
        ('master = "paly.xml"', 1, "a file that is not there: paly.xml"),
        ('witness = "witness.txt"', 0, "the key “master” is missing"),
        ('master = "play.xml"\n[outputs.epub]\nfile = "../x.epub"', 3, "out of the output folder"),
        ('master = "play.xml"\n[outputs.text]\n[outputs.b]\nformat="text"', 3, "would both write"),
        (
            'master = "play.xml"\n[outputs.text]\nfile="A"\n[outputs.epub]\nfile="a"',
            5,
            "both write",
        ),
        (
            'master = "play.xml"\n[outputs.text]\nfile="x/a"\n[outputs.epub]\nfile="x"',
            3,
            "output “epub” writes x, no folder for x/a",
        ),
        ('master = "play.xml"\n[outputs.text]\nfile="a/"', 3, "is not the name of a file"),
        (f"master = {'[' * 40_000}", 1, "its lists are nested too deep"),
        (f'master = "play.xml"\nodd = {"9" * 5000}', 2, "a number has too many digits"),
        ('master = "play.xml"\n[outputs.pdf]\nlayout = "redaing"', 3, "no layout “redaing”"),
        ('master = "play.xml"\n[outputs.pdf]\nlayout = "../x"', 3, "no layout “../x”"),
        ('master = "play.xml"\n[outputs.pdf]\nvariant = "pdf/x"', 3, "not “pdf/x”"),
        ('master = "play.xml\n', 1, "is not TOML"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_line(
    source: Path, text: str, line: int, said: str
) -> None:
    found = [fault for fault in faults(source, text) if said in fault.message]
    assert [fault.line for fault in found] == [line]
    assert found[0].path == source / "edition.toml"


def test_every_mistake_is_named_at_once(source: Path) -> None:
    assert len(faults(source, 'mastre = "play.xml"\n[outputs.pdf]\nvarient = "x"')) == 3


def test_a_link_out_of_the_folder_is_refused(source: Path) -> None:
    (source.parent / "secret.xml").write_text("<TEI/>")
    (source / "linked.xml").symlink_to(source.parent / "secret.xml")
    assert "leads out" in faults(source, 'master = "linked.xml"')[0].message


def test_settings_are_found_from_below(source: Path) -> None:
    path = settings(source, 'master = "play.xml"')
    deep = source.parent / "notes" / "old"
    deep.mkdir(parents=True)
    assert find_settings(deep) == path
    assert find_settings(source) == path


def test_outputs_are_chosen_by_name_or_format(source: Path) -> None:
    edition = read_settings(
        settings(
            source,
            'master = "play.xml"\n[outputs.book]\nformat = "epub"\n[outputs.text]\n'
            '[outputs.old]\nformat = "text"\nreading = "witness"',
        )
    )
    assert [o.name for o in edition.select(["epub"]).outputs] == ["book"]
    assert [o.name for o in edition.select(["text"]).outputs] == ["text"]
    with pytest.raises(EditionError, match="did you mean “book”"):
        edition.select(["bok"])


def test_an_output_may_leave_its_master_behind(source: Path) -> None:
    said = 'master = "play.xml"\n[outputs.epub]\nenclose-master = false\n[outputs.pdf]\n'
    epub, pdf = read_settings(settings(source, said)).outputs
    assert (epub.enclose_master, pdf.enclose_master) == (False, True)
    [fault] = faults(source, said.replace("false", '"no"'))
    assert "“outputs.epub.enclose-master” must be true or false" in fault.message
