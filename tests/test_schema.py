"""Schemas and rules: the chapter is clean, and each fault is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.checks import jing
from pipeline.checks.rules import check_rules
from pipeline.checks.schema import check_schema
from pipeline.checks.schema_docs import schema_page
from pipeline.finding import Finding
from pipeline.tei.parse import read_master

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "source" / "schema"
CHAPTER = (ROOT / "source" / "chapter-6.xml").read_text("utf-8")
HEAD = """<?xml version="1.0"?>
<?xml-model href="{href}" schematypens="{types}"?>
"""
RELAXNG = "http://relaxng.org/ns/structure/1.0"
SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
%s</teiHeader><text xml:lang="en"><body>%s</body></text></TEI>
"""


def chapter(folder: Path, old: str, new: str) -> Path:
    """A copy of the chapter, with its schemas, in which the first `old` is `new`."""
    assert old in CHAPTER
    (folder / "schema").mkdir()
    for path in SCHEMA.iterdir():
        (folder / "schema" / path.name).write_bytes(path.read_bytes())
    master = folder / "chapter-6.xml"
    master.write_text(CHAPTER.replace(old, new, 1), "utf-8")
    return master


def stands_on(finding: Finding, words: str) -> bool:
    """Whether an editor that goes to the finding's place has `words` there."""
    assert finding.path is not None
    line = finding.path.read_text("utf-8").split("\n")[finding.line - 1]
    return line[finding.column - 1 :].startswith(words)


def small(folder: Path, body: str = "<p>One.</p>", header: str = "", head: str = "") -> Path:
    path = folder / "small.xml"
    path.write_text(head + SMALL % (header, body), "utf-8")
    return path


def test_the_chapter_is_valid() -> None:
    master = read_master(ROOT / "source" / "chapter-6.xml")
    assert check_schema(master) == []
    assert check_rules(master) == []


