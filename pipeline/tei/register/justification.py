"""Who answers for an intervention, on what grounds, since which revision (TEI 1.3.1.1, 2.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.tei.names import NAMESPACES, XML_ID, identified, local_name, tei, text_in
from pipeline.tei.plain_text import value_of
from pipeline.tei.register.readings import CORRECTED
from pipeline.tei.titles_named import titles_named
from pipeline.tei.touching_names import parted

_SIDES = frozenset(
    map(tei, ("sic", "corr", "orig", "reg", "abbr", "expan", "am", "ex", "add", "del", "lem"))
)
_NAMED = tuple(map(tei, ("persName", "orgName", "name")))
_REFERRING = frozenset((*_NAMED, *map(tei, ("editor", "author", "principal", "respStmt"))))
_POINTER = re.compile(r"#|[A-Za-z][\w.+-]*:\S|\S*#")  # within the file, a prefix, an address
_ROLES = {"editor": "editor", "author": "author"}


class Revision(NamedTuple):
    """A `change` of the `revisionDesc`: its number, its date, and what it says."""

    number: str = ""
    date: str = ""
    said: str = ""


class Justification(NamedTuple):
    """The grounds of one intervention: see the fields of the same names in `Intervention`."""

    resp: str
    responsible: str
    role: str
    certainty: str
    source: str
    sources: str
    basis: str
    evidence: str
    titles: tuple[str, ...]
    note: str
    revision: Revision


class _Told(NamedTuple):
    """What a note says, or a reference."""

    kind: str
    words: str
    titles: tuple[str, ...]

    @classmethod
    def by(cls, element: etree._Element) -> _Told:
        return cls(element.get("type", ""), CORRECTED.of(element), titles_named(element))


class Justifications:
    """Everything in a document that justifies interventions, looked up once."""

    def __init__(self, root: etree._Element) -> None:
        self._names = Names(root)
        self._notes = _notes_by_target(root)
        self._revisions = _Revisions(root)
        self._works = _works(root)

    def of(self, element: etree._Element) -> Justification:
        """What the intervention `element` says of itself, and what is said of it elsewhere."""
        holders = [element, *(child for child in element if child.tag in _SIDES)]
        telling = [holder for holder in holders if holder.keys()]
        resp, certainty, pointers, basis = (
            next((said for holder in telling if (said := holder.get(key))), "")
            for key in ("resp", "cert", "source", "evidence")
        )
        ids = [name for holder in telling if (name := holder.get(XML_ID))]
        about = [note for name in ids for note in self._notes.get(name, ())]
        itself = [_Told.by(element)] if element.tag == tei("note") else []
        inside = [] if itself else _own_notes(holders)
        notes = (*about, *inside)
        sources = self._sources(pointers)
        works = [source for source in sources if isinstance(source, _Told)]
        grounds = [*itself, *filter(_is_ground, notes)] or inside
        others = (each.words for each in notes if not _is_ground(each))
        return Justification(
            resp=resp,
            responsible=self._names.of(resp),
            role=self._names.role_of(resp),
            certainty=certainty,
            source="; ".join(map(_named, sources)),
            sources=pointers,
            basis=basis,
            evidence=_joined(note.words for note in grounds) or basis,
            titles=tuple(chain.from_iterable(each.titles for each in (*itself, *notes, *works))),
            note=_joined([*others, *_extent(element)]),
            revision=self._revisions.of(ids),
        )

    def _sources(self, pointers: str) -> list[_Told | str]:
        """What each pointer leads to, or itself, where that is nothing of this document."""
        return [self._works.get(each.removeprefix("#"), each) for each in pointers.split()]


def _named(source: _Told | str) -> str:
    return source if isinstance(source, str) else source.words.rstrip(".")


def _joined(said: Iterable[str]) -> str:
    """What is said, each thing once."""
    return " ".join(dict.fromkeys(said))


def _is_ground(note: _Told) -> bool:
    return note.kind == "evidence"


def _own_notes(holders: list[etree._Element]) -> list[_Told]:
    return [_Told.by(note) for holder in holders for note in holder.iterchildren(tei("note"))]


def _extent(element: etree._Element) -> list[str]:
    """What a `gap`, or damage, says of itself instead of words (TEI 11.3.3)."""
    if local_name(element.tag) not in {"gap", "unclear", "supplied", "surplus"}:
        return []
    size = element.get("extent") or " ".join(
        filter(None, (element.get("quantity"), element.get("unit")))
    )
    described = [CORRECTED.of(desc) for desc in element.iterchildren(tei("desc"))]
    return [text for text in (element.get("reason", ""), size, *described) if text]


def _notes_by_target(root: etree._Element) -> dict[str, list[_Told]]:
    """The notes that point at something, by the id of what they point at."""
    found: dict[str, list[_Told]] = {}
    for note in root.iterfind(".//tei:note[@target]", NAMESPACES):
        said = _Told.by(note)
        for pointer in note.get("target", "").split():
            found.setdefault(pointer.removeprefix("#"), []).append(said)
    return found


def _works(root: etree._Element) -> dict[str, _Told]:
    """The works and witnesses that `@source` can point to, as the document describes them."""
    return {
        name: _Told.by(work)
        for work in root.iter(*map(tei, ("bibl", "biblStruct", "biblFull", "witness")))
        if (name := work.get(XML_ID))
    }


class Names:
    """The names behind `@resp`: a pointer into the document, or whatever it says."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._names: dict[str, str] = {}  # by their pointers

    @cached_property
    def _identified(self) -> dict[str, etree._Element]:
        return identified(self._root)

    def element_of(self, pointer: str) -> etree._Element | None:
        """What a pointer leads to in this document, also by way of a file's name."""
        return self._identified.get(pointer.rpartition("#")[2])

    @cached_property
    def _referring(self) -> dict[str, etree._Element]:
        """Whoever is named in the header with a reference to a list elsewhere."""
        holders = self._root.iterfind(".//tei:*[@ref]", NAMESPACES)
        named = [each for each in holders if each.tag in _REFERRING]
        return {each.get("ref", ""): each for each in reversed(named)}

    def of(self, pointers: str) -> str:
        """The names behind the pointers of an attribute, joined by commas.

        Where it says a name instead (`who="Lisa Cerrato"`), that.
        """
        tokens = pointers.split()
        if len(tokens) > 1 and not self._are_pointers(tokens):
            return " ".join(tokens)
        return ", ".join(map(self._known, tokens))

    def _are_pointers(self, tokens: list[str]) -> bool:
        """Whether one looks like a pointer, or all are ids, if without their `#`."""
        return any(map(_POINTER.match, tokens)) or all(
            token in self._identified for token in tokens
        )

    def role_of(self, pointers: str) -> str:
        """In what capacity they answer: the words of `resp`, or `editor/@role` (TEI 2.2.1)."""
        roles = (self._role(pointer) for pointer in pointers.split())
        return ", ".join(dict.fromkeys(filter(None, roles)))

    def _known(self, pointer: str) -> str:
        if pointer not in self._names:
            self._names[pointer] = self._name(pointer)
        return self._names[pointer]

    def _name(self, pointer: str) -> str:
        element = self.element_of(pointer)
        if element is None:
            element = self._referring.get(pointer)
        if element is None:
            return _without_file(pointer)
        named = next(element.iter(*_NAMED), element)
        return " ".join(text_in(parted(named)).split()) or _without_file(pointer)

    def _role(self, pointer: str) -> str:
        element = self.element_of(pointer)
        if element is None:
            return ""
        for holder in (element, *element.iterancestors(tei("respStmt"))):
            resp = holder.find(tei("resp"))
            if resp is not None:
                return " ".join(text_in(resp).split())
        return element.get("role") or _ROLES.get(local_name(element.tag), "")


def _without_file(pointer: str) -> str:
    """The id to which a pointer leads, in whichever file; an address on the web stays whole."""
    return pointer if "://" in pointer else pointer.rpartition("#")[2] or pointer


class _Revisions:
    """Which `change` of the `revisionDesc` introduced what; the newest stands first."""

    def __init__(self, root: etree._Element) -> None:
        self._by_target: dict[str, Revision] = {}
        self._first = Revision()
        for change in root.iterfind("tei:teiHeader/tei:revisionDesc//tei:change", NAMESPACES):
            number, date = value_of(change, "n"), value_of(change, "when")
            made = Revision(number, date, " ".join(text_in(change).split()))
            self._first = made if number or date else self._first
            for pointer in change.get("target", "").split():
                self._by_target[pointer.removeprefix("#")] = made

    def of(self, ids: list[str]) -> Revision:
        """The change that names one of `ids`, else the first."""
        return next((self._by_target[name] for name in ids if name in self._by_target), self._first)
