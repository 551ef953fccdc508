"""With what a speech of a play begins: the names of those who speak, and how they are printed.

Some forms begin a speech wherever the name is known from others, or the text
is a play; others are sure only of a name that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_CAPITAL = "A-ZÀ-ÖØ-ÞĄĆĘŁŃŒŚŠŹŻŽΑ-ΩА-Я"
_TITLES = (
    r"(?i:MRS?|MM?|MMES?|MLLES?|ME|MGR|MSGR|DRA?|PROF|REV|HON|CAPT|COL|GEN|MAJ|ADM|GOV|LT|LIEUT"
    r"|SERGT|SGT|STE?|SRA?|SRTA|SIG|FRL|FR|BR)"
)
_STOPPED = rf"(?:{_TITLES}|[A-Z])\. ?"
_ABBREVIATED = rf"(?:{_STOPPED}|{_TITLES} )"
_COUNTED = r"\d{1,2}(?:ST|ND|RD|TH|\.)? "  # “1ST LORD”, “1. LORD”
_WORD = rf"[{_CAPITAL}][{_CAPITAL}’'-]*"
_FIRST = rf"(?!{_STOPPED}[{_CAPITAL}]{{2}})(?:{_WORD}[{_CAPITAL}’'-]|[{_CAPITAL}](?= [{_CAPITAL}]))"
NAME = rf"(?:{_COUNTED})?(?:{_ABBREVIATED})*{_FIRST}(?: (?:{_ABBREVIATED}(?={_WORD})|{_WORD}|\d))*"
"""Of a person, as plays print it; the stop of “MRS. ALVING” is its own."""
_AND = r"(?:,? (?:and|und|et|y|e|og|och|en|и|&)|,) "
_REMARK = r"[(\[]_?[^\W\d_][^()\[\]]{1,120}[)\]]"
_AFTER_COMMA = rf"(?![{_CAPITAL}])[^\W\d_][^.:!?()\[\]\n]{{2,60}}[.:](?=\s|\Z)"
_CUE = (
    rf"(?m)^[ \t]*(?P<names>{NAME}(?:{_AND}{NAME})*)"
    rf"(?:,?(?=[ \t]*{_REMARK}(?:[.:]|[ \t]*$))|[.:](?=[\s—–]|--|\Z)|(?=[ \t]*$)|"
    rf"(?P<doubt>(?=—|–|--)|,(?= {_AFTER_COMMA})))"
)
_IN_SMALL = (
    rf"[ \t]*(?P<name>(?:{_ABBREVIATED})?[{_CAPITAL}][^\W\d_]+(?: [{_CAPITAL}][^\W\d_]+){{0,2}})"
    r"[.:](?=\s+\S)"
)


class Cue(NamedTuple):
    """The names with which a speech begins, from their line to their stop."""

    start: int
    end: int
    names: frozenset[str]
    is_first: bool  # in its block
    is_sure: bool  # in a play, also where the names are not known
    is_alone: bool = False  # what is said, if anything, stands in the next block
    is_small: bool = False  # as many a sentence begins, too


def cues_in(text: str, start: int, end: int) -> list[Cue]:
    """The cues in a block: names in capitals begin its lines, others only the whole."""
    return [*_in_capitals(text, start, end)] or [*_in_small(text, start, end)]


def _in_capitals(text: str, start: int, end: int) -> Iterator[Cue]:
    for cue in re.finditer(_CUE, text[start:end]):
        is_first, is_sure = not cue.start(), cue["doubt"] is None
        if is_first or is_sure:
            names = frozenset(re.split(_AND, cue["names"]))
            rest = text[start + cue.end() : end]
            is_alone = not rest or re.fullmatch(rf" {_AFTER_COMMA}", rest) is not None
            yield Cue(start + cue.start(), start + cue.end(), names, is_first, is_sure, is_alone)


def _in_small(text: str, start: int, end: int) -> Iterator[Cue]:
    if cue := re.compile(_IN_SMALL).match(text, start, end):
        names = frozenset([cue["name"].upper()])
        yield Cue(start, cue.end(), names, is_first=True, is_sure=False, is_small=True)


def remark_after(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the remark stands with which a speech begins that has its cue before `start`."""
    plain = rf"|(?<=,) (?P<plain>{_AFTER_COMMA})"
    remark = re.compile(rf"\s*(?P<remark>{_REMARK}[.:]?){plain}").match(text, start, end)
    return remark.span(remark.lastgroup or 0) if remark else None
