"""Which readings are the text of a document under a policy (TEI Guidelines 3.5, 11.3, 12)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.checks.master.elements import LEVELS, TOKENS, is_in_list_of_apparatus, local
from pipeline.checks.master.entries import Entries
from pipeline.tei.languages import primary
from pipeline.tei.names import XML_ID, XML_LANG, tei

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy


# Which side of a `choice` is read: the first of these that is there (TEI 3.5.1).
_PREFERRED = {
    "corrected": "corr reg expan ex supplied unclear abbr orig sic seg".split(),
    "witness": "sic orig abbr am unclear expan reg corr seg".split(),
}
BESIDE_CHOICE = frozenset(
    "note witDetail certainty precision respons desc pb lb cb gb milestone anchor".split()
)

_Called = dict[tuple[str, str], list[etree._Element]]
_Entry = tuple[etree._Element | None, _Called]


class Readings:
    """What of a document is read, element by element."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._apparatus = Entries()
        self._entries: dict[etree._Element, _Entry] = {}

    def chosen(self, element: etree._Element, name: str) -> etree._Element | None:
        """The one child of `choice` or `app` that is read; None if all are (TEI 3.5.1, 13.1.2)."""
        if name == "choice":
            is_told = _is_of_listed(element, "rdg") or _is_of_lemma_read_twice(element)
            policy = "witness" if is_told else self._policy
            return _of_choice(element, _PREFERRED[policy])
        if name == "app" and not is_in_list_of_apparatus(element):
            return _of_apparatus(element, self._policy)
        if name == "rdgGrp" and not is_in_list_of_apparatus(element):
            return next(
                (child for child in element if local(child) in ("rdg", "rdgGrp", "lem")), None
            )
        return None

    def passes_over(self, element: etree._Element, name: str) -> bool:
        if name == "app":
            return self._apparatus.only_points(element)
        if name == "am":
            return _is_spelt_out(element)
        if name in {"note", "witDetail"}:
            return self._is_told_elsewhere(element)
        if self._policy == "witness":
            return name == "supplied"
        if name == "del":
            is_told = _is_of_an_inscription(element) or _is_of_listed(element, "rdg", "lem")
            return not is_told and not _is_taken_back(element)
        return name == "surplus"

    def _is_told_elsewhere(self, detail: etree._Element) -> bool:
        """Whether what is said in an entry is of another reading than that of the text."""
        parent = detail.getparent()
        if parent is None or local(parent) not in ("app", "rdgGrp"):
            return False
        app = next(detail.iterancestors(tei("app")), None)
        named = [("target", each.removeprefix("#")) for each in detail.get("target", "").split()]
        called = named or [("wit", each) for each in detail.get("wit", "").split()]
        if app is None or not called or is_in_list_of_apparatus(app):
            return False
        read, readings = self._entry(app)
        about = [each for call in called for each in readings.get(call, ())]
        return bool(about) and read not in about

    def _entry(self, app: etree._Element) -> _Entry:
        """The reading of an entry that is read, and what its details call each; looked at once."""
        if app not in self._entries:
            read = _of_apparatus(app, self._policy)
            while read is not None and local(read) == "rdgGrp":
                read = self.chosen(read, "rdgGrp")
            self._entries[app] = read, _by_what_calls_them(app)
        return self._entries[app]


def _by_what_calls_them(app: etree._Element) -> _Called:
    """The readings of an entry by what a detail calls them: a `target`, or each of its `wit`."""
    found: _Called = {}
    for each in app.iter(tei("lem"), tei("rdg")):
        if next(each.iterancestors(tei("app"))) is app:
            for witness in each.get("wit", "").split():
                found.setdefault(("wit", witness), []).append(each)
            if name := each.get(XML_ID):
                found.setdefault(("target", name), []).append(each)
    return found


