"""What a RELAX NG grammar lets stand inside an element: the names, for a message."""

from __future__ import annotations

from lxml import etree

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_MOST = 30


def expected_in(schema: etree._Element, name: str) -> list[str]:
    """The names of the elements that may stand directly in `name`, in the grammar's order."""
    defines: dict[str, list[etree._Element]] = {}
    for define in schema.iter(f"{_RNG}define"):
        defines.setdefault(define.get("name", ""), []).append(define)
    found: dict[str, None] = {}
    seen: set[str] = set()

    def walk(pattern: etree._Element) -> None:
        for child in pattern:
            if child.tag == f"{_RNG}element":
                found.setdefault(child.get("name", "…"))
            elif child.tag == f"{_RNG}ref" and child.get("name", "") not in seen:
                seen.add(child.get("name", ""))
                for define in defines.get(child.get("name", ""), []):
                    walk(define)
            elif child.tag != f"{_RNG}attribute" and isinstance(child.tag, str):
                walk(child)

    for element in schema.iter(f"{_RNG}element"):
        if element.get("name") == name:
            walk(element)
    names = list(found)
    return names if len(names) <= _MOST else [*names[:_MOST], "…"]
