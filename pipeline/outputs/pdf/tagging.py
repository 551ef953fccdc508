"""What the structure tree of a PDF lacks when WeasyPrint has written it (ISO 32000-1, 14.7, 14.8).

WeasyPrint tags each page for itself: a paragraph over two pages is two, a
section as many as it has pages, and notes follow each page. While it writes,
it is watched here which element of the document a structure element comes
from; afterwards the pieces of one element are joined, each note follows its
call, and the table of contents becomes TOC. Running heads and folios, which
WeasyPrint marks as text outside of the tree, are drawn as artifacts of the
page (14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.pdf.tags
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

from pipeline.model.xhtml import classes
from pipeline.outputs.pdf.heads import RepeatedHeads
from pipeline.tei.names import XML_LANG

# What may be in pieces. Links are left so, which have an annotation for each piece.
_JOINED = frozenset(
    "/Part /Sect /Div /BlockQuote /P /L /LI /LBody /Note /TOC /TOCI /NonStruct"
    " /Table /TBody /TR /TH /TD".split()
)
_Source = tuple[Any, Any, Any]
_NONE: _Source = (None, None, None)
_OF_ITEMS = frozenset(("/Lbl", "/LBody"))
_CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}


class Tagging:
    """The structure of one document: `recorded` while it is written, then `finish`."""

    def __init__(self, document: Any) -> None:
        self._artifacts = {
            box: "/Header" if part.at_keyword.startswith("@top") else "/Footer"
            for page in document.pages
            for part in page._page_box.children
            if isinstance(part, boxes.MarginBox)
            for box in part.descendants()
        }
        self._heads = RepeatedHeads(document)
        self._artifacts |= dict.fromkeys(self._heads.boxes, "/Header")
        # By id of a structure element: itself, the element it comes from, and the name of the box.
        self._sources: dict[int, _Source] = {}

    @contextmanager
    def recorded(self) -> Iterator[None]:
        """Within this context WeasyPrint's structure elements are remembered."""
        tags = weasyprint.pdf.tags
        build, marked = tags._build_box_tree, Stream.marked

        def build_box_tree(box: Any, parent: Any, *others: Any) -> Iterator[Any]:
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            if isinstance(box, boxes.MarginBox) or self._heads.leave_out(box):
                return
            _keep_lists_in_items(box)
            for element in build(box, parent, *others):
                self._sources.setdefault(id(element), (element, box.element, box.element_tag))
                yield element

        tags._build_box_tree, Stream.marked = build_box_tree, self._marked(marked)
        try:
            yield
        finally:
            tags._build_box_tree, Stream.marked = build, marked

    def _marked(self, stock: Any) -> Any:
        artifacts = self._artifacts

        @contextmanager
        def marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
            if box not in artifacts or stream._tags is None:
                with stock(stream, box, tag):
                    yield
                return
            kind = pydyf.Dictionary({"Type": "/Pagination", "Subtype": artifacts[box]})
            stream.begin_marked_content("Artifact", kind)
            try:
                yield
            finally:
                stream.end_marked_content()

        return marked

    def finish(self, pdf: Any) -> None:
        """Put the tree in order, once `structure` has given its elements their types."""
        _Order(pdf, self._sources).settle(self._heads)


