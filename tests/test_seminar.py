"""The seminar edition, read back from its pages: line numbers, apparatus, one address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pdf_lines import PrintedLine, printed_lines

from pipeline.checks.pdf_text import pdf_text
from pipeline.edition import Edition, Output
from pipeline.model.book import XHTML, Book, Division, Note, PageBreak
from pipeline.model.interpret import interpret
from pipeline.outputs.blocks import blocks
from pipeline.outputs.pagination import LINES, Pagination, find, paged
from pipeline.outputs.pdf import PdfResult, write_pdf
from pipeline.outputs.pdf.booklet import imposed
from pipeline.page_settings import PageSettings
from pipeline.tei.interventions import Intervention
from pipeline.tei.metadata import Metadata
from pipeline.tei.parse import read_master
from pipeline.where import made_pages, passages

CHAPTER = Path(__file__).parent.parent / "source" / "chapter-6.xml"
# The type of styles/seminar.css.
TEXT, HEADING = 11.5, 12.5
# The pages of the chapter's text in the seminar PDF, from 0.
TEXT_PAGES = range(2, 21)


@lru_cache
def chapter() -> tuple[Book, PdfResult]:
    book = interpret(read_master(CHAPTER), "corrected")
    return book, write_pdf(book, layout="seminar")


@lru_cache
def chapter_pages() -> dict[int, list[PrintedLine]]:
    """The printed lines of the text's pages, by folio."""
    lines = printed_lines(chapter()[1].data, TEXT_PAGES)
    return dict(zip((number + 1 for number in TEXT_PAGES), lines, strict=True))


def _element(source: str) -> etree._Element:
    return etree.fromstring(source.replace(">", f' xmlns="{XHTML}">', 1))


def _book(content: str, notes: tuple[Note, ...] = (), **more: object) -> Book:
    metadata = Metadata("A Small Book", "en", "urn:example:small", datetime(2026, 3, 1, tzinfo=UTC))
    book = Book(metadata, "corrected", _element(f"<body>{content}</body>"), notes=list(notes))
    book.divisions = [Division("one", "chapter", "body", 1, "One", "1")]
    for name, value in more.items():
        setattr(book, name, value)
    return book


PROSE = (
    "The responsibility of the representatives of innumerable administrations was distributed "
    "among extraordinary commissioners, who had none of it and knew of nothing at all. "
)


def _chapter_of(paragraphs: int) -> str:
    body = "".join(f'<p id="p{n}">Number {n}. {PROSE * (2 + n % 3)}</p>' for n in range(paragraphs))
    return f'<section class="div" id="one"><h1 class="head">One</h1>{body}</section>'


def _of_text(page: list[PrintedLine]) -> list[PrintedLine]:
    return [line for line in page if line.size == TEXT]


def test_a_number_in_the_margin_is_the_count_of_the_lines_on_the_page() -> None:
    for folio, page in chapter_pages().items():
        text = _of_text(page)
        left, right = min(line.left for line in text), max(line.right for line in text)
        counted = {round(line.y): number for number, line in enumerate(text, 1)}
        outside = [line for line in page if line.right < left - 3 or line.left > right + 3]
        numbers = [line for line in outside if line.text.isdigit() and round(line.y) in counted]
        assert [int(line.text) for line in numbers] == list(range(5, len(text) + 1, 5))
        assert all(counted[round(line.y)] == int(line.text) for line in numbers)
        # The outer margin: on the left of a left page.
        assert all((line.right < left) is (folio % 2 == 0) for line in numbers)


def _printed_at(each: Intervention) -> tuple[int, int]:
    """The page and line of an intervention, by its words alone; calls may stand among them."""
    before, after = ("".join(text.split()) for text in (each.before[-40:], each.after[:40]))
    lemma = "".join(each.edition.split())
    assert lemma, each.id
    around = (before[-28:], lemma, after[:28])
    pattern = "".join(
        f"({part})" for part in (r"\d{0,2}".join(re.escape(c) for c in piece) for piece in around)
    )
    text, starts = "", []
    for folio, page in chapter_pages().items():
        for number, line in enumerate(_of_text(page), 1):
            starts.append((len(text), folio, number))
            text += line.letters
    match = re.search(pattern.replace(")(", r")\d{0,2}("), text)
    assert match, (each.id, around)
    _, folio, number = max(start for start in starts if start[0] <= match.start(2))
    return folio, number


def test_every_intervention_stands_in_the_apparatus_of_its_page_with_its_line() -> None:
    book, result = chapter()
    assert not [found for found in result.findings if found.code.startswith("pdf-apparatus")]
    feet = {
        folio: "".join(line.letters for line in page if line.y < _of_text(page)[-1].y)
        for folio, page in chapter_pages().items()
    }
    missing = []
    for each in book.interventions:
        folio, number = _printed_at(each)
        words = each.edition.split()
        lemma = words[0] if len(words) > 5 else "".join(words)
        key = rf"(?<!\d){number}(–[\d.]+)?{re.escape(lemma)}"
        if not re.search(key, feet[folio]):
            missing.append((each.id, folio, number, lemma, feet[folio][:200]))
    assert len(book.interventions) >= 35
    assert not missing


