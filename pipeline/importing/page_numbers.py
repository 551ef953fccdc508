"""Numbers of pages that stand alone among the paragraphs: “12”, “[12]”, “- 12 -”, “Page 12”.

They rise as pages do, in a series, and cut sentences as the ends of pages do.
Any other number that stands alone may be of the text, and stays there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from pipeline.finding import Finding, Severity
from pipeline.importing.numbers import in_figures
from pipeline.importing.pages import goes_on_behind_page, is_whole
from pipeline.importing.running_heads import rising
from pipeline.importing.series import heading_of
from pipeline.importing.transcription import Block, Kind, Transcription

_NUMBER = r"\d{1,4}|[ivxlc]{1,7}"
_FORMS = re.compile(
    rf"[\[({{]?\s*(?P<said>p(?:g|age)?\.?\s*)?(?P<bracketed>{_NUMBER})\s*[\])}}]|"
    rf"page\s+(?P<named>\d{{1,4}})|[-–—]{{1,2}}\s*(?P<dashed>{_NUMBER})\s*[-–—]{{1,2}}|"
    r"(?P<bare>\d{1,4}|(?-i:[ivxlc]{1,7}))",
    re.IGNORECASE,
)
_YEAR = r"1\d{3}|20\d\d"
_LONGEST_TITLE = 90  # characters
_NEAR = 2  # a page between two may have no number
_MANY = 4  # that count on, with gaps
_SHOWN = 8


class Form(Enum):
    """How a number that stands alone is printed."""

    BARE = "bare"
    BRACKETED = "bracketed"
    DASHED = "dashed"
    NAMED = "named"  # it says that it is a page’s


def form_of_number(words: str) -> tuple[Form | None, str]:
    """Of words that are but a number its form, and the number without its signs."""
    found = _FORMS.fullmatch(words)
    if found is None:
        return None, ""
    [(form, number)] = [
        (name, said) for name, said in found.groupdict().items() if said and name != "said"
    ]
    return Form("named" if found["said"] else form), number


def doubt_pages(found: Transcription, blocks: Sequence[Block]) -> None:
    """Leave in the text the numbers that are of no page, though they might be.

    A year among the lines of a title page is set aside with these.
    """
    lone = [index for index, block in enumerate(blocks) if block.kind is Kind.PAGE]
    for index in lone:
        if _is_year_of_title(found, blocks, index):
            blocks[index].kind, blocks[index].type = Kind.FURNITURE, "title"
    series: dict[tuple[Form | None, bool], list[int]] = defaultdict(list)
    for index in lone:
        form, number = form_of_number(found.words(blocks[index]))
        if blocks[index].kind is Kind.PAGE and form is not Form.NAMED:
            series[form, number.isdecimal()].append(index)
    left: list[Block] = []
    for (form, _), those in series.items():
        kept = _of_pages(found, blocks, those, form)
        left += [blocks[index] for index in those if index not in kept]
    for block in left:
        block.kind, block.number = Kind.SHORT, ""
    found.findings += [_left(found, left)] if left else []


def _left(found: Transcription, blocks: Sequence[Block]) -> Finding:
    said = [found.words(block) for block in sorted(blocks, key=lambda block: block.start)]
    stay = "numbers that stand alone stay" if len(said) > 1 else "number that stands alone stays"
    return Finding(
        "import-numbers",
        Severity.INFO,
        f"{len(said)} {stay} in the text: {', '.join(said[:_SHOWN])}{', …' * (len(said) > _SHOWN)}",
        remedy='If they are of pages, make each <pb n="…"/><fw type="pageNum">…</fw>.',
    )


def _is_year_of_title(found: Transcription, blocks: Sequence[Block], index: int) -> bool:
    """Whether it stands among the short lines before the first heading or text."""
    beside = blocks[: index + 2]
    if not 0 < index < len(beside) - 1 or not re.fullmatch(_YEAR, blocks[index].number):
        return False
    if any(heading_of(found, block) is not None for block in beside[:-1]):
        return False
    said = [found.words(block) for block in beside]
    return all(len(words) <= _LONGEST_TITLE and not is_whole(words) for words in said)


def _of_pages(
    found: Transcription, blocks: Sequence[Block], those: Sequence[int], form: Form | None
) -> set[int]:
    """Which of the numbers are of pages: those beside known ones, or of a rising series."""
    if found.pages:
        return {index for index in those if _is_at_edge(found, blocks, index)}
    known = {index for index in those if _is_beside_known(found, blocks[index])}
    return known | _in_series(found, blocks, [n for n in those if n not in known], form)


def _is_beside_known(found: Transcription, block: Block) -> bool:
    """Whether the running head before or behind it has the number before or after its own."""
    heads = [mark for mark in found.marks if mark.name == "pb"]
    at = bisect_left([mark.start for mark in heads], block.start)
    number = int(in_figures(block.number) or 0)
    before, after = heads[max(0, at - 1) : at], heads[at : at + 1]
    return str(number - 1) in {head.attributes["n"] for head in before} or str(number + 1) in {
        head.attributes["n"] for head in after
    }


def _in_series(
    found: Transcription, blocks: Sequence[Block], those: Sequence[int], form: Form | None
) -> set[int]:
    """Those of a series that rises, and all if most cut sentences, as of leaves beside pages."""
    is_likely = form is Form.DASHED
    apart = [index for index in those if not {index - 1, index + 1}.intersection(those)]
    values = [int(in_figures(blocks[index].number) or 0) for index in apart]
    kept = [apart[n] for n in rising(values)]
    cut = {index for index in those if _cuts(found, blocks, index)}
    if len(kept) * 3 < len(those) * 2:
        return {*those} if len(cut) * 2 >= len(those) > 1 else set()
    if len(kept) < 2 and not is_likely:
        return set()
    cut.intersection_update(apart)
    steps = [after - before for before, after in pairwise(sorted(values))]
    is_close = sum(step <= _NEAR for step in steps) * 2 >= len(steps)
    if is_likely or (is_close and len(cut.intersection(kept)) * 4 >= len(kept)):
        for index in cut.difference(kept):
            blocks[index].number = ""  # misread
        return {*kept, *cut}
    if len(kept) < len(those) or any(re.fullmatch(_YEAR, blocks[n].number) for n in kept):
        return set()
    is_even = {*steps} == {1}
    if form is Form.BRACKETED and not is_even:
        return {*kept}
    are_of_pages = is_even or (is_close and len(kept) >= _MANY)
    return {*kept} if are_of_pages and not _are_of_stanzas(found, blocks, kept) else set()


def _is_at_edge(found: Transcription, blocks: Sequence[Block], index: int) -> bool:
    """Whether it is the first or last of its page."""
    pages = [
        bisect_right(found.pages, each.start) for each in blocks[max(0, index - 1) : index + 2]
    ]
    return pages.count(pages[min(index, 1)]) < 3


def _cuts(found: Transcription, blocks: Sequence[Block], index: int) -> bool:
    """Whether a sentence goes on behind the number, and another that stands beside it."""
    before = next((each for each in blocks[index - 1 :: -1] if each.kind is not Kind.PAGE), None)
    after = next((each for each in blocks[index + 1 :] if each.kind is not Kind.PAGE), None)
    if not index or before is None or after is None:
        return False
    return goes_on_behind_page(found.words(before), found.words(after))


def _are_of_stanzas(found: Transcription, blocks: Sequence[Block], those: Sequence[int]) -> bool:
    """Whether verses stand below each of the numbers."""
    below = [blocks[index + 1] for index in those if index + 1 < len(blocks)]
    return all(block.kind is Kind.VERSE or _may_be_stanza(found, block) for block in below)


def _may_be_stanza(found: Transcription, block: Block) -> bool:
    lines = [line.lstrip(" “‘\"'_([—-")[:1] for line in found.lines(block)]
    return len(lines) > 1 and all(map(str.isupper, lines))
