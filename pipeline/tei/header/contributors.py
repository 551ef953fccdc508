"""Who had a part in the work, with MARC relator codes (id.loc.gov/vocabulary/relators)."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from pipeline.tei.glyphs import copy_apart
from pipeline.tei.header.twins import in_language, of_one_script
from pipeline.tei.languages import primary
from pipeline.tei.metadata import Contributor
from pipeline.tei.name_order import as_called, as_said, without_stop
from pipeline.tei.names import NAMESPACES, XML_ID, has_own_words, local_name, own_texts, tei
from pipeline.tei.plain_text import name_of, without

_RELATORS = (
    (re.compile(r"transl|überset|traduc|tradutt|перев", re.I), "trl"),
    (re.compile(r"illustr", re.I), "ill"),
    (re.compile(r"transcri|keyed|keying", re.I), "trc"),
    (re.compile(r"encod|mark(ed)?.?up|\btei\b|\bxml\b|kodier", re.I), "mrk"),
    (re.compile(r"proof|correct", re.I), "pfr"),
    (re.compile(r"edit|herausg|redak|annotated|notes", re.I), "edt"),
    (re.compile(r"annot", re.I), "ann"),
    (re.compile(r"introduc|preface|foreword", re.I), "aui"),
    (re.compile(r"compil", re.I), "com"),
    (re.compile(r"fund|sponsor", re.I), "fnd"),
    (re.compile(r"publish", re.I), "pbl"),
    (re.compile(r"digiti|scan", re.I), "dtm"),
    (re.compile(r"contributor", re.I), "ctb"),
    (re.compile(r"creator", re.I), "cre"),
)
_NAMES = tuple(map(tei, ("persName", "orgName", "name")))
_PARTICULARS = tuple(map(tei, ("affiliation", "email", "idno", "address", "note", "ptr")))
_BY_ELEMENT = {"author": "aut", "principal": "pdr", "funder": "fnd", "sponsor": "spn"}
_RANKS = {"full": 0, "short": 2, "abbreviated": 2}
_STOP = re.compile(r"(?<=\w{5})[.;,]+$")
_SURNAME_FIRST = frozenset("hu ja ko vi zh".split())
_CODE = re.compile(r"[a-z]{3}")
_BETWEEN = " \t\r\n,;&"  # what parts one from the next
_PEOPLE = _NAME, _PERSON = tei("name"), tei("persName")


def read_contributors(header: etree._Element, language: str) -> tuple[Contributor, ...]:
    """Authors, editors and those with a stated responsibility, in the header's order.

    Each once for everything that is said of them; in the book's `language` where the header
    has several.
    """
    reading = _Reading(language)
    statement = header.find("tei:fileDesc/tei:titleStmt", NAMESPACES)
    found: list[Contributor] = []
    if statement is not None:
        for element in of_one_script(map(_as_tei, statement), language):
            found += reading.of_statement(element)
    if not any(person.relator == "aut" and person.name for person in found):
        found = [reading.person(author, "aut") for author in _authors_of_article(header)] + found
    for element in header.iterfind("tei:fileDesc/tei:editionStmt/tei:*", NAMESPACES):
        found += reading.of_statement(element)
    unique: dict[tuple[str, str, str], Contributor] = {}
    for person in found:
        if person.name or person.role:
            unique.setdefault((person.name, person.relator, person.role.casefold()), person)
    return tuple(unique.values())


def _as_tei(element: etree._Element) -> etree._Element:
    """An element of the statement; one in no namespace as if it were TEI's."""
    if not isinstance(element.tag, str) or element.tag.startswith("{"):
        return element
    taken = copy_apart(element)
    for each in taken.iter("{}*"):
        each.tag = tei(each.tag)
    return taken


def _authors_of_article(header: etree._Element) -> list[etree._Element]:
    """The authors of the one article that the document is, as its source names them (GROBID)."""
    sources = header.findall("tei:fileDesc/tei:sourceDesc/tei:biblStruct", NAMESPACES)
    return sources[0].findall("tei:analytic/tei:author", NAMESPACES) if len(sources) == 1 else []


