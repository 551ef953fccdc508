"""Nothing is lost, and whatever is lost on purpose is found, with its line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.alignment import gaps
from pipeline.checks.completeness import check_epub_words, check_text_words
from pipeline.checks.letters import is_shown_by
from pipeline.checks.master.words import read_words
from pipeline.checks.note_pairs import pair_notes
from pipeline.checks.words import ADDED, is_punctuation, without_added, words_of
from pipeline.finding import Finding
from pipeline.model.interpret import interpret
from pipeline.model.joins import INVISIBLE
from pipeline.outputs.epub import write_epub
from pipeline.outputs.text import write_text
from pipeline.tei.parse import Master, read_master
from pipeline.tei.reading import Policy

_MASTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc>
<p>x</p></sourceDesc></fileDesc></teiHeader><text><body><div>{}</div></body></text></TEI>"""

_BODY = """<head>The Head</head>
<p>The quick brown fox<note>jumps (or
leaps) over</note> the lazy dog; see [1] and <hi rend="italic">all</hi> that.</p>
<p>Then <choice><sic>19156</sic><corr>1936</corr></choice> came, domi<supplied>nus</supplied>.</p>
<list type="ordered"><item>one item</item><item>another</item></list>
<lg><l>A line of verse,</l><l>and 吾輩は猫である</l></lg>"""


def master_of(tmp_path: Path, body: str) -> Master:
    path = tmp_path / "master.xml"
    path.write_text(_MASTER.format(body), encoding="utf-8")
    return read_master(path)


def text_file(master: Master, policy: Policy = "corrected") -> Path:
    path = master.path.with_suffix(".txt")
    path.write_bytes(write_text(interpret(master, policy)))
    return path


def epub_file(master: Master, old: str = "", new: str = "") -> Path:
    """The EPUB of a master, with `old` made `new` in the documents of its spine."""
    sound, path = master.path.with_suffix(".sound.epub"), master.path.with_suffix(".epub")
    sound.write_bytes(write_epub(interpret(master)))
    with zipfile.ZipFile(sound) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".xhtml") and old:
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    return path


def words(tmp_path: Path, body: str, policy: Policy) -> str:
    return " ".join(read_words(master_of(tmp_path, body).root, policy).text.words())


@pytest.mark.parametrize("policy", ["corrected", "witness"])
def test_a_sound_output_has_every_word(tmp_path: Path, policy: Policy) -> None:
    master = master_of(tmp_path, _BODY)
    assert check_text_words(master, text_file(master, policy), policy) == []
    assert check_epub_words(master, epub_file(master)) == []


_BREAKS = [
    ("brown ", "", "words-lost", 4, "“brown”"),
    ("lazy dog", "dog lazy", "words-changed", 4, "lazy dog"),
    ("over", "under", "words-changed", 4, "in note 1"),
    ("(or", "or", "signs-lost", 0, "“(”"),
    ("quick", "qu ick", "words-divided", 4, "quick"),
    ("came,", "came", "words-lost", 6, "“,”"),
    ("1936", "19156", "words-changed", 6, "19156"),
    ("another", "another extra", "words-added", 7, "extra"),
    ("吾輩は猫", "吾輩猫", "words-lost", 8, "は"),
    ("verse", "terse", "words-changed", 8, "(in <l>)"),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "said"), _BREAKS)
def test_a_broken_text_file_is_found(
    tmp_path: Path, old: str, new: str, code: str, line: int, said: str
) -> None:
    master = master_of(tmp_path, _BODY)
    path = text_file(master)
    whole = path.read_text(encoding="utf-8")
    before, rule, rest = whole.partition("=" * 72)
    assert old in rest
    path.write_text(before + rule + rest.replace(old, new, 1), encoding="utf-8")
    _found(check_text_words(master, path), master, code, line, said)


@pytest.mark.parametrize(("old", "new", "code", "line", "said"), _BREAKS)
def test_a_broken_epub_is_found(
    tmp_path: Path, old: str, new: str, code: str, line: int, said: str
) -> None:
    master = master_of(tmp_path, _BODY)
    _found(check_epub_words(master, epub_file(master, old, new)), master, code, line, said)


