"""The forms that notes and their calls have: `[1]`, `(1)`, `1)`, `*`, `[Footnote 1: …]`.

`(1)` and `1)` number other things too, lists and the paragraphs of laws. They
are notes where most of those that look so are called, and no call counts what follows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.importing.phrases import STARRED
from pipeline.importing.transcription import OF_TEXT, Block, Transcription, line_start

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGN = r"\d{1,4}|[A-Za-z]|\*{1,4}|[†‡§]{1,2}"
_ROUND = r"\((?:\d{1,3}|\*{1,3}|[†‡])\)"
_HALF = r"\d{1,2}\)"
CALL = re.compile(
    rf"\[\^(?P<md>[^\]\s]+)\]|\[(?P<key>{_SIGN})\]|(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|"
    r"(?<=[\w.,;:!?”\"’'])(?P<star>\*{1,4}|†|‡)(?=[\s.,;:!?)”\"’]|\Z)|"
    rf"(?<![\w(])(?P<round>{_ROUND})(?!\w)|"
    rf"(?:(?<=[^\W\d_])|(?<=[.,;!?”“»«\"’])|(?<=[^\W\d_] ))(?P<half>{_HALF})(?!\w)"
)
DEFINITION = re.compile(
    rf"\s*(?:\[\^(?P<md>[^\]\s]+)\]:\s*|\[Footnote\s+(?P<pg>[^\]:\s]+)\s*:\s*|\[(?P<key>{_SIGN})\]:?\s*|"
    r"(?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*|(?P<star>\*{1,4}|†|‡)\s*(?=\w|[“\"‘'(])|"
    rf"(?P<round>{_ROUND})\s*(?=\S)|(?P<half>{_HALF})\s+|(?P<bare>\d{{1,3}})[.)]?\s+)"
)
DOUBTFUL = ("round", "half")
_COUNTS_ON = r"(?:[:,;—]|\b(?:and|or|und|oder|et|ou|e|y|o))\s+\Z"
_IN_LINES = ("key", "super", *DOUBTFUL)  # of which several may stand in one block


def key_of(match: re.Match[str]) -> str:
    """What a call and its note have in common."""
    return str(match[match.lastgroup or 0]).translate(_SUPERSCRIPT)


def is_no_call(text: str, call: re.Match[str]) -> bool:
    """Whether it ends what is emphasised, counts what follows it, or closes a bracket.

    So do `*so*` and “two: (1) salt, (2) oil”.
    """
    at = call.start()
    if call[0] == "*":
        return re.search(STARRED, text[line_start(text, at) : at]) is not None
    if call.lastgroup == "round":
        return re.search(_COUNTS_ON, text[max(0, at - 8) : at]) is not None
    before = text[max(0, at - 200) : at] if call.lastgroup == "half" else ""
    return before.rfind("(") > before.rfind(")")


def are_notes(
    definitions: Sequence[tuple[str, int, int]], calls: Sequence[tuple[str, int]]
) -> bool:
    """Whether what looks like notes of one doubtful form is that.

    Both have their keys and where they begin, notes also where they end.
    """
    starts = [start for _, start, _ in definitions]
    first: dict[str, int] = {}
    for key, at in calls:
        first.setdefault(key, at)
        index = bisect_left(starts, at) - 1
        if key.startswith("(") and index >= 0 and at < definitions[index][2]:
            return False  # the paragraphs of a law refer to each other
    called = sum(first.get(key, start) < start for key, start, _ in definitions)
    return called > 0 and called * 3 >= len(definitions) * 2


def part_notes(found: Transcription) -> None:
    """Make a block of each of several notes that stand on lines right below each other."""
    cuts = {
        block.start: those
        for block in found.blocks
        if block.kind in OF_TEXT and (those := [*_cuts(found, block)])
    }
    called = _called(found.text) if cuts else set()
    found.blocks = [
        part
        for block in found.blocks
        for part in _parts(block, [at for at, key in cuts.get(block.start, ()) if key in called])
    ]


def _called(text: str) -> set[str]:
    """The keys of all calls that begin no line."""
    return {
        key_of(call)
        for call in CALL.finditer(text)
        if text[line_start(text, call.start()) : call.start()].strip()
    }


def _parts(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    start, blank = block.start, block.blank_before
    for cut in cuts:
        yield Block(start, cut - 1, block.kind, blank_before=blank)
        start, blank = cut, 0
    yield Block(start, block.end, block.kind, blank_before=blank) if cuts else block


def _cuts(found: Transcription, block: Block) -> Iterator[tuple[int, str]]:
    """Where a line of the block, but the first, begins the note after the last, and its key."""
    last = DEFINITION.match(found.text, block.start, block.end)
    if last is None or last.lastgroup not in _IN_LINES:
        return
    for begin, end in found.parts(last.end(), block.end):
        here = DEFINITION.match(found.text, begin, end)
        if here and here.lastgroup == last.lastgroup and _follows(last, here):
            yield line_start(found.text, begin), key_of(here)
            last = here


def _follows(last: re.Match[str], here: re.Match[str]) -> bool:
    before, after = (key_of(each).strip("()") for each in (last, here))
    return before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1
