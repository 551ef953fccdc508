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
from pipeline.checks.witness import check_witness, witness_lines
from pipeline.cli import main
from pipeline.config import read_settings
from pipeline.finding import EditionError
from pipeline.founding.edition import Header, found_edition, new_master
from pipeline.founding.transcription import place_import
from pipeline.importing.master import Imported, import_file
from pipeline.tei.names import XML_LANG
from pipeline.tei.parse import read_master
from tests.terminal import Terminal

SOURCE = Path(__file__).parent.parent / "source"
TRANSCRIPTIONS = Path(__file__).parent / "transcriptions"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}
P = ".//t:p"
OTHERS = ("gutenberg.txt", "plain.txt", "essay.md", "novel.html", "archive.html")


def tree(imported: Imported) -> etree._Element:
    wrapped = f'<TEI xmlns="{TEI["t"]}">\n{imported.text}</TEI>\n'
    assert "\n".join(line.text for line in witness_lines(wrapped.encode())) == imported.witness
    return etree.fromstring(wrapped)


def of(name: str) -> etree._Element:
    return tree(import_file(TRANSCRIPTIONS / name))


def written(folder: Path, text: str, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    return path


def words(element: etree._Element, path: str) -> list[str]:
    """The words of every element at `path`, without furniture and notes."""
    found = []
    for each in element.iterfind(path, TEI):
        kept = each.xpath(".//text()[not(ancestor::t:fw or ancestor::t:note)]", namespaces=TEI)
        found.append(" ".join("".join(map(str, kept)).split()))
    return found


def shape(root: etree._Element) -> list[tuple[int, str, list[str], int]]:
    """Depth, number, heads and paragraphs of every division, in order."""
    return [
        (
            len(list(div.iterancestors(f"{{{TEI['t']}}}div"))),
            div.get("n", ""),
            words(div, "t:head"),
            len(div.findall("t:p", TEI)),
        )
        for div in root.iterfind(".//t:div", TEI)
    ]


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


def test_a_text_of_project_gutenberg() -> None:
    imported = import_file(TRANSCRIPTIONS / "gutenberg.txt")
    found, root = imported.transcription, tree(imported)
    assert (found.author, found.language) == ("Ann Example", "en")
    assert found.title == "The Ferry at Low Water and Other Crossings"
    assert words(root, ".//t:head") == [
        "The Ferryman’s House", "The landing, from the other side", "What the Tide Left",
        "EPILOGUE",
    ]  # fmt: skip
    assert words(root, ".//t:lg/t:l")[2:4] == ["“It is nobody, nobody,", "With nowhere to go.”"]
    assert len(root.findall(".//t:lg", TEI)) == 2
    first, second = root.iterfind(".//t:note", TEI)
    assert [len(note.findall("t:p", TEI)) for note in (first, second)] == [2, 0]
    assert words(root, ".//t:hi[@rend='bold']") == ["never"]
    assert words(root, ".//t:quote/t:p")[0].startswith("Let no man be carried")
    assert len(root.findall(".//t:milestone", TEI)) == 1
    assert words(root, ".//t:trailer") == ["THE END"]
    body = words(root, ".//t:body")[0]
    assert "Gutenberg" not in body
    assert "CHAPTER" not in body
    assert "_" not in body


def test_plain_text_with_pages_and_parts() -> None:
    root = of("plain.txt")
    assert [(depth, heads) for depth, _, heads, _ in shape(root)] == [
        (0, ["PREFACE"]), (0, ["SUMMER"]), (1, ["I"]), (1, ["II"]), (0, ["WINTER"]), (1, ["I"]),
    ]  # fmt: skip
    assert [pb.get("n") for pb in root.iterfind(".//t:pb", TEI)] == ["12", "13", "14"]
    assert words(root, ".//t:l")[0] == "A swarm in May"
    assert "SHORT ACCOUNT" not in words(root, ".//t:body")[0]
    note = root.xpath("string(//t:note)", namespaces=TEI)
    assert note.startswith("Mr. Hale")


def test_scanned_pages_parted_by_form_feeds(tmp_path: Path) -> None:
    """Running heads with the page's number are no text, and a paragraph goes on behind them."""
    pages = [
        "CHAPTER I\n\nTHE ARRIVAL\n\nThe lights of the vil-\n",
        "2 THE MILL\n\nlage were seen. Nobody spoke of the[1]\n\n[Footnote 1: See p. 9.]\n",
        "THE ARRIVAL 3\nfirst time that strangers came.\n\nIt was late.\n",
        "4 THE MILL\n\nCHAPTER 2\n\nTHE MILLER\n\nHe had a dog.\n",
        "And a cat.\n\n5\n",
    ]
    imported = import_file(written(tmp_path, "\f".join([*pages, ""])))
    root = tree(imported)
    assert [pb.get("n") for pb in root.iterfind(".//t:pb", TEI)] == ["1", "2", "3", "4", "5"]
    heads = [fw.text for fw in root.iterfind(".//t:fw[@type='header']", TEI)]
    assert heads == ["2 THE MILL", "THE ARRIVAL 3", "4 THE MILL"]
    assert words(root, ".//t:head") == ["THE ARRIVAL", "THE MILLER"]
    paragraphs = [len(p.findall("t:pb", TEI)) for p in root.iterfind(".//t:div/t:p", TEI)]
    assert paragraphs == [2, 0, 0, 0]
    assert imported.witness == "\n".join(pages)


@pytest.mark.parametrize("turn", ["\f", "\f2 THE INN\n\n", "\f2 THE INN\n", "[Pg 2]\n\n", ""])
def test_a_sentence_goes_on_behind_all_paragraphs_of_a_note(tmp_path: Path, turn: str) -> None:
    """What parts it from its end is of the note, on one page and where it goes over to the next."""
    text = (
        "CHAPTER I\n\nNobody was there to take the horses, for the[1] landlord had gone to the\n\n"
        "[1] He was called Hobbs.\n\nThe inn is named in the rolls of 1412.\n\n"
        f"{turn}fair in the next village.\n\nIt was late.\n\n\f3 THE INN\n\nHe slept.\n"
    )
    if not turn.startswith("\f"):
        text = text.partition("\f")[0]
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:note/t:p") == ["", ""]
    first, second, *_ = words(root, ".//t:div/t:p")
    assert first.endswith("had gone to the fair in the next village.")
    assert second == "It was late."


@pytest.mark.parametrize(
    "text",
    ["VI. ONE\n\nIt is.\n\nVII. [p. 3] THE WINTER\n\nIt was.\n",
     "VI. ONE\n\nIt is.\n\nVII. [Pg 3]\n\nTHE WINTER\n\nIt was.\n",
     "VI. ONE\n\nIt is.\n\n[p. 3] VII. THE WINTER\n\nIt was.\n",
     "<h2>VI. ONE</h2><p>It is.<h2>VII. <span class='pagenum'>[p. 3]</span> THE WINTER</h2><p>It."],
)  # fmt: skip
def test_a_page_that_begins_amid_a_heading_begins_before_it(text: str, tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, text, "a.html" if text.startswith("<") else "a.txt")))
    assert words(root, ".//t:head")[1] == "THE WINTER"
    assert root.xpath("string(//t:pb/following-sibling::t:div[1]/@n)", namespaces=TEI) == "VII"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "CHAPTER I\nIt was late. {0}\n\nCHAPTER II\nIt was not.\n"),
        ("a.md", "CHAPTER I\n\nIt was late.\n\nCHAPTER II\n\nIt was not.\n"),
        ("a.html", "<p>CHAPTER I<p>It was late.<p><b>Chapter II.</b><p>It was not."),
    ],
)
def test_lines_that_number_chapters_head_them(name: str, text: str, tmp_path: Path) -> None:
    text = text.format("Nobody was there to take the horses of the coach. " * 5)
    root = tree(import_file(written(tmp_path, text, name)))
    assert [(number, p) for _, number, _, p in shape(root)] == [("I", 1), ("II", 1)]


