"""How the people behind a book are named: "Translated by Max Eastman"."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.outputs.terms import Terms
from pipeline.tei.metadata import Contributor, Metadata

_LABELS = {"trl": "translated_by", "edt": "edited_by"}
# A role that ends in one of these words runs on into the name.
_PREPOSITIONS = frozenset(
    ("by", "von", "par", "por", "de", "di", "da", "door", "av", "af", "od", "przez")
)


def authors(metadata: Metadata) -> str:
    """The authors' names, in order."""
    return ", ".join(person.name for person in metadata.by_relator("aut"))


def responsibility_lines(metadata: Metadata, terms: Terms) -> list[str]:
    """One line for each role other than the author's, in the header's order and words."""
    groups: dict[str, list[str]] = {}
    for person in metadata.contributors:
        if person.relator != "aut":
            names = groups.setdefault(_label(person, terms), [])
            if person.name not in names:
                names.append(person.name)
    return [_line(label, names) for label, names in groups.items()]


def _label(person: Contributor, terms: Terms) -> str:
    """The header's words, unless they only name the relation ("translator")."""
    key = _LABELS.get(person.relator)
    if key and len(person.role.split()) <= 1:
        return terms(key)
    return f"{person.role[:1].upper()}{person.role[1:]}"


def _line(label: str, names: Iterable[str]) -> str:
    joined = ", ".join(names)
    if not label:
        return joined
    runs_on = label.split()[-1].lower() in _PREPOSITIONS
    return f"{label} {joined}" if runs_on else f"{label}: {joined}"
