"""A rule file of the user's own, written as the TEI Consortium's tei_simplePrint.odd is."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.checks.completeness import check_epub_words
from pipeline.model.book import Book
from pipeline.model.interpret import interpret
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


def _book(folder: Path, rules: str, body: str, policy: Policy = "corrected") -> Book:
    odd, master = folder / "rules.odd", folder / "m.xml"
    odd.write_text(f"<TEI {_TEI}><text><body><schemaSpec>{rules}</schemaSpec></body></text></TEI>")
    master.write_text(f"<TEI {_TEI}>{_HEADER}<text xml:lang='en'><body>{body}</body></text></TEI>")
    return interpret(read_master(master), policy, odd)


@pytest.mark.parametrize(("policy", "read"), [("corrected", "wrong"), ("witness", "wrng")])
def test_the_rules_of_simple_print(tmp_path: Path, policy: Policy, read: str) -> None:
    book = _book(tmp_path, SIMPLE_PRINT, _BODY, policy)
    said = " ".join("".join(book.content.itertext()).split())
    lone = "[lone] " if policy == "corrected" else ""
    assert said.startswith(f"Ha {read} one, a {lone}"), said
    assert "one [a remark] , lost 2 words1 in" in said
    assert " in Book, " in said.replace(",,", ",") and said.endswith("1936.")
    assert [each.label for each in book.page_breaks] == ["7 @f7.png"]
    assert [" ".join("".join(note.content.itertext()).split()) for note in book.notes] == ["below"]
    assert [found for found in book.findings if found.code.startswith("odd")] == []


def test_an_output_made_by_other_rules_is_proved_complete(tmp_path: Path) -> None:
    book = _book(tmp_path, SIMPLE_PRINT, _BODY)
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
        ("count(ancestor::div) ge 2", False),
        ("empty(@type) and not(preceding-sibling::*)", True),
    ],
)
def test_xpath_2_of_published_rule_files(tmp_path: Path, predicate: str, holds: bool) -> None:
    rules = (
        f'<elementSpec ident="hi"><model predicate="{predicate.replace("<", "&lt;")}" '
        'behaviour="inline" cssClass="found"/></elementSpec>'
    )
    book = _book(tmp_path, rules, '<div><p><hi rend="small-italic">x</hi></p></div>')
    assert [found.message for found in book.findings if found.code == "odd-xpath"] == []
    found = etree.tostring(book.content, encoding="unicode")
    assert ("found" in found) is holds


@pytest.mark.parametrize(
    "predicate", ["for $x in p return $x", "some $x in p satisfies $x", "if (p)"]
)
def test_other_xpath_is_named(tmp_path: Path, predicate: str) -> None:
    rules = (
        f'<elementSpec ident="hi"><model predicate="{predicate}" behaviour="omit"/></elementSpec>'
    )
    book = _book(tmp_path, rules, "<p><hi>kept</hi></p>")
    assert [found.code for found in book.findings if found.code == "odd-xpath"] == ["odd-xpath"]
    assert "kept" in "".join(book.content.itertext())
