"""How much the PDF engine can be asked to set: beyond it, memory or patience would end first.

WeasyPrint keeps every box of every page until the last is drawn: a novel of
0.9 MB takes 330 MB and some twenty seconds. What else there is in a book is
weighed against one character of prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import XHTML, Book, Division

_MOST = 5_000_000
# WeasyPrint looks each footnote up among all of them: with more, it would not end in a minute.
MOST_FOOTNOTES = 2_000
_ELEMENT, _CELL, _NOTE, _CORRECTION, _DIVISION = 100, 80, 300, 400, 1_500
_HEADING = 10  # a letter of a heading is read again for the contents, the outline and the tags
_MOST_COLUMNS = 1_000
_COUNT = etree.XPath("count(descendant::*)")
_LENGTH = etree.XPath("string-length(.)")
_CELLS = etree.XPath("count(descendant::h:td)", namespaces={"h": XHTML})
_COLUMNS = etree.XPath(
    f"boolean(descendant::h:tr[count(h:td) > {_MOST_COLUMNS}])", namespaces={"h": XHTML}
)


def refuse_the_endless(book: Book) -> None:
    """Raise `EditionError` for a book that would take gigabytes and hours to lay out."""
    trees = (book.content, *(note.content for note in book.notes))
    cost = _NOTE * len(book.notes) + _CORRECTION * len(book.interventions)
    cost += sum(_DIVISION + _HEADING * len(each.heading) for each in _all(book.divisions))
    cost += sum(_number(_LENGTH, tree) + _ELEMENT * _number(_COUNT, tree) for tree in trees)
    cost += _CELL * sum(_number(_CELLS, tree) for tree in trees)
    why = ""
    if cost > _MOST:
        why = f"the text with its {len(book.notes):,} notes is too long"
    elif any(_COLUMNS(tree) for tree in trees):
        why = f"a table has more than {_MOST_COLUMNS:,} columns"
    if why:
        raise EditionError(
            Finding(
                "pdf-too-large",
                Severity.ERROR,
                f"no PDF is made: {why} for the PDF engine, which would run out of memory",
                remedy="Use the EPUB or the text, or divide the document.",
            )
        )


def _all(divisions: Iterable[Division]) -> Iterator[Division]:
    waiting = list(divisions)
    while waiting:
        division = waiting.pop()
        yield division
        waiting += division.children


def _number(count: etree.XPath, tree: etree._Element) -> int:
    value = count(tree)
    return int(value) if isinstance(value, float) else 0
