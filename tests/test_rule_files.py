"""A rule file of the user's own, written as published ones are.

The TEI Consortium's tei_simplePrint.odd, and customizations of it for TEI Publisher.
"""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from pipeline.build import build
from pipeline.checks.completeness import check_epub_words
from pipeline.checks.rule_words import read_rule_words
from pipeline.customization import rule_files
from pipeline.edition import Edition, default_outputs
from pipeline.finding import EditionError
from pipeline.model import xpath3
from pipeline.model.book import Book
from pipeline.model.interpret import interpret
from pipeline.model.rule_files import read_specs
from pipeline.model.rules import Medium
from pipeline.outputs.epub import write_epub
from pipeline.tei.parse import read_master
from pipeline.tei.reading import Policy

_TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/>"
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)

SIMPLE_PRINT = """
<elementSpec ident="body" mode="change"><modelSequence>
  <model behaviour="index"><param name="type" value="'toc'"/></model><model behaviour="block"/>
</modelSequence></elementSpec>
<elementSpec ident="choice" mode="change">
  <model output="plain" predicate="sic and corr" behaviour="inline">
    <param name="content" value="corr[1]"/></model>
  <model predicate="sic and corr" behaviour="alternate"><param name="default" value="corr[1]"/>
    <param name="alternate" value="sic[1]"/></model>
</elementSpec>
<elementSpec ident="corr" mode="change">
  <model predicate="parent::choice and count(parent::*/*) gt 1" behaviour="inline"/>
  <model behaviour="inline"><outputRendition scope="before">content: '[';</outputRendition>
    <outputRendition scope="after">content: ']';</outputRendition></model>
</elementSpec>
<elementSpec ident="gap" mode="change"><model predicate="@extent" behaviour="inline">
  <param name="content" value="@extent"/></model></elementSpec>
<elementSpec ident="note" mode="change">
  <model predicate="@place" behaviour="note"/>
  <model predicate="not(@place)" behaviour="inline">
    <outputRendition scope="before">content:" [";</outputRendition>
    <outputRendition scope="after">content:"] ";</outputRendition></model>
</elementSpec>
<elementSpec ident="pb" mode="change"><model behaviour="break" useSourceRendition="true">
  <param name="type" value="'page'"/>
  <param name="label" value="(concat(if(@n) then concat(@n,' ') else '',if(@facs) then
    concat('@',@facs) else ''))"/></model></elementSpec>
<elementSpec ident="title" mode="change">
  <modelSequence predicate="@level='m' or not(@level)"><model behaviour="inline">
    <outputRendition>font-style: italic;</outputRendition></model>
    <model predicate="ancestor::bibl" behaviour="text"><param name="content" value="', '"/></model>
  </modelSequence></elementSpec>
"""

_BODY = """<div><head>H</head><p>a <choice><sic>wrng</sic><corr>wrong</corr></choice> one, a
<corr>lone</corr> one<note>a remark</note>, lost <gap extent="2 words"/><note place="foot">below
</note><pb n="7" facs="f7.png"/> in <bibl><title>Book</title><date>1936</date></bibl>.</p></div>"""


def _odd(rules: str, attributes: str = "") -> str:
    schema = f"<schemaSpec {attributes}>{rules}</schemaSpec>"
    return f"<TEI {_TEI}><text><body>{schema}</body></text></TEI>"


def _spec(name: str, models: str, attributes: str = "") -> str:
    return f'<elementSpec ident="{name}" {attributes}>{models}</elementSpec>'


def _book(
    folder: Path, rules: str, body: str, policy: Policy = "corrected", medium: Medium = "web"
) -> Book:
    odd, master = folder / "rules.odd", folder / "m.xml"
    odd.write_text(rules if rules.startswith("<TEI") else _odd(rules))
    master.write_text(f"<TEI {_TEI}>{_HEADER}<text xml:lang='en'><body>{body}</body></text></TEI>")
    return interpret(read_master(master), policy, odd, medium)


def _said(book: Book) -> str:
    return " ".join("".join(book.content.itertext()).split())


