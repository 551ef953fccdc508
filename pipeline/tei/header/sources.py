"""What a header says of the sources of a text (TEI 2.2.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from pipeline.tei.header.blocks import HEADINGS, blocks_in
from pipeline.tei.header.description import LONGEST_STATEMENT, paragraphs, within
from pipeline.tei.header.manuscripts import MANUSCRIPT, shelfmarks
from pipeline.tei.header.witnesses import WITNESS, read_witness
from pipeline.tei.names import NAMESPACES, XML_ID, tei

_DIVISIONS = tuple(map(tei, "div div0 div1 div2 div3 div4 div5 div6 div7".split()))
_TEMPLATES = frozenset(("information about the source",))


class Sources(NamedTuple):
    """The sources of a document: described, and called by what a catalogue knows them by."""

    described: tuple[str, ...]
    named: tuple[str, ...]


def read_sources(root: etree._Element, header: etree._Element) -> Sources:
    """What every `sourceDesc` says; what only a division goes by does not name all."""
    found = header.findall("tei:fileDesc/tei:sourceDesc", NAMESPACES)
    found = found or header.findall(".//tei:sourceDesc", NAMESPACES)[:1]
    blocks = [block for each in found for block in blocks_in(each)]
    described = chain.from_iterable(map(paragraphs, blocks))
    works = [block for block in blocks if block.tag not in HEADINGS]
    partial = _sources_of_divisions(root) if len(works) > 1 else ()
    whole = (work for work in works if work.get(XML_ID) not in partial)
    named = dict.fromkeys(chain.from_iterable(map(_in_short, whole)))
    return Sources(_stated(described), _stated(named))


def _sources_of_divisions(root: etree._Element) -> frozenset[str]:
    """The ids to which a division, or a text of a group, points as its own (TEI 16.3)."""
    texts = (each for group in root.iter(tei("group")) for each in group.iterchildren(tei("text")))
    declared = (each.get("decls", "") for each in chain(root.iter(*_DIVISIONS), texts))
    return frozenset(pointer.removeprefix("#") for each in declared for pointer in each.split())


def _stated(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Those that say something: "-" does not, nor does what a template has there."""
    said = (
        each for each in paragraphs
        if any(map(str.isalnum, each)) and each.lower().rstrip(".") not in _TEMPLATES
    )  # fmt: skip
    return tuple(within(LONGEST_STATEMENT, said))


def _in_short(block: etree._Element) -> Iterator[str]:
    """Where a manuscript is kept, and its name; of anything else all that is said."""
    if block.tag == MANUSCRIPT:
        return shelfmarks(block)
    if block.tag != WITNESS:
        return paragraphs(block)
    is_manuscript = block.find(MANUSCRIPT) is not None
    return islice(read_witness(block).names(), 1 if is_manuscript else None)
