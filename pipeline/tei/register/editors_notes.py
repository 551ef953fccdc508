"""Which notes are the editors' own: the witness has no word of them (TEI 3.9, `note/@resp`)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from lxml import etree

from pipeline.tei.names import NAMESPACES, XML_ID, tei, with_ids

_HEADER = tei("teiHeader")
_STATEMENTS = ("tei:fileDesc/tei:titleStmt", "tei:fileDesc/tei:editionStmt")
_RESPONSIBLE = tuple(map(tei, ("editor", "respStmt")))
_OF_COMMENTARY = r"(?i)\b(?:comment|editor)"


def is_editors_note(note: etree._Element) -> bool:
    """Whether `note` is of somebody whom the header names as editor, or of a commentary.

    A commentary that has a place on the page (`@place`) may be the witness's.
    """
    if resp := note.get("resp"):
        return not _editors_of(note.getroottree().getroot()).isdisjoint(resp.split())
    return "place" not in note.attrib and bool(re.search(_OF_COMMENTARY, note.get("type", "")))


@lru_cache(maxsize=1)
def _editors_of(root: etree._Element) -> frozenset[str]:
    """Pointers to those who edited, but for translators, and to their names.

    The editors of a source are not among them: their notes stand in it.
    """
    statements = chain.from_iterable(
        header.iterfind(path, NAMESPACES) for header in root.iter(_HEADER) for path in _STATEMENTS
    )
    return frozenset(
        f"#{each.get(XML_ID)}"
        for statement in statements
        for responsible in statement.iter(*_RESPONSIBLE)
        if responsible.get("role") != "translator"
        for each in with_ids(responsible)
    )
