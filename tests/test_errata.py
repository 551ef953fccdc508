"""Errata: what the readers of an older edition must correct, and where they find it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.build import build
from pipeline.edition import Edition, Output, edition_of_file, in_layout
from pipeline.errata.sheet import sheet
from pipeline.errata.slip import Slip, as_html, as_json, as_text, slip
from pipeline.errata.sources import Source, find_source
from pipeline.finding import EditionError
from pipeline.page_settings import PageSettings
from pipeline.tei.parse import read_master

ROOT = Path(__file__).parent.parent
CHAPTER = ROOT / "source" / "chapter-6.xml"
MASTER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt>
<publicationStmt><p>Unpublished.</p></publicationStmt><sourceDesc><p>Born digital.</p></sourceDesc>
</fileDesc><revisionDesc><change when="2020-02-02">Made.</change></revisionDesc></teiHeader>
<text><body><div><head>First</head>{0}</div></body></text></TEI>
"""


def compared(folder: Path, old: str, new: str) -> Slip:
    sources = []
    for name, text in (("old.xml", old), ("new.xml", new)):
        (folder / name).write_text(MASTER.format(text), "utf-8")
        sources.append(find_source(str(folder / name)))
    return slip(*sources)


def said(found: Slip) -> list[str]:
    """The instructions, with their places."""
    return [f"{'; '.join(places)}: {words}" for places, words in found.grouped()]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p n='1'>in 19156, then</p>", "<p n='1'>in 1936, then</p>",
         ["First, ¶ 1: for “19156” read “1936”"]),
        ("<p>a big, tree</p>", "<p>a big tree</p>", ["First: for “big, tree” read “big tree”"]),
        ("<p n='1'>the men of the land in the sea</p>", "<p n='1'>the men of a land in the sea</p>",
         ["First, ¶ 1: for “the land” read “a land”"]),
        ("<p>they did go</p>", "<p>they did not go</p>",
         ["First: for “did go” read “did not go”"]),
        ("<p>one two three</p>", "<p>one three</p>",
         ["First: for “one two three” read “one three”"]),
        ("<p>the five-year-plan of</p>", "<p>the five-year plan of</p>",
         ["First: for “five-year-plan” read “five-year plan”"]),
        ("<p>some 3,412.5 tons</p>", "<p>some 3,421.5 tons</p>",
         ["First: for “3,412.5” read “3,421.5”"]),
        ("<p>the state co-operatives</p>", "<p>the state, co-operatives</p>",
         ["First: for “state co-operatives” read “state, co-operatives”"]),
        ("<p>one</p><p>two</p>", "<p>one</p>", ["First: strike out “two”"]),
        ("<p>One.</p>", "<p>One.</p><p>Two.</p>", ["First: after “First One.” add “Two.”"]),
        ("<p n='1'>a teh b</p><p n='2'>c teh d</p>", "<p n='1'>a the b</p><p n='2'>c the d</p>",
         ["First, ¶ 1; First, ¶ 2: for “teh” read “the”"]),
        ("<p n='3'>a<note>one tow</note></p>", "<p n='3'>a<note>one two</note></p>",
         ["First, ¶ 3, note 1: for “tow” read “two”"]),
        ("<p n='3'>a<note>one</note> b<note>two</note></p>", "<p n='3'>a b<note>two</note></p>",
         ["First, ¶ 3, note 1: strike out “one”"]),
        ("<p n='3'>One two<note>See Marx.</note>.</p>",
         "<p n='3'>One<note>See Engels.</note> two<note>See Marx.</note>.</p>",
         ["First, ¶ 3: after “One” add “[note: See Engels.]”"]),
        ("<p>One<note>first</note> two.</p>", "<p>One<note>first</note> two.<note>Last.</note></p>",
         ["First: after “One two.” add “[note: Last.]”"]),
        ("<p>One, two, three.</p>", "<p>One, tow<note>2</note>, three.</p>",
         ["First: for “two” read “tow”", "First: after “One, tow” add “[note: 2]”"]),
        ("<p n='1'>One two three.</p><p n='2'>One six.</p>",
         "<p n='1'>One tow three<note>2</note>.</p><p n='2'>One sex.</p>",
         ["First, ¶ 1: for “two” read “tow”", "First, ¶ 1: after “One tow three” add “[note: 2]”",
          "First, ¶ 2: for “six” read “sex”"]),
    ],
)  # fmt: skip
def test_a_change_is_said_as_a_reader_makes_it(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    assert [each.replace("\u00a0", " ") for each in said(compared(tmp_path, old, new))] == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>one two</p>", "<p><hi rend='bold'>one</hi>\n\ttwo</p>"),
        ("<p>one two</p>", "<p>one <choice><sic>tow</sic><corr>two</corr></choice></p>"),
        ("<p>caf\u00e9</p>", "<p>cafe\u0301</p>"),
        ("<p>co<lb break='no'/>operate</p>", "<p>cooperate</p>"),
    ],
)
def test_what_readers_do_not_see_is_no_erratum(tmp_path: Path, old: str, new: str) -> None:
    found = compared(tmp_path, old, new)
    assert found.errata == ()
    assert "Nothing that is read has changed." in as_text(found)


