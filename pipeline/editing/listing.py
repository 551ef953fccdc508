"""The register as a table: for a terminal, a spreadsheet, a program, a web page."""

from __future__ import annotations

import csv
import html
import io
import json
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.tei.interventions import Intervention

FORMATS = ("table", "json", "tsv", "html")

# The column "line" is left to the line of a printed page, by which a passage can be found.
_COLUMNS = (
    ("id", "id"),
    ("kind", "kind"),
    ("in", "paragraph_id"),
    ("sic", "witness"),
    ("corr", "edition"),
    ("cert", "certainty"),
    ("resp", "resp"),
    ("source", "sources"),
    ("basis", "basis"),
    ("evidence", "evidence"),
    ("revision", "revision"),
    ("date", "date"),
    ("change", "change"),
    ("before", "before"),
    ("after", "after"),
    ("division", "division"),
    ("paragraph", "paragraph"),
    ("name", "responsible"),
    ("role", "role"),
    ("work", "source"),
    ("note", "note"),
    ("xml-line", "line"),
)
_HEADINGS = ("id", "place", "witness", "edition", "by", "why")
_NARROWEST, _SHARES = 8, (12, 14, 18, 18, 14, 24)
_BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted; what is empty is not asked for."""

    kind: str = ""
    cert: str = ""
    resp: str = ""
    revision: str = ""

    def accepts(self, each: Intervention) -> bool:
        """Whether the record is wanted; `resp` is a pointer, or a part of the name."""
        who = self.resp.removeprefix("#").lower()
        return (
            self.kind in ("", each.kind)
            and self.cert in ("", each.certainty)
            and self.revision in ("", each.revision)
            and (
                not who
                or who in each.resp.replace("#", "").lower().split()
                or who in each.responsible.lower()
            )
        )


def listed(records: Iterable[Intervention], form: str, width: int = 100) -> str:
    """The records in one of `FORMATS`; `width` is that of the terminal."""
    rows = list(records)
    if form == "json":
        objects = [{key: getattr(row, name) for key, name in _COLUMNS} for row in rows]
        return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"
    if form == "tsv":
        return _as_tsv(rows)
    if form == "html":
        return _as_html(rows)
    return _as_table(rows, width)


def _as_tsv(rows: Sequence[Intervention]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
    writer.writerow([key for key, _ in _COLUMNS])
    for row in rows:
        writer.writerow([str(getattr(row, name)).strip() for _, name in _COLUMNS])
    return stream.getvalue()


def _as_html(rows: Sequence[Intervention]) -> str:
    """One table (HTML 4.9), its cells in the order of the terminal's."""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("kind", *_HEADINGS))
    body = "\n".join(
        f'<tr id="{html.escape(row.id)}"><td>{html.escape(row.kind)}</td>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(row))
        + "</tr>"
        for row in rows
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Corrections</title>'
        "</head>\n<body><table>\n<caption>Corrections</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></body></html>\n"
    )


def _cells(row: Intervention) -> tuple[str, ...]:
    place = ", ".join(filter(None, (row.division, row.paragraph and f"§ {row.paragraph}")))
    who = ", ".join(filter(None, (row.responsible, row.certainty)))
    since = f"since {row.revision}" if row.revision else row.date
    why = " · ".join(filter(None, (row.evidence, row.source, row.note)))
    return row.id, place, row.witness, row.edition, f"{who} ({since})" if since else who, why


def _as_table(rows: Sequence[Intervention], width: int) -> str:
    if not rows:
        return ""
    cells = [_HEADINGS, *map(_cells, rows)]
    columns = _widths(cells, width)
    lines = []
    for number, row in enumerate(cells):
        lines += _line(row, columns)
        if number == 0:
            lines.append(_BETWEEN.join("─" * column for column in columns))
    kinds = [row.kind for row in rows]
    counts = ", ".join(f"{kind} {kinds.count(kind)}" for kind in dict.fromkeys(kinds))
    return "\n".join([*lines, "", f"{len(rows)} in all ({counts})", ""])


def _widths(cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """What each column needs, or its share where there is not room for all."""
    wanted = [max(map(_cells_wide, column)) for column in zip(*cells, strict=True)]
    room = max(width - len(_BETWEEN) * (len(wanted) - 1), _NARROWEST * len(wanted))
    widths = [max(_NARROWEST, room * share // sum(_SHARES)) for share in _SHARES]
    widths = [min(pair) for pair in zip(wanted, widths, strict=True)]
    for number in range(len(widths)):
        spare = room - sum(widths)
        widths[number] += max(0, min(spare, wanted[number] - widths[number]))
    return widths


def _line(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    wrapped = [
        textwrap.wrap(cell, column, break_on_hyphens=False) or [""]
        for cell, column in zip(row, columns, strict=True)
    ]
    height = max(map(len, wrapped))
    filled = [cell + [""] * (height - len(cell)) for cell in wrapped]
    return [
        _BETWEEN.join(
            part + " " * (column - _cells_wide(part))
            for part, column in zip(parts, columns, strict=True)
        ).rstrip()
        for parts in zip(*filled, strict=True)
    ]


def _cells_wide(text: str) -> int:
    """How many cells of a terminal the text takes (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )
