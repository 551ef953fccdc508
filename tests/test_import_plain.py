"""Plain text: headings, pages, notes, verses, tables and plays are known by how they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.importing.master import import_file
from tests.imported import LONG, TEI, TRANSCRIPTIONS, P, of, shape, tree, words, written


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
        (["Name   Year", "Wheat   1,412", "Rye       988", "Oats       --"], 4),  # one off
        (["Wheat  Year  Price", "Rye     12     1"], 0),
        (
            [
                "Wheat            12 s.",
                "Rye               8 s.",
                "Oats, the best",
                "  of all          3 s.",
            ],
            3,
        ),
        (["Wheat       12 s.", "  of Kent", "Rye          8 s.", "Oats         3 s."], 3),
        (["Wheat   dear", "Rye     not, but", "         wanted", "Oats    cheap"], 3),
        (["Wheat ..... 12 s.", "Rye . . . . 8 s."], 2),
        (["Wheat ..... 12 s.", "Rye  . . . .  8 s.", "Oats.......... 3 s.", "Peas... 4 s."], 4),
        (["Wheat ..... 12 s.", "Rye . . . . 8 s.", "All told      20 s."], 3),
        (["Wheat ..... 12 s.", "Rye . . . . 8 s.", "They were dear ... and I said so"], 0),
        (
            [
                "“Engaged?  I trust not.”  I had",
                "hoped for better things.  Quite",
                "so; yes, madam.",
            ],
            0,
        ),
        (["He sat ..... and sat.", "He rose."], 0),
        (["The inn was older than the roads  and so was its lord, who came"] * 3, 0),  # columns
    ],
)
def test_tables_of_plain_text(lines: list[str], rows: int, tmp_path: Path) -> None:
    text = "\n".join(
        ["It was late in the evening when the coach came.", "", *lines, "", "So it was."]
    )
    root = tree(import_file(written(tmp_path, text)))
    assert len(root.findall(".//t:table/t:row", TEI)) == rows
    assert not rows or words(root, ".//t:cell")[0].split()[0] in {"Wheat", "Name"}


def test_cells_that_run_over(tmp_path: Path) -> None:
    lines = [
        "Apples   a pound      2s. 4d.", "Plums, the best of", "  the Worcester kind  3s.",
        "Pears    a pound      1s. 2d.", "  not", "  _dear_", "Figs     a pound      4s. of",
        "                      the Turk",
    ]  # fmt: skip
    text = "\n".join([LONG, "", *lines, "", LONG])
    root = tree(import_file(written(tmp_path, text)))
    rows = [words(row, "t:cell") for row in root.iterfind(".//t:row", TEI)]
    assert rows == [
        ["Apples", "a pound", "2s. 4d."], ["Plums, the best of the Worcester kind", "3s."],
        ["Pears not dear", "a pound", "1s. 2d."], ["Figs", "a pound", "4s. of the Turk"],
    ]  # fmt: skip
    assert words(root, ".//t:hi") == ["dear"]
    assert [cell.get("cols") for cell in root.iterfind(".//t:row[2]/t:cell", TEI)] == ["2", None]


@pytest.mark.parametrize(
    ("lines", "caesuras"),
    [
        (["Hwæt we Gardena    in geardagum", "Hu ða æþelingas    ellen fremedon"], 2),
        (["    O     come", "    to    me", "    my    love"], 3),
        (["    the    sea", "  is    wide    and", "    I    am    small", "       here"], 0),
    ],
)
def test_verses_with_gaps_are_no_tables(lines: list[str], caesuras: int, tmp_path: Path) -> None:
    text = "\n".join([f"{LONG}\n{LONG}", "", *lines, "", f"{LONG}\n{LONG}"])
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:l") == [" ".join(line.split()) for line in lines]
    assert len(root.findall(".//t:l/t:caesura", TEI)) == caesuras


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


@pytest.mark.parametrize("room", ["\n\n", "\n"])
@pytest.mark.parametrize("after", [". ", ".\n", "\n", ": "])
def test_plays_of_plain_text(after: str, room: str, tmp_path: Path) -> None:
    names = {name: name.upper() + after for name in ("hobbs", "anne", "porter")}
    play = PLAY.format(**names).replace("Characters\n\n", f"Characters{room}")
    root = tree(import_file(written(tmp_path, play)))
    speakers = [words.strip(".:") for words in words(root, ".//t:sp/t:speaker")]
    assert speakers == ["HOBBS", "ANNE", "HOBBS", "ANNE", "PORTER", "HOBBS", "ANNE"]
    assert words(root, ".//t:role") == ["HOBBS", "ANNE"]
    assert words(root, ".//t:castItem")[0].endswith("slept since the fair")
    assert words(root, ".//t:stage") == ["[Enter HOBBS.]", "[Yawns.]", "(softly)", "[Exeunt.]"]
    assert len(root.findall(".//t:sp[1]/t:lg/t:l", TEI)) == 2
    assert words(root, ".//t:sp[2]/t:p")[0] == "He sleeps, as he does."
    assert words(root, ".//t:div/t:head") == [
        "Characters", "ACT I", "SCENE I. Before the inn.", "SCENE II. A street.",
    ]  # fmt: skip
    assert words(root, ".//t:div/t:p") == ["It is late."]


SCENES = """THE INN

