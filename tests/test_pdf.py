"""The PDF output and its check, on a small book made by hand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from pdf_lines import printed_lines

from pipeline.checks.pdf import check_pdf, embedded_fonts
from pipeline.checks.pdf_text import pdf_text
from pipeline.checks.pdf_variant import check_with_page
from pipeline.finding import EditionError
from pipeline.model.book import XHTML, Book, Division, Note
from pipeline.outputs.pagination import carried_by
from pipeline.outputs.pdf import PdfResult, write_pdf
from pipeline.outputs.pdf.brief import mark_brief
from pipeline.outputs.pdf.depth import level_blocks
from pipeline.outputs.pdf.document import print_document
from pipeline.outputs.pdf.fitting import Fitting
from pipeline.outputs.pdf.furniture import furniture, style_sheets
from pipeline.outputs.pdf.headings import mark_divisions
from pipeline.outputs.pdf.limits import refuse_the_endless
from pipeline.outputs.pdf.paragraphs import mark_continuations
from pipeline.outputs.pdf.typefaces import FONT_FILES
from pipeline.page_settings import AS_THE_LAYOUT, PageSettings
from pipeline.tei.metadata import Contributor, Metadata

PROSE = (
    "The responsibility of the representatives of innumerable administrations was, "
    "characteristically, distributed among extraordinary commissioners in 1936. "
)


_FOLDER = Path(__file__).parent
_PYTHONPATH = f"{_FOLDER}{os.pathsep}{_FOLDER.parent}"


def _element(source: str) -> etree._Element:
    return etree.fromstring(source.replace(">", f' xmlns="{XHTML}">', 1))


def _note(number: int, content: str, division: str = "one") -> Note:
    body = _element(f'<div class="note">{content}</div>')
    return Note(f"n{number}", str(number), body, division=division, calls=[f"n{number}-ref"])


def _call(number: int) -> str:
    return f'<a class="noteref" id="n{number}-ref" href="#n{number}">{number}</a>'


def _book() -> Book:
    chapter = f"""<section class="div chapter" id="one"><h1 class="head">The Growth{_call(1)}</h1>
      <p id="p1">After starting out with {PROSE}{_call(2)} {PROSE * 2}</p>
      <table><tr><td>Cell{_call(3)}</td><td>Other</td></tr></table>
      <p>{PROSE * 12}</p>
      <section class="div section" id="sub"><h2 class="head">A Section of It</h2>
      <p>{PROSE * 9}{_call(4)} Again a call of the second: {_call(2).replace(' id="n2-ref"', "")}
      {PROSE * 2}</p></section></section>"""
    second = f"""<section class="div chapter" id="two"><h1 class="head">The Second</h1>
      <p>{PROSE}<a href="#p1">back</a>, {PROSE * 8}</p></section>"""
    notes = [
        _note(1, "<p>A note to the heading.</p>"),
        _note(2, f"<p>First paragraph.</p><p>Second paragraph, with a call{_call(5)}.</p>"),
        _note(3, "<p>A note to a cell.</p>"),
        _note(
            4, "<p>Begin of the long note. " + "Words of it go on and on. " * 180 + "Its end.</p>"
        ),
        _note(5, "<p>A note to a note.</p>"),
    ]
    divisions = [
        Division("one", "chapter", "body", 1, "The Growth", "6"),
        Division("two", "chapter", "body", 1, "The Second", "7"),
    ]
    divisions[0].children.append(Division("sub", "section", "body", 2, "A Section of It"))
    metadata = Metadata(
        title="A Small Book",
        language="en-GB",
        identifier="urn:example:small",
        modified=datetime(2026, 3, 1, 12, tzinfo=UTC),
        contributors=(Contributor("Ann Author", "aut"),),
    )
    content = _element(f"<body>{chapter}{second}</body>")
    return Book(metadata, "corrected", content, divisions, notes)


@pytest.fixture(scope="module")
def book() -> Book:
    return _book()


@pytest.fixture(scope="module")
def result(book: Book) -> PdfResult:
    return write_pdf(book)


@pytest.fixture(scope="module")
def path(result: PdfResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "small.pdf"
    path.write_bytes(result.data)
    return path


def _page_texts(path: Path) -> list[str]:
    pdftotext = ["-layout", str(path), "-"]
    text = subprocess.run(["pdftotext", *pdftotext], capture_output=True, text=True, check=True)
    return text.stdout.split("\f")[:-1]


def test_check_finds_nothing_wrong(path: Path, book: Book) -> None:
    assert check_pdf(path, book) == []


def test_only_the_moved_note_is_reported(result: PdfResult) -> None:
    assert [(each.code, each.excerpt[:12]) for each in result.findings] == [
        ("pdf-note-moved", "Begin of the")
    ]


def test_every_word_arrives_in_order(path: Path, book: Book) -> None:
    text = pdf_text(path)
    wanted = etree.tostring(book.content, method="text", encoding="unicode")
    for call in book.content.iter(f"{{{XHTML}}}a"):
        if call.get("class") == "noteref":
            assert call.text
    for label in "12345":
        wanted = wanted.replace(f"Growth{label}", "Growth").replace(f"Cell{label}", "Cell")
    without_calls = wanted.replace("1936. 2 ", "1936. ").replace("1936. 4 ", "1936. ")
    without_calls = without_calls.replace("second: 2", "second: ")
    assert "".join(text.body.split()) == "".join(without_calls.split())
    assert "characteristically, distributed" in text.body.replace("\n", " ")


def test_every_note_arrives_once(path: Path) -> None:
    notes = [" ".join(note.split()) for note in pdf_text(path).notes]
    assert sorted(note[:22] for note in notes) == [
        "A note to a cell.",
        "A note to a note.",
        "A note to the heading.",
        "Begin of the long note",
        "First paragraph. Secon",
    ]
    long_note = next(note for note in notes if note.startswith("Begin"))
    assert long_note.count("Words of it go on and on.") == 180
    assert long_note.endswith("Its end.")


def test_short_notes_stand_on_the_page_of_their_call(path: Path) -> None:
    opening = next(page for page in _page_texts(path) if "starting" in page)
    assert "A note to the heading." in opening
    assert "A note to a cell." in opening


def test_the_engines_condition_for_late_notes_is_the_one_replaced() -> None:
    from pipeline.outputs.pdf.same_page import is_known

    assert is_known()


def test_notes_stay_with_calls_at_the_foot_of_a_page(book: Book) -> None:
    """With WeasyPrint as it is, this text has notes overleaf from their calls."""
    words = "Some words of a paragraph that runs on over several lines of the page. "
    text = "".join(
        f"<p>{words}{_call(n) if n % 2 == 0 else ''} {words * (n % 4 + 1)}</p>"
        for n in range(1, 61)
    )
    notes = [_note(n, f"<p>{words}</p>") for n in range(2, 61, 2)]
    small = replace(book, content=_element(f"<body>{text}</body>"), notes=notes, divisions=[])
    assert write_pdf(small).findings == ()


def test_without_pango_the_message_says_how_to_install_it(tmp_path: Path) -> None:
    script = """
