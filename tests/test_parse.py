"""Reading: what is refused, with what words, and what never happens."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.names import XINCLUDE, tei
from pipeline.tei.parse import Master, read_master

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/>"
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


def document(body: str, before: str = "") -> str:
    return (
        f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}'
        f'<text xml:lang="en"><body>{body}</body></text></TEI>'
    )


def write(folder: Path, content: str | bytes, name: str = "a.xml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, content: str | bytes) -> Master:
    return read_master(write(folder, content))


def refusal(folder: Path, content: str | bytes) -> Finding:
    with pytest.raises(EditionError) as raised:
        read(folder, content)
    return raised.value.findings[0]


def text_of(master: Master) -> str:
    return "".join(master.root.find(tei("text")).itertext())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("content", "code", "line", "says"),
    [
        (b"", "xml-syntax", 1, "The file is empty"),
        (b"Words.", "xml-syntax", 1, "not XML"),
        (b"<!DOCTYPE html>\n<p>a<br></p>", "xml-syntax", 2, "an HTML page"),
        (b"PK\x03\x04\0\0", "xml-nul", 1, "ZIP archive"),
        (
            "<TEI>\n<p>\n<hi>x</p></TEI>",
            "xml-syntax",
            3,
            "<hi>, opened at line 3, is closed by </p>",
        ),
        ("<TEI>\n<p>\nx", "xml-syntax", 3, "<p>, opened at line 2"),
        ('<TEI>\n<p rend="ita', "xml-syntax", 2, "in the middle of a tag"),
        ("<TEI>\n<p>x</p", "xml-syntax", 2, "in the middle of a tag"),
        (b"<TEI>\nGr\xc3", "xml-syntax", 2, "in the middle of a tag or a character"),
        ("<TEI>\n</TEI>".encode("utf-16-le"), "xml-syntax", 1, "UTF-16 without a byte order"),
        ("<TEI>\n&nbsp;</TEI>", "xml-entity", 2, "&nbsp;"),
        ("<TEI>\n&#1;</TEI>", "xml-character", 2, "U+0001"),
        (b"<TEI>\n\xdf</TEI>", "xml-encoding", 2, "0xDF"),
        ("<TEI>\nA & B</TEI>", "xml-syntax", 2, "bare &"),
        ("<TEI>\na < b</TEI>", "xml-syntax", 2, "begins no tag"),
        ("<TEI/>\n<TEI/>", "xml-syntax", 2, "end of the root element"),
        ("<TEI>\n<!-- a\n\n</TEI>", "xml-syntax", 2, "<!-- and is not closed"),
        ('<TEI>\n<p n="1" n="2"/></TEI>', "xml-syntax", 2, "n stands twice"),
        (b"%PDF-1.7", "xml-syntax", 1, "a PDF"),
        (b"\x1f\x8b\x08\0", "xml-nul", 1, "gzip"),
        (
            '<?xml version="1.0" encoding="US-ASCII"?>\n<TEI>é</TEI>',
            "xml-encoding",
            1,
            "the byte 0xC3 at line 2 is none of it",
        ),
        ('<?xml version="1.0" encoding="x-none"?>\n<TEI/>', "xml-encoding", 1, "“x-none”"),
        ('<?xml version="1.0" encoding="UTF-16"?>\n<TEI/>', "xml-encoding", 1, "it is not"),
        ('\ufeff\ufeff<?xml version="1.0"?>\n<TEI/>', "xml-syntax", 1, "stands before “<?xml”"),
        (
            f'<!DOCTYPE TEI [<!ATTLIST p n CDATA "{"x" * 9000}">]>\n<TEI>{"<p/>" * 9000}</TEI>',
            "xml-entities",
            2,
            "default values of attributes",
        ),
        ("\ufeff<TEI/>\n".encode("utf-16-le") + b"\n", "xml-encoding", 2, "UTF-16"),
        (
            '<!DOCTYPE TEI [\n\n<!ENTITY o "<hi>x">]>\n<TEI>&o;</TEI>',
            "xml-entities",
            3,
            "&o; holds a part of an element",
        ),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0 "/>', "xml-syntax", 1, "a space too many"),
        ('<?xml encoding="utf-8"?>\n<TEI/>', "xml-syntax", 1, "names no version"),
        ('<!DOCTYPE TEI SYSTEM "x"><TEI.2>&mdash;</TEI.2>', "xml-entity", 1, "P4"),
        (b'<?xml version="1.0"?>\n<!-- a --><html><p>a<br></p>', "xml-syntax", 2, "an HTML page"),
        ("<html/>", "tei-root", 1, "HTML"),
        ("<article><front/></article>", "tei-root", 1, "JATS or DocBook"),
        ('<a:book xmlns:a="http://docbook.org/ns/docbook"/>', "tei-root", 1, "This is DocBook"),
        ('<mods xmlns="http://www.loc.gov/mods/v3"/>', "tei-root", 1, "This is a record in MODS"),
        ("<unknown/>", "tei-root", 1, "not <TEI>"),
        ("<tei/>", "tei-root", 1, "TEI writes it <TEI>"),
        ("<TEI.2/>", "tei-root", 1, "P4"),
        ("<TEI/>", "tei-root", 1, "in no namespace"),
        ('<TEI xmlns="http://www.tei-c.org/ns/2.0"/>', "tei-root", 1, "ns/2.0"),
        (f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}</TEI>', "tei-no-text", 1, "<text>"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, content: str | bytes, code: str, line: int, says: str
) -> None:
    finding = refusal(tmp_path, content)
    assert (finding.code, finding.line) == (code, line)
    assert says in finding.message
    assert finding.remedy


def test_an_entity_that_only_an_external_dtd_declares_is_not_lost_in_silence(
    tmp_path: Path,
) -> None:
    source = document("<p>a&mdash;b</p>", '<!DOCTYPE TEI SYSTEM "tei.dtd">')
    assert refusal(tmp_path, source).code == "xml-entity"


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "stands for “file:///etc/passwd”"),
        ('<!ENTITY x PUBLIC "-//X" "http://x.org/">', "stands for “http://x.org/”"),
        ('<!ENTITY % x SYSTEM "http://x.org/"> %x;', "entities in “http://x.org/” (%x;)"),
        ('<!ENTITY x "&y;"><!ENTITY y "&x;">', "contains itself"),
    ],
)
def test_an_entity_that_is_not_followed_is_named(tmp_path: Path, declared: str, says: str) -> None:
    finding = refusal(tmp_path, document("<p>&x;</p>", f"<!DOCTYPE TEI [{declared}]>"))
    assert says in finding.message


def test_controls_are_the_characters_of_windows_1252_for_which_they_are_meant(
    tmp_path: Path,
) -> None:
    words = "<p>\n238&#x96;239<hi>a</hi> &#147;b\x94</p><p>\x81</p><p>né</p>"
    master = read(tmp_path, document(words))
    assert text_of(master) == "\n238–239a “b”\x81né"
    findings = [each for each in master.findings if each.code == "tei-windows-1252"]
    assert [each.line for each in findings] == [1, 1]
    assert "U+0096 is –" in findings[0].message
    assert "U+0093 is “, U+0094 is ”" in findings[1].message
    assert "“238–239”" in findings[0].message


def test_markup_in_an_entity_is_of_the_namespace_where_it_is_used(tmp_path: Path) -> None:
    declared = """<!DOCTYPE TEI [<!ENTITY b "<hi rend='bold'>b</hi>">]>"""
    source = document('<p>a&b;<q xmlns=""><none/></q></p>', declared)
    root = read(tmp_path, source).root
    assert [hi.text for hi in root.iter(tei("hi"))] == ["b"]
    assert next(root.iter("none"), None) is not None


def test_internal_entities_are_read(tmp_path: Path) -> None:
    source = document("<p>a&d;b</p>", '<!DOCTYPE TEI [<!ENTITY d "—">]>')
    assert text_of(read(tmp_path, source)) == "a—b"


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "ha">' for n in range(12)
    )
    source = document("<p>&e11;</p>", f"<!DOCTYPE TEI [{levels}]>")
    assert refusal(tmp_path, source).code == "xml-entities"


def test_external_entities_and_dtds_are_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    (tmp_path / "evil.dtd").write_text('<!ENTITY x "SECRET">')
    for before in (
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "secret.txt">]>',
        '<!DOCTYPE TEI SYSTEM "evil.dtd">',
    ):
        with pytest.raises(EditionError):
            read(tmp_path, document("<p>&x;</p>", before))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    declared = "" if encoding == "utf-8-sig" else f'<?xml version="1.0" encoding="{encoding}"?>'
    source = document("<p>déjà</p>", declared).encode(encoding)
    if encoding == "utf-16-le":
        source = b"\xff\xfe" + source
    assert text_of(read(tmp_path, source)) == "déjà"


def test_a_file_of_the_folder_is_included(tmp_path: Path) -> None:
    write(tmp_path, '<p xmlns="http://www.tei-c.org/ns/1.0">in</p>', "in.xml")
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="in.xml"/>'
    master = read(tmp_path, document(f"<div>{include} after</div>"))
    assert text_of(master) == "in after"
    paragraph = next(master.root.iter(tei("p")))
    included = next(p for p in master.root.iter(tei("p")) if p.text == "in")
    assert master.file_of(included).name == "in.xml"
    assert master.file_of(paragraph.getparent()).name == "a.xml"  # type: ignore[arg-type]


def test_nothing_outside_the_folder_is_included(tmp_path: Path) -> None:
    write(tmp_path, '<p xmlns="http://www.tei-c.org/ns/1.0">SECRET</p>', "out.xml")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "link.xml").symlink_to(tmp_path / "out.xml")
    for href in ("../out.xml", "link.xml", str(tmp_path / "out.xml"), "http://127.0.0.1:9/x"):
        include = (
            f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{href}">'
            '<xi:fallback><p xmlns="http://www.tei-c.org/ns/1.0">instead</p></xi:fallback></xi:include>'
        )
        master = read_master(write(inner, document(include)))
        assert text_of(master) == "instead"
        assert [finding.code for finding in master.findings] == ["tei-include"]


def test_a_fallback_may_be_words(tmp_path: Path) -> None:
    fallback = "<xi:fallback>instead</xi:fallback>"
    included = f'<p><xi:include xmlns:xi="{XINCLUDE}" href="none.xml">{fallback}</xi:include></p>'
    master = read(tmp_path, document(included))
    assert [seg.text for seg in master.root.iter(tei("seg"))] == ["instead"]


def test_a_transcription_beside_a_text_is_said_to_be_left_out(tmp_path: Path) -> None:
    transcribed = "<sourceDoc><surface><line>Words.</line></surface></sourceDoc><text "
    master = read(tmp_path, document("<p>x</p>").replace("<text ", transcribed, 1))
    assert [finding.code for finding in master.findings] == ["tei-source-left-out"]


def test_of_many_findings_of_a_kind_the_first_are_told(tmp_path: Path) -> None:
    master = read(tmp_path, document('<p xml:id="a">x</p>' * 600))
    repeated = [each.message for each in master.findings if each.code == "tei-duplicate-id"]
    assert len(repeated) == 501
    assert repeated[-1] == "99 more places of this kind are not shown."


def test_a_fallback_may_include_another_file(tmp_path: Path) -> None:
    write(tmp_path, '<p xmlns="http://www.tei-c.org/ns/1.0">second</p>', "b.xml")
    fallback = '<xi:fallback><xi:include href="b.xml"/></xi:fallback>'
    included = f'<xi:include xmlns:xi="{XINCLUDE}" href="none.xml">{fallback}</xi:include>'
    assert [p.text for p in read(tmp_path, document(included)).root.iter(tei("p"))][-1] == "second"


def test_a_file_that_includes_itself_ends(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a.xml"/>'
    master = read(tmp_path, document(f"<div><p>x</p>{include}</div>"))
    assert "tei-include" in [finding.code for finding in master.findings]


def test_duplicate_ids_name_both_lines(tmp_path: Path) -> None:
    master = read(tmp_path, document('<p xml:id="a">x</p>\n<p xml:id="a">y</p>'))
    finding = next(f for f in master.findings if f.code == "tei-duplicate-id")
    assert finding.line == 2
    assert "line 1" in finding.message


def test_utf_8_that_says_it_is_another_encoding_is_told_from_one_that_is(tmp_path: Path) -> None:
    declared = '<?xml version="1.0" encoding="{}"?>\n'
    for encoding, real, found in (
        ("iso-8859-1", "utf-8", [("xml-encoding", 2, "“é” is read as 2 other characters")]),
        ("iso-8859-1", "iso-8859-1", []),
        ("utf-8", "utf-8", []),
    ):
        source = document("<p>né à</p>", declared.format(encoding))
        findings = read(tmp_path, source.encode(real)).findings
        assert [(each.code, each.line) for each in findings] == [each[:2] for each in found]
        assert all(said in each.message for each, (*_, said) in zip(findings, found, strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_element_is_found_where_it_stands(tmp_path: Path, encoding: str) -> None:
    source = document(
        """<p>a <hi>b</hi><hi/> <!-- <hi> --> <hi rend='"'>c</hi> <![CDATA[<hi>]]></p><p
  n="1"><hi
  >d</hi></p>
