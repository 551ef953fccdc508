"""The cases in `tests/cases/*.md`: a TEI fragment above, what becomes of it below.

`UPDATE_CASES=1 pytest tests/test_cases.py` writes what comes out today into
the case files; then every difference that git shows has to be read and wanted.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline.model.behaviours import BEHAVIOURS
from pipeline.model.book import XHTML, Book
from pipeline.model.interpret import interpret
from pipeline.model.predicates import Compiler
from pipeline.model.rend import read_looks
from pipeline.model.rule_files import read_rule_file
from pipeline.model.rules import RuleTable
from pipeline.model.surroundings import Surroundings
from pipeline.outputs.text import RULE, write_text
from pipeline.resources import read_style, style_path
from pipeline.tei.names import TEI
from pipeline.tei.parse import read_master
from pipeline.tei.reading import POLICIES, Policy

CASES = Path(__file__).parent / "cases"
_CASE = re.compile(r"^## (?P<name>.+?)\n(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(?P<kind>[\w -]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_PARTS = {"front", "body", "back", "text", "sourceDoc", "standOff", "facsimile"}
_BLOCKS = frozenset(
    "aside blockquote caption dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre"
    " section table tbody td th tr ul".split()
)


@dataclass(frozen=True)
class Case:
    """One `## heading` of a case file, with its fenced blocks by their kind."""

    path: Path
    name: str
    source: str
    expected: tuple[tuple[str, str], ...]

    @property
    def policies(self) -> tuple[Policy, ...]:
        kinds = dict(self.expected)
        return tuple(p for p in POLICIES if p == "corrected" or f"xhtml {p}" in kinds)


def read_cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.md")):
        for found in _CASE.finditer(path.read_text(encoding="utf-8")):
            blocks = [(m["kind"], m["text"]) for m in _FENCE.finditer(found["body"])]
            yield Case(path, found["name"], dict(blocks)["tei"], tuple(blocks[1:]))


def wrapped(source: str) -> str:
    """The fragment in the smallest TEI document that can hold it."""
    if _first_name(source) == "TEI":
        return source
    inner = source if (name := _first_name(source)) in _PARTS else f"<body>{source}</body>"
    if name not in {"text", "sourceDoc", "standOff", "facsimile"}:
        inner = f"<text>{inner}</text>"
    return (
        f'<TEI xmlns="{TEI}" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Case</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>"
        f"</teiHeader>{inner}</TEI>"
    )


def _first_name(source: str) -> str:
    found = re.match(r"\s*<(\w+)", source)
    return found[1] if found else ""


def outcome(case: Case, folder: Path) -> dict[str, str]:
    """What becomes of the case, by the kinds of its fenced blocks."""
    path = folder / "case.xml"
    path.write_text(wrapped(case.source), encoding="utf-8")
    master = read_master(path)
    results: dict[str, str] = {}
    for policy in case.policies:
        suffix = "" if policy == "corrected" else f" {policy}"
        book = interpret(master, policy)
        results[f"xhtml{suffix}"] = markup(book)
        text = write_text(book).decode("utf-8").split(RULE)[1].strip("\n")
        results[f"text{suffix}"] = text + "\n" if text else ""
    return results


def markup(book: Book) -> str:
    """The content, and the notes below it, one block a line."""
    lines = [line for child in _loose(deepcopy(book.content)) for line in _lines(child, 0)]
    for note in book.notes:
        lines += [
            "",
            f"{note.label} ({' '.join(filter(None, (note.kind, note.place))) or 'note'}):",
        ]
        lines += _lines(deepcopy(note.content), 0)
    return "\n".join(lines) + "\n"


def _loose(element: etree._Element) -> Iterator[etree._Element | str]:
    """The children of an element that holds blocks, with the words between them."""
    if (element.text or "").strip():
        yield " ".join((element.text or "").split())
    for child in element:
        tail, child.tail = child.tail, None
        yield child
        if (tail or "").strip():
            yield " ".join((tail or "").split())


def _lines(node: etree._Element | str, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(node, str):
        return [indent + node]
    if not any(_name(child) in _BLOCKS for child in node):
        text = _plain(node)
        return [indent + (text if _name(node) == "pre" else re.sub(r"[ \n\t]+", " ", text))]
    name = _name(node)
    start = _plain(etree.Element(node.tag, node.attrib)).removesuffix("/>").strip() + ">"
    inside = [line for child in _loose(node) for line in _lines(child, depth + 1)]
    return [indent + start, *inside, f"{indent}</{name}>"]


def _plain(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns(:\w+)?="http://www.w3.org/1999/xhtml"|(?<=<)/?html:', _bare, text)


def _bare(found: re.Match[str]) -> str:
    return "/" if found[0].startswith("/") else ""


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(f"{{{XHTML}}}")


def rewrite(case: Case, results: dict[str, str]) -> None:
    text = case.path.read_text(encoding="utf-8")
    start = text.index(f"```tei\n{case.source}```") + len(f"```tei\n{case.source}```")
    following = re.compile(r"^## ", re.MULTILINE).search(text, start)
    end = following.start() if following else len(text)
    blocks = "".join(f"\n\n```{kind}\n{value}```" for kind, value in results.items())
    tail = "\n\n" if following else "\n"
    case.path.write_text(text[:start] + blocks + tail + text[end:], encoding="utf-8")


@pytest.mark.parametrize(
    "case", list(read_cases()), ids=lambda case: f"{case.path.stem}: {case.name}"
)
def test_case(case: Case, tmp_path: Path) -> None:
    results = outcome(case, tmp_path)
    if os.environ.get("UPDATE_CASES"):
        rewrite(case, results)
        return
    assert results == dict(case.expected)


def test_every_element_of_tei_p5_has_rules() -> None:
    names = (Path(__file__).parent / "tei-elements.txt").read_text(encoding="utf-8").split()
    rules = etree.fromstring(read_style("edition.odd")).iter(f"{{{TEI}}}elementSpec")
    counted = Counter(rule.get("ident") for rule in rules)
    assert len(names) == 591
    assert set(names) - set(counted) == set()
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_rule_file_group_is_part_of_the_whole() -> None:
    odd = etree.fromstring(read_style("edition.odd"))
    groups = {
        group.get("{http://www.w3.org/XML/1998/namespace}id")
        for group in odd.iter(f"{{{TEI}}}specGrp")
    }
    referred = {str(ref.get("target")).lstrip("#") for ref in odd.iter(f"{{{TEI}}}specGrpRef")}
    assert groups == referred


def test_every_rule_can_be_compiled() -> None:
    path = style_path("edition.odd")
    root = read_rule_file(path)
    table = RuleTable(
        [path], Compiler(Surroundings(root, frozenset()), read_looks([root], {})), BEHAVIOURS
    )
    assert all(table.rules_for(name) for name in table.names())
    assert table.findings == []