ACT I

MRS. ALVING. Come in.

M. DUPONT. Thank you.

MRS. ALVING. Sit down.

M. DUPONT. No.

MRS. ALVING. Yes.

M. DUPONT. No.

{0}

MRS. ALVING. Go.
"""


@pytest.mark.parametrize(
    ("speech", "speakers", "stage"),
    [
        ("MRS. ALVING and M. DUPONT. Well!", ["MRS. ALVING and M. DUPONT."], []),
        ("MRS. ALVING, M. DUPONT. WELL!", ["MRS. ALVING, M. DUPONT."], []),
        ("MRS. ALVING, smiling. Go.", ["MRS. ALVING,"], ["smiling."]),
        ("MRS. ALVING—Go.", ["MRS. ALVING"], []),
        ("1ST GUEST. So?\n\n2. LORD. So!", ["1ST GUEST.", "2. LORD."], []),
        ("TOM and LADY ANNE (together)\nHere!", ["TOM and LADY ANNE"], ["(together)"]),
        ("A VOICE FROM WITHOUT. Help!", ["A VOICE FROM WITHOUT."], []),
        ("Mrs. Alving. Go. (Aside.) So.", ["Mrs. Alving."], ["(Aside.)"]),
        ("STOP", [], []),
        ("M. DUPONT.\n\nNo. (Aside.) Yes.", ["M. DUPONT."], ["(Aside.)"]),
        (
            "M. DUPONT.\n\nNo.\n\nMRS. ALVING, aside.\n\nYes.",
            ["M. DUPONT.", "MRS. ALVING,"],
            ["aside."],
        ),
        ("REV. J. HALE. So?", ["REV. J. HALE."], []),
        ("MRS. ALVING [_Rises._] Go.", ["MRS. ALVING"], ["[Rises.]"]),
        ("MRS. ALVING [..] Go.", ["MRS. ALVING"], []),
        ("MRS. ALVING _(aside)._ Go.", ["MRS. ALVING"], ["(aside)."]),
        ("MRS. ALVING, riant.--Go.", ["MRS. ALVING,"], ["riant."]),
        ("MRS. ALVING laughs.\nGo.", ["MRS. ALVING"], ["laughs."]),
        ("MRS. ALVING laughs.\n\nM. DUPONT. Go.", ["M. DUPONT."], ["MRS. ALVING laughs."]),
        ("MRS. ALVING\nNO", ["MRS. ALVING"], []),
        ("MRS. ALVING.\nM. DUPONT.", ["MRS. ALVING."], []),
        ("MRS. ALVING\n\nNEVER.\n\nIt is late.", ["MRS. ALVING"], []),
        ("MRS. ALVING.\n\nM. Dupont.", ["MRS. ALVING."], []),
        (
            "M. DUPONT\n\nNo.\n\nMRS. ALVING, à part\n\nGo.",
            ["M. DUPONT", "MRS. ALVING,"],
            ["à part"],
        ),
        ("MRS. ALVING  Go.", ["MRS. ALVING"], []),
        ("_Mrs. Alving._ Go.      [_Exit_ M. DUPONT.", ["Mrs. Alving."], ["[Exit M. DUPONT."]),
        ("[_Exit_ M. DUPONT.", [], ["[Exit M. DUPONT."]),
        ("**MRS. ALVING**\n\nGo.", ["MRS. ALVING"], []),
        (
            "MRS. ALVING goes to the window. He looks out.",
            [],
            ["MRS. ALVING goes to the window. He looks out."],
        ),
        ("MRS. ALVING aside. Go.", [], []),
        ("MRS. ALVING. 1. Salt.\n2. Oil.", ["MRS. ALVING."], []),
    ],
)
def test_how_plays_print_who_speaks(
    speech: str, speakers: list[str], stage: list[str], tmp_path: Path
) -> None:
    root = tree(import_file(written(tmp_path, SCENES.format(speech))))
    assert words(root, ".//t:speaker")[6:-1] == speakers and not root.findall(".//t:list", TEI)
    assert words(root, ".//t:stage") == stage
    assert words(root, ".//t:head") == ["ACT I"]


def test_somebody_speaks_but_once_in_a_play_of_names_above_the_words(tmp_path: Path) -> None:
    scene = "ANNE\n\nThe Jews. They are late.\n\nTOM\n\nSo?\n\n" * 3
    voice = "THE VOICE\n\nBe silent.\n\n\n\nTHE GARDEN\n\nIt is late.\n\n"
    page = "TOM HALE\n\nA Play\n\nPERSONS\n\nANNE\nTOM HALE\n\nACT I\n\n"
    imported = import_file(written(tmp_path, f"{page}{scene}{voice}{scene}"))
    assert (imported.transcription.title, imported.transcription.author) == ("TOM HALE", "")
    root = tree(imported)
    assert words(root, ".//t:speaker") == [*["ANNE", "TOM"] * 3, "THE VOICE", *["ANNE", "TOM"] * 3]
    assert words(root, ".//t:head") == ["PERSONS", "ACT I", "THE GARDEN"]
    assert words(root, ".//t:sp/t:p")[:2] == ["The Jews. They are late.", "So?"]


@pytest.mark.parametrize(("line", "lasts"), [("Steward. What?", False), ("Yes. I say yes.", True)])
def test_what_somebody_else_may_say_ends_a_speech(line: str, lasts: bool, tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, SCENES.format(line))))
    assert (line in words(root, ".//t:sp/t:p")) is lasts
    assert line in words(root, ".//t:p")


def test_a_short_play_of_persons_in_its_cast(tmp_path: Path) -> None:
    text = "THE INN\n\nPersons\n\nHOBBS\nANNE\n\nACT I\n\n" + "HOBBS. So?\n\nANNE. So!\n\n" * 2
    assert len(tree(import_file(written(tmp_path, text))).findall(".//t:sp", TEI)) == 4


@pytest.mark.parametrize("after", [" ", "\n"])
def test_a_play_whose_names_are_in_small_letters(after: str, tmp_path: Path) -> None:
    scene = f"Ham.{after}To be?\n\nOph.{after}My lord.\n\n" * 3 + f"King.{after}What?\n"
    root = tree(import_file(written(tmp_path, f"HAMLET\n\nACT I\n\n{scene}")))
    assert words(root, ".//t:speaker") == ["Ham.", "Oph."] * 3 + ["King."]


@pytest.mark.parametrize(
    ("speech", "speaker", "stage"),
    [
        ("Mrs. Linde (timidly). Is he here?", "Mrs. Linde", ["(timidly)."]),
        ("Jack and Ann. [Together.] Yes!", "Jack and Ann.", ["[Together.]"]),
        ("John of Gaunt.\nNo.", "John of Gaunt.", []),
        ("Well. It is late.", "Jack.", []),
    ],
)
def test_remarks_behind_names_in_small_letters(
    speech: str, speaker: str, stage: list[str], tmp_path: Path
) -> None:
    scene = "Ann. To be, as well?\n\nJack. My lord.\n\n" * 3
    root = tree(import_file(written(tmp_path, f"HAMLET\n\nACT I\n\n{scene}{speech}\n")))
    assert words(root, ".//t:speaker")[-1] == speaker
    assert words(root, ".//t:stage") == stage


FOLGER = """Hamlet
by William Shakespeare
Edited by Barbara A. Mowat

