"""The editorial interventions of a master, each as one typed record (TEI 3.5, 11.3, 12)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intervention:
    """One departure from the witness, or one doubt about it.

    `kind` is `correction` (sic/corr), `regularisation` (orig/reg),
    `expansion` (abbr/expan), `supplied`, `surplus`, `deletion`, `addition`,
    `substitution`, `variant` (app), `gap`, `unclear`, or `query` (a textual
    note that leaves the reading alone). `witness` and `edition` are the two
    readings as plain text; `before` and `after` a few words of context under
    the corrected reading.
    """

    id: str
    kind: str
    witness: str
    edition: str
    division: str = ""  # heading of the innermost division
    paragraph: str = ""  # @n or xml:id of the paragraph
    paragraph_id: str = ""
    before: str = ""
    after: str = ""
    responsible: str = ""
    certainty: str = ""
    source: str = ""
    evidence: str = ""
    line: int = 0
