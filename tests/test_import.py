"""A transcription becomes a master that gives it back, divided as an editor would divide it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.build import build
from pipeline.checks.completeness import check_epub_words, check_text_words
from pipeline.checks.references import check_references
from pipeline.checks.witness import check_witness
from pipeline.config import read_settings
from pipeline.finding import EditionError
from pipeline.founding.edition import Header, found_edition
from pipeline.founding.transcription import place_import
from pipeline.importing.master import import_file
from pipeline.tei.parse import read_master
from tests.imported import SOURCE, TEI, TRANSCRIPTIONS, shape, tree, words, written

OTHERS = ("gutenberg.txt", "plain.txt", "essay.md", "novel.html", "archive.html")


def test_the_chapter_is_imported_as_its_editors_divided_it() -> None:
    ours = tree(import_file(SOURCE / "witness.txt"))
    theirs = etree.parse(SOURCE / "chapter-6.xml").getroot().find("t:text", TEI)
    assert shape(ours) == shape(theirs)
    assert len(words(ours, ".//t:div/t:p")) == 61
    call = "//t:note[@n='1']/preceding::text()[normalize-space()][2]"
    assert str(ours.xpath(call, namespaces=TEI)[0]).endswith(" such as the Ossoaviokhim.")
    note = ours.xpath("string(//t:note)", namespaces=TEI)
    assert note == theirs.xpath("string(//t:note[@n='1'])", namespaces=TEI)
    set_aside = [fw.get("type") for fw in ours.iterfind("t:text/t:body/t:fw", TEI)]
    assert set_aside == ["title", "title", "navigation", "navigation", "stamp"]


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_imported_builds_and_proves_complete(name: str, tmp_path: Path) -> None:
    made = found_edition(tmp_path / "edition", Header("A Text", "2026-01-02"))
    path = TRANSCRIPTIONS / name
    place_import(read_settings(made.settings), import_file(path), path, "2026-01-03", {})
    edition = read_settings(made.settings)
    assert edition.witness is not None
    assert check_witness(edition.master, edition.witness) == []
    if not name.endswith(".html"):
        assert edition.witness.read_bytes() == path.read_bytes()
    master = read_master(edition.master)
    assert [change.number for change in master.metadata.changes] == ["0.2", "0.1"]
    built = build(edition.select(["epub", "text"]))
    assert built.findings == []
    assert check_references(master) == []
    assert check_epub_words(master, built.files["epub"], "corrected") == []
    assert check_text_words(master, built.files["text"], "corrected") == []


LINES = st.lists(
    st.sampled_from(
        ["", "", "  ", "CHAPTER I.", "I", "1. A Head", "[1] note", "1. A note here.", "a word.[1]",
         "    verse _one", "    verse_ two", "* * *", "12", "[Footnote 1: open", "end]", "<&>",
         "_ a_b _c_", "By Ann", "Contents", "# one", "- item", "> said", "| a | b |", "|---|---|",
         "`code", "```", "**b** *c", "[a](b) b", "[^1]: x", "y[^1]", "\\* &amp; <b>", "***",
         "    more", "[^1]: - item", "[^2]:", "z[^1] [^2]", "~~~ x", "::: x", "<div>", "| verse",
         "![a](b.png)", "![*c*](d.png) e", "    > said", "# H {#h}", "[h](#h)", "&lt; &#42;a*",
         "\t\ttab", "Wheat   12  s", "Rye      3  d", "Oats    --  d", "---- --- --", " -----  ---",
         "+-----+---+", "| *a* | b |", "+=====+===+", "a ==b== [c]{.d} [e]{lang=fr", "HOBBS. So.",
         "HOBBS", "ANNE. No.", "a\tb\tc",
         "long words that make up a paragraph of some length, and say nothing in particular."]
    ),
    max_size=14,
)  # fmt: skip


def plain(markdown: str) -> str:
    """The text with no character references, which are written as what they stand for."""
    for reference, char in (("&amp;", "&"), ("&lt;", r"\<"), ("&#42;", r"\*")):
        markdown = markdown.replace(reference, char)
    return markdown


@settings(deadline=None, max_examples=150)
@given(LINES, st.sampled_from(["a.txt", "a.md"]))
@example(["[^1]: x", "y[^1]", "1. A Head", "[1] note", "[^1]: x"], "a.md")  # notes in a circle
@example(["---- --- --", "Rye      3  d", "| a | b |", "", "| a", "---- --- --"], "a.md")
@example(["I", "    > said", "    > said", "&lt; &#42;a*", "I", "&lt; &#42;a*"], "a.md")
def test_any_text_is_given_back(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], name: str
) -> None:
    path = written(tmp_path_factory.mktemp("any"), "\n".join(lines), name)
    try:
        imported = import_file(path)
    except EditionError as error:
        assert not "".join(lines).strip()
        assert [finding.code for finding in error.findings] == ["import-unreadable"]
    else:
        assert plain(imported.witness) == plain(path.read_text("utf-8"))
        tree(imported)


def test_what_follows_a_list_within_an_item_is_a_line_of_its_own(tmp_path: Path) -> None:
    page = "<p>Begin.</p><ul><li>one<ul><li>two</li></ul>three <q>four</q></li></ul>"
    imported = import_file(written(tmp_path, page, "a.html"))
    tree(imported)
    assert imported.witness.splitlines()[2:] == ["one", "two", "three “four”"]


def test_what_xml_cannot_hold_is_told_and_left_out(tmp_path: Path) -> None:
    imported = import_file(written(tmp_path, "One \x07page.\n\nAnother page.\n"))
    assert imported.witness == "One page.\n\nAnother page.\n"
    assert "import-control-characters" in {finding.code for finding in imported.findings}
    path = tmp_path / "latin.txt"
    path.write_bytes("Café\n".encode("latin-1"))
    latin = import_file(path)
    assert latin.witness == "Café\n"
    assert next((f.code, f.line, f.column) for f in latin.findings) == ("import-encoding", 1, 4)


@pytest.mark.parametrize(
    ("begins", "said"),
    [("%PDF-1.7", "a PDF"), ("PK\3\4", "a ZIP archive"), ("<!-- x --><TEI>", "a TEI file")],
)
def test_a_file_of_another_kind_is_named(begins: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(EditionError) as raised:
        import_file(written(tmp_path, begins))
    assert said in raised.value.findings[0].message


@pytest.mark.parametrize("text", ["a\n\ne", "Para here.\n\n" * 8, "12\n\n13", "So.\n\na\n\nb"])
def test_no_text_is_furniture_as_a_whole(text: str, tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, text)))
    assert len(root.findall(".//t:p", TEI)) == len(text.strip().split("\n\n"))