class _Order:
    """The structure elements of a PDF by reference, and where each came from."""

    def __init__(self, pdf: Any, sources: dict[int, _Source]) -> None:
        dictionaries: list[Any] = [each for each in pdf.objects if isinstance(each, dict)]
        self._elements = {
            each.reference: each for each in dictionaries if each.get("Type") == "/StructElem"
        }
        self._pdf = pdf
        self._sources = sources
        self._root = next(each for each in dictionaries if each.get("Type") == "/StructTreeRoot")
        self._document = self._elements[self._root["K"][0]]

    def settle(self, heads: RepeatedHeads) -> None:
        """Join, tie, and name."""
        heads.resolve(self._elements.values(), self._source)
        self._put_blocks_in_bodies()
        self._tie_notes()
        self._join()
        self._name_contents()
        self._name_rows()
        self._name_languages()
        self._name_notes()

    def _source(self, element: Any) -> Any:
        return self._sources.get(id(element), _NONE)[1]

    def _kids(self, element: Any) -> list[Any]:
        return [self._elements[kid] for kid in element["K"] if kid in self._elements]

    def _put_blocks_in_bodies(self) -> None:
        """An item holds a label and a body, and the body its paragraphs and lists (14.8.4.3.3)."""
        for item in list(self._elements.values()):
            if item["S"] != "/LI" or all(kid["S"] in _OF_ITEMS for kid in self._kids(item)):
                continue
            kept: list[Any] = []
            for kid in self._kids(item):
                if kid["S"] in _OF_ITEMS:
                    kept.append(kid)
                    continue
                if not kept or kept[-1]["S"] != "/LBody":
                    kept.append(self._new_body(item))
                kept[-1]["K"].append(kid.reference)
                kid["P"] = kept[-1].reference
            item["K"][:] = [kid.reference for kid in kept]

    def _new_body(self, item: Any) -> Any:
        """An empty body of an item, from the same element as the item."""
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "K": pydyf.Array(), "Pg": item["Pg"]}
        )
        body["P"] = item.reference
        self._pdf.add_object(body)
        self._elements[body.reference] = body
        self._sources[id(body)] = (body, *self._sources.get(id(item), _NONE)[1:])
        return body

    def _join(self) -> None:
        """Make one of the neighbours that are pieces of one element, from the top down."""
        waiting = [self._document]
        while waiting:
            element = waiting.pop()
            kept = []
            last = None
            for reference in element["K"]:
                kid = self._elements.get(reference)
                if last is not None and kid is not None and self._same(last, kid):
                    self._append(last, kid)
                    continue
                kept.append(reference)
                if kid is None or not self._is_area(kid):
                    last = kid
            element["K"][:] = kept
            waiting += self._kids(element)

    def _same(self, one: Any, other: Any) -> bool:
        """Whether two elements are pieces of one: from one box of one element, and of one type."""
        return (
            one["S"] == other["S"]
            and one["S"] in _JOINED
            and self._sources.get(id(one), (0, 0, 1))[1:] == self._sources.get(id(other), _NONE)[1:]
        )

    def _is_area(self, element: Any) -> bool:
        """Whether this is the foot of a page, with notes."""
        return element["S"] == "/NonStruct" and self._source(element) is None

    def _append(self, joined: Any, piece: Any) -> None:
        """Give all kids of a piece to what it is a piece of."""
        for kid in self._kids(piece):
            kid["P"] = joined.reference
        # A number is of the page of its element: from elsewhere it says which (14.7.4.2).
        joined["K"].extend(
            pydyf.Dictionary({"Type": "/MCR", "Pg": piece["Pg"], "MCID": kid})
            if isinstance(kid, int)
            else kid
            for kid in piece["K"]
        )
        if joined["S"] == "/TR":
            self._put_cells_together(joined)
        del self._elements[piece.reference]
        piece.clear()

    def _put_cells_together(self, row: Any) -> None:
        """The pieces of each cell of a row side by side."""
        cells = {kid: id(self._source(self._elements[kid])) for kid in row["K"]}
        order = list(dict.fromkeys(cells.values()))
        row["K"].sort(key=lambda kid: order.index(cells[kid]))

    def _tie_notes(self) -> None:
        """Put each note behind its first call (14.8.4.4.1: “a Note … and a reference to it”)."""
        calls: dict[str, Any] = {}
        for element in self._elements.values():
            source = self._source(element)
            if element["S"] == "/Link" and source is not None:
                parent = self._elements.get(element["P"])
                if parent is not None and parent["S"] == "/Reference":
                    calls.setdefault(source.get("href", "")[1:], parent)
        for element in list(self._elements.values()):
            if element["S"] != "/Note" or (source := self._source(element)) is None:
                continue
            call = calls.get(source.get("id", ""))
            area = self._elements.get(element["P"])
            if call is None or area is None or self._source(area) is not None:
                continue  # an endnote, which stands in the text, stays there
            area["K"].remove(element.reference)
            around = self._elements[call["P"]]
            around["K"].insert(around["K"].index(call.reference) + 1, element.reference)
            element["P"] = around.reference
        self._drop_empty()

    def _drop_empty(self) -> None:
        """Areas of notes that have none left."""
        for reference in list(self._document["K"]):
            area = self._elements.get(reference)
            if area is not None and self._is_area(area) and not area["K"]:
                self._document["K"].remove(reference)
                del self._elements[reference]
                area.clear()

    def _name_contents(self) -> None:
        """The list of the contents is a TOC of TOCI, each with a Reference (14.8.4.2)."""
        for element in list(self._elements.values()):
            source = self._source(element)
            if element["S"] == "/Sect" and source is not None and "contents" in classes(source):
                waiting = self._kids(element)
                while waiting:
                    kid = waiting.pop()
                    kid["S"] = _CONTENTS.get(kid["S"], kid["S"])
                    waiting += self._kids(kid)

    def _name_rows(self) -> None:
        """Rows without a group of their own are in a nameless box, which is a TBody."""
        for element in self._elements.values():
            parent = self._elements.get(element["P"])
            if parent is not None and element["S"] == parent["S"] == "/Table":
                element["S"] = "/TBody"

    def _name_languages(self) -> None:
        """Words in another language say in which (14.9.2)."""
        for element in self._elements.values():
            source = self._source(element)
            language = "" if source is None else source.get("lang") or source.get(XML_LANG)
            if language:
                element["Lang"] = pydyf.String(language)
                if element["S"] == "/NonStruct":
                    element["S"] = "/Span"

    def _name_notes(self) -> None:
        """The tree of identifiers, without those of pieces that are joined."""
        names = pydyf.Array()
        notes = [each for each in self._elements.values() if each["S"] == "/Note" and "ID" in each]
        for note in sorted(notes, key=lambda each: each["ID"].string):
            names.extend((note["ID"], note.reference))
        if names:
            self._root["IDTree"] = pydyf.Dictionary({"Names": names})


def _keep_lists_in_items(box: Any) -> None:
    """WeasyPrint puts a list in an item behind the item, before words that follow it; no `dl`."""
    for child in getattr(box, "children", ()):
        if child.element_tag in ("ul", "ol"):
            child.element_tag = "dl"