def test_lists_of_chapters_and_titles_below_their_numbers_are_none(tmp_path: Path) -> None:
    page = "<p>Chapter 1<p>Chapter 2<p>Chapter 3<h2>Chapter 1</h2><p>It was late."
    root = tree(import_file(written(tmp_path, page, "a.html")))
    assert len(root.findall(".//t:div", TEI)) == 1
    contents = (
        "Stave I\n  Marley’s ghost 1\nStave II\n  The spirits, of which there are many 39\n" * 4
    )
    root = tree(import_file(written(tmp_path, f"{contents}\nIt was late.\n")))
    assert root.findall(".//t:div", TEI) == []
    book = "CHAPTER I\nIn which he comes home.\n\nIt was late.\n\nCHAPTER II\nThe Inn\n\nIt was."
    root = tree(import_file(written(tmp_path, book)))
    assert words(root, ".//t:head") == ["In which he comes home.", "The Inn"]


SIMPLE = """  Right     Left     Center
-------     ------ ----------
     12     *12*       12
    123                123

-----  -----
a      b c
-----  -----

+-------+-------+
| Fruit | Price |
+=======+=======+
| Pears | *$1*  |
| in it |       |
+-------+-------+
"""


def test_tables_of_pandoc(tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, SIMPLE, "a.md")))
    rows = [words(row, "t:cell") for row in root.iterfind(".//t:row", TEI)]
    assert rows == [
        ["Right", "Left", "Center"], ["12", "12", "12"], ["123", "", "123"], ["a", "b c"],
        ["Fruit", "Price"], ["Pears", "$1"], ["in it", ""],
    ]  # fmt: skip
    assert words(root, ".//t:row[@role='label']") == ["Right Left Center", "Fruit Price"]
    assert words(root, ".//t:hi") == ["12", "$1"]


def test_spans_and_highlights_of_pandoc(tmp_path: Path) -> None:
    text = "A ==marked *word*== and [small]{.smallcaps}, [non]{lang=fr}, [x]{#y}; a == b == c [d]."
    root = tree(import_file(written(tmp_path, text, "a.md")))
    [p] = root.iterfind(P, TEI)
    assert words(root, P) == ["A marked word and small, non, x; a == b == c [d]."]
    assert [hi.get("rend") for hi in p.iterfind(".//t:hi", TEI)] == [
        "highlighted", "italic", "smallcaps",
    ]  # fmt: skip
    assert [each.get(XML_LANG) for each in p.iterfind("t:foreign", TEI)] == ["fr"]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["Wheat     12 s.   3 d.", "Barley     8 s.  11 d.", "Rye        7 s.   6 d."], 3),
        (["Wheat\t12 s.", "Barley\t8 s.", "Rye\t7 s."], 3),
        (["Name   Year", "-----  ----", "Wheat  1412", "Rye    1413"], 3),
        (["Wheat     12 s.", "Barley     8 s."], 0),  # too few lines
        (["Wheat     12 s.", "Barley   eight", "Rye          7"], 0),  # no edge
        (["Hwæt we Gardena   in geardagum", "Þeodcyninga  þrym gefrunon", "Hu ða   æþelingas"], 0),
        (["Of man’s first disobedience", "And the fruit of         2", "That forbidden"], 0),
        (["The inn was older than the roads  and so was its lord, who came"] * 3, 0),  # columns
    ],
)
def test_tables_of_plain_text(lines: list[str], rows: int, tmp_path: Path) -> None:
    text = "\n".join(
        ["It was late in the evening when the coach came.", "", *lines, "", "So it was."]
    )
    root = tree(import_file(written(tmp_path, text)))
    assert len(root.findall(".//t:table/t:row", TEI)) == rows
    assert not rows or words(root, ".//t:cell")[:2] in (["Wheat", "12 s."], ["Name", "Year"])


PLAY = """THE INN

LONDON: printed for the author.

Characters

HOBBS, landlord of the inn, who has not
    slept since the fair
ANNE

ACT I

SCENE I. Before the inn.

[Enter HOBBS.]

{hobbs}To sleep, or not to sleep, that is it:
[_Yawns._] Whether ’tis nobler so.

{anne}(_softly_) He sleeps,
as he does.

{hobbs}No!
{anne}Do you?

{porter}Ho!

{hobbs}Ho.

{anne}Ho.

[Exeunt.]

SCENE II. A street.

It is late.
"""


@pytest.mark.parametrize("after", [". ", ".\n", "\n", ": "])
def test_plays_of_plain_text(after: str, tmp_path: Path) -> None:
    names = {name: name.upper() + after for name in ("hobbs", "anne", "porter")}
    root = tree(import_file(written(tmp_path, PLAY.format(**names))))
    speakers = [words.strip(".:") for words in words(root, ".//t:sp/t:speaker")]
    assert speakers == ["HOBBS", "ANNE", "HOBBS", "ANNE", "PORTER", "HOBBS", "ANNE"]
    assert words(root, ".//t:role") == ["HOBBS", "ANNE"]
    assert words(root, ".//t:castItem")[0].endswith("slept since the fair")
    assert words(root, ".//t:stage") == ["[Enter HOBBS.]", "[Yawns.]", "(softly)", "[Exeunt.]"]
    assert len(root.findall(".//t:sp[1]/t:lg/t:l", TEI)) == 2
    assert words(root, ".//t:sp[2]/t:p")[0] == "He sleeps, as he does."
    assert words(root, ".//t:div/t:head") == ["Characters", "ACT I", "Before the inn.", "A street."]
    assert words(root, ".//t:div/t:p") == ["It is late."]


