"""The master of chapter 6 holds what the editors decided; true also after later corrections."""

from __future__ import annotations

import csv
import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from pipeline.checks.witness import witness_text
from pipeline.tei.parse import Master, read_master

SOURCE = Path(__file__).parent.parent / "source"
NAMESPACES = {"t": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = ("ref", "target", "resp", "who", "source", "corresp", "next", "prev", "copyOf")
PARAGRAPHS = [20, 10, 14, 17]


@pytest.fixture(scope="module")
def master() -> Master:
    return read_master(SOURCE / "chapter-6.xml")


def every(master: Master, expression: str) -> list[etree._Element]:
    found = master.root.xpath(expression, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return found


def readings(action: str) -> list[dict[str, str]]:
    with (SOURCE / "encoding" / "readings.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["action"] == action]


def test_the_reader_finds_nothing_wrong(master: Master) -> None:
    assert master.findings == ()


def test_no_paragraph_is_lost(master: Master) -> None:
    sections = every(master, "//t:body/t:div/t:div")
    assert [section.get("n") for section in sections] == ["1", "2", "3", "4"]
    numbered = [[p.get(XML_ID) for p in section.findall("t:p", NAMESPACES)] for section in sections]
    assert numbered == [
        [f"c6-s{section}-p{n}" for n in range(1, count + 1)]
        for section, count in enumerate(PARAGRAPHS, 1)
    ]
    assert len(every(master, "//t:text//t:p[@n]")) == sum(PARAGRAPHS) == 61


def test_paragraphs_are_the_witness_s_lines(master: Master) -> None:
    """`c6-s1-p16` is the paragraph with the five-digit year, line 50 of the witness."""
    lines = (SOURCE / "witness.txt").read_text("utf-8").split("\n")
    for paragraph in every(master, "//t:text//t:p[@n]"):
        own = paragraph.xpath("string()")
        assert lines[line_of(paragraph) - 1][:20] == own[:20]
    (year,) = every(master, "//t:p[.//t:sic = '19156']")
    assert (year.get(XML_ID), line_of(year)) == ("c6-s1-p16", 50)


def test_every_decided_emendation_stands_in_the_text(master: Master) -> None:
    rows = readings("emend")
    assert len(rows) == 23
    found = Counter[int]()
    for choice in every(master, "//t:text//t:choice[starts-with(@xml:id, 'corr-')]"):
        paragraph = next(choice.iterancestors(f"{{{NAMESPACES['t']}}}p"))
        found[line_of(paragraph)] += 1
    decided = Counter(int(row["line"]) for row in rows)
    assert all(found[line] >= number for line, number in decided.items())


def line_of(paragraph: etree._Element) -> int:
    section, number = map(int, re.findall(r"\d+", str(paragraph.get(XML_ID)))[1:])
    return (20, 62, 84, 114)[section - 1] + 2 * (number - 1)


def test_every_correction_is_signed_weighed_and_justified(master: Master) -> None:
    for element, record in master.interventions:
        if record.kind != "correction":
            continue
        assert element.get(XML_ID), record
        assert record.witness != record.edition
        assert record.certainty in {"high", "medium", "low"}, record
        assert record.responsible, record
        assert record.evidence.endswith("."), record


def test_every_doubt_is_a_note_that_names_its_words(master: Master) -> None:
    notes = every(master, "//t:text//t:note[@type='textual']")
    assert {f"query-{n}" for n in range(1, 13)} <= {str(note.get(XML_ID)) for note in notes}
    assert len(readings("query")) == 12
    for note in notes:
        words = note.getprevious()
        assert words is not None
        assert note.get("corresp") == f"#{words.get(XML_ID)}"
        assert not (words.tail or "")
        assert note.get("resp") == "#editors"
        assert note.get("cert")


def test_a_doubt_is_recorded_with_its_words_and_its_source(master: Master) -> None:
    records = {record.id: record for _, record in master.interventions}
    shops = records["query-9"]
    assert (shops.kind, shops.witness, shops.edition) == ("query", "115,000", "115,000")
    assert shops.before.endswith("in 1935, ")
    assert shops.after.startswith(" trade departments")
    assert shops.source.startswith("The Russian original of The Revolution Betrayed")
    assert "; A Soviet table" in shops.source


def test_every_pointer_arrives(master: Master) -> None:
    ids = {str(name) for name in master.root.xpath("//@xml:id")}
    pointers = [
        (name, pointer)
        for element in every(master, "//*[not(ancestor-or-self::t:teiHeader//t:resp)]")
        for name in POINTERS
        for pointer in (element.get(name) or "").split()
    ]
    inside = [pointer[1:] for _, pointer in pointers if pointer.startswith("#")]
    assert len(inside) > 150
    assert [name for name in inside if name not in ids] == []
    other = {pointer for _, pointer in pointers if not pointer.startswith("#")}
    assert all(re.match(r"https?://|witness\.txt$", pointer) for pointer in other), other


def test_ids_are_unique(master: Master) -> None:
    counted = Counter(str(name) for name in master.root.xpath("//@xml:id"))
    assert [name for name, times in counted.items() if times > 1] == []


def test_every_pair_of_quotation_marks_has_its_element(master: Master) -> None:
    marked = every(
        master, "//t:p[@n]//*[self::t:quote or self::t:said or self::t:soCalled or self::t:q]"
    )
    texts = ["".join(str(text) for text in element.itertext()) for element in marked]
    assert all(text[0] == "“" and text[-1] == "”" for text in texts)
    assert len(marked) == (SOURCE / "witness.txt").read_text("utf-8").count("“") == 83


def test_the_header_says_what_the_editions_need(master: Master) -> None:
    metadata = master.metadata
    assert (metadata.title, metadata.series) == (
        "The Growth of Inequality and Social Antagonisms",
        "The Revolution Betrayed",
    )
    assert [(person.name, person.relator) for person in metadata.contributors] == [
        ("Leon Trotsky", "aut"),
        ("Max Eastman", "trl"),
        ("The editors of this edition", "edt"),
    ]
    assert metadata.identifier == "urn:uuid:978b4a76-844a-5402-a42b-3c9e66f00bbb"
    assert metadata.language == "en-US"
    rights = " ".join(metadata.rights)
    assert "very probably in the public domain" in rights
    assert "until the end of 2039" in rights
    assert "legal advice" in rights
    assert {"correction", "normalization", "quotation", "hyphenation"} <= {
        declaration.kind for declaration in metadata.declarations
    }
    assert [change.when for change in metadata.changes] == sorted(
        (change.when for change in metadata.changes), reverse=True
    )
    assert metadata.revision == metadata.changes[0].number


def test_the_program_that_made_the_master_gives_the_witness_back(tmp_path: Path) -> None:
    """The record of how revision 1.0 was made still runs, and still adds nothing of its own."""
    path = SOURCE / "encoding" / "encode.py"
    spec = importlib.util.spec_from_file_location("encode", path)
    assert spec is not None
    assert spec.loader is not None
    encode = importlib.util.module_from_spec(spec)
    sys.modules["encode"] = encode
    try:
        spec.loader.exec_module(encode)
        made = tmp_path / "made.xml"
        made.write_text("\n".join(encode.Encoding().document()), encoding="utf-8")
    finally:
        del sys.modules["encode"]
    assert witness_text(made).encode("utf-8") == (SOURCE / "witness.txt").read_bytes()
    assert (
        read_master(made).metadata.identifier
        == read_master(SOURCE / "chapter-6.xml").metadata.identifier
    )
