"""Plain text: what is set aside (title, contents, pages, ways to other pages), and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.importing.master import import_file
from tests.imported import LONG, TEI, P, shape, tree, words, written

TABLE = (
    "County          Wheat     Oats\nEssex           1,200      340\nKent              980      221"
)


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (TABLE, "Essex"),
        ("The yields were these:\n\n{TABLE}", "The yields were these:"),
        ("It rained.\n\nThe sun came out, and the coach went on.", "It rained."),
        ("Once.\n\nIt was late in the evening when the coach came.", "Once."),
        ("SUMMER\n\nI\n\n{LONG}\n\nWINTER\n\nII\n\n{LONG}", "SUMMER"),
        ("MONDAY\n\nRain all day.", "MONDAY"),
        ("Monday, 3 May\n\nRain all day.", "Monday, 3 May"),
        ("Paris, le 3 mai 1890\n\nIl pleut toute la journée.", "Paris, le 3 mai 1890"),
        ("THE FIRST TALE\n\n{LONG}\n\nTHE OTHER\n\n{LONG}", "THE FIRST TALE"),
        ("Contents\n\nThe Inn .... 1\nThe Mill .... 9\n\nOf the road.\n\n{LONG}", "Of the road."),
        ("The river runs before the day,\n  And all the reeds are still;\n\n{LONG}", "The river"),
    ],
)
def test_what_stands_on_no_title_page(below: str, kept: str, tmp_path: Path) -> None:
    text = f"A BOOK OF ROADS\n\n{below.replace('{TABLE}', TABLE).replace('{LONG}', LONG)}\n"
    imported = import_file(written(tmp_path, text))
    root = tree(imported)
    assert imported.transcription.title == "A BOOK OF ROADS"
    aside = [" ".join("".join(map(str, fw.itertext())).split()) for fw in root.iter("{*}fw")]
    assert not any(kept in each for each in aside)


@pytest.mark.parametrize(
    ("last", "aside"),
    [
        ("the sea is wide\nand I am small\nand nothing comes", 0),
        ("I have the honour to be\nyour most obedient servant", 0),
        ("Name ......... John Smith\nAge .......... 34", 0),
        ("Next", 1),
        ("Last Chapter   |   History Index   |   Next Chapter", 1),
        ("Back to the top\n\nLast updated on: 20.4.2007", 2),
        ("Nächstes Kapitel", 1),
    ],
)
def test_what_leads_elsewhere_at_the_end(last: str, aside: int, tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, f"CHAPTER I\n\n{LONG}\n\n{LONG}\n\n{last}\n")))
    said = ["".join(fw.itertext()) for fw in root.iter("{*}fw")]
    assert sum(any(map(str.isalnum, each)) for each in said) == aside


@pytest.mark.parametrize("title", ["", "LETTERS\n\n"])
def test_letters_that_are_alike_are_no_contents(title: str, tmp_path: Path) -> None:
    letter = "DEAR SIR,\n\nI have it now.\n\nJ. SMITH.\n\n"
    text = title + "".join(f"{number}\n\n{letter}" for number in ("I", "II", "III"))
    root = tree(import_file(written(tmp_path, text)))
    assert [(number, paragraphs) for _, number, _, paragraphs in shape(root)] == [
        ("I", 3), ("II", 3), ("III", 3),
    ]  # fmt: skip


def test_names_of_books_head_what_begins_with_them(tmp_path: Path) -> None:
    text = "".join(
        f"{book}.\n\nCHAPTER I.\n\n{LONG}\n\nCHAPTER II.\n\n{LONG}\n\n"
        for book in ("GENESIS", "EXODUS")
    )
    root = tree(import_file(written(tmp_path, f"THE LAW\n\n{text}")))
    assert "EXODUS." in words(root, ".//t:head")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("PART ONE\n\n1\n\n…\n\n2\n\n…\n\nPART TWO\n\n1\n\n…\n\n2\n\n…", ["1", "2", "1", "2"]),
        ("THE NOVEL\n\n1\n\n…\n\n2\n\n…", ["1", "2"]),
        ("THE NOVEL\n\n1.\n\n…\n\n2.\n\n…", ["1", "2"]),
        ("THE NOVEL\n\nby Ann Example\n\n1\n\n…\n\n2\n\n…", ["1", "2"]),
        ("CHAPTER I\n\n…\n\n1\n\n…\n\n2\n\n…\n\nCHAPTER II\n\n…\n\n1\n\n…", ["1", "2", "1"]),
        ("CHAPTER I\n\n…\n\n1\n\n…\n\n2\n\n…", []),  # they may be at the foot of pages
        ("THE NOVEL\n\n1\n\n… So they\n\n2\n\nwent. …", []),
        ("THE NOVEL\n\n12\n\n…\n\n13\n\n…", []),
    ],
)
def test_numbers_that_stand_alone(text: str, numbers: list[str], tmp_path: Path) -> None:
    """They are of chapters where they begin with one, rise by one, and cut no sentence."""
    root = tree(import_file(written(tmp_path, text.replace("…", LONG) + "\n")))
    heads = [
        number for _, number, head, _ in shape(root) if head == [number] or head == [f"{number}."]
    ]
    assert heads == numbers
    assert len(root.findall(".//t:pb", TEI)) == (0 if numbers else 2)
    assert all(LONG in each for each in words(root, P))


@pytest.mark.parametrize(
    ("text", "pages", "stay"),
    [
        ("…\n\nThe number was\n\n7\n\nand I went in.", [], ["7"]),
        ("… It was\n\n7\n\nand red. …\n\n31\n\n…", [], ["7", "31"]),
        ("… So\n\n1\n\n2 THE INN\n\nit is. …\n… And\n\n3 THE INN\n\nso.", ["1", "2", "3"], []),
        ("…\n\nThey are:\n\n12\n\n7\n\n31\n\n…", [], ["12", "7", "31"]),
        ("1\n\n…\n\n2\n\n…\n\n4\n\n…", [], ["1", "2", "4"]),
        ("… So\n\n41\n\n1\n\nit is. … And\n\n42\n\n2\n\nso.", ["41", "1", "42", "2"], []),
        ("…\n\n1348\n\n…\n\n1349\n\n…", [], ["1348", "1349"]),
        ("…\n\n[3]\n\nO sea,\nO wide,\n\n[4]\n\nO you,\nO me,\n\n[6]\n\n…", ["3", "4", "6"], []),
        ("…\n\n1\n\nO rose,\nO red,\n\n2\n\nO sea,\nO wide,\n\n…", [], ["1", "2"]),
        ("… So\n\n12\n\nit is. …\n\n14\n\n…\n\n15\n\n…\n\n3\n\n…", ["12", "14", "15"], ["3"]),
        ("… So\n\n12\n\nit is. … And\n\n73\n\nso on. …\n\n14\n\n…", ["12", "", "14"], []),
        ("…\n\n-- 2 --\n\n…", ["2"], []),
        ("…\n\n[2]\n\n…", [], ["[2]"]),
        ("… So\n\n[2]\n\nit is. …\n\n[3]\n\n…", ["2", "3"], []),
        ("…\n\n- 1 -\n\n…\n\n- 2 -\n\n…\n\n- 1 -\n\n…\n\n- 2 -\n\n…", [], ["- 1 -", "- 2 -"] * 2),
        ("…\n\n\f… So\n\n7\n\nit is. …\n\n8\n\n\f…\n\n9\n", ["7", "8", "9"], ["7"]),
        ("…\n\n7\n\n\f…\n\n3\n\n\f…\n\n9\n", ["7", "8", "9"], []),
        ("…\n\nvi\n\n\f…\n\n- vii -\n\n\f…\n\n1\n\n\f…\n\n2\n", ["vi", "vii", "1", "2"], []),
    ],
)
def test_numbers_that_stand_alone_are_of_pages_in_a_series(
    text: str, pages: list[str], stay: list[str], tmp_path: Path
) -> None:
    """It rises and cuts sentences; a number beside it is of the text, or a page’s misread."""
    imported = import_file(written(tmp_path, f"CHAPTER I\n\n{text.replace('…', LONG)}\n"))
    root = tree(imported)
    assert [pb.get("n", "") for pb in root.iterfind(".//t:pb", TEI)] == pages
    assert [each for each in words(root, P) if len(each) < 8] == stay
    codes = {finding.code for finding in imported.findings}
    assert ("import-numbers" in codes) is bool(stay) and "import-call-unanswered" not in codes


@pytest.mark.parametrize("after", ["CHAPTER I\n\n…", "PREFACE\n\n…", "…"])
def test_a_year_on_the_title_page_numbers_no_page(after: str, tmp_path: Path) -> None:
    text = f"A BOOK OF ROADS\n\nby Ann Example\n\nLONDON\n\n1912\n\n{after.replace('…', LONG)}\n"
    root = tree(import_file(written(tmp_path, text)))
    assert not root.findall(".//t:pb", TEI)
    assert ("1912" in words(root, ".//t:body")[0]) is (after == "…")  # a chapter may be of a year