def test_the_pages_of_an_epub_begin_with_the_words_that_begin_them_in_the_pdf() -> None:
    book, result = chapter()
    with pikepdf.open(BytesIO(result.data)) as pdf:
        carried = Pagination.from_json(pdf.attachments[LINES].get_file().read_bytes())
        identifier = bytes(pdf.trailer.ID[0]).hex()
    assert carried.identifier.replace("-", "") == f"urn:uuid:{identifier}"
    by_pdf = paged(book, carried)
    assert by_pdf.pages_of == carried.identifier
    text = {each.get("id"): each for each in by_pdf.content.iter("*") if each.get("id")}
    assert [each.label for each in by_pdf.page_breaks] == [str(n + 1) for n in TEXT_PAGES]
    for mark in by_pdf.page_breaks[1:-1]:  # the first and the last page begin with a heading
        page = [x for x in chapter_pages()[int(mark.label)] if x.size in (TEXT, HEADING)]
        before = _of_text(chapter_pages()[int(mark.label) - 1])[-1]
        words = " ".join(line.text for line in page if not line.text.isdigit()).split()
        words = words[1:] if before.text[-1] in "\u2010\u00ad" else words
        follows = "".join(_following(text[mark.id])).split()
        assert re.sub(r"\d+$", "", follows[0]) == re.sub(r"(?<=\D)\d+$", "", words[0]), mark.label


def _following(element: etree._Element) -> Iterator[str]:
    """The text after an element, in its own parents."""
    yield element.tail or ""
    for each in element.itersiblings():
        yield "".join(each.itertext())
        yield each.tail or ""
    if (parent := element.getparent()) is not None and parent.tag != f"{{{XHTML}}}section":
        yield from _following(parent)


def test_numbers_in_the_margins_move_no_word() -> None:
    book = _book(_chapter_of(8))
    bare = write_pdf(book, settings=PageSettings(line_numbers=0))
    full = write_pdf(
        book, settings=PageSettings(line_numbers=1, paragraph_numbers=True, source_pages=True)
    )
    body = [[line.text for line in page if line.size == 11.0] for page in printed_lines(bare.data)]
    assert sum(map(len, body)) > 40
    again = [[line.text for line in page if line.size == 11.0] for page in printed_lines(full.data)]
    assert again == body


def test_pages_of_the_source_begin_within_lines_and_between_blocks() -> None:
    first, second, third, last = (f'<span class="pb" id="page-{n}"/>' for n in range(1, 5))
    book = _book(
        f'<section class="div" id="one">{first}<p>Some words {second}here.</p>{third}<p>More</p>'
        f"{last}</section>",
        page_breaks=[PageBreak(f"page-{n}", str(n)) for n in range(1, 5)],
    )
    result = write_pdf(book, settings=PageSettings(source_pages=True))
    said = {line.text for page in printed_lines(result.data) for line in page}
    assert {"1, 2", "3"} <= said


@pytest.mark.parametrize("layout", ["seminar", "reading"])
def test_verse_keeps_the_numbers_of_the_master(layout: str) -> None:
    numbered = {n: f' data-n="{n}"' for n in range(100, 113, 5)}
    lines = "".join(
        f'<div class="l"{numbered.get(n, "")}>Verse {n} sings</div>' for n in range(98, 113)
    )
    book = _book(f'<section class="div" id="one"><p class="speaker">A</p>{lines}</section>')
    result = write_pdf(book, layout=layout)
    [page] = [page for page in printed_lines(result.data) if any("sings" in x.text for x in page)]
    at = {round(line.y): line.text for line in page if "sings" in line.text}
    stamped = [(line.text, at[round(line.y)]) for line in page if line.text.isdigit()
               and round(line.y) in at]  # fmt: skip
    assert stamped == [(str(n), f"Verse {n} sings") for n in (100, 105, 110)]
    reckoned = {line.block: line.line for line in result.pagination.lines}
    assert list(reckoned.values())[-1] == "112"


def test_a_stated_number_of_a_verse_stands_where_the_count_before_it_is_too_high() -> None:
    numbers = {"ten": "10", "fifteen": "15"}
    words = "ten eleven Oh. rest-of-twelve thirteen fourteen fifteen sixteen".split()
    lines = "".join(
        f'<div class="l" data-n="{numbers.get(each, "")}">{each}</div>' for each in words
    )
    book = _book(f'<section class="div" id="one"><p class="speaker">A</p>{lines}</section>')
    pages = printed_lines(write_pdf(book, layout="reading").data)
    [page] = [page for page in pages if any("sixteen" in line.text for line in page)]
    verses = {round(line.y): line.text for line in page if line.text in words}
    stamped = [(x.text, verses[round(x.y)]) for x in page if x.text.isdigit()
               and round(x.y) in verses]  # fmt: skip
    assert stamped == [("10", "ten"), ("15", "fifteen")]


