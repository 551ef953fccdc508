"""The head of a table, drawn again on each page that the table goes on to.

It is said once, where the table begins; again it is an artifact of the page
(ISO 32000-1, 14.8.2.2), so that the table can be one element of the structure,
whose heads say what they are heads of and whose cells name them (14.8.5.7,
*Scope*, *Headers*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

_MARK = dict[str, Any]


class RepeatedHeads:
    """The boxes of heads that are drawn again in a document."""

    def __init__(self, document: Any) -> None:
        self._groups: set[Any] = set()
        self.boxes: set[Any] = set()  # they, and all in them
        seen: set[int] = set()
        for page in document.pages:
            for group in _heads(page._page_box):
                if id(group.element) in seen:
                    self._groups.add(group)
                    self.boxes |= {group, *group.descendants()}
                seen.add(id(group.element))
            # They lead nowhere: a link is an element of the structure.
            page.links[:] = [link for link in page.links if link[3] not in self.boxes]
        self._marks: list[tuple[_MARK, Any]] = []

    def leave_out(self, box: Any) -> bool:
        """Whether no structure is made for this box.

        WeasyPrint ties the cells of the page to those of the head on it; it
        is given marks, of which `resolve` finds out for what they stand.
        """
        if box not in self._groups:
            return False
        for row in box.children:
            for cell in row.children:
                cell.mark = {}
                self._marks.append((cell.mark, cell.element))
        return True

    def resolve(self, elements: Iterable[Any], source: Callable[[Any], Any]) -> None:
        """Have heads say their scope, and cells name the heads as they stand in the structure."""
        cells = [each for each in elements if each["S"] in ("/TH", "/TD") and "A" in each]
        first = {}
        for head in (each for each in cells if each["S"] == "/TH"):
            element = source(head)
            of_row = element is not None and element.get("scope") == "row"
            head["A"]["Scope"] = "/Row" if of_row else "/Column"
            first[id(element)] = head
        names = {
            mark["ID"].string: first[id(element)]["ID"]
            for mark, element in self._marks
            if "ID" in mark and id(element) in first
        }
        for cell in cells:
            headers = cell["A"].pop("Headers", None)
            if headers:
                cell["A"]["Headers"] = headers
                headers[:] = [names.get(each.string, each) for each in headers]


def _heads(box: Any) -> Iterator[Any]:
    for each in box.descendants():
        if isinstance(each, boxes.TableRowGroupBox) and each.is_header:
            yield each
