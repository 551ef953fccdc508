"""Corrections in a table: tab-separated as spreadsheets write it, or JSON."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.editing.correction import Correction
from pipeline.editing.placing import Place
from pipeline.finding import EditionError, Finding, Severity

BASES = ("internal", "external", "conjecture")
CERTAINTIES = ("high", "medium", "low", "unknown")
_ALSO = {"witness": "sic", "edition": "corr", "certainty": "cert", "responsible": "resp"}
_PAGE_AND_LINE = re.compile(r"(?:p(?:age|\.)?\s*)?(\w+)\s*(?:[:,]\s*(?:l(?:ine|\.)?\s*)?(\d+))")


def read_table(path: Path) -> tuple[list[Correction], int]:
    """The corrections of the table, and how many rows are of another kind.

    Raises `EditionError` with all that is wrong with its rows.
    """
    rows = read_rows(path)
    corrections: list[Correction] = []
    faults: list[Finding] = []
    others = 0
    for number, row in enumerate(rows, 2):
        if row.get("kind", "correction") not in {"correction", ""}:
            others += 1
            continue
        wrong = _wrong_with(row)
        if wrong:
            faults.append(_fault(path, wrong, number))
        else:
            corrections.append(_correction(row, number))
    if faults:
        raise EditionError(*faults)
    return corrections, others


def pointers(value: str, known: Mapping[str, object]) -> str:
    """`value` as TEI pointers: a name that the document has as an id gets its #."""
    return " ".join(f"#{word}" if word in known else word for word in value.split())


def read_rows(path: Path) -> list[dict[str, str]]:
    """Every row of the table, by the names of its columns."""
    text = _text(path)
    if path.suffix == ".json":
        return _from_json(path, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    lines = [line for line in reader if any(cell.strip() for cell in line)]
    if not lines:
        raise EditionError(_fault(path, "The table is empty.", 1))
    names = [_column(name) for name in lines[0]]
    missing = [name for name in ("sic", "corr") if name not in names]
    if missing:
        raise EditionError(
            _fault(
                path,
                f"The table has no column “{missing[0]}”.",
                1,
                "Its first line names the columns: in, sic, corr, cert, resp, source, basis, "
                "evidence, page, line, before, after.",
            )
        )
    return [_row(zip(names, line, strict=False)) for line in lines[1:]]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise EditionError(_fault(path, f"It cannot be read: {error.strerror}.", 0)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise EditionError(
            _fault(path, "It is not UTF-8.", line, "Save it as UTF-8 text.")
        ) from None


def _from_json(path: Path, text: str) -> list[dict[str, str]]:
    try:
        rows = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise EditionError(_fault(path, f"It is not JSON: {error}.", line)) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise EditionError(_fault(path, "It is not a list of objects.", 1))
    return [_row((_column(key), "" if cell is None else str(cell)) for key, cell in row.items())
            for row in rows]  # fmt: skip


def _row(cells: object) -> dict[str, str]:
    row: dict[str, str] = {}
    for name, value in cells:  # type: ignore[attr-defined]
        row.setdefault(name, " ".join(value.split()))
    return row


def _column(name: str) -> str:
    name = name.strip().lower()
    return _ALSO.get(name, name)


def _wrong_with(row: dict[str, str]) -> str:
    if not row.get("sic"):
        return "There is nothing in the column “sic”."
    if row["sic"] == row.get("corr", ""):
        return f"“sic” and “corr” are the same: “{row['sic']}”."
    if row.get("cert", "") not in ("", *CERTAINTIES):
        return f"“{row['cert']}” is no certainty: {', '.join(CERTAINTIES)}."
    if row.get("basis", "") not in ("", *BASES):
        return f"“{row['basis']}” is no basis: {', '.join(BASES)}."
    return ""


def _correction(row: dict[str, str], number: int) -> Correction:
    evidence, basis = row.get("evidence", ""), row.get("basis", "")
    if evidence in BASES:
        evidence, basis = "", basis or evidence
    return Correction(
        sic=row["sic"],
        corr=row.get("corr", ""),
        place=place_of(row),
        cert=row.get("cert", ""),
        resp=row.get("resp", ""),
        sources=row.get("source", ""),
        basis=basis,
        evidence=evidence,
        id=row.get("id", ""),
        revision=row.get("revision", ""),
        row=number,
    )


def place_of(row: dict[str, str]) -> Place:
    """Where a row says that its words stand."""
    said = row.get("in", "") or row.get("place", "")
    found = Place(said, *(row.get(name, "") for name in ("page", "line", "before", "after")))
    if match := _PAGE_AND_LINE.fullmatch(said):
        return Place("", match[1], match[2], found.before, found.after)
    if " " in said:
        before, here, after = said.partition(row["sic"])
        if here:
            return Place("", found.page, found.line, before.strip(), after.strip())
    return found


def _fault(path: Path, message: str, line: int, remedy: str = "") -> Finding:
    return Finding("correct-table", Severity.ERROR, message, path, line, 1 if line else 0, remedy)