def _call(number: int) -> str:
    return f'<a class="noteref" id="n{number}-ref" href="#n{number}">{number}</a>'


def _note(number: int, words: str) -> Note:
    content = _element(f'<div class="note"><p>{words}</p></div>')
    return Note(f"n{number}", str(number), content, division="one", calls=[f"n{number}-ref"])


def test_every_word_of_every_note_arrives(tmp_path: Path) -> None:
    """A note of two pages, thirty on one page, one in a heading and one in a table."""
    long = " ".join(f"long{n}" for n in range(700))
    notes = [_note(1, "of the heading"), _note(2, long), _note(3, "of a cell")]
    notes += [_note(n, f"Note {n} of thirty, with its words") for n in range(4, 34)]
    crowd = " ".join(f"word{_call(n)}" for n in range(4, 34))
    edited = '<span class="corr" id="c1">righted</span>'
    content = f"""<section class="div" id="one"><h1 class="head">One{_call(1)}</h1>
      <p>{PROSE}{_call(2)} {edited} {PROSE}</p>
      <table><tr><td>Cell{_call(3)}</td><td>Other</td></tr></table>
      <p>{crowd} {PROSE * 4}</p></section>"""
    record = Intervention("c1", "correction", "wronged", "righted", certainty="high")
    book = _book(content, tuple(notes), interventions=[record])
    path = tmp_path / "notes.pdf"
    result = write_pdf(book, layout="seminar")
    path.write_bytes(result.data)
    printed = {re.sub(r"\s", "", text) for text in pdf_text(path).notes}
    for note in notes:
        words = "".join("".join(note.content.itertext()).split())
        assert any(words in text for text in printed), note.id
    assert not [each for each in result.findings if each.code == "pdf-clipped"]
    foot = " ".join(line.text for page in printed_lines(result.data) for line in page)
    assert re.search(r"\d righted] wronged Witness \(ed\., certain\)", foot)


def test_variants_have_their_sigla_and_what_has_no_room_says_its_page() -> None:
    words = [f"word{n}" for n in range(40)]
    spans = " ".join(f'<span class="app" id="v{n}">{word}</span>' for n, word in enumerate(words))
    records = [
        Intervention(
            f"v{n}",
            "variant",
            f"other{n} A; third{n} B",
            word,
            others=((f"other{n}", "A"), (f"third{n}", "B")),
        )
        for n, word in enumerate(words)
    ]
    book = _book(
        f'<section class="div" id="one"><h1 class="head">One</h1><p id="p">{spans}</p></section>',
        interventions=records,
    )
    result = write_pdf(book, settings=PageSettings(apparatus=True, line_numbers=5))
    text = "".join(line.letters for page in printed_lines(result.data) for line in page)
    for n in range(40):
        assert f"word{n}]other{n}A;third{n}B" in text, n
    assert not [each for each in result.findings if each.code == "pdf-clipped"]


def test_what_other_witnesses_add_stands_behind_the_word_before_it() -> None:
    words = "".join(f'<span id="w{n}">{word} </span>' for n, word in enumerate(("his", "")))
    others = (("own", "B"), ("om.", "C"))
    base = Intervention("w0", "variant", "own B", "", before="his ", others=others)
    book = _book(
        f'<section class="div" id="one"><h1 class="head">One</h1><p id="p">{words}</p></section>',
        interventions=[
            base,
            base._replace(id="w1", holders="A"),
            base._replace(id="w0", kind="correction", edition="thy", others=(), held=others),
        ],
    )
    result = write_pdf(book, settings=PageSettings(apparatus=True, line_numbers=5))
    text = "".join(line.letters for page in printed_lines(result.data) for line in page)
    assert "his]hisownB;om.C" in text
    assert "his]A;hisownB;om.C" in text
    assert "thy]ownB;om.C" in text


def test_the_apparatus_says_what_the_writer_changed() -> None:
    spans = " ".join(f'<span id="w{n}">{word}</span>' for n, word in enumerate(("his", "more", "")))
    records = [
        Intervention("w0", "substitution", "her", "his"),
        Intervention("w1", "addition", "", "more"),
        Intervention("w2", "deletion", "less", "", before="his more "),
    ]
    book = _book(
        f'<section class="div" id="one"><h1 class="head">One</h1><p id="p">{spans}</p></section>',
        interventions=records,
    )
    result = write_pdf(book, settings=PageSettings(apparatus=True, line_numbers=5))
    text = "".join(line.letters for page in printed_lines(result.data) for line in page)
    for entry in ("his]firstwritten:her", "more]added", "more]deleted:less"):
        assert entry in text


