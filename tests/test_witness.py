"""The witness is reproduced from the master; a change on either side is found at its place."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.witness import check_witness, witness_lines, witness_text

SOURCE = Path(__file__).parent.parent / "source"
MASTER, WITNESS = SOURCE / "chapter-6.xml", SOURCE / "witness.txt"

SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt>
    <editor xml:id="translator" role="translator"/><respStmt xml:id="editors"/>
  </titleStmt></fileDesc></teiHeader>
  <text>
    <body>
      <!-- a line of its own -->
      %s
    </body>
  </text>
  <standOff><listPerson><person xml:id="someone"/></listPerson></standOff>
</TEI>
"""


def small(folder: Path, body: str) -> Path:
    master = folder / "small.xml"
    master.write_text(SMALL % body, encoding="utf-8", newline="")
    return master


def changed(folder: Path, of: Path, old: str, new: str) -> Path:
    """A copy of `of` in which the one `old` is `new`."""
    text = of.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    copy = folder / of.name
    copy.write_bytes(text.replace(old, new).encode("utf-8"))
    return copy


def position(path: Path, words: str) -> tuple[int, int]:
    """Line and column, from 1, of the only place where `words` stand."""
    before, _, _ = path.read_bytes().decode("utf-8").partition(words)
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_chapter_gives_its_witness_back() -> None:
    assert check_witness(MASTER, WITNESS) == []
    assert witness_text(MASTER).encode("utf-8") == WITNESS.read_bytes()


def test_the_rule_says_which_side_is_read(tmp_path: Path) -> None:
    body = (
        "<p>a <choice>\n  <corr>one</corr> <sic>wun</sic>\n</choice> b"
        '<note resp="#editors">ours</note><note resp="#translator"> (his)</note>'
        "<supplied>x</supplied><surplus>y</surplus> "
        "<choice><abbr>M<am>r</am></abbr><expan>M<ex>iste</ex>r</expan></choice>"
        "<app><lem>l</lem> <rdg>r</rdg></app> <corr>alone</corr><fw>[2]</fw></p>"
    )
    assert witness_text(small(tmp_path, body)) == "a wun b (his)y Mrl alone[2]"


def test_white_space_counts_as_it_stands_but_for_the_layout(tmp_path: Path) -> None:
    body = (
        "<lg>\n        <l>  indented</l>\n\n\n        <?layout?>\n"
        "        <l>&#x20;<hi>blank</hi>\nruns on </l>\n      </lg>\n"
    )
    assert witness_text(small(tmp_path, body)) == "  indented\n\n\n blank\nruns on \n"


@given(st.text(st.sampled_from(" \t\n<&é\u00a0ab."), max_size=60))
def test_any_text_put_into_a_master_comes_back(text: str) -> None:
    """With the tags that an importer would put in, and the indentation that it would write."""
    body = "\n".join(
        f"      <p>{escape(line)}</p>" if line.strip(" \t") else line for line in text.split("\n")
    )
    source = SMALL.replace("      %s", body).encode("utf-8")
    assert "\n".join(line.text for line in witness_lines(source)) == text


def test_a_moved_note_is_read_where_its_copy_stands(tmp_path: Path) -> None:
    body = (
        '<p>Call<fw>*</fw><note xml:id="n">A <choice><sic>noat</sic><corr>note</corr></choice>'
        '.</note> on.</p>\n\n<fw>* <seg copyOf="#n"/></fw>'
    )
    assert witness_text(small(tmp_path, body)) == "Call* on.\n\n* A noat."