def test_what_may_be_a_table_keeps_its_lines(tmp_path: Path) -> None:
    lines = "Wheat, in the year of the fair, when it was dear\t12 s.\nRye\t8 s.\n"
    root = tree(import_file(written(tmp_path, f"It was late.\n\n{lines}\nSo it was.\n")))
    assert words(root, ".//t:l")[1] == "Rye 8 s."


def test_names_that_come_back_make_no_play(tmp_path: Path) -> None:
    diary = "A DIARY\n\n" + "MONDAY. We went out.\n\nTUESDAY. We came back.\n\n" * 3
    assert not tree(import_file(written(tmp_path, diary))).findall(".//t:sp", TEI)


def test_words_that_are_all_emphasised_are_so_within_their_paragraph(tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, "It was late.\n\n_Nobody, they say, was there._\n")))
    assert words(root, ".//t:p/t:hi") == ["Nobody, they say, was there."]


def test_words_parted_by_the_end_of_a_line(tmp_path: Path) -> None:
    """They are read whole where the text has them whole, and never where it has the hyphen."""
    imported = import_file(
        written(
            tmp_path,
            "It was a broken axle that had kept them, to-day as on other days; the bro-\n"
            "ken axle of the coach from Lynn. It was now past nine, and one-and-\n"
            "forty miles were to be made to-\nday. Nobody in the vil¬\nlage spoke of the ham-\n"
            "let upon the hill, or of the mill, or of old Mill-\nThirkettle.\n",
        )
    )
    [read] = words(tree(imported), P)
    assert "the broken axle" in read
    assert "the village spoke" in read
    for left in ("one-and- forty", "to- day", "ham- let", "Mill- Thirkettle"):
        assert left in read
    assert [f.message for f in imported.findings if f.code == "import-hyphens"] == [
        "2 words that a line’s end parts are read whole: broken, village"
    ]
    [read] = words(tree(import_file(tmp_path / "a.txt", lexicon=lambda _: {"hamlet", "today"})), P)
    assert "the hamlet upon" in read
    assert "to- day" in read


def test_markdown() -> None:
    root = of("essay.md")
    assert [row[2] for row in shape(root)] == [["Between the Rails"], ["Between the Stones"]]
    notes = [root.xpath("string(.)") for root in root.iterfind(".//t:note", TEI)]
    assert notes == ["Standard gauge, that is.", "Ibid."]
    assert words(root, ".//t:ref") == ["the survey"]
    assert words(root, ".//t:quote/t:p")[1] == "So they say."
    assert words(root, ".//t:item/t:list/t:item") == ["the small one"]
    assert words(root, ".//t:row[2]/t:cell") == ["moss", "all"]
    assert "5 * 12 kinds" in words(root, ".//t:body")[0]


MARKDOWN_NOTES = """# Wells

A well.[^1] It gives:

1. water;
2. rope.

Again.[^two] And again.[^two] No call: `[^1]`.

[^1]: The note.

    Its second *paragraph*.

    - an item
[^two]: Called twice.
[^nobody]: Called never.
"""


def test_notes_of_markdown_have_all_their_blocks_and_all_their_calls(tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, MARKDOWN_NOTES, "a.md")))
    first, twice, never = root.iterfind(".//t:note", TEI)
    assert ["".join(map(str, p.itertext())) for p in first.iterfind("t:p", TEI)] == [
        "The note.", "Its second *paragraph*.",
    ]  # fmt: skip
    assert len(first.findall("t:list/t:item", TEI)) == 1
    assert (twice.text, never.text) == ("Called twice.", "Called never.")
    name = twice.get("{http://www.w3.org/XML/1998/namespace}id")
    assert [ptr.get("target") for ptr in root.iterfind(".//t:ptr", TEI)] == [f"#{name}"] * 2
    assert words(root, ".//t:list[@rend='numbered']/t:item") == ["water;", "rope."]
    assert words(root, ".//t:code") == ["[^1]"]


@pytest.mark.parametrize(
    ("markdown", "path", "said"),
    [
        ("One &amp; two &mdash; &lt;b&gt; `&amp;`.", "p", ["One & two — <b> &amp;."]),
        ("```python\na  = 1\n  b\n```", "eg", ["a = 1 b"]),
        ("~~~\nx\n~~~", "eg", ["x"]),
        ("- item\n\n  ```\n  code\n  ```", "list/t:item/t:eg", ["code"]),
        ("A<br>b.", "p/t:lb", [""]),
        ("<div>\nWords of *it*\n</div>", "p", ["Words of *it*"]),
        ("::: epigraph\nSaid.\n:::", "p", ["Said."]),
        ("| A verse,\n| and another.", "lg/t:l", ["A verse,", "and another."]),
        ("![A well](a.png)", "figure/t:head", ["A well"]),
        ("![A well](a.png){width=5%}\n\nEnd.", "figure/t:head", ["A well"]),
        ("![a][p]. ![b][p]{width=5%}.\n\n[p]: a.png", "p", [". ."]),
        ("See [First](#first), [one](#a:b).", "p/t:ref[@target]", []),
        ("A^[*A* [1] note.] b.", "p/t:note/t:hi", [""]),
        ("A term\n:   It is.\n\nB\n\n: C\n\n  D", "list[@type='gloss']/t:label", ["A term", "B"]),
        ("A term\n:   It is.\n\nB\n\n: C\n\n  D", "list/t:item", ["It is.", "C D"]),
        ("> A term\n> : It is.", "quote/t:list/t:label", ["A term"]),
        ("  A   B\n--- ---\n 1   2", "milestone", []),
    ],
)
def test_what_else_markdown_has(markdown: str, path: str, said: list[str], tmp_path: Path) -> None:
    text = f"# First {{#first}}\n\n{markdown}\n\n# Second\n\nMore.\n"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert words(root, f".//t:div[1]/t:{path}") == said
    assert words(root, ".//t:head")[0] == "First"


def test_the_title_page_of_markdown(tmp_path: Path) -> None:
    text = "# A Study\n\nBy *Ann Example*\n\nIt was so.[^1]\n\n[^1]: Or not.\n"
    imported = import_file(written(tmp_path, text, "a.md"))
    found = imported.transcription
    assert (found.title, found.author) == ("A Study", "Ann Example")
    assert len(tree(imported).findall(".//t:p/t:note", TEI)) == 1