def test_a_long_text_with_many_changes_is_compared_in_time(tmp_path: Path) -> None:
    words = [f"w{number % 997}" for number in range(60_000)]
    paragraphs = [words[at : at + 100] for at in range(0, len(words), 100)]
    changed = [[*each[:50], f"x{number}", *each[51:]] for number, each in enumerate(paragraphs)]
    texts = ["".join(f"<p>{' '.join(p)}</p>" for p in each) for each in (paragraphs, changed)]
    assert len(compared(tmp_path, *texts).errata) == len(paragraphs)


# -- the chapter, from its PDF -----------------------------------------------------------------


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """An older revision of the chapter as PDF and EPUB, and what was wrong in it."""
    folder = tmp_path_factory.mktemp("chapter")
    source = CHAPTER.read_text("utf-8")
    choice = re.compile(
        r"<choice[^>]*>\s*<sic>([^<]+)</sic>\s*<corr[^>]*>([^<]+)</corr>\s*</choice>"
    )
    wrong = [sic for sic, _ in choice.findall(source)]
    old = choice.sub(lambda found: found[1], source).replace('<change n="1.0"', '<change n="0.9"')
    (folder / "chapter-6.xml").write_text(old, "utf-8")
    wanted = edition_of_file(folder / "chapter-6.xml", folder / "dist").select(["pdf", "epub"])
    built = build(carrying(wanted, True))
    return built.files["pdf"], built.files["epub"], wrong


def carrying(wanted: Edition, carries: bool) -> Edition:
    """The edition, with or without its master in every output."""
    outputs = (each._replace(enclose_master=carries) for each in wanted.outputs)
    return wanted._replace(outputs=tuple(outputs))


