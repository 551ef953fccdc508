"""The EPUB: valid by EPUBCheck, every target reached, the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import posixpath
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from book_sample import METADATA, XHTML, sample_book
from lxml import etree
from PIL import Image as Picture

from pipeline.checks.epubcheck import check_epubs
from pipeline.finding import EditionError
from pipeline.model.book import Book, Division, Image, Note
from pipeline.model.divisions import Contents
from pipeline.outputs.enclosure import Enclosure
from pipeline.outputs.epub import write_epub
from pipeline.outputs.epub.cover import cover_image
from pipeline.outputs.epub.lettering import in_capitals
from pipeline.outputs.epub.markup import with_speakers
from pipeline.outputs.epub.own_style import own_style
from pipeline.outputs.numbers import shown_number
from pipeline.tei.metadata import Contributor

NAMES = {
    "h": XHTML,
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
LIMIT = 250_000


def members(epub: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        assert archive.testzip() is None
        return {
            info.filename.removeprefix("EPUB/"): archive.read(info) for info in archive.infolist()
        }


def documents(epub: bytes) -> dict[str, etree._Element]:
    return {
        name: etree.fromstring(data)
        for name, data in members(epub).items()
        if name.endswith((".xhtml", ".opf", ".ncx"))
    }


def elements(tree: etree._Element, path: str) -> list[etree._Element]:
    result = tree.xpath(path, namespaces=NAMES)
    assert isinstance(result, list)
    return [each for each in result if isinstance(each, etree._Element)]


def texts(tree: etree._Element, path: str) -> list[str]:
    return [" ".join("".join(each.itertext()).split()) for each in elements(tree, path)]


def letters(*trees: etree._Element) -> str:
    """The text without white space, which lies between blocks at will."""
    return "".join("".join(str(text) for tree in trees for text in tree.itertext()).split())


def body(inner: str) -> str:
    return f'<body xmlns="{XHTML}" xmlns:epub="{NAMES["epub"]}">{inner}</body>'


def plain(inner: str, **metadata: str) -> Book:
    """A book of this text alone."""
    return Book(
        METADATA._replace(**metadata),  # type: ignore[arg-type]
        "corrected",
        etree.fromstring(body(inner), etree.XMLParser(huge_tree=True)),
    )


PARAGRAPH = f"<p>{'Words of a long book, one after another. ' * 50}</p>"


def long_book() -> Book:
    """One undivided chapter of 600 KB whose last paragraph is linked from the first."""
    many = "".join(PARAGRAPH for _ in range(300))
    book = plain(
        f'<section class="div" id="one"><h1 class="head">One</h1><p><a href="#end">on</a></p>{many}'
        f'<p id="end">The end.</p></section><section class="div" id="two"><p>Two.</p></section>'
    )
    book.divisions = [
        Division("one", "div", "body", 1, "One"),
        Division("two", "div", "back", 1, "Two"),
    ]
    return book


def many_notes(count: int) -> Book:
    calls = "".join(
        f'<p>Word<a class="noteref" id="n{i}-ref" href="#n{i}">{i}</a></p>' for i in range(count)
    )
    book = plain(calls)
    note = f'<div xmlns="{XHTML}" class="note"><p>{"Words. " * 40}</p></div>'
    book.notes = [
        Note(f"n{i}", str(i), etree.fromstring(note), calls=[f"n{i}-ref"]) for i in range(count)
    ]
    return book


def nested(depth: int) -> Book:
    opening = "".join(f'<section class="div" id="d{i}"><h6>Level {i}</h6>' for i in range(depth))
    book = plain(f"{opening}<p>At the bottom.</p>{'</section>' * depth}")
    division = Division(f"d{depth - 1}", "div", "body", depth, f"Level {depth - 1}")
    for i in reversed(range(depth - 1)):
        division = Division(f"d{i}", "div", "body", i + 1, f"Level {i}", children=[division])
    book.divisions = [division]
    return book


def illustrated(folder: Path) -> Book:
    Picture.new("RGB", (4, 3), "red").save(folder / "red.png")
    book = plain(
        '<figure><img src="red.png" alt="A red field"/></figure>'
        '<figure><img src="plan.tiff" alt="A plan"/></figure>'
        '<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/></svg></p>'
    )
    book.images = [
        Image("red.png", folder / "red.png", "image/png", 4, 3),
        Image("plan.tiff", folder / "plan.tiff", "image/tiff", 4, 3),
    ]
    return book


def hard_books(folder: Path) -> Iterator[tuple[str, Book]]:
    yield "sample", sample_book()
    yield "long", long_book()
    yield "notes", many_notes(500)
    yield "nested", nested(120)
    yield "illustrated", illustrated(folder)
    yield "bare", plain("Words <i>without</i> a paragraph.<p/>", title=" ", language="x!")
    yield "arabic", plain("<p>كتاب</p>", language="ar", title="\u202eكتاب\u0085\u2066 & <co>")
    yield "twins", plain('<p id="a">1<span id="a"/></p><p><a href="#a">a</a></p>', date="1937-13")
    yield "list", plain(f"<ol>{('<li>' + PARAGRAPH + '</li>') * 150}{'<li>item</li>' * 4000}</ol>")
    witness = sample_book()
    witness.policy = "witness"
    yield "witness", witness


def test_epubcheck_finds_nothing_in_any_book_and_the_fault_in_a_broken_one(tmp_path: Path) -> None:
    files = []
    for name, book in hard_books(tmp_path):
        files.append(tmp_path / f"{name}.epub")
        files[-1].write_bytes(write_epub(book))
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(files[0]) as good, zipfile.ZipFile(broken, "w") as bad:
        for info in good.infolist():
            if not info.filename.endswith("notes.xhtml"):
                bad.writestr(info, good.read(info))
    found = check_epubs([*files, broken])
    assert [each for each in found if each.path != broken] == []
    assert "epubcheck-rsc-001" in {each.code for each in found}


def test_no_file_is_too_large_for_an_old_reader(tmp_path: Path) -> None:
    for name, book in [*hard_books(tmp_path), ("5000 notes", many_notes(5000))]:
        for file, data in members(write_epub(book)).items():
            assert len(data) < LIMIT or not file.startswith(("text", "notes")), (name, file)


def test_a_long_division_is_cut_without_losing_a_word_and_its_links_follow() -> None:
    book = long_book()
    files = documents(write_epub(book))
    text = [tree for name, tree in sorted(files.items()) if name.startswith("text")]
    assert len(text) > 2
    bodies = [each for tree in text for each in elements(tree, "h:body")]
    assert letters(*bodies) == letters(book.content)
    (link,) = elements(files["text-001.xhtml"], "//h:a")
    file, _, identifier = link.get("href", "").partition("#")
    assert file != "text-001.xhtml"
    assert texts(files[file], f"//*[@id='{identifier}']") == ["The end."]


def test_a_few_words_without_a_heading_get_no_file() -> None:
    chapter = f'<section class="div"><h1 class="head">A</h1><p>{PARAGRAPH}</p></section>'
    few = '<section class="div"><p>1d.</p></section>'
    page = few.replace("div", "div titlePage")
    book = plain("".join((few, few, chapter, few, chapter, page, few, chapter, few, few)))
    files = documents(write_epub(book))
    text = [tree for name, tree in sorted(files.items()) if name.startswith("text")]
    assert [len(elements(each, "//h:section")) for each in text] == [4, 1, 1, 4]


def test_a_numbered_list_goes_on_counting_in_the_next_file() -> None:
    items = "".join(f"<li>{i} {'word ' * 30}</li>" for i in range(1, 4001))
    files = documents(write_epub(plain(f"<ol>{items}</ol>")))
    for name, tree in files.items():
        if name.startswith("text"):
            (ol,) = elements(tree, "//h:ol")
            assert texts(tree, "//h:li")[0].split()[0] == ol.get("start", "1")


@pytest.mark.parametrize("book", [sample_book(), long_book(), nested(9)])
def test_every_link_of_every_file_arrives(book: Book) -> None:
    files = documents(write_epub(book))
    ids = {name: {each.get("id") for each in tree.iter()} for name, tree in files.items()}
    count = 0
    for name, tree in files.items():
        for link in elements(tree, "//h:a[@href] | //ncx:content[@src] | //opf:reference[@href]"):
            file, _, identifier = (link.get("href") or link.get("src", "")).partition("#")
            if ":" not in file:
                count += 1
                target = posixpath.basename(file) or name
                assert target in files, (name, file)
                assert not identifier or identifier in ids[target], (name, file, identifier)
    assert count > 10


def test_calls_and_notes_lead_to_each_other_and_the_number_stands_first() -> None:
    files = documents(write_epub(sample_book()))
    (call,) = elements(files["text-001.xhtml"], "//h:a[@id='n1-ref']")
    assert (call.text, len(call), call.get("role")) == ("1", 0, "doc-noteref")
    assert call.get(f"{{{NAMES['epub']}}}type") == "noteref"
    assert call.get("href") == "notes.xhtml#n1"
    (note,) = elements(files["notes.xhtml"], "//h:div[@id='n1']")
    assert note.get("role") == "doc-footnote"
    (back,) = elements(note, ".//h:a[@role='doc-backlink']")
    assert back.get("href") == "text-001.xhtml#n1-ref"
    assert texts(note, ".") == ["1 By hand."]
    assert texts(files["notes.xhtml"], "//h:div[@id='n2']") == ["2 Bare words. [The editors]"]


def test_a_note_called_twice_leads_back_to_both_places() -> None:
    book = plain(
        '<p><a class="noteref" id="a" href="#n">1</a><a class="noteref" id="b" href="#n">1</a></p>'
    )
    book.notes = [
        Note("n", "1", etree.fromstring(f'<div xmlns="{XHTML}"><p>N</p></div>'), calls=["a", "b"])
    ]
    links = elements(documents(write_epub(book))["notes.xhtml"], "//h:a")
    assert [link.get("href") for link in links] == ["text-001.xhtml#a", "text-001.xhtml#b"]


def test_a_corrected_passage_leads_to_its_entry_unless_links_would_nest() -> None:
    files = documents(write_epub(sample_book()))
    (passage,) = elements(files["text-001.xhtml"], "//h:a[@id='c1']")
    assert passage.get("href") == "corrections.xhtml#c1-entry"
    (marked,) = elements(files["text-001.xhtml"], "//*[@id='c2']")
    assert marked.tag == f"{{{XHTML}}}span"
    assert "corrected" in marked.get("class", "").split()
    places = elements(files["corrections.xhtml"], "//h:a[contains(@class, 'place')]")
    assert [each.get("href") for each in places] == [
        "text-001.xhtml#c1", "text-001.xhtml#c2", "text-001.xhtml#p3",
    ]  # fmt: skip


def test_words_that_look_like_markup_are_left_alone_and_dead_links_are_text() -> None:
    text = documents(write_epub(sample_book()))["text-001.xhtml"]
    (paragraph,) = texts(text, "//h:p[@id='p2']")
    assert '<a href="#nowhere"> & nowhere' in paragraph
    hrefs = [each.get("href") for each in elements(text, "//h:a[@class='ref']")]
    assert hrefs == ["#p3", None, "http://example.org/a%20b"]


def test_navigation_has_contents_landmarks_and_pages_as_they_are() -> None:
    nav = documents(write_epub(sample_book()))["nav.xhtml"]
    toc = texts(nav, "//h:nav[@role='doc-toc']//h:a")
    assert toc[:3] == [
        "6. The Growth of Inequality", "1. Want, Luxury and Speculation", "2. Verse and Tables",
    ]  # fmt: skip
    assert toc[3:] == [
        "Notes", "Note on the text", "Corrections", "Persons", "Colophon",
    ]  # fmt: skip
    marks = elements(nav, "//h:nav[@epub:type='landmarks']//h:a")
    kinds = [each.get(f"{{{NAMES['epub']}}}type") for each in marks]
    assert kinds == [
        "cover", "titlepage", "toc", "bodymatter", "endnotes", "errata", "colophon",
    ]  # fmt: skip
    (page,) = elements(nav, "//h:nav[@role='doc-pagelist']//h:a")
    assert (page.text, page.get("href")) == ("2", "text-001.xhtml#pb2")


@pytest.mark.parametrize(
    ("kind", "number", "heading", "shown"),
    [
        ("chapter", "6", "Growth", "6"),
        ("chapter", "6", "Chapter the Sixth", ""),
        ("chapitre", "IV", "La Fuite", "IV"),
        ("", "4", "IV. Flight", ""),
        ("chapter", "1", "I. Flight", ""),
        ("chapter", "1", "I AM BORN", "1"),
        ("", "4", "L’ALBATROS", "4"),
        ("poem", "p4", "Flight", ""),
        ("scene", "3", "SCÈNE TROISIÈME", ""),
        ("act", "1", "Acte premier", ""),
        ("act", "1", "FÖRSTA AKTEN.", ""),
        ("act", "1", "Első felvonás", ""),
        ("", "3", "Dritte Szene", ""),
        ("", "2", "Zweytes Capitel.", ""),
        ("", "2", "Действие второе", ""),
        ("", "2", "Partial Eclipses", "2"),
        ("act", "1", "ערשטער אקט", ""),
        ("act", "1", "მოქმედება პირველი", ""),
        ("act", "1", "第一幕", ""),
        ("", "2", "二", ""),
        ("", "2", "一日", "2"),
        ("chapter", "6", "", ""),
    ],
)
def test_a_number_stands_over_a_heading_that_does_not_count(
    kind: str, number: str, heading: str, shown: str
) -> None:
    assert shown_number(Division("d", kind, "body", 1, heading, number=number)) == shown


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://münchen.de/ß", "https://xn--mnchen-3ya.de/%C3%9F"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("http://\u202egpj.exe", None),
        ("http://xn--a.b/", None),
    ],
)
def test_a_link_leads_to_a_host_that_can_be_one(target: str, href: str | None) -> None:
    section = f'<section id="s"><p><a href="{target}">there</a></p></section>'
    content = etree.fromstring(f'<body xmlns="{XHTML}">{section}</body>')
    text = documents(write_epub(replace(sample_book(), content=content)))["text-001.xhtml"]
    assert [link.get("href") for link in elements(text, "//h:a")] == [href]


def test_what_is_enclosed_has_names_that_every_url_and_disk_takes() -> None:
    names = ["a b & c.xml", 'part/"d".xml', "Ä[1]%2e.xml", "a-b-c.xml", "A-b-c.xml"]
    epub = write_epub(sample_book(), None, [Enclosure(name, b"<TEI/>") for name in names])
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        found = [name.partition("source/")[2] for name in archive.namelist() if "source/" in name]
    assert found == ["a-b-c.xml", "part/-d-.xml", "Ä-1-2e.xml", "x-a-b-c.xml", "x-x-A-b-c.xml"]


def test_files_with_names_alike_have_ids_of_their_own() -> None:
    names = ["ä.xml", "ö.xml", "a-b.xml", "a.b.xml", "a_b.xml", "a/b.xml"]
    package = documents(
        write_epub(sample_book(), None, [Enclosure(name, b"<TEI/>") for name in names])
    )["content.opf"]
    ids = [item.get("id", "") for item in elements(package, "//opf:manifest/opf:item")]
    assert len(ids) == len(set(ids))
    [cover] = elements(package, "//opf:meta[@name='cover']")
    assert cover.get("content") in ids


def test_numbers_are_added_to_the_words_of_headings() -> None:
    text = documents(write_epub(sample_book()))["text-001.xhtml"]
    assert texts(text, "//h:h1")[0] == "6 The Growth of Inequality"
    assert texts(text, "//h:h1/h:span[@class='number added']") == ["6"]


@pytest.mark.parametrize(
    ("first", "joined"),
    [
        ("The Hill,", "The Hill, a Poem"),
        ("The Hill :", "The Hill : a Poem"),
        ("The Hill —", "The Hill — a Poem"),
        ("The Hill", "The Hill. a Poem"),
    ],
)
def test_headings_of_a_division_are_one_in_the_contents(first: str, joined: str) -> None:
    contents = Contents()
    division = contents.enter("d", "div", "")
    contents.head(first)
    contents.head("a Poem")
    assert division.heading == joined


def test_speakers_whom_only_the_markup_names_stand_before_what_they_say() -> None:
    turn = b'<p class="u" data-speaker="A &amp; B">Well?</p>'
    assert b'B"><span class="speaker added">A &amp; B:</span> Well?</p>' in with_speakers(turn)
    speech = b'<div class="sp" data-speaker="C"><p>No.</p></div>'
    assert b'"C"><p class="speaker added">C</p><p>No.</p></div>' in with_speakers(speech)


def test_a_heading_below_the_deepest_level_is_still_in_the_contents() -> None:
    nav = documents(write_epub(nested(20)))["nav.xhtml"]
    assert [t for t in texts(nav, "//h:nav[@id='toc']//h:a") if t.startswith("Level")] == [
        f"Level {i}" for i in range(20)
    ]


def test_a_text_without_any_heading_is_called_a_text_in_the_contents() -> None:
    book = plain('<section class="div" id="d"><p>Words.</p></section>')
    book.divisions = [Division("d", "div", "body", 1)]
    entry = elements(documents(write_epub(book))["nav.xhtml"], "//h:nav[@id='toc']//h:a")[0]
    assert (entry.text, entry.get("href")) == ("Text", "text-001.xhtml#d")


def test_the_package_says_what_the_header_says() -> None:
    package = documents(write_epub(sample_book()))["content.opf"]
    for element, expected in (
        ("identifier", [METADATA.identifier]),
        ("title", ["The Growth of Inequality", "Chapter 6"]),
        ("language", ["en", "fr"]),
        ("creator", ["Leon Trotsky"]),
        ("contributor", ["Max Eastman", "The editors"]),
        ("source", list(METADATA.source)),
        ("rights", list(METADATA.rights)),
        ("date", ["2026"]),
    ):
        assert texts(package, f"//dc:{element}") == expected
    for name, values in (
        ("dcterms:modified", ["2026-03-04T05:06:07Z"]),
        ("role", ["aut", "trl", "edt"]),
        ("file-as", ["Trotsky, Leon"]),
        ("belongs-to-collection", ["The Revolution Betrayed"]),
        ("schema:version", ["1.2"]),
        ("pageBreakSource", [METADATA.source[0]]),
    ):
        assert texts(package, f"//opf:meta[@property='{name}']") == values


def test_a_date_in_words_is_told_as_programs_write_it() -> None:
    metadata = METADATA._replace(date="6 March 2007", issued="2007-03-06")
    package = documents(write_epub(sample_book(metadata=metadata)))["content.opf"]
    assert texts(package, "//dc:date") == ["2007-03-06"]


def test_a_bibliography_is_not_the_source_of_a_book() -> None:
    metadata = METADATA._replace(source_names=tuple(map(str, range(30))))
    package = documents(write_epub(sample_book(metadata=metadata)))["content.opf"]
    assert len(texts(package, "//dc:source")) == 20


def test_accessibility_metadata_claim_only_what_is_there(tmp_path: Path) -> None:
    def features(book: Book) -> set[str]:
        package = documents(write_epub(book))["content.opf"]
        return set(texts(package, "//opf:meta[@property='schema:accessibilityFeature']"))

    assert {"pageNavigation", "structuralNavigation"} <= features(sample_book())
    pictures = illustrated(tmp_path)
    assert {"alternativeText", "MathML"} <= features(pictures)
    assert not {"pageNavigation", "structuralNavigation"} & features(pictures)
    pictures.content.find(f".//{{{XHTML}}}img").set("alt", " ")  # type: ignore[union-attr]
    assert "alternativeText" not in features(pictures)


def test_mimetype_first_and_stored_and_nothing_of_this_machine() -> None:
    with zipfile.ZipFile(BytesIO(write_epub(sample_book()))) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert first.extra == b""
        assert {each.date_time for each in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
        assert {each.external_attr >> 16 for each in (first, *others)} == {0o100644}


def test_another_process_zone_and_hash_seed_give_the_same_bytes() -> None:
    program = (
        "import hashlib; from book_sample import sample_book;"
        "from pipeline.outputs.epub import write_epub;"
        "print(hashlib.sha256(write_epub(sample_book())).hexdigest())"
    )
    here = Path(__file__).parent
    environment = {
        **os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo",
        "PYTHONPATH": f"{here}{os.pathsep}{here.parent}",
    }  # fmt: skip
    other = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == hashlib.sha256(write_epub(sample_book())).hexdigest()


def test_writing_leaves_the_book_as_it_was() -> None:
    book = sample_book()
    before = [etree.tostring(tree) for tree in (book.content, *(n.content for n in book.notes))]
    write_epub(book)
    assert before == [
        etree.tostring(tree) for tree in (book.content, *(n.content for n in book.notes))
    ]


def test_a_stylesheet_of_the_edition_comes_after_ours() -> None:
    files = members(write_epub(sample_book(), b"p { text-indent: 2em }"))
    assert files["styles/own.css"] == b"p { text-indent: 2em }"
    page = etree.fromstring(files["text-001.xhtml"])
    assert [each.get("href") for each in elements(page, "//h:link")] == [
        "styles/edition.css", "styles/own.css",
    ]  # fmt: skip


def test_a_name_of_a_hundred_thousand_letters_is_cut_on_the_cover() -> None:
    author = Contributor("A" * 100_000, "aut")
    began = time.process_time()
    cover_image(METADATA._replace(contributors=(author,)))
    assert time.process_time() - began < 5


def test_an_image_that_is_gone_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    book = illustrated(tmp_path)
    (tmp_path / "red.png").unlink()
    with pytest.raises(EditionError) as error:
        write_epub(book)
    assert "red.png" in str(error.value)
    assert error.value.findings[0].remedy


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ἀριστοφάνης", "ΑΡΙΣΤΟΦΑΝΗΣ"),
        ("Ῥᾳΐς Μάιος καί Άννα", "ΡΑΙΪΣ ΜΑΪΟΣ ΚΑΙ ΑΝΝΑ"),
        ("Émile Ünal, ß", "ÉMILE ÜNAL, SS"),
    ],
)
def test_greek_capitals_bear_no_accents(name: str, said: str) -> None:
    assert in_capitals(name) == said


def test_the_cover_has_the_size_of_a_cover_and_no_boxes_for_missing_glyphs() -> None:
    def cover(title: str) -> bytes:
        data = cover_image(METADATA._replace(title=title, subtitle="", series=""))
        picture = Picture.open(BytesIO(data))
        assert picture.size == (1600, 2560)
        return picture.tobytes()

    assert cover("羅生門") == cover("ألف ليلة") == cover("")
    assert len({cover("Эмма"), cover("Ἰλιάς"), cover("Emma"), cover("")}) == 4


def test_a_stylesheet_asks_for_nothing_outside_of_it(tmp_path: Path) -> None:
    style = tmp_path / "own.css"
    style.write_text(
        '@import "other.css";\np { color: red; background: url(http://a.org/x.png) }\n'
        '@media print { a { content: URL("../y.png"); mask: url(#z) } }'
    )
    made = own_style(style)
    assert made.data.decode().split("\n")[1:] == [
        "p { color: red; background: none }",
        "@media print { a { content: none; mask: url(#z) } }",
    ]
    assert [(found.code, found.line) for found in made.findings] == [
        ("style-address", 1), ("style-address", 2), ("style-address", 3)
    ]  # fmt: skip
    style.write_bytes(harmless := b"p { color:red ; background:url(data:image/gif;base64,R0) }")
    assert own_style(style) == (harmless, ())


def test_a_stylesheet_sets_no_direction(tmp_path: Path) -> None:
    style = tmp_path / "own.css"
    style.write_text(
        "p { color: red; Direction /**/: rtl; margin: 0 }\n"
        "@media print { a { unicode-bidi: embed } q { direction: ltr; top: 0 } }"
    )
    made = own_style(style)
    assert made.data.decode() == ("p { color: red; margin: 0 }\n@media print { a {} q { top: 0 } }")
    assert [(found.code, found.line) for found in made.findings] == [
        ("style-direction", 1), ("style-direction", 2), ("style-direction", 2)
    ]  # fmt: skip
