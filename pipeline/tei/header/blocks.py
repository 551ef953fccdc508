"""What a header says in blocks: paragraphs, bibliographic items, witnesses (TEI 2.2.7, 12.1.4)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import local_name, tei

BLOCKS = tuple("p ab bibl biblStruct biblFull licence msDesc recordingStmt item witness".split())
HEADINGS = frozenset(map(tei, ("head", "desc")))  # of a list
_WITNESS, _WITNESSES = tei("witness"), tei("listWit")
_LISTS = frozenset((_WITNESSES, tei("listBibl")))


def blocks_in(element: etree._Element) -> list[etree._Element]:
    """The outermost of what a header says in blocks; all of it where it is one or has none."""
    if local_name(element.tag) in BLOCKS:
        return [element]
    found = element.iter(*map(tei, BLOCKS), *HEADINGS)
    blocks = (node for node in found if node.tag not in HEADINGS or _calls_a_list(node))
    return [node for node in blocks if not _is_inside(node, element)] or [element]


def _calls_a_list(node: etree._Element) -> bool:
    """Whether it says what the witnesses, or the works, are that a list has."""
    parent = node.getparent()
    return parent is not None and parent.tag in _LISTS


def _is_inside(node: etree._Element, top: etree._Element) -> bool:
    """Whether it is of another block; a witness in the list of another's has its own."""
    is_listed = False
    for ancestor in node.iterancestors():
        if ancestor is top:
            return False
        if local_name(ancestor.tag) in BLOCKS and not (is_listed and ancestor.tag == _WITNESS):
            return True
        is_listed = is_listed or ancestor.tag == _WITNESSES
    return False
