"""A text in Markdown, also of Pandoc, becomes a master that gives it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.founding.edition import Header, new_master
from pipeline.importing.master import import_file
from pipeline.tei.names import XML_LANG
from tests.imported import LONG, TEI, P, of, shape, tree, words, written

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
        ["Fruit", "Price"], ["Pears in it", "$1"],
    ]  # fmt: skip
    assert words(root, ".//t:row[@role='label']") == ["Right Left Center", "Fruit Price"]
    assert words(root, ".//t:hi") == ["12", "$1"]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        (
            "**CHAPTER I**\n\nIt was late.\n\n***Chapter II.***\n\n**The Inn**\n\nB.",
            ["CHAPTER I", "The Inn"],
        ),
        ("## Chapter I\n\nA.\n\n**CHAPTER II**\n\nB.", ["Chapter I"]),
        ("## A\n\n**CHAPTER I**\n\n**CHAPTER II**\n\nB.", ["A"]),
        ("## A\n\n**HAMLET.**\n\nB.\n\n**OPHELIA.** No.\n\n**HAMLET.**\n\nC.", ["A"]),
    ],
)
def test_chapters_whose_numbers_are_emphasised(text: str, heads: list[str], tmp_path: Path) -> None:
    """They are headings, where no heading counts chapters; asterisks around words call no notes."""
    root = tree(import_file(written(tmp_path, f"{text}\n", "a.md")))
    assert words(root, ".//t:head") == heads
    assert not root.findall(".//t:note", TEI) and not root.findall(".//t:hi//t:head", TEI)


MULTILINE = """------------------------------
 Fruit        Price  Sold by
 (dried)
--------- --------- ----------
 Very
 old
 *figs*          12  the Turk,
            or more  who is *a
                     baker*

 Dates
------------------------------

