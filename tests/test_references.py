"""Every pointer of a master arrives, or a finding says where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.checks.references import check_references
from pipeline.finding import Finding
from pipeline.model.interpret import interpret
from pipeline.tei.parse import read_master

_MASTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc><encodingDesc><listPrefixDef>
<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="#$1"/>
<prefixDef ident="bad" matchPattern="^(a+)+$" replacementPattern="#$1"/>
<prefixDef ident="out" matchPattern="(.*)" replacementPattern="http://example.org/$1"/>
</listPrefixDef></encodingDesc></teiHeader><text><body>
<p xml:id="ada">{}</p>
</body></text></TEI>"""


def findings(tmp_path: Path, markup: str) -> list[Finding]:
    path = tmp_path / "master.xml"
    path.write_text(_MASTER.format(markup), encoding="utf-8")
    return check_references(read_master(path))


@pytest.mark.parametrize(
    "markup",
    [
        '<ref target="#ada"/><ptr target="#a%64a"/><note resp="#ada #ada"/>',
        '<ref target="http://example.org/#gone https://x.y mailto:a@b.c urn:x:y"/>',
        '<ref target="other.xml#gone"/><ref target="images/ada"/><graphic url="#no-pointer"/>',
        '<ref target="psn:ada out:anything undeclared:thing"/>',
        '<date from="1900" to="1910"/><ref target="#xpath(//p[1])"/><hi rend="#x" n="#y"/>',
        f'<ref target="bad:{"a" * 60}!"/>',
    ],
)
def test_what_arrives_or_leads_elsewhere_is_left_alone(tmp_path: Path, markup: str) -> None:
    assert findings(tmp_path, markup) == []


@pytest.mark.parametrize(
    ("markup", "code", "words"),
    [
        ('\n<ref target="#adda"/>', "ref-dangling", ("@target of <ref>", "“#adda”")),
        ('\n<rs ref="psn:eve"/>', "ref-dangling", ("@ref of <rs>", "“psn:eve”, that is “#eve”")),
        ('\n<rs ref="psn:X1"/>', "ref-prefix", ("“psn:X1”", "matchPattern")),
        ('\n<note resp="ada"/>', "ref-no-hash", ("“ada”", "xml:id")),
        ('\n<app from="#gone"><rdg/></app>', "ref-dangling", ("@from of <app>",)),
    ],
)
def test_what_leads_nowhere_is_named_with_its_line(
    tmp_path: Path, markup: str, code: str, words: tuple[str, ...]
) -> None:
    (found,) = findings(tmp_path, markup)
    assert (found.code, found.line) == (code, 9)
    assert found.path == tmp_path / "master.xml"
    assert all(word in found.message for word in words)


def test_a_likely_id_is_offered(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, '<ref target="#adda"/>')
    assert found.remedy.endswith("Did you mean #ada?")


def test_many_that_fail_alike_are_one_finding(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, '<ref target="#gone"/>\n' * 40)
    assert "39 other places: lines 9, 10, 11, 12, 13, …" in found.message


@pytest.mark.parametrize(
    ("target", "href", "code"),
    [
        ("http://x.org/%zz%41", "http://x.org/%25zz%41", ""),
        ("http://x.org/a[1]?q[]=2#b#c", "http://x.org/a%5B1%5D?q%5B%5D=2#b%23c", ""),
        ("http://[::1]/x", "http://[::1]/x", ""),
        ("http://x..org/", None, "link-address"),
        (f"http://{64 * 'x'}.org/", None, "link-address"),
        ("http://[", None, "link-address"),
        ("https:///x", None, "link-address"),
        ("http://x.org:99999/", None, "link-address"),
        ("x-app://y", None, "link-scheme"),
        ("other.xml#y", None, ""),
        ("#gone", None, "link-dangling"),
    ],
)
def test_only_what_leads_somewhere_is_a_link(
    tmp_path: Path, target: str, href: str | None, code: str
) -> None:
    path = tmp_path / "x.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson><person><persName>Ann'
        '</persName></person></listPerson></standOff><text xml:lang="en"><body><p>'
        f'<ref target="{target}">r</ref></p></body></text></TEI>'
    )
    book = interpret(read_master(path))
    found = [element.get("href") for element in book.content.iter() if element.get("href")]
    assert found == ([href] if href else [])
    assert [each.code for each in book.findings if each.code.startswith("link")] == [code] * bool(
        code
    )