def test_the_only_section_of_markdown_is_no_subtitle(tmp_path: Path) -> None:
    text = "# A Study\n\nby Ann Example\n\n## One\n\nIt was so in those days.\n"
    assert words(tree(import_file(written(tmp_path, text, "a.md"))), ".//t:head") == ["One"]


@pytest.mark.parametrize(
    "authors",
    ["\n- Ann Example\n- Bob", "\n  - name: Ann Example\n  - name: 'Bob'", " [Ann Example, Bob]"],
)
def test_the_authors_of_markdown(authors: str, tmp_path: Path) -> None:
    text = f"---\nauthor:{authors}\ntitle: It\n---\n\nIt was so.\n"
    imported = import_file(written(tmp_path, text, "a.md"))
    assert (imported.title, imported.transcription.author) == ("It", "Ann Example\nBob")
    made = new_master(Header("It", "2026-01-02", imported.transcription.author))
    assert '<author xml:id="author-2">Bob</author>' in made


def test_a_call_of_markdown_without_its_note_is_told(tmp_path: Path) -> None:
    told = import_file(written(tmp_path, "A word.[^never]\n", "a.md")).findings
    assert [finding.code for finding in told] == ["import-call-unanswered"]


CONTENTS = "<ul><li><a href=#a>The Well</a> 1</li><li>II. <a href=#b>The Inn</a></li></ul>"


@pytest.mark.parametrize(
    ("name", "contents", "heads"),
    [
        ("a.html", f"<p>Words.</p>{CONTENTS}", ("<h2 id=a>I. The Well</h2>", "<h2 id=b>Inns</h2>")),
        ("a.md", "Words.\n\n- [Well](#the-well)\n- [Inn](#inns)\n", ("# The Well", "# Inns")),
    ],
)
def test_links_to_the_headings_of_a_page_are_no_text(
    name: str, contents: str, heads: tuple[str, str], tmp_path: Path
) -> None:
    text = "\n\n".join((contents, heads[0], "Some text.", heads[1], "More text."))
    root = tree(import_file(written(tmp_path, text, name)))
    assert root.find(".//t:list", TEI) is None
    assert words(root, ".//t:head")[1] == "Inns"
    assert len(root.findall(".//t:fw[@type='contents']", TEI)) == 1


CALLED = "<p>A<a href=#n id=r>[1]</a> b<a href=#m id=s>[2]</a> c<a href=#n id=t>[1]</a>.</p>"


@pytest.mark.parametrize(
    "notes",
    [
        "<div class=footnote><p><a id=n href=#r>[1]</a> One.</p><p>Two.</p></div>"
        "<div class=footnote><p><a id=m href=#s>[2]</a> Other.</p></div>",
        "<aside id=n><p>1. One.</p><p>Two. <a href=#r>↩</a></p></aside>"
        "<aside id=m><p>2. Other.</p></aside>",
        "<ol><li id=n><p>One. <a href=#r>↩</a></p><p>Two.</p></li>"
        "<li id=m><p>Other. <a href=#s>↩</a></p></li></ol>",
        "<h3>Notes</h3><p><a id=n href=#r>[1]</a> One.</p><p>Two.</p>"
        "<p><a id=m href=#s>[2]</a> Other.</p>",
    ],
)
def test_notes_of_a_page_have_all_their_paragraphs_and_calls(notes: str, tmp_path: Path) -> None:
    page = f"<h1>T</h1>{CALLED}<p>1. An item.</p>{notes}"
    root = tree(import_file(written(tmp_path, page, "a.html")))
    other, note = root.iterfind(".//t:note", TEI)
    assert other.text == "Other."
    assert [str(p.text).strip() for p in note.iterfind("t:p", TEI)] == ["One.", "Two."]
    assert len(root.findall(".//t:ptr", TEI)) == 2
    assert words(root, ".//t:p")[:2] == ["A b c.", "1. An item."]


@pytest.mark.parametrize(
    ("page", "path", "said"),
    [
        ("<table><caption>T</caption><tr><td><td>b</table>", "table/t:row/t:cell", ["", "b"]),
        ("<table><caption>T</caption><tr><td>b</table>", "table/t:head", ["T"]),
        ("<table><tr><td><p>a</p><td><p>b</p></table>", "table/t:row/t:cell", ["a", "b"]),
        ("<ol start=3><li>c</ol>", "list[@rend='numbered']/t:item[@n='3']", ["c"]),
        ("<p>&nbsp;</p><p>a</p>", "p", ["a"]),
        ("<pre><code>a\n b</code></pre>", "eg", ["a b"]),
        ("<figure><img src=a.png><figcaption>A well</figcaption></figure>", "figure/t:graphic",
         [""]),
        ("<p>a <span class=sidenote>Beside.</span> b</p>", "p", ["a b"]),
        ("<p>a<span class=pagenum data-page-number=5>\u200b</span> b</p>", "p/t:pb[@n='5']", [""]),
        ("<p><span class=pagenum>[Pg 7]</span></p><p>a</p>", "p", ["a"]),
        ("<p>A <a href=#n>[1]</a>.</p><p id=n>[1] No way back.</p>", "p/t:note", [""]),
        ("<p>a<img src=a.png></p><p>b</p>", "figure/t:graphic", [""]),
        ("<details><summary>a</summary>b</details>", "p", ["a", "b"]),
        ("<p class=MsoToc1><a href=#a>A 1</a></p><p>b</p>", "p", ["b"]),
        ("<p class=MsoQuote>a</p>", "quote/t:p", ["a"]),
        ("<p class=MsoListParagraph>One.</p><p class=MsoListParagraph>Two.</p>", "p",
         ["One.", "Two."]),
        ("<p class=MsoListParagraphCxSpFirst><span>·<b>&nbsp; </b></span>a</p>\n"
         "<p class=MsoListParagraphCxSpLast>·&nbsp; b</p>\n<p>c</p>",
         "list[@rend='bulleted']/t:item", ["a", "b"]),
        ("<p class=MsoListParagraph>3.&nbsp;&nbsp; a</p>", "list[@rend='numbered']/t:item[@n='3']",
         ["a"]),
        ("<p>a</p><p align=center>* * *</p><p>b</p>", "milestone[@unit='section']", [""]),
        ("<p>a <span style='display: none'>b</span></p>", "p", ["a"]),
        ("<div class=poem><div class=stanza><span class=i0>a<br></span><span class=i2>b<br></span>"
         "</div><div class=stanza><span class=i0>c<br></span><span>d</span></div></div>", "lg/t:l",
         list("abcd")),
        ("<div class=poem><div><span class=i0>a<br></span><span class=i2>b<br></span></div>"
         "<div>c</div></div>", "lg[1]/t:l[@rend='indent']", ["b"]),
        ("<h3>Head<span class=mw-editsection>[edit]</span></h3>", "div/t:head", ["Head"]),
        ("<p><span class=ocr_line>a com-</span> <span class=ocr_line>mon one</span></p>", "p",
         ["a com- mon one"]),
    ],
)  # fmt: skip
def test_what_programs_write(page: str, path: str, said: list[str], tmp_path: Path) -> None:
    text = f"<html lang=EN-GB><h1>First</h1>{page}<h1>Second</h1><p>More.</p>"
    root = tree(import_file(written(tmp_path, text, "a.html")))
    assert words(root, f".//t:div[1]/t:{path}") == said


