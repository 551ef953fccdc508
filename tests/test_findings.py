"""Findings for machines, and a page for each of them."""

from __future__ import annotations

import ast
import io
import json
import re
from argparse import ArgumentTypeError
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.cli import main
from pipeline.cli.console import codes
from pipeline.finding import Finding, Severity
from pipeline.proof.registry import RULES
from pipeline.report import write_report

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "findings.md").read_text("utf-8")
DOCUMENTED = set(re.findall(r"^### (\S+)$", PAGE, re.MULTILINE))
MAKERS = {"Finding", "Refused", "_fault", "_warning", "warn"}
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FAMILIES = re.compile(r"(?:alt|note|ref|rule|schema|signs|tei|witness|words|xml)-[a-z-]+")
MASTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body><p>One <seg corresp="#no">two</seg>, <date when="then">three</date>.</p>
</body></text></TEI>
"""


def codes_of(tree: ast.AST, *, checks: bool) -> set[str]:
    """The codes that a module gives to findings; in the checks also those that it hands on."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            said = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "code")]
            if name in MAKERS:
                found |= {a.value for a in said if isinstance(a, ast.Constant)}
        elif checks and isinstance(node, ast.Constant) and FAMILIES.fullmatch(str(node.value)):
            found.add(node.value)
    return {code for code in found if isinstance(code, str) and CODE.fullmatch(code)}


def used() -> set[str]:
    found = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        checks = path.parent.name == "checks" or path.name == "diagnosis.py"
        found |= codes_of(ast.parse(path.read_text("utf-8")), checks=checks)
    return found


def shown(form: str, *findings: Finding) -> str:
    stream = io.StringIO()
    write_report(findings, stream, form=form)
    return stream.getvalue()


def fault(path: Path | None = None, **more: str) -> Finding:
    return Finding("words-lost", Severity.ERROR, "gone: 5 %,\nat all", path, 3, 7, **more)


def test_every_code_has_its_place_in_the_docs_and_every_place_its_code() -> None:
    assert used() - {rule.code for rule in RULES} - DOCUMENTED == set()
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "pipeline").rglob("*.py"))
    for code in DOCUMENTED:
        start = (
            code.split("-")[0] + "-" if code.startswith(("declaration", "epubcheck-*")) else code
        )
        assert f'"{start}' in sources, code
    rules = (ROOT / "docs" / "proof.md").read_text("utf-8")
    assert {rule.code for rule in RULES if rule.code not in rules} == set()


@pytest.mark.parametrize("said", ["words", "words-lost", "ref,words", "epubcheck-rsc-005"])
def test_codes_and_families_are_chosen(said: str) -> None:
    assert codes(said) == tuple(said.split(","))


@pytest.mark.parametrize("said", ["word", "words-lots", "words,nosuch", "epub"])
def test_a_code_that_no_finding_has_is_refused(said: str) -> None:
    with pytest.raises(ArgumentTypeError, match="no finding has the code"):
        codes(said)


def test_sarif_has_what_its_schema_requires(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The required members and closed vocabularies of SARIF 2.1.0 (3.13 to 3.30)."""
    monkeypatch.chdir(tmp_path)
    far = Finding("ref-dangling", Severity.INFO, "far", Path("/else where/b.xml"))
    log = json.loads(shown("sarif", fault(tmp_path / "ä b.xml"), far, fault()))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert [rule["id"] for rule in driver["rules"]] == ["ref-dangling", "words-lost"]
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%C3%A4%20b.xml"
    assert unquote(place["artifactLocation"]["uri"]) == "ä b.xml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    away = run["results"][1]["locations"][0]["physicalLocation"]
    assert away == {"artifactLocation": {"uri": "file:///else%20where/b.xml"}}
    assert "locations" not in run["results"][2]
    assert json.loads(shown("sarif"))["runs"][0]["results"] == []


def test_annotations_of_github_are_escaped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown("github", fault(tmp_path / "a,b.xml", remedy="Look.")) == (
        "::error file=a%2Cb.xml,line=3,col=7,title=words-lost::gone: 5 %25,%0Aat all%0ALook.\n"
    )
    assert shown("github", Finding("defect", Severity.INFO, "x")) == "::notice title=defect::x\n"


@pytest.mark.parametrize(
    ("options", "status", "codes"),
    [
        ([], 1, ["ref-dangling", "rule-date"]),
        (["--ignore", "ref,rule-date"], 0, []),
        (["--select", "ref"], 1, ["ref-dangling"]),
        (["--fail-on", "error"], 0, ["ref-dangling", "rule-date"]),
        (["--fail-on", "never"], 0, ["ref-dangling", "rule-date"]),
    ],
)
def test_findings_are_chosen_and_weighed(
    options: list[str],
    status: int,
    codes: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.xml").write_text(MASTER)
    assert main(["check", "small.xml", "text", "--format", "json", *options]) == status
    found = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in found if each["severity"] == "warning"] == codes


def test_the_problem_matcher_of_the_docs_reads_what_is_written(tmp_path: Path) -> None:
    said = re.search(r'"regexp": (".*")', PAGE)
    assert said
    pattern = re.compile(json.loads(said[1]))
    line = shown("text", fault(tmp_path / "a b.xml")).splitlines()[0]
    match = pattern.match(line)
    assert match
    assert match.groups()[1:5] == ("3", "7", "error", "words-lost")


def test_the_hooks_are_commands_that_there_are() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = re.findall(r"entry: edition (\w+)", hooks)
    assert entries == ["check", "proof"]
    for verb in entries:
        with pytest.raises(SystemExit) as left:
            main([verb, "--help"])
        assert left.value.code == 0
    assert re.findall(r"id: (\S+)", hooks) == re.findall(r"- id: (edition-\S+)", PAGE)
