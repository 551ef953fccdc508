"""The header: what of it is told of an edition, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.outputs.matter.people import responsibility_lines
from pipeline.tei.header.reading import read_metadata
from pipeline.tei.header.titles import read_titles
from pipeline.tei.languages import language_tag
from pipeline.tei.main_language import languages_of, main_language, unnamed_language
from pipeline.tei.metadata import Metadata
from pipeline.tei.parse import parse_xml
from pipeline.terms import terms_for


def metadata(
    statement: str = "", after: str = "", besides: str = "", language: str = "en", beside: str = ""
) -> Metadata:
    """What is read of a header: in its title statement, after it, and besides its fileDesc."""
    source = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='{language}'><teiHeader><fileDesc>"
        f"<titleStmt><title>T</title>{statement}</titleStmt>{after}</fileDesc>{besides}</teiHeader>"
        f"{beside}<text><body/></text></TEI>"
    )
    return read_metadata(parse_xml(source.encode(), Path("a.xml")), Path("a.xml"))[0]


_FILED = [
    ("Goethe, Johann Wolfgang von", "Johann Wolfgang von Goethe"),
    ("García Lorca, Federico", "Federico García Lorca"),
    ("Castro e Almeida, Virgínia de (1874-1945)", "Virgínia de Castro e Almeida"),
    ("Виноградов, А.Ю.", "А.Ю. Виноградов"),
    ("David Taylor, University of Oxford", "David Taylor, University of Oxford"),
    ("Herbert Weir Smyth, Ph.D.", "Herbert Weir Smyth, Ph.D."),
    ("Paul Lufter, Amir Zeldes", "Paul Lufter, Amir Zeldes"),
    ("Francis, of Assisi", "Francis, of Assisi"),
    ("Lyall, Edna [pseud.]", "Edna Lyall"),
    ("[Haller, Wolfgang]", "[Wolfgang Haller]"),
    ("[Defoe, Daniel?]", "[Daniel Defoe?]"),
    ("(Kern, A.)", "(A. Kern)"),
    ("[Haller, Wolfgang", "[Haller, Wolfgang"),
    ("Jelínek, Edvard (1855-1897)", "Edvard Jelínek"),
    ("Wilde, Oscar, 1854-1900.", "Oscar Wilde"),
    ("Jelínek, Edvard (1855–97)", "Edvard Jelínek"),
    ("Lee, Ann (1855-)", "Ann Lee"),
    ("Lee, Ann (1855-?)", "Ann Lee"),
    ("Lee, Ann, b. 1855", "Ann Lee"),
    ("Lee, Ann, ca. 1500-1560", "Ann Lee"),
    ("Lee, Ann (fl. 1600)", "Ann Lee"),
    ("Ann Lee, d. ca. 1600", "Ann Lee"),
    ("Lee, Ann (1855)", "Lee, Ann (1855)"),
    ("Barriffe, William.", "William Barriffe"),
    ("Doe, J.", "J. Doe"),
    ("Overton, Thos.", "Thos. Overton"),
    ("Smith, John, Jr.", "Smith, John, Jr."),
    ("Jones, William, of Usk.", "Jones, William, of Usk"),
    (
        "Carroll, Lewis [Charles Lutwidge Dodgson] (1832-1898)",
        "Lewis Carroll [Charles Lutwidge Dodgson]",
    ),
    ("Smith, J. (John)", "J. (John) Smith"),
    ("Convention nationale (1792-1795)", "Convention nationale (1792-1795)"),
]


@pytest.mark.parametrize(("filed", "said"), _FILED)
def test_a_name_is_turned_round_where_its_forenames_are_beyond_doubt(filed: str, said: str) -> None:
    said_of_it = metadata(f"<author>{filed}</author><sponsor>Lee, Ann</sponsor>")
    names = [each.name for each in said_of_it.contributors]
    assert names == [said, "Lee, Ann"]


_TITLES = [
    ("<title n='a'>157.</title><title n='b'>To the editor.</title>", "157.|To the editor."),
    ("<title>A</title><title>A</title>", "A|"),
    ("<title>A</title><title>B</title><title type='sub'>C</title>", "A|B. C"),
    ("<title xml:lang='en'>A</title><title xml:lang='de'>B</title>", "A|"),
    ("<title type='main'>A</title><title type='main'>B</title>", "A|B"),
    ("<title level='a'>A</title><title level='m'>B</title>", "A|"),
    ("<title>A</title><title type='s'>B</title>", "A|"),
    ("<title level='s'>B</title><title>A</title>", "A|"),
    ("<title type='main'>A</title><title type='iso-date'>1890-09-17</title>", "A|"),
    ("<title type='main'>A</title><title type='volume'>B</title><title level='j'>C</title>",
     "A|B. C"),
    ("<title xml:lang='en'>A</title><title type='sub' xml:lang='de'>D</title>"
     "<title type='sub' xml:lang='en'>E</title><title type='sub' xml:lang='en'>F</title>",
     "A|E. F"),
]  # fmt: skip


@pytest.mark.parametrize(("titles", "said"), _TITLES)
def test_what_else_a_work_is_called_stands_beneath_its_title(titles: str, said: str) -> None:
    statement = f"<fileDesc><titleStmt>{titles}</titleStmt></fileDesc>"
    source = f"<teiHeader xmlns='http://www.tei-c.org/ns/1.0'>{statement}</teiHeader>"
    read = read_titles(parse_xml(source.encode(), Path("a.xml")))
    assert f"{read.title}|{read.subtitle}" == said


def test_what_stands_above_a_title_is_no_subtitle() -> None:
    titles = "<title type='sup'>A</title><title type='main'>B</title><title type='sub'>C</title>"
    source = (
        "<teiHeader xmlns='http://www.tei-c.org/ns/1.0'><fileDesc>"
        f"<titleStmt>{titles}</titleStmt></fileDesc></teiHeader>"
    )
    read = read_titles(parse_xml(source.encode(), Path("a.xml")))
    assert read[:3] == ("B", "C", "A")


_LANGUAGES = [
    ("<text xml:lang='en'><body><div xml:lang='grc'><p>x</p></div></body></text>", "", "grc"),
    ("<text xml:lang='en'><body><div xml:lang='grc'/><div/></body></text>", "", "en"),
    ("<text xml:lang='greek'><body><p>x</p></body></text>", "grc", "grc"),
    ("<text><body><p>x</p></body></text>", "de", "de"),
    ("<text><body><p>諸佛</p></body></text>", "en zh-Hant", "zh-Hant"),
    ("<text><body><p>Μῆνιν ἄειδε θεά</p></body></text>", "la grc", "grc"),
    ("<text><body><p>Once upon a time</p></body></text>", "en grc", "en"),
    ("<text><body><p>The life of the man and of the boy</p></body></text>", "la grc", ""),
    ("<text><body><p>Es war einmal</p></body></text>", "fr de", ""),
    ("<text><body><p>諸佛の</p></body></text>", "", "ja"),
    ("<text><body><p>諸佛</p></body></text>", "", ""),
    ("<text><body><p>諸佛の</p></body></text>", "de fr", ""),
    ("<text><body><p>Es war einmal</p></body></text>", "fr:10 de:90", "de"),
    ("<text><body><head/><div xml:lang='nl'/><div xml:lang='en'/></body></text>", "", "nl"),
    ("<text><group><text xml:lang='nl'/><text xml:lang='en'/></group></text>", "", "nl"),
    ("<text><body><div xml:lang='nl'/><div/></body></text>", "", ""),
    ("<TEI xml:lang='nl'><text/></TEI><TEI xml:lang='nl'><text/></TEI>", "", "nl"),
    ("<TEI xml:lang='nl'><text/></TEI><TEI xml:lang='en'><text/></TEI>", "", ""),
]


@pytest.mark.parametrize(("text", "used", "language"), _LANGUAGES)
def test_the_language_is_what_covers_the_text_or_what_speaks_for_itself(
    text: str, used: str, language: str
) -> None:
    languages = "".join(
        f"<language ident='{tag}' usage='{share}'/>"
        for tag, _, share in (each.partition(":") for each in used.split())
    )
    header = f"<teiHeader><profileDesc><langUsage>{languages}</langUsage></profileDesc></teiHeader>"
    source = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}{text}</TEI>"
    assert main_language(parse_xml(source.encode(), Path("a.xml"))) == language


@pytest.mark.parametrize(
    ("words", "tag"), [("بسم الله", "und-Arab"), ("שלום", "und-Hebr"), ("Peace", "und")]
)
def test_a_language_that_nothing_names_has_the_direction_of_its_script(
    words: str, tag: str
) -> None:
    source = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{words}</p></body></text></TEI>'
    )
    assert unnamed_language(parse_xml(source.encode(), Path("a.xml"))) == tag


def test_a_statement_of_edition_names_people_too() -> None:
    data = metadata(after="<editionStmt><edition>2</edition><sponsor>S</sponsor></editionStmt>")
    assert [(each.name, each.relator) for each in data.contributors] == [("S", "spn")]


def test_every_language_of_a_division_is_one_of_the_document() -> None:
    body = "<text><body><div xml:lang='nl'/><div xml:lang='en'/><div xml:lang='nl'/></body></text>"
    source = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{body}</TEI>"
    assert languages_of(parse_xml(source.encode(), Path("a.xml"))) == ("nl", "en")


_CHANGES = [
    ("<change><date>2018-05-26</date><name>zzm</name>text</change>", "2018-05-26|zzm|text"),
    ("<change><date>2010-03-27</date>, <name>ET</name>: Test.</change>", "2010-03-27|ET|Test."),
    (
        "<change><date>1997-03-11,</date> <respStmt><resp>editor,</resp><name>N. Smith, </name>"
        "</respStmt>finished proofing.</change>",
        "1997-03-11|editor, N. Smith|finished proofing.",
    ),
    ("<change when-iso='2020-07-31' who='Lisa Cerrato'>a</change>", "2020-07-31|Lisa Cerrato|a"),
    ("<change when='2015-08-06-04:00' who='part:x  #e'>a</change>", "2015-08-06|Ann Lee, Bo Ek|a"),
    ("<change when='2020'><name>A</name> and <name>B</name> sat.</change>", "2020||A and B sat."),
    ("<change><date when='2020-01-02'>2 Jan</date> Sent.</change>", "2020-01-02||Sent."),
    ("<change>Since <date>1990</date> lost.</change>", "1990||Since 1990 lost."),
    ("<change when='2020' who='#e nobody'>a</change>", "2020|Bo Ek, nobody|a"),
    ("<change who='#e'><name>Bo Ek</name><list><item>a</item></list></change>", "|Bo Ek|a"),
    ("<change who='#e'><name>Ann Lee</name>: a</change>", "|Bo Ek|Ann Lee: a"),
    ("<change><name/><date>2013-11-08</date></change>", "2013-11-08||"),
    ("<change><name>A</name> <date>2013</date> <p>sat.</p></change>", "2013|A|sat."),
    ("<change who='#e'><name>A</name><date>2013</date> a</change>", "2013|Bo Ek|A: a"),
    ("<change>Done: <list><item>A</item> <item>B.</item></list></change>", "||Done: A; B."),
    ("<change><list><item>A</item><item>B</item></list></change>", "||A; B"),
    (
        "<list><item><date when='2011-01-17'>17 Jan 2011</date> mended by K.</item></list>",
        "2011-01-17||mended by K.",
    ),
    ("<listChange><listChange><change when='2001'>A</change></listChange></listChange>",
     "2001||A"),
    ("<change/>", ""),
    ("<change type='LastChange'>2019-01-27T15:58:22.906+01:00</change>", "2019-01-27||Last change"),
    ("<change type='ToTEI' when='2019-01-27'/>", "2019-01-27||To TEI"),
    ("<change type='created' when='2025-05-21T08:18:25+02:00'/>", "2025-05-21||created"),
    ("<change when='2025-05-21T08:18:25+02:00'>A</change>", "2025-05-21||A"),
    ("<change when='0000' who='#d'><lg><l>One</l><l>two,</l></lg></change>", "|Poe, Jo|One / two,"),
    ("<change><date when='0000-00-00'/>Sent.</change>", "||Sent."),
    ("<change notAfter='2015-03-15' who='#e'>Begun.</change>", "2015-03-15|Bo Ek|Begun."),
    ("<change notBefore='2014' notAfter='2015'>a</change>", "2015||a"),
    ("<change from='2014-02'>a</change>", "2014-02||a"),
    ("<change who='persons.xml#Elli' when='2001'>A</change>", "2001|Elli|A"),
    (
        "<change><name><persName>A</persName><orgName>B</orgName></name>: c</change>",
        "|A, B|c",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), _CHANGES)
def test_a_revision_is_told_once(change: str, said: str) -> None:
    people = "<editor xml:id='e'>Bo Ek</editor><editor ref='part:x'>Ann Lee</editor>"
    persons = (
        "<standOff><listPerson><person xml:id='d'><persName><surname>Poe</surname><forename>Jo"
        "</forename></persName></person></listPerson></standOff>"
    )
    revision = f"<revisionDesc>{change}</revisionDesc>"
    changes = metadata(people, besides=revision, beside=persons).changes
    assert [f"{each.when}|{each.who}|{each.text}" for each in changes] == [said] * bool(said)


_PEOPLE = [
    ("<principal>A</principal><editor>A</editor>", ["Project led by A", "Edited by A"]),
    (
        "<editor>A</editor><respStmt><resp>TEI encoding</resp><name>A</name></respStmt>"
        "<respStmt><resp>Markup.</resp><name>A</name></respStmt>",
        ["Edited by A", "TEI encoding: A", "Markup: A"],
    ),
    (
        "<respStmt><resp>Cataloguer</resp><resp>New sectioning.</resp><name>A</name></respStmt>",
        ["Cataloguer; New sectioning: A"],
    ),
    (
        "<respStmt><resp xml:lang='sl'>Kodiranje</resp><resp xml:lang='en'>Encoding by</resp>"
        "<persName>A</persName></respStmt>",
        ["Encoding by A"],
    ),
    ("<editor>A, Oxford Univ.</editor><editor>B</editor>", ["Edited by A, Oxford Univ.; B"]),
    ("<editor role='contributor'>A</editor>", ["Contributor: A"]),
    (
        "<funder><orgName xml:lang='de'>Bund</orgName><orgName xml:lang='en'>State</orgName>"
        "</funder><sponsor>B</sponsor>",
        ["Funded by State", "Sponsored by B"],
    ),
    (
        "<editor><persName><surname>Haaf</surname> <forename>Susanne</forename></persName>"
        "</editor>",
        ["Edited by Susanne Haaf"],
    ),
    (
        "<respStmt><resp>Hans Brix</resp><resp>Palle Raunkjær</resp><name/></respStmt>"
        "<respStmt><resp>Encoded by</resp><name/></respStmt>",
        ["Hans Brix", "Palle Raunkjær"],
    ),
    ("<editor role='translator'/>", []),
    (
        "<respStmt><resp>annotation</resp><name>A</name></respStmt>"
        "<respStmt><resp>based upon</resp><name><ptr target='#s'/></name></respStmt>"
        "<editor><name><persName>B</persName> <orgName type='affiliation'>Leiden</orgName></name>"
        "</editor>",
        ["Annotation: A", "Edited by B"],
    ),
    (
        "<editor><idno type='viaf'>6</idno><name type='short'>Valle</name>"
        "<name type='full'>Valle-Inclán, Ramón del</name></editor>",
        ["Edited by Ramón del Valle-Inclán"],
    ),
]


@pytest.mark.parametrize(
    ("titles", "series", "is_part"),
    [
        ("<title type='collection'>MSS</title><title level='s'>A</title><title level='s'>B</title>",
         "MSS · A · B", False),
        ("<title level='a'>C</title><title level='m'>Book</title><title level='s'>A</title>",
         "Book · A", True),
        ("<seriesStmt><title>A</title><title>B</title></seriesStmt>", "A · B", False),
        ("<title type='s'>A</title>", "A", False),
    ],
)  # fmt: skip
def test_every_series_is_named(titles: str, series: str, is_part: bool) -> None:
    data = metadata(after=titles) if "Stmt" in titles else metadata(titles)
    assert (data.series, data.is_part) == (series, is_part)


@pytest.mark.parametrize(("statement", "lines"), _PEOPLE)
def test_whoever_had_a_part_is_named_with_every_part(statement: str, lines: list[str]) -> None:
    assert responsibility_lines(metadata(statement), terms_for("en")) == lines


def test_patrons_are_left_to_the_colophon() -> None:
    said = metadata("<editor>A</editor><funder>B</funder>")
    assert responsibility_lines(said, terms_for("en"), with_patrons=False) == ["Edited by A"]


def test_a_table_among_the_principles_is_told_row_by_row() -> None:
    rows = (
        "<row><cell>a</cell><cell>U+0061</cell></row><row><cell>b</cell><cell>U+0062</cell></row>"
    )
    principles = f"<normalization><p><table><head>Signs</head>{rows}</table></p></normalization>"
    encoding = f"<encodingDesc><editorialDecl>{principles}</editorialDecl></encodingDesc>"
    (declared,) = metadata(besides=encoding).declarations
    assert declared.paragraphs == ("Signs: a, U+0061; b, U+0062",)


def test_terms_of_use_in_several_languages_are_told_in_the_books() -> None:
    address = "http://creativecommons.org/licenses/by/4.0/"
    words = "<p xml:lang='sl'>Prosto.</p><p xml:lang='en'>Free.</p>"
    terms = f"<availability><licence>{address}</licence>{words}</availability>"
    data = metadata(after=f"<publicationStmt>{terms}</publicationStmt>")
    assert (data.rights, data.licence) == (("Free.",), address)


def test_a_text_in_an_older_stage_of_a_language_has_its_terms_in_that_language() -> None:
    words = "<p xml:lang='en'>Free.</p><p xml:lang='de'>Frei.</p>"
    terms = f"<availability>{words}</availability>"
    data = metadata(after=f"<publicationStmt>{terms}</publicationStmt>", language="gmh")
    assert data.rights == ("Frei.",)
    assert [terms_for(each).language for each in ("gmh", "fro", "enm")] == ["de", "fr", "en"]


def test_every_description_of_the_source_is_read() -> None:
    after = "<sourceDesc><listWit/></sourceDesc><sourceDesc><p>Based on B.</p></sourceDesc>"
    assert metadata(after=after).source == ("Based on B.",)


def test_a_list_of_works_has_its_heading_and_works_that_have_nothing_but_a_name() -> None:
    works = "<listBibl><head>H</head><bibl><ptr target='urn:cts:x:y'/></bibl></listBibl>"
    said = metadata(after=f"<sourceDesc>{works}</sourceDesc>")
    assert (said.source, said.source_names) == (("H", "urn:cts:x:y"), ("urn:cts:x:y",))


def test_the_source_of_a_division_names_not_the_whole() -> None:
    listed = "<listBibl><bibl xml:id='a'>A</bibl><bibl xml:id='b'>B</bibl></listBibl>"
    source = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc>"
        f"<sourceDesc>{listed}</sourceDesc></fileDesc></teiHeader>"
        "<text><body><div decls='#b'/></body></text></TEI>"
    )
    said = read_metadata(parse_xml(source.encode(), Path("a.xml")), Path("a.xml"))[0]
    assert (said.source, said.source_names) == (("A", "B"), ("A",))


def test_a_keyword_of_two_schemes_is_one() -> None:
    keywords = "<keywords><term>A</term></keywords><keywords><term>A</term></keywords>"
    said = metadata(besides=f"<profileDesc><textClass>{keywords}</textClass></profileDesc>")
    assert said.subjects == ("A",)


def test_keywords_may_be_items_of_a_list() -> None:
    items = "<item>A</item><item><term>B</term></item><item>C<list><item>D</item></list></item>"
    keywords = f"<keywords><list>{items}</list></keywords>"
    said = metadata(besides=f"<profileDesc><textClass>{keywords}</textClass></profileDesc>")
    assert said.subjects == ("A", "B", "D")


def test_what_programs_count_texts_by_is_no_subject() -> None:
    terms = (("genre", "novel"), ("author-gender", "male"), ("tei", "full"), ("words", "11"))
    keywords = "".join(f"<term type='{kind}'>{words}</term>" for kind, words in terms)
    classes = f"<profileDesc><textClass><keywords>{keywords}</keywords></textClass></profileDesc>"
    assert metadata(besides=classes).subjects == ("novel",)


_PUBLICATIONS = [
    ("<distributor>D</distributor><idno>1</idno>", ": D, "),
    ("<publisher>P</publisher><distributor>D</distributor><pubPlace>Rome</pubPlace>", "Rome: P, "),
    (
        "<publisher><orgName xml:lang='sl'>I</orgName><orgName xml:lang='en'>J</orgName>"
        "<ref target='http://i.si'>http://i.si</ref> <email>i@i.si</email></publisher>"
        "<pubPlace>http://hdl.handle.net/1</pubPlace>",
        ": J, ",
    ),
    ("<distributor><name>C</name><address><addrLine>c@c.org</addrLine></address></distributor>",
     ": C, "),
    ("<authority> () </authority><date>2015-08-06-04:00</date>", ": , 2015-08-06"),
    ("<publisher>P</publisher><date>$Date: 2009/04/23 08:15:15 $</date>", ": P, 2009-04-23"),
    ("<publisher>P</publisher><date when-iso='2020'/>", ": P, 2020"),
    ("<publisher/><ab><bibl><publisher>P</publisher>, <date>2024</date></bibl></ab>", ": P, 2024"),
    ("<p><bibl><title>A</title><publisher>P</publisher></bibl></p>", ": , "),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "said"), _PUBLICATIONS)
def test_an_imprint_has_names_and_days(statement: str, said: str) -> None:
    data = metadata(after=f"<publicationStmt>{statement}</publicationStmt>")
    assert f"{data.place}: {data.publisher}, {data.date}" == said


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("<date when='2007-03-06'>6 March 2007</date>", "2007-03-06"),
        ("<date when-iso='2007-03-06T10:00:00Z'>6.3.07</date>", "2007-03-06"),
        ("<date>02 août 2025</date>", "2025"),
        ("<date>12.5.2011</date>", "2011"),
        ("<date>1850–1860</date>", ""),
        ("<date>1890s</date>", ""),
    ],
)
def test_a_date_in_words_has_one_for_programs_too(date: str, issued: str) -> None:
    assert metadata(after=f"<publicationStmt>{date}</publicationStmt>").issued == issued


def test_a_date_that_the_name_of_the_edition_has_is_told_once() -> None:
    edition = "<edition>Digital <date when='2019-01'>January 2019</date></edition>"
    data = metadata(after=f"<editionStmt>{edition}</editionStmt>")
    assert (data.edition, data.date, data.issued) == ("Digital January 2019", "", "2019-01")


def test_minutes_say_of_which_meeting_they_are() -> None:
    assert metadata("<meeting>IX</meeting><meeting>23.07.2015</meeting>").meeting == (
        "IX · 23.07.2015"
    )


def test_what_is_said_of_the_publication_in_sentences_is_kept() -> None:
    said = metadata(after="<publicationStmt><p>Seen through the press by A.</p></publicationStmt>")
    assert said.publication == ("Seen through the press by A.",)
    template = metadata(after="<publicationStmt><p>Publication Information</p></publicationStmt>")
    assert template.publication == ()


def test_a_reference_to_the_publication_is_told_once_and_its_rest_besides() -> None:
    house, day = "<publisher>P</publisher>", "<date>2024</date>"
    pages = "<idno>9791024018874</idno><biblScope unit='page'>3-4</biblScope>"
    first = f"<ab><bibl>{house}{day}{pages}</bibl></ab>"
    access = "<desc type='accessMode'>textual</desc>"
    other = f"<ab><bibl><distributor>D</distributor><date>2025</date></bibl>{access}</ab>"
    said = metadata(after=f"<publicationStmt>{first}{other}</publicationStmt>")
    assert said.publication == ("pp. 3-4", "D, 2025")
    parted = "".join(f"<ab><bibl>{each}</bibl></ab>" for each in (house, day))
    said = metadata(after=f"<publicationStmt>{parted}{other}</publicationStmt>")
    assert (said.publisher, said.date, said.publication) == ("P", "2024", ("D, 2025",))
    items = "<publicationStmt><p>As <list><item>A</item><item>B</item></list></p></publicationStmt>"
    assert metadata(after=items).publication == ("As A; B",)


def test_a_licence_may_be_where_its_words_refer_to() -> None:
    address = "https://creativecommons.org/publicdomain/zero/1.0/"
    words = f"<ab>CC0 1.0</ab><ref target='{address}'>Licence</ref>"
    terms = f"<availability><licence>{words}</licence></availability>"
    assert metadata(after=f"<publicationStmt>{terms}</publicationStmt>").licence == address


def test_what_a_program_counts_is_a_revision_and_no_name_of_an_edition() -> None:
    edition = "<edition>$Revision: 1.7 $<date>$Date: 2009/04/23 08:15:15 $</date></edition>"
    data = metadata(after=f"<editionStmt>{edition}</editionStmt>")
    assert (data.edition, data.revision, data.date) == ("", "1.7", "2009-04-23")
    data = metadata(after="<editionStmt><edition><date>2026</date></edition></editionStmt>")
    assert (data.edition, data.date) == ("", "2026")
    file = "<date>12.9.2025 15:50:06</date> <idno type='fileref'>10.5771/2</idno>"
    data = metadata(after=f"<editionStmt><edition>{file}</edition></editionStmt>")
    assert (data.edition, data.date, data.numbers) == ("", "12.9.2025", ("fileref 10.5771/2",))


@pytest.mark.parametrize(
    ("name", "revision"),
    [("ocr-summary", ""), ("2", "2"), ("v1.3", "v1.3"), ("0", ""), ("0.0", ""), ("0.9", "0.9")],
)
def test_a_step_of_the_work_is_no_revision(name: str, revision: str) -> None:
    changes = f"<revisionDesc><change n='{name}'>Read.</change></revisionDesc>"
    assert metadata(besides=changes).revision == revision


def test_the_revision_is_that_of_the_latest_change() -> None:
    for changes, revision in (
        ("<change when='2026-06-10'>a</change><change n='1.0' when='2026-02-02'>b</change>", ""),
        ("<change>a</change><change n='1.0'>b</change>", ""),
        ("<change n='1.9'>a</change><change n='1.10'>b</change>", "1.10"),
    ):
        assert metadata(besides=f"<revisionDesc>{changes}</revisionDesc>").revision == revision


_DESCRIBED = [
    (
        "<msDesc><msIdentifier><idno>E II 288,359 f.</idno><idno>kein Scan</idno></msIdentifier>"
        "</msDesc>",
        ["E II 288,359 f., kein Scan"],
    ),
    (
        "<bibl><author><persName>Richard</persName><date>1201</date> <date>1260</date>"
        "<note>Est un médecin.</note></author><title>A</title></bibl>",
        ["Richard, 1201, 1260, Est un médecin. A"],
    ),
    (
        "<bibl><title>Dic.</title><textLang>Latin</textLang><note>B</note></bibl>",
        ["Dic. (Latin), B"],
    ),
    ("<p><settlement>Ulm<geo>48.4,9.98</geo></settlement></p>", ["Ulm (48.4,9.98)"]),
    ("<p><settlement>Ulm <geo>48.4,9.98</geo></settlement></p>", ["Ulm (48.4,9.98)"]),
    ("<p>At <geo>48.4,9.98</geo>.</p>", ["At 48.4,9.98."]),
    (
        "<biblFull><publicationStmt><date>1697 <note>first letters</note></date>"
        "<date when='1823'><note>all</note></date></publicationStmt></biblFull>",
        ["1697 first letters, 1823 all"],
    ),
    (
        "<bibl><author><forename>Jean</forename> <nameLink>d'</nameLink><surname>Alembert</surname>"
        " <roleName>fils</roleName></author><title>A</title></bibl>",
        ["Jean d'Alembert, fils, A"],
    ),
    (
        "<bibl><extent><measure unit='leaf'>89</measure><measure unit='quire'>8 quires</measure>"
        "<dimensions unit='mm'><height>220</height><width>170</width></dimensions></extent></bibl>",
        ["89 leaf, 8 quires, 220 × 170 mm"],
    ),
    (
        "<bibl><title>A</title><extent><measure type='pages'>432</measure></extent>"
        "<date>1983</date></bibl>",
        ["A, 432 pp., 1983"],
    ),
    (
        "<p>From <listBibl><bibl><title>A</title>, p. 1</bibl><bibl>B, p. 2.</bibl>"
        "<bibl>C</bibl></listBibl></p>",
        ["From A, p. 1; B, p. 2. C"],
    ),
    ("<listWit><witness corresp='EMML6993'/></listWit>", ["EMML6993"]),
    (
        "<bibl><ptr target='#CIL_VI'/><biblScope unit='item'>36498</biblScope></bibl>",
        ["CIL_VI, item\N{NO-BREAK SPACE}36498"],
    ),
    ("<bibl>In <bibl><ptr target='#CIL_VI'/> 1</bibl></bibl>", ["In CIL_VI 1"]),
    (
        "<bibl>In <bibl><title>A</title></bibl>; <bibl>ed. <title>B</title></bibl>, and "
        "(<bibl><title>C</title></bibl>)</bibl>",
        ["In A; ed. B, and (C)"],
    ),
    (
        "<bibl><publisher>W. Heinemann Ltd.</publisher><pubPlace>York</pubPlace></bibl>",
        ["W. Heinemann Ltd., York"],
    ),
    (
        "<bibl><title>A</title>, at <ref target='http://a.org/'/></bibl>",
        ["A, at http://a.org/"],
    ),
    (
        "<bibl><publisher>K.</publisher> (<respStmt><resp>editor</resp><name>Max</name>"
        "</respStmt>), <date when='1897'/>.</bibl>",
        ["K. (editor Max), 1897."],
    ),
    (
        "<bibl><author><surname>Marx</surname><forename>Karl</forename></author></bibl>",
        ["Karl Marx"],
    ),
    ("<p>»<quote>12</quote>« and <q>cd <q>e</q></q>.</p>", ["»12« and “cd ‘e’”."]),
    (
        "<p>70 fols. <dimensions unit='mm'><height>285</height><width>215</width></dimensions>"
        "<dimensions><height unit='cm'>2</height><width unit='cm'>1</width></dimensions></p>",
        ["70 fols. 285 × 215 mm, 2 × 1 cm"],
    ),
    (
        "<biblStruct><monogr><title>T</title><editor><persName>A B</persName><persName>C D"
        "</persName></editor><imprint><publisher><orgName>E</orgName><orgName>F</orgName>"
        "</publisher></imprint></monogr></biblStruct>",
        ["T, ed. A B, C D, E, F"],
    ),
    (
        "<p>Free <list><item>to share</item>\n<item>to adapt</item></list> <note>as A.</note></p>",
        ["Free to share; to adapt as A."],
    ),
    (
        "<bibl><author><forename>A</forename><surname>B</surname></author> 1st ed.</bibl>",
        ["A B 1st ed."],
    ),
    (
        "<biblStruct><monogr><author>Bahr, Hermann</author><author>Lee, Ann</author>"
        "<title>Letters</title></monogr></biblStruct>",
        ["Hermann Bahr, Ann Lee, Letters"],
    ),
    (
        "<p>Listed (<bibl><ptr target='bib:B'/><citedRange unit='page'>370</citedRange><citedRange"
        " unit='item'>71</citedRange></bibl>); from <bibl><pubPlace>Ganjoor</pubPlace><ptr"
        " target='http://g.net'/></bibl>. <bibl><title>A</title>\n<date>1900</date></bibl>\n"
        "<bibl><title>B</title><biblScope unit='page' from='1' to='9'/></bibl></p>",
        ["Listed (bib:B, p. 370, item 71); from Ganjoor, http://g.net. A, 1900; B, pp. 1–9"],
    ),
    (
        "<p><extent>26 folios<dimensions><height>234</height><width>170</width></dimensions>"
        "</extent></p>",
        ["26 folios, 234 × 170"],
    ),
    (
        "<bibl><title>A</title> (<pubPlace>Bonn</pubPlace><ptr target='http://b.de'/>)</bibl>",
        ["A (Bonn http://b.de)"],
    ),
    (
        "<bibl>First edition: Paris. <date>1853</date>, <idno></idno>, <ref target='#'/>.</bibl>",
        ["First edition: Paris. 1853."],
    ),
    (
        "<bibl><author/>, <title>A</title>, <pubPlace/>: <date>1853</date>, <ref/></bibl>",
        ["A: 1853"],
    ),
    (
        "<p><dimensions unit='mm'><height>180</height><width>135</width><dim type='intercolumn'>10"
        "</dim></dimensions> <dimensions type='margin'><dim type='top' unit='mm'>35</dim>"
        "<dim type='bottom' quantity='3' unit='cm'/></dimensions></p>",
        ["180 × 135 mm, intercolumn 10 mm, margin: top 35 mm, bottom 3 cm"],
    ),
    (
        "<biblStruct><monogr><title>Journal</title><title type='short'>J</title>"
        "<editor>Ed Bee</editor><editor>C</editor><imprint><date>1906</date></imprint></monogr>"
        "<idno type='oclc'>47</idno><idno type='ISSN'>ISSN 12</idno><idno type='zotero'>9</idno>"
        "</biblStruct>",
        ["Journal, ed. Ed Bee, C, 1906, OCLC 47, ISSN 12, 9"],
    ),
    (
        "<biblStruct xml:lang='de'><monogr><title>A</title><editor role='translator'>B</editor>"
        "<editor>C</editor></monogr></biblStruct>",
        ["A, B, hg. von C"],
    ),
    (
        "<bibl xml:lang='de'><title>A</title><editor>hrsg. von B</editor><bibl><title>D</title>"
        "<editor>C</editor></bibl></bibl>",
        ["A, hrsg. von B, D, hg. von C"],
    ),
    (
        "<biblStruct><analytic><title>A</title></analytic><monogr><editor>B</editor>"
        "<title>C</title></monogr></biblStruct>",
        ["A, ed. B, C"],
    ),
    ("<bibl><editor>A</editor><editor>B</editor><title>C</title></bibl>", ["A, B, C"]),
    (
        "<bibl><title>A. 1962.</title><date type='print' when='1906'/><date type='premiere'"
        " when='1903'/><date type='print'>1907</date><date type='written'/></bibl>",
        ["A. 1962. print 1906, premiere 1903, 1907"],
    ),
    ("<bibl>-</bibl>", []),
    (
        "<p>Found at <geo>37.9, 12.8</geo>, see <graphic url='a.png'/>, east of the temple.</p>",
        ["Found at 37.9, 12.8, see, east of the temple."],
    ),
    ("<p><place><placeName>A</placeName><geo>1 2</geo></place></p>", ["A"]),
    (
        "<p>used by <bibl><ptr target='bib:B'/></bibl> for <bibl><ptr target='#a'/></bibl></p>",
        ["used by bib:B for a"],
    ),
    ("<p>Information about the source</p>", []),
    (
        "<bibl type='printSource'><author>Lee, J.</author><title>A</title></bibl>"
        "<bibl type='firstEdition'><date>1889</date></bibl><bibl type='book'>B</bibl>",
        ["Print source: J. Lee, A", "First edition: 1889", "B"],
    ),
    (
        "<bibl type='digitalSource'><title>A</title><bibl type='originalSource'>B</bibl>"
        "<relatedItem type='copyText'><bibl><title>C</title></bibl></relatedItem></bibl>",
        ["Digital source: A", "Original source: B", "Copy text: C"],
    ),
    (
        "<bibl><author>Lee, Ann; Roe</author><author>K. L. S.</author><title>A</title>"
        "<citedRange unit='page'><num>165</num> <num>166</num></citedRange></bibl>",
        ["Lee, Ann; Roe; K. L. S., A, pp.\N{NO-BREAK SPACE}165 166"],
    ),
    ("<bibl><title>A</title><biblScope unit='item'>L 128</biblScope></bibl>", ["A, L 128"]),
]


_WITNESSES = [
    ("<witness xml:id='A'>Oxford</witness>", ["A: Oxford"]),
    ("<witness n='B' xml:id='bamberg'>Bamberg</witness>", ["B: Bamberg"]),
    ("<witness n='135va' xml:id='SF'>Rome</witness>", ["SF: Rome"]),
    ("<witness xml:id='C'><abbr type='siglum'>C</abbr> Rome</witness>", ["C: Rome"]),
    ("<witness xml:id='C'><abbr type='siglum'>C<hi>1</hi></abbr>: Rome</witness>", ["C1: Rome"]),
    ("<witness xml:id='D'>D (Dresden)</witness>", ["D (Dresden)"]),
    ("<witness xml:id='E'/>", ["E"]),
    ("<witness xml:id='A'>A vellum codex</witness>", ["A: A vellum codex"]),
    (
        "<desc>Manuscripts</desc><witness xml:id='O'><desc>Agreement of B, A</desc><listWit>"
        "<witness xml:id='B'>B<msDesc><msIdentifier><settlement>Leiden</settlement>"
        "<idno>F 86</idno></msIdentifier></msDesc><listWit><witness xml:id='B.3'>"
        "<label>B<hi>3</hi></label></witness></listWit></witness></listWit></witness>",
        ["Manuscripts", "O: Agreement of B, A", "B: Leiden, F 86", "B3"],
    ),
    ("<witness xml:id='F'><p>Fulda.</p><p>Lost.</p></witness>", ["F: Fulda.", "Lost."]),
    (
        "<witness xml:id='G'>\n<bibl>\n<title>Works</title>\n<date>1900</date></bibl></witness>",
        ["G: Works, 1900"],
    ),
    (
        "<witness xml:id='J1'><abbr type='siglum'>J<hi>1</hi></abbr>\n<msDesc><msIdentifier>"
        "<settlement>Jakarta</settlement>\n<repository>PNRI</repository><idno>L. 128</idno>"
        "</msIdentifier><physDesc><p>On palm leaf.</p></physDesc></msDesc></witness>",
        ["J1: Jakarta, PNRI, L. 128", "On palm leaf."],
    ),
]


@pytest.mark.parametrize(("witness", "said"), _WITNESSES)
def test_a_witness_is_told_after_its_siglum(witness: str, said: list[str]) -> None:
    stated = f"<sourceDesc><listWit>{witness}</listWit></sourceDesc>"
    assert list(metadata(after=stated).source) == said


def test_a_witness_is_the_manuscript_that_it_points_to_and_a_siglum_names_no_source() -> None:
    witnesses = (
        "<witness xml:id='A'/><witness xml:id='B'><ref target='#m'/></witness>"
        "<witness xml:id='C' corresp='#m'/><witness xml:id='D'>Rome</witness>"
    )
    place = "<msIdentifier><settlement>Paris</settlement><idno>fr. 794</idno></msIdentifier>"
    manuscript = f"<msDesc xml:id='m'>{place}<p>Of vellum.</p></msDesc>"
    data = metadata(after=f"<sourceDesc><listWit>{witnesses}</listWit>{manuscript}</sourceDesc>")
    listed = ("A", "B: Paris, fr. 794", "C: Paris, fr. 794", "D: Rome")
    assert data.source == (*listed, "Paris, fr. 794", "Of vellum.")
    assert data.source_names == ("Paris, fr. 794", "D: Rome")


def test_the_parts_of_a_witness_are_called_in_the_language_of_the_text() -> None:
    described = "<msDesc><history><origin>Rom</origin></history></msDesc>"
    witness = f"<sourceDesc><listWit><witness>{described}</witness></listWit></sourceDesc>"
    assert metadata(after=witness, language="de").source == ("Entstehung: Rom",)
    assert metadata(after=witness, language="fr").source == ("Origine\N{NO-BREAK SPACE}: Rom",)


@pytest.mark.parametrize(("source", "said"), _DESCRIBED)
def test_a_source_is_told_as_it_is_written(source: str, said: list[str]) -> None:
    data = metadata(after=f"<sourceDesc>{source}</sourceDesc>")
    assert list(data.source) == list(data.source_names) == said


def test_a_manuscript_is_described_section_by_section_and_called_by_its_place() -> None:
    manuscript = (
        "<msDesc><msIdentifier><settlement>Oxford</settlement><idno>MS. 1</idno></msIdentifier>"
        "<msContents><msItem><title>A</title><msItem><locus>1r</locus><title>B</title></msItem>"
        "</msItem><msItem><title>C</title></msItem></msContents>"
        "<physDesc><decoDesc><decoNote>Decoration<p>Initial. One.</p></decoNote></decoDesc>"
        "</physDesc><history><origin><origDate>1500</origDate></origin></history></msDesc>"
    )
    data = metadata(after=f"<sourceDesc>{manuscript}<p>Seen.</p></sourceDesc>")
    parts = ("A", "1r, B", "C", "Decoration Initial. One.", "Origin: 1500", "Seen.")
    assert data.source == ("Oxford, MS. 1", *parts)
    assert data.source_names == ("Oxford, MS. 1", "Seen.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("Schrift: Line 1: 38 mm, Margin: ?", "Herkunft: Found.")),
        ("grc", ("Writing: Line 1: 38 mm, Margin: ?", "Provenance: Found.")),
    ],
)
def test_the_parts_of_a_description_are_called_by_what_they_tell_of(
    language: str, said: tuple[str, ...]
) -> None:
    measured = (
        "<locus>Line 1</locus><dimensions><height unit='mm'>38</height></dimensions>"
        "<locus>Interlineation</locus><dimensions><height unit='mm'/></dimensions>"
        "<locus>Margin</locus><dimensions><height unit='mm'>?</height></dimensions>"
    )
    described = (
        f"<msDesc><physDesc><handDesc><handNote>{measured}</handNote></handDesc></physDesc><history>"
        "<provenance>Found.</provenance><provenance>None</provenance></history></msDesc>"
    )
    data = metadata(after=f"<sourceDesc xml:lang='{language}'>{described}</sourceDesc>")
    assert data.source == said


def test_what_has_commas_is_parted_from_its_like_by_semicolons() -> None:
    stamps = "<incident><p>Ulm, 6 7</p></incident><incident><p>7./7.</p> <p>91</p></incident>"
    described = f"<msDesc><physDesc><additions>{stamps}</additions></physDesc></msDesc>"
    data = metadata(after=f"<sourceDesc>{described}</sourceDesc>")
    assert data.source == ("Additions: Ulm, 6 7; 7./7. 91",)


def test_a_field_without_words_says_the_key_by_which_its_project_knows_what_it_names() -> None:
    described = (
        "<msDesc><msIdentifier><repository ref='INS0007AM'/><idno>47</idno></msIdentifier>"
        "<msContents><msItem><locus from='27r' to='28v'/><title ref='LIT1693John'/></msItem>"
        "</msContents><physDesc><condition>Of <ref corresp='ESam040'/>.</condition></physDesc>"
        "</msDesc>"
    )
    data = metadata(after=f"<sourceDesc>{described}</sourceDesc>")
    assert data.source == ("INS0007AM, 47", "27r–28v, LIT1693John", "Of ESam040.")


def test_a_list_of_numbers_is_no_number() -> None:
    numbers = "<idno><idno>http://a.org/1</idno><idno>http://a.org/2</idno></idno>"
    assert metadata(after=f"<publicationStmt>{numbers}</publicationStmt>").identifier == (
        "http://a.org/1"
    )
    parts = "<idno><idno>B</idno>.<idno>10</idno></idno>"
    assert metadata(after=f"<publicationStmt>{parts}</publicationStmt>").identifier == "B.10"


_NUMBERS = [
    (
        "<idno type='URL'>https://dracor.org</idno>"
        "<idno type='dracor' xml:base='https://dracor.org/id/'>ger000356</idno>",
        "https://dracor.org/id/ger000356",
    ),
    ("<idno type='number'>25</idno><idno>doi:10.1/x</idno>", "doi:10.1/x"),
    ("<idno>A14136</idno>", "A14136"),
    ("<idno>$Id$</idno>", "urn:uuid:"),
    ("<idno>https://example.org/</idno>", "urn:uuid:"),
    ("<publisher>A<idno type='ISNI'>http://isni.org/1</idno></publisher><idno>B-10</idno>", "B-10"),
]


@pytest.mark.parametrize(("numbers", "identifier"), _NUMBERS)
def test_the_identifier_is_the_works_own(numbers: str, identifier: str) -> None:
    said = metadata(after=f"<publicationStmt><p/>{numbers}</publicationStmt>").identifier
    assert said.startswith(identifier)


def test_a_letter_says_who_sent_it_to_whom() -> None:
    described = (
        "<profileDesc><correspDesc><correspAction type='sent'><persName>Goethe, Johann Wolfgang von"
        "</persName><date when='1808-05-03'/><placeName>Weimar</placeName></correspAction>"
        "<correspAction type='received'><persName>Schiller</persName><note>?</note></correspAction>"
        "</correspDesc></profileDesc>"
    )
    letter = metadata(besides=described)
    assert letter.correspondence == (
        ("sent", "Johann Wolfgang von Goethe, Weimar, 1808-05-03"),
        ("received", "Schiller"),
    )


def test_whom_the_action_of_sending_calls_its_addressee_did_not_send_it() -> None:
    described = (
        "<profileDesc><correspDesc><correspAction type='sent'><persName role='sender'>A</persName>"
        "<persName role='addressee'>B</persName><date when='1808'/></correspAction>"
        "<correspAction type='received'><persName>B</persName></correspAction>"
        "</correspDesc></profileDesc>"
    )
    told = (("sent", "A, 1808"), ("received", "B"))
    assert metadata(besides=described).correspondence == told


def test_whatever_was_done_with_a_letter_is_told() -> None:
    actions = (
        "<correspAction type='forwarded'><p>To Ulm.</p></correspAction>"
        "<correspAction type='receiving'><name>B</name></correspAction>"
        "<correspAction type='sending'><name>A</name></correspAction>"
    )
    letter = metadata(besides=f"<profileDesc><correspDesc>{actions}</correspDesc></profileDesc>")
    told = (("sent", "A"), ("received", "B"), ("forwarded", "To Ulm."))
    assert letter.correspondence == told


_CORRESPONDENTS = [
    (
        "<forename>Jean</forename> <surname>Calvin</surname>"
        " <addName type='pseudonym'>Charles d'Espeville</addName>",
        "Jean Calvin (Charles d'Espeville)",
    ),
    ("Jean Calvin <addName type='pseudonym'>Charles</addName>", "Jean Calvin (Charles)"),
    ("<forename>Marie</forename> <surname>Rabutin</surname> <roleName>marquise</roleName>",
     "Marie Rabutin, marquise"),
    ("Peter Griffin <email>p@example.org</email>", "Peter Griffin, p@example.org"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "said"), _CORRESPONDENTS)
def test_what_stands_beside_a_name_is_parted_from_it(name: str, said: str) -> None:
    action = f"<correspAction type='sent'><persName>{name}</persName></correspAction>"
    letter = metadata(besides=f"<profileDesc><correspDesc>{action}</correspDesc></profileDesc>")
    assert letter.correspondence == (("sent", said),)


def test_the_number_of_a_volume_of_a_series_is_kept() -> None:
    series = "<seriesStmt><title/><biblScope>V, 1137.</biblScope></seriesStmt>"
    assert metadata(after=series).headnotes == ("V, 1137.",)
    nobody = "<respStmt><resp>ed. by</resp><name/></respStmt>"
    series = f"<seriesStmt><title>A</title>{nobody}<biblScope>V, 1137.</biblScope></seriesStmt>"
    assert metadata(after=series).headnotes == ("A, V, 1137.",)


def test_other_numbers_are_kept() -> None:
    numbers = "<idno>https://a.org</idno><idno>2 IV H.3</idno><idno>doi:10.1/x</idno>"
    assert metadata(after=f"<publicationStmt>{numbers}</publicationStmt>").numbers == ("2 IV H.3",)


def test_what_an_edition_says_before_its_text_is_kept() -> None:
    notes = "<notesStmt><note target='#d'>Dated by a friend.</note></notesStmt>"
    series = "<seriesStmt><p>One of many.</p></seriesStmt>"
    abstract = "<profileDesc><abstract><p>What it tells.</p><p>More.</p></abstract></profileDesc>"
    told = metadata("<title type='subtitle'>S</title>", f"{series}{notes}", abstract)
    assert told.subtitle == "S"
    assert told.headnotes == ("What it tells.", "More.", "One of many.", "Dated by a friend.")
    statement = "<editionStmt><p>The first part only.</p></editionStmt>"
    assert metadata(after=statement).edition == "The first part only."


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Title<lb/>Encoded: <name>X</name> Y<lb/>\n1998", ("Title", "Encoded: X Y", "1998")),
        (
            "A sentence that<lb/>goes on, and<lb/>Never ends",
            ("A sentence that goes on, and Never ends",),
        ),
        ("Knowl<lb break='no'/>edge<lb/>Ends", ("Knowledge", "Ends")),
    ],
)
def test_the_lines_of_a_note_are_kept(note: str, said: tuple[str, ...]) -> None:
    assert metadata(after=f"<notesStmt><note>{note}</note></notesStmt>").headnotes == said


def test_a_blank_of_full_width_is_a_character_of_a_name() -> None:
    data = metadata("<author>大杉\N{IDEOGRAPHIC SPACE}栄</author>")
    assert data.contributors[0].name == "大杉\N{IDEOGRAPHIC SPACE}栄"
    told = "<p>底本\N{IDEOGRAPHIC SPACE}\n一<lb/> A</p>"
    assert metadata(after=f"<sourceDesc>{told}</sourceDesc>").source == (
        "底本\N{IDEOGRAPHIC SPACE}一 A",
    )


def test_in_japanese_too_the_lines_of_a_reference_part_its_fields() -> None:
    fields = ("<author>森鴎外</author>", "<title>高瀬舟</title>", "<publisher>講談社</publisher>")
    work = "<bibl>底本" + "\n".join(fields) + "</bibl>"
    assert metadata(after=f"<sourceDesc>{work}</sourceDesc>").source == (
        "底本森鴎外 高瀬舟 講談社",
    )


def test_sentences_on_the_origin_of_a_text_are_kept() -> None:
    for origin, said in (
        (
            "Composed in <placeName>Rome</placeName> around <date>1500</date>.",
            "Composed in Rome around 1500.",
        ),
        ("<date>1500</date>, <placeName>Rome</placeName>", ""),
    ):
        profile = f"<profileDesc><creation>{origin}</creation></profileDesc>"
        assert " ".join(metadata(besides=profile).headnotes) == said


_IN_SCRIPTS = [
    ("<author xml:lang='ar'>محمد</author><author xml:lang='ar-Latn-x-a'>M</author>", "ar", "محمد"),
    ("<author xml:lang='ar'>محمد</author><author xml:lang='ar-Latn'>M</author>", "ar-Latn", "M"),
    ("<author xml:lang='ar'>محمد</author><author xml:lang='ar-Latn'>M</author>", "en", "محمد"),
    (
        "<author xml:lang='ru'>А</author><author xml:lang='ru'>Б</author>"
        "<author xml:lang='ru-Latn'>A</author><author xml:lang='ru-Latn'>B</author>",
        "ru",
        "А; Б",
    ),
    (
        "<author xml:lang='ru'>А</author><author xml:lang='ru'>Б</author>"
        "<author xml:lang='ru-Latn'>C</author>",
        "ru",
        "А; Б; C",
    ),
    (
        "<author xml:lang='el' ref='#h'>Ὅ</author><author xml:lang='en' ref='#h'>H</author>",
        "en",
        "H",
    ),
    (
        "<author xml:lang='el' ref='#h'>Ὅ</author><author xml:lang='el-Latn' ref='#g'>G</author>",
        "el",
        "Ὅ; G",
    ),
    ("<author xml:lang='de'>A</author><author xml:lang='en'>B</author>", "en", "A; B"),
    ("<author xml:lang='en-GB'>A</author><author xml:lang='en-US'>B</author>", "en", "A; B"),
    ("<author>A</author><author xml:lang='ar-Latn'>B</author>", "ar", "A; B"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "language", "said"), _IN_SCRIPTS)
def test_an_author_named_in_two_scripts_is_one(statement: str, language: str, said: str) -> None:
    data = metadata(statement, language=language)
    assert "; ".join(each.name for each in data.contributors) == said


def test_whoever_stands_in_no_namespace_is_named() -> None:
    statement = "<respStmt xmlns=''><resp>Scans</resp><name>A</name></respStmt>"
    data = metadata(f"{statement}<editor xmlns=''>B</editor>")
    assert responsibility_lines(data, terms_for("en")) == ["Scans: A", "Edited by B"]


def test_several_editors_of_one_statement_are_all_named() -> None:
    names = "<name>Müller, Martin Anton</name>\n<name>Susen, Gerd-Hermann</name>"
    forms = "<persName type='main'>Ann Lee</persName><persName type='pen'>A. L.</persName>"
    said = metadata(f"<editor>\n{names}\n</editor><editor>{forms}</editor>").contributors
    assert [each.name for each in said] == ["Martin Anton Müller", "Gerd-Hermann Susen", "Ann Lee"]


def test_of_several_addresses_of_a_licence_the_first_is_told() -> None:
    terms = "<availability><licence target='http://a.org/x/ https://b.org/y'>L</licence>"
    said = metadata(after=f"<publicationStmt><p/>{terms}</availability></publicationStmt>")
    assert said.licence == "http://a.org/x/"


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("tat", "tt"),
        ("ger", "de"),
        ("eng-US", "en-US"),
        ("grc", "grc"),
        ("italiano", "it"),
        ("", ""),
    ],
)
def test_a_language_has_its_shortest_code(said: str, tag: str) -> None:
    assert language_tag(said) == tag


def test_to_transcribe_a_text_is_not_to_mark_it_up() -> None:
    parts = {"Transcription by": "trc", "TEI encoding": "mrk", "Keyed in by": "trc"}
    people = "".join(
        f"<respStmt><resp>{part}</resp><name>{code}</name></respStmt>"
        for part, code in parts.items()
    )
    for person in metadata(people).contributors:
        assert person.relator == person.name


def test_a_character_that_the_document_declares_stands_in_quotations_too() -> None:
    yogh = "<charDecl><char xml:id='y'><mapping>ȝ</mapping></char></charDecl>"
    said = metadata("<title type='sub'>The <q><g ref='#y'/>onk</q></title>", besides=yogh)
    assert said.subtitle == "The “ȝonk”"