def test_the_languages_of_a_page(tmp_path: Path) -> None:
    page = (
        "<html lang=EN-GB><p>a <span lang=FR>b</span> <i lang=cy>c</i> <b lang=en-US>d</b></p>"
        "<div lang=fr><p>e</p></div><p>f</p>"
    )
    root = tree(import_file(written(tmp_path, page, "a.html")))
    said = {str(e.text): e.get(XML_LANG) for e in root.iter() if e.get(XML_LANG)}
    assert {key.strip(): value for key, value in said.items()} == {
        "": "en-GB", "b": "fr", "c": "cy", "e": "fr",
    }  # fmt: skip


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    page = (
        "<html lang=EN-GB><meta name=dc.creator content='Keeper, Arthur, 1840-1901'>"
        "<meta name=author content='Otto Lind'><header id=title-block-header>"
        "<h1 class=title>On Bread</h1><p class=author>Arthur Keeper</p><p class=date>2019</p>"
        "</header><h1>One</h1><p>It was so.</p><h1>Two</h1><p>And so.</p>"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    found = imported.transcription
    assert (found.title, found.author) == ("On Bread", "Arthur Keeper\nOtto Lind")
    assert found.language == "en-GB"
    assert words(tree(imported), ".//t:p") == ["It was so.", "And so."]


@pytest.mark.parametrize(
    ("name", "paragraphs", "notes"), [("novel.html", 5, 2), ("archive.html", 4, 2)]
)
def test_pages_of_html(name: str, paragraphs: int, notes: int) -> None:
    root = of(name)
    assert len(root.findall(".//t:div/t:p", TEI)) == paragraphs
    assert len(root.findall(".//t:note", TEI)) == notes
    text = words(root, ".//t:body")[0]
    for furniture in ("updated", "Archive", "count()", "↩", "Footnotes", "[1]"):
        assert furniture not in text


def test_a_page_of_html_in_detail() -> None:
    root = of("novel.html")
    assert words(root, ".//t:l") == [
        "The lamp, the open", "lamp,", "with nobody near", "to read by it.",
    ]  # fmt: skip
    assert words(root, ".//t:row[2]/t:cell") == ["olive", "½ perhaps"]
    assert words(root, ".//t:item/t:list/t:item") == ["not even old"]
    assert [pb.get("n") for pb in root.iterfind(".//t:pb", TEI)] == ["12"]
    assert len(root.findall(".//t:note/t:p", TEI)) == 2
    assert "dark in the house, and cold" in words(root, ".//t:p")[0]


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


TAGS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "word ", "  two\n words", "<br>", "<br><br>", "<i>", "</i>", "<pre>",
         "</pre>", "<ul><li>", "</li></ul>", "<table><tr><td>", "<td>", "</table>", "<q>", "</q>",
         "<h2>Chapter I<br>A Title", "</h2>", "<blockquote>", "</blockquote>", "<li>", "<hr>",
         "<div class=poem>", "</div>", "<span class=pagenum>", "[12]", "</span>", "<nav>", "</nav>",
         '<a href="#n" id=r>1</a>', '<p id=n><a href="#r">1</a> A note.', "&lt;&amp;",
         "<img src=a.png>", "<script>x</script>", "<p>&nbsp;</p>", "<tr><td><td>", "<figure>",
         "<pre><code>", "</code></pre>", "<div class=ocr_page>", "<span class=ocr_line>",
         "<span class=sidenote>", '<a href="#h">II</a>', "<h2 id=h>", "<caption>", "<dl><dt>",
         '<div id=m><a href="#r">1</a>', '<a href="#m" id=s>1</a>', "<li><p>", "</table>",
         "<div class=footnote>", "<a class=noprint>"]
    ),
    max_size=16,
)  # fmt: skip


def test_what_follows_a_list_within_an_item_is_a_line_of_its_own(tmp_path: Path) -> None:
    page = "<p>Begin.</p><ul><li>one<ul><li>two</li></ul>three <q>four</q></li></ul>"
    imported = import_file(written(tmp_path, page, "a.html"))
    tree(imported)
    assert imported.witness.splitlines()[2:] == ["one", "two", "three “four”"]


@settings(deadline=None, max_examples=150)
@given(TAGS)
def test_any_page_gives_all_its_words(
    tmp_path_factory: pytest.TempPathFactory, tags: list[str]
) -> None:
    path = written(tmp_path_factory.mktemp("any"), "<p>Begin.</p>" + "".join(tags), "a.html")
    imported = import_file(path)
    tree(imported)
    assert imported.witness.count("word") == sum("word" in tag for tag in tags)


def test_notes_without_calls_and_calls_without_notes_are_told(tmp_path: Path) -> None:
    text = "CHAPTER I\n\nA word[1] and another.[3]\n\n[Footnote 1: One.]\n\n[Footnote 2: Two.]\n"
    told = {(f.code, f.line, f.column) for f in import_file(written(tmp_path, text)).findings}
    assert ("import-note-uncalled", 7, 1) in told
    assert ("import-call-unanswered", 3, 25) in told


def test_heads_of_facing_pages_need_not_come_back(tmp_path: Path) -> None:
    page = "They went on for many a day, until the river " * 6
    text = f"{page}\n\n128          A PARSON\n\nfroze. {page}\n\nTHE FROST          129\n\nover.\n"
    root = tree(import_file(written(tmp_path, text)))
    assert [each.get("n") for each in root.iterfind(".//t:pb", TEI)] == ["128", "129"]
    assert len(words(root, ".//t:p")) == 1 and not words(root, ".//t:head")


