"""PDF's own structure types for what HTML has no element for (ISO 32000-1, 14.8.4).

WeasyPrint takes the type of a structure element from the name of the HTML
element: `article` gives Art and `figcaption` Caption. The print document uses
the first for notes alone and the second, outside of figures and tables, for
note calls and for labels; here they become Note, Reference and Lbl.
"""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]

_CAPTIONED = frozenset(("/Table", "/Figure", "/NonStruct"))
_NONE = {"S": "", "P": b"", "K": ()}


def set_structure_types(_document: Any, pdf: Any) -> None:
    """Retype the structure elements of a PDF that is about to be written.

    Notes get the unique ID that ISO 14289-1, 7.9 asks for, and the IDTree
    that goes with it.
    """
    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, dict) and each.get("Type") == "/StructElem"
    }
    notes = pydyf.Array()
    for element in elements.values():
        parent = elements.get(element["P"], _NONE)
        if element["S"] == "/Art":
            if parent["S"] == "/Note":  # a nameless box within the note's own
                element["S"] = "/NonStruct"
                continue
            element["S"] = "/Note"
            element["ID"] = pydyf.String(f"note{len(notes) // 2 + 1:05}")
            notes.extend((element["ID"], element.reference))
        elif element["S"] == "/Caption" and parent["S"] not in _CAPTIONED:
            element["S"] = "/Reference" if _is_call(element, parent, elements) else "/Lbl"
    if notes:
        _root(pdf)["IDTree"] = pydyf.Dictionary({"Names": notes})


def _is_call(element: Any, parent: Any, elements: dict[Any, Any]) -> bool:
    """A call holds a link and is not the label with which a note begins."""
    linked = any(elements.get(kid, _NONE)["S"] == "/Link" for kid in element["K"])
    grandparent = elements.get(parent["P"], _NONE)
    in_note = "/Note" in (parent["S"], grandparent["S"])
    return linked and not (in_note and parent["K"][0] == element.reference)


def _root(pdf: Any) -> Any:
    return next(
        each
        for each in pdf.objects
        if isinstance(each, dict) and each.get("Type") == "/StructTreeRoot"
    )
