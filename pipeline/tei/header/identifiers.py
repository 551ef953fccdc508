"""The numbers of an edition, and the one that identifies it (TEI 2.2.4, `idno`)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from itertools import filterfalse

from lxml import etree

from pipeline.tei.names import NAMESPACES, XML_BASE, has_own_words, tei
from pipeline.tei.plain_text import cut, plain, value_of

_URI = re.compile(r"(?:urn|doi|hdl|info):\S+|https?://[^/\s]+/\S+")  # of more than a site
_NUMBER = re.compile(r"(?!https?:)[^$\s]\S{3,}")
_HOLDERS = tuple(map(tei, "publisher distributor authority orgName persName name address".split()))
_WORKS = uuid.UUID("6a1b6f0e-2f0c-5c1d-9c52-8d1e4f4b7f10")


def read_identifiers(header: etree._Element, name: str, title: str) -> list[str]:
    """The identifier, and the other numbers of the edition as they may be shown.

    It is the first URI among them, else a number, else one made of the file's `name` and
    the `title`. The address of a site is none, nor is what a system of versions has not
    filled in.
    """
    numbers = list(_numbers_in(header, "tei:fileDesc/tei:publicationStmt//tei:idno"))
    said = list(map(_in_full, numbers))
    named = (number for pattern in (_URI, _NUMBER) for number in said if pattern.fullmatch(number))
    identifier = next(named, "") or uuid.uuid5(_WORKS, f"{name}\n{title}").urn
    others = (
        _labelled(idno, number)
        for idno in (*numbers, *_numbers_of_edition(header))
        if (number := _in_full(idno)) != identifier and _is_number(number)
    )
    return [identifier, *dict.fromkeys(others)]


def _numbers_of_edition(header: etree._Element) -> Iterator[etree._Element]:
    """Those of editions that have no name: the name would have them in it."""
    editions = header.iterfind("tei:fileDesc/tei:editionStmt/tei:edition", NAMESPACES)
    for edition in filterfalse(has_own_words, editions):
        yield from _numbers_in(edition, "tei:idno")


def _numbers_in(element: etree._Element, path: str) -> Iterator[etree._Element]:
    found = element.iterfind(path, NAMESPACES)
    return (idno for idno in found if plain(idno) and not (_is_list(idno) or _is_of_holder(idno)))


def _is_of_holder(idno: etree._Element) -> bool:
    """Whether it is that of whoever publishes the edition, and none of the edition (TEI 14.1)."""
    return next(idno.iterancestors(*_HOLDERS), None) is not None


def _is_list(idno: etree._Element) -> bool:
    """Whether it holds nothing but other numbers: no number has its parts so."""
    return idno.find(tei("idno")) is not None and not has_own_words(idno)


def _in_full(idno: etree._Element) -> str:
    """A number, with the address that it completes where there is one (XML Base)."""
    number, base = plain(idno), idno.get(XML_BASE, "")
    is_part = base.startswith(("http://", "https://")) and re.fullmatch(r"[\w.~-]+", number)
    return f"{base.rstrip('/')}/{number}" if is_part else number


def _is_number(said: str) -> bool:
    return not said.startswith(("$", "http://", "https://")) or bool(_URI.fullmatch(said))


def _labelled(idno: etree._Element, number: str) -> str:
    """A number without a letter is one of whoever counts so: TM 492815."""
    counted = value_of(idno, "type") if not any(map(str.isalpha, number)) else ""
    return cut(f"{counted} {number}".strip())