def test_a_booklet_folded_reads_in_order() -> None:
    book = _book(_chapter_of(16))
    flat = printed_lines(write_pdf(book).data)
    result = write_pdf(book, layout="booklet")
    sides = printed_lines(result.data)
    assert len(sides) == 2 * -(-len(flat) // 4)
    middle = 148 / 25.4 * 72
    found: dict[int, list[str]] = {}
    for side, pair in zip(sides, imposed(len(flat)), strict=True):
        for number, on_the_left in ((pair[0], True), (pair[1], False)):
            if number is not None:
                here = [line for line in side if (line.left < middle) is on_the_left]
                found[number] = [line.text for line in here]
    assert [found[n] for n in sorted(found)] == [[line.text for line in page] for page in flat]
    with pikepdf.open(BytesIO(result.data)) as pdf:
        table = pdf.attachments[LINES].get_file().read_bytes()
    assert Pagination.from_json(table) == result.pagination


def test_a_landscape_page_is_turned_in_a_booklet() -> None:
    cells = "".join(f"<td class='numeric'>1,000,{n:03},000</td>" for n in range(14))
    result = write_pdf(_book(f"<table><tr>{cells}</tr></table>"), layout="booklet")
    with pikepdf.open(BytesIO(result.data)) as pdf:
        assert all(page.mediabox[2] > page.mediabox[3] for page in pdf.pages)
        assert any(b"q 0 1 -1 0" in page.Contents.read_bytes() for page in pdf.pages)


def test_an_excerpt_keeps_the_numbers_of_the_whole() -> None:
    book = _book(_chapter_of(12))
    settings = PageSettings(line_numbers=5)
    whole = write_pdf(book, settings=settings)
    part = write_pdf(book, settings=PageSettings(line_numbers=5, pages="4-5"))
    pages = printed_lines(whole.data)[3:5]
    assert part.pages == 2
    texts = [[line.text for line in page] for page in printed_lines(part.data)]
    assert texts == [[line.text for line in page] for page in pages]
    lines, of_part = whole.pagination.lines, part.pagination.lines
    assert [line if line.page in "45" else line._replace(page="") for line in lines] == [*of_part]
    assert [line.page for line in part.pagination.page_starts()] == ["4", "5"]


def test_a_passage_is_found_by_its_words() -> None:
    book = _book(
        '<section class="div" id="one"><p id="p">a <i>b</i>ig word, a big  Word</p></section>'
    )
    [(first, start, block), (again, later, _)] = list(find(book.content, "big word"))
    assert (block.get("id"), first, again) == ("p", 1, 1)
    assert (start, later) == (1, 10)
    assert dict(blocks(book.content))[first] is block


def test_words_of_a_note_have_the_address_of_its_call(tmp_path: Path) -> None:
    notes = (_note(1, "The plan of five years."), _note(2, "Another."))
    book = _book(_chapter_of(9) + f"<p>{PROSE} Here{_call(1)}, and there{_call(2)}.</p>", notes)
    whole, part = (
        Output("whole", "pdf", Path("whole.pdf"), page=PageSettings(line_numbers=1)),
        Output("part", "pdf", Path("part.pdf"), page=PageSettings(pages="1")),
    )
    for each in (whole, part):
        (tmp_path / each.file).write_bytes(write_pdf(book, settings=each.page).data)
    edition = Edition(CHAPTER, tmp_path, (whole, part))
    made = made_pages(edition)
    [call] = passages(book, edition, made, "Here, and")
    [passage] = passages(book, edition, made, "five years")
    assert (passage.context, passage.note) == ("The plan of five years.", "1")
    assert passage.addresses == {**call.addresses, "part.pdf": "not on its pages"}
    assert re.fullmatch(r"page \d+, line \d+", passage.addresses["whole.pdf"])


@pytest.mark.parametrize("layout", ["large-print"])
def test_large_print_is_large_throughout_and_in_its_own_font(layout: str) -> None:
    book = _book(_chapter_of(3) + f"<p>{_call(1)}</p>", (_note(1, "A note, large too"),))
    data = write_pdf(book, layout=layout).data
    sizes = {line.size for page in printed_lines(data) for line in page if len(line.text) > 9}
    assert min(sizes) >= 14  # running heads; all else 18 and more
    with pikepdf.open(BytesIO(data)) as pdf:
        names = {str(each.BaseFont) for each in pdf.objects
                 if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each}  # fmt: skip
    assert names and all("Atkinson" in name for name in names)


def test_what_is_relied_on_in_weasyprint_is_there() -> None:
    from pipeline.outputs.pdf import foot

    assert foot.is_known()
