"""Pointers that name a work, though they lead nowhere in the file (TEI 3.12, 16.1)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.tei.names import declared_ids, has_own_words, has_words, local_name, tei

_BIBLIOGRAPHIC = frozenset("bibl biblStruct analytic monogr series".split())
_KEY = re.compile(r"[A-Za-z]+\d\w*")
_FEW = 20  # pointers: where there are more, each would look at all of them
_PARTS = frozenset(map(tei, ("citedRange", "biblScope")))
_DOCUMENTS = frozenset(map(tei, ("TEI", "teiCorpus")))


def names_work(pointer: etree._Element) -> bool:
    """Whether it stands in a bibliographic reference: there its name is all that is said."""
    parent = pointer.getparent()
    return parent is not None and local_name(parent.tag) in _BIBLIOGRAPHIC


def work_named_by(pointer: etree._Element) -> str:
    """The name of the work to which a pointer leads that is not in its document; else ""."""
    name = pointer.get("target", "").strip()
    root = pointer.getroottree().getroot()
    if name[:1] != "#" or root.tag not in _DOCUMENTS or not names_work(pointer):
        return ""
    return "" if name[1:] in _ids_of(root) else name[1:]


def all_said_by(pointer: etree._Element) -> str:
    """The name that a pointer gives (`urn:…`, `bib:…`) where a reference says nothing else."""
    name, reference = pointer.get("target", "").strip(), pointer.getparent()
    if reference is None or not names_work(pointer) or _is_told(reference):
        return ""
    return name if re.fullmatch(r"(?!https?:)[A-Za-z][\w+.-]*:\S+", name) else ""


def key_in_sentence(element: etree._Element) -> str:
    """The key by which alone a sentence has what an empty element names; else "".

    It is of a project that has keys of its own: `taken from <ref corresp="BGV009"/>`.
    """
    key = element.get("ref") or element.get("corresp") or ""
    parent = element.getparent()
    if len(element) or element.text or element.get("target") or element.get("cRef"):
        return ""
    return bare_key(key) if parent is not None and has_own_words(parent) else ""


def bare_key(pointer: str) -> str:
    """A pointer that is no address, but a key by which a project knows what it names; else ""."""
    return pointer if _KEY.fullmatch(pointer) else ""


def _is_told(reference: etree._Element) -> bool:
    """Whether it has more words than those of which part of the work it cites."""
    if next(islice(reference.iterchildren(), _FEW, None), None) is not None:
        return True
    others = (part for part in reference.iterchildren(tei("*")) if part.tag not in _PARTS)
    return has_own_words(reference) or any(map(has_words, others))


@lru_cache(maxsize=1)
def _ids_of(root: etree._Element) -> frozenset[str]:
    return frozenset(declared_ids(root))
