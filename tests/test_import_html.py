"""A page of HTML becomes a master: what a reader sees of it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.finding import EditionError
from pipeline.importing.master import import_file
from pipeline.tei.names import XML_LANG
from tests.imported import LONG, TEI, of, tree, words, written

CONTENTS = "<ul><li><a href=#a>The Well</a> 1</li><li>II. <a href=#b>The Inn</a></li></ul>"


@pytest.mark.parametrize(
    ("name", "contents", "heads"),
    [
        ("a.html", f"<p>Words.</p>{CONTENTS}", ("<h2 id=a>I. The Well</h2>", "<h2 id=b>Inns</h2>")),
        ("a.md", "Words.\n\n- [Well](#the-well)\n- [Inn](#inns)\n", ("# The Well", "# Inns")),
    ],
)
def test_links_to_the_headings_of_a_page_are_no_text(
    name: str, contents: str, heads: tuple[str, str], tmp_path: Path
) -> None:
    text = "\n\n".join((contents, heads[0], "Some text.", heads[1], "More text."))
    root = tree(import_file(written(tmp_path, text, name)))
    assert root.find(".//t:list", TEI) is None
    assert words(root, ".//t:head")[1] == "Inns"
    assert len(root.findall(".//t:fw[@type='contents']", TEI)) == 1


CALLED = "<p>A<a href=#n id=r>[1]</a> b<a href=#m id=s>[2]</a> c<a href=#n id=t>[1]</a>.</p>"


@pytest.mark.parametrize(
    "notes",
    [
        "<div class=footnote><p><a id=n href=#r>[1]</a> One.</p><p>Two.</p></div>"
        "<div class=footnote><p><a id=m href=#s>[2]</a> Other.</p></div>",
        "<aside id=n><p>1. One.</p><p>Two. <a href=#r>↩</a></p></aside>"
        "<aside id=m><p>2. Other.</p></aside>",
        "<ol><li id=n><p>One. <a href=#r>↩</a></p><p>Two.</p></li>"
        "<li id=m><p>Other. <a href=#s>↩</a></p></li></ol>",
        "<h3>Notes</h3><p><a id=n href=#r>[1]</a> One.</p><p>Two.</p>"
        "<p><a id=m href=#s>[2]</a> Other.</p>",
    ],
)
def test_notes_of_a_page_have_all_their_paragraphs_and_calls(notes: str, tmp_path: Path) -> None:
    page = f"<h1>T</h1>{CALLED}<p>1. An item.</p>{notes}"
    root = tree(import_file(written(tmp_path, page, "a.html")))
    other, note = root.iterfind(".//t:note", TEI)
    assert other.text == "Other."
    assert [str(p.text).strip() for p in note.iterfind("t:p", TEI)] == ["One.", "Two."]
    assert len(root.findall(".//t:ptr", TEI)) == 2
    assert words(root, ".//t:p")[:2] == ["A b c.", "1. An item."]


@pytest.mark.parametrize(
    ("page", "path", "said"),
    [
        ("<table><caption>T</caption><tr><td><td>b</table>", "table/t:row/t:cell", ["", "b"]),
        ("<table><caption>T</caption><tr><td>b</table>", "table/t:head", ["T"]),
        ("<table><tr><td><p>a</p><td><p>b</p></table>", "table/t:row/t:cell", ["a", "b"]),
        ("<ol start=3><li>c</ol>", "list[@rend='numbered']/t:item[@n='3']", ["c"]),
        ("<p>&nbsp;</p><p>a</p>", "p", ["a"]),
        ("<pre><code>a\n b</code></pre>", "eg", ["a b"]),
        ("<figure><img src=a.png><figcaption>A well</figcaption></figure>", "figure/t:graphic",
         [""]),
        ("<p>a <span class=sidenote>Beside.</span> b</p>", "p", ["a b"]),
        ("<p>a<span class=pagenum data-page-number=5>\u200b</span> b</p>", "p/t:pb[@n='5']", [""]),
        ("<p><span class=pagenum>[Pg 7]</span></p><p>a</p>", "p", ["a"]),
        ("<p>A <a href=#n>[1]</a>.</p><p id=n>[1] No way back.</p>", "p/t:note", [""]),
        ("<p>a<img src=a.png></p><p>b</p>", "figure/t:graphic", [""]),
        ("<details><summary>a</summary>b</details>", "p", ["a", "b"]),
        ("<p class=MsoToc1><a href=#a>A 1</a></p><p>b</p>", "p", ["b"]),
        ("<p class=MsoQuote>a</p>", "quote/t:p", ["a"]),
        ("<p class=MsoListParagraph>One.</p><p class=MsoListParagraph>Two.</p>", "p",
         ["One.", "Two."]),
        ("<p class=MsoListParagraphCxSpFirst><span>·<b>&nbsp; </b></span>a</p>\n"
         "<p class=MsoListParagraphCxSpLast>·&nbsp; b</p>\n<p>c</p>",
         "list[@rend='bulleted']/t:item", ["a", "b"]),
        ("<p class=MsoListParagraph>3.&nbsp;&nbsp; a</p>", "list[@rend='numbered']/t:item[@n='3']",
         ["a"]),
        ("<p>a</p><p align=center>* * *</p><p>b</p>", "milestone[@unit='section']", [""]),
        ("<p>a <span style='display: none'>b</span></p>", "p", ["a"]),
        ("<div class=poem><div class=stanza><span class=i0>a<br></span><span class=i2>b<br></span>"
         "</div><div class=stanza><span class=i0>c<br></span><span>d</span></div></div>", "lg/t:l",
         list("abcd")),
        ("<div class=poem><div><span class=i0>a<br></span><span class=i2>b<br></span></div>"
         "<div>c</div></div>", "lg[1]/t:l[@rend='indent']", ["b"]),
        ("<h3>Head<span class=mw-editsection>[edit]</span></h3>", "div/t:head", ["Head"]),
        ("<p><span class=ocr_line>a com-</span> <span class=ocr_line>mon one</span></p>", "p",
         ["a com- mon one"]),
    ],
)  # fmt: skip
def test_what_programs_write(page: str, path: str, said: list[str], tmp_path: Path) -> None:
    text = f"<html lang=EN-GB><h1>First</h1>{page}<h1>Second</h1><p>More.</p>"
    root = tree(import_file(written(tmp_path, text, "a.html")))
    assert words(root, f".//t:div[1]/t:{path}") == said


def test_the_languages_of_a_page(tmp_path: Path) -> None:
    page = (
        "<html lang=EN-GB><p>a <span lang=FR>b</span> <i lang=cy>c</i> <b lang=en-US>d</b></p>"
        "<div lang=fr><p>e</p></div><p>f</p>"
    )
    root = tree(import_file(written(tmp_path, page, "a.html")))
    said = {str(e.text): e.get(XML_LANG) for e in root.iter() if e.get(XML_LANG)}
    assert {key.strip(): value for key, value in said.items()} == {
        "": "en-GB", "b": "fr", "c": "cy", "e": "fr",
    }  # fmt: skip


def test_what_a_page_says_of_itself(tmp_path: Path) -> None:
    page = (
        "<html lang=EN-GB><meta name=dc.creator content='Keeper, Arthur, 1840-1901'>"
        "<meta name=author content='Otto Lind'><header id=title-block-header>"
        "<h1 class=title>On Bread</h1><p class=author>Arthur Keeper</p><p class=date>2019</p>"
        "</header><h1>One</h1><p>It was so.</p><h1>Two</h1><p>And so.</p>"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    found = imported.transcription
    assert (found.title, found.author) == ("On Bread", "Arthur Keeper\nOtto Lind")
    assert found.language == "en-GB"
    assert words(tree(imported), ".//t:p") == ["It was so.", "And so."]


@pytest.mark.parametrize(
    ("name", "paragraphs", "notes"), [("novel.html", 5, 2), ("archive.html", 4, 2)]
)
def test_pages_of_html(name: str, paragraphs: int, notes: int) -> None:
    root = of(name)
    assert len(root.findall(".//t:div/t:p", TEI)) == paragraphs
    assert len(root.findall(".//t:note", TEI)) == notes
    text = words(root, ".//t:body")[0]
    for furniture in ("updated", "Archive", "count()", "↩", "Footnotes", "[1]"):
        assert furniture not in text


def test_a_page_of_html_in_detail() -> None:
    root = of("novel.html")
    assert words(root, ".//t:l") == [
        "The lamp, the open", "lamp,", "with nobody near", "to read by it.",
    ]  # fmt: skip
    assert words(root, ".//t:row[2]/t:cell") == ["olive", "½ perhaps"]
    assert words(root, ".//t:item/t:list/t:item") == ["not even old"]
    assert [pb.get("n") for pb in root.iterfind(".//t:pb", TEI)] == ["12"]
    assert len(root.findall(".//t:note/t:p", TEI)) == 2
    assert "dark in the house, and cold" in words(root, ".//t:p")[0]


TAGS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "word ", "  two\n words", "<br>", "<br><br>", "<i>", "</i>", "<pre>",
         "</pre>", "<ul><li>", "</li></ul>", "<table><tr><td>", "<td>", "</table>", "<q>", "</q>",
         "<h2>Chapter I<br>A Title", "</h2>", "<blockquote>", "</blockquote>", "<li>", "<hr>",
         "<div class=poem>", "</div>", "<span class=pagenum>", "[12]", "</span>", "<nav>", "</nav>",
         '<a href="#n" id=r>1</a>', '<p id=n><a href="#r">1</a> A note.', "&lt;&amp;",
         "<img src=a.png>", "<script>x</script>", "<p>&nbsp;</p>", "<tr><td><td>", "<figure>",
         "<pre><code>", "</code></pre>", "<div class=ocr_page>", "<span class=ocr_line>",
         "<span class=sidenote>", '<a href="#h">II</a>', "<h2 id=h>", "<caption>", "<dl><dt>",
         '<div id=m><a href="#r">1</a>', '<a href="#m" id=s>1</a>', "<li><p>", "</table>",
         "<div class=footnote>", "<a class=noprint>"]
    ),
    max_size=16,
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(TAGS)
def test_any_page_gives_all_its_words(
    tmp_path_factory: pytest.TempPathFactory, tags: list[str]
) -> None:
    path = written(tmp_path_factory.mktemp("any"), "<p>Begin.</p>" + "".join(tags), "a.html")
    imported = import_file(path)
    tree(imported)
    assert imported.witness.count("word") == sum("word" in tag for tag in tags)


def test_links_of_notes_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    page = (
        "<h1>T</h1><p>A<a href=#f1 id=r1>[1]</a> b<a href=#wrong id=r2>[2]</a> "
        "c<a href=#f3 id=r3>[3]</a> d<sup><a href=#f9>9</a></sup>.</p><h3>Notes</h3>"
        "<p id=f1><a href=#r1>[1]</a> One.</p><p id=f2><a href=#r2>[2]</a> Two.</p>"
        "<p id=f3><a href=#r3>[3]</a> Three.</p><p id=f4><a href=#r4>[4]</a> Four.</p>"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    root = tree(imported)
    assert [n.text for n in root.iterfind(".//t:note", TEI)] == ["One.", "Two.", "Three."]
    assert words(root, ".//t:p") == ["A b c d9.", "[4] Four."]
    assert words(root, ".//t:p/t:hi[@rend='sup']") == ["9"]
    told = [(f.code, f.message.split("“")[1][0]) for f in imported.findings[:2]]
    assert told == [("import-note-uncalled", "4"), ("import-call-unanswered", "9")]


def test_the_number_of_a_page_calls_no_note(tmp_path: Path) -> None:
    page = "<p>It was <span class=pagenum>[2]</span> late, so late.</p>"
    imported = import_file(written(tmp_path, page, "a.html"))
    assert words(tree(imported), ".//t:pb[@n='2']") == [""]
    assert "import-call-unanswered" not in {each.code for each in imported.findings}


def test_a_page_of_html_is_read_whole_or_refused(tmp_path: Path) -> None:
    deep = "".join(f"<blockquote><p>Paragraph {n}, unclosed." for n in range(300))
    assert "Paragraph 299" in import_file(written(tmp_path, deep, "a.html")).witness
    long = ("w" * 99 + " ") * 105_000
    assert import_file(written(tmp_path, f"<p>{long}<p>End.", "a.html")).witness[-5:] == "End.\n"
    with pytest.raises(EditionError) as raised:
        import_file(written(tmp_path, f"<p>Ä<br>{'<b>' * 3000}", "a.html"))
    [finding] = raised.value.findings
    assert (finding.code, finding.line) == ("import-unreadable", 1)


def test_what_is_seen_of_a_page_is_text_or_told(tmp_path: Path) -> None:
    page = (
        "<h1>T</h1><form><p>One.</p><input></form><p>Here <math><mi>x</mi><mo>=</mo>"
        "<annotation>TeX</annotation></math> <object><param>two</object> <svg><title>t</title>"
        "<text>three</text><text>four</text></svg> &#1;a&#xFFFE;&#x41;.<noscript>Five.</noscript>"
        "<form>Find <input></form><select><option>a<option>b</select><textarea></textarea>"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    assert imported.witness == "T\n\nOne.\n\nHere x= two three four aA.Five.\n"
    assert [f.message for f in imported.findings if "(title)" not in f.message] == [
        "2 control characters, which XML cannot hold, were left out of the witness",
        "<form> is no text and was left out: “Find”",
        "<select> is no text and was left out: “a b”",
    ]


@pytest.mark.parametrize("encoding", ["shift_jis", "gb2312", "iso-2022-jp", "utf-16-le", "utf-8"])
def test_a_page_is_read_in_the_encoding_it_has(encoding: str, tmp_path: Path) -> None:
    said = encoding if encoding != "utf-8" else "latin-1"  # wrongly
    path = tmp_path / "a.html"
    path.write_bytes(f'<meta charset="{said}"><h1>日本</h1><p>文章。'.encode(encoding))
    imported = import_file(path)
    assert imported.witness == "日本\n\n文章。\n"
    assert "import-encoding" not in {finding.code for finding in imported.findings}


def test_a_play_of_html(tmp_path: Path) -> None:
    """Its names may be in small letters, above the words, with what is done behind a comma."""
    names = ["Philinte.", "Alceste, assis.", "Philinte.", "Alceste.", "Philinte.", "Alceste."]
    speeches = "".join(f"<p>{name}<p>Mais, encor, dites-moi.<br>Oui." for name in names)
    page = (
        "<h1>LE MISANTHROPE</h1><h3>Comédie</h3><h2>par Molière</h2><h2>Personnages</h2>"
        f"<p>Alceste, amant.<br>Philinte.<h2>Acte premier</h2><h3>Scène I</h3>"
        f"<p>La scène: Paris.<p>Philinte, Alceste.{speeches}"
    )
    imported = import_file(written(tmp_path, page, "a.html"))
    assert (imported.transcription.title, imported.transcription.author) == (
        "LE MISANTHROPE", "Molière"
    )  # fmt: skip
    root = tree(imported)
    assert words(root, ".//t:head") == ["Personnages", "Acte premier", "Scène I"]
    assert words(root, ".//t:role") == ["Alceste", "Philinte"]
    assert words(root, ".//t:speaker") == [name.split()[0] for name in names]
    assert words(root, ".//t:stage") == ["La scène: Paris.", "assis."]
    assert words(root, ".//t:div/t:p") == ["Philinte, Alceste."]
    assert root.findall(".//t:castList//t:lb", TEI) == []


@pytest.mark.parametrize(
    ("block", "aside"),
    [
        ("<p><a href='#top'>Back to top</a>", True),
        ("<p><a href='a'>[Home]</a> | <a href='b'>[Next]</a>", True),
        ("<div><a href='a'>Home</a> &gt; <a href='b'>Books</a> &gt; The Ferry</div>", True),
        ("<p>Previous: <a href='a'>The Inn</a> | Next: <a href='b'>The Mill</a>", True),
        ("<p><a href='a'>← The Inn</a> <a href='b'>The Mill »</a>", True),
        ("<table><tr><td><a href='a'>Prev</a><td><a href='b'>Next</a></table>", True),
        ("<ul><li><a href='a'>Home</a><li><a href='b'>Contents</a></ul>", True),
        ("<p>« <a href='a'>The Mill</a> »", False),
        ("<p><a href='a'>The way back home</a>", False),
        ("<p><a href='a'>Home</a> is where he went.", False),
        ("<p>Back to top", False),
        ("<h2><a href='a'>Index</a></h2>", False),
    ],
)
def test_links_that_lead_to_other_pages(block: str, aside: bool, tmp_path: Path) -> None:
    page = f"<h1>The Ferry</h1><h2>One</h2><p>{LONG}</p>{block}<p>{LONG}"
    root = tree(import_file(written(tmp_path, page, "a.html")))
    assert (root.find(".//t:fw[@type='navigation']", TEI) is not None) is aside


def test_a_drawing_in_preformatted_text_keeps_its_blanks(tmp_path: Path) -> None:
    drawing, verse = " +---+\n | a |\n +---+", " O rose,\n  thou art sick"
    page = f"<p>{LONG}</p><pre>\n{drawing}\n</pre><pre>\n{verse}\n</pre>"
    root = tree(import_file(written(tmp_path, page, "a.html")))
    assert [eg.text for eg in root.iterfind(".//t:eg", TEI)] == [drawing]
    assert len(root.findall(".//t:l", TEI)) == 2


def test_what_a_blog_has_beside_its_text(tmp_path: Path) -> None:
    page = (
        f"<article><h1>The Ferry</h1><h2>One</h2><p>{LONG}</p>"
        "<div class='sharedaddy'><h3>Share this:</h3><ul><li>Twitter</ul></div>"
        "<footer class='entry-meta'>Posted in Travel</footer></article>"
    )
    root = tree(import_file(written(tmp_path, page, "a.html")))
    assert words(root, ".//t:body") == [f"One {LONG}"]
