"""Who had a part in the work, with MARC relator codes (id.loc.gov/vocabulary/relators)."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from pipeline.tei.metadata import Contributor
from pipeline.tei.name_order import as_said
from pipeline.tei.names import NAMESPACES, XML_ID, local_name, tei
from pipeline.tei.plain_text import name_of

_RELATORS = (
    (re.compile(r"transl|überset|traduc|tradutt|перев", re.I), "trl"),
    (re.compile(r"illustr", re.I), "ill"),
    (re.compile(r"transcri|keyed|encod|mark(ed)?.?up|\btei\b|\bxml\b|kodier", re.I), "mrk"),
    (re.compile(r"proof|correct", re.I), "pfr"),
    (re.compile(r"edit|herausg|redak|annot|notes", re.I), "edt"),
    (re.compile(r"introduc|preface|foreword", re.I), "aui"),
    (re.compile(r"compil", re.I), "com"),
    (re.compile(r"fund|sponsor", re.I), "fnd"),
    (re.compile(r"publish", re.I), "pbl"),
    (re.compile(r"digiti|scan", re.I), "dtm"),
)
_NAMES = tuple(map(tei, ("persName", "orgName", "name")))
_PARTICULARS = tuple(map(tei, ("affiliation", "email", "idno", "address", "note", "ptr")))
_CODE = re.compile(r"[a-z]{3}")


def read_contributors(header: etree._Element) -> tuple[Contributor, ...]:
    """Authors, editors and those with a stated responsibility, in the header's order."""
    statement = header.find("tei:fileDesc/tei:titleStmt", NAMESPACES)
    found: list[Contributor] = []
    if statement is not None:
        for element in statement:
            found += _of_statement(element)
    if not any(person.relator == "aut" and person.name for person in found):
        found = [_person(author, "aut") for author in _authors_of_article(header)] + found
    edition = header.findall("tei:fileDesc/tei:editionStmt/tei:respStmt", NAMESPACES)
    for element in edition:
        found += _of_responsibility(element)
    unique = {(person.name, person.relator): person for person in reversed(found) if person.name}
    return tuple(person for person in found if unique.pop((person.name, person.relator), None))


def _authors_of_article(header: etree._Element) -> list[etree._Element]:
    """The authors of the one article that the document is, as its source names them (GROBID)."""
    sources = header.findall("tei:fileDesc/tei:sourceDesc/tei:biblStruct", NAMESPACES)
    return sources[0].findall("tei:analytic/tei:author", NAMESPACES) if len(sources) == 1 else []


def _of_statement(element: etree._Element) -> list[Contributor]:
    name = local_name(element.tag)
    if name == "author":
        return [_person(element, "aut")]
    if name == "principal":
        return [_person(element, "edt")]
    if name == "editor":
        role = element.get("role", "")
        return [_person(element, _relator(role) or "edt", role)]
    if name == "respStmt":
        return _of_responsibility(element)
    if name in {"funder", "sponsor"}:
        return [_person(element, "fnd" if name == "funder" else "spn")]
    return []


def _of_responsibility(element: etree._Element) -> list[Contributor]:
    roles = element.findall(tei("resp"))
    words = " ".join(_text(role) for role in roles)
    stated = next((role.get("key", "") or role.get("ref", "") for role in roles), "")
    code = stated.rpartition("/")[2]
    relator = code if _CODE.fullmatch(code) else _relator(words) or "ctb"
    people = [child for child in element if child.tag in _NAMES]
    identifier = element.get(XML_ID, "")
    return [
        _person(person, relator, words, identifier if len(people) == 1 else "") for person in people
    ]


def _relator(words: str) -> str:
    return next((code for pattern, code in _RELATORS if pattern.search(words)), "")


def _person(
    element: etree._Element, relator: str, role: str = "", identifier: str = ""
) -> Contributor:
    names = [child for child in element if child.tag in _NAMES]
    named = names[0] if names and not (element.text or "").strip() else element
    forename = " ".join(_text(part) for part in named.iter(tei("forename")))
    surname = " ".join(_text(part) for part in named.iter(tei("surname")))
    name, sort_name = _without_particulars(named), ""
    if forename and surname:
        sort_name = f"{surname}, {forename}"
        if "," in name or " " not in name:
            name = f"{forename} {surname}"
    elif not _is_body(named, relator):
        said = as_said(name, is_author=relator == "aut")
        name, sort_name = said, name if said != name else ""
    own = named.get(XML_ID) or element.get(XML_ID) or identifier
    return Contributor(name, relator, role, own or "", sort_name)


def _is_body(named: etree._Element, relator: str) -> bool:
    """Whether it is an organisation, as far as the header says so; these give money mostly."""
    bodies = named.iter(tei("orgName"))
    is_said = next(bodies, None) is not None or named.get("type", "").startswith("org")
    return is_said or relator in {"fnd", "spn"}


def _without_particulars(element: etree._Element) -> str:
    """A name without where its bearer works, and how to write there."""
    particulars = {child.tag for child in element.iterchildren(*_PARTICULARS)}
    if not particulars:
        return _text(element)
    bare = deepcopy(element)
    etree.strip_elements(bare, *particulars, with_tail=False)
    return _text(bare)


def _text(element: etree._Element) -> str:
    return name_of(element)
