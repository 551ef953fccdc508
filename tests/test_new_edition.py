"""A new edition is called and filled as its editor or its text says, and is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.checks.witness import check_witness
from pipeline.cli import main
from pipeline.config import read_settings
from pipeline.finding import EditionError
from pipeline.founding.edition import Header, found_edition, new_master
from pipeline.founding.transcription import place_import
from pipeline.importing.master import import_file
from pipeline.tei.parse import read_master
from tests.imported import LONG, TEI, words, written
from tests.terminal import Terminal


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "THE INN\n\nby Ann Example\n\nCHAPTER I\n\nIt was late when the coach came.\n"),
        ("a.md", "---\ntitle: THE INN\nauthor: Ann Example\n---\n\n# I\n\nIt was late.\n"),
        ("a.html", "<title>THE INN</title><meta name='author' content='Ann Example'><p>Late."),
    ],
)
def test_a_new_edition_is_called_as_the_transcription_says(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, text, name)
    main(["new", "edition", "--translator", "Jo Said"])
    main(["import", name, "edition", "--author", "A. Example"])
    main(["import", name, "other", "--language", "fr"])
    for path, author in (("edition/source/edition.xml", "A. Example"),
                         ("other/source/the-inn.xml", "Ann Example")):  # fmt: skip
        header = etree.parse(path).find(".//t:titleStmt", TEI)
        assert words(header, "t:title") == ["THE INN"]
        assert words(header, "t:author") == [author]
        assert words(header, "t:editor") == ["Jo Said"][: path.startswith("edition")]


def test_the_day_of_a_new_edition_is_set_as_its_language_has_it() -> None:
    assert ">2 January 2026</date>" in new_master(Header("A Text", "2026-01-02"))
    assert ">2026-01-02</date>" in new_master(Header("Un texte", "2026-01-02", language="fr"))


def test_the_way_of_a_new_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert main(["new", "mine", "--title", "Mine & <Yours>", "--author", "Ann"]) == 0
    monkeypatch.chdir(tmp_path / "mine")
    assert main(["build", "text", "epub"]) == 0
    written(tmp_path, "CHAPTER I\n\nIt was 19156, and nobody knew.\n")
    assert main(["import", "../a.txt"]) == 0
    assert main(["import", "../a.txt"]) == 2  # there is a text now
    settings = read_settings(tmp_path / "mine" / "source" / "edition.toml")
    assert settings.witness is not None
    assert (
        main(["correct", "19156", "1936", "--evidence", "internal", "--cert", "high", "--yes"]) == 0
    )
    assert check_witness(settings.master, settings.witness) == []
    assert main(["build", "text"]) == 0
    made = (tmp_path / "mine" / "dist" / settings.outputs[2].file).read_text("utf-8")
    assert "It was 1936, and nobody knew." in made
    assert "Mine & <Yours>" in made


@pytest.mark.parametrize(
    ("stated", "title", "author"),
    [([], "THE WELL & THE INN", "ANN"), (["--title=A Well", "--author=Bob"], "A Well", "Bob")],
)
def test_a_new_edition_is_called_what_its_text_is(
    stated: list[str], title: str, author: str, tmp_path: Path
) -> None:
    """Title and people that nobody stated are those that the title page has."""
    path = written(tmp_path, f"THE WELL & THE INN\n\nBY\n\nANN\n\nCHAPTER I\n\n{LONG}\n")
    folder = tmp_path / "mine"
    assert main(["new", str(folder), *stated]) == 0
    assert main(["import", str(path), str(folder)]) == 0
    metadata = read_master(read_settings(folder / "source" / "edition.toml").master).metadata
    [written_by] = metadata.by_relator("aut")
    assert (metadata.title, written_by.name) == (title, author)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Es war einmal ein König, der hatte drei Söhne, und alle waren verschieden.", "de", 0),
        ("Il faisait nuit, et la soupe cuisait dans la marmite de la vieille femme.", "fr", 0),
        ("Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae hodie.", "und", 1),
    ],
)
def test_the_language_of_a_new_edition(
    text: str, language: str, told: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is what the words tell, or unknown, and never one that nobody stated."""
    monkeypatch.chdir(tmp_path)
    path = written(tmp_path, text)
    assert main(["import", str(path), "mine"]) == told
    [master] = (tmp_path / "mine" / "source").glob("*.xml")
    assert f'<text xml:lang="{language}">' in master.read_text("utf-8")
    other = read_settings(found_edition(tmp_path / "other", Header("T", "2026-01-01")).settings)
    findings = place_import(other, import_file(path), path, "2026-01-02", {}).findings
    assert [f.code for f in findings] == ["import-language"] * (1 - told)


def test_what_somebody_answers_who_knows_no_language_tags(tmp_path: Path) -> None:
    asked = Terminal(tmp_path, "new", "mine")
    for question, line in (("Title", "A Tale"), ("Author", ""), ("Translator", ""), ("Who", "")):
        asked.answer_line(question, line)
    asked.answer_line("Language", "Klingonish language")
    asked.answer_line("no language tag", "German")
    assert asked.close() == 0
    assert '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de">' in (
        tmp_path / "mine" / "source" / "a-tale.xml"
    ).read_text("utf-8")
    gone = Terminal(tmp_path, "new", "other")
    gone.answer_line("Title", "Another")
    gone.expect("Author")
    gone.type("\x04")
    assert gone.close() == 130
    assert not (tmp_path / "other").exists()


def test_where_an_edition_cannot_be_written_all_of_it_is_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    edition = read_settings(found_edition(folder, Header("T", "2026-01-01")).settings)
    (folder / "source" / "witness.txt").mkdir()  # where the witness should go
    before = edition.master.read_bytes()
    with pytest.raises(EditionError, match="cannot be written"):
        path = written(tmp_path, "A word.\n")
        place_import(edition, import_file(path), path, "", {})
    assert edition.master.read_bytes() == before
    assert not list(folder.rglob("*.part"))


def test_a_new_edition_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "precious", "kept.txt")
    assert main(["new", "."]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.txt"]
    assert main(["new", "other", "--title", "T", "--language", "Klingonish language"]) == 2


def test_a_file_has_the_letters_of_its_title_without_their_accents(tmp_path: Path) -> None:
    made = found_edition(tmp_path / "new", Header("Öl & Brot: Comédie", "2026-01-02"))
    assert read_settings(made.settings).master.name == "ol-brot-comedie.xml"