<?x <hi?><q:hi xmlns:q="urn:q">ſ𐀀</q:hi><hi n=">">e</hi> <hi xmlns="urn:r">f</hi> <hi>g</hi>"""
    )
    master = read(tmp_path, source.encode(encoding))
    for element in master.root.iter("*"):
        _, line, column = master.place_of(element)
        name = f"{element.prefix}:" * bool(element.prefix) + etree.QName(element).localname
        assert source.split("\n")[line - 1][column - 1 :].startswith(f"<{name}")
    starts = [master.place_of(element) for element in master.root.iter("{*}hi")]
    assert starts == sorted(set(starts))
    numbered = master.root.find(".//{*}p[@n]")
    assert numbered is not None
    assert master.place_of(numbered, "n") == (master.path, 2, 3)


def test_a_place_is_that_of_the_file_as_it_is_now(tmp_path: Path) -> None:
    for before in ("", "<p>x</p>"):
        master = read(tmp_path, document(f"{before}<p><hi>y</hi></p>"))
        hi = next(master.root.iter(tei("hi")))
        assert master.source.decode()[master.place_of(hi).column - 1 :].startswith("<hi>")


def test_text_outside_paragraphs_and_texts_side_by_side_are_said(tmp_path: Path) -> None:
    codes = [finding.code for finding in read(tmp_path, document("bare")).findings]
    assert codes == ["tei-bare-text"]


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.xml", tmp_path):
        with pytest.raises(EditionError) as raised:
            read_master(path)
        assert raised.value.findings[0].code == "file-read"


def test_the_header_gives_typed_metadata(tmp_path: Path) -> None:
    header = """<teiHeader><fileDesc><titleStmt><title level="a">Part</title>
      <title level="m">Whole</title><author>Ada Lovelace</author>
      <respStmt><resp>translated by</resp><name xml:id="t">Bo Ek</name></respStmt></titleStmt>
      <editionStmt><edition n="1.2">Second</edition></editionStmt>
      <publicationStmt><publisher>P</publisher><idno type="URI">urn:uuid:1</idno>
      <availability><licence target="https://example.org/l"><p>Free.</p></licence></availability>
      </publicationStmt><sourceDesc><bibl>Book, 1937</bibl></sourceDesc></fileDesc>
      <encodingDesc><editorialDecl><correction status="high"><p>By hand.</p></correction>
      </editorialDecl></encodingDesc>
      <revisionDesc><change when="2020-01-02" n="1.1">a</change>
      <change when="2021-03-04" n="1.3" target="#x">b</change></revisionDesc></teiHeader>"""
    text = '<text xml:lang="eng"><body/></text>'
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>'
    data = read(tmp_path, source).metadata
    assert (data.title, data.series, data.language) == ("Part", "Whole", "en")
    assert data.is_part
    assert [(p.name, p.relator, p.id) for p in data.contributors] == [
        ("Ada Lovelace", "aut", ""),
        ("Bo Ek", "trl", "t"),
    ]
    assert (data.edition, data.revision, data.identifier) == ("Second", "1.3", "urn:uuid:1")
    assert (data.rights, data.licence, data.source) == (
        ("Free.",),
        "https://example.org/l",
        ("Book, 1937",),
    )
    assert data.changes[0].targets == ("#x",)
    assert data.modified.isoformat() == "2021-03-04T00:00:00+00:00"
    declaration = data.declarations[0]
    assert (declaration.kind, dict(declaration.attributes)) == ("correction", {"status": "high"})


@pytest.mark.parametrize(
    ("described", "said"),
    [
        (
            "<biblStruct><monogr><author><forename>A</forename><surname>B</surname></author>"
            "<title>C</title><imprint><pubPlace>D</pubPlace><date>1900</date></imprint></monogr>"
            "</biblStruct>",
            "A B, C, D, 1900",
        ),
        ("<bibl><author>A.</author><title>C</title></bibl>", "A., C"),
        ("<bibl><author>A</author>: <title>C<lb/>D</title></bibl>", "A: C D"),
        ("<p>Now <choice><sic>rihgt</sic><corr>right</corr></choice>.</p>", "Now right."),
        (
            "<biblFull><titleStmt><title>C</title></titleStmt><publicationStmt><publisher>E"
            "</publisher></publicationStmt></biblFull>",
            "C, E",
        ),
    ],
)
def test_the_parts_of_a_source_are_told_apart(tmp_path: Path, described: str, said: str) -> None:
    source = document("<p>x</p>").replace("<sourceDesc><p/>", f"<sourceDesc>{described}")
    data = read(tmp_path, source).metadata
    assert data.source == (said,)
    assert data.publisher == ""


def test_no_file_handle_is_left_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0  # noqa: PTH208
    for _ in range(3):
        read(tmp_path, document("<p>x</p>"))
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0  # noqa: PTH208
    assert after == before


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (document('<p xml:id="1a">x</p>'), "tei-id"),
        (document('<p xml:lang="?">x</p>'), "tei-language"),
        (document("<p>x</p>").replace("<text", "<p>y</p><text"), "tei-stray"),
        (document('<p>x <media mimeType="video/mp4" url="a.mp4"/></p>'), "tei-media"),
    ],
)
def test_what_a_schema_would_refuse_is_told(tmp_path: Path, source: str, code: str) -> None:
    assert [each.code for each in read(tmp_path, source).findings] == [code]


def test_a_pipe_or_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    for path in (tmp_path / "pipe.xml", Path("/dev/zero")):
        with pytest.raises(EditionError, match="pipe or a device"):
            read_master(path)


@pytest.mark.parametrize(
    "href",
    ["http://[bad/x", "a" * 5000, "a%00b", "", ".", "pipe", "loop", "/etc/passwd",
      "file:///etc/passwd", "../x", "link.txt", "php://filter/resource=x"],
)  # fmt: skip
@pytest.mark.parametrize("parse", ["text", "xml"])
def test_what_cannot_be_included_is_a_warning(tmp_path: Path, href: str, parse: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    include = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{href}" parse="{parse}"/>'
    )
    master = read_master(write(tmp_path, document(f'<p>a<graphic url="{href}"/>{include}</p>')))
    assert "tei-include" in {found.code for found in master.findings}
    assert "root" not in "".join(master.root.itertext())


XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(b"a\x01b\0", "utf-8"), (b"caf\xe9", "utf-8"), (b"x", "undefined"), (b"x", "zlib")],
)
def test_what_is_no_text_is_not_included_as_text(
    tmp_path: Path, content: bytes, encoding: str
) -> None:
    (tmp_path / "in.txt").write_bytes(content)
    include = f'<xi:include {XI} href="in.txt" parse="text" encoding="{encoding}"/>'
    master = read(tmp_path, document(f"<p>a{include}</p>"))
    assert [found.code for found in master.findings] == ["tei-include"]


def test_a_file_that_is_not_well_formed_is_not_left_out(tmp_path: Path) -> None:
    write(tmp_path, "<p>x</div>", "in.xml")
    with pytest.raises(EditionError) as raised:
        read(tmp_path, document(f'<div>\n<xi:include {XI} href="in.xml"/></div>'))
    places = [(found.path and found.path.name, found.line) for found in raised.value.findings]
    assert places == [("in.xml", 1), ("a.xml", 2)]


def test_inclusions_without_end_are_refused(tmp_path: Path) -> None:
    for level in range(9):
        inner = f'<xi:include {XI} href="in{level + 1}.xml"/>' * 10 if level < 8 else ""
        write(tmp_path, f'<div xmlns="http://www.tei-c.org/ns/1.0">{inner}</div>', f"in{level}.xml")
    finding = refusal(tmp_path, document(f'<xi:include {XI} href="in0.xml"/>'))
    assert (finding.code, finding.severity) == ("tei-include", Severity.ERROR)


def test_an_attribute_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    master = read(tmp_path, document(f'<p xml:id="{"a" * 200_000}" n="1">x</p>'))
    paragraph = master.root.find(f".//{tei('body')}/{tei('p')}")
    assert [found.code for found in master.findings] == ["tei-long-attribute"]
    assert paragraph is not None and dict(paragraph.attrib) == {"n": "1"}


@pytest.mark.parametrize(
    "style",
    ["background:url(http://x/)", "width: Expression(a())", "@import 'a.css'", "u\\72l(x)"],
)
def test_a_style_that_asks_for_more_than_a_look_is_told(tmp_path: Path, style: str) -> None:
    master = read(tmp_path, document(f'<p style="{style}">x</p><p style="color: red">y</p>'))
    assert [found.code for found in master.findings] == ["tei-style"]


def test_an_empty_text_is_told(tmp_path: Path) -> None:
    assert [found.code for found in read(tmp_path, document("<p> </p>")).findings] == ["tei-empty"]
    named = document('<listBibl><bibl><ptr target="bm:Beylot2009"/></bibl></listBibl>')
    assert not read(tmp_path, named).findings


def test_an_external_dtd_is_named_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "evil.dtd").write_text('<!ATTLIST p rend CDATA "bold">')
    path = write(tmp_path, document("<p>x</p>", '\n<!DOCTYPE TEI SYSTEM "evil.dtd">'))
    master = read_master(path)
    [told] = (found for found in master.findings if found.code.startswith("xml"))
    assert (told.code, told.line, told.column) == ("xml-external-dtd", 2, 1)
    assert next(master.root.iter(tei("p"))).get("rend") is None


@pytest.mark.parametrize("said", ["²", "abc", "99999999999999999999", "1e9"])
def test_a_moment_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    found = refusal(tmp_path, document("<p>a</p>"))
    assert (found.code, "SOURCE_DATE_EPOCH" in found.message) == ("usage", True)


def test_the_title_page_has_what_only_attributes_and_sources_say(tmp_path: Path) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title type='main'>Main: </title>"
        "<title type='sub'>Under</title><principal>P. I.</principal></titleStmt>"
        "<publicationStmt><publisher>A</publisher><publisher>B</publisher>"
        "<pubPlace>Rome,</pubPlace><date when='1989'/></publicationStmt><sourceDesc><biblStruct>"
        "<analytic><author><persName>Jane Doe</persName><email>j@x.org</email></author></analytic>"
        "<monogr><imprint><date when='1990'/></imprint></monogr></biblStruct></sourceDesc>"
        "</fileDesc></teiHeader>"
    )
    said = read(tmp_path, document("<p>a</p>").replace(HEADER, header)).metadata
    assert (said.title, said.subtitle) == ("Main", "Under")
    assert (said.publisher, said.place, said.date) == ("A; B", "Rome", "1989")
    assert [(each.name, each.relator) for each in said.contributors] == [
        ("Jane Doe", "aut"),
        ("P. I.", "pdr"),
    ]
    assert said.source[0].endswith("1990")