FAULTS = [
    ("<head>Want, Lux", "<headline>Want, Lux", "</head>", "</headline>", "<headline", "headline"),
    (' evidence="internal">five-year', ">five-year", "", "", "<corr", 'missing required attribute'),
    ('cert="medium" evidence="internal">five', 'cert="sure" evidence="internal">five', "", "",
     "<corr", "cert"),
    ("<sic>cottonprint</sic>", "", "", "", "</choice>", "sic"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("with_jing", [True, False])
def test_a_fault_is_found_at_its_tag(
    fault: tuple[str, ...], with_jing: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not with_jing:
        monkeypatch.setattr(jing, "is_there", lambda: False)
    elif not jing.is_there():
        pytest.skip("without the extra “checks”")
    old, new, end, new_end, place, said = fault
    path = chapter(tmp_path, old, new)
    if end:
        at = path.read_text("utf-8").index(new)
        text = path.read_text("utf-8")
        path.write_text(text[:at] + text[at:].replace(end, new_end, 1), "utf-8")
    findings = [f for f in check_schema(read_master(path)) if f.code == "schema-invalid"]
    assert findings
    if with_jing:
        assert stands_on(findings[0], place)
        assert said in findings[0].message
    else:
        assert "lets stand" in findings[0].message
        assert stands_on(findings[0], "<")


def test_the_rules_that_no_grammar_knows(tmp_path: Path) -> None:
    path = chapter(tmp_path, 'target="#corr-4"', 'target="#corr-5"')
    [finding] = check_schema(read_master(path))
    assert finding.code == "schema-rule"
    assert "#corr-4" in finding.message
    assert stands_on(finding, '<choice xml:id="corr-4"')


def test_any_document_by_the_schema_it_names(tmp_path: Path) -> None:
    if not jing.is_there():
        pytest.skip("without the extra “checks”")
    compact = 'default namespace = "http://www.tei-c.org/ns/1.0"\nstart = element TEI { any }\n'
    compact += "any = (element * - note { attribute * { text }*, any } | text)*\n"
    (tmp_path / "own.rnc").write_text(compact)
    head = HEAD.format(href="own.rnc", types=RELAXNG)
    assert check_schema(read_master(small(tmp_path, head=head))) == []
    [finding] = check_schema(read_master(small(tmp_path, "<p>One<note>no</note></p>", head=head)))
    assert "note" in finding.message
    assert stands_on(finding, "<note>")


@pytest.mark.parametrize("inside", ['include "http://example.org/x.rnc"', 'include "../x.rnc"'])
def test_no_schema_leads_out_of_the_folder(inside: str, tmp_path: Path) -> None:
    (tmp_path / "x.rnc").write_text("start = element * { text }")
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "own.rnc").write_text(inside)
    head = HEAD.format(href="own.rnc", types=RELAXNG)
    [finding] = check_schema(read_master(small(folder, head=head)))
    assert finding.code == "schema-unusable"
    for href in ("../x.rnc", "http://example.org/x.rnc", "https://example.org/x.rng"):
        far = small(folder, head=HEAD.format(href=href, types=RELAXNG))
        assert check_schema(read_master(far)) == []


RNG = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"{}><include href="{}"/></grammar>'
SCH = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron">{}<pattern><rule context="/*">'
    "<assert test=\"not(document('{}'))\">no</assert></rule></pattern></schema>"
)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("own.rng", RNG.format("", "&#46;./far.xml").encode()),
        ("own.rng", RNG.format(' xml:base="../"', "far.xml").encode()),
        ("own.rng", ("\ufeff" + RNG.format("", "../far.xml")).encode("utf-16-le")),
        ("own.rnc", b'include """../far.xml""" start = text'),
        ("own.rnc", b'include # so\n "../far.xml"'),
        ("own.rnc", b'include ".." ~ "/far.xml"'),
        ("own.rnc", rb'\x{69}nclude "../far.xml"'),
        ("own.sch", SCH.format('<include href="../far.xml"/>', "").encode()),
    ],
)
def test_no_spelling_leads_out_of_the_folder(tmp_path: Path, name: str, source: bytes) -> None:
    (tmp_path / "far.xml").write_text("<far/>")
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / name).write_bytes(source)
    head = f'<?xml-model href="{name}"?>'
    findings = check_schema(read_master(small(folder, head=head)))
    assert [found.code for found in findings] == ["schema-unusable"]


def test_a_rule_of_schematron_reads_no_file(tmp_path: Path) -> None:
    (tmp_path / "far.xml").write_text("<far/>")
    (tmp_path / "own.sch").write_text(SCH.format("", (tmp_path / "far.xml").as_uri()))
    master = read_master(small(tmp_path, head='<?xml-model href="own.sch"?>'))
    assert [found.code for found in check_schema(master)] == ["schema-unusable"]


def test_a_schema_that_is_missing_or_broken_is_told(tmp_path: Path) -> None:
    head = HEAD.format(href="own.rng", types=RELAXNG)
    path = small(tmp_path, head=head)
    assert [f.code for f in check_schema(read_master(path))] == ["schema-missing"]
    (tmp_path / "own.rng").write_text('<grammar xmlns="http://relaxng.org/ns/structure/1.0"/>')
    assert [f.code for f in check_schema(read_master(path))] == ["schema-unusable"]


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ('<p>In <foreign xml:lang="en_GB">x</foreign></p>', "rule-language", "xml:lang"),
        ('<p>On <date when="1936-02-30">x</date></p>', "rule-date", "when"),
        ('<p>On <date from="1936" to="last year">x</date></p>', "rule-date", "to"),
    ],
)
def test_tags_and_dates(body: str, code: str, place: str, tmp_path: Path) -> None:
    [finding] = check_rules(read_master(small(tmp_path, body)))
    assert finding.code == code
    assert stands_on(finding, place)


@pytest.mark.parametrize("when", ["1936", "-0044-03-15", "1936-02-29", "--05-01", "12:30:00",
                                  "1936-05-01T12:00:00Z"])  # fmt: skip
def test_dates_that_are_dates(when: str, tmp_path: Path) -> None:
    body = f'<p><date when="{when}">x</date><locus from="1r" to="2v"/></p>'
    assert check_rules(read_master(small(tmp_path, body))) == []


def test_revisions_stand_newest_first(tmp_path: Path) -> None:
    changes = [f'<change when="{day}">x</change>' for day in ("2020-01-01", "2021-01-01", "2019")]
    path = small(tmp_path, header=f"<revisionDesc>{''.join(changes)}</revisionDesc>")
    [finding] = check_rules(read_master(path))
    assert finding.code == "rule-revision-order"
    assert stands_on(finding, '<change when="2021')


def test_the_page_is_made_from_the_schema_and_its_examples_are_valid() -> None:
    assert (ROOT / "docs" / "schema.md").read_text("utf-8") == schema_page(SCHEMA / "edition.rng")
    rng = etree.parse(SCHEMA / "edition.rng")
    names = {each.get("name") for each in rng.iter(f"{{{RELAXNG}}}element")}
    for example in rng.iter("{http://www.tei-c.org/ns/Examples}egXML"):
        for element in etree.fromstring(f"<x>{example.text}</x>").iterdescendants():
            assert etree.QName(element).localname in names
