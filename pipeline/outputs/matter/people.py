"""How the people behind a book are named: "Translated by Max Eastman"."""

from __future__ import annotations

import re

from pipeline.tei.metadata import Contributor, Metadata
from pipeline.terms import Terms

_LABELS = {
    "trl": "translated_by", "edt": "edited_by", "pdr": "principal", "fnd": "funded_by",
    "spn": "sponsored_by",
}  # fmt: skip
_STOP = re.compile(r"(?<=\w{5})[.:;,]+$|[:;,]+$")  # of a sentence, and not of an abbreviation
_PATRONS = frozenset(("fnd", "spn"))
# A role that ends in one of these words runs on into the name.
_PREPOSITIONS = frozenset(
    ("by", "of", "von", "par", "por", "de", "di", "da", "door", "av", "af", "od", "przez")
)


def authors(metadata: Metadata) -> str:
    """The authors' names, in order."""
    return _listed([person.name for person in metadata.by_relator("aut")])


def responsibility_lines(
    metadata: Metadata, terms: Terms, *, with_patrons: bool = True
) -> list[str]:
    """One line for each role other than the author's, in the header's order and words.

    Who gave money or a roof is named where there is room for them (`with_patrons`).
    """
    groups: dict[str, list[str]] = {}
    for person in metadata.contributors:
        if person.relator != "aut" and (with_patrons or person.relator not in _PATRONS):
            names = groups.setdefault(_label(person, terms), [])
            if person.name and person.name not in names:
                names.append(person.name)
    lines = (_line(label, names, terms.colon) for label, names in groups.items())
    return [line for line in lines if line]


def _label(person: Contributor, terms: Terms) -> str:
    """The header's words, unless they only name the relation ("translator")."""
    key = _LABELS.get(person.relator)
    if key and len(person.role.split()) <= 1:
        return terms(key)
    return f"{person.role[:1].upper()}{person.role[1:]}"


def _listed(names: list[str]) -> str:
    """The names, parted by semicolons where one has a comma of its own."""
    return ("; " if any(", " in name for name in names) else ", ").join(names)


def _line(label: str, names: list[str], colon: str) -> str:
    joined = _listed(names)
    if not label:
        return joined
    label = _STOP.sub("", label)
    runs_on = label.split()[-1].lower() in _PREPOSITIONS
    if not joined:
        return "" if runs_on else label
    return f"{label} {joined}" if runs_on else f"{label}{colon}{joined}"
