"""Plain text: drawings, programs, tables and verses keep their lines; no prose becomes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.importing.master import import_file
from tests.imported import TEI, P, tree, words, written

PROSE = (
    "It was a fine day in the spring of that year, and the people had come out upon\n"
    "the road to see the procession, which had been promised for the hour of noon\n"
    "and had not yet arrived, although the bells of the town had rung twice already."
)

NARROW = """  It was a fine day in the spring of that year
and the people had come out upon the road
to see the procession. It came.
  Nobody was there to see it go, for it was late
in the night and the bells of the town had
rung twice. The lights were out.
  So they went home, and slept until the noon
of the day after it, as they had never done."""
BOOKS = """Adams, J. A History of the Town of Lynn and of all its Churches, with
    Plates. London, 1848.
Brown, T. Another Book on Things. Lynn, 1850.
Cole, A. On the Use of Salt in Bread, and of Bread in Salt, and of the
    Want of Both. Ely, 1851.
Dale, B. A Short Treatise of Herons. London.
Hale, A. Fens.
Hobbs, T. Inns. Lynn.
York, C. Towns."""


def beside_prose(folder: Path, lines: str) -> str:
    """A chapter in which the lines stand between two paragraphs."""
    return str(written(folder, f"CHAPTER I\n\n{PROSE}\n\n{lines}\n\n{PROSE}\n"))


@pytest.mark.parametrize(
    "lines",
    [
        "+------+      +------+\n| Text | ---> | Book |\n+------+      +------+",
        "   +---+\n   | a |\n   +---+\n     |\n     v\n  output",
        " _____\n|     |\n| box |\n|_____|",
        "tree\n|-- a\n|   |-- b\n`-- c",
        "┌───┐\n│ a │\n└───┘",
        "+---+---+\n| a | b |\n| c | d |\n+---+---+\n| e | f |\n+---+---+\n| g | h |\n+---+---+",
        "    def main():\n        for each in range(10):\n            print(each)",
        "    import os\n\n    def f(x):\n        # _so_ it is\n\n        return x",
        "int main(void) {\n    return 0;\n}",
        "<book>\n  <title>A title</title>\n</book>",
        "    $ edition build\n    $ edition check",
    ],
)
def test_drawings_and_programs_keep_their_lines_and_blanks(lines: str, tmp_path: Path) -> None:
    root = tree(import_file(Path(beside_prose(tmp_path, lines))))
    [listing] = root.iterfind(".//t:eg", TEI)
    kept = listing.xpath(".//text()[not(ancestor::t:fw)]", namespaces=TEI)
    inward = min(len(line) - len(line.lstrip()) for line in lines.split("\n") if line)
    assert "".join(map(str, kept)).split("\n") == [line[inward:] for line in lines.split("\n")]
    assert len(words(root, P)) == 2


@pytest.mark.parametrize(
    "lines",
    [
        "And he went home (as they say);\nAnd so to bed; and that\nwas {all} of it; so it was.",
        "He said = nothing.\nIf it were so, it would be (and is not);",
        "The arrow --> led him on to\nthe house of his fathers, who\nhad come there.",
        "Or is it | she who\nwas | there in the morning,",
        "    return to me, my love,\n    for while we live we love;",
        "if you ask me, love, then I say:\nwhile (you sleep) I pray\nreturn to me",
        "The equation is x = y;\nand so f(x);\nholds.",
        "    Arma vi|rumque ca|no, Tro|iae qui | primus ab | oris\n"
        "    Itali|am fa|to profu|gus La|viniaque | venit",
        "    ___________\n      THE INN\n    ___________",
        "‘No,’--he said--'so'--and it\nwas 'so'--as he had said.",
    ],
)
def test_what_is_no_drawing_and_no_program(lines: str, tmp_path: Path) -> None:
    root = tree(import_file(Path(beside_prose(tmp_path, lines))))
    assert not root.findall(".//t:eg", TEI) and not root.findall(".//t:table", TEI)


def test_a_quotation_beside_a_program_is_no_part_of_it(tmp_path: Path) -> None:
    lines = "    import os\n    import sys\n\n    He said that it was so,\n    and so it was."
    [listing] = tree(import_file(Path(beside_prose(tmp_path, lines)))).iterfind(".//t:eg", TEI)
    assert "".join(listing.itertext()).split() == ["import", "os", "import", "sys"]


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        ("| Name | Year |\n|------|------|\n| Rye  | 1412 |\n| Oats |      |", 1),
        ("  Name | Year\n ------+-----\n  Rye  | 1412\n  Oats |", 1),
        ("+------+------+\n| Name | Year |\n+======+======+\n| Rye  | 1412 |\n| Oats |      |", 1),
        ("| Name | Year |\n| Rye  | 1412 |\n| Oats |      |", 0),
        (
            "+------+------+\n| Name | Year |\n+------+------+\n| Rye  | 1412 |\n"
            "+------+------+\n| Oats |      |\n+------+------+",
            1,
        ),
    ],
)
def test_tables_whose_columns_strokes_part(lines: str, heads: int, tmp_path: Path) -> None:
    root = tree(import_file(Path(beside_prose(tmp_path, lines))))
    rows = [words(row, "t:cell") for row in root.iterfind(".//t:table/t:row", TEI)]
    assert rows == [["Name", "Year"], ["Rye", "1412"], ["Oats", ""]]
    assert len(root.findall(".//t:row[@role='label']", TEI)) == heads


def test_dots_in_cells_that_strokes_part_make_no_table_within_it(tmp_path: Path) -> None:
    lines = "| Wheat ..... 12 s. | good |\n| Rye ....... 13 s. | bad  |"
    root = tree(import_file(Path(beside_prose(tmp_path, lines))))
    rows = [words(row, "t:cell") for row in root.iterfind(".//t:table/t:row", TEI)]
    assert rows == [["Wheat ..... 12 s.", "good"], ["Rye ....... 13 s.", "bad"]]


@pytest.mark.parametrize(
    ("lines", "verses"),
    [
        (
            "    o rose, thou art sick!\n      the invisible worm\n    that flies\n      by",
            4,
        ),
        ("  Blessed are they:\n      for theirs is it.\n  Blessed are they that\n      mourn.", 4),
        ("                TO\n    the only begetter of\n    these sonnets\n       Mr. W. H.", 4),
        ("        all things counter,\n        spare,\n        strange", 3),
        ("           my love\n        is\n     like a rose\n  in the spring of the year", 4),
        ("    it was a fine day in the spring of that year, and they\n    had come out to see.", 0),
        ("John Hobbs\n12 High Street\nLynn", 3),
        ("They saw Hobbs\nand Anne\nand Lynn", 0),
        ('"Yes," he said.\n"No," she said.\n"Why?"', 0),
        ("1. See Hobbs.\n2. Ibid.\n3. Idem", 0),
        (NARROW, 0),
        (BOOKS, 0),
        ("Blessed are they:\n    For theirs is it.\nBlessed are they:\n    They mourn.", 4),
        (f"Source\n    A book\n    of inns\nLicence\n    {PROSE[:70]}\nPublished\n    Lynn", 0),
        (f"{PROSE}\n              yours,\n                  HOBBS.", 2),
    ],
)
def test_lines_that_stand_unevenly_or_are_half_as_long(
    lines: str, verses: int, tmp_path: Path
) -> None:
    """They are kept, as those of shaped verses, psalms, inscriptions and of the end of letters."""
    root = tree(import_file(Path(beside_prose(tmp_path, lines))))
    assert len(root.findall(".//t:l", TEI)) == verses


def test_paragraphs_that_only_their_indents_part(tmp_path: Path) -> None:
    said = f"    {PROSE}\n    “Yes,” he said.\n    {PROSE}\n    “No,” said she."
    root = tree(import_file(Path(beside_prose(tmp_path, said))))
    assert words(root, P)[1:-1] == [" ".join(each.split()) for each in said.split("\n    ")]
    said = said.replace("said.", "said,")
    assert len(words(tree(import_file(Path(beside_prose(tmp_path, said)))), P)) == 3


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("Rye, the very best of it  1414", ["Rye, the very best of it", "1414"]),
        ("Rye and all the oats Surrey   1414", ["Rye and all the oats Surrey", "1414"]),
        ("Rye, oats and peas  Surrey    1414", ["Rye, oats and peas", "Surrey", "1414"]),
        ("Rye           the county of Surrey 1414", ["Rye", "the county of Surrey 1414"]),
    ],
)
def test_one_cell_that_runs_over_leaves_a_table_its_columns(
    row: str, cells: list[str], tmp_path: Path
) -> None:
    lines = ["Name          Place       Year", "Wheat         Kent        1412", row]
    lines += ["Oats          Essex       1415", "Beans         Norfolk     1416"]
    root = tree(import_file(Path(beside_prose(tmp_path, "\n".join(lines)))))
    rows = [words(each, "t:cell") for each in root.iterfind(".//t:row", TEI)]
    assert rows[2] == cells
    assert {len(each) for each in [*rows[:2], *rows[3:]]} == {3}
    of_row = [int(cell.get("cols", "1")) for cell in root.iterfind(".//t:row[3]/t:cell", TEI)]
    assert sum(of_row) == 3


@pytest.mark.parametrize("last", ["nobody asked him about it.", " " * 40 + "behind the house."])
def test_columns_side_by_side_keep_their_lines_and_are_told(last: str, tmp_path: Path) -> None:
    lines = [
        "The inn was older than the roads        It had been told that the lord was",
        "and so was its lord, who came to        never there in the winter, and that",
        "the place when he was a boy and         the servants had the keys of all of",
        last,
    ]
    imported = import_file(Path(beside_prose(tmp_path, "\n".join(lines))))
    assert len(tree(imported).findall(".//t:l", TEI)) == 4
    assert [(f.line, f.column) for f in imported.findings if f.code == "import-columns"] == [(7, 1)]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ("- salt\n- bread of\n  wheat\n- oil", ["- salt", "- bread of wheat", "- oil"]),
        ("  (a) salt;\n  (b) bread.", ["(a) salt;", "(b) bread."]),
        ("9. salt\n10. bread", ["9. salt", "10. bread"]),
        ("(i) salt\n(ii) bread", ["(i) salt", "(ii) bread"]),
        ("1. salt\n3. bread", []),
        ("* salt\n- bread", []),
        ("There were:\n1. salt\n2. bread", []),
        ("- salt\nand\n- bread", []),
        ("- Who goes there?\n- It is I.", []),
        ("— salt\n— bread", []),
    ],
)
def test_lines_that_are_items_of_a_list(lines: str, items: list[str], tmp_path: Path) -> None:
    """They begin with one sign, or with numbers that rise, which are of the text."""
    root = tree(import_file(Path(beside_prose(tmp_path, lines))))
    assert words(root, ".//t:list/t:item") == items


@pytest.mark.parametrize("first", ["", "\t", "    "])
def test_paragraphs_of_one_line_each_without_room_between(first: str, tmp_path: Path) -> None:
    said = [PROSE.replace("\n", " "), "“Yes,” he said.", PROSE.replace("\n", " "), "ANN"]
    text = "CHAPTER I\n" + "\n".join(first + each for each in said) + "\nCHAPTER II\nIt was late.\n"
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, P) == [*said, "It was late."]
    assert words(root, ".//t:head") == ["CHAPTER I", "CHAPTER II"]


def test_numbers_of_verses_at_the_ends_of_their_lines(tmp_path: Path) -> None:
    """They count the lines; other figures there do not, nor do those of prose."""
    lines = ["Sing of the road,", "And of the sea,", "And of the reeds,", "And of me."] * 3
    lines[4:4] = [""]
    numbered = [f"{line}          {n}" if n in {5, 10} else line for n, line in enumerate(lines)]
    root = tree(import_file(Path(beside_prose(tmp_path, "\n".join(numbered)))))
    assert words(root, ".//t:l") == [line for line in lines if line]
    assert [line.get("n") for line in root.iterfind(".//t:l[@n]", TEI)] == ["5", "10"]
    numbered[5] = numbered[5].replace("5", "7")
    root = tree(import_file(Path(beside_prose(tmp_path, "\n".join(numbered)))))
    assert not root.findall(".//t:l[@n]", TEI)
    prose = f"{PROSE}    3\n{PROSE}    6"
    root = tree(import_file(Path(beside_prose(tmp_path, prose))))
    assert not root.findall(".//t:l", TEI)
