"""Pointers that name a work, though they lead nowhere in the file (TEI 3.12, 16.1)."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from pipeline.tei.names import declared_ids, local_name, tei

_BIBLIOGRAPHIC = frozenset("bibl biblStruct analytic monogr series".split())
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


@lru_cache(maxsize=1)
def _ids_of(root: etree._Element) -> frozenset[str]:
    return frozenset(declared_ids(root))