def _about_rules(book: Book) -> list[tuple[str, int]]:
    return [(found.code, found.line) for found in book.findings if found.code.startswith("odd")]


@pytest.mark.parametrize(("policy", "read"), [("corrected", "wrong"), ("witness", "wrng")])
def test_the_rules_of_simple_print(tmp_path: Path, policy: Policy, read: str) -> None:
    book = _book(tmp_path, SIMPLE_PRINT, _BODY, policy)
    said = _said(book)
    lone = "[lone] " if policy == "corrected" else ""
    assert said.startswith(f"Ha {read} one, a {lone}"), said
    assert "one [a remark] , lost 2 words1 in" in said
    assert " in Book, " in said.replace(",,", ",") and said.endswith("1936.")
    assert [each.label for each in book.page_breaks] == ["7 @f7.png"]
    assert [" ".join("".join(note.content.itertext()).split()) for note in book.notes] == ["below"]
    assert _about_rules(book) == []


def test_an_output_made_by_other_rules_is_proved_complete(tmp_path: Path) -> None:
    book = _book(tmp_path, SIMPLE_PRINT, _BODY)
    path = tmp_path / "m.epub"
    path.write_bytes(write_epub(book))
    assert check_epub_words(read_master(tmp_path / "m.xml"), path) == []


def test_divisions_are_divisions_and_their_headings_their_own(tmp_path: Path) -> None:
    """simplePrint calls every `div` within a `div` a block, and its `head` a heading."""
    rules = """
    <elementSpec ident="div"><model behaviour="section" predicate="parent::body"/>
      <model behaviour="block"/></elementSpec>
    <elementSpec ident="postscript"><modelSequence>
      <model behaviour="heading"><param name="content" value="('By ', @resp)"/></model>
      <model behaviour="block"/></modelSequence></elementSpec>"""
    body = """<div><head>One</head><div><head>Two</head><p>x</p></div>
    <postscript resp="me"><p>y</p></postscript></div>"""
    book = _book(tmp_path, rules, body)
    [division] = book.divisions
    assert division.heading == "One"
    assert [inner.heading for inner in division.children] == ["Two"]
    headings = [(etree.QName(each).localname, each.text) for each in book.content.iter("{*}h2")]
    assert headings == [("h2", "Two"), ("h2", "By me")]


def test_what_a_rule_shows_or_omits_of_the_source_is_no_loss(tmp_path: Path) -> None:
    rules = """
    <elementSpec ident="lb"><model behaviour="omit"/></elementSpec>
    <elementSpec ident="fw"><model behaviour="inline"/></elementSpec>
    <elementSpec ident="pb"><model behaviour="break"><param name="type" value="'page'"/>
      <outputRendition scope="before">content: "[Page ";</outputRendition></model></elementSpec>"""
    book = _book(tmp_path, rules, '<p>one<lb/>two th<lb break="no"/>ree <fw>Head 2</fw> <pb/>x</p>')
    assert _said(book) == "one two three Head 2 x"
    path = tmp_path / "m.epub"
    path.write_bytes(write_epub(book))
    assert check_epub_words(read_master(tmp_path / "m.xml"), path) == []