def test_asterisks_around_words_call_no_note(tmp_path: Path) -> None:
    text = "King *William* at the *Boyne*, 1690.* So it is.\n\n* The note.\n"
    imported = import_file(written(tmp_path, text))
    root = tree(imported)
    assert [hi.get("rend") for hi in root.iterfind(".//t:p/t:hi", TEI)] == ["italic", "italic"]
    assert words(root, ".//t:p") == ["King William at the Boyne, 1690. So it is."]
    assert [note.text for note in root.iterfind(".//t:note", TEI)] == ["The note."]
    assert not imported.findings


def test_links_of_notes_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    page = (
        "<h1>T</h1><p>A<a href=#f1 id=r1>[1]</a> b<a href=#wrong id=r2>[2]</a> "
        "c<a href=#f3 id=r3>[3]</a> d<sup><a href=#f9>9</a></sup>.</p><h3>Notes</h3>"
        "<p id=f1><a href=#r1>[1]</a> One.</p><p id=f2><a href=#r2>[2]</a> Two.</p>"
        "<p id=f3><a href=#r3>[3]</a> Three.</p><p id=f4><a href=#r4>[4]</a> Four.</p>"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    root = tree(imported)
    assert [n.text for n in root.iterfind(".//t:note", TEI)] == ["One.", "Two.", "Three."]
    assert words(root, ".//t:p") == ["A b c d9.", "[4] Four."]
    assert words(root, ".//t:p/t:hi[@rend='sup']") == ["9"]
    told = [(f.code, f.message.split("“")[1][0]) for f in imported.findings[:2]]
    assert told == [("import-note-uncalled", "4"), ("import-call-unanswered", "9")]


def test_what_xml_cannot_hold_is_told_and_left_out(tmp_path: Path) -> None:
    imported = import_file(written(tmp_path, "One \x07page.\n\nAnother page.\n"))
    assert imported.witness == "One page.\n\nAnother page.\n"
    assert "import-control-characters" in {finding.code for finding in imported.findings}
    path = tmp_path / "latin.txt"
    path.write_bytes("Café\n".encode("latin-1"))
    latin = import_file(path)
    assert latin.witness == "Café\n"
    assert next((f.code, f.line, f.column) for f in latin.findings) == ("import-encoding", 1, 4)


def test_a_page_of_html_is_read_whole_or_refused(tmp_path: Path) -> None:
    deep = "".join(f"<blockquote><p>Paragraph {n}, unclosed." for n in range(300))
    assert "Paragraph 299" in import_file(written(tmp_path, deep, "a.html")).witness
    long = ("w" * 99 + " ") * 105_000
    assert import_file(written(tmp_path, f"<p>{long}<p>End.", "a.html")).witness[-5:] == "End.\n"
    with pytest.raises(EditionError) as raised:
        import_file(written(tmp_path, f"<p>Ä<br>{'<b>' * 3000}", "a.html"))
    [finding] = raised.value.findings
    assert (finding.code, finding.line) == ("import-unreadable", 1)


def test_what_is_seen_of_a_page_is_text_or_told(tmp_path: Path) -> None:
    page = (
        "<h1>T</h1><form><p>One.</p><input></form><p>Here <math><mi>x</mi><mo>=</mo>"
        "<annotation>TeX</annotation></math> <object><param>two</object> <svg><title>t</title>"
        "<text>three</text><text>four</text></svg> &#1;a&#xFFFE;&#x41;.<noscript>Five.</noscript>"
        "<form>Find <input></form><select><option>a<option>b</select><textarea></textarea>"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    assert imported.witness == "T\n\nOne.\n\nHere x= two three four aA.Five.\n"
    assert [f.message for f in imported.findings if "(title)" not in f.message] == [
        "2 control characters, which XML cannot hold, were left out of the witness",
        "<form> is no text and was left out: “Find”",
        "<select> is no text and was left out: “a b”",
    ]


@pytest.mark.parametrize("encoding", ["shift_jis", "gb2312", "iso-2022-jp", "utf-16-le", "utf-8"])
def test_a_page_is_read_in_the_encoding_it_has(encoding: str, tmp_path: Path) -> None:
    said = encoding if encoding != "utf-8" else "latin-1"  # wrongly
    path = tmp_path / "a.html"
    path.write_bytes(f'<meta charset="{said}"><h1>日本</h1><p>文章。'.encode(encoding))
    imported = import_file(path)
    assert imported.witness == "日本\n\n文章。\n"
    assert "import-encoding" not in {finding.code for finding in imported.findings}


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


LONG = "It was a fine day in the spring of that year, and the people had come out upon the road."


def divided(folder: Path, text: str, paragraph: str = LONG) -> list[tuple[str, str]]:
    """The number and the heading of each division of a text, whose paragraphs are dots."""
    root = tree(import_file(written(folder, text.replace("\n…", f"\n{paragraph}"))))
    return [(number, "".join(heads)) for _, number, heads, _ in shape(root)]


@pytest.mark.parametrize(
    ("text", "divisions"),
    [
        (
            "PREFACE\n\n…\n\nD. H. LAWRENCE\n\n…\n\nC. ROSSETTI\n\n…\n\nI. NEWTON\n\n…\n",
            ["PREFACE", "D. H. LAWRENCE", "C. ROSSETTI", "I. NEWTON"],
        ),
        ("I. NEWTON\n\n…\n\nII. KANT\n\n…\n", [("I", "NEWTON"), ("II", "KANT")]),
        ("PART I\n\n…\n\nMM. DUPONT\n\n…\n", [("I", "PART I"), "MM. DUPONT"]),
        ("I. The Beginning\n\n…\n", [("I", "The Beginning")]),
        ("IV. A\n\n…\n\nC. DOYLE\n\n…\n\nV. B\n\n…\n", [("IV", "A"), "C. DOYLE", ("V", "B")]),
        ("PART I\n\n…\n\n12 ANGRY MEN\n\n…\n", [("I", "PART I"), "12 ANGRY MEN"]),
        ("1 Want\n\n…\n\n2 Luxury\n\n…\n", [("1", "Want"), ("2", "Luxury")]),
        ("Chapter Twenty-One\n\n…\n", [("21", "Chapter Twenty-One")]),
        ("Erstes Kapitel.\n\nDer Anfang.\n\n…\n", [("1", "Der Anfang.")]),
        ("CHAPITRE PREMIER\n\n…\n", [("1", "CHAPITRE PREMIER")]),
        ("Première partie. Le Retour\n\n…\n", [("1", "Le Retour")]),
        ("Capítulo vigésimo primero\n\n…\n", [("21", "Capítulo vigésimo primero")]),
        ("Глава первая\n\n…\n", [("1", "Глава первая")]),
        ("Einundzwanzigstes Capitel\n\n…\n", [("21", "Einundzwanzigstes Capitel")]),
    ],
)
def test_numbers_of_headings(
    text: str, divisions: list[tuple[str, str] | str], tmp_path: Path
) -> None:
    """They are believed in a series, or where nothing else can be meant."""
    expected = [("", each) if isinstance(each, str) else each for each in divisions]
    assert divided(tmp_path, text) == expected


def test_the_first_sentence_of_an_article_is_no_title_page(tmp_path: Path) -> None:
    text = f"An Article\n\nIt was not always so, they say.[1]\n\n{LONG}\n\n[1] Crane says so.\n"
    assert words(tree(import_file(written(tmp_path, text))), ".//t:p") == [
        "It was not always so, they say.",
        LONG,
    ]


def test_stanzas_beside_longer_verses(tmp_path: Path) -> None:
    short = "The river runs before the day,\n  And all the reeds are still;\n"
    short += "The mist goes up, the mist goes grey,\n  And hides the further hill."
    long = "When I consider how the mighty stream goes down\nBetween its willows to the mill,\n" * 4
    prose = f"{LONG[:60]}\n{LONG[60:].lower()}"
    for text in (f"A\n\n{short}\n\nB\n\n{long}\n", f"A\n\n{short}\n\nB\n\n{prose}\n"):
        root = tree(import_file(written(tmp_path, text)))
        assert words(root, ".//t:l")[:2] == [each.strip() for each in short.split("\n")[:2]]
    assert words(root, ".//t:p")[-1].endswith("come out upon the road.")


@pytest.mark.parametrize("room", ["\n", "\n\n"])
def test_running_heads_without_form_feeds(room: str, tmp_path: Path) -> None:
    """Lines that come back with rising numbers begin pages, also amid a paragraph."""
    half = f"{LONG}\n{LONG[:70]} of old"
    text = (
        f"CHAPTER I\n\n{half}{room}MIDDLEMARCH 37{room}time.\n{LONG}\n\n{LONG}\n{LONG[:70]} of"
        f"{room}38 THE AUTHOR{room}Mr. Casaubon.\n{LONG}\n\n   MIDDLEMARCH  39\n\n{LONG}\n"
    )
    root = tree(import_file(written(tmp_path, text)))
    assert [pb.get("n") for pb in root.iterfind(".//t:pb", TEI)] == ["37", "38", "39"]
    assert len(root.findall(".//t:fw[@type='header']", TEI)) == 3
    assert [len(p.findall("t:pb", TEI)) for p in root.iterfind(".//t:p", TEI)] == [1, 1, 0]
    assert words(root, ".//t:head") == ["CHAPTER I"]


def test_headings_with_numbers_behind_them_are_no_running_heads(tmp_path: Path) -> None:
    text = "\n\n".join(f"PSALM {number}\n\n{LONG}\nOf {number}, {LONG}" for number in range(23, 27))
    assert words(tree(import_file(written(tmp_path, text))), ".//t:head")[0] == "PSALM 23"


@pytest.mark.parametrize(
    ("before", "further", "after", "paragraphs"),
    [
        ("they say.", "    Crane has more.", LONG, 2),
        ("they say.", "    Crane has more.\n\n    And still more.", "", 3),
        ("they say:", "    Crane has more.", LONG, 0),
        ("they say:", "    Crane has more.", "[2] Again.", 2),
        ("they say.", "    The river runs,\n    The river stays,", LONG, 0),
    ],
)
def test_further_paragraphs_of_a_note(
    before: str, further: str, after: str, paragraphs: int, tmp_path: Path
) -> None:
    """They are indented below it, and not what the text before it leads to."""
    text = f"CHAPTER I\n\n{LONG}[1] So[2] {before}\n\n[1] Crane says so.\n\n{further}\n\n{after}\n"
    root = tree(import_file(written(tmp_path, text)))
    note = root.find(".//t:note", TEI)
    assert note is not None
    assert len(note.findall("t:p", TEI)) == paragraphs


def test_a_list_beside_notes_in_brackets_is_none_of_them(tmp_path: Path) -> None:
    text = f"A Title\n\n{LONG}[1] There are:\n\n1. baptisms;\n2. burials.\n\n[1] Crane.\n"
    root = tree(import_file(written(tmp_path, text)))
    assert [root.xpath("string(.)") for root in root.iterfind(".//t:note", TEI)] == ["Crane."]


def test_illustrations_amid_a_paragraph(tmp_path: Path) -> None:
    text = f"CHAPTER I\n\nBefore. [Illustration: The _Road_] {LONG} [Illustration]\n"
    [figure] = tree(import_file(written(tmp_path, text))).iterfind(".//t:p/t:figure", TEI)
    assert words(figure, "t:head") == ["The Road"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "DER STILLE VATER\n\nEin Roman\n\nvon\n\nHans Müller",
            ("DER STILLE VATER", "Hans Müller"),
        ),
        ("LE PÈRE\n\nROMAN\n\nPAR\n\nJEAN VALMY", ("LE PÈRE", "JEAN VALMY")),
        ("EL PADRE\n\nNOVELA\n\nPOR\n\nJUAN MOLINA", ("EL PADRE", "JUAN MOLINA")),
        ("LA CASA\n\nNOVELLA\n\nDI\n\nERNESTO BALDINI", ("LA CASA", "ERNESTO BALDINI")),
        ("LE PARAPLUIE\n\nCOMÉDIE EN UN ACTE", ("LE PARAPLUIE", "")),
        ("A QUIET HOUSE\n\nBY\n\nANN MILL", ("A QUIET HOUSE", "ANN MILL")),
    ],
)
def test_title_and_author_of_a_title_page(page: str, said: tuple[str, str], tmp_path: Path) -> None:
    text = f"{page}\n\n\n\nI.\n\nIt was late, and nobody came to the door.\n\n\n\nII.\n\nHe went.\n"
    imported = import_file(written(tmp_path, text))
    assert (imported.transcription.title, imported.transcription.author) == said
    assert words(tree(imported), ".//t:head") == ["I.", "II."]


