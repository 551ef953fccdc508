"""Which numbers of headings are believed: “C. ROSSETTI” is not the hundredth of anything.

A letter that may be an initial, or a figure that may belong to the title,
counts divisions only where the heading before or after it counts with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from pipeline.importing.headings import Heading, heading, is_heading_of_cast
from pipeline.importing.numbers import in_figures
from pipeline.importing.phrases import without_pages
from pipeline.importing.transcription import ALIKE, Block, Kind, Transcription

_LONGEST = 180  # characters


class _Numbered(NamedTuple):
    block: Block
    value: int
    doubtful: bool


def heading_of(found: Transcription, block: Block) -> Heading | None:
    """What the words of a heading say, without a number that is not to be believed."""
    said = heading(without_pages(found.inner(block)).strip()) if block.type != ALIKE else None
    return None if said is not None and said.doubtful and not block.counts else said


def find_series(found: Transcription) -> None:
    """Say of each heading whether its number counts: a “cuadro” does beside an act or a cast."""
    series: dict[tuple[bool, bool], list[_Numbered]] = defaultdict(list)
    scenes: list[Block] = []
    is_play = False
    for block in found.blocks:
        if block.kind not in (Kind.SHORT, Kind.HEADING) or block.end - block.start > _LONGEST:
            continue
        text = without_pages(found.inner(block)).strip()
        said = heading(text)
        is_play = is_play or is_heading_of_cast(text) or (said is not None and said.type == "act")
        if said is not None and said.doubtful and said.type == "scene":
            scenes.append(block)
            continue
        if said is not None and said.number and text.startswith(said.number):
            figures = in_figures(said.number)
            value = int(figures) if figures.isdecimal() else 0
            numbered = _Numbered(block, value, said.doubtful)
            series[said.number.isdecimal(), said.label > 0].append(numbered)
    for those in series.values():
        before, after = _beside(those), [*_beside(reversed(those))][::-1]
        for (block, value, _), left, right in zip(those, before, after, strict=True):
            block.counts = value - 1 in left or value + 1 in right
    for block in scenes:
        block.counts = is_play


def keep_lists(found: Transcription) -> None:
    """Headings in a row that count what is counted again further down head nothing: a list does."""
    counted = [_counted(found, block) for block in found.blocks]
    last = {said: index for index, said in enumerate(counted) if said is not None}
    for _, numbered in groupby(enumerate(counted), lambda each: each[1] and each[1][:2]):
        again = value = -1
        run: list[int] = []
        for index, said in numbered:
            if said is None or (said[2] <= value and last[said] == index):
                break  # no heading, or the first of those that the list names
            value, again = said[2], max(again, last[said])
            run += [index] if again > index else []
        for index in run if len(run) > 1 else ():
            found.blocks[index].kind = Kind.SHORT


def parts_hold_books(found: Transcription) -> bool:
    """Whether the first part comes before the first book, and the parts are counted through."""
    headings = (heading_of(found, b) for b in found.blocks if b.kind is Kind.HEADING)
    nested = [said for said in headings if said and said.type in {"book", "part"}]
    numbers = [in_figures(said.number) for said in nested if said.type == "part"]
    values = [int(number) for number in numbers if number.isdecimal()]
    rise = all(one < other for one, other in pairwise(values))
    return bool(nested) and nested[0].type == "part" and rise


def _counted(found: Transcription, block: Block) -> tuple[str, int, int] | None:
    """The kind of the division that a heading numbers, its depth, and the number."""
    said = heading_of(found, block) if block.kind is Kind.HEADING and not block.level else None
    number = in_figures(said.number) if said else ""
    return (said.type, said.depth, int(number)) if said and number.isdecimal() else None


def _beside(those: Iterable[_Numbered]) -> Iterator[tuple[int, int]]:
    """For each the number before it, and the last that was beyond doubt."""
    last = sure = -1
    for each in those:
        yield last, sure
        last = each.value
        sure = sure if each.doubtful else each.value