def _found(findings: list[Finding], master: Master, code: str, line: int, said: str) -> None:
    (finding,) = findings
    assert (finding.code, finding.line, finding.path) == (code, line, master.path)
    assert said in finding.message


def test_a_lost_note_is_found_where_it_stands(tmp_path: Path) -> None:
    master = master_of(tmp_path, _BODY)
    path = text_file(master)
    text = path.read_text(encoding="utf-8")
    start = text.index("[Footnote 1: ")
    path.write_text(text[:start] + text[text.index("]", start) + 1 :], encoding="utf-8")
    found = {finding.code: finding for finding in check_text_words(master, path)}
    assert found["note-lost"].line == 4
    assert "note 1: “jumps or leaps over”" in found["note-lost"].message
    assert "“fox1”" in found["words-changed"].message  # the call, now of nothing


@pytest.mark.parametrize(
    "body",
    [
        "<p>exam<note>x</note>ple</p>",
        "<p>ex<note>x</note><note n='*'>y</note>am<hi rend='bold'>p<note>z</note></hi>le</p>",
        "<p>exam<supplied>p<note>x</note></supplied>le</p>",
        "<p>Wort <pb break='no'/><note>x</note> after <hi>a </hi><lb break='no'/>word</p>",
        "<p><w join='right'>non</w> <w>obstante</w><note>x</note> <pc join='left'>,</pc></p>",
        "<p>One </p><p><pb break='no'/>two <list><item><lb break='no'/>three</item></list></p>",
        "<p>a <w join='both'/> <p>b</p> <lb break='no'/> c</p>",
        "<head>a <pc join='both'> <speaker> b </speaker> </pc> c</head>",
        "<head>a<p>b </p><hi> <pb break='no'/> c</hi></head>",
        "<p>a <entry> b </entry> <w join='left'/> <bibl> c </bibl> d</p>",
        "<p>a <w join='right'><epigraph/> b </w> c</p>",
        "<p>a <supplied> b <lb break='no'/></supplied> c <q> <lb break='no'/>d</q></p>",
        "<p>a <graphic url='x'><desc>B</desc></graphic> <lb break='no'/> c</p>",
        "<p>a <lb/> <w join='left'>b</w> <w join='right'>c</w> <lb/> <w>d</w></p>",
        "<p>a <ref target='http://example.org/'/> <lb break='no'/> b</p>",
        "<p>a<body>b</body>c <w join='right'><text/></w> d<hi><front>e</front></hi>f</p>",
        "<p>a<note><rb><note>1</note></rb>b</note> c</p>",
        "<row>a <pc join='both'><salute/></pc> c</row>",
        "<u who='#a'><note>b</note></u>",
        "<p>a <hi>b </hi>&#x2060;<hi>c</hi></p>",
    ],
)
def test_words_are_whole_over_notes_and_breaks_but_not_over_blocks(
    tmp_path: Path, body: str
) -> None:
    master = master_of(tmp_path, body)
    assert not check_text_words(master, text_file(master))
    assert not check_epub_words(master, epub_file(master))


def test_interpreter_and_proof_agree_on_what_parts_no_word(tmp_path: Path) -> None:
    signs = [*INVISIBLE, *"\u00a0\u2003\u2028\u0085\u3000\u200d"]
    body = "".join(f"<p>a{sign} <lb break='no'/> {sign}b</p>" for sign in signs)
    master = master_of(tmp_path, body)
    assert not check_text_words(master, text_file(master))
    assert not check_epub_words(master, epub_file(master))
    assert words(tmp_path, body, "corrected").split().count("ab") == len(INVISIBLE)