@pytest.mark.parametrize("pages", ["", "                     PAGE\n"])
def test_contents_with_pages_whose_titles_are_not_those_of_the_headings(
    pages: str, tmp_path: Path
) -> None:
    said = "It was late, and nobody came to the door of the house."
    text = (
        f"THE HOUSE\n\nCONTENTS.\n\n\nCHAPTER I.\n{pages}\nThe Arrival--A Storm      1\n\n"
        "CHAPTER II.\n\nThe Departure     12\n\n\n\n"
        f"CHAPTER I.\n\nTHE STORM.\n\n{said}\n\n\n\nCHAPTER II.\n\nTHE WAY.\n\n{said}\n"
    )
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:head") == ["THE STORM.", "THE WAY."]
    names = [div.get("{http://www.w3.org/XML/1998/namespace}id") for div in root.iter("{*}div")]
    assert names == ["c1", "c2"]


def test_a_file_has_the_letters_of_its_title_without_their_accents(tmp_path: Path) -> None:
    made = found_edition(tmp_path / "new", Header("Öl & Brot: Comédie", "2026-01-02"))
    assert read_settings(made.settings).master.name == "ol-brot-comedie.xml"


def test_all_below_footnotes_is_of_the_notes(tmp_path: Path) -> None:
    verse = "    The wind is west, my lord,\n      The tide is in."
    text = (
        f"CHAPTER I\n\n{LONG}[1] And so on.[2]\n\nFOOTNOTES:\n\n[1] They say:--\n\n{verse}\n\n"
        f"But I doubt it.\n\n[2] A book.\n\nIt is lost.\n\n\n\nCHAPTER II\n\n{LONG}\n"
    )
    root = tree(import_file(written(tmp_path, text)))
    first, second = root.iterfind(".//t:note", TEI)
    assert [etree.QName(each).localname for each in first] == ["p", "lg", "p"]
    assert [line.get("rend") for line in first.iterfind("t:lg/t:l", TEI)] == [None, "indent"]
    assert len(second.findall("t:p", TEI)) == 2
    assert words(root, ".//t:div/t:p") == [f"{LONG} And so on.", LONG]


