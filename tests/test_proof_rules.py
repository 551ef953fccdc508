"""Every rule of the proofreader: its example is found, at its place, and what is right is not."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from pipeline.editing.document import Document, read_document
from pipeline.proof import manual
from pipeline.proof.doubt import Doubt
from pipeline.proof.proofread import doubts
from pipeline.proof.registry import RULES
from pipeline.proof.rule import Rule

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    "<title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><bibl>"
    '<date when="1937"/></bibl></sourceDesc></fileDesc></teiHeader><text><body>\n'
)


def document(folder: Path, *paragraphs: str) -> Document:
    path = folder / "text.xml"
    body = "\n".join(f"  <p>{paragraph}</p>" for paragraph in paragraphs)
    path.write_text(f"{HEAD}{body}\n</body></text></TEI>\n", "utf-8")
    return read_document(path)


def found(read: Document, rule: Rule | None = None) -> list[Doubt]:
    return doubts(read, wanted=(lambda one: one is rule) if rule else None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_wrong_example_is_found_and_the_right_one_is_not(rule: Rule, tmp_path: Path) -> None:
    context = [escape(paragraph) for paragraph in rule.context]
    assert not found(document(tmp_path, *context, escape(rule.right)), rule)
    assert found(document(tmp_path, *context, escape(rule.wrong)), rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_line_and_column_stand_on_the_fault(rule: Rule, tmp_path: Path) -> None:
    """Entities and tags before the fault are counted as they are written."""
    context = [escape(paragraph) for paragraph in rule.context]
    read = document(tmp_path, "Salt &amp; <hi>pepper</hi>.", *context, escape(rule.wrong))
    doubt = found(read, rule)[0]
    from pipeline.proof.proofread import finding

    told = finding(read, doubt)
    line = read.text.split("\n")[told.line - 1]
    assert line[told.column - 1 :].startswith(doubt.suspicion.words.rstrip())


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_page_of_the_docs_is_made_from_the_rules() -> None:
    page = Path(__file__).parent.parent / "docs" / "proof.md"
    assert page.read_text("utf-8") == manual.manual()
