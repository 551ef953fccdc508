"""Reading policies: which side of an editorial intervention is read.

`corrected` reads corr, reg, expan, lem and add; `witness` reads sic, orig
and abbr, and the text as it was transcribed, deletions included (TEI
Guidelines 3.5, 11.3 and 12.1). An intervention may nest in another; each
element is decided by itself and its parent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from lxml import etree

from pipeline.tei.apparatus import is_listed, regularizes_only, stands_outside
from pipeline.tei.languages import primary
from pipeline.tei.levels import LEVELS, gives_way
from pipeline.tei.names import XML_LANG, has_own_words, local_name, tei
from pipeline.tei.reading_details import app_of, readings_with

Policy = Literal["corrected", "witness"]
POLICIES: tuple[Policy, ...] = ("corrected", "witness")

_PREFERRED: dict[Policy, tuple[str, ...]] = {
    "corrected": tuple(map(tei, "corr reg expan ex supplied unclear abbr orig sic seg".split())),
    "witness": tuple(map(tei, "sic orig abbr am unclear expan reg corr seg".split())),
}
_ANNOTATIONS = frozenset({"note", "witDetail", "certainty", "precision", "respons", "desc"})
_MILESTONES = frozenset({"pb", "lb", "cb", "gb", "milestone", "anchor"})
_OF_THE_SOURCE = frozenset(("sic", "orig", "abbr", "del", "surplus"))
_CHOICE, _EXPAN, _EX, _PAGE = map(tei, ("choice", "expan", "ex", "pb"))
_ORIG, _REG, _LEM, _RDG = map(tei, ("orig", "reg", "lem", "rdg"))
_DEL, _RESTORE, _DIV = tei("del"), tei("restore"), tei("div")

Decision = Callable[[etree._Element], bool]


def dropped_by(policy: Policy) -> Decision:
    """The function that says whether the policy leaves an element out.

    It does so by the element's name, or because another alternative of a `choice` is read.
    """
    by_name = _by_name(policy)
    choice = read = None  # a choice may have many alternatives: it is looked at once

    def drops(element: etree._Element) -> bool:
        nonlocal choice, read
        decide = by_name.get(element.tag)
        if decide is not None and decide(element):
            return True
        parent = element.getparent()
        if parent is None or parent.tag != _CHOICE:
            return False
        if parent is not choice:
            choice, read = parent, chosen(parent, _policy_in(parent, policy))
        return element is not read and _is_alternative(element)

    return drops


def _by_name(policy: Policy) -> dict[object, Decision]:
    apparatus = _Apparatus(policy)
    drops: dict[str, Decision] = {
        "rdg": apparatus.passes_over,
        "lem": apparatus.passes_over,
        "rdgGrp": apparatus.passes_over,
        "wit": lambda _: True,
        "am": _is_expanded,
        "app": stands_outside,
        "witDetail": apparatus.tells_elsewhere,
        "note": apparatus.tells_elsewhere,
    }
    if policy == "corrected":
        drops["surplus"] = lambda _: True
        drops["del"] = lambda element: is_deleted(element) and not _is_of_list(element, _RDG, _LEM)
    else:
        drops["supplied"] = lambda _: True
    by_name: dict[object, Decision] = {tei(name): decide for name, decide in drops.items()}
    by_name |= dict.fromkeys(LEVELS, gives_way)
    return by_name


def _policy_in(element: etree._Element, policy: Policy) -> Policy:
    """In a list of readings each tells what its witness has, whatever the text is read by.

    So does a lemma from which a reading would not differ else.
    """
    if next(element.iterancestors(_RDG, _LEM), None) is None:
        return policy
    if _is_of_list(element, _RDG):
        return "witness"
    lemma = next(element.iterancestors(_LEM), None)
    is_told_alike = lemma is not None and is_listed(lemma) and regularizes_only(lemma)
    return "witness" if is_told_alike else policy


def _is_of_list(element: etree._Element, *readings: str) -> bool:
    """Whether it is of one of the `readings` in an apparatus that is printed as one."""
    reading = next(element.iterancestors(*readings), None)
    return reading is not None and is_listed(reading)


def is_restored(element: etree._Element) -> bool:
    """Whether a deletion was taken back (TEI 11.3.1.6), from around it, or all that is in it."""
    return element.tag == _DEL and (
        next(element.iterancestors(_RESTORE), None) is not None or _holds_restored_only(element)
    )


def _holds_restored_only(deletion: etree._Element) -> bool:
    if deletion.find(_RESTORE) is None or has_own_words(deletion):
        return False
    return all(child.tag == _RESTORE for child in deletion)


def is_deleted(element: etree._Element) -> bool:
    """Whether it is a deletion that nobody took back (TEI 11.3.1.4)."""
    return element.tag == _DEL and not is_restored(element) and not _is_chiselled_out(element)


def _is_chiselled_out(deletion: etree._Element) -> bool:
    """Whether it was erased in an inscription (EpiDoc): a name condemned is still of its text."""
    if deletion.get("rend") != "erasure":
        return False
    return any(above.get("type") == "edition" for above in deletion.iterancestors(_DIV))


def _is_expanded(am: etree._Element) -> bool:
    """Whether letters stand in `ex` for a mark of abbreviation (TEI 12.3.1.2)."""
    expansion = next(am.iterancestors(_EXPAN), None)
    if expansion is not None:
        return next(expansion.iter(_EX), None) is not None
    before, after = am.getprevious(), am.getnext()
    return (after is not None and after.tag == _EX and not am.tail) or (
        before is not None and before.tag == _EX and not before.tail
    )


def chosen(choice: etree._Element, policy: Policy) -> etree._Element | None:
    """The alternative of a `choice` that is read (TEI 3.5.1): None where it has none."""
    first = {child.tag: child for child in reversed(choice) if not _is_translated(child, choice)}
    for tag in (*_PREFERRED[policy], *LEVELS):
        if tag in first:
            return first[tag]
    return next(filter(_is_alternative, choice), None)


def _is_translated(reg: etree._Element, choice: etree._Element) -> bool:
    """Whether it gives a word in the language from which the text has it: no other spelling."""
    language = primary(reg.get(XML_LANG)) if reg.tag == _REG else ""
    if not language:
        return False
    holders = (*choice.iterchildren(_ORIG), choice, *choice.iterancestors())
    around = next(filter(None, (primary(each.get(XML_LANG)) for each in holders)), language)
    return around != language


def pages_passed_over(element: etree._Element, policy: Policy) -> list[etree._Element]:
    """The pages of the source that begin within what is not read of it (TEI 3.11.3).

    Beside an alternative that has them too they are not told twice.
    """
    pages = list(element.iter(_PAGE)) if local_name(element.tag) in _OF_THE_SOURCE else []
    parent = element.getparent()
    if pages and parent is not None and parent.tag == _CHOICE:
        read = chosen(parent, policy)
        if read is not None and next(read.iter(_PAGE), None) is not None:
            return []
    return pages


def _is_alternative(child: etree._Element) -> bool:
    is_apart = local_name(child.tag) in _ANNOTATIONS or local_name(child.tag) in _MILESTONES
    return not is_apart and child.tag is not etree.Entity


def reading_of(app: etree._Element, policy: Policy) -> etree._Element | None:
    """The `lem` or `rdg` of an `app` that is read (TEI 12.1.2).

    That is the lemma, or the first reading where there is none; under
    `witness`, a lemma that an editor vouches for (`@resp`, no `@wit`) gives
    way to the first reading that a witness has. None is where it has no lemma
    and the text has the words besides.
    """
    lemma = next((lemma for lemma in app.iter(_LEM) if app_of(lemma) is app), None)
    readings = app.iter(_RDG)
    if lemma is not None:
        if policy == "witness" and lemma.get("resp") and not lemma.get("wit"):
            return next((reading for reading in readings if reading.get("wit")), lemma)
        return lemma
    if stands_outside(app):
        return None
    return next((reading for reading in readings if app_of(reading) is app), None)


class _Apparatus:
    """What of each entry is read under a policy; each is looked at once, however many it has."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._root: etree._Element | None = None  # of the document of which these are known
        self._known: dict[etree._Element, etree._Element | None] = {}

    def passes_over(self, element: etree._Element) -> bool:
        """Whether a `lem`, `rdg` or `rdgGrp` is not of the text."""
        app = app_of(element)
        read = self._read_of(app) if app is not None else None
        if read is None or element is read:
            return False
        if any(node is read for node in element.iterancestors(read.tag)):
            return False  # a reading within the one that is read goes with it
        return not any(node is element for node in read.iterancestors())

    def tells_elsewhere(self, detail: etree._Element) -> bool:
        """Whether a detail is only of readings that are not the text's: it is told with these."""
        readings = readings_with(detail)
        app = app_of(detail) if readings else None
        read = self._read_of(app) if app is not None else None
        return read is not None and read not in readings

    def _read_of(self, app: etree._Element) -> etree._Element | None:
        """The reading of an entry that is read; None where all are."""
        root = app.getroottree().getroot()
        if root is not self._root:
            self._root, self._known = root, {}
        if app not in self._known:
            self._known[app] = None if is_listed(app) else reading_of(app, self._policy)
        return self._known[app]