def test_verses_within_the_brackets_of_a_note(tmp_path: Path) -> None:
    note = "[Footnote 1: He says,\n\n    Salt is dear,\n    And salt is white.\n\nSo it is.]"
    root = tree(import_file(written(tmp_path, f"CHAPTER I\n\n{LONG}[1]\n\n{note}\n\n{LONG}\n")))
    assert len(root.findall(".//t:note/t:lg/t:l", TEI)) == 2
    assert len(root.findall(".//t:note/t:p", TEI)) == 2


def test_verses_say_how_far_in_they_stand(tmp_path: Path) -> None:
    """In steps of their stanza; a column's room for a quotation mark is none."""
    stanza = "     The net,\n    “The oar,\n      The hand,\n          The sea.\n    The end."
    root = tree(import_file(written(tmp_path, f"CHAPTER I\n\n{LONG}\n\n{stanza}\n\n{LONG}\n")))
    rends = [line.get("rend") for line in root.iterfind(".//t:l", TEI)]
    assert rends == [None, None, "indent", "indent2", None]


def test_running_heads_without_numbers(tmp_path: Path) -> None:
    """They come back and cut sentences; a refrain comes back and cuts none."""
    head, long = "\n\nA COUNTRY PARSON\n\n", f"{LONG}\n{LONG}"
    text = f"CHAPTER I\n\n{long} And{head}so on. {long}{head}{long} But{head}not so. {long}\n"
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:head") == ["CHAPTER I"]
    assert len(root.findall(".//t:fw[@type='header']", TEI)) == 3
    assert [len(p.findall("t:pb", TEI)) for p in root.iterfind(".//t:p", TEI)] == [1, 1]
    refrain = "CHAPTER I\n\n" + f"{long}\n\nTHE CHORUS\n\n" * 5 + LONG
    assert not tree(import_file(written(tmp_path, refrain))).findall(".//t:pb", TEI)


@pytest.mark.parametrize(
    "end", ["THE END", "FINE.", "F I N I S.", "CURTAIN", "[Curtain.]", "RIDEAU"]
)
def test_the_end_heads_nothing(end: str, tmp_path: Path) -> None:
    acts = f"ACT I\n\n{LONG}\n\n{end}\n\n\n\nACT II\n\n{LONG}\n\n{end}"
    text = f"{acts}\n\nTHE END\n\n\n\nNOTE\n\n{LONG}\n"
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:head") == ["ACT I", "ACT II", "NOTE"]
    assert words(root, ".//t:trailer") == [end, end, "THE END"]


@pytest.mark.parametrize("above", ["", "CHAPTER II\n\n"])
def test_a_chapter_may_be_called_the_end(above: str, tmp_path: Path) -> None:
    long = f"{LONG}\n{LONG}"
    text = f"CHAPTER I\n\nA BEGINNING\n\n{long}\n\n\n\n{above}THE END\n\n{long}\n"
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:head") == ["A BEGINNING", "THE END"]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Was Hanauer1) Schulte 2) sagt.\n\n1) In\n   II.\n2) Da.", ["In\n   II.", "Da."]),
        ("Chez M. Lambert (1), dit-il (2).\n\n(1) Lombard.\n\n(2) Rire.", ["Lombard.", "Rire."]),
        ("Chez M. Lambert (*).\n\n(*) Lombard.", ["Lombard."]),
        ("A well[1] gives[2] it.\n\n[1] One.\n[2] Two.", ["One.", "Two."]),
        ("There are (1) salt, and (2) bread.\n\n(1) Salt is dear.\n\n(2) Bread is not.", []),
        ("The law (see Nr 2) says:\n\n1) salt;\n2) bread.", []),
        ("(1) Under paragraph (2) all pay.\n\n(2) Nobody pays, save under paragraph (1).", []),
    ],
)
def test_notes_in_round_brackets(text: str, notes: list[str], tmp_path: Path) -> None:
    """They are told from lists and from the paragraphs of laws."""
    root = tree(import_file(written(tmp_path, f"CHAPTER I\n\n{LONG}\n\n{text}\n")))
    assert [each.xpath("string(.)") for each in root.iterfind(".//t:note", TEI)] == notes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Salt[1] was dear.\n\n[1] Nash.\n\n[4] Stow.", {"import-note-uncalled": 7}),
        ("Salt was dear.[9]\n\nAnd oil.", {"import-call-unanswered": 3}),
        ("[1] Salt was dear.\n\n[2] And oil.", {}),
    ],
)
def test_notes_and_calls_that_are_left_over(
    text: str, codes: dict[str, int], tmp_path: Path
) -> None:
    text = f"CHAPTER I\n\n{text}\n"
    findings = import_file(written(tmp_path, text)).findings
    lines = {f.code: f.line for f in findings if f.code.startswith(("import-note", "import-call"))}
    assert lines == codes


def test_what_calls_a_note_is_never_given_to_it(tmp_path: Path) -> None:
    text = f"{LONG}\n\nFOOTNOTES:\n\n[1] Note.\n\nAnother[1] line.\n"
    root = tree(import_file(written(tmp_path, text)))
    assert "Another line." in words(root, ".//t:p")
