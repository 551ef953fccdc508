"""What is said of a witness where witnesses are listed (TEI 12.1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.tei.header.manuscripts import MANUSCRIPT, MANUSCRIPTS, sections, shelfmarks
from pipeline.tei.header.telling import apart, listed
from pipeline.tei.header.telling_apart import REFERENCES, is_block
from pipeline.tei.names import XML_ID, XML_LANG, has_own_words, tei
from pipeline.tei.plain_text import plain
from pipeline.tei.pointers import bare_key
from pipeline.tei.sigla import begins_with, siglum_of, written_siglum
from pipeline.tei.units import language_at

WITNESS, WITNESSES = tei("witness"), tei("listWit")
_DESCRIBED = (*MANUSCRIPTS, *map(tei, ("bibl", "biblStruct", "biblFull")))
_AROUND_SIGLUM = " \t\r\n:"


class Witness(NamedTuple):
    """Its siglum, and what is said of it, if anything is; perhaps only where it is pointed to."""

    siglum: str
    said: tuple[str, ...]
    is_elsewhere: bool

    def paragraphs(self) -> Iterator[str]:
        """What is said of it, its siglum before all, once."""
        first, *others = self.said or ("",)
        is_said = not self.siglum or begins_with(first, self.siglum)
        yield first if is_said else f"{self.siglum}: {first}" if first else self.siglum
        yield from others

    def names(self) -> Iterator[str]:
        """What a catalogue may know it by: a siglum alone is of this edition."""
        return iter(self.said) if self.is_elsewhere or not self.said else self.paragraphs()


def read_witness(witness: etree._Element) -> Witness:
    """A witness as it is described there, else by what it points to."""
    siglum, described = siglum_of(witness), apart(witness)
    described.set(XML_LANG, language_at(witness))
    etree.strip_elements(described, WITNESSES, with_tail=False)
    if (described.text or "").strip(_AROUND_SIGLUM) == siglum:
        described.text = None
    if (written := written_siglum(described)) is not None:
        siglum = plain(written)
        written.text, after = None, (written.tail or "").lstrip(_AROUND_SIGLUM)
        written.clear()
        written.tail = after
    if said := tuple(filter(None, _described(described))):
        return Witness(siglum, said, is_elsewhere=False)
    works = _works_of(witness.getroottree().getroot())
    found = (works[name] for name in _pointers_of(described) if name in works)
    told = tuple(chain.from_iterable(map(_in_short, found)))
    key = bare_key(witness.get("corresp", ""))
    return Witness(siglum, told or tuple(filter(None, (key,))), is_elsewhere=True)


def _described(witness: etree._Element) -> Iterator[str]:
    is_parted = not has_own_words(witness) and any(map(_is_parted, witness))
    if not is_parted:
        return iter([listed(witness)])
    return chain.from_iterable(map(sections, witness.iterchildren(tei("*"))))


def _is_parted(element: etree._Element) -> bool:
    return element.tag == MANUSCRIPT or is_block(element)


def _pointers_of(witness: etree._Element) -> Iterator[str]:
    """The ids in the document to which it points, or something in it does."""
    targets = (each.get("target", "") for each in witness.iter(*REFERENCES))
    said = (witness.get("corresp", ""), witness.get("sameAs", ""), *targets)
    return (each[1:] for pointers in said for each in pointers.split() if each.startswith("#"))


@lru_cache(maxsize=1)
def _works_of(root: etree._Element) -> dict[str, etree._Element]:
    """Whatever a document describes that a witness may be."""
    return {name: each for each in root.iter(*_DESCRIBED) if (name := each.get(XML_ID))}


def _in_short(work: etree._Element) -> Iterator[str]:
    return filter(None, shelfmarks(work) if work.tag in MANUSCRIPTS else [listed(work)])
