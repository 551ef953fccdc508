"""Corrections in a table: tab-separated as spreadsheets write it, or JSON."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.editing.correction import Correction
from pipeline.editing.placing import Place
from pipeline.finding import EditionError, Finding, Severity
from pipeline.tei.grounds import BASES, CERTAINTIES

SUFFIXES = (".tsv", ".json")
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
    lines = list(_lines(path, text))
    if not lines:
        raise EditionError(_fault(path, "The table is empty.", 1))
    names = [_column(name) for name in lines[0][1]]
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
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        raise EditionError(_fault(path, f"The table has two columns “{twice}”.", 1))
    for number, line in lines:
        if any(cell.strip() for cell in line[len(names) :]):
            message = f"The row has {len(line)} cells, and the table {len(names)} columns."
            raise EditionError(_fault(path, message, number))
    return [_row(zip(names, line, strict=False)) for _, line in lines[1:]]


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row that has any, and the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            message, remedy = "A cell is too long.", "Correct so much by hand."
        else:
            message = "A quotation mark that begins a cell is not closed at its end."
            remedy = 'In a cell between quotation marks those of the text are doubled: """Yes"".".'
        raise EditionError(_fault(path, message, begins, remedy)) from None


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
    except json.JSONDecodeError as error:
        raise EditionError(_fault(path, f"It is not JSON: {error}.", error.lineno)) from None
    except (ValueError, RecursionError):
        message = "It is no table: a number in it has too many digits, or its lists are too deep."
        raise EditionError(_fault(path, message, 1)) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise EditionError(_fault(path, "It is not a list of objects.", 1))
    for key, cell in ((key, cell) for row in rows for key, cell in row.items()):
        if not _is_cell(_column(key), cell):
            line = _line_of_value(text, key)
            raise EditionError(_fault(path, f"“{key}” is not text between quotation marks.", line))
    return [_row((_column(key), "" if cell is None else str(cell)) for key, cell in row.items())
            for row in rows]  # fmt: skip


def _is_cell(column: str, value: object) -> bool:
    """Whether it is text, or a number where numbers are: not every 1 of a text is a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return column not in ("sic", "corr")
    return value is None or isinstance(value, str)


def _line_of_value(text: str, key: str) -> int:
    """The line of the first value under `key` that is neither text nor nothing."""
    name = re.escape(json.dumps(key, ensure_ascii=False))
    found = re.search(rf'{name}\s*:\s*(?!["\s]|null\b)', text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


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
        date=row.get("date", ""),
        change=row.get("change", ""),
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