@pytest.mark.parametrize(
    ("body", "printed", "found"),
    [
        ("<p>un<q>known</q>s</p>", "un“known”s", []),
        ("<p>un<q>known</q>s</p>", "unknowns", []),
        ("<p>un<q>known</q>s</p>", "unk nowns", ["words-divided"]),
        ("<p>by<docAuthor>Swift</docAuthor></p>", "by Swift", []),
        ("<p>by <docAuthor>Swift</docAuthor></p>", "bySwift", ["words-divided"]),
        ("<p>by,<docAuthor>Swift</docAuthor></p>", "by Swift", ["words-lost"]),
        ("<p>un<hi>known</hi>s</p>", "un known s", ["words-divided"]),
        ("<p>un <pb break='no'/><q> known</q></p>", "unknown", []),
        ("<p>un <pb break='no'/><q> known</q></p>", "un known", []),
        ("<p>un <pb break='no'/><hi> known</hi></p>", "un known", ["words-divided"]),
        ("<p>un<hi>known<list/></hi></p>", "un known", []),
    ],
)
def test_where_tei_does_not_say_what_is_one_word_either_is_right(
    tmp_path: Path, body: str, printed: str, found: list[str]
) -> None:
    master = master_of(tmp_path, f"<p>Before it.</p>{body}<p>After it.</p>")
    path = text_file(master)
    whole = path.read_text().partition("Before it.")
    end = whole[2][whole[2].index("After it.") :]
    path.write_text(f"{whole[0]}Before it.\n\n{printed}\n\n{end}")
    assert [each.code for each in check_text_words(master, path)] == found


def test_a_picture_is_known_wherever_its_line_is_broken(tmp_path: Path) -> None:
    picture = "<graphic url='none.png'><desc>A cat, asleep</desc></graphic>"
    body = "".join(f"<p>{'x' * size} {picture} after it.</p>" for size in range(40, 72))
    master = master_of(tmp_path, body)
    assert not check_text_words(master, text_file(master))


def test_a_note_of_signs_alone_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    body = "<argument><note> </note></argument><p>a<note>\ue000</note> b<note><gap/></note></p>"
    master = master_of(tmp_path, body)
    assert not check_text_words(master, text_file(master))
    assert not check_epub_words(master, epub_file(master))


def test_a_note_may_begin_with_its_own_number(tmp_path: Path) -> None:
    master = master_of(tmp_path, "<p>a<note>1. Ibid.</note> b<note>2. Ibid.</note></p>")
    assert "[Footnote 2: 2. Ibid.]" in text_file(master).read_text("utf-8")
    assert check_text_words(master, text_file(master)) == []


def test_a_note_from_right_to_left_is_known_though_a_pdf_has_its_letters_turned(
    tmp_path: Path,
) -> None:
    master = master_of(tmp_path, "<p>a<note>שלום עולם <hi>abc</hi></note></p>")
    own = [stream for _, stream in read_words(master.root, "corrected").notes]
    turned, other = "םלוע םולש abc", "שלום abd"
    assert pair_notes(own, [other.split(), turned.split()], "") == ([(0, 1)], [])


def test_a_word_of_half_a_million_letters_is_read_in_no_time(tmp_path: Path) -> None:
    assert words(tmp_path, f"<p>{'é' * 500_000} ∣ x</p>", "corrected").endswith("é ∣ x")


def test_a_call_is_told_from_the_texts_own_number(tmp_path: Path) -> None:
    body = "<p>On 4 May [1]860 Camarg<note>Of Madrid.</note>o came<note>Late.</note> [2].</p>"
    master = master_of(tmp_path, body)
    assert check_text_words(master, text_file(master)) == []
    assert check_epub_words(master, epub_file(master)) == []


def test_a_call_is_told_from_a_number_that_a_speaker_says(tmp_path: Path) -> None:
    master = master_of(tmp_path, '<p>Over<note>yes</note></p><sp who="#ann">1,000 times.</sp>')
    assert "Over[1]\n\nann\n1,000 times." in text_file(master).read_text("utf-8")
    assert check_text_words(master, text_file(master)) == []


def test_a_name_that_nobody_wrote_is_told_from_the_words_beside_it(tmp_path: Path) -> None:
    speech = "".join(
        f'<u who="#{who}">{said}</u>'
        for who, said in (
            ("rom", "Yes, jul."),
            ("jul", "rom."),
            ("rom", "jul!"),
            ("jul", "No, rom."),
        )
    )
    master = master_of(tmp_path, f"{speech}<u who='#rom #jul'>Rom! jul, both.</u>")
    assert check_text_words(master, text_file(master)) == []
    assert check_epub_words(master, epub_file(master)) == []


