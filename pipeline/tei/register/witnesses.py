"""Who has a reading: the sigla of witnesses, an editor, or a work (TEI 12.1.4)."""

from __future__ import annotations

import re
from functools import cached_property

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.names import XML_ID, tei, text_in
from pipeline.tei.sigla import lettered_number

_SIGLUM = re.compile(r"[^\s\d.,;:][^\s.,;:]{0,7}")
_BRACKETED = r"【[^\s】]+】"  # as Chinese apparatus have them
_WITNESS, _ABBR = tei("witness"), tei("abbr")
_SOURCES, _HOLDERS = ("wit", "source"), ("hand", "resp")
_WIT = tei("wit")


class Sigla:
    """The sigla of a document's witnesses."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def of(self, reading: etree._Element) -> str:
        """The sigla of the witnesses of a `lem` or `rdg`; else whom or what it names for itself."""
        named = " ".join(filter(None, map(reading.get, _SOURCES)))
        named = named or next(filter(None, map(reading.get, _HOLDERS)), "")
        after = reading.getnext()
        if not named and after is not None and after.tag == _WIT:
            return " ".join(text_in(after).split())
        names = (pointer.rpartition("#")[2] for pointer in named.split())
        return " ".join(self._by_id.get(name, name) for name in names)

    @cached_property
    def _by_id(self) -> dict[str, str]:
        return {
            name: siglum
            for witness in self._root.iter(_WITNESS)
            if (name := witness.get(XML_ID)) and (siglum := _siglum_of(witness))
        }


def _siglum_of(witness: etree._Element) -> str:
    """The siglum that a `witness` gives, or that is all that is said of it."""
    for abbr in witness.iter(_ABBR):
        if abbr.get("type") in ("siglum", "sigla"):
            return " ".join(text_in(abbr).split())
    if number := lettered_number(witness):
        return number
    words = text_in(witness).strip()
    return words if _is_siglum(words) else ""


def _is_siglum(words: str) -> bool:
    """Whether they are too short for a description ("Oxford"): few letters, or only capitals."""
    if not _SIGLUM.fullmatch(words):
        return False
    if is_unspaced(words):  # two characters may be a word
        return len(words) == 1 or re.fullmatch(_BRACKETED, words) is not None
    return len(words) <= 3 or words.isupper()
