"""The register: every intervention of a master as one typed record."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline.tei.interventions import Intervention
from pipeline.tei.parse import read_master

HEADER = """<teiHeader><fileDesc><titleStmt><title>T</title>
<editor xml:id="ed" role="general editor"><persName>Ada Ash</persName></editor>
<respStmt xml:id="proof"><resp>proof-read by</resp><name>Ben Birch</name></respStmt></titleStmt>
<publicationStmt><p/></publicationStmt>
<sourceDesc><bibl xml:id="b1">The Print of 1900.</bibl></sourceDesc></fileDesc>
<revisionDesc><change n="1.2" when="2024-03-01" target="#c2"/>
<change n="1.1" when="2024-02-01" target="#c1 #c2"/>
<change n="1.0" when="2024-01-01"/></revisionDesc></teiHeader>"""


def records(tmp_path: Path, body: str, after: str = "") -> list[Intervention]:
    path = tmp_path / "m.xml"
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text xml:lang="en"><body>'
        f"{body}</body></text>{after}</TEI>",
        "utf-8",
    )
    return [record for _, record in read_master(path).interventions]


def test_a_correction_says_who_why_how_certainly_and_since_when(tmp_path: Path) -> None:
    [found] = records(
        tmp_path,
        '<div><head>One</head><p n="4" xml:id="p4">It fell in <choice xml:id="c1"><sic>19156</sic>'
        '<corr resp="#proof #ed" cert="high" source="#b1" evidence="external">1936</corr></choice>'
        ", they say.</p></div>",
        '<standOff><note type="evidence" target="#c1">Five digits.</note>'
        '<note target="#c1">Seen by both.</note></standOff>',
    )
    assert found == Intervention(
        id="c1",
        kind="correction",
        witness="19156",
        edition="1936",
        division="One",
        paragraph="4",
        paragraph_id="p4",
        before="One It fell in ",
        after=", they say.",
        responsible="Ben Birch, Ada Ash",
        certainty="high",
        source="The Print of 1900",
        evidence="Five digits.",
        line=8,
        resp="#proof #ed",
        role="proof-read by, general editor",
        sources="#b1",
        basis="external",
        note="Seen by both.",
        revision="1.1",
        date="2024-02-01",
    )


def test_what_two_changes_name_was_introduced_by_the_older(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        '<p><choice xml:id="c2"><sic>a</sic><corr>b</corr></choice> '
        "<choice><orig>c</orig><reg>d</reg></choice></p>",
    )
    assert [(each.kind, each.revision) for each in found] == [
        ("correction", "1.1"),
        ("regularisation", "1.0"),
    ]


def test_every_kind(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p><sic>si</sic> <corr>co</corr> <orig>or</orig> <reg>re</reg> "
        "<choice><abbr>Mr</abbr><expan>Mister</expan></choice> <supplied>su</supplied> "
        '<surplus>sp</surplus> <gap reason="illegible" quantity="2" unit="chars"/> '
        "<choice><unclear>x</unclear><unclear>y</unclear></choice> <add>ad</add> <del>de</del> "
        "<subst><del>old</del><add>new</add></subst> "
        '<app><lem wit="#A">l</lem><rdg wit="#B">r</rdg><rdg wit="#C"/></app>'
        '<seg>w</seg><note type="textual">Doubtful.</note></p>',
    )
    assert [(each.kind, each.witness, each.edition) for each in found] == [
        ("sic", "si", "si"),
        ("corr", "", "co"),
        ("orig", "or", "or"),
        ("reg", "", "re"),
        ("expansion", "Mr", "Mister"),
        ("supplied", "", "su"),
        ("surplus", "sp", ""),
        ("gap", "", ""),
        ("unclear", "x / y", "x"),
        ("addition", "", "ad"),
        ("deletion", "de", ""),
        ("substitution", "old", "new"),
        ("variant", "r B; om. C", "l"),
        ("query", "", ""),
    ]
    assert found[7].note == "illegible 2 chars"
    assert found[13].evidence == "Doubtful."


def test_the_words_around_are_those_that_are_read(tmp_path: Path) -> None:
    (found,) = records(
        tmp_path,
        "<p><choice><w>hymn</w><w>him</w></choice> <sic>a</sic> <w>sei<lb/>gnor</w></p>",
    )
    assert (found.before, found.after) == ("hymn ", " seignor")


def test_nestings_are_recorded_each_in_its_place(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p>before <app><lem>kept</lem><rdg>lost <del>struck <choice xml:id='n'><sic>wrnog</sic>"
        "<corr>wrong</corr></choice></del></rdg></app> after</p>"
        "<p>text<note>in <sic>a</sic> note</note></p>",
    )
    assert [(each.kind, each.before, each.after) for each in found] == [
        ("variant", "before ", " after text in a note"),
        ("deletion", "before kept", " after text in a note"),
        ("correction", "before kept", " after text in a note"),
        ("sic", "before kept after text in ", " note"),
    ]
    assert ["corrected" in each.left_out_by for each in found] == [False, True, True, False]
    assert ["witness" in each.left_out_by for each in found] == [False, True, True, False]
    assert found[0].witness == "lost"
    assert found[2].edition == "wrong"


def test_a_reading_says_who_has_it_and_whether_it_is_lost_or_lacking(tmp_path: Path) -> None:
    found, *_ = records(
        tmp_path,
        '<p><app><lem wit="#A">b</lem><rdg wit="#B #C">c<del>x</del><add>d</add></rdg>'
        '<rdg resp="#Bentley">e</rdg><rdg source="#Budé">f</rdg>'
        '<rdg wit="#D"><gap reason="illegible"/></rdg><rdg wit="#E"/></app></p>',
    )
    assert found.witness == "cd B C; e Bentley; f Budé; […] D; om. E"


def test_what_was_restored_is_no_deletion(tmp_path: Path) -> None:
    assert records(tmp_path, "<p><restore><del>kept</del></restore></p>") == []


def test_depth_is_no_limit(tmp_path: Path) -> None:
    deep = "<hi>" * 200 + "<sic>x</sic>" + "</hi>" * 200
    assert records(tmp_path, f"<p>{deep}</p>")[0].witness == "x"


def test_time_grows_with_the_number_of_interventions(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        line = "<p>word <del>one <add>two</add></del> <app><lem>a</lem><rdg>b</rdg></app></p>"
        path = tmp_path / f"{count}.xml"
        path.write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text xml:lang="en"><body><div>'
            f"<head>H</head>{line * count}</div></body></text></TEI>"
        )
        start = time.process_time()
        assert len(read_master(path).interventions) == 3 * count
        return time.process_time() - start

    seconds(20)
    assert seconds(2000) < 40 * seconds(200) + 0.2  # ten times as many; quadratic would be 100


def test_the_context_has_the_blanks_that_the_text_has(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p>et <supplied>labo</supplied>riosis <corr>he </corr>left<corr> it</corr> there</p>",
    )
    assert [(each.before, each.edition, each.after) for each in found] == [
        ("et ", "labo", "riosis he left it there"),
        ("et laboriosis ", "he", " left it there"),
        ("et laboriosis he left ", "it", " there"),
    ]