@pytest.mark.parametrize("title", ["The Ode", "The End", "The", "The end. The end."])
def test_a_title_that_heads_a_text_is_told_from_its_words(tmp_path: Path, title: str) -> None:
    texts = [
        _MASTER.replace("<title>T<", f"<title>{each}<").format("<p>The end.</p>")
        for each in (title, "Once")
    ]
    header = "<teiHeader><fileDesc><titleStmt><title/></titleStmt></fileDesc></teiHeader>"
    path = tmp_path / "master.xml"
    path.write_text(
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{"".join(texts)}</teiCorpus>',
        encoding="utf-8",
    )
    master = read_master(path)
    assert check_text_words(master, text_file(master)) == []
    assert check_epub_words(master, epub_file(master)) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p>T<note>See <ptr target="http://example.org/a_b"/>.</note></p>',
        '<p>T<note><ref target="https://a/d"/></note> and <note>– <ptr target="x.xml"/></note></p>',
        "<p>A[1] b<note>real</note>, [1] c.</p>",
        "<p>A<note xml:id='n'>real</note> and<ref target='#n'>[1]</ref>.</p>",
        "<biblStruct><monogr><title>N</title><imprint><biblScope from='8' to='9'/><date>2017</date>"
        "</imprint></monogr></biblStruct><biblStruct><monogr><author>A. V</author></monogr>"
        "</biblStruct>",
        "<p>a. &amp; a. word</p><p>A. A. Milne</p><p>I. and I. said</p>",
        "<p>a<note>b &lt;<cit><note>^z^</note></cit></note></p>",
        "<p><q>x<note>n</note></q> 1,000 a.</p>",
        "<p>Energy <formula rend='block'>E=mc^2</formula>3 kg</p>",
        "<p>won-\n<pb/>derful thi∣ng won∣<note>a</note><pb/>der <sic>wro∣ng</sic></p><p>so-</p>"
        "<pb/><p>so ã∣be ã∣ne 1∣a x∣² a∣b∣cd</p>",
        "<p>a<list rend='inline'><item>b</item><item>c</item></list>d</p>",
        "<msItem><locus>(f. 1r)</locus><author>Geoffrey</author><title>H</title></msItem>",
        "<listApp><app><lem>a</lem><rdg>b</rdg></app><app><lem>c</lem></app></listApp>",
        '<div xml:id="a"><head>See <ptr target="#b"/></head></div>'
        '<div xml:id="b"><head>Not <ptr target="#a"/>, <ptr target="#b https://x.org"/></head></div>'
        '<div><p><ptr target="#a"/>, <ptr target="#b #a"/></p></div>',
        '<p>A<note place="foot"><bibl><title>N</title><date when="1995"/></bibl></note> b.</p>',
        "<biblStruct><analytic><title>N</title><idno type='DOI'>10.1/x</idno></analytic><monogr>"
        "<title>J</title></monogr><note type='raw_reference'>N. In: J.</note></biblStruct>",
        "<biblStruct><monogr><title/></monogr><note type='raw_reference'>N.</note></biblStruct>",
        '<div type="textpart" subtype="chapter" n="1"><div type="textpart" subtype="section" n="1">'
        "<p>(1) One<note>n</note> is.</p></div><div type='textpart' subtype='section' n='2'><list>"
        "<item>Two</item></list></div><div type='textpart' subtype='section' n='pr'><p>2 is.</p>"
        "</div></div>",
        "<p><name>Wels</name><name>Linz</name></p><name>Wels</name><name>Linz</name>",
        '<listPerson><person xml:id="p"><persName><surname>Poe</surname><forename>E.</forename>'
        '</persName></person></listPerson><p>Of <ptr target="#p"/> see <ref target="#p"/>.</p>',
        '<div type="edition" xml:lang="la"><div type="textpart" subtype="letter" n="1"><p>A</p>'
        "</div></div>",
        "<back>(c) <listBibl>a b</listBibl> c</back>",
        '<div type="edition"><div type="textpart" subtype="poem" n="1"><p>A<note>n</note></p></div>'
        '<div type="textpart" subtype="poem" n="2"><p>B</p></div></div>',
    ],
)
def test_what_an_output_may_print_or_part_is_no_difference(tmp_path: Path, body: str) -> None:
    master = master_of(tmp_path, body)
    assert check_text_words(master, text_file(master)) == []
    assert check_epub_words(master, epub_file(master)) == []


