"""What a rule shows of an element instead of its content (TEI Guidelines 22.5.4, `param`).

A parameter `content` may select anything in the document, so also what leads
to the element again, or ever further away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.tei.names import local_name

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule

_FURTHEST = 12  # selections from elsewhere within one another: no text has more
_REMEDY = "Let its parameter “content” select only what stands in the element."

Nodes = list[etree._Element | str]


class Selections:
    """Shows what rules select; a circle is told once, and no more followed."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._borrowing: list[etree._Element] = []  # whose rules select what stands elsewhere
        self._circling: set[object] = set()  # tags of elements whose rules come to no end so

    def of(self, element: etree._Element, rule: Rule) -> Nodes | None:
        """What the rule selects for `element`; None where its own content is shown."""
        return None if element.tag in self._circling else rule.nodes("content", element)

    def show(self, nodes: Nodes, element: etree._Element) -> None:
        """Write `.` as the children of `element`, other elements by their rules."""
        borrows = any(_is_elsewhere(node, element) for node in nodes)
        if borrows and (element in self._borrowing or len(self._borrowing) == _FURTHEST):
            self._circling.add(element.tag)
            message = f"A rule for <{local_name(element.tag)}> selects what leads to it again"
            self._run.warn("odd-circle", f"{message}: its own content is shown.", element, _REMEDY)
            nodes, borrows = [element], False
        if borrows:
            self._borrowing.append(element)
        for node in nodes:
            if isinstance(node, str):
                self._run.text(node)
            elif node is element:
                self._run.content(element)
            elif not self._run.stands_in_dropped(node, within=element):
                self._run.element(node)
        if borrows:
            self._borrowing.pop()


def _is_elsewhere(node: etree._Element | str, element: etree._Element) -> bool:
    """Whether what was selected for `element` is not of its content."""
    if isinstance(node, str) or node is element:
        return False
    return all(above is not element for above in node.iterancestors())
