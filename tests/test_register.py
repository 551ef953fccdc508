"""The register: every intervention of a master as one typed record."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.interpret import interpret
from pipeline.tei.interventions import Intervention
from pipeline.tei.parse import read_master
from pipeline.tei.register.readings import WITNESS

HEADER = """<teiHeader><fileDesc><titleStmt><title>T</title>
<editor xml:id="ed" role="general editor"><persName>Ada Ash</persName></editor>
<respStmt xml:id="proof"><resp>proof-read by</resp><name>Ben Birch</name></respStmt></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc>
<bibl xml:id="b1">The Print of 1900.<editor xml:id="old"/></bibl></sourceDesc></fileDesc>
<revisionDesc><change n="1.2" when="2024-03-01" target="#c2"/>
<change n="1.1" when="2024-02-01" target="#c1 #c2"/>
<change n="1.0" when="2024-01-01"/></revisionDesc></teiHeader>"""


def records(tmp_path: Path, body: str, after: str = "", encoding: str = "") -> list[Intervention]:
    path = tmp_path / "m.xml"
    described = f"<encodingDesc>{encoding}</encodingDesc><revisionDesc>"
    header = HEADER.replace("<revisionDesc>", described) if encoding else HEADER
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text xml:lang="en"><body>'
        f"{body}</body></text>{after}</TEI>",
        "utf-8",
    )
    return [record for _, record in read_master(path).interventions]


def test_what_stands_where_nothing_is_read_is_no_change(tmp_path: Path) -> None:
    [_, kept] = records(tmp_path, "<fw><add>105.</add></fw><p>a <add>b</add></p>")
    assert interpret(read_master(tmp_path / "m.xml")).interventions == [kept]


def test_what_is_changed_in_a_note_of_the_editors_is_no_change_of_the_witness(
    tmp_path: Path,
) -> None:
    short = "<choice><abbr>Cp.</abbr><expan>Compare</expan></choice>"
    found = records(
        tmp_path,
        f'<p>a<note resp="#ed">{short}</note> b<note type="commentary"><p>{short}</p></note>'
        f' c<note resp="#author">{short}</note> d<note type="commentary" place="foot">{short}'
        f'</note> e<note resp="#old">{short}</note></p>',
    )
    assert [each.witness for each in found] == ["Cp.", "Cp.", "Cp."]


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
        before="It fell in ",
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


def test_the_titles_of_works_in_its_grounds_are_known(tmp_path: Path) -> None:
    [found] = records(
        tmp_path,
        "<p><choice><sic>a</sic><corr>b<note type='evidence'>So <title>Emma</title>, <title"
        " level='a'>Ode</title>.</note></corr></choice></p>",
    )
    assert (found.evidence, found.titles) == ("So Emma, Ode.", ("Emma",))


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


def test_a_line_that_divides_a_word_is_the_editors_stroke_in_a_reading(tmp_path: Path) -> None:
    sides = "<orig>affec-<lb/>tions of<lb/>him</orig><reg>affections</reg>"
    (found,) = records(tmp_path, f"<p><choice>{sides}</choice></p>")
    assert found.witness == "affec-|tions of him"


def test_nestings_are_recorded_each_in_its_place(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p>before <app><lem>kept</lem><rdg>lost <del>struck <choice xml:id='n'><sic>wrnog</sic>"
        "<corr>wrong</corr></choice></del></rdg></app> after</p>"
        "<p>text<note>in <sic>a</sic> note</note></p>",
    )
    assert [(each.kind, each.before, each.after) for each in found] == [
        ("variant", "before ", " after"),
        ("deletion", "before kept ", " after"),
        ("correction", "before kept ", " after"),
        ("sic", "in ", " note"),
    ]
    assert ["corrected" in each.left_out_by for each in found] == [False, True, True, False]
    assert ["witness" in each.left_out_by for each in found] == [False, True, True, False]
    assert found[0].witness == "lost ⟦struck wrnog⟧"
    assert found[2].edition == "wrong"


def test_a_reading_says_who_has_it_and_whether_it_is_lost_or_lacking(tmp_path: Path) -> None:
    found, *_ = records(
        tmp_path,
        '<p><app><lem wit="#A" source="#Budé">b</lem>'
        '<rdg wit="#B #C">c<del>x</del><add>d</add></rdg>'
        '<rdg resp="#Bentley">e</rdg><rdg source="#Budé">f</rdg>'
        '<rdg wit="#D"><gap reason="illegible"/></rdg><rdg wit="#E"/></app></p>',
    )
    assert found.witness == "c⟦x⟧ˋdˊ B C; e Bentley; f Budé; […] D; om. E"
    assert found.holders == "A Budé"


def test_a_reading_that_its_writer_changed_is_not_the_same_as_the_text(tmp_path: Path) -> None:
    found, *_ = records(
        tmp_path,
        "<p><app><lem>tsuka</lem><rdg>tsu<subst><del>ki</del><add>ka</add></subst></rdg>"
        "<rdg>ts<unclear>u</unclear>ka</rdg><rdg>tsu<unclear>k</unclear>i</rdg>"
        "<rdg>tsu<del><restore>ka</restore></del></rdg><rdg>ts<del/>a</rdg>"
        "<rdg>a <add>\n<del>\nb\n</del>\n</add> <supplied>c </supplied>d</rdg></app></p>",
    )
    assert [words for words, _ in found.others] == [
        "tsu⟦ki⟧ˋkaˊ",
        "ts[u?]ka",
        "tsuki",
        "ts⟦⟧a",
        "a ˋ⟦b⟧ˊ [c] d",
    ]


def test_what_its_writer_deleted_in_what_was_corrected_is_shown(tmp_path: Path) -> None:
    found, _ = records(
        tmp_path, "<p><choice><sic>comu<del>e</del></sic><corr>comune</corr></choice></p>"
    )
    assert found.witness == "comu⟦e⟧"


def test_a_note_on_what_is_not_read_is_told_with_it(tmp_path: Path) -> None:
    [found] = records(
        tmp_path,
        "<p><app><lem>a<note>In the text.</note></lem>"
        "<rdg>b<note>On <hi>b</hi>.</note></rdg></app></p>",
    )
    assert found.aside == ("On b.",)


def test_what_an_entry_tells_of_a_reading_is_told_with_it(tmp_path: Path) -> None:
    [found] = records(
        tmp_path,
        '<p><app><lem wit="#B">a</lem><rdg wit="#A" xml:id="r">b</rdg><rdg wit="#C">c</rdg>'
        '<witDetail wit="#A">in rasura</witDetail><note target="#r">sic</note>'
        '<note wit="#B">clear</note><note>late</note></app></p>',
    )
    assert found.others == (("b", "A (in rasura; sic)"), ("c", "C"))


def test_what_was_restored_is_no_deletion(tmp_path: Path) -> None:
    assert records(tmp_path, "<p><restore><del>kept</del></restore></p>") == []
    assert records(tmp_path, "<p><del><restore>kept</restore></del></p>") == []


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
        ("et [", "labo", "]riosis he left it there"),
        ("et [labo]riosis ", "he", " left it there"),
        ("et [labo]riosis he left ", "it", " there"),
    ]


def test_a_reading_has_the_signs_of_what_is_lost_and_supplied(tmp_path: Path) -> None:
    found, *_ = records(
        tmp_path,
        '<p><app><lem wit="#A">b</lem><rdg wit="#B"><w>σ<unclear>ε</unclear>'
        '<supplied reason="lacuna">σω</supplied>σμενοι</w></rdg><rdg wit="#C">Dann hebt<gap/>auf'
        '</rdg><rdg wit="#D">so<space/>then <supplied reason="omitted">it</supplied></rdg>'
        '<rdg wit="#E"><gap reason="omitted"/></rdg></app></p>',
    )
    assert found.witness == "σε[σω]σμενοι B; Dann hebt[…]auf C; so then ⟨it⟩ D; om. E"


def test_a_context_is_of_its_block_in_whole_words_and_spaced_as_the_text(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<div><head>One</head><p>go <subst>\n<del>t</del>\n<add>T</add>\n</subst>heuren <del>so"
        f"</del>, by</p></div><div><p>{'incomprehensibilities ' * 4}<corr>a</corr> r"
        f"{' ' * 200}add{' ' * 600}ition<note>Not of it.</note></p></div>",
    )
    assert [(each.before, each.after) for each in found] == [
        ("go ", "heuren, by"),
        ("go Theuren ", ", by"),
        ("incomprehensibilities incomprehensibilities ", " r add"),
    ]


def test_a_context_begins_with_a_word_unless_its_block_begins_with_a_mark(tmp_path: Path) -> None:
    words = "so many words of the same paragraph that are "
    found = records(
        tmp_path, f"<p>long before ! {words}<corr>a</corr></p><p>— {words}<corr>b</corr></p>"
    )
    assert [each.before for each in found] == [words, f"— {words}"]


def test_a_context_has_the_last_part_of_a_long_compound(tmp_path: Path) -> None:
    long = "antidisestablishmentarianism-and-supercalifragilistic"
    said = f"<p>an {long}<corr>x</corr></p><p>{'ab' * 40}<corr>x</corr>{long}</p>"
    found = records(tmp_path, said)
    assert [each.before for each in found] == ["supercalifragilistic", "ab" * 20]
    assert [each.after for each in found] == ["", "antidisestablishmentarianism"]


def test_a_verse_that_has_a_letter_is_called_by_its_stanza_too(tmp_path: Path) -> None:
    verse = "<l n='{}'><corr>x</corr></l>"
    found = records(tmp_path, f"<lg n='2'>{verse.format('a')}{verse.format('7')}</lg>")
    assert [each.paragraph for each in found] == ["2a", "7"]


def test_where_words_are_not_parted_a_context_is_of_letters(tmp_path: Path) -> None:
    [found] = records(tmp_path, f"<p>{'山' * 80}<corr>川</corr>{'水' * 80}</p>")
    assert (found.before, found.after) == ("山" * 48, "水" * 48)


def test_what_was_lost_is_restored_and_not_corrected(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        '<p><supplied reason="lost">a</supplied> <supplied reason="omitted">b</supplied> '
        "<supplied>c</supplied> <gap/><supplied>d</supplied><supplied> <lb/></supplied>"
        '<supplied reason="undefined" evidence="previouseditor">e</supplied>'
        '<supplied rend="unreadable">f</supplied><supplied rend="overline">g</supplied></p>'
        '<div type="translation"><p><supplied reason="lost">d</supplied></p></div>'
        '<div type="edition"><p>h</p></div>'
        '<div type="commentary"><p>K. 1 <supplied reason="explanation">l. 4</supplied></p></div>',
    )
    assert [each.kind for each in found] == [
        "restoration",
        "supplied",
        "supplied",
        "gap",
        "restoration",
        "restoration",
        "restoration",
        "supplied",
    ]


def test_a_modification_of_deletion_and_addition_is_one_substitution(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p><mod><del>genius</del><add>capabilities</add></mod> <mod><del>so</del></mod> "
        "<mod><subst><del>a</del><add>b</add></subst> c<add>d</add><del>e</del></mod></p>",
    )
    assert [(each.kind, each.witness, each.edition) for each in found] == [
        ("substitution", "genius", "capabilities"),
        ("deletion", "so", ""),
        ("substitution", "a", "b"),
        ("addition", "", "d"),
        ("deletion", "e", ""),
    ]


def test_the_siglum_of_a_witness_is_shown_where_it_has_one(tmp_path: Path) -> None:
    found, *_ = records(
        tmp_path,
        '<p><app><lem wit="#A">b</lem><rdg wit="#w1">c</rdg><rdg wit="#w2 #w3">d</rdg></app></p>'
        '<listWit><witness xml:id="w1">【甲】</witness><witness xml:id="w2"><abbr type="siglum">β'
        '</abbr> Paris</witness><witness xml:id="w3">Oxford, Bodleian</witness></listWit>',
    )
    assert found.others == (("c", "【甲】"), ("d", "β w3"))


@pytest.mark.parametrize(
    ("witness", "shown"),
    [
        ('<witness xml:id="w">Oxford</witness>', "w"),
        ('<witness xml:id="w">Pal</witness>', "Pal"),
        ('<witness xml:id="w">ATIUQ</witness>', "ATIUQ"),
        ('<witness xml:id="w" n="Vat.">Rome, Bibl. Vat.</witness>', "Vat."),
        ('<witness xml:id="w" n="2">Paris, BnF</witness>', "w"),
        ('<witness xml:id="w" n="135v">Paris, BnF</witness>', "w"),
        ('<witness xml:id="w"><abbr type="sigla">V<hi>a</hi></abbr> Venice</witness>', "Va"),
        ('<witness xml:id="w">欠本</witness>', "w"),
        ('<witness xml:id="w">【明甲】</witness>', "【明甲】"),
    ],
)
def test_a_short_description_of_a_witness_is_no_siglum(
    tmp_path: Path, witness: str, shown: str
) -> None:
    [found] = records(
        tmp_path,
        f'<listWit>{witness}</listWit><p><app><lem>b</lem><rdg wit="#w">c</rdg></app></p>',
    )
    assert found.others == (("c", shown),)


@pytest.mark.parametrize(
    ("choice", "kind", "witness", "edition", "others"),
    [
        ("<orig>k</orig><orig>h</orig>", "unclear", "k / h", "k", ["h"]),
        ("<expan>a</expan><expan>b</expan>", "unclear", "", "a", ["b"]),
        ("<abbr>m</abbr><expan>a</expan><expan>b</expan>", "expansion", "m", "a", ["b"]),
        ("<corr>o</corr><corr>p</corr>", "corr", "", "o", ["p"]),
        ("<sic>s</sic><corr>o</corr><corr>p</corr>", "correction", "s", "o", ["p"]),
        ("<sic>s</sic><reg>r</reg>", "correction", "s", "r", []),
        ('<orig>o</orig><reg xml:lang="grc">r</reg>', "orig", "o", "o", ["r"]),
        (
            "<orig>y</orig><reg>a</reg><abbr>y</abbr><expan>a</expan>",
            "regularisation",
            "y",
            "a",
            [],
        ),
    ],
)
def test_every_alternative_is_recorded(
    tmp_path: Path, choice: str, kind: str, witness: str, edition: str, others: list[str]
) -> None:
    [found] = records(tmp_path, f"<p><choice>{choice}</choice></p>")
    assert (found.kind, found.witness, found.edition) == (kind, witness, edition)
    assert [words for words, _ in found.others] == others


def test_what_is_of_an_apparatus_is_no_change_of_the_text(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p><app><lem>a</lem><rdg>b</rdg><note>or <sic>c</sic></note></app></p>"
        "<listApp><app><lem>a<add>d</add></lem><rdg><del>b</del></rdg></app></listApp>"
        "<p><app><lem>e<note><sic>f</sic></note></lem><rdg>g</rdg></app></p>",
    )
    assert [each.kind for each in found] == ["variant", "variant", "sic"]


def test_an_entry_that_points_to_its_words_has_their_place(tmp_path: Path) -> None:
    [found] = records(
        tmp_path,
        '<div><head>One</head><p n="7">Arma <anchor xml:id="b"/>virumque<anchor xml:id="e"/> cano'
        "</p></div><div><head>Apparatus</head><p>"
        '<app from="#b" to="#e"><lem>virumque</lem><rdg wit="#P">uirumque</rdg></app></p></div>',
    )
    assert (found.division, found.paragraph, found.paragraph_id) == ("One", "7", "b")
    assert (found.before, found.edition, found.after) == ("Arma ", "virumque", " cano")


def test_what_a_witness_has_lost_or_deleted_is_no_omission_of_it(tmp_path: Path) -> None:
    app = (
        "<app><lem wit='#A'>a</lem><rdg wit='#B'><lacunaStart/></rdg><rdg hand='#m2'><del>b</del>"
        "</rdg><rdg>c</rdg><wit>quidam</wit><rdg wit='#D'/>"
        "<rdg wit='#E'><space quantity='0'/></rdg></app>"
    )
    found, *_ = records(tmp_path, f"<p>{app}</p>")
    assert found.others == (
        ("[…]", "B"),
        ("⟦b⟧", "m2"),
        ("c", "quidam"),
        ("om.", "D E"),
    )


def test_a_sign_that_the_header_declares_is_quoted_as_it_is_read(tmp_path: Path) -> None:
    long_s = "<charDecl><char xml:id='s'><mapping>ſ</mapping></char></charDecl>"
    [found] = records(
        tmp_path,
        "<p>wæ<g ref='#s'/> "
        "<choice><sic>ga<g ref='#s'/></sic><corr>go<g ref='#s'/></corr></choice></p>",
        f"<standOff>{long_s}</standOff>",
    )
    assert (found.before, found.witness, found.edition) == ("wæſ ", "gaſ", "goſ")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("舍衛\n<lb/>國<x/>與大比\n<lb/>丘", "舍衛國", "與大比丘"),
        ("舍衛\n<x/>\n大比<lb/>丘", "舍衛", "大比丘"),
        ('chia-<lb n="2"/>rimento <x/> self-\n<lb/>Made', "chiarimento ", " self-Made"),
        ('мѫ-<lb break="no"/>ченіка <x/> a-b, a-<pb/>\n<lb/>b', "мѫченіка ", " a-b, a-b"),
        ("<w>S</w>\n<pc>,</pc> <x/>\n<w>e</w>\n<pc/>\n<pc>.</pc>", "S, ", " e."),
        ("<s>A.</s><s>B</s> <x/> <w>\n<m>c</m>\nd\n</w>, <w>e\nf</w>", "A. B ", " cd, e f"),
    ],
)
def test_a_context_is_written_as_the_text_is(
    tmp_path: Path, text: str, before: str, after: str
) -> None:
    sides = "<sic>圓</sic><corr>園</corr>"
    [found] = records(tmp_path, f"<p>{text.replace('<x/>', f'<choice>{sides}</choice>')}</p>")
    assert (found.before, found.after) == (before, after)


def test_what_is_deleted_stands_apart_where_it_did(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        "<p>abc <del>a</del>. ghi <hi><del>b</del></hi>, (<del>c</del>) st<del>d</del>, "
        "one <del>e</del> <del>f</del>, two<lb/><del>g</del>.</p>"
        "<lg><l>three</l>\n<l><del>h</del>, four</l></lg>",
    )
    ends = [each.before[-4:] for each in found]
    assert ends == ["abc ", "ghi ", "i, (", ") st", "one ", "one ", "two ", "e / "]


_X = '<rdg wit="#A">Experiment</rdg><rdg wit="#B"/>'
_BY_ENDS = ("double-end-point", "internal")
_BY_PLACE = ("location-referenced", "internal")


@pytest.mark.parametrize(
    ("encoding", "body", "lemma"),
    [
        (_BY_PLACE, f"<l>Experience<app>{_X}</app> though</l>", "Experience"),
        (_BY_PLACE, f"<l>Experience<app><lem>Experience</lem>{_X}</app> though</l>", "Experience"),
        (
            _BY_PLACE,
            '<l>By no</l><l>one of us<app><rdg wit="#A">any body of <hi>us</hi></rdg></app></l>',
            "one of us",
        ),
        (_BY_PLACE, f"<l>Experience</l><app>{_X}</app>", "…"),
        (_BY_ENDS, f'<l><anchor xml:id="a"/>Experience<app from="#a">{_X}</app> though</l>',
         "Experience"),
        (_BY_ENDS, '<l><anchor xml:id="a"/>Experience<app from="#a"><rdg>x</rdg></app></l>',
         "Experience"),
        (_BY_ENDS, f'<l><anchor xml:id="a"/>x</l></lg><p>y<app from="#a">{_X}</app></p><lg>',
         "x … y"),
        (_BY_ENDS, f'<l><anchor xml:id="a"/>x</l></lg><p><app from="#a">{_X}</app></p><lg>', "…"),
        (
            ("double-end-point", "external"),
            '<l><anchor xml:id="a"/>Experience <anchor xml:id="b"/> though</l>'
            f'<app from="#a" to="#b">{_X}</app>',
            "Experience",
        ),
        (("location-referenced", "external"), f'<l>Experience</l><app loc="1">{_X}</app>', "…"),
    ],
)  # fmt: skip
def test_an_entry_without_a_lemma_has_the_words_to_which_it_points(
    tmp_path: Path, encoding: tuple[str, str], body: str, lemma: str
) -> None:
    declared = f'<variantEncoding method="{encoding[0]}" location="{encoding[1]}"/>'
    [found] = records(tmp_path, f"<lg>{body}</lg>", encoding=declared)
    assert (found.edition, found.holders) == (lemma, "")
    assert found.others and all(words not in found.before for words, _ in found.others)


@pytest.mark.parametrize(
    ("entry", "quoted"),
    [
        ("<p>The fox ran<app loc='1'>{}</app>.</p>", ("The ", "fox", " ran.")),
        ("<p>The fox. The fox ran.<app>{}</app></p>", ("The fox. The ", "fox", " ran.")),
        ("<p>The fox</p><app>{}</app><p>ran.</p>", ("The ", "fox", "")),
        ("<p>The foxes ran<app loc='1'>{}</app> home.</p>", ("The foxes ran ", "fox", " home.")),
    ],
)
def test_a_lemma_is_quoted_where_it_stands_before_its_entry(
    tmp_path: Path, entry: str, quoted: tuple[str, ...]
) -> None:
    declared = '<variantEncoding method="location-referenced" location="internal"/>'
    app = "<lem>fox</lem><rdg wit='#A'>dog</rdg>"
    [found] = records(tmp_path, entry.format(app), encoding=declared)
    assert (found.before, found.edition, found.after) == quoted


@pytest.mark.parametrize(
    ("readings", "holders", "others"),
    [
        ("<rdg wit='#A'>b</rdg><rdg wit='#B'>b</rdg><rdg wit='#C'>c</rdg>", "A B", (("c", "C"),)),
        ("<lem>b</lem><rdg wit='#B'>c</rdg><rdg wit='#C'>c</rdg>", "", (("c", "B C"),)),
        ("<lem wit='#A'>b</lem><rdg wit='#B'>b</rdg>", "A B", ()),
        ("<lem/><rdg wit='#B'/><rdg wit='#C'>c</rdg>", "B", (("c", "C"),)),
        ("<lem>b</lem><rdg wit='#B'>b<note>n</note></rdg>", "", (("b", "B"),)),
        ("<lem>b</lem><rdg wit='#B'>b</rdg><witDetail wit='#B'>d</witDetail>", "",
         (("b", "B (d)"),)),
    ],
)  # fmt: skip
def test_readings_that_agree_are_one(
    tmp_path: Path, readings: str, holders: str, others: tuple[tuple[str, str], ...]
) -> None:
    [found] = records(tmp_path, f"<p>a <app>{readings}</app></p>")
    assert (found.holders, found.others) == (holders, others)


def test_an_entry_of_parallel_segments_has_its_words(tmp_path: Path) -> None:
    declared = '<variantEncoding method="parallel-segmentation" location="internal"/>'
    [found] = records(tmp_path, f"<l><app>{_X}</app> though</l>", encoding=declared)
    assert (found.edition, found.holders) == ("Experiment", "A")


@pytest.mark.parametrize(
    ("passage", "held"),
    [
        ("<choice><corr>c</corr><sic><app><lem/><rdg wit='#A'>a</rdg><rdg wit='#B'>b</rdg></app>"
         "</sic></choice>", (("a", "A"), ("b", "B"))),
        ("<choice><reg>c</reg><orig>x <app><lem wit='#A'>a</lem><rdgGrp><rdg wit='#B'>b</rdg>"
         "<rdg wit='#C'/></rdgGrp></app> y</orig></choice>",
         (("x a y", "A"), ("x b y", "B"), ("x y", "C"))),
        ("<surplus><app><rdg wit='#A'>a</rdg><rdg wit='#B'/></app></surplus>",
         (("a", "A"), ("om.", "B"))),
        ("<del>a<choice><unclear>b</unclear><unclear>c</unclear></choice></del>",
         (("ab", ""), ("ac", ""))),
        ("<del>a <app><lem wit='#A'>b</lem><rdg wit='#B'>c</rdg></app> <app><lem>d</lem>"
         "<rdg wit='#B'>e</rdg></app></del>",
         (("a b d", ""), ("b", "A"), ("c", "B"), ("d", ""), ("e", "B"))),
        ("<choice><sic>a</sic><corr><app><lem>c</lem><rdg>b</rdg></app></corr></choice>", ()),
    ],
)  # fmt: skip
def test_what_each_witness_has_of_a_passage_that_is_not_read(
    tmp_path: Path, passage: str, held: tuple[tuple[str, str], ...]
) -> None:
    first, *_ = records(tmp_path, f"<p>word {passage}</p>")
    assert first.held == held


@pytest.mark.parametrize(
    ("deleted", "told"),
    [
        ("<del>b <del>c</del> d</del>", "b ⟦c⟧ d"),
        ("<del>b <del rend='twice'>c <add>d</add></del></del>", "b ⟦c ˋdˊ⟧"),
        ("<subst><del>b<del>c</del></del><add>d</add></subst>", "b⟦c⟧"),
    ],
)
def test_what_was_deleted_before_the_rest_is_told(tmp_path: Path, deleted: str, told: str) -> None:
    [found] = records(tmp_path, f"<p>a {deleted}</p>")[:1]
    assert found.witness == told


def test_the_verses_of_a_context_are_parted(tmp_path: Path) -> None:
    lines = "<l>one</l>\n<l>two <app><lem>three</lem><rdg>3</rdg></app></l><l>four</l>"
    [found] = records(tmp_path, f"<lg>{lines}</lg><p>prose</p>")
    assert (found.before, found.after) == ("one / two ", " / four")


def test_the_verses_of_a_reading_are_parted(tmp_path: Path) -> None:
    sides = ("<l>one</l>\n<l>two</l>", "<l n='1'>a <del>b</del></l><l>c</l><l/>", "<l>only</l>")
    lem, *others = (f"<app><lem>{sides[0]}</lem>", *(f"<rdg>{each}</rdg>" for each in sides[1:]))
    [found, *_] = records(tmp_path, f"<lg>{lem}{''.join(others)}</app></lg>")
    assert (found.edition, [words for words, _ in found.others]) == (
        "one / two",
        ["a ⟦b⟧ / c", "only"],
    )


def test_who_has_the_text_is_told_without_a_lemma_too(tmp_path: Path) -> None:
    app = "<app><rdg wit='#A #C'>x</rdg><rdg wit='#B'>y</rdg></app>"
    (found,) = records(tmp_path, f"<p>{app}</p>")
    assert (found.edition, found.holders, found.others) == ("x", "A C", (("y", "B"),))


def test_a_mark_that_begins_a_paragraph_is_not_closed_up_to_the_one_before() -> None:
    body = "<body xmlns='http://www.tei-c.org/ns/1.0'><p>rich</p>\n<p><hi> </hi>’</p></body>"
    assert WITNESS.of(etree.fromstring(body)) == "rich ’"
