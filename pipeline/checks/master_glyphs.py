"""The characters that a document declares for itself, and what stands for them (TEI ch. 5)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BEST_MAPPINGS = (
    "Unicode", "standard", "standardized", "composed", "simplified", "normalized", "",
)  # fmt: skip


def declared_characters(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What stands for each character that the header declares and maps (TEI 5.2)."""
    for declared in root.iter(f"{_TEI}char", f"{_TEI}glyph"):
        mappings = {
            each.get("type", ""): " ".join("".join(map(str, each.itertext())).split())
            for each in declared.iter(f"{_TEI}mapping")
        }
        best = [mappings[kind] for kind in _BEST_MAPPINGS if mappings.get(kind)]
        if name := declared.get(_ID):
            yield name, next(iter([*best, *filter(None, mappings.values())]), "")