@pytest.mark.parametrize(
    ("predicate", "holds"),
    [
        ("exists(@rend) and string-length(@rend) gt 2", True),
        ("ends-with(@rend, 'ic') or matches(@rend, '^bold')", True),
        ("string-join(tokenize(@rend, '-'), '+') = 'small+italic'", True),
        ("(if (@type) then @type else @rend) eq 'small-italic'", True),
        ("if (@rend) then (if (@type) then false() else true()) else false()", True),
        ("lower-case(upper-case(@rend)) ne 'small-italic'", False),
        ("replace(@rend, '^(.*?)-(.*)$', '$2$1') = 'italicsmall'", True),
        ("@rend = ('bold', 'small-italic')", True),
        ("some $word in tokenize(@rend, '-') satisfies $word eq 'italic'", True),
        ("every $p in ancestor::p satisfies $p/@n", False),
        ("exists(for $other in ../hi return $other[@n])", False),
        ("(parent::*/* except self::hi) or ../* intersect .", True),
        ("ancestor-or-self::hi and not(self::q or self::tei:p)", True),
        ("parent::p|parent::ab", True),
        ("following-sibling::*[1][self::q|self::note]", False),
        ("'small-' || 'italic' = @rend", True),
        ("let $rend := @rend return $get(.)/ancestor::TEI//hi[@rend = $rend]", True),
        ("id(substring-after(@corresp, '#'), root(.))/self::p", True),
        ("e:rend(., 'bold') or upper-case(@rend) and e:phrase(.)", True),
        ("$parameters?mode='facets' or @type", False),
        ("normalize-space(.) eq 'x' and not(ancestor::*[position() eq 1]/self::div)", True),
        ("count(ancestor::div) ge 2", False),
        ("empty(@type) and not(preceding-sibling::*)", True),
    ],
)
def test_xpath_of_published_rule_files(tmp_path: Path, predicate: str, holds: bool) -> None:
    rules = _spec("hi", f'<model predicate="{predicate}" behaviour="inline" cssClass="found"/>')
    body = '<div><p xml:id="p"><hi rend="small-italic" corresp="#p">x</hi></p></div>'
    book = _book(tmp_path, rules, body)
    assert _about_rules(book) == []
    assert ("found" in etree.tostring(book.content, encoding="unicode")) is holds


@pytest.mark.parametrize(
    "expression",
    [
        "if (p)",
        "group by $x",
        "current-date() gt xs:date('2000-01-01')",
        "unparsed-text('/etc/hostname')",
        "doc('other.xml')//p",
        "util:document-name(.)",
        "$config('x')",
        "string-length(1, 2)",
        "position() eq 1",
        "xs:integer(@rend) eq 1",
        "map { 'a': error() }",
        "e:rend(.)",
    ],
)
def test_other_xpath_is_named_once_and_loses_nothing(tmp_path: Path, expression: str) -> None:
    rules = _spec(
        "hi",
        f'\n<model predicate="{expression}" behaviour="omit"/>'
        f'\n<model behaviour="inline"><param name="content" value="{expression}"/></model>',
    )
    book = _book(tmp_path, rules, '<p><hi rend="r">kept</hi> <hi rend="r">too</hi></p>')
    assert _about_rules(book) == [("odd-xpath", 2), ("odd-xpath", 3)]
    assert _said(book) == "kept too"


def test_the_strings_of_a_rule_are_no_words_of_the_text(tmp_path: Path) -> None:
    rules = """
    <elementSpec ident="unclear"><model behaviour="inline">
      <outputRendition scope="after">content: ' [?] ';</outputRendition></model></elementSpec>
    <elementSpec ident="idno"><model behaviour="inline">
      <param name="content" value="('No ', .)"/></model></elementSpec>"""
    body = "<p>gar<unclear>b</unclear>led, <idno>7</idno></p>"
    book = _book(tmp_path, rules, body)
    assert _said(book) == "garb [?] led, No 7"
    path, master = tmp_path / "m.epub", read_master(tmp_path / "m.xml")
    path.write_bytes(write_epub(book))
    assert (
        check_epub_words(master, path, "corrected", read_rule_words(tmp_path / "rules.odd")) == []
    )
    assert check_epub_words(master, path) != []


def test_parameters_select_what_is_shown(tmp_path: Path) -> None:
    rules = """
    <elementSpec ident="birth"><model behaviour="inline">
      <param name="content" value="('* ', ., '; ')"/></model></elementSpec>
    <elementSpec ident="persName"><model behaviour="alternate">
      <param name="default" value="string-join(*, ', ')"/>
      <param name="alternate" value="doc('register.xml')"/></model></elementSpec>
    <elementSpec ident="figure"><model behaviour="figure">
      <param name="content">*[not(self::head)]</param></model></elementSpec>
    <elementSpec ident="anchor"><model behaviour="note"><param name="content"
      value="let $n := @n return root(.)//note[@n = $n]/node()"/></model></elementSpec>"""
    body = """<p><birth>1879</birth><persName><forename>A</forename> <surname>B</surname></persName>
        <anchor n="9"/></p><figure><head>H</head><p>in it</p></figure>"""
    book = _book(tmp_path, rules, body)
    assert _said(book) == "* 1879; A, B in it"
    assert (_about_rules(book), book.notes) == ([], [])


