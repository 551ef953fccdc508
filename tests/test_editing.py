"""Corrections put into masters and taken out again: every other byte stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.editing.comparison import proposals
from pipeline.editing.correction import Correction, corrected, plan
from pipeline.editing.document import Document
from pipeline.editing.edits import Edit, applied
from pipeline.editing.passages import Passage, extent
from pipeline.editing.placing import Place, Placed, Refused, Text
from pipeline.editing.proof import proved
from pipeline.editing.revision import Change
from pipeline.editing.scanner import tokens
from pipeline.editing.source import read_source
from pipeline.editing.undo import undone
from pipeline.finding import EditionError
from pipeline.tei.register.readings import CORRECTED, WITNESS

CHANGE = Change("2026-11-25", "#ed")
HEADER = """<teiHeader>
  <fileDesc><titleStmt><title>T</title><editor xml:id="ed">E</editor></titleStmt>
  <editionStmt><edition n="1.3">First</edition></editionStmt>
  <publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
  <revisionDesc>
    <change n="1.3" when="2024-01-01">Made.</change>
  </revisionDesc>
</teiHeader>"""


def document(body: str, header: str = HEADER, prolog: str = "", after: str = "") -> Document:
    text = (
        f'{prolog}<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}\n'
        f'<text xml:lang="en"><body>{body}</body></text>{after}</TEI>'
    )
    return Document(read_source(text.encode(), Path("m.xml")))


def correct(master: Document, correction: Correction) -> Document:
    made = plan(Text(master), [correction])
    assert not made.refused, made.refused
    return reread(proved(master, corrected(master, made.recorded, CHANGE)))


def reread(data: bytes) -> Document:
    return Document(read_source(data, Path("m.xml")))


def refusal(master: Document, words: str, place: Place | None = None) -> Refused:
    made = plan(Text(master), [Correction(words, "X", place or Place())])
    assert not made.recorded
    return made.refused[0][1]


def test_a_correction_changes_three_places_and_nothing_else() -> None:
    master = document('<p xml:id="p1">In 19156,&#x20;then.</p>')
    after = correct(master, Correction("19156", "1936", cert="high", resp="#ed", evidence="five"))
    expected = master.text
    for old, new in (
        ('n="1.3">First', 'n="1.4">First'),
        (
            '<change n="1.3"',
            '<change n="1.4" when="2026-11-25" who="#ed" target="#corr-p1-19156">'
            'Corrected: “19156” → “1936”.</change>\n    <change n="1.3"',
        ),
        (
            "19156,",
            '<choice xml:id="corr-p1-19156"><sic>19156</sic><corr resp="#ed" cert="high">1936'
            '<note type="evidence">five</note></corr></choice>,',
        ),
    ):
        expected = expected.replace(old, new)
    assert after.text == expected
    assert undone(after, ["corr-p1-19156"]) == master.text


def test_evidence_goes_where_the_master_keeps_it_in_the_order_of_the_text() -> None:
    notes = (
        '\n<standOff><listAnnotation>\n  <note type="evidence" target="#a">A</note>\n'
        '  <note type="evidence" target="#c">C</note>\n</listAnnotation></standOff>'
    )
    master = document(
        '<p><seg xml:id="a">one</seg> tow <seg xml:id="c">three</seg></p>', after=notes
    )
    after = correct(master, Correction("tow", "two", resp="#ed", evidence="sense & order"))
    assert (
        'target="#a">A</note>\n  <note type="evidence" target="#corr-tow" resp="#ed">'
        'sense &amp; order</note>\n  <note type="evidence" target="#c">' in after.text
    )
    assert undone(after, ["corr-tow"]) == master.text


def test_a_header_without_history_gets_one_with_its_own_indentation() -> None:
    header = re.sub(r"\n  <revisionDesc>.*</revisionDesc>", "", HEADER, flags=re.DOTALL)
    master = document("<p>one tow</p>", header=header)
    after = correct(master, Correction("tow", "two"))
    assert '</fileDesc>\n  <revisionDesc>\n    <change n="1.4"' in after.text
    second = correct(after, Correction("one", "One"))
    assert undone(second, ["corr-one"]) == after.text
    assert undone(second, ["corr-one", "corr-tow"]) == master.text


@pytest.mark.parametrize(
    ("change", "edition", "expected"),
    [("1.3", "1", "1.4"), ("0.2", "1", "0.3"), ("", "1", "1.1"), ("1.3", "1.4", "1.5")],
)
def test_the_number_of_an_edition_is_not_that_of_a_revision(
    change: str, edition: str, expected: str
) -> None:
    header = HEADER.replace('<change n="1.3"', f'<change n="{change}"')
    header = header.replace('edition n="1.3"', f'edition n="{edition}"')
    after = correct(document("<p>tow</p>", header=header), Correction("tow", "two"))
    assert f'edition n="{expected if "." in edition else edition}"' in after.text
    assert f'<change n="{expected}"' in after.text


@pytest.mark.parametrize(
    ("body", "words", "code", "reason"),
    [
        ("<p>a tow and tow</p>", "tow", "correct-ambiguous", "2 places"),
        ("<p>a two</p>", "tow", "correct-missing", "does not stand"),
        ("<p>the <hi>old man</hi> came</p>", "man came", "correct-crossing", "<hi>"),
        ("<p>one</p>\n<p>two</p>", "one two", "correct-missing", "does not stand"),
        (
            '<p><choice xml:id="c"><sic>tow</sic><corr>two</corr></choice></p>',
            "tow",
            "correct-corrected",
            "already",
        ),
        (
            '<p>a <choice xml:id="c"><sic>tow</sic><corr>two</corr></choice> b</p>',
            "a two b",
            "correct-corrected",
            "<choice> stands inside",
        ),
        ("<p>one<note>n</note> two</p>", "one two", "correct-crossing", "<note> stands inside"),
        ("<p>one <pb n='2'/>two</p>", "one two", "correct-crossing", "<pb> stands inside"),
        ("<p><![CDATA[some tow]]></p>", "tow", "correct-crossing", "CDATA"),
        ('<p><b xmlns="urn:x">tow</b></p>', "tow", "correct-crossing", "not TEI"),
    ],
)
def test_what_cannot_be_wrapped_is_refused(body: str, words: str, code: str, reason: str) -> None:
    refused = refusal(document(body), words)
    assert (refused.code, reason in refused.reason) == (code, True), refused


def test_every_candidate_is_named() -> None:
    refused = refusal(document('<p xml:id="x">a tow</p><p xml:id="y">b tow c</p>'), "tow")
    assert [(each.place, *each.around(40)) for each in refused.candidates] == [
        ("x", "a ", ""),
        ("y", "b ", " c"),
    ]


def test_an_entity_is_taken_whole_or_not_at_all() -> None:
    prolog = '<!DOCTYPE TEI [<!ENTITY su "Soviet Union"> <!ENTITY h "<hi>deep</hi> end">]>\n'
    master = document("<p>the &su; fell &amp; rose &h;</p>", prolog=prolog)
    after = correct(master, Correction("the Soviet Union fell & rose", "it fell"))
    assert "<sic>the &su; fell &amp; rose</sic>" in after.text
    for words in ("Soviet", "Union fell", "deep", "rose deep"):
        assert refusal(master, words).code == "correct-crossing"


def test_whole_elements_inside_a_passage_go_into_sic() -> None:
    master = document('<p>met <persName ref="#a">Leon <hi>T.</hi></persName> there</p>')
    after = correct(master, Correction("met Leon T.", "saw L. T."))
    assert '<sic>met <persName ref="#a">Leon <hi>T.</hi></persName></sic>' in after.text
    inner = correct(master, Correction("Leon T.", "L. T."))
    assert '<persName ref="#a"><choice xml:id="corr-leon-t"><sic>Leon <hi>T.</hi>' in inner.text


def test_a_hyphen_of_a_line_end_goes_with_its_word() -> None:
    word = 'a bro<fw type="hyphen">-\n</fw>ken'
    after = correct(document(f"<p>{word} axle</p>"), Correction("a broken", "an iron"))
    assert f'<choice xml:id="corr-a-broken"><sic>{word}</sic><corr>an iron' in after.text


@pytest.mark.parametrize("between", ["-\n", "-<lb/>\n", "-<lb break='no'/>"])
@pytest.mark.parametrize("given", ["committee", "com-mittee", "com- mittee"])
def test_a_word_parted_at_a_line_end_is_found_as_one(between: str, given: str) -> None:
    word = f"com{between}mittee"
    after = correct(document(f"<p>The {word} met -- or not.</p>"), Correction(f"The {given}", "It"))
    assert f"<sic>The {word}</sic>" in after.text


def test_a_word_parted_at_a_line_end_is_found_in_an_edited_copy() -> None:
    body = "<p>A com-<lb/>mittee of well-<lb/>known pre- and post-<lb break='no'/>war men.</p>"
    made = "A committee of well-known pre- and postwar men."
    edited = "A commission of notorious pre- and antewar men."
    found = proposals(Text(document(body)), made, edited)
    assert found.unplaced == []
    assert [each.sic for each in found.corrections] == ["com- mittee", "well- known", "post- war"]


def test_a_compound_in_a_correction_may_give_another_word_its_hyphen() -> None:
    master = document("<p>The well-<lb/>known man was famous.</p>")
    assert "<corr>well-known</corr>" in correct(master, Correction("famous", "well-known")).text


def test_words_are_found_across_line_ends_and_white_space() -> None:
    master = document("<p>stat\r\n   co-operative<lb/>farm  x</p>")
    after = correct(master, Correction("stat co-operative farm", "state"))
    assert "<sic>stat\r\n   co-operative<lb/>farm</sic>" in after.text


def test_whole_words_come_before_parts_of_words() -> None:
    master = document("<p>them thee the end</p>")
    after = correct(master, Correction("the", "an"))
    assert "thee <choice" in after.text
    part = correct(master, Correction("hem", "ham"))
    assert "<p>t<choice" in part.text


def test_places_by_page_and_line_and_by_context() -> None:
    master = document(
        '<pb n="9"/><p>tow<lb/>tow here<lb/>tow</p><pb n="10"/><p>a tow there</p><p>tow end</p>'
        "<lg><l>one</l>\n<l>b tow</l></lg>"
    )
    for place, follows in (
        (Place(page="9", line="2"), " here"),
        (Place(page="10", before="a"), " there"),
        (Place(after="end"), " end"),
        (Place(before="one / b"), "</l></lg>"),
    ):
        after = correct(master, Correction("tow", "two", place))
        assert f"two</corr></choice>{follows}" in after.text


def test_characters_that_the_encoding_lacks_are_references() -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\
{HEADER}<text><body><p>caf\xe9 19-20</p></body></text></TEI>'
    master = Document(read_source(text.encode("latin-1"), Path("m.xml")))
    after = correct(master, Correction("19-20", "19–20"))
    assert "<corr>19&#8211;20</corr>" in after.text
    assert after.source.data.decode("latin-1") == after.text


def test_a_prefix_for_tei_is_kept() -> None:
    text = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1t:", document("<p>tow</p>").text).replace(
        "xmlns=", "xmlns:t="
    )
    master = Document(read_source(text.encode(), Path("m.xml")))
    after = correct(master, Correction("tow", "two"))
    assert "<t:choice xml:id" in after.text
    assert '<t:change n="1.4"' in after.text
    assert undone(after, ["corr-tow"]) == text


def test_a_file_that_its_encoding_does_not_give_back_is_not_edited() -> None:
    source = b"<?xml version='1.0' encoding='utf-7'?><TEI/>+AGE-"
    with pytest.raises(EditionError, match="cannot be edited"):
        read_source(source, Path("m.xml"))


def test_only_corrections_can_be_taken_back() -> None:
    master = document('<p xml:id="p1">a <choice xml:id="r"><orig>b</orig><reg>c</reg></choice></p>')
    with pytest.raises(EditionError, match="not a <choice> of <sic>"):
        undone(master, ["r"])
    with pytest.raises(EditionError, match="Nothing has the id"):
        undone(master, ["zzz"])


# Generated masters.

WORDS = st.sampled_from(["alpha", "beta", "gamma", "naïve", "été", "tow", "x-y", "19156", "o’er"])
BLANKS = st.sampled_from([" ", "  ", "\n      ", "\t"])
REFERENCES = st.sampled_from(["&amp;", "&#x20AC;", "&lt;", "&su;", "&#8217;", "&rich;"])
INSERTS = st.sampled_from(
    ["<!-- tow & <x> -->", "<?pi a>b?>", "<lb/>", "<lb break='no'/>", "<![CDATA[a <b> & tow]]>"]
)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(
        ["<hi rend='a>b'>{}</hi>", "<persName\n ref=\"#x\" >{}</persName >", "<note>{}</note>",
         "<choice><orig>{}</orig><reg>{}</reg></choice>", "<del>{}</del>", "<add>{}</add>",
         "<choice><corr>{}</corr>\n<sic>q</sic></choice>", "<supplied>{}</supplied>"]
    )  # fmt: skip
    return st.tuples(tags, inner).map(lambda pair: pair[0].replace("{}", pair[1]))


TEXTS = st.recursive(
    st.lists(WORDS | BLANKS | REFERENCES | INSERTS, min_size=1, max_size=6).map("".join),
    lambda inner: st.lists(inner | _element(inner) | BLANKS, min_size=1, max_size=5).map("".join),
    max_leaves=12,
)
PARAGRAPHS = st.lists(TEXTS, min_size=1, max_size=3).map(
    lambda texts: "\n".join(f'<p xml:id="p{n}">{text}</p>' for n, text in enumerate(texts))
)
HEADERS = st.sampled_from(
    [
        HEADER,
        HEADER.replace("\n", "").replace("  ", ""),
        re.sub(r"\n  <revisionDesc>.*</revisionDesc>", "", HEADER, flags=re.DOTALL),
        re.sub(r"<revisionDesc>.*</revisionDesc>", "", HEADER, flags=re.DOTALL).replace("\n", ""),
        HEADER.replace("<change n", "<!-- newest -->\n\t<change n").replace("1.3", "7"),
        HEADER.replace('n="1.3" when', "when").replace('n="1.3"', ""),
    ]
)
STANDOFFS = st.sampled_from(
    [
        "",
        '<standOff>\n <listAnnotation type="evidence">\n </listAnnotation></standOff>',
        '<standOff><noteGrp><note type="evidence" target="#p0">x</note></noteGrp></standOff>\n',
    ]
)
ENCODINGS = st.sampled_from(
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"),
     ("utf-16-be", b"\xfe\xff"), ("latin-1", b"")]
)  # fmt: skip
ENTITIES = '<!DOCTYPE TEI [\n<!ENTITY su "Soviet Union">\n<!ENTITY rich "<hi>ri</hi>ch">\n]>\n'


@st.composite
def masters(draw: st.DrawFn) -> bytes:
    encoding, mark = draw(ENCODINGS)
    name = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "latin-1": "ISO-8859-1"}
    text = (
        f'<?xml version="1.0" encoding="{name.get(encoding, "UTF-8")}"?>\n{ENTITIES}'
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{draw(HEADERS)}\n<text><body>'
        f"{draw(PARAGRAPHS)}</body></text>{draw(STANDOFFS)}</TEI>\n"
    )
    if encoding == "latin-1":
        text = text.replace("o’er", "oer")
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return mark + text.replace("\n", ends).encode(encoding)


def readings(master: Document) -> tuple[str, str]:
    """Both readings; whether a blank before a closing mark is the file's depends on its markup."""
    body = next(span.element for span in master.spans if span.name == "text")
    witness, corrected = (re.sub(r" (?=[’”])", "", each.of(body)) for each in (WITNESS, CORRECTED))
    return witness, corrected


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(masters(), st.data())
def test_correct_then_undo_is_the_identity_on_bytes(data: bytes, draw: st.DataObject) -> None:
    master = reread(data)
    assert "".join(master.text[start:end] for _, start, end in tokens(master.text)) == master.text
    texts = Text(master)
    found = [
        Passage(master, flow, match.start(), match.end())
        for flow in texts.corrected
        for match in re.finditer(r"[^\s\0]+(?:\s+[^\s\0]+){0,2}", flow.text)
    ]
    stretches = [(each, extent(each)) for each in found]
    fitting = [Placed(each, *at) for each, at in stretches if isinstance(at, tuple)]
    if not fitting:
        return
    placed = draw.draw(st.sampled_from(fitting))
    correction = Correction(
        placed.passage.words,
        draw.draw(st.sampled_from(["", "new", "a & <b>", "“é”"])),
        evidence=draw.draw(st.sampled_from(["", "why & <how>"])),
        resp="#ed",
        placed=placed,
    )
    made = plan(texts, [correction])
    changed = proved(master, corrected(master, made.recorded, CHANGE))
    after = reread(changed)
    assert changed != data
    assert readings(after)[0] == readings(master)[0]
    [recorded] = made.recorded
    assert after.source.encoded(undone(after, [recorded.id])) == data


@given(st.text("abc", max_size=20), st.data())
def test_edits_touch_only_their_stretches(text: str, draw: st.DataObject) -> None:
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    result = applied(text, [Edit(a, b, f"<{text[a:b]}>") for a, b in pairs])
    assert result.replace("<", "").replace(">", "") == text
