"""What an intervention is, and its two readings (TEI 3.5, 11.3, 12.1)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import local_name, tei
from pipeline.tei.reading import Policy, is_listed, is_restored, reading_of
from pipeline.tei.register.text import RunningText

KINDS = {
    "choice": "", "sic": "sic", "corr": "corr", "orig": "orig", "reg": "reg",
    "abbr": "", "expan": "", "supplied": "supplied", "surplus": "surplus", "gap": "gap",
    "unclear": "unclear", "add": "addition", "del": "deletion", "subst": "substitution",
    "app": "variant",
}  # fmt: skip
_OF_CHOICE = (
    ("sic", "corr", "correction"),
    ("orig", "reg", "regularisation"),
    ("abbr", "expan", "expansion"),
    ("am", "ex", "expansion"),
    ("unclear", "unclear", "unclear"),
)
_LACUNA = "[…]"
_NOT_IN_THE_WITNESS = frozenset({"supplied", "add", "corr", "reg", "note"})
_NOT_IN_THE_EDITION = frozenset({"del", "surplus", "gap", "note"})
_AS_LEFT = RunningText("witness", as_left=True)
CORRECTED, WITNESS = RunningText("corrected"), RunningText("witness")
RUNNING_TEXT: dict[Policy, RunningText] = {"corrected": CORRECTED, "witness": WITNESS}


def is_recorded(element: etree._Element) -> bool:
    """Whether this element is an intervention of its own, not a part of another."""
    name = local_name(element.tag)
    if name == "note":
        return element.get("type") == "textual" and _names_its_words(element)
    above = element.getparent()
    parent = local_name(above.tag) if above is not None else ""
    if parent == "choice" or (parent == "subst" and name in {"add", "del"}):
        return False
    if next(element.iterancestors(tei("teiHeader")), None) is not None or is_restored(element):
        return False
    if name == "choice":
        return pair_of(element) is not None
    if name == "app":
        return not is_listed(element)
    return name not in {"abbr", "expan"}


def _names_its_words(note: etree._Element) -> bool:
    """Whether it says which words it doubts: by a pointer, or right behind a `seg`."""
    if note.get("target") or note.get("corresp"):
        return True
    before = note.getprevious()
    return before is not None and before.tag == tei("seg") and not (before.tail or "").strip()


def pair_of(choice: etree._Element) -> tuple[str, str, str] | None:
    """The names of the two sides of a `choice`, and the kind of intervention they make."""
    names = {local_name(child.tag) for child in choice}
    return next((pair for pair in _OF_CHOICE if pair[0] in names and pair[1] in names), None)


def kind_of(element: etree._Element) -> str:
    """The kind of intervention, in the words of `Intervention`."""
    name = local_name(element.tag)
    if name == "note":
        return "query"
    if name == "choice":
        pair = pair_of(element)
        return pair[2] if pair else ""
    return KINDS[name]


def witness_reading(element: etree._Element) -> str:
    """What the witness reads."""
    name = local_name(element.tag)
    if name == "choice":
        pair = pair_of(element)
        sides = [child for child in element if pair and child.tag == tei(pair[0])]
        return " / ".join(_AS_LEFT.of(side) for side in sides)
    if name == "subst":
        return " ".join(filter(None, map(_AS_LEFT.of, element.iterchildren(tei("del")))))
    if name == "app":
        read = reading_of(element, "corrected")
        own = (each for each in element.iter(tei("lem"), tei("rdg")) if _app_of(each) is element)
        return "; ".join(_with_sigla(reading) for reading in own if reading is not read)
    return "" if name in _NOT_IN_THE_WITNESS else _AS_LEFT.of(element)


def edition_reading(element: etree._Element) -> str:
    """What the edition reads."""
    name = local_name(element.tag)
    if name in _NOT_IN_THE_EDITION:
        return ""
    if name == "app":
        read = reading_of(element, "corrected")
        return CORRECTED.of(read) if read is not None else ""
    return CORRECTED.of(element)


def _app_of(reading: etree._Element) -> etree._Element | None:
    return next(reading.iterancestors(tei("app")), None)


def _with_sigla(reading: etree._Element) -> str:
    """What it reads, and who has it: witnesses, an editor, or a work (TEI 12.1.4)."""
    lacks = "om." if next(reading.iter(tei("gap")), None) is None else _LACUNA
    words = _AS_LEFT.of(reading) or lacks
    named = next(filter(None, map(reading.get, ("wit", "resp", "source"))), "")
    sigla = " ".join(siglum.rpartition("#")[2] for siglum in named.split())
    return f"{words} {sigla}".strip()