+:----:+---------+
| dear |    both |
+------+---------+
| neither here   |
| nor there      |
+----------------+
"""


def test_tables_of_pandoc_with_cells_of_several_lines(tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, f"{MULTILINE}\nSo.\n", "a.md")))
    rows = [words(row, "t:cell") for row in root.iterfind(".//t:row", TEI)]
    assert rows == [
        ["Fruit (dried)", "Price", "Sold by"],
        ["Very old figs", "12 or more", "the Turk, who is *a baker*"], ["Dates", "", ""],
        ["dear", "both"], ["neither here nor there"],
    ]  # fmt: skip
    [head] = root.iterfind(".//t:row[@role='label']", TEI)
    looks = [cell.get("rend") for cell in head.iterfind("t:cell", TEI)]
    assert looks == ["center", "right", "center"]
    assert [cell.get("cols") for cell in root.iterfind(".//t:cell", TEI)][-1] == "2"


@pytest.mark.parametrize(
    ("table", "heads"),
    [
        ("| a | b |\n|--:|---|\n| c |\n\n: The *first*\n  of all", ["The first of all"]),
        ("Table: One\n\na   b\n--- ---\n1   2\n\n: Two\n\n+---+\n| x |\n+---+", ["One", "Two"]),
        (": One\n\n: Two\n\n| a | b |\n|---|--:|\n\nTable of: it", ["Two"]),
    ],
)
def test_captions_of_tables(table: str, heads: list[str], tmp_path: Path) -> None:
    """They head their tables, also where they stand below."""
    root = tree(import_file(written(tmp_path, f"# A\n\n{table}\n\n# B\n\nC.\n", "a.md")))
    assert words(root, ".//t:table/t:head") == heads


def test_subscripts_superscripts_and_links_with_a_look(tmp_path: Path) -> None:
    text = "H~2~O, *x^2^*, n^o^: a==b==c, ~~so~~, ~5 and ~6, `x^2^`, "
    text += "[a](http://b){.smallcaps} [^7][^8]"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert words(root, ".//t:p") == ["H2O, x2, no: abc, so, ~5 and ~6, x^2^, a [^7][^8]"]
    assert [hi.get("rend") for hi in root.iterfind(".//t:hi", TEI)] == [
        "sub", "italic", "sup", "sup", "highlighted", "line-through",
    ]  # fmt: skip
    assert [ref.get("rend") for ref in root.iterfind(".//t:ref", TEI)] == ["smallcaps"]


def test_spans_and_highlights_of_pandoc(tmp_path: Path) -> None:
    text = "A ==marked *word*== and [small]{.smallcaps}, [non]{lang=fr}, [x]{#y}; a == b == c [d]."
    root = tree(import_file(written(tmp_path, text, "a.md")))
    [p] = root.iterfind(P, TEI)
    assert words(root, P) == ["A marked word and small, non, x; a == b == c [d]."]
    assert [hi.get("rend") for hi in p.iterfind(".//t:hi", TEI)] == [
        "highlighted", "italic", "smallcaps",
    ]  # fmt: skip
    assert [each.get(XML_LANG) for each in p.iterfind("t:foreign", TEI)] == ["fr"]


def test_words_that_are_all_emphasised_are_so_within_their_paragraph(tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, "It was late.\n\n_Nobody, they say, was there._\n")))
    assert words(root, ".//t:p/t:hi") == ["Nobody, they say, was there."]


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
        (
            "| a \\| b | `c \\| d` |\n|---|---|\n| *e* \\| f | |",
            "table/t:row/t:cell",
            ["a | b", "c | d", "e | f", ""],
        ),
        (
            "Dramatis Personae\n---\n\nANN, a maid.\nTOM, a man.",
            "div/t:head",
            ["Dramatis Personae"],
        ),
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


def test_grids_whose_heads_span_columns(tmp_path: Path) -> None:
    spans = "+-------------+\n| Corn        |\n+------+------+\n| Name | Year |\n+======+======+\n"
    text = f"{spans}| Rye  | 1412 |\n+------+------+\n"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert [words(row, "t:cell") for row in root.iterfind(".//t:row", TEI)] == [
        ["Corn"], ["Name", "Year"], ["Rye", "1412"],
    ]  # fmt: skip
    assert [cell.get("cols") for cell in root.iterfind(".//t:cell", TEI)] == ["2", *[None] * 4]


def test_a_grid_whose_cells_span_rows_keeps_its_lines(tmp_path: Path) -> None:
    text = "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert [eg.text for eg in root.iterfind(".//t:eg", TEI)] == [text.rstrip()]


def test_line_blocks_keep_their_indents_and_stanzas(tmp_path: Path) -> None:
    text = "| The _good_\n|    ones\n| so seldom\n|\n|   first\n| last\n"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert [words(each, "t:l") for each in root.iterfind(".//t:lg", TEI)] == [
        ["The good", "ones", "so seldom"], ["first", "last"],
    ]  # fmt: skip
    rends = [line.get("rend") for line in root.iterfind(".//t:l", TEI)]
    assert rends == [None, "indent", None, "indent", None]


def test_links_that_lead_to_other_pages_and_commands_of_tex(tmp_path: Path) -> None:
    text = "[Home](a.md) | [Next](b.md)\n\n## One\n\n\\newpage\n\nIt was *late*.\n\n[Top](#top)\n"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert words(root, ".//t:body") == ["One It was late."]


@pytest.mark.parametrize("sign", ["##", "####"])
def test_parts_in_bold_right_below_a_heading_are_within_its_chapter(
    sign: str, tmp_path: Path
) -> None:
    part = f"**Part One**\n\n{LONG}\n\n**Part Two**\n\n{LONG}\n\n"
    text = f"{sign} Chapter 1\n\n{part}{sign} Chapter 2\n\n{part}"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert [depth for depth, *_ in shape(root)] == [0, 1, 1] * 2


def test_what_obsidian_has_besides(tmp_path: Path) -> None:
    text = (
        f"{LONG}\n\nHe saw [[Ann]][[B C|Bob]] and *[[D#E|Eve]]*, a[[0]] %%so%%. ^name-1\n\n"
        "> [!note] Of\n> that.\n\n![[a map.png|300]]\n\n![[another note]] x ^2\n"
    )
    root = tree(import_file(written(tmp_path, text, "a.md")))
    said = ["He saw AnnBob and Eve, a[[0]] %%so%%.", "Of that.", "!another note x ^2"]
    assert words(root, P)[1:] == said
    assert [each.get("url") for each in root.iterfind(".//t:graphic", TEI)] == ["a%20map.png"]
