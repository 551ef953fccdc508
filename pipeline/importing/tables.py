"""Tables of plain text: blanks, rows of dots or strokes tell apart the words of a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.finding import Finding, Severity
from pipeline.importing.table_rows import Row, Span, are_columns_of_page, rows_of
from pipeline.importing.table_strokes import are_parted_by_strokes, cells_of, is_rule
from pipeline.importing.transcription import (
    OF_TEXT,
    SAID,
    Block,
    Kind,
    Layout,
    Mark,
    Moved,
    Transcription,
    lines_in,
)

GAP = r"\S(?: {2}|\t)"
_WIDE_GAP = r"\S(?: {3}| ?\t)[ \t]*\S"
_SHORT = 60  # characters of the lines of a poem
_LEADERS = r"(?<=[^\s.·…])(?:\.(?= ))?(?P<dots> *(?:[.·…]{4,}+|(?:[.·…] ){3,}+[.·…]?) *)(?=\S)"
_FEWER = (
    r"(?<=[^\s.·…])(?P<dots>(?: ?[.·…]){2,3} *(?=[^\w\s]{0,2}\d(?:[^.]|\.(?!\.))*\Z)| {2,})(?=\S)"
)
_RULES = frozenset(" \t=_+-")


def mark_tables(found: Transcription) -> None:
    """Mark the blocks that are tables beyond doubt; others that may be keep their lines."""
    marks: list[Mark] = []
    columns: list[Block] = []
    for block in found.blocks:
        if block.kind not in OF_TEXT or block.type == SAID:
            continue
        if are_columns_of_page(found.lines(block)):
            block.kind = Kind.VERSE
            columns.append(block)
            continue
        table = [*_parted_by_strokes(found, block)] or [*_led(found, block)]
        if not table and re.search(GAP, found.inner(block)):
            table = _with_gaps(found, block)
        if table:
            block.kind = Kind.MARKED
        marks += table
    found.marks[:0] = marks  # around all that is within
    found.findings += [_side_by_side(found, columns)] if columns else []


def _side_by_side(found: Transcription, blocks: Sequence[Block]) -> Finding:
    line, column = found.position(blocks[0].start)
    stand = "passages stand" if len(blocks) > 1 else "passage stands"
    return Finding(
        "import-columns",
        Severity.WARNING,
        f"{len(blocks)} {stand} in columns side by side, and are read across them",
        None,
        line,
        column,
        "Put the columns one below the other in the transcription, and import it again.",
    )


def row_marks(
    row: Span, cells: Iterable[tuple[Span, Mapping[str, str]]], *, is_head: bool
) -> Iterator[Mark]:
    """The marks of a row and of its cells, of which something may be said."""
    yield Mark(*row, "row", {"role": "label"} if is_head else {}, Layout.OWN)
    for cell, said in cells:
        yield Mark(*cell, "cell", {**said})


def _parted_by_strokes(found: Transcription, block: Block) -> Iterator[Mark]:
    """The rows whose cells strokes part; the first are heads, if a rule parts them from others."""
    lines = [*_lines(found.text, block.start, block.end)]
    if not are_parted_by_strokes([found.text[slice(*line)] for line in lines]):
        return
    yield Mark(block.start, block.end, "table", {}, Layout.OWN)
    rules = [is_rule(found.text[slice(*line)]) for line in lines]
    first = rules.index(False)
    for number, row in enumerate(lines):
        if rules[number]:
            yield Mark(*row, "fw", {"type": "markup"}, Layout.LINE)
            continue
        cells = [*cells_of(found.text, row)]
        is_head = number == first and any(rules[first + 1 : first + 2])
        yield from row_marks(row, ((cell, {}) for cell, _ in cells), is_head=is_head)
        for cell, words in cells:
            signs = (cell[0], words[0]), (words[1], cell[1])
            drawn = (each for each in signs if found.text[slice(*each)].strip())
            yield from (Mark(*each, "fw", {"type": "markup"}) for each in drawn)


def _led(found: Transcription, block: Block) -> Iterator[Mark]:
    """The rows of lines in which dots lead from the first words to the others.

    Where they do so in most, fewer dots do before a figure, or blanks.
    """
    lines = [*lines_in(found.text, block.start, block.end)]
    leaders = [[*re.compile(_LEADERS).finditer(found.text, *line)] for line in lines]
    sure = sum(map(bool, leaders))
    if len(lines) < 2 or sure < 2 or sure * 2 < len(lines):
        return
    fewer = [[*re.compile(_FEWER).finditer(found.text, *line)] for line in lines]
    leaders = [those or others for those, others in zip(leaders, fewer, strict=True)]
    if any(len(those) != 1 for those in leaders):
        lead = sum(re.search(r"\d\W*\Z", found.text[slice(*line)]) is not None for line in lines)
        block.kind = Kind.VERSE if lead * 2 > len(lines) else block.kind
        return
    yield Mark(block.start, block.end, "table", {}, Layout.OWN)
    for (start, end), [dots] in zip(lines, leaders, strict=True):
        first, last = dots.span("dots")
        cells: list[tuple[Span, dict[str, str]]] = [((start, first), {}), ((last, end), {})]
        yield from row_marks((start, end), cells, is_head=False)
        if found.text[first:last].strip():
            yield Mark(first, last, "fw", {"type": "markup"})


def _with_gaps(found: Transcription, block: Block) -> list[Mark]:
    """The marks of a table; where lines may be rows and are none, they are verses."""
    lines = found.lines(block)
    if _are_halves(lines):
        block.kind = Kind.VERSE
        gaps = re.compile(_WIDE_GAP).finditer(found.text, block.start, block.end)
        found.marks += [Mark(gap.start() + 1, gap.start() + 1, "caesura") for gap in gaps]
        return []
    spans = [*_lines(found.text, block.start, block.end)]
    rules = [span for span in spans if {*found.text[slice(*span)]} <= _RULES]
    rows = rows_of(found.text, sorted({*spans}.difference(rules)))
    if not rows:
        block.kind = Kind.VERSE if _keep_lines(block, lines) else block.kind
        return []
    marks = [Mark(block.start, block.end, "table", {}, Layout.OWN)]
    marks += [Mark(*rule, "fw", {"type": "markup"}, Layout.LINE) for rule in rules]
    for row in rows:
        marks += _row(found, row, is_head=row is rows[0] and spans[1] in rules)
    return marks


def _are_halves(lines: Sequence[str]) -> bool:
    """Whether a gap parts each line in two halves of a verse, the second of which begins small."""
    halves = [re.split(r" {3,}| ?\t\s*", line.strip()) for line in lines]
    if len(lines) < 2 or any(len(each) != 2 or re.search(r"\d", "".join(each)) for each in halves):
        return False
    are_capital = all(first[:1].isupper() for first, _ in halves)
    long = sum(" " in first and " " in second for first, second in halves)
    is_poem = not are_capital or long * 2 > len(lines)
    return is_poem and halves[0][0][:1].isupper() and all(each[1][0].islower() for each in halves)


def _keep_lines(block: Block, lines: Sequence[str]) -> bool:
    """Whether all lines may be rows, or most of those of what is set as a poem."""
    gaps = sum(re.search(_WIDE_GAP, line) is not None for line in lines)
    is_short = block.kind is not Kind.PARAGRAPH and max(map(len, lines)) <= _SHORT
    return gaps == len(lines) or (is_short and gaps > 1 and gaps * 3 >= 2 * len(lines))


def _row(found: Transcription, row: Row, *, is_head: bool) -> Iterator[Mark]:
    """The marks of a row; what stands in further lines of its first cell, is moved into it."""
    said = [{"cols": str(row.covered.get(number, ""))} for number in range(len(row.cells))]
    yield from row_marks(row.span, zip(row.cells, said, strict=True), is_head=is_head)
    for start, end in row.further:
        yield Mark(start - 1, end, "fw", {"type": "markup"}, Layout.LINE)
        found.moved.append(Moved(row.cells[0], (start - 1, end), "seg"))


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    for line in text[start:end].split("\n"):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line) + 1
