"""The blocks of XHTML, and how the blocks inside one are set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from pipeline.model.book import XHTML
from pipeline.model.xhtml import classes
from pipeline.outputs.text.wrapping import COLUMNS


def xhtml(name: str) -> str:
    """`name` in the XHTML namespace, in lxml's notation."""
    return f"{{{XHTML}}}{name}"


def _tags(names: str) -> frozenset[str]:
    return frozenset(map(xhtml, names.split()))


HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
BLOCKS = HEADINGS | _tags(
    "body section header footer nav article main aside div p blockquote pre ul ol li dl dt dd "
    "table caption thead tbody tfoot tr td th figure figcaption address hr"
)
FRAMED = _tags("blockquote div ul ol li dl dd")  # blocks with a `Frame` of their own
SPACED = _tags("p blockquote div ul ol dl table figure caption")  # with blank lines around them
# The second half of a verse that two share stands further in than the first (TEI 3.13.3).
_LEVELS = {f"indent-{level}": level for level in range(1, 6)} | {"part-m": 7, "part-f": 10}
_STEP = 2  # columns for each
# Of these one follows the other without a blank line: verses, lines of a page, a register’s
# names, the persons of a play.
_RUNS = (
    frozenset(("l", "line")),
    frozenset(("register", "names")),
    frozenset(("castItem",)),
)


@dataclass(slots=True)
class Frame:
    """How the blocks inside one element are set."""

    indent: int = 0
    prefix: str = ""  # stands before the next line only: a list marker, the opening of a note
    verse: bool = False
    gap: int = 1  # blank lines between paragraphs
    most: int = 4  # blank lines between any two blocks
    columns: int = COLUMNS
    number: int = 0  # of the next item of an ordered list; 0 in any other
    numerals: str = ""  # in which it is written, by HTML's letter
    outer: str = ""  # what of the prefix belongs to the blocks around


def further_in(element: etree._Element) -> int:
    """By how many columns a verse, or a line of a page, is said to be indented."""
    return next((_STEP * _LEVELS[name] for name in classes(element) if name in _LEVELS), 0)


def goes_on(element: etree._Element) -> bool:
    """Whether the next block belongs to one run with this one."""
    return _is_of(_run_of(element), element.itersiblings())


def follows_on(element: etree._Element) -> bool:
    """Whether this block belongs to one run with the one before."""
    return _is_of(_run_of(element), element.itersiblings(preceding=True))


def _run_of(element: etree._Element) -> frozenset[str] | None:
    names = classes(element)
    return next((run for run in _RUNS if not run.isdisjoint(names)), None) if names else None


def _is_of(run: frozenset[str] | None, beside: Iterable[etree._Element]) -> bool:
    """Whether the nearest block is of the run."""
    if run is None:
        return False
    block = next((each for each in beside if each.tag in BLOCKS), None)
    return block is not None and _run_of(block) is run


def is_remark(element: etree._Element) -> bool:
    """Whether it is a direction right behind a speaker's name, and so on the same line."""
    before = element.getprevious() if "stage" in classes(element) else None
    return before is not None and has_remark(before)


def has_remark(element: etree._Element) -> bool:
    """Whether it is a speaker's name with a direction right behind it."""
    after = element.getnext() if "speaker" in classes(element) else None
    if after is None or after.tag != element.tag or (element.tail or "").strip():
        return False
    return "stage" in classes(after)