import cffi
def dlopen(self, name, flags=0):
    raise OSError(f"cannot load library '{name}'")
cffi.FFI.dlopen = dlopen
from test_pdf import _book
from pipeline.finding import EditionError
from pipeline.outputs.pdf import write_pdf
try:
    write_pdf(_book())
except EditionError as error:
    print(error.findings[0].code, error.findings[0].remedy)
"""
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": _PYTHONPATH},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("pdf-engine-missing")
    for command in ("apt-get install", "dnf install", "brew install", "pacman -S"):
        assert command in run.stdout


def test_running_heads_but_not_on_openings(path: Path) -> None:
    pages = _page_texts(path)
    first_lines = [page.strip().split("\n")[0] for page in pages]
    opening = next(index for index, page in enumerate(pages) if "starting" in page)
    assert opening % 2 == 0  # a right-hand page
    assert "Small Book" not in first_lines[opening]
    assert "A Small Book" in first_lines[opening + 1].replace("ᴀ", "A")
    assert first_lines[opening + 1].split()[0] == str(opening + 2)


def test_only_the_editions_own_faces(path: Path) -> None:
    assert embedded_fonts(path) <= {"EB-Garamond-Edition", "EB-Garamond-Edition-Italic"}


def test_a_chapter_that_has_but_a_number_has_the_head_of_the_book() -> None:
    main = _element('<div><section id="a"><section id="b"/></section></div>')
    divisions = [Division("a", "chapter", "body", 1, "1")]
    divisions[0].children.append(Division("b", "part", "body", 2, "II."))
    metadata = Metadata("A Title", "en", "urn:x", datetime(2026, 1, 1, tzinfo=UTC))
    mark_divisions(main, Book(metadata, "corrected", main, divisions))
    assert {each.get("data-recto") for each in main.iter() if each.get("data-recto")} == {"A Title"}


def test_contents_name_the_page(path: Path) -> None:
    pages = _page_texts(path)
    second = next(index for index, page in enumerate(pages) if "The Second" in page and index > 2)
    entry = next(line for line in pages[1].split("\n") if "The Second" in line)
    assert entry.split()[-1] == str(second + 1)


def test_chapters_in_a_wrapper_are_openings(tmp_path: Path, book: Book) -> None:
    chapters = [Division(name, "chapter", "body", 1, f"Chapter {name}") for name in "abc"]
    wrapper = Division("w", "edition", "body", 1, children=chapters[1:])
    markup = [
        f'<section class="div chapter" id="{each.id}"><h1 class="head">{each.heading}</h1>'
        f"<p>{PROSE}</p></section>"
        for each in chapters
    ]
    text = f'{markup[0]}<section class="div edition" id="w">{markup[1]}{markup[2]}</section>'
    content = _element(f"<body>{text}</body>")
    inside = replace(book, content=content, notes=[], divisions=[chapters[0], wrapper])
    path = tmp_path / "wrapper.pdf"
    path.write_bytes(write_pdf(inside).data)
    first_lines = [page.split()[:2] for page in _page_texts(path)]
    assert first_lines[2:5] == [["Chapter", name] for name in "abc"]


def test_right_to_left_is_refused_or_reported(book: Book) -> None:
    with pytest.raises(EditionError) as refused:
        write_pdf(replace(book, metadata=book.metadata._replace(language="ar")))
    assert refused.value.findings[0].code == "pdf-right-to-left"


def test_fonts_and_addresses_from_elsewhere_are_reported(book: Book) -> None:
    small = replace(
        book,
        content=_element("<body><p>Music: ♯, nothing: \ue123, ours: \ue001, ⟦ꜳ⟧; ᚢ.</p></body>"),
        notes=[],
        divisions=[],
    )
    own = b"p { background: url(file:///etc/passwd) }"
    findings = write_pdf(small, stylesheets=[own]).findings
    said = {each.code: each.message for each in findings}
    assert "U+E123" in said["pdf-glyph-missing"]
    assert "U+E001" in said["pdf-private-use"]
    assert not any(sign in "".join(said.values()) for sign in "⟦ꜳ⟧")
    assert "ᚢ" in said.get("pdf-font-substitute", "") + said["pdf-glyph-missing"]
    assert "not part of the edition" in said["pdf-engine"]


def test_wide_table_is_narrowed(book: Book) -> None:
    cells = "".join("<td>Unbreakable_word_of_a_cell</td>" for _ in range(4))
    table = _element(f"<body><table><tr>{cells}</tr></table></body>")
    result = write_pdf(replace(book, content=table, notes=[], divisions=[]))
    assert [each.code for each in result.findings] == ["pdf-table-narrowed"]


def test_what_is_clipped_on_the_page_of_a_table_too_wide_is_told_by_its_page(book: Book) -> None:
    cells = "<td>Unbreakable</td>" * 60
    table = f'<table><tr>{cells}</tr><tr><td><p class="far">Far</p></td></tr></table>'
    content = _element(f"<body><p>{PROSE * 40}</p>{table}</body>")
    own = b".far { margin-left: -300mm }"
    wide = replace(book, content=content, notes=[], divisions=[])
    found = {each.code: each.message for each in write_pdf(wide, stylesheets=[own]).findings}
    assert "table 1 is wider than the page" in found["pdf-table-wide"]
    assert "on page 6 of the PDF" in found["pdf-clipped"]


def test_very_wide_table_stands_on_pages_turned_on_their_side(book: Book, tmp_path: Path) -> None:
    labels = "".join(f"<th>In {n}</th>" for n in range(1921, 1935))
    labels = labels.replace("1923", f"1923{_call(1)}")
    cells = "".join(f'<td class="numeric">{n},000,000</td>' for n in range(1, 15))
    table = f"<table><thead><tr>{labels}</tr></thead>{f'<tr>{cells}</tr>' * 24}</table>"
    content = _element(
        f'<body><section class="div" id="one"><p>{PROSE}</p><section class="div" id="sub">'
        f'<h2 class="head">A Section of It</h2>{table}<p>{PROSE * 20}</p></section>'
        "</section></body>"
    )
    wide = replace(book, content=content, notes=book.notes[:1], divisions=[])
    result = write_pdf(wide)
    assert {each.code for each in result.findings} <= {"pdf-table-landscape", "pdf-table-narrowed"}
    path = tmp_path / "wide.pdf"
    path.write_bytes(result.data)
    assert check_pdf(path, wide) == check_with_page(path, "pdf/ua-1") == []
    with pikepdf.open(path) as pdf:
        sizes = [[float(side) for side in page.mediabox[2:]] for page in pdf.pages]
        names = [name for _, name, _ in _tags(pdf.Root.StructTreeRoot)]
    pages = _page_texts(path)
    turned = [n for n, (width, height) in enumerate(sizes) if width > height]
    assert len(turned) > 1 and turned == list(range(turned[0], turned[-1] + 1))
    assert all(sorted(sizes[n]) == sizes[0] for n in range(len(sizes)))
    # The heading comes along; the head of the table is on every page, the note under its end.
    assert "A Section of It" in pages[turned[0]].replace("\n", " ")
    assert all("1934" in pages[n] for n in turned)
    assert "A note to the heading." in pages[turned[-1]]
    assert all(str(n + 1) in pages[n].split() for n in turned)
    # But it is one table, and is read once.
    assert names.count("Table") == names.count("THead") == 1
    assert pdf_text(path).body.count("1934") == 1


def test_code_is_set_in_the_editions_own_monospaced_face(book: Book, tmp_path: Path) -> None:
    code = "<p>Write <code>if x</code> or <b><code>λόγος</code></b>.</p><pre>привет\n  i</pre>"
    result = write_pdf(
        replace(book, content=_element(f"<body>{code}</body>"), notes=[], divisions=[])
    )
    path = tmp_path / "code.pdf"
    path.write_bytes(result.data)
    assert not result.findings
    assert {"Fira-Code-Edition", "Fira-Code-Edition-Bold"} <= embedded_fonts(path)


def test_a_speaker_whom_only_the_markup_names_is_printed_and_no_word_of_the_text(
    book: Book, tmp_path: Path
) -> None:
    turn = '<p class="u" data-speaker="Ann Lee">Well?</p>'
    speech = '<div class="sp" data-speaker="Bob"><p>No.</p></div>'
    path = tmp_path / "speech.pdf"
    content = _element(f"<body>{turn}{speech}</body>")
    path.write_bytes(write_pdf(replace(book, content=content, notes=[], divisions=[])).data)
    assert re.search(r"Ann Lee:\s+Well\?\s+Bob\s+No\.", " ".join(_page_texts(path)))
    assert pdf_text(path).body.split() == ["Well?", "No."]


def test_no_hyphen_is_put_into_an_address(book: Book, tmp_path: Path) -> None:
    address = "https://example.org/" + "characteristically/distributed/administrations/" * 4
    path = tmp_path / "address.pdf"
    content = _element(f"<body><p>{PROSE} See {address}here. {PROSE}</p></body>")
    path.write_bytes(write_pdf(replace(book, content=content, notes=[], divisions=[])).data)
    assert f"See{address}here." in "".join("".join(_page_texts(path)).split())


def test_no_line_begins_with_a_french_point(book: Book) -> None:
    words = "« Pourquoi pas ? » dit-il ; « en quoi : »"
    content = _element(f"<body><p>{words}</p></body>")
    french = book.metadata._replace(language="fr")
    document = print_document(replace(book, metadata=french, content=content, notes=[]), Fitting())
    assert document.findtext(".//p[@data-block='0']", "").count("\u00a0") == 7


def test_no_line_ends_within_a_range_and_its_letters_are_counted_as_they_are(
    book: Book, tmp_path: Path
) -> None:
    words = " ".join(f"{'x' * (number % 7)} 1926–46" for number in range(150))
    path = tmp_path / "ranges.pdf"
    content = _element(f"<body><p>{words}</p></body>")
    path.write_bytes(write_pdf(replace(book, content=content, notes=[], divisions=[])).data)
    lines = [line for page in _page_texts(path) for line in page.splitlines()]
    assert not [line for line in lines if line.endswith("–")]
    pagination = carried_by(path)
    assert pagination is not None
    last = "".join(words.split())[pagination.lines[-1].start :]
    assert last in [line.replace(" ", "") for line in lines]


def test_nothing_of_a_title_page_is_cut_off(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "title.pdf"
    subtitle = "Being the Words of a Subtitle. " * 32
    metadata = book.metadata._replace(subtitle=f"{subtitle}Its End", publisher="At Last")
    content = _element("<body><p>Text.</p></body>")
    bare = replace(book, content=content, notes=[], divisions=[], interventions=[], register=[])
    path.write_bytes(write_pdf(replace(bare, metadata=metadata)).data)
    front = "".join(_page_texts(path)).split("Text.")[0]
    assert "its end at last" in " ".join(front.lower().split())


@pytest.mark.parametrize(
    ("first", "second", "openings"),
    [
        (PROSE, "One. Two.", ["The responsibility of the representatives", "One"]),
        (PROSE, "<em>Titanic</em> sank.", ["The responsibility of the representatives", "Titanic"]),
        ('<span class="pb"></span>“Yes!” he said.', "Two.", ["“Yes", "Two"]),
        (PROSE, "… or not.", []),
        (PROSE, "Κύριε Ἰησοῦ Χριστέ.", []),
        (PROSE, 'Imp Caesar<br class="lb"/>divi filius', []),
    ],
)
def test_chapters_open_in_small_capitals_all_or_none(
    book: Book, first: str, second: str, openings: list[str]
) -> None:
    sections = "".join(
        f'<section id="s{number}"><h1 class="head">One</h1><p>{words}</p></section>'
        for number, words in enumerate((first, second))
    )
    divisions = [Division(f"s{number}", "chapter", "body", 1, "One") for number in range(2)]
    content = _element(f"<body>{sections}</body>")
    made = replace(book, content=content, notes=[], divisions=divisions)
    spans = print_document(made, Fitting()).iter("span")
    assert [each.text for each in spans if each.get("class") == "opening-words"] == openings


def test_row_higher_than_a_page_is_read_cell_by_cell(book: Book, tmp_path: Path) -> None:
    high = f"<tr><td>{PROSE * 16}</td><td>{'Aside. ' * 500}</td></tr>"
    content = _element(f"<body><table><tr><th>One</th><th>Other</th></tr>{high}</table></body>")
    path = tmp_path / "high.pdf"
    path.write_bytes(write_pdf(replace(book, content=content, notes=[], divisions=[])).data)
    words = "".join(pdf_text(path).body.split())
    assert words == "".join(("One Other" + PROSE * 16 + "Aside." * 500).split())


def test_what_no_engine_could_set_is_refused(book: Book) -> None:
    notes = [_note(number, "<p>x</p>") for number in range(30_000)]
    row = _element(f"<table><tr>{'<td>x</td>' * 2_000}</tr></table>")
    spans = _element("<table>" + '<tr><td rowspan="999" colspan="999">x</td></tr>' * 2 + "</table>")
    lists = _element("<ul><li>" * 80 + "x" + "</li></ul>" * 80)
    contents = []
    for content in (row, spans, lists):
        body = etree.Element(f"{{{XHTML}}}body")
        body.append(content)
        contents.append(replace(book, content=body))
    for endless in (replace(book, notes=notes), *contents):
        with pytest.raises(EditionError, match="no PDF is made"):
            write_pdf(endless)


def test_deep_nesting_stays_on_the_page(book: Book) -> None:
    body = etree.Element(f"{{{XHTML}}}body")
    for outer, inner in (("ul", "li"), ("dl", "dd"), ("blockquote", "div")):
        opened, closed = f"<{outer}><{inner}>" * 49, f"</{inner}></{outer}>" * 49
        body.append(_element(f"<div>{opened}<p>deep words</p>{closed}</div>"))
    result = write_pdf(replace(book, content=body, divisions=[], notes=[], page_breaks=[]))
    assert [found for found in result.findings if found.code == "pdf-clipped"] == []


def test_no_word_is_broken_because_an_element_begins_with_it(book: Book, tmp_path: Path) -> None:
    words = [f"w{'x' * (number % 9)}{number}" for number in range(900)]
    tokens = " ".join(f"<span>{word}</span>" for word in words)
    readings = "<p>read <ruby><rb>base</rb><rt>reading</rt></ruby> on</p>"
    content = _element(f"<section id='s'><p lang='und'>{tokens}</p>{readings}</section>")
    body = etree.Element(f"{{{XHTML}}}body")
    body.append(content)
    result = write_pdf(replace(book, content=body, divisions=[], notes=[], page_breaks=[]))
    target = tmp_path / "tokens.pdf"
    target.write_bytes(result.data)
    text = pdf_text(target).body
    assert [word for word in words if word not in text.split()] == []
    assert "read base(reading) on" in text


def test_words_after_a_list_in_an_item_follow_it(book: Book, tmp_path: Path) -> None:
    inner = f"<ol><li>{PROSE * 9}</li><li>second</li></ol>"
    blocks = "<li><ul><li>alone</li></ul></li><li><p>One.</p><p>Two.</p></li>"
    items = f"<ul><li>{PROSE * 9} before {inner} after</li>{blocks}</ul>"
    body = etree.Element(f"{{{XHTML}}}body")
    body.append(_element(f"<section id='s'>{items}</section>"))
    target = tmp_path / "list.pdf"
    made = write_pdf(replace(book, content=body, divisions=[], notes=[], page_breaks=[]))
    target.write_bytes(made.data)
    words = pdf_text(target).body.split()
    marks = [word for word in words if word in {"before", "second", "after", "alone"}]
    assert marks == ["before", "second", "after", "alone"]
    with pikepdf.open(target) as pdf:
        items = [node for _, name, node in _tags(pdf.Root.StructTreeRoot) if name == "LI"]
        kinds = {str(kid.S) for item in items for kid in item.K}
    assert kinds == {"/Lbl", "/LBody"}


def _tags(node: pikepdf.Object, depth: int = 0) -> Iterator[tuple[int, str, pikepdf.Object]]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield depth, str(kid.S)[1:], kid
            yield from _tags(kid, depth + 1)


def test_tags_are_in_reading_order(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        tags = list(_tags(pdf.Root.StructTreeRoot))
        names = [name for _, name, _ in tags]
        # The text's paragraphs go over pages; each is one P, in one Sect of one Part.
        assert names.count("Part") == 1
        part = next(node for _, name, node in tags if name == "Part")
        assert [name for depth, name, _ in _tags(part) if depth == 0] == ["Sect", "Sect"]
        in_body = [name for depth, name, _ in _tags(part) if name == "P" and depth in (1, 2)]
        assert len(in_body) == 4
        after_calls = [
            other
            for (depth, name, _), *rest in zip(*(tags[start:] for start in range(8)), strict=False)
            if name == "Reference"
            for other in [next((n for d, n, _ in rest if d == depth), "")]
        ]
        assert after_calls.count("Note") == 3  # the others stand under a table, or elsewhere
        assert names.count("TOC") == 1 and names.count("TOCI") >= 3
        heads = [
            str(mark.operands[1].Subtype)
            for page in pdf.pages
            for mark in pikepdf.parse_content_stream(page)
            if str(mark.operator) == "BDC" and str(mark.operands[0]) == "/Artifact"
        ]
        assert set(heads) == {"/Header", "/Footer"}


@pytest.mark.parametrize("variant", ["pdf/ua-1", "pdf/a-3u", "pdf/a-3a"])
def test_every_variant_is_what_it_says(book: Book, tmp_path: Path, variant: str) -> None:
    pdf = tmp_path / "variant.pdf"
    pdf.write_bytes(write_pdf(book, variant=variant).data)
    assert [each.message for each in check_with_page(pdf, variant)] == []
    with pikepdf.open(pdf, allow_overwriting_input=True) as broken:
        del broken.Root.Metadata
        broken.save(pdf)
    assert check_with_page(pdf, variant) != []


def _broken() -> Iterator[tuple[str, str]]:
    yield "del pdf.Root.MarkInfo", "tagged"
    yield "del pdf.Root.StructTreeRoot", "structure tree"
    yield "pdf.Root.Lang = 'de'", "language"
    yield "del pdf.docinfo['/Title']", "title"
    yield "del pdf.Root.Outlines", "bookmark"
    yield "del first_font.DescendantFonts[0].FontDescriptor.FontFile2", "not embedded"
    yield "pdf.Root.Names.Dests.Names = pikepdf.Array()", "leads to"
    yield "pdf.pages[2].MediaBox = [0, 0, 200, 200]", "off the paper"


@pytest.mark.parametrize(("damage", "problem"), list(_broken()))
def test_check_sees_what_is_broken(
    path: Path, book: Book, tmp_path: Path, damage: str, problem: str
) -> None:
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(path) as pdf:
        fonts = pdf.pages[2].Resources.Font
        exec(damage, {"pdf": pdf, "pikepdf": pikepdf, "first_font": fonts[sorted(fonts.keys())[0]]})
        pdf.save(broken)
    assert any(problem in each.message for each in check_pdf(broken, book))


def test_check_reports_what_is_no_pdf(book: Book, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert [each.code for each in check_pdf(tmp_path / "x.pdf", book)] == ["pdf-check"]


def test_bold_letters_are_as_wide_as_they_are_drawn(tmp_path: Path) -> None:
    """PDF/UA-1 §7.21.5: the widths of the file are those of the embedded font."""
    bold = f'<section class="div" id="one"><p>{PROSE}<b>{PROSE}</b></p></section>'
    book = replace(
        _book(),
        content=_element(f"<body>{bold}</body>"),
        divisions=[Division("one", "chapter", "body", 1, "One")],
        notes=[],
    )
    path = tmp_path / "bold.pdf"
    path.write_bytes(write_pdf(book).data)
    assert any("Bold" in font for font in embedded_fonts(path))
    assert check_with_page(path, "pdf/ua-1") == []


def _drawn(language: str, content: str) -> set[tuple[str, str]]:
    """The glyphs of the roman that a text is drawn with, by name, and what each says."""
    from pipeline.outputs.pdf.engine import Engine  # with Pango, which a test here does without

    metadata = Metadata("T", language, "urn:x", datetime(2026, 3, 1, tzinfo=UTC))
    book = Book(metadata, "corrected", _element(f"<body>{content}</body>"), [], [])
    with Engine(book, style_sheets("reading", PageSettings())) as engine:
        document = engine.lay_out(print_document(book, Fitting())).document
        document.write_pdf()
    letters = TTFont(FONT_FILES["roman"])
    return {
        (letters.getGlyphName(glyph), text)
        for font in document.fonts.values()
        if font.style == 0  # upright: an italic has other numbers for its glyphs
        for glyph, text in font.to_unicode.items()
    }


@pytest.mark.parametrize("language", ["la", "lat", "en"])
def test_a_letter_is_drawn_as_itself_in_every_language(language: str) -> None:
    """The typeface has other forms of u, U and v for Latin, in which a u looks like a v."""
    drawn = {each for each in _drawn(language, "<p>Uua vulgus</p>") if each[1] in {"u", "U", "v"}}
    assert drawn == {("u", "u"), ("U", "U"), ("v", "v")}


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_letter_of_small_capitals_is_a_small_letter(language: str) -> None:
    """The typeface has another f for German, which has no small capital."""
    speech = '<p class="speaker">Hofrat</p><p><span class="small-caps">Hofrat</span></p>'
    names = {name for name, text in _drawn(language, speech) if text == "f"}
    assert names == {"f.sc"}


def test_a_speaker_whose_letters_have_no_small_capitals_is_spaced(book: Book) -> None:
    speech = '<div class="sp"><p class="speaker">Клефистон</p><p>Клефистон</p></div>'
    play = replace(
        book,
        metadata=book.metadata._replace(language="ru"),
        content=_element(f'<body><section class="div" id="one">{speech}</section></body>'),
        divisions=[Division("one", "act", "body", 1, "")],
        notes=[],
    )
    pages = printed_lines(write_pdf(play).data)
    name, said = (line for page in pages for line in page if "фистон" in line.letters)
    assert name.right - name.left > 1.1 * (said.right - said.left)


def test_words_that_are_elements_are_set_as_words(book: Book) -> None:
    words = " ".join(f'<span class="w" id="w{number}">word</span>' for number in range(60_000))
    link = '<a href="#w7">there</a>'
    body = etree.Element(f"{{{XHTML}}}body")
    body.append(_element(f"<section id='s'><p>{words} <i>{link}</i></p></section>"))
    tokens = replace(book, content=body, divisions=[], notes=[], page_breaks=[])
    sheets = style_sheets("reading", AS_THE_LAYOUT)
    wanted = furniture(sheets, AS_THE_LAYOUT)
    root = print_document(tokens, Fitting(), wanted)
    assert [each.get("id") for each in root.iter("span") if each.get("class") == "w"] == ["w7"]
    assert "".join(root.itertext()).count("word ") >= 60_000
    refuse_the_endless(tokens, wanted.styled or frozenset())
    with pytest.raises(EditionError):
        refuse_the_endless(tokens, frozenset({"w"}))


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ('<h1 class="head">A heading</h1>' * 8_000, "too long"),
        (f"<table><tr><td>{'other ' * 12_000}</td></tr></table>", "too long"),
        ("<figure>" * 101 + "</figure>" * 101, "a figure is nested more than 100 deep"),
    ],
)
def test_what_would_take_hours_to_set_is_refused(book: Book, section: str, why: str) -> None:
    content = _element(f"<body><section>{section}</section></body>")
    with pytest.raises(EditionError, match=why):
        refuse_the_endless(replace(book, content=content, divisions=[]), frozenset())


def test_a_pdf_that_takes_too_much_is_given_up(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.outputs.pdf.patience._MOST_TIME", 0)
    content = _element(f"<body>{f'<p>{PROSE}</p>' * 200}</body>")
    with pytest.raises(EditionError, match="takes too much"):
        write_pdf(replace(book, content=content, notes=[], divisions=[]))


def test_a_raised_figure_of_the_text_is_not_taken_for_a_call(book: Book, tmp_path: Path) -> None:
    call = '<a class="noteref" id="n1-ref" href="#n1">2</a>'
    content = _element(f"<body><p>word{call} and 7 m²</p></body>")
    note = replace(book.notes[0], id="n1", label="2", calls=["n1-ref"])
    made = write_pdf(replace(book, content=content, notes=[note], divisions=[], page_breaks=[]))
    path = tmp_path / "raised.pdf"
    path.write_bytes(made.data)
    assert "7 m²" in pdf_text(path).body


def test_items_have_the_numbers_of_the_master(book: Book, tmp_path: Path) -> None:
    items = '<li value="5">five</li><li>six</li><li value="9">nine</li>'
    content = _element(f"<body><ol>{items}</ol><ol><li>one</li></ol></body>")
    path = tmp_path / "list.pdf"
    path.write_bytes(write_pdf(replace(book, content=content, notes=[], divisions=[])).data)
    words = " ".join(_page_texts(path)).split()
    assert " ".join(words).find("5. five 6. six 9. nine 1. one") >= 0


def test_of_notes_by_several_hands_all_but_the_usual_sign(book: Book) -> None:
    hands = ["The editors", "The editors", "Max Eastman", "The editors", "The editors"]
    notes = [replace(note, responsible=hand) for note, hand in zip(book.notes, hands, strict=True)]
    signed = print_document(replace(book, notes=notes), Fitting())
    shown = ["".join(each.itertext()) for each in signed.iter("article")]
    assert [each for each in shown if each.endswith("]")] == ["3A note to a cell. [Max Eastman]"]
    assert "Notes not signed are by: The editors." in "".join(signed.itertext())


def test_a_caption_is_not_set_in_the_width_of_a_narrow_table(book: Book, tmp_path: Path) -> None:
    caption = "Table 1. Price of corn in the county of Kent"
    table = f"<table><caption>{caption}</caption><tr><td>a</td><td>1</td></tr></table>"
    path = tmp_path / "caption.pdf"
    content = _element(f"<body>{table}</body>")
    path.write_bytes(write_pdf(replace(book, content=content, notes=[], divisions=[])).data)
    assert caption in "\n".join(_page_texts(path))


def test_where_a_paragraph_goes_on_after_a_block_its_line_is_not_indented() -> None:
    page = etree.fromstring(
        f'<main xmlns="{XHTML}"><div class="p">One <ul><li>x</li></ul> two <i>three</i>'
        '<table/><i>four</i><ul/> </div><div class="note">a <ul/> b</div></main>'
    )
    mark_continuations(page)
    marks = page.findall(f".//{{{XHTML}}}span")
    assert [(mark.getprevious().tag[-2:], mark.tail or "") for mark in marks] == [
        ("ul", "two "),
        ("le", ""),
    ]


def test_divisions_are_set_side_by_side_when_they_are_deeper_than_any_reader_tells() -> None:
    depth = 45
    page = etree.fromstring(
        f'<main xmlns="{XHTML}">'
        + "".join(f'<section id="s{number}"><p>{number}</p>' for number in range(depth))
        + "</section>" * depth
        + "</main>"
    )
    level_blocks(page)
    assert max(len(list(each.iterancestors())) for each in page.iter(f"{{{XHTML}}}p")) == 41
    assert "".join(page.itertext()) == "".join(map(str, range(depth)))
    assert all(page.find(f".//*[@id='s{number}']") is not None for number in range(depth))


@pytest.mark.parametrize(
    ("count", "words", "block", "marked"),
    [
        (6, 20, "<p>{}</p>", ["first", *["next"] * 5]),
        (5, 20, "<p>{}</p>", [None] * 5),
        (6, 400, "<p>{}</p>", [None] * 6),
        (6, 20, '<div class="lg"><div class="l">{}</div></div>', [None] * 6),
    ],
)
def test_divisions_of_a_few_lines_begin_no_pages(
    count: int, words: int, block: str, marked: list[str | None]
) -> None:
    text = block.format("word " * words)
    sections = "".join(f'<section id="s{n}"><h1>N</h1>{text}</section>' for n in range(count))
    main = _element(f'<main><section id="page">{sections}</section></main>')
    inner = [Division(f"s{n}", "advert", "body", 1, "N") for n in range(count)]
    mark_brief(main, [Division("page", "page", "body", 1, children=inner)])
    assert [main[0].get("data-brief")] == ["next" if any(marked) else None]
    assert [each.get("data-brief") for each in main[0]] == marked


def test_a_part_of_which_but_the_heading_is_left_begins_no_page() -> None:
    seal = '<section id="{}" class="{}"><h1>Seal</h1><p>{}</p></section>'
    parts = (("a", "div textpart", ""), ("b", "div textpart", "S. Petri"), ("c", "div", ""))
    main = _element(f"<main>{''.join(seal.format(*each) for each in parts)}</main>")
    mark_brief(main, [Division(name, "", "body", 1, "Seal") for name, *_ in parts])
    assert [each.get("data-brief") for each in main] == ["next", None, None]