@pytest.mark.parametrize("selected", ["..", "//*", "root()"])
def test_a_rule_that_selects_what_holds_it_comes_to_an_end(tmp_path: Path, selected: str) -> None:
    model = f'<model behaviour="inline"><param name="content" value="{selected}"/></model>'
    book = _book(tmp_path, _spec("hi", model), "<p>a <hi>b</hi></p>")
    assert {code for code, _ in _about_rules(book)} == {"odd-circle"}


@pytest.mark.parametrize("selected", ["..", "//*", "../hi", "preceding-sibling::*"])
def test_rules_that_select_one_another_are_told_once(tmp_path: Path, selected: str) -> None:
    model = f'<model behaviour="inline"><param name="content" value="{selected}"/></model>'
    book = _book(tmp_path, _spec("hi", model), f"<p>{'<hi>b</hi> ' * 40}last <hi>c</hi></p>")
    assert [code for code, _ in _about_rules(book)] == ["odd-circle"]
    assert _said(book).endswith("last c")


def test_an_expression_that_would_take_hours_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xpath3, "_MOST_TIME", 0.1)
    endless = f"matches(concat('{'a' * 40}', @n), '^(a+)+$')"
    rules = _spec("hi", f'<model predicate="{endless}" behaviour="omit"/>')
    book = _book(tmp_path, rules, '<p><hi n="!">all</hi> <hi n="!">kept</hi></p>')
    assert (_said(book), _about_rules(book)) == ("all kept", [("odd-xpath", 1)])


def test_an_expression_too_deep_to_be_understood_is_named(tmp_path: Path) -> None:
    deep = f"{'not(' * 50_000}@n{')' * 50_000}"
    rules = _spec("hi", f'<model predicate="{deep}" behaviour="omit"/>')
    book = _book(tmp_path, rules, "<p><hi>kept</hi></p>")
    assert (_said(book), _about_rules(book)) == ("kept", [("odd-xpath", 1)])


def test_each_output_has_its_own_rules(tmp_path: Path) -> None:
    rules = """<elementSpec ident="date">
      <model output="print" predicate="@when and not(text())" behaviour="inline">
        <param name="content" value="@when"/></model>
      <modelGrp output="plain">
        <model behaviour="inline"><param name="content" value="'?'"/></model></modelGrp>
      <model output="latex fo" behaviour="omit"/></elementSpec>"""
    said = {
        medium: _said(_book(tmp_path, rules, '<p>a <date when="1936"/></p>', medium=medium))
        for medium in get_args(Medium)
    }
    assert said == {"web": "a", "print": "a 1936", "plain": "a ?"}


def test_every_output_of_a_build_goes_by_its_rules(tmp_path: Path) -> None:
    models = '<model output="plain" behaviour="omit"/><model behaviour="inline"/>'
    _book(tmp_path, _spec("hi", models), "<p>a <hi>b</hi></p>")
    outputs = tuple(each for each in default_outputs("m") if each.format != "pdf")
    edition = Edition(tmp_path / "m.xml", tmp_path, outputs, odd=tmp_path / "rules.odd")
    built = build(edition, force=True)
    assert {name: _said(book) for name, book in built.book_of.items()} == {
        "epub": "a b",
        "text": "a",
    }


def test_a_customization_builds_on_another(tmp_path: Path) -> None:
    below = _spec("hi", '<model behaviour="inline" cssClass="below"/>')
    (tmp_path / "below.odd").write_text(_odd(below, 'source="rules.odd"'))  # a circle does no harm
    above = _spec("hi", '<model predicate="@rend" behaviour="inline" cssClass="above"/>')
    book = _book(
        tmp_path, _odd(above, 'source="below.odd"'), '<p><hi>x</hi><hi rend="r">y</hi></p>'
    )
    classes = [each.get("class") for each in book.content.iter("{*}span")]
    assert classes == ["hi below", "hi above"]
    assert rule_files(tmp_path / "rules.odd") == (tmp_path / "below.odd", tmp_path / "rules.odd")


