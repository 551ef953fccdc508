"""What could not be done, with every candidate, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.editing.comparison import Unplaced
from pipeline.editing.correction import Correction
from pipeline.editing.document import Document
from pipeline.editing.passages import Passage
from pipeline.editing.placing import Refused
from pipeline.finding import Finding, Severity
from pipeline.tei.names import XML_ID

_SHOWN, _CONTEXT = 24, 40
_REMEDIES = {
    "correct-no-such-id": "edition corrections lists the ids of corrections; those of paragraphs "
    "stand in the master.",
    "correct-ambiguous": "Name the paragraph with --in, or give more words.",
    "correct-missing": "Give the words as they are read now, corrections included, and where they "
    "stand.",
    "correct-crossing": "Choose a passage that holds whole elements, or none; or edit the master.",
    "correct-corrected": "edition correct --undo takes an earlier correction back.",
    "correct-overlap": "Make one correction of the two.",
}


def finding(document: Document, correction: Correction, refused: Refused) -> Finding:
    """Why a correction was refused, with the candidates and where they stand."""
    line = column = 0
    if refused.intervention is not None:
        line, column = document.source.position(refused.intervention.start)
    elif len(refused.candidates) == 1:
        line, column = document.source.position(refused.candidates[0].offset)
    message = refused.reason[0].upper() + refused.reason[1:]
    if refused.intervention is not None and (own := refused.intervention.element.get(XML_ID)):
        message += f" ({own})"
    if correction.row:
        message = f"Row {correction.row}: {message}"
    remedy = _REMEDIES.get(refused.code, "")
    if refused.near_ids:
        remedy = f"Did you mean {' or '.join(refused.near_ids)}? {remedy}"
    if not refused.candidates and any(span.name == "include" for span in document.spans):
        remedy = f"{remedy} Passages in files that the master includes must be edited there."
    return Finding(
        refused.code,
        Severity.ERROR,
        f"{message}.",
        document.source.path,
        line,
        column,
        remedy,
        "\n".join(_candidates(refused.candidates)),
    )


def _candidates(passages: Sequence[Passage]) -> Iterator[str]:
    yield from map(candidate, passages[:_SHOWN])
    if len(passages) > _SHOWN:
        yield f"… and {len(passages) - _SHOWN} more"


def candidate(passage: Passage) -> str:
    """Where a passage stands, and what stands around it: `141:1093 c6-s1-p16 …in [1936], …`."""
    line, column = passage.document.source.position(passage.offset)
    left, right = (re.sub(r"\s+", " ", part) for part in passage.around(_CONTEXT))
    return f"{line}:{column}  {passage.place or '(no id)'}  {left}[{passage.words}]{right}"


def unplaced(differences: Iterable[Unplaced], copy: Path) -> list[Finding]:
    """The differences of an edited copy that a person must look at."""
    return [
        Finding(
            "correct-unplaced",
            Severity.WARNING,
            f"“{_short(each.old)}” → “{_short(each.new)}” is not applied: {each.reason}.",
            copy,
            each.line,
            1,
        )
        for each in differences
    ]


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"