def test_a_note_that_stands_off_is_a_note_if_it_has_a_place(tmp_path: Path) -> None:
    master = master_of(tmp_path, '<p xml:id="here">Text.</p>')
    note = '<standOff><note target="#here">Said.</note><note>Unplaced.</note></standOff><text>'
    source = master.path.read_text("utf-8").replace("<text>", note)
    master.path.write_text(source, "utf-8")
    master = read_master(master.path)
    path = text_file(master)
    assert check_text_words(master, path) == []
    path.write_text(path.read_text("utf-8").replace("Said", "Sad"), "utf-8")
    assert [found.code for found in check_text_words(master, path)] == ["note-lost", "note-added"]


def test_words_between_addresses_are_found(tmp_path: Path) -> None:
    ptrs = [f'<ptr target="http://example.org/{name}/of/a/long/way/"/>' for name in "ab"]
    master = master_of(tmp_path, f"<p>At {ptrs[0]} or {ptrs[1]} it is.</p>")
    path = text_file(master)
    assert check_text_words(master, path) == []
    path.write_text(path.read_text(encoding="utf-8").replace(" or", " nor"), encoding="utf-8")
    assert [found.code for found in check_text_words(master, path)] == ["words-changed"]


def test_a_corpus_is_its_texts(tmp_path: Path) -> None:
    document, _, _ = _MASTER.format("<p>{}</p>").partition("</TEI>")
    beside = (
        "<standOff><listPlace><place><placeName>Rome</placeName></place></listPlace></standOff>"
    )
    sheet = "<facsimile><surface><desc>a sheet</desc></surface></facsimile>"
    transcript = "<sourceDoc><surface><line>one, once more</line></surface></sourceDoc>"
    documents = [f"{document.format(word)}{beside}</TEI>" for word in ("one", "two")]
    documents[0] = documents[0].replace("<text>", f"{sheet}{transcript}<text>")
    header = document[document.index("<teiHeader>") : document.index("<text>")]
    path = tmp_path / "master.xml"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{"".join(documents)}{beside}'
    path.write_text(f"{corpus}</teiCorpus>", encoding="utf-8")
    master = read_master(path)
    words = read_words(master.root, "corrected").text.words()
    assert without_added(words) == ["one", "two"]
    assert check_text_words(master, text_file(master)) == []
    assert check_epub_words(master, epub_file(master)) == []


def test_many_differences_are_counted(tmp_path: Path) -> None:
    names = ["".join(chr(97 + int(digit)) for digit in str(1000 + n)) for n in range(400)]
    master = master_of(tmp_path, f"<p>{' '.join(names)}</p>")
    path = text_file(master)
    text = path.read_text(encoding="utf-8")
    for name in names[::10]:
        text = text.replace(name, "wrong")
    path.write_text(text, encoding="utf-8")
    findings = check_text_words(master, path)
    assert len(findings) == 6
    assert findings[-1].message.startswith("35 more")


@pytest.mark.parametrize(
    ("body", "corrected", "witness"),
    [
        ("<choice><corr>c</corr><sic>s</sic></choice> <sic>lone</sic>", "c lone", "s lone"),
        (
            "<choice><orig>o<choice><sic>s</sic><corr>c</corr></choice></orig><reg>r</reg></choice>",
            "r",
            "os",
        ),
        (
            "<choice><abbr>M<am>r</am></abbr><expan>M<ex>iste</ex>r</expan></choice>",
            "Mister",
            "Mr",
        ),
        ("<supplied>in</supplied><surplus>out</surplus>", "in", "out"),
        ("c<subst>\n <del>a</del>\n <add>o</add>\n</subst>me", "come", "caome"),
        ("<restore><del>kept</del></restore> <del>gone</del>", "kept", "kept gone"),
        ("<app><rdg wit='#a'>r</rdg><rdg wit='#b'>s</rdg></app>", "r", "r"),
        ("<app><lem resp='#e'>l</lem><rdg>m</rdg><rdg wit='#a'>r</rdg></app>", "l", "r"),
        ("<app><lem wit='#b' resp='#e'>l</lem><rdg wit='#a'>r</rdg></app>", "l", "l"),
        ("Wör-\n <pb break='no'/> <lb break='no'/>\n ter", *2 * ("Wör \uffff\n-\uffff ter",)),
        ("a<lb/>b<pb/>c", "a bc", "a bc"),
        ("a∣gain G∣ª p∣n <code>a∣bc</code> a¦Bc", *2 * ("again G ∣ ª p ∣ n a ∣ bc a ¦ Bc",)),
        ("a<note>n</note>b<fw>f</fw><index><term>t</term></index>", "ab", "ab"),
        ("a<gap/>b <w>x</w><pc>,</pc>", "a b x ,", "a b x ,"),
    ],
)
def test_what_is_read(tmp_path: Path, body: str, corrected: str, witness: str) -> None:
    assert words(tmp_path, body, "corrected") == corrected
    assert words(tmp_path, body, "witness") == witness


