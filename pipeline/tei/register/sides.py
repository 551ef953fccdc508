"""The sides of a `choice`: what the witness has, and what the editors make of it (TEI 3.5)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import local_name, tei
from pipeline.tei.reading import chosen

NOT_IN_THE_WITNESS = frozenset({"supplied", "add", "corr", "reg", "note"})
ALTERNATIVES = ("unclear", "orig", "sic", "abbr", "supplied", "expan", "corr", "reg")
# In the order in which they are read, and the kinds of the editors' ones.
_WITNESS_SIDES = ("sic", "orig", "abbr", "am")
_EDITION_SIDES = {
    "corr": "correction", "reg": "regularisation", "expan": "expansion", "ex": "expansion",
}  # fmt: skip
_OF_EDITORS = NOT_IN_THE_WITNESS | _EDITION_SIDES.keys()


def pair_of(choice: etree._Element) -> tuple[str, str, str] | None:
    """The names of the two sides of a `choice`, and the kind of intervention they make.

    Of alternatives that are alike, between which the editor is in doubt, that is one name twice.
    """
    names = [local_name(child.tag) for child in choice]
    for ours, kind in _EDITION_SIDES.items():
        for theirs in _WITNESS_SIDES:
            if ours in names and theirs in names:
                return theirs, ours, "correction" if theirs == "sic" else kind
    alike = next((name for name in ALTERNATIVES if names.count(name) > 1), "")
    return (alike, alike, alike if alike in ("corr", "reg") else "unclear") if alike else None


def witness_sides(element: etree._Element) -> list[etree._Element]:
    """What of a `choice` is the witness's: none of a choice between the editors' own readings."""
    pair = pair_of(element) if local_name(element.tag) == "choice" else None
    if pair is None or pair[0] in _OF_EDITORS:
        return []
    return list(element.iterchildren(tei(pair[0])))


def kind_of_choice(choice: etree._Element) -> str:
    """That of its sides; where the witness's is read under either policy, it is only marked."""
    pair, read = pair_of(choice), chosen(choice, "corrected")
    if pair is None or read is None:
        return ""
    return "orig" if pair[0] != pair[1] and read.tag == tei("orig") else pair[2]
