"""The plain-text output, from books made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from pipeline.model.book import XHTML, Book, Division, Note
from pipeline.outputs.text import RULE, write_text
from pipeline.outputs.text.wrapping import collapse, width, wrap
from pipeline.tei.metadata import Metadata


def xhtml(markup: str, name: str = "body") -> etree._Element:
    return etree.fromstring(f'<{name} xmlns="{XHTML}">{markup}</{name}>')


def book(markup: str, *notes: Note, divisions: tuple[Division, ...] = ()) -> Book:
    metadata = Metadata("A Title", "en", "urn:x", datetime(2026, 1, 1, tzinfo=UTC))
    return Book(metadata, "corrected", xhtml(markup), list(divisions), list(notes))


def body(markup: str, *notes: Note, divisions: tuple[Division, ...] = ()) -> str:
    text = write_text(book(markup, *notes, divisions=divisions)).decode()
    return text.split(RULE)[1].strip("\n")


def note(label: str, markup: str, kind: str = "") -> Note:
    return Note(f"n{label}", label, xhtml(markup, "div"), kind=kind, calls=[f"n{label}-ref"])


def call(label: str) -> str:
    return f'<a class="noteref" id="n{label}-ref" href="#n{label}">{label}</a>'


def test_a_line_has_at_most_72_columns_and_nothing_after_its_end() -> None:
    text = body("<p>" + "word, <i>other</i>\n\t words\u00a0here; " * 60 + "</p>")
    lines = text.split("\n")
    assert max(map(len, lines)) <= 72
    assert min(map(len, lines[:-1])) > 55
    assert not any(line != line.rstrip() or "\t" in line or "\u00a0" in line for line in lines)
    assert text.split() == ("word, _other_ words here; " * 60).split()


@pytest.mark.parametrize(
    "text",
    [
        "吾輩は猫である。名前はまだ無い。" * 12,
        "한국어 낱말 " * 30,
        "cafe\u0301 re\u0301sume\u0301 " * 30,
    ],
)
def test_columns_are_those_of_a_terminal(text: str) -> None:
    wrapped = wrap(collapse(text), "* ", "  ")
    widths = [width(line) for line in wrapped.split("\n")]
    assert max(widths) <= 72
    assert min(widths[:-1]) > 60
    assert not any(line.lstrip(" *")[0] in "。、" for line in wrapped.split("\n"))
    assert "".join(wrapped.split()) == "*" + "".join(text.split())


def test_a_word_longer_than_a_line_stands_alone() -> None:
    assert wrap("a " + "x" * 90 + " b").split("\n") == ["a", "x" * 90, "b"]


@pytest.mark.parametrize("word", ["mot", "cafe\u0301", "чай", "語"])
def test_a_mark_with_a_space_before_it_begins_no_line(word: str) -> None:
    for size in range(60, 75):
        text = f"{'x' * size} {word} ; {word} « {word} !… » {word} ?[12] {word}"
        lines = wrap(text).split("\n")
        assert not any(line[0] in ";!?»" or line[-1] == "«" for line in lines)
        assert " ".join(lines) == text


def test_rows_of_marks_fill_lines() -> None:
    assert max(map(len, wrap("? " * 100).split("\n"))) > 60
    assert max(map(len, wrap("e\u0301 " + "? " * 100).split("\n"))) in range(60, 74)
    assert wrap("x" * 90 + " ; b").split("\n") == ["x" * 90, "; b"]


def test_chapters_stand_apart() -> None:
    part = '<section id="a"><h1>One</h1><h1>Of Things</h1><p>x</p>{}</section>'
    inner = '<section id="b"><h2>First</h2><p>y</p></section>'
    divisions = (Division("a", "chapter", "body", 1, children=[Division("b", "", "body", 2)]),)
    assert (
        body(part.format(inner), divisions=divisions) == "One\n\nOf Things\n\n\nx\n\n\nFirst\n\ny"
    )
    assert body(part.format("") + part.format(""), divisions=divisions).count("\n\n\n\n\nOne") == 1


def test_notes_follow_the_own_text_of_their_division() -> None:
    text = body(
        f'<section id="a"><h1>A</h1><p>One{call("1")} two.</p>'
        f'<section id="b"><h2>B</h2><p>Three.{call("2")}</p></section></section>',
        note("1", f"<p>First note{call('3')}.</p><p>Its second paragraph.</p>"),
        note("2", "<p>By the editors.</p>", kind="gloss"),
        note("3", '<div class="l">A verse</div>'),
        Note("n4", "4", xhtml("<p>Nobody calls me.</p>", "div")),
    )
    assert text == (
        "A\n\n\nOne[1] two.\n\n\n"
        "[Footnote 1: First note[3].\n\n  Its second paragraph.]\n\n[Footnote 3: A verse]\n\n\n"
        "B\n\nThree.[2]\n\n\n[Editors’ note 2: By the editors.]\n\n\n"
        "[Footnote 4: Nobody calls me.]"
    )


def test_a_note_hangs_and_ends_within_the_measure() -> None:
    text = body(f"<p>x{call('1')}</p>", note("1", "<p>" + "word " * 60 + "</p>"))
    lines = text.partition("[Footnote")[2].split("\n")
    assert lines[0].startswith(" 1: word")
    assert all(line.startswith("  word") for line in lines[1:])
    assert lines[-1].endswith("word]")
    assert max(map(len, lines)) <= 72


def test_a_note_that_begins_with_an_empty_block_keeps_its_number() -> None:
    text = body(f"<p>A{call('1')}</p>", note("1", "<div> </div><ul><li><p/></li><li>b</li></ul>"))
    assert text == "A[1]\n\n\n[Footnote 1: - b]"


def test_verse_is_indented_and_turned_over_where_it_is_too_long() -> None:
    line = "A line of verse " * 6
    first, rest = "A line of verse " * 4, "A line of verse " * 2
    text = body(
        f'<blockquote><p>Quoted</p></blockquote><div class="lg"><div class="l">{line}</div>'
        '<div class="l">Next</div></div><div class="lg"><div class="l">Stanza</div></div>'
    )
    verse = f"    {first.strip()}\n        {rest.strip()}"
    assert text == f"  Quoted\n\n{verse}\n    Next\n\n    Stanza"


def test_drama() -> None:
    text = body(
        '<div class="sp"><p class="speaker">Ham.</p><div class="l">To be</div></div>'
        '<p class="stage">Exit.</p><div class="sp"><p class="speaker">Oph.</p><p>My lord.</p></div>'
    )
    assert text == "Ham.\n    To be\n\n[Exit.]\n\nOph.\nMy lord."


def test_what_is_said_follows_a_direction_at_once_and_the_next_speaker_does_not() -> None:
    speech = '<div class="sp"><p class="speaker">A</p><p class="stage">rising</p>{}</div>'
    text = body(speech.format("<p>What?</p>") + speech.format("") + speech.format("<p>No.</p>"))
    assert text == "A _rising_\nWhat?\n\nA _rising_\n\nA _rising_\nNo."


def test_a_numbered_heading_has_its_number() -> None:
    division = Division("d", "div", "body", 1, "What", "2.1")
    text = body('<section id="d"><h1>What</h1><p>That.</p></section>', divisions=(division,))
    assert text == "2.1. What\n\n\nThat."


def test_the_names_of_a_register_stand_together() -> None:
    told = '<dl class="register"><dt>A</dt><dd>one</dd></dl>'
    text = body(f'{told}<p class="names">B; C</p>{told}')
    assert text == "A\n    one\nB; C\nA\n    one"


def test_a_speaker_without_a_name_leaves_the_rules_alone() -> None:
    text = write_text(book('<p class="speaker" id="s"/>')).decode()
    assert text.split(f"\n{RULE}\n")[1].isspace()


def test_lists() -> None:
    text = body(
        "<ul><li>a<ol><li>b</li><li><p>c</p></li></ol></li></ul>"
        "<dl><dt>1)</dt><dd>first</dd><dt>A longer term</dt><dd>second</dd></dl>"
    )
    assert text == "- a\n  1. b\n  2. c\n\n1) first\nA longer term\n    second"


def test_a_table_that_fits_is_set_in_columns_and_another_row_by_row() -> None:
    rows = "<tr><th>Year</th><th>Tons</th></tr><tr><td>1935</td><td class='numeric'>7</td></tr>"
    assert body(f"<table><caption>T</caption>{rows}</table>") == "T\n\nYear  Tons\n1935     7"
    wide = "<tr><td>" + "one " * 12 + "</td><td>" + "two " * 12 + "</td></tr>"
    lines = body(f"<table>{wide}</table>").split("\n")
    assert lines[0].startswith("one one") and lines[1].startswith("  two") and len(lines) == 2
    assert " | two" in lines[0]


def test_phrases_keep_their_marks() -> None:
    assert body("<p>a <i> b </i>c <b>d<i>e</i></b> 10<sup>5</sup> 1<sup>er</sup><i/></p>") == (
        "a _b_ c =d_e_= 10^5 1er"
    )
    assert body('<p>x<br/>y <img alt="A [cat]" src="c.png"/></p>') == (
        "x\ny [Illustration: A (cat)]"
    )


def test_preformatted_text_keeps_its_lines() -> None:
    assert body("<pre>a\n  b</pre>") == "    a\n      b"
    assert body("<pre>\n \na\n  </pre><p>b</p>") == "    a\n\nb"


def test_loose_text_arrives() -> None:
    assert body("loose<p>a</p>between<div>b<p>c</p>d</div>end").split() == [
        "loose", "a", "between", "b", "c", "d", "end",
    ]  # fmt: skip


def test_the_same_book_gives_the_same_bytes_and_stays_as_it_was() -> None:
    same = book(f"<p>a<i> b </i>{call('1')}</p>", note("1", "<p>n</p>"))
    before = etree.tostring(same.content)
    assert write_text(same) == write_text(same)
    assert etree.tostring(same.content) == before
