"""How much the PDF engine can be asked to set: beyond it, memory or patience would end first.

WeasyPrint keeps every box of every page until the last is drawn: a novel of
2.2 MB takes 800 MB and some fifty seconds. What else there is in a book is
weighed against one character of prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from lxml import etree

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import XHTML, Book, every_division
from pipeline.outputs.pdf.phrases import idle_phrases

_MOST = 3_800_000
# WeasyPrint looks each footnote up among all of them: with more, it would not end in a minute.
MOST_FOOTNOTES = 2_000
_ELEMENT, _CELL, _NOTE, _CORRECTION, _DIVISION = 100, 80, 300, 550, 1_500
_WIDE_CELL = 200  # besides: a wide table is set three times, until it has its size
_PARAGRAPH, _ITEM = 80, 40  # besides: each has at least one line, however few its words
# besides: for `:has(+ …)` cssselect2 goes through all the siblings of each of them
_LOOKING_AHEAD, _SIBLING = "h:h1 | h:h2 | h:p[starts-with(@class, 'speaker')]", 1 / 8
# Of the square of the letters in so long a paragraph: where a line ends is looked for in it all.
_LONG_PARAGRAPH, _LETTER_OF_LONG = 100_000, 1.2e-6
# Of the square of the letters in one part of a cell: for each of its pages all of it is set anew.
_LONG_CELL, _LETTER_OF_CELL = 5_000, 9e-4
_IDLE = 4  # a phrase that no style sheet speaks of goes before anything is set
_HEADING = 10  # a letter of a heading is read again for the contents, the outline and the tags
_SIGNS = re.compile(
    r"([^\w\s])\1{4999,}|[ \t\n\r\u1680\u2000-\u200a\u2028\u2029\u205f\u3000]{5000,}"
)
_ENDLESS_SIGNS = 1 / 1100  # of the square of their number: a line may end after each of them
_ENDLESS = 7  # a letter of a word of many lines
ENDLESS_WORD = re.compile("[!-\u0dff\u1e00-\u1fff\u200b\u2010-\u2e7f]{1000,}")
# HarfBuzz takes time that grows with the square of their number, and ends the process at last.
_PILE_OF_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    "{50,}"
)
_MARK, _HIGHEST_PILE = 20, 20_000
_PRE, _P = f"{{{XHTML}}}pre", f"{{{XHTML}}}p"
_MOST_COLUMNS = 1_000
_DEEPEST_LIST = 60  # the time for lists in lists grows with the third power of their depth
_DEEPEST_TABLE = 60  # and so does that for tables in tables
_DEEPEST_FIGURE = 100  # and that for figures in figures with the second
_COUNT = etree.XPath("count(descendant::*)")
_LENGTH = etree.XPath("string-length(.)")
_CELLS = etree.XPath("count(descendant::h:td)", namespaces={"h": XHTML})
_WIDE_ROWS = etree.XPath("descendant::h:tr[h:td[11]]", namespaces={"h": XHTML})
_PARAGRAPHS = etree.XPath("count(descendant::h:p)", namespaces={"h": XHTML})
_ITEMS = etree.XPath("count(descendant::h:li)", namespaces={"h": XHTML})
_LONG_PARAGRAPHS = etree.XPath(
    f"descendant::h:p[string-length(.) > {_LONG_PARAGRAPH}]", namespaces={"h": XHTML}
)
_LONG_CELLS = etree.XPath(
    f"descendant::h:td[string-length(.) > {_LONG_CELL}]", namespaces={"h": XHTML}
)
_LOOK_AHEAD = etree.XPath(f"count({_LOOKING_AHEAD})", namespaces={"h": XHTML})
_WITH_MANY_TO_LOOK_AHEAD = etree.XPath(
    f"descendant-or-self::*[count({_LOOKING_AHEAD}) > 50]", namespaces={"h": XHTML}
)
_DEEP_LISTS, _DEEP_TABLES, _DEEP_FIGURES = (
    etree.XPath(
        f"boolean(descendant::h:{tag}[count(ancestor::h:{tag}) >= {deepest}])",
        namespaces={"h": XHTML},
    )
    for tag, deepest in (
        ("li", _DEEPEST_LIST),
        ("td", _DEEPEST_TABLE),
        ("figure", _DEEPEST_FIGURE),
    )
)
_MOST_SPANNED = 200_000  # places that the cells of a table cover: WeasyPrint keeps each of them
_SPANNING = etree.XPath("descendant::*[@rowspan and @colspan]")
_COLUMNS = etree.XPath(
    f"boolean(descendant::h:tr[h:td[{_MOST_COLUMNS + 1}]])", namespaces={"h": XHTML}
)


def refuse_the_endless(book: Book, styled: frozenset[str]) -> None:
    """Raise `EditionError` for a book that would take gigabytes and hours to lay out."""
    trees = (book.content, *(note.content for note in book.notes))
    piles = [pile for tree in trees for pile in _piles_of_marks(tree)]
    too_much = _cost(book, trees, styled) + _MARK * sum(piles) > _MOST
    if why := _too_long(book) if too_much else _too_intricate(trees, piles):
        raise EditionError(too_large(why))


def _cost(book: Book, trees: Sequence[etree._Element], styled: frozenset[str]) -> int:
    """What a book weighs, in characters of prose."""
    cost = _NOTE * len(book.notes) + _CORRECTION * len(book.interventions)
    cost += sum(_DIVISION + _HEADING * len(each.heading) for each in every_division(book.divisions))
    for tree in trees:
        idle = _idle(tree, styled)
        cost += _number(_LENGTH, tree) + _IDLE * idle
        cost += _ELEMENT * (_number(_COUNT, tree) - idle)
    cost += _PARAGRAPH * sum(_number(_PARAGRAPHS, tree) for tree in trees)
    cost += round(_LETTER_OF_LONG * sum(map(_in_long_paragraphs, trees)))
    cost += round(_LETTER_OF_CELL * sum(map(_in_long_cells, trees)))
    cost += _ITEM * sum(_number(_ITEMS, tree) for tree in trees)
    cost += round(_SIBLING * sum(map(_looked_through, trees)))
    cost += _CELL * sum(_number(_CELLS, tree) for tree in trees)
    cost += _WIDE_CELL * sum(map(_in_wide_rows, trees))
    cost += _ELEMENT * sum(map(_preformatted_lines, trees))
    cost += _ENDLESS * sum(map(_in_endless_words, trees)) + sum(map(_of_endless_signs, trees))
    cost += sum(_number(_LENGTH, note.content) for note in book.notes)  # at the foot, then moved
    return cost + sum(len(each.witness) + len(each.edition) for each in book.interventions)


def _too_intricate(trees: Sequence[etree._Element], piles: Sequence[int]) -> str:
    """What the engine could not set, however short the book is; "" if there is nothing."""
    if any(_COLUMNS(tree) for tree in trees):
        return f"a table has more than {_MOST_COLUMNS:,} columns"
    if sum(map(_spanned, trees)) > _MOST_SPANNED:
        return "the cells of a table span too many rows and columns"
    if max(piles, default=0) >= _HIGHEST_PILE:
        return "a letter carries more than twenty thousand marks"
    if any(_DEEP_LISTS(tree) for tree in trees):
        return f"a list is nested more than {_DEEPEST_LIST} deep"
    if any(_DEEP_TABLES(tree) for tree in trees):
        return f"a table is nested more than {_DEEPEST_TABLE} deep"
    if any(_DEEP_FIGURES(tree) for tree in trees):
        return f"a figure is nested more than {_DEEPEST_FIGURE} deep"
    return ""


def too_large(why: str) -> Finding:
    """That no PDF is made, as the engine could not set it."""
    return Finding(
        "pdf-too-large",
        Severity.ERROR,
        f"no PDF is made: {why}; the PDF engine would run out of time or memory",
        remedy="Use the EPUB or the text, or divide the document.",
    )


def _too_long(book: Book) -> str:
    notes = f" with its {len(book.notes):,} notes" if book.notes else ""
    return f"the text{notes} is too long"


def _preformatted_lines(tree: etree._Element) -> int:
    return sum("".join(map(str, pre.itertext())).count("\n") for pre in tree.iter(_PRE))


def _piles_of_marks(tree: etree._Element) -> list[int]:
    """How many marks stand on each letter that has more than any script gives it."""
    return [len(pile) for text in tree.itertext() for pile in _PILE_OF_MARKS.findall(str(text))]


def _in_endless_words(tree: etree._Element) -> int:
    words = (word for text in tree.itertext() for word in ENDLESS_WORD.findall(str(text)))
    return sum(map(len, words))


def _of_endless_signs(tree: etree._Element) -> int:
    runs = (run for text in tree.itertext() for run in _SIGNS.finditer(str(text)))
    return round(sum(len(run[0]) ** 2 for run in runs) * _ENDLESS_SIGNS)


def _idle(tree: etree._Element, styled: frozenset[str]) -> int:
    return sum(1 for _ in idle_phrases(tree, styled))


def _spanned(tree: etree._Element) -> int:
    cells = cast("list[etree._Element]", _SPANNING(tree))
    return sum(int(cell.get("rowspan", "1")) * int(cell.get("colspan", "1")) for cell in cells)


def _in_wide_rows(tree: etree._Element) -> int:
    return sum(map(len, cast("list[etree._Element]", _WIDE_ROWS(tree))))


def _in_long_paragraphs(tree: etree._Element) -> int:
    """The sum of the squares of their lengths."""
    paragraphs = cast("list[etree._Element]", _LONG_PARAGRAPHS(tree))
    return sum(_number(_LENGTH, paragraph) ** 2 for paragraph in paragraphs)


def _in_long_cells(tree: etree._Element) -> int:
    """The sum of the squares of the lengths of their paragraphs, and of what stands in none."""
    found = 0
    for cell in cast("list[etree._Element]", _LONG_CELLS(tree)):
        parts = [_number(_LENGTH, each) for each in cell.iter(_P)]
        found += sum(part**2 for part in (*parts, max(0, _number(_LENGTH, cell) - sum(parts))))
    return found


def _looked_through(tree: etree._Element) -> int:
    """How many siblings are gone through in all, over all elements that ask what follows them."""
    parents = cast("list[etree._Element]", _WITH_MANY_TO_LOOK_AHEAD(tree))
    return sum(_number(_LOOK_AHEAD, parent) * len(parent) for parent in parents)


def _number(count: etree.XPath, tree: etree._Element) -> int:
    value = count(tree)
    return int(value) if isinstance(value, float) else 0
