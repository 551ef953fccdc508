"""Where the words of a document are: its texts, and the notes that stand apart (TEI 4, 17.10)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from lxml import etree

from pipeline.checks.master.elements import local
from pipeline.checks.master.units import kinds_of_division
from pipeline.resources import read_style
from pipeline.tei.names import NAMESPACES, XML_ID, declared_ids, tei

_NOTE = tei("note")
_DOCUMENT = frozenset(
    ["", *"teiHeader TEI teiCorpus facsimile sourceDoc standOff fsdDecl xenoData".split()]
)
_PARTS_OF_TEXTS = frozenset(("front", "body", "back"))
_LISTS = {
    "listPerson": "persons",
    "listOrg": "organisations",
    "listPlace": "places",
    "listEvent": "events",
    "listObject": "objects",
    "listNym": "names",
    "listBibl": "bibliography",
    "listApp": "variants",
}
HEADED = frozenset(("div", "text", *_LISTS))
"""What may have a heading that is none of its words."""
_PARTS_OF_EDITIONS = "Apparatus Bibliography Commentary Edition Translation".split()


def texts_of(root: etree._Element) -> list[etree._Element]:
    """What there is to read: the texts; else the transcription; else the annotation (TEI 4, 12)."""
    if root.tag == tei("teiCorpus"):
        return [
            text
            for child in root
            for text in (
                texts_of(child) if local(child) in ("TEI", "teiCorpus")
                else [*_stray(child), *_lists_in(child)]
            )
        ]  # fmt: skip
    for name in ("text", "TEI", "sourceDoc", "standOff"):
        if root.find(tei(name)) is not None:
            texts = [
                text
                for child in root
                for text in (
                    texts_of(child) if child.tag == tei("TEI")
                    else [child] if child.tag == tei(name) else _stray(child)
                )
            ]  # fmt: skip
            return texts if name == "standOff" else [*texts, *lists_standing_off(root)]
    return []


def lists_standing_off(document: etree._Element) -> list[etree._Element]:
    """What a reader looks up behind the text: an apparatus, or a bibliography, beside it."""
    return [each for child in document for each in _lists_in(child)]


def _lists_in(child: etree._Element) -> list[etree._Element]:
    is_beside = child.tag == tei("standOff")
    return list(child.iterchildren(tei("listApp"), tei("listBibl"))) if is_beside else []


def _stray(child: etree._Element) -> list[etree._Element]:
    """What stands where only documents and their parts do is text all the same."""
    return [] if local(child) in _DOCUMENT else [child]


def notes_standing_off(
    root: etree._Element, texts: list[etree._Element]
) -> Iterator[etree._Element]:
    """The notes outside the texts that name a place in the document, or to which one leads."""
    holders = [each for each in root.iter(tei("standOff")) if each not in texts]
    if not holders:
        return
    places = set(filter(None, declared_ids(root)))
    calls = root.iter(tei("ref"), tei("ptr"))
    called = {
        call.get("target", "").removeprefix("#")
        for call in calls
        if next(call.iterancestors(_NOTE), None) is None
    }
    listed = {note for text in texts for note in text.iter(_NOTE)}
    for note in (note for holder in holders for note in holder.iter(_NOTE)):
        if note in listed:
            continue
        place = note.get("target", "").partition(" ")[0]
        leads = place.startswith("#") and place[1:] in places
        if (leads or note.get(XML_ID) in called) and next(note.iterancestors(_NOTE), None) is None:
            yield note


def notes_of_lemma(app: etree._Element, names: frozenset[str]) -> list[etree._Element]:
    """The notes on words that are read where the entry points to, if that is one of `names`."""
    ends = {app.get(name, "").removeprefix("#") for name in ("from", "to")}
    if ends.isdisjoint(names):
        return []
    return [note for lemma in app.iterchildren(tei("lem")) for note in lemma.iter(_NOTE)]


def title_of(text: etree._Element, root: etree._Element) -> str:
    """The title of the document within `root` that begins with this text: it may be its heading."""
    document = text.getparent()
    if document is None or document is root or document.tag != tei("TEI"):
        return ""
    title = document.find("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title", NAMESPACES)
    first = next(document.iterchildren(text.tag), None)
    if title is None or first is not text:
        return ""
    return " ".join("".join(map(str, title.itertext())).split())


def headings_of(element: etree._Element, name: str) -> list[str]:
    """What one of `HEADED` may be called that has no heading."""
    return _headings_by_attributes(element, name) or headings_of_lists(element, name)


def _headings_by_attributes(division: etree._Element, name: str) -> list[str]:
    """Parts of an EpiDoc edition by their kind and number, a text of a group by its number."""
    if name in _LISTS:
        return []
    number = division.get("n", "").strip()
    if name == "text":
        return [number] if number else []
    parent, kind = division.getparent(), division.get("type", "").capitalize()
    which = division.get("subtype", "").replace("_", " ")
    if kind == "Textpart" and number:
        kinds = [which.capitalize(), *kinds_of_division(division.get("subtype", ""))]
        return [number, f"({number})", *(f"{each} {number}" for each in kinds)]
    if kind not in _PARTS_OF_EDITIONS or parent is None or local(parent) not in _PARTS_OF_TEXTS:
        return []
    parted = "".join(f" {each.lower()}" if each.isupper() else each for each in which).strip()
    return [kind, f"{kind} ({which})", f"{kind} ({parted})"]


def headings_of_lists(element: etree._Element, name: str) -> list[str]:
    """What lists of one kind may be called in any language, or a division that holds no more."""
    key = _LISTS.get(_name_of_all(element) if name == "div" else name)
    return [terms[key] for terms in _terms() if key in terms] if key else []


def _name_of_all(children: Iterable[etree._Element]) -> str:
    names = {local(child) for child in children}
    return names.pop() if len(names) == 1 else ""


@lru_cache
def _terms() -> list[dict[str, str]]:
    """The terms of every language, read without the means of the outputs."""
    tables = tomllib.loads(read_style("terms.toml").decode("utf-8")).values()
    return [table for table in tables if isinstance(table, dict)]


def heads_notes_alone(
    head: etree._Element,
    in_text: frozenset[etree._Element],
    passes_over: Callable[[etree._Element, str], bool],
) -> bool:
    """Whether a division has a heading, and notes, and nothing besides that is read.

    Where none of its notes is read in its place, `in_text`, but at their calls, nothing is left
    that it is the heading of; nor where entries of an apparatus are told elsewhere.
    """
    division = head.getparent()
    if division is None or not local(division).startswith("div") or _has_text(division):
        return False
    has_notes, open_elements = False, [iter(division)]
    while open_elements:
        child = next(open_elements[-1], None)
        if child is None:
            open_elements.pop()
        elif child.tail and not child.tail.isspace():
            return False
        elif child.tag == _NOTE:
            if child in in_text:
                return False
            has_notes = True
        elif local(child) == "app" and passes_over(child, "app"):
            has_notes = True
        elif local(child) != "head":
            if _has_text(child):
                return False
            open_elements.append(iter(child))
    return has_notes and next(head.iter(_NOTE), None) is None


def _has_text(element: etree._Element) -> bool:
    return bool(element.text) and not element.text.isspace()  # type: ignore[union-attr]
