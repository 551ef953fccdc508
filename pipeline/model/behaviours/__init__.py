"""The behaviours of the TEI Processing Model, each once (TEI Guidelines 22.5.4.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.behaviours import blocks, lists, phrases, structure
from pipeline.model.foreign import render_foreign
from pipeline.tei.names import tei

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule

_LINE_BREAK = tei("lb")

Behaviour = Callable[["Interpretation", etree._Element, "Rule"], None]


def note(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A note of the book, called here or from elsewhere; none where a rule selects nothing."""
    if rule.nodes("content", element) != []:
        run.notes.meet(element, rule)


def omit(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """Nothing is written: metadata, index entries (TEI 3.9.2), what a rule leaves out.

    The words before and after a line break remain two (TEI 3.11.3).
    """
    if element.tag == _LINE_BREAK:
        phrases.space(run, element)
    run.leave_unread(element)


def foreign(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An element that is not TEI's."""
    render_foreign(run, element)


BEHAVIOURS: dict[str, Behaviour] = {
    "alternate": phrases.alternate,
    "anchor": phrases.anchor,
    "block": blocks.block,
    "body": structure.body,
    "break": phrases.line_break,
    "cell": lists.cell,
    "cit": blocks.block,
    "document": structure.document,
    "figure": blocks.figure,
    "foreign": foreign,
    "glyph": phrases.glyph,
    "graphic": blocks.graphic,
    "heading": structure.heading,
    "index": omit,
    "inline": phrases.inline,
    "link": phrases.link,
    "list": lists.list_,
    "listItem": lists.list_item,
    "metadata": omit,
    "note": note,
    "omit": omit,
    "paragraph": blocks.paragraph,
    "row": lists.row,
    "section": structure.section,
    "table": lists.table,
    "text": blocks.text,
    "title": structure.title,
}