def lines_on_paper(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The folio and the lines of each page, found by nothing but type size and height."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTContainer

    def letters(item: object) -> Iterator[LTChar]:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            for child in item:
                yield from letters(child)

    for page in extract_pages(path):
        rows: dict[int, list[LTChar]] = {}
        everything = list(letters(page))
        for each in everything:
            if (
                abs(each.size - 11) < 0.05
            ):  # points: the text; all else on a page is of another size
                rows.setdefault(round(each.matrix[5]), []).append(each)
        texts = []
        for height in sorted(rows, reverse=True):
            row = sorted(rows[height], key=lambda each: each.x0)
            texts.append("".join(each.get_text() for each in row))
        whole = "".join(each.get_text() for each in everything)
        yield whole, texts


def test_the_slip_names_page_and_line_of_the_old_pdf(
    chapter: tuple[Path, Path, list[str]],
) -> None:
    pdf, _epub, wrong = chapter
    found = slip(find_source(str(pdf)), Source(read_master(CHAPTER), "new"))
    assert found.printed
    assert len(wrong) == 23
    assert len(found.errata) >= 21, "two pairs of corrections stand beside one another"
    texts = " ".join(each.old for each in found.errata)
    assert all(word in texts for word in ("19156", "cottonprint", "five-year-plan", "2800"))
    pages = list(lines_on_paper(pdf))
    for erratum in found.errata:
        folio, lines = pages[int(erratum.page) - 1]
        assert erratum.page in folio, "the page bears this number"
        first = "".join(re.findall(r"\w+", erratum.old)[:1])
        here = lines[erratum.line - 1].replace("\u00ad", "").replace("\u2010", "")
        assert any(first.startswith(word) or word == first for word in re.findall(r"\w+", here)), (
            erratum, here,
        )  # fmt: skip
    [year] = [each for each in found.errata if each.old == "19156"]
    assert "19156" in pages[int(year.page) - 1][1][year.line - 1]
    assert f"p. {year.page}, line {year.line}: for “19156” read “1936”" in as_text(found).replace(
        "\u00a0", " "
    )


def test_from_an_epub_the_slip_names_the_paragraph(chapter: tuple[Path, Path, list[str]]) -> None:
    _pdf, epub, _wrong = chapter
    found = slip(find_source(str(epub)), Source(read_master(CHAPTER), "new"))
    assert not found.printed
    [year] = [each for each in found.errata if each.old == "19156"]
    assert (year.paragraph, year.paragraph_id, year.line) == ("16", "c6-s1-p16", 0)
    assert year.sections[-1] == "Want, Luxury and Speculation"
    assert (found.old, found.new) == ("Revision 0.9", "Revision 1.0")


def test_the_sheet_to_hand_out_is_one_page_and_says_all(
    chapter: tuple[Path, Path, list[str]], tmp_path: Path
) -> None:
    from pdfminer.high_level import extract_pages, extract_text

    pdf, _epub, _wrong = chapter
    new = read_master(CHAPTER)
    found = slip(find_source(str(pdf)), Source(new, "new"))
    data, findings = sheet(found, new.metadata)
    assert findings == []
    assert data == sheet(found, new.metadata)[0], "the same slip, the same bytes"
    path = tmp_path / "slip.pdf"
    path.write_bytes(data)
    assert len(list(extract_pages(path))) == 1
    text = " ".join(extract_text(path).replace("\u00a0", " ").split())
    assert "for “19156” read “1936”" in text
    for erratum in found.errata:
        assert f"p. {erratum.page}, line {erratum.line}" in text


def test_the_other_forms_say_the_same(chapter: tuple[Path, Path, list[str]]) -> None:
    from lxml import html

    pdf, _epub, _wrong = chapter
    found = slip(find_source(str(pdf)), Source(read_master(CHAPTER), "new"))
    said = json.loads(as_json(found))
    assert [each["old"] for each in said["errata"]] == [each.old for each in found.errata]
    page = html.document_fromstring(as_html(found))
    assert page.get("lang") == "en-US"
    assert len(page.findall(".//li")) == len(found.grouped())
    assert "19156" in page.text_content()


# -- where an old master comes from --------------------------------------------------------------


def test_an_output_carries_the_master_and_what_it_includes(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    part = b'<p xmlns="http://www.tei-c.org/ns/1.0">In\r\ncluded.</p>'
    (tmp_path / "parts" / "one.xml").write_bytes(part)
    master = tmp_path / "m.xml"
    master.write_text(MASTER.format('<p>Own.</p><xi:include href="parts/one.xml"/>'))
    outputs = edition_of_file(master, tmp_path / "dist").select(["epub", "pdf"])
    assert [each.enclose_master for each in outputs.outputs] == [False, True]
    built = build(carrying(outputs, True))
    for path in built.files.values():
        carried = find_source(str(path)).master
        assert carried.source == master.read_bytes()
        assert list(carried.included.values()) == [part]
    for path in build(carrying(outputs, False)).files.values():
        with pytest.raises(EditionError, match="does not carry its master"):
            find_source(str(path))


def test_a_pdf_names_the_master_as_its_source(chapter: tuple[Path, Path, list[str]]) -> None:
    import pikepdf

    with pikepdf.open(chapter[0]) as pdf:
        file = pdf.Root.AF[0]
        assert (str(file.UF), str(file.AFRelationship)) == ("chapter-6.xml", "/Source")
        assert str(file.EF.F.Subtype) == "/application/tei+xml"
        assert pdf.attachments["chapter-6.xml"].get_file().read_bytes().startswith(b"<?xml")


def git(folder: Path, *words: str) -> None:
    identity = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")}  # fmt: skip
    subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
    )


def test_a_git_revision_is_an_older_master(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    master, part = folder / "m.xml", folder / "part.xml"
    master.write_text(MASTER.format('<p>One tow.</p><xi:include href="part.xml"/>'))
    part.write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Three fuor.</p>')
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    git(tmp_path, "tag", "v1")
    master.write_text(MASTER.format('<p>One two.</p><xi:include href="part.xml"/>'))
    part.write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Three four.</p>')
    new = find_source(str(master))
    for revision in ("v1", "HEAD", "v1:source/m.xml"):
        found = slip(find_source(revision, master), new)
        assert [(each.old, each.new) for each in found.errata] == [("tow", "two"), ("fuor", "four")]
    for wrong in ("v2", "--help", "v1:source/other.xml"):
        with pytest.raises(EditionError):
            find_source(wrong, master)


def test_a_file_that_is_not_ours_is_refused_in_words(tmp_path: Path) -> None:
    for name, data in (("a.pdf", b"%PDF-1.7\nno"), ("a.epub", b"PK\3\4"), ("b.epub", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(EditionError):
            find_source(str(tmp_path / name))
    path = tmp_path / "climbing.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="c.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="m" '
            'href="source/../../out.xml" media-type="application/tei+xml"/></manifest></package>',
        )
        archive.writestr("source/../../out.xml", MASTER.format("<p/>"))
        archive.writestr("../out.xml", MASTER.format("<p/>"))
    with pytest.raises(EditionError):
        find_source(str(path))


def test_the_command_prints_the_slip(tmp_path: Path) -> None:
    for name, word in (("old.xml", "tow"), ("new.xml", "two")):
        (tmp_path / name).write_text(MASTER.format(f"<p n='1'>One {word}.</p>"))
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "errata", "old.xml", "new.xml"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "First, ¶\u00a01: for “tow” read “two”" in done.stdout


def test_marks_in_the_margin_stand_beside_what_was_changed(tmp_path: Path) -> None:
    """One asterisk for each line with a changed passage, at its height, in the outer margin."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTContainer

    def letters(item: object) -> Iterator[LTChar]:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            for child in item:
                yield from letters(child)

    choice = "<choice xml:id='c{0}'><sic>wrng{0}</sic><corr>right{0}</corr></choice>"
    paragraphs = "".join(
        f"<p>{'word ' * 40}{choice.format(n)} {choice.format(n + 100)}{' word' * 30}</p>"
        for n in range(1, 6)
    )
    master = tmp_path / "m.xml"
    master.write_text(MASTER.format(paragraphs))
    page = PageSettings(correction_marks=True)
    outputs = (Output("pdf", "pdf", Path("m.pdf"), page=page),)
    path = build(Edition(master, tmp_path / "dist", outputs)).files["pdf"]
    marks: list[tuple[int, int]] = []
    changed: set[tuple[int, int]] = set()
    said = ""
    for number, sheet_ in enumerate(extract_pages(path)):
        rows: dict[int, list[LTChar]] = {}
        for each in letters(sheet_):
            if each.get_text() == "*" and abs(each.size - 11) > 0.5:
                marks.append((number, round(each.matrix[5])))
            rows.setdefault(round(each.matrix[5]), []).append(each)
        texts = {
            height: "".join(c.get_text() for c in sorted(row, key=lambda c: c.x0))
            for height, row in rows.items()
        }
        said += " ".join(texts[height] for height in sorted(texts, reverse=True))
        if "wrng" not in " ".join(texts.values()):
            changed |= {(number, y) for y, text in texts.items() if re.search(r"right\d", text)}
    assert marks
    assert len(marks) == len(set(marks)), "one mark for a line"
    assert set(marks) == changed
    assert "An asterisk in the outer margin" in said


def test_of_a_booklet_the_places_are_sections(tmp_path: Path) -> None:
    master = tmp_path / "small.xml"
    master.write_text(MASTER.format("<p n='1'>in 19156, then</p>"), "utf-8")
    built = build(in_layout(edition_of_file(master, tmp_path / "dist"), "booklet"))
    master.write_text(MASTER.format("<p n='1'>in 1936, then</p>"), "utf-8")
    old, new = (find_source(str(path)) for path in (*built.files.values(), master))
    assert said(slip(old, new)) == ["First, ¶\u00a01: for “19156” read “1936”"]