Characters in the Play
======================
HAMLET, Prince of Denmark
  and others
THE GHOST

ACT 1
=====

Scene 1
=======
[Enter Barnardo.]

BARNARDO  Who's there?

FRANCISCO
Nay, answer me. No.... I am, and shall be,
not here.

BARNARDO  Long live.... Long live the
King!....  He is not.

FRANCISCO  Barnardo.

BARNARDO  He.

FRANCISCO
{0}
"""


def test_a_play_of_headings_underlined_and_names_set_apart(tmp_path: Path) -> None:
    """A gap, or dots, in a speech make no table of it."""
    imported = import_file(written(tmp_path, FOLGER.format("Yes.")))
    assert (imported.transcription.title, imported.transcription.author) == (
        "Hamlet", "William Shakespeare"
    )  # fmt: skip
    root = tree(imported)
    assert words(root, ".//t:head") == ["Characters in the Play", "ACT 1", "Scene 1"]
    assert words(root, ".//t:role") == ["HAMLET", "THE GHOST"]
    assert words(root, ".//t:speaker") == ["BARNARDO", "FRANCISCO"] * 3
    assert root.findall(".//t:table", TEI) == []
    assert words(root, ".//t:sp/t:p")[1] == "Nay, answer me. No.... I am, and shall be, not here."


def test_verses_of_a_play_may_begin_small(tmp_path: Path) -> None:
    said = "Hipogrifo violento\nque corriste parejas con el viento,\nrayo sin llama,\n"
    said += "pájaro sin matiz, pez sin escama,"
    scene = f"ROSAURA\n\n{said}\n\nCLARÍN\n\n{said}\n\n" * 3
    root = tree(import_file(written(tmp_path, f"LA VIDA\n\nJORNADA PRIMERA\n\n{scene}")))
    assert len(root.findall(".//t:sp/t:lg/t:l", TEI)) == 24


@pytest.mark.parametrize(
    "above", ["PERSONS OF THE DIALOGUE: Meno, Socrates.", "THE FIRST DIALOGUE", "IT WAS SO"]
)
def test_a_dialogue_without_acts(above: str, tmp_path: Path) -> None:
    said = "SOCRATES: I have.\n\n" + "MEN: Why?\n\nSOC: I know not.\n\n" * 3
    root = tree(import_file(written(tmp_path, f"MENO\n\nby Plato\n\n{above}\n\n{said}")))
    expected = [] if above == "IT WAS SO" else ["SOCRATES:", *["MEN:", "SOC:"] * 3]
    assert words(root, ".//t:speaker") == expected


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("CONVERSATIONS WITH MY UNCLE\n\nA DIALOGUE IN THE GARDEN", ("DEATH", "LOVE")),
        ("A Dialogue", ("Monday", "Tuesday")),
    ],
)
def test_what_only_tells_of_dialogues_is_none(
    title: str, names: tuple[str, str], tmp_path: Path
) -> None:
    """Nor do small letters speak where only a title calls it one."""
    said = "".join(f"{name}. It rained all day.\n\n" for name in names) * 3
    root = tree(import_file(written(tmp_path, f"{title}\n\n{LONG}\n\n{said}")))
    assert words(root, ".//t:speaker") == []


def test_several_speeches_of_names_in_small_letters_in_a_block(tmp_path: Path) -> None:
    scene = "  Fran. Nay answer\nme?\n  Ber. He\n\n" * 3 + "  Ber. He\nis.\n  Hor. A peece of him\n"
    root = tree(import_file(written(tmp_path, f"HAMLET\n\nACT I\n\n{scene}")))
    assert words(root, ".//t:speaker") == ["Fran.", "Ber."] * 3 + ["Ber.", "Hor."]


@pytest.mark.parametrize(
    ("persons", "roles"),
    [
        ("Nathan, a rich Jew in the city of Jerusalem.\nSaladin.\nA young Templar.",
         ["Nathan", "Saladin"]),
        ("NATHAN.\n\nSALADIN.", ["NATHAN", "SALADIN"]),
        ("Nathan.\n\nSaladin, the Sultan.\n\nThe scene is in Jerusalem.", ["Nathan", "Saladin"]),
    ],
)  # fmt: skip
def test_persons_of_a_play_whose_entries_have_stops(
    persons: str, roles: list[str], tmp_path: Path
) -> None:
    scene = "ACT I\n\nSCENE I\n\nNATHAN. SALADIN.\n\n"
    scene += "NATHAN. Yes.\n\nSALADIN. No.\n\n" * 3
    root = tree(import_file(written(tmp_path, f"NATHAN\n\nPERSONS.\n\n{persons}\n\n{scene}")))
    assert words(root, ".//t:castItem/t:role") == roles
    assert len(root.findall(".//t:castList", TEI)) == 1
    assert words(root, ".//t:speaker") == ["NATHAN.", "SALADIN."] * 3
    assert words(root, ".//t:head") == ["PERSONS.", "ACT I", "SCENE I", "NATHAN. SALADIN."]


def test_directions_among_verses(tmp_path: Path) -> None:
    """They are lines of their own; a verse behind a name is no further out than the next."""
    said = "     HOBBS. The net is wet, my lord,\n     The tide is out.\n          Enter ANNE.\n"
    said += "     Who is it there,\n     And what?\n          [Exit.]\n\n     ANNE. So.\n\n"
    root = tree(import_file(written(tmp_path, f"THE INN\n\nACT I\n\n{said * 3}")))
    names = [etree.QName(each).localname for each in root.iterfind(".//t:sp[1]/*", TEI)]
    assert names[:4] == ["speaker", "lg", "stage", "lg"]
    assert words(root, ".//t:stage")[:2] == ["Enter ANNE.", "[Exit.]"]
    assert {line.get("rend") for line in root.iterfind(".//t:l", TEI)} == {None}


@pytest.mark.parametrize("above", ["Enter HOBBS.\n\n", ""])
def test_a_cast_ends_where_its_persons_speak(above: str, tmp_path: Path) -> None:
    scene = "HOBBS. So?\nIt is late.\n\nANNE. So!\n\n" * 3
    text = f"THE INN\n\nPersons\n\nHOBBS.\nANNE, his wife.\n\n{above}{scene}"
    root = tree(import_file(written(tmp_path, text)))
    assert words(root, ".//t:role") == ["HOBBS", "ANNE"]
    assert words(root, ".//t:speaker") == ["HOBBS.", "ANNE."] * 3


def test_the_dash_that_parts_a_name_from_a_speech_is_the_page_s(tmp_path: Path) -> None:
    scene = "M. DUPONT.--Il pleut.\n\nANNE. — Oui--et puis?\n\n" * 3
    root = tree(import_file(written(tmp_path, f"LA PLUIE\n\nSCÈNE I\n\n{scene}")))
    assert words(root, ".//t:sp/t:p")[:2] == ["Il pleut.", "Oui--et puis?"]


def test_a_list_of_what_is_to_come_is_no_series_of_empty_acts(tmp_path: Path) -> None:
    acts = "ACT I. The garden of the inn.{0}ACT II. A street.{0}ACT III. The same.\n\n"
    text = "".join(f"{act}\n\nANNE. Yes.\n\nTOM. No.\n\n" * 2 for act in ("FIRST ACT", "ACT II"))
    for room in ("\n\n", "\n"):
        play = f"THE INN\n\nTHE SCENES OF THE PLAY\n\n{acts.format(room)}{text}"
        assert words(tree(import_file(written(tmp_path, play))), ".//t:div[@type='act']/t:head")[
            :1
        ] == ["FIRST ACT"]


@pytest.mark.parametrize(
    "said",
    [
        "NOTE. It is finite.\n\nCOROLLARY. It is one.\n\n[The translator has nothing here.]",
        "LONDON. He came.\n\nYORK. He did not.\n\n[Here is a charter of London.]",
        "ACT I\n\nSECTION 1. It is paved.\n\nPROVISO. Nothing else.\n\nPENALTY. Ten pounds.",
    ],
)
def test_treatises_chronicles_and_statutes_are_no_plays(said: str, tmp_path: Path) -> None:
    text = "PART I\n\n" + f"{said}\n\n" * 3
    assert not tree(import_file(written(tmp_path, text))).findall(".//t:sp", TEI)


def test_who_is_in_a_scene_says_nothing(tmp_path: Path) -> None:
    scene = (
        "1. Auftritt\n\nPopowa (in Trauer) und Lukas.\n\nLukas: Ja?\n\nPopowa (leise): Nein.\n\n"
    )
    root = tree(import_file(written(tmp_path, f"DER BÄR\n\n{scene * 3}")))
    assert words(root, ".//t:speaker") == ["Lukas:", "Popowa"] * 3


def test_what_may_be_a_table_keeps_its_lines(tmp_path: Path) -> None:
    lines = "Wheat, in the year of the fair, when it was dear\t12 s.\nRye\t8 s.\n"
    root = tree(import_file(written(tmp_path, f"It was late.\n\n{lines}\nSo it was.\n")))
    assert words(root, ".//t:l")[1] == "Rye 8 s."


def test_names_that_come_back_make_no_play(tmp_path: Path) -> None:
    diary = "A DIARY\n\n" + "MONDAY. We went out.\n\nTUESDAY. We came back.\n\n" * 3
    diary += "[The next page is torn.]\n"
    assert not tree(import_file(written(tmp_path, diary))).findall(".//t:sp", TEI)


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
    for left in ("one-and-forty", "to-day.", "ham-let", "Mill-Thirkettle"):
        assert left in read
    assert [f.message for f in imported.findings if f.code == "import-hyphens"] == [
        "2 words that a line’s end parts are read whole: broken, village",
        "2 hyphens at lines’ ends stay, of words that are not known: and-forty, ham-let",
    ]
    [read] = words(tree(import_file(tmp_path / "a.txt", lexicon=lambda _: {"hamlet", "today"})), P)
    assert "the hamlet upon" in read
    assert "to-day." in read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Im Jahre 1914-\n18 der Krieg", "Im Jahre 1914-18 der Krieg"),
        ("die Nord-\n  Süd-Bahn", "die Nord-Süd-Bahn"),
        ("Die Kinder-\nund Hausmärchen", "Die Kinder- und Hausmärchen"),
        ("Un grand'-\nmère, peut-\nêtre well-\nto-do", "Un grand'-mère, peut-être well-to-do"),
        ("Die Müt=\nter der Kin¬\nder", "Die Mütter der Kinder"),
        ("Die Haupt=\nund =fette Wör=\nter", "Die Haupt= und fette Wör ter"),
        ("The man--\nhe came -\nand went", "The man-- he came - and went"),
        (
            "A--b. The man--\nhe came\n--so, Mr. B--\nsaid",
            "A--b. The man--he came--so, Mr. B-- said",
        ),
        ("a—b. a— B. the man—\nhe came—\nHobbs so", "a—b. a— B. the man—he came— Hobbs so"),
        ("Er kam – so – und ging –\nund so", "Er kam – so – und ging – und so"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_hyphens_at_line_ends(text: str, read: str, name: str, tmp_path: Path) -> None:
    """They stay without a blank behind them, but where they stand for what follows."""
    text = f"{LONG}\n\n{text} one day, and nobody came to see them of a morning,\nand so on.\n"
    imported = tree(import_file(written(tmp_path, text, name)))
    if name.endswith("md"):
        read = read.replace("fette Wör", "=fette Wör=")
    assert words(imported, P)[1].startswith(f"{read} one day")


def test_hyphens_within_the_blocks_of_markdown(tmp_path: Path) -> None:
    text = "- a well-\n  known\n\n> moun-\n> tains, mountains\n\n```\na-\nb\n```\n"
    root = tree(import_file(written(tmp_path, text, "a.md")))
    assert words(root, ".//t:item") == ["a well-known"]
    assert words(root, ".//t:quote") == ["mountains, mountains"]
    assert words(root, ".//t:eg") == ["a- b"]


def test_short_lines_that_divide_words_are_no_verses(tmp_path: Path) -> None:
    for text in ("Die Arbeit¬\ner und Müt=\nter kamen.", "Les mon-\ntagnes et peut-\nêtre il."):
        assert len(words(tree(import_file(written(tmp_path, f"{text}\n"))), P)) == 1


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
        ("BALLADS\n\nSong I.\n\n…\n\nSong II.\n\n…\n", ["Song I.", "Song II."]),
        (
            "TALES\n\nThe Frog\n\n…\n\nCat and Mouse\n\n…\n\nThe Child\n\n…\n",
            ["The Frog", "Cat and Mouse", "The Child"],
        ),
        ("TALES\n\nThe Frog\n\n…\n\nThe Child\n\n…\n\nPART II\n\n…\n", [("II", "PART II")]),
        (
            "FIRST DAY\n\nTale I\n\n…\n\nSECOND DAY\n\nTale I\n\n…\n",
            [("1", "FIRST DAY"), ("I", "Tale I"), ("2", "SECOND DAY"), ("I", "Tale I")],
        ),
        ("1. Akt\n\n…\n\n2. Akt\n\n…\n", [("1", "1. Akt"), ("2", "2. Akt")]),
        ("ACTO I\n\nCUADRO II\n\n…\n", [("I", "ACTO I"), ("II", "CUADRO II")]),
        ("CAPÍTULO I\n\n…\n\nCUADRO 2. PAN\n\n…\n", [("I", "CAPÍTULO I"), "CUADRO 2. PAN"]),
        ("II. AUFZUG\n\n…\n", [("II", "II. AUFZUG")]),
        ("1st PART\n\n…\n\n2nd PART: SUMMER\n\n…\n", [("1", "1st PART"), ("2", "SUMMER")]),
        ("Einundzwanzigstes Capitel\n\n…\n", [("21", "Einundzwanzigstes Capitel")]),
        ("Erstes Kapitel\n\n»Was ist das ...«\n\n…\n", [("1", "Erstes Kapitel")]),
        (
            "THE HOUSE\n\nContents\n\nEconomy\nThe Pond\n\nEconomy\n\n…\n\nThe Pond\n\n…\n",
            ["Economy", "The Pond"],
        ),
    ],
)
def test_numbers_of_headings(
    text: str, divisions: list[tuple[str, str] | str], tmp_path: Path
) -> None:
    """They are believed in a series, or where nothing else can be meant."""
    expected = [("", each) if isinstance(each, str) else each for each in divisions]
    assert divided(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("THE MILL\n\nby Ann Hale\n\nPRELUDE\n\n…\n\nCHAPTER I\n\n…\n", ["PRELUDE", "CHAPTER I"]),
        ("DIE MÜHLE\n\nvon\n\nAnna Hale\n\nVorrede\n\n…\n\nErstes Kapitel\n\n…\n",
         ["Vorrede", "Erstes Kapitel"]),
        ("THE CATECHISM\n\nby Martin Luther\n\nThe First Commandment.\n\n_Thou shalt not._\n\n…\n\n"
         "The Second Commandment.\n\n…\n", ["The First Commandment.", "The Second Commandment."]),
        ("KATECHISMUS\n\nDas erste Hauptstück\n\n…\n\nDas zweite Hauptstück\n\n…\n",
         ["Das erste Hauptstück", "Das zweite Hauptstück"]),
        ("LES FLEURS\n\npar\n\nCharles Hale\n\nSPLEEN ET IDÉAL\n\nI\n\n…\n\nII\n\n…\n\nLE VIN"
         "\n\nI\n\n…\n", ["SPLEEN ET IDÉAL", "I", "II", "LE VIN", "I"]),
        ("A DICTIONARY\n\nby Ambrose Hale\n\nH\n\n…\n\nI\n\n…\n\nJ\n\n…\n".replace(
            "\n\nH", "".join(f"\n\n{letter}\n\n…" for letter in "ABCDEFG") + "\n\nH"),
         [*"ABCDEFGHIJ"]),
        ("ON TRUTH\n\nby Ann Hale\n\n" + "A\n\n…\n\nB\n\n…\n\nC\n\n…\n\n" * 2, []),
        ("COOKERY\n\nby Ann Hale\n\nSOUPS\n\nLEEK SOUP\n\n…\n\nFISH\n\nCOD\n\n…\n",
         ["SOUPS", "LEEK SOUP", "FISH", "COD"]),
        ("THE MILL\n\nAnn Hale\n\nLONDON: 1898\n\n…\n\nCHAPTER II\n\n…\n", ["CHAPTER II"]),
        ("THE MILL\n\nby Ann Hale\n\nA Novel\n\n…\n\nCHAPTER II\n\n…\n", ["CHAPTER II"]),
        ("THE MILL\n\nby Ann Hale\n\nWith Ten Plates\n\n…\n\nCHAPTER II\n\n…\n", ["CHAPTER II"]),
        ("THE MILL\n\nby Ann Hale\n\nEX LIBRIS\n\n…\n\nCHAPTER II\n\n…\n", ["CHAPTER II"]),
        ("THE MILL\n\nAnn Hale\n\nIt rained.\n\n…\n\nCHAPTER II\n\n…\n", ["CHAPTER II"]),
    ],
)  # fmt: skip
def test_the_first_heading_is_none_of_the_title_page(
    text: str, heads: list[str], tmp_path: Path
) -> None:
    assert [head for _, head in divided(tmp_path, text)] == heads


@pytest.mark.parametrize(
    "said",
    [
        '"Alone?"\n\n"Yes."\n\n"Quite?"\n\n"Alone?"\n\n…\n\n"Yes?"\n\n"Quite?"',
        "The Inn\n\nThe Mill\n\n…\n\nThe Inn\n\n…\n\nThe Mill",
    ],
)
def test_lines_that_come_back_head_nothing(said: str, tmp_path: Path) -> None:
    """Below “Contents” they would."""
    text = f"CHAPTER I\n\n…\n\n{said}\n\n…\n"
    assert divided(tmp_path, text) == [("I", "CHAPTER I")]


@pytest.mark.parametrize("line", ["A. H.", "I. H. S.", "AB : BC :: CD : DE", "ABC = DEF"])
def test_initials_and_formulae_head_nothing(line: str, tmp_path: Path) -> None:
    assert divided(tmp_path, f"CHAPTER I\n\n…\n\n{line}\n\n…\n") == [("I", "CHAPTER I")]


def test_what_publishers_advertise_is_no_chapter(tmp_path: Path) -> None:
    own = "BY THE SAME AUTHOR\n\nTHE INN. Crown 8vo, 6s.\n\nLONDON: WINDUS, PICCADILLY.\n"
    text = f"{own.split('.')[0]}\n\nTHE MILL\n\nCHAPTER I\n\n{LONG}\n\nTHE END\n\n{own}"
    imported = import_file(written(tmp_path, text))
    assert (imported.transcription.title, imported.transcription.author) == ("THE MILL", "")
    root = tree(imported)
    assert words(root, ".//t:head") == ["CHAPTER I"]
    assert len(root.findall(".//t:fw[@type='advertisement']", TEI)) == 3


@pytest.mark.parametrize(
    ("page", "title", "author"),
    [
        ("TOM JONES\n\nA Novel", "TOM JONES", ""),
        ("TOM JONES\n\nNotes by the editors of this edition", "TOM JONES", ""),
        ("Tom Jones\n\nReviews of the Year 1855", "Reviews of the Year 1855", "Tom Jones"),
        ("Tom Jones\n\nLove Story", "Love Story", "Tom Jones"),
    ],
)
def test_a_name_above_a_kind_of_book_is_its_title(
    page: str, title: str, author: str, tmp_path: Path
) -> None:
    found = import_file(written(tmp_path, f"{page}\n\nCHAPTER I\n\n{LONG}\n")).transcription
    assert (found.title, found.author) == (title, author)


@pytest.mark.parametrize(
    ("own", "title", "heads"),
    [
        ("{priced}\n\nTHE MILL\n\nCHAPTER I\n\nIt was so.\n", "THE MILL", ["CHAPTER I"]),
        ("THE MILL\n\nCHAPTER I\n\n{LONG}\n\nTHE END\n\n{priced}\n\nThe author thanks the vicar of "
         "Lynn, who lent her his register for a year.\n\nPRINTED BY J. WINDUS\n",
         "THE MILL", ["CHAPTER I", "BY THE SAME AUTHOR"]),
    ],
)  # fmt: skip
def test_what_publishers_advertise_takes_nothing_of_the_book(
    own: str, title: str, heads: list[str], tmp_path: Path
) -> None:
    priced = "BY THE SAME AUTHOR\n\nTHE INN. 12mo. $1.25.\n\nTHE FEN. 12mo. $1.50."
    imported = import_file(written(tmp_path, own.format(priced=priced, LONG=LONG)))
    root = tree(imported)
    assert (imported.transcription.title, words(root, ".//t:head")) == (title, heads)
    assert not root.findall(".//t:fw[@type='advertisement']", TEI)


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("PART I\n\nBOOK I\n\n…\n\nBOOK II\n\n…\n", [0, 1, 1]),
        ("BOOK I\n\nPART I\n\n…\n\nBOOK II\n\n…\n", [0, 1, 0]),
        ("PART I\n\n…\n\nBOOK II\n\nPART I\n\n…\n", [0, 0, 1]),
        ("PREFACE\n\n…\n\nI. LIFE.\n\n…\n\nII. LOVE.\n\n…\n", [0, 0, 0]),
        ("INTRODUCTION\n\nI\n\n…\n\nII\n\n…\n", [0, 1, 1]),
        ("BOOK I\n\nTHE ARGUMENT\n\n…\n\nBOOK II\n\nTHE ARGUMENT\n\n…\n", [0, 0]),
        ("LETTER I\n\n…\n\nTHE ARGUMENT\n\n…\n\nREGISTER\n\n…\n", [0, 1, 1]),
    ],
)
def test_what_stands_within_what(text: str, depths: list[int], tmp_path: Path) -> None:
    root = tree(import_file(written(tmp_path, text.replace("…", LONG))))
    assert [depth for depth, *_ in shape(root)] == depths


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
        ("LA CASA\n\ndi\n\nERNESTO BALDINI", ("LA CASA di ERNESTO BALDINI", "")),
        ("LA VIDA\n\nCOMEDIA\n\nDE\n\nDON PEDRO DE LA CASA", ("LA VIDA", "DON PEDRO DE LA CASA")),
        ("QUIET HOUSES\n\nAnn Mill", ("QUIET HOUSES", "Ann Mill")),
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


def test_the_end_of_it_is_a_sentence(tmp_path: Path) -> None:
    text = f"CHAPTER I\n\n{LONG}\n\nThe end of it was that nobody came.\n"
    assert not tree(import_file(written(tmp_path, text))).findall(".//t:trailer", TEI)


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