def test_only_the_rules_of_the_schema_count(tmp_path: Path) -> None:
    """TEI Guidelines 22.2: the first `schemaSpec`, with the groups to which it refers."""
    omit = '<model behaviour="omit"/>'
    groups = "".join(
        f'<specGrp xml:id="{name}">{content}</specGrp>'
        for name, content in [
            ("a", f'{_spec("hi", omit)}<specGrpRef target="#b"/><specGrpRef target="#none"/>'),
            ("b", _spec("emph", omit)),
            ("c", _spec("foreign", omit)),
        ]
    )
    rules = _odd('<specGrpRef target="#a"/>' + _spec("title", omit, 'ns="http://example.org"'))
    rules = rules.replace("<body>", f"<body>{groups}").replace(
        "</body>", f'\n<schemaSpec ident="other">{_spec("foreign", omit)}</schemaSpec></body>'
    )
    body = "<p><hi>1</hi><emph>2</emph><foreign>3</foreign><title>4</title></p>"
    book = _book(tmp_path, rules, body)
    assert _said(book) == "34"
    assert _about_rules(book) == [("odd-unsupported", 2)]


def test_what_is_not_followed_is_named(tmp_path: Path) -> None:
    rules = _odd(
        _spec("hi", '\n<model behaviour="webcomponent"/>')
        + _spec("emph", '\n<model behaviour="inline"><t:template xmlns:t="t">[[x]]</t:template>'
                "</model>") + '\n<specGrpRef target="other.odd#x"/>',
        'source="absent.odd"',
    )  # fmt: skip
    book = _book(tmp_path, rules, "<p><hi>a</hi> <emph>b</emph> <hi>c</hi></p>")
    assert _said(book) == "a b c"
    assert [line for _, line in sorted(_about_rules(book))] == [1, 2, 3, 4]
    assert {code for code, _ in _about_rules(book)} == {"odd-unsupported"}


@pytest.mark.parametrize(("mode", "tag"), [("replace", "span"), ("change", "em")])
def test_a_rule_that_replaces_leaves_none_below_it(tmp_path: Path, mode: str, tag: str) -> None:
    models = '<model predicate="@rend" behaviour="omit"/>'
    book = _book(tmp_path, _spec("emph", models, f'mode="{mode}"'), "<p><emph>x</emph></p>")
    assert [etree.QName(each).localname for each in book.content.iter()][-1] == tag


def test_generated_content_in_css(tmp_path: Path) -> None:
    models = r"""<model behaviour="inline"><outputRendition scope="before">content: '\2014\a0 \'';
        </outputRendition></model>"""
    assert "—\u00a0'x" in "".join(
        _book(tmp_path, _spec("hi", models), "<p><hi>x</hi></p>").content.itertext()
    )


def test_rules_that_leave_nothing_of_a_text_are_told(tmp_path: Path) -> None:
    omitted = '<elementSpec ident="body" mode="change"><model behaviour="omit"/></elementSpec>'
    for text, told in (("<p>Words.</p>", True), ("<p/>", False)):
        codes = [finding.code for finding in _book(tmp_path, omitted, text).findings]
        assert ("tei-nothing-read" in codes) is told


def test_a_rule_file_without_a_namespace_is_told_which(tmp_path: Path) -> None:
    rules = tmp_path / "rules.odd"
    rules.write_text('<elementSpec ident="p"><model behaviour="block"/></elementSpec>')
    with pytest.raises(EditionError) as raised:
        read_specs(rules)
    [finding] = raised.value.findings
    assert (finding.code, finding.line) == ("odd-empty", 1)
    assert finding.remedy == f"Write {_TEI} on the <elementSpec>."