def test_a_copy_of_itself_is_refused_without_end(tmp_path: Path) -> None:
    body = '<p><note xml:id="n">A<seg copyOf="#n"/></note><seg copyOf="#n"/></p>'
    assert witness_text(small(tmp_path, body)) == "A"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<sic>19156</sic>", "<sic>19157</sic>"),
        ("the bitter want of", "the bitter went of"),
        ("without a blush of shame.<fw", "without a blush of shame<fw"),
        ("&#xA0;</fw></p>", " </fw></p>"),
    ],
)
def test_a_changed_character_of_the_master_is_found_there(
    tmp_path: Path, old: str, new: str
) -> None:
    master = changed(tmp_path, MASTER, old, new)
    (finding,) = check_witness(master, WITNESS)
    line, column = position(MASTER, old)
    offset = next(at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    assert finding.path == master
    assert finding.line == line
    assert column <= finding.column <= column + offset


def test_the_finding_names_the_exact_place_on_both_sides(tmp_path: Path) -> None:
    master = changed(tmp_path, MASTER, "habit of collecting", "habit of colLecting")
    (finding,) = check_witness(master, WITNESS)
    line, column = position(master, "Lecting")
    assert (finding.line, finding.column) == (line, column)
    other_line, other_column = position(WITNESS, "lecting impressions")
    assert f"witness.txt:{other_line}:{other_column}" in finding.message
    first, second, caret = finding.excerpt.split("\n")
    at = caret.index("^")
    assert (first[at], second[at]) == ("L", "l")


def test_a_changed_character_of_the_witness_is_found(tmp_path: Path) -> None:
    witness = changed(tmp_path, WITNESS, "arrest from time to time", "arrest from tine to time")
    (finding,) = check_witness(MASTER, witness)
    assert (finding.line, finding.column) == position(MASTER, "me to time, in the character")
    line, column = position(witness, "ne to time, in the character")
    assert f"witness.txt:{line}:{column}" in finding.message


def test_two_changes_in_one_paragraph_are_two_findings(tmp_path: Path) -> None:
    master = changed(tmp_path, MASTER, "impenetrable veil", "impenetrable vail")
    master = changed(tmp_path, master, "plot the curve", "plot a curve")
    assert len(check_witness(master, WITNESS)) == 2


@pytest.mark.parametrize(
    "lost",
    [
        '      <fw type="navigation">return return return return return</fw>\n\n',
        '        <fw type="contents">The Social Physiognomy of the Ruling Stratum</fw>\n',
        '<fw type="number">3. </fw>',
        '<fw type="call"> [1]</fw>',
        '<seg copyOf="#c6-note-1"/>',
    ],
)
def test_lost_furniture_is_found(tmp_path: Path, lost: str) -> None:
    master = changed(tmp_path, MASTER, lost, "")
    findings = check_witness(master, WITNESS)
    assert findings
    assert abs(findings[0].line - position(MASTER, lost)[0]) <= 1 or "c6-note-1" in lost


def test_a_lost_paragraph_is_found_at_its_place(tmp_path: Path) -> None:
    text = MASTER.read_text("utf-8")
    start = text.index('          <p n="3" xml:id="c6-s2-p3">')
    end = text.index('          <p n="4" xml:id="c6-s2-p4">')
    master = tmp_path / "chapter-6.xml"
    master.write_text(text[:start] + text[end:], encoding="utf-8")
    findings = check_witness(master, WITNESS)
    assert [finding.line for finding in findings] == [text[:start].count("\n") + 1] * 2
    assert "no such line" in findings[0].message


def test_an_undeclared_correction_is_found(tmp_path: Path) -> None:
    master = changed(tmp_path, MASTER, "was only 55.7 per cent", "was only 57.7 per cent")
    (finding,) = check_witness(master, WITNESS)
    assert "“7”" in finding.message or "“57”" in finding.message
    assert "<choice>" in finding.remedy


def test_line_ends_are_compared_as_xml_sees_them(tmp_path: Path) -> None:
    witness = tmp_path / "witness.txt"
    witness.write_bytes(WITNESS.read_bytes().replace(b"\n", b"\r\n"))
    assert check_witness(MASTER, witness) == []


def test_what_cannot_be_compared_is_a_finding(tmp_path: Path) -> None:
    (missing,) = check_witness(MASTER, tmp_path / "none.txt")
    assert missing.code == "witness-unreadable"
    latin = tmp_path / "latin.txt"
    latin.write_bytes(b"caf\xe9")
    (encoding,) = check_witness(MASTER, latin)
    assert "UTF-8" in encoding.message
    broken = tmp_path / "broken.xml"
    broken.write_text("<TEI>\n<text>", encoding="utf-8")
    (syntax,) = check_witness(broken, WITNESS)
    assert (syntax.path, syntax.line) == (broken, 2)


def test_a_flood_of_differences_is_cut(tmp_path: Path) -> None:
    witness = tmp_path / "witness.txt"
    witness.write_text("nothing\n" * 500, encoding="utf-8")
    findings = check_witness(MASTER, witness)
    assert len(findings) == 51
    assert "more places" in findings[-1].message


def test_indentation_where_the_parser_is_fed_in_two_parts_is_no_text(tmp_path: Path) -> None:
    before = SMALL.partition("%s")[0].encode() + b"<p>"
    words = "x" * ((1 << 20) - 10 - len("</p>\n") - len(before))  # pyexpat feeds it 1 MiB
    master = small(tmp_path, f"<p>{words}</p>\n{' ' * 20}<p>and on</p>")
    assert witness_text(master) == f"{words}\nand on"
