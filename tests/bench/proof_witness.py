"""How many of the editors' emendations the proofreader finds in the plain witness."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.editing.document import read_document
from pipeline.proof.doubt import Doubt
from pipeline.proof.proofread import doubts

WITNESS = Path("source/witness.txt")
_HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    "<title>Witness</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><bibl>"
    '<date when="1937">1937</date></bibl></sourceDesc></fileDesc></teiHeader><text><body>\n'
)


@dataclass(frozen=True)
class Emendation:
    """A row of the editors' table: the line of the witness, its words, and what they become."""

    line: int
    witness: str
    reading: str


@dataclass
class Outcome:
    """Which emendations were found, which not, and what else was."""

    hits: list[tuple[Emendation, Doubt]]
    misses: list[Emendation]
    others: list[Doubt]


def witness_as_tei(witness: Path, folder: Path) -> Path:
    """The witness without any correction: a paragraph for a line, on the same line numbers."""
    lines = witness.read_text("utf-8").split("\n")
    body = [_block(line) for line in lines]
    path = folder / "witness.xml"
    path.write_text(_HEAD.rstrip("\n") + "\n".join(body) + "</body></text></TEI>", "utf-8")
    return path


def _block(line: str) -> str:
    if not line.strip():
        return ""
    name = "p" if re.search(r"[.!?:”]\s*$", line) else "head"
    return f"<{name}>{escape(line)}</{name}>"


def emendations(table: Path) -> list[Emendation]:
    """The rows with the action `emend`."""
    with table.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Emendation(int(row["line"]), row["witness"], row["reading"])
            for row in rows
            if row["action"] == "emend"
        ]


def measure(wanted: Sequence[Emendation], path: Path, level: str = "likely") -> Outcome:
    """Proofread; a finding inside the words of an emendation, on its line, is a hit."""
    document = read_document(path)
    found = doubts(document, "witness", level, answers=False)
    used: set[int] = set()
    hits, misses = [], []
    for one in wanted:
        at = next((doubt for doubt in found if _is_about(doubt, one)), None)
        if at is None:
            misses.append(one)
        else:
            hits.append((one, at))
            used |= {id(doubt) for doubt in found if _is_about(doubt, one)}
    return Outcome(hits, misses, [doubt for doubt in found if id(doubt) not in used])


def _is_about(doubt: Doubt, one: Emendation) -> bool:
    suspicion = doubt.suspicion
    start = suspicion.block.text.find(one.witness)
    return start >= 0 and suspicion.start < start + len(one.witness) and start < suspicion.end