def test_what_is_a_word() -> None:
    assert words_of("re\u0301sume\u0301, naïve\u00adty don’t") == [
        "résumé", ",", "naïve", "\u00ad", "ty", "don", "’", "t",
    ]  # fmt: skip
    assert words_of("猫である x2 ไทย") == ["猫", "で", "あ", "る", "x2", "ไ", "ท", "ย"]
    assert words_of("שָׁלוֹם") == [words_of("שָׁלוֹם")[0]]


_TOKENS = st.lists(st.sampled_from(["a", "b", "c", "word", ",", "."]), max_size=60)


@settings(max_examples=150, deadline=None)
@given(_TOKENS, _TOKENS)
def test_gaps_account_for_every_word(expected: list[str], found: list[str]) -> None:
    rebuilt: list[str] = []
    at = other = 0
    for gap in [*gaps(expected, found), None]:
        end, other_end = (gap.start, gap.other_start) if gap else (len(expected), len(found))
        agreed = found[other:other_end]
        own = iter(agreed)  # what is expected stands in what was found, with signs between
        assert all(word in own for word in expected[at:end])
        assert [w for w in agreed if not is_punctuation(w)] == [
            w for w in expected[at:end] if not is_punctuation(w)
        ]
        rebuilt += expected[at:end]
        if gap:
            assert gap.end > gap.start or gap.other_end > gap.other_start
            rebuilt += expected[gap.start : gap.end]
            at, other = gap.end, gap.other_end
    assert rebuilt == expected


@pytest.mark.parametrize(
    ("words", "printed", "shown"),
    [
        ("ξύν ‐ εισι", "ξύνεισι", True),  # the text's own hyphen at the end of a line
        ("allcaps", "ALLCAPS", True),
        ("שלום עולם", "םלוע םולש", True),
        ("שלום 12 ( עולם )", "Title םלוע 12 ) םולש (", True),  # a heading of ours got between
        ("a\u202e gnp", "apng", True),  # turned by a control character
        ("ξύνεισι", "ξύνεστι", False),
        ("ALLCAPS", "allcaps", False),
        ("שלום", "שלוש", False),
    ],
)
def test_what_a_page_shows(words: str, printed: str, shown: bool) -> None:
    assert is_shown_by(words.split(), printed.split()) is shown


def test_what_may_be_an_items_letter_is_a_word_where_the_same_signs_follow_it() -> None:
    found = [f"{ADDED}a. {ADDED}", "…", "+", "a", ".", "q"]
    assert gaps(["a", ".", "+", "a", ".", "q"], found) == []


def test_words_that_look_as_a_text_file_writes_pictures_are_words(tmp_path: Path) -> None:
    body = '<p>So [Illustration: a\ncat] it was.</p><figure><graphic url="a.png"/></figure>'
    master = master_of(tmp_path, body + "<p>And <figure><figDesc>A dog</figDesc></figure>.</p>")
    assert check_text_words(master, text_file(master)) == []
    lost = text_file(master)
    lost.write_text(lost.read_text("utf-8").replace("[Illustration: a cat]", ""), "utf-8")
    assert "words-lost" in {finding.code for finding in check_text_words(master, lost)}