def is_another_level(element: etree._Element) -> bool:
    """Whether the same token is told at a level that comes before this one."""
    token = element.getparent()
    if token is None or local(token) not in TOKENS or local(element) not in LEVELS:
        return False
    told = [local(child) for child in token]
    return local(element) != next(level for level in LEVELS if level in told)


def _is_of_listed(element: etree._Element, *names: str) -> bool:
    """Whether it is of a reading so called that a list of variants tells."""
    reading = next(element.iterancestors(*(tei(name) for name in names)), None)
    return reading is not None and is_in_list_of_apparatus(reading)


def _is_of_lemma_read_twice(element: etree._Element) -> bool:
    """Whether it is of a lemma in a list of variants, one of which is as the lemma is corrected."""
    lemma = next(element.iterancestors(tei("lem")), None)
    app = lemma.getparent() if lemma is not None and is_in_list_of_apparatus(lemma) else None
    if lemma is None or app is None:
        return False
    corrected = _without(lemma, "sic", "orig", "abbr")
    return any(
        corrected == _without(other, "corr", "reg", "expan") for other in app.findall(tei("rdg"))
    )


def _without(reading: etree._Element, *names: str) -> list[str]:
    """The words of a reading, those aside that stand in what is so called."""
    path = "not(" + " or ".join(f"ancestor::*[local-name() = '{name}']" for name in names) + ")"
    return "".join(reading.xpath(f".//text()[{path}]")).split()  # type: ignore[arg-type]


def _is_of_an_inscription(deletion: etree._Element) -> bool:
    """What was erased on a stone is read, in double brackets (EpiDoc)."""
    kinds = {each.get("type") for each in deletion.iterancestors(tei("div"))}
    return deletion.get("rend") == "erasure" and "edition" in kinds


def _is_taken_back(deletion: etree._Element) -> bool:
    """Whether a deletion stands in a `restore`, or has nothing in it but what does (11.3.1.6)."""
    if any(local(each) == "restore" for each in deletion.iterancestors()):
        return True
    kept = deletion.findall(tei("restore"))
    beside = [deletion.text or "", *(child.tail or "" for child in deletion)]
    return bool(kept) and len(kept) == len(deletion) and not "".join(beside).strip()


def _is_spelt_out(am: etree._Element) -> bool:
    """Whether an `ex` of the same expansion, or right beside it, has the letters for the mark."""
    for above in am.iterancestors(tei("expan")):
        return next(above.iter(tei("ex")), None) is not None
    after, before = am.getnext(), am.getprevious()
    if after is not None and local(after) == "ex" and not am.tail:
        return True
    return before is not None and local(before) == "ex" and not before.tail


def _of_choice(choice: etree._Element, preferred: Sequence[str]) -> etree._Element | None:
    sides = [child for child in choice if local(child) and local(child) not in BESIDE_CHOICE]
    for name in (*preferred, *LEVELS):
        for side in sides:
            if local(side) == name and not (name == "reg" and _is_of_another_language(side)):
                return side
    return sides[0] if sides else None


def _is_of_another_language(reg: etree._Element) -> bool:
    """Whether it is the word that was borrowed, not the spelling of this text (EpiDoc)."""
    if not reg.get(XML_LANG):
        return False
    beside = reg.itersiblings(tei("orig"), preceding=True), reg.itersiblings(tei("orig"))
    for each in (*chain(*beside), *reg.iterancestors()):
        if each.get(XML_LANG):
            return primary(each.get(XML_LANG)) != primary(reg.get(XML_LANG))
    return False


def _of_apparatus(app: etree._Element, policy: Policy) -> etree._Element | None:
    """The lemma, but under `witness` not an editor's own; else the first reading."""
    lemma = app.find(tei("lem"))
    if lemma is not None:
        of_editor = lemma.get("resp") and not lemma.get("wit")
        if policy == "corrected" or not of_editor:
            return lemma
        for reading in app.findall(tei("rdg")):
            if reading.get("wit"):
                return reading
        return lemma
    return next((child for child in app if local(child) in ("rdg", "rdgGrp")), None)
