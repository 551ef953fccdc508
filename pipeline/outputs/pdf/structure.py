"""PDF's own structure types for what HTML has no element for (ISO 32000-1, 14.8.4).

WeasyPrint takes the type of a structure element from the name of the HTML
element: `article` gives Art and `figcaption` Caption. The print document uses
the first for notes alone and the second for note calls and for labels; here
they become Note, Reference and Lbl. A table's caption stays one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped]

_NONE: dict[str, Any] = {"S": "", "P": b"", "K": ()}


def finish_structure(_document: Any, pdf: Any) -> None:
    """Mend the structure tree of a PDF that is about to be written.

    Notes get the unique ID that ISO 14289-1, 7.9 asks for, with the IDTree
    that goes with it; a link has one annotation, and that one inside of its
    Link element (7.18.5), whatever markup there is within the link.
    """
    tree = _Tree(pdf)
    tree.retype()
    tree.drop_inner_links()


class _Tree:
    """The structure elements of a PDF, by reference."""

    def __init__(self, pdf: Any) -> None:
        dictionaries: list[Any] = [each for each in pdf.objects if isinstance(each, dict)]
        self._elements = {
            each.reference: each for each in dictionaries if each.get("Type") == "/StructElem"
        }
        self._links = {each.reference: each for each in dictionaries if each.get("Type") == "/OBJR"}
        self._root = next(each for each in dictionaries if each.get("Type") == "/StructTreeRoot")
        self._parents = next(
            each for each in dictionaries if each.reference == self._root["ParentTree"]
        )
        self._pages = [each for each in dictionaries if each.get("Type") == "/Page"]

    def retype(self) -> None:
        """Art becomes Note; Caption, unless it is a table's, Reference or Lbl."""
        notes = pydyf.Array()
        for element in self._elements.values():
            parent = self._elements.get(element["P"], _NONE)
            if element["S"] == "/Art":
                if parent["S"] == "/Note":  # a nameless box within the note's own
                    element["S"] = "/Div"
                    continue
                element["S"] = "/Note"
                element["ID"] = pydyf.String(f"note{len(notes) // 2 + 1:05}")
                notes.extend((element["ID"], element.reference))
            elif element["S"] == "/Caption" and parent["S"] != "/Table":
                element["S"] = "/Reference" if self._is_call(element, parent) else "/Lbl"
        if notes:
            self._root["IDTree"] = pydyf.Dictionary({"Names": notes})

    def _is_call(self, element: Any, parent: Any) -> bool:
        """A call holds a link and is not the label with which a note begins."""
        linked = any(self._elements.get(kid, _NONE)["S"] == "/Link" for kid in element["K"])
        grandparent = self._elements.get(parent["P"], _NONE)
        in_note = "/Note" in (parent["S"], grandparent["S"])
        return linked and not (in_note and parent["K"][0] == element.reference)

    def drop_inner_links(self) -> None:
        """Take away the annotations that WeasyPrint repeats for every box within a link."""
        dropped: set[Any] = set()
        for element in self._elements.values():
            inner = [kid for kid in element["K"] if kid in self._links]
            if inner and element["S"] != "/Link" and any(self._link_around(element)):
                element["K"][:] = [kid for kid in element["K"] if kid not in self._links]
                dropped.update(self._links[kid]["Obj"] for kid in inner)
        if not dropped:
            return
        for page in self._pages:
            if "Annots" in page:
                page["Annots"][:] = [each for each in page["Annots"] if each not in dropped]
        self._forget_parents()

    def _link_around(self, element: Any) -> Iterator[bool]:
        while (element := self._elements.get(element["P"])) is not None:
            yield element["S"] == "/Link"

    def _forget_parents(self) -> None:
        """Keep in the parent tree only the annotations that still are in the structure."""
        held = {
            reference
            for reference, element in self._elements.items()
            if any(kid in self._links for kid in element["K"])
        }
        numbers = self._parents["Nums"]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self._parents["Nums"][:] = [
            part
            for number, parent in pairs
            if isinstance(parent, pydyf.Array) or parent in held
            for part in (number, parent)
        ]