class _Reading(NamedTuple):
    """Reads the people of a header in one language."""

    language: str

    def of_statement(self, element: etree._Element) -> list[Contributor]:
        """Whom an element of the statement of title, or edition, names (TEI 2.2.1, 2.2.2)."""
        name = local_name(element.tag)
        if name == "respStmt":
            return self.of_responsibility(element)
        role = element.get("role", "") if name == "editor" else ""
        relator = _relator(role) or "edt" if name == "editor" else _BY_ELEMENT.get(name)
        if not relator:
            return []
        people = self._several(element) or [element]
        found = [self.person(person, relator, role) for person in people]
        return [person for person in found if person.name]

    def _several(self, element: etree._Element) -> list[etree._Element]:
        """The people of a statement that names more than one, and each by one name only."""
        names = list(element.iterchildren(*_PEOPLE))
        named = in_language(names, self.language)
        is_list = len(named) == len(names) > 1 == len({each.tag for each in names})
        is_plain = not any(each.get("type") for each in names)
        is_plain = is_plain and not any(text.strip(_BETWEEN) for text in own_texts(element))
        return named if is_list and is_plain else []

    def of_responsibility(self, element: etree._Element) -> list[Contributor]:
        """Whom a `respStmt` names, each with all of its `resp`."""
        roles = in_language(element.findall(tei("resp")), self.language)
        said = [words for words in map(_role, roles) if words]
        words = "; ".join([*(_STOP.sub("", words) for words in said[:-1]), *said[-1:]])
        stated = next((role.get("key", "") or role.get("ref", "") for role in roles), "")
        code = stated.rpartition("/")[2]
        relator = code if _CODE.fullmatch(code) else _relator(words) or "ctb"
        names = list(element.iterchildren(*_NAMES))
        people = [name for name in names if name_of(name)]
        if not people and any(map(len, names)):
            return []  # they only point to something
        if not people:
            return [Contributor("", "ctb", each) for each in said]  # a name, it may be
        identifier = element.get(XML_ID, "") if len(people) == 1 else ""
        named = in_language(people, self.language)
        return [self.person(person, relator, words, identifier) for person in named]

    def person(
        self, element: etree._Element, relator: str, role: str = "", identifier: str = ""
    ) -> Contributor:
        """The person, or body, that `element` names."""
        named = self._named(element)
        if named.tag == _NAME and named.find(_PERSON) is not None:
            named = self._named(named)
        name, sort_name = self._name(named, relator)
        own = named.get(XML_ID) or element.get(XML_ID) or identifier
        return Contributor(name, relator, role, own or "", sort_name)

    def _named(self, element: etree._Element) -> etree._Element:
        """The one name in an element that it is called by; else the element itself."""
        names = in_language((child for child in element if child.tag in _NAMES), self.language)
        names.sort(key=_rank)
        return names[0] if names and not (element.text or "").strip() else element

    def _name(self, named: etree._Element, relator: str) -> tuple[str, str]:
        """A name as it is said, and as it is filed if that is another."""
        forename = " ".join(name_of(part) for part in named.iter(tei("forename")))
        surname = " ".join(name_of(part) for part in named.iter(tei("surname")))
        name = _without_particulars(named)
        if forename and surname:
            is_filed = "," in name or " " not in name
            if name == f"{surname} {forename}":
                is_filed = primary(self.language) not in _SURNAME_FIRST
            return f"{forename} {surname}" if is_filed else name, f"{surname}, {forename}"
        if _is_body(named, relator):
            return without_stop(name), ""
        name = as_called(name)
        said = as_said(name, is_author=relator == "aut")
        return said, name if said != name else ""


def _role(resp: etree._Element) -> str:
    """What somebody did; where a `resp` has no words of its own, the first of its notes."""
    notes = [name_of(note) for note in resp.iterchildren(tei("note"))]
    if notes and not has_own_words(resp):
        return notes[0]
    return name_of(resp)


def _relator(words: str) -> str:
    return next((code for pattern, code in _RELATORS if pattern.search(words)), "")


def _is_body(named: etree._Element, relator: str) -> bool:
    """Whether it is an organisation, as far as the header says so; these give money mostly."""
    bodies = named.iter(tei("orgName"))
    is_said = next(bodies, None) is not None or named.get("type", "").startswith("org")
    return is_said or relator in {"fnd", "spn"}


def _rank(name: etree._Element) -> int:
    """Which of several names somebody is called by: the full one, a short one only if need be."""
    return _RANKS.get(name.get("type", ""), 1)


def _without_particulars(element: etree._Element) -> str:
    """A name without where its bearer works, and how to write there."""
    particulars = {child.tag for child in element.iterchildren(*_PARTICULARS)}
    if not particulars:
        return name_of(element)
    return name_of(without(element, *particulars))
