"""Characters that a document declares for itself (TEI Guidelines ch. 5, `charDecl`)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import XML_ID, tei
from pipeline.tei.plain_text import plain

_BEST_FIRST = ("Unicode", "standard", "standardized", "composed", "simplified", "normalized", "")
_NAMES = ("charName", "glyphName", "desc")


class Glyphs:
    """What an empty `g` stands for: its character's mapping, else its name in brackets."""

    def __init__(self, root: etree._Element) -> None:
        self._missed: set[str] = set()
        self._declared = {
            declared.get(XML_ID, ""): declared
            for charset in root.iter(tei("charDecl"))
            for declared in charset.iter(tei("char"), tei("glyph"))
        }

    def text(self, reference: str) -> str:
        """The text for `reference`, the value of `g/@ref`; "" where nothing is declared.

        Large corpora mark with such a `g` what is not to be seen (`char:EOLhyphen`).
        """
        declared = self._declared.get(reference.rpartition("#")[2])
        return "" if declared is None else _mapping(declared) or _name(declared)

    def misses(self, reference: str) -> bool:
        """Note that nothing says what stands for `reference`; whether that is news."""
        if not reference or reference in self._missed or "EOL" in reference:
            return False
        self._missed.add(reference)
        return True


def _mapping(declared: etree._Element) -> str:
    mappings = {
        mapping.get("type", ""): plain(mapping) for mapping in declared.iter(tei("mapping"))
    }
    preferred = [mappings[kind] for kind in _BEST_FIRST if mappings.get(kind)]
    return next(iter(preferred or filter(None, mappings.values())), "")


def _name(declared: etree._Element) -> str:
    for kind in _NAMES:
        named = declared.find(tei(kind))
        if named is not None and plain(named):
            return f"[{plain(named)}]"
    return ""
