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
_DASH = r"(?:—|–|--)"
_REMARK = r"_?[(\[]_?[^\W\d_][^()\[\]]{1,200}[)\]]"
_STOP = r"(?:[.:]_?|_[.:]?)"  # behind a remark: “_(aside)._”
_LEFT_OUT = r"\[(?:\.{2,3}|…)\]"
_SMALL = rf"(?![{_CAPITAL}])[^\W\d_]"
_ITALIC = rf"_{_SMALL}[^_\n]{{1,120}}(?:[.:]_|_[.:])|/{_SMALL}[^/\n]{{1,80}}/[.:]"
_AFTER_COMMA = (
    rf"_?{_SMALL}(?:[^.:!?()\[\]\n]{{2,60}}[.:]_?(?=\s|{_DASH}|\Z)|"
    rf"[^.:!?()\[\]]{{2,300}}[.:](?=\s?{_DASH}))"
)
_TO_LINE_END = rf"{_SMALL}[^.:!?()\[\]\n]{{2,40}}[.:](?=[ \t]*$)"  # “FAUST allein.”
_TO_COLON = rf"{_SMALL}[^.:!?()\[\]\n]{{2,60}}:(?= )"  # “ANATOL lächelnd: Nein”
_UNSTOPPED = rf"{_SMALL}[^.:!?()\[\]\n,]{{2,40}}(?=[ \t]*$)"  # “HIPPOLYTE, à part”
_CUE = (
    rf"(?m)^[ \t]*(?P<names>{NAME}(?:{_AND}{NAME})*)"
    rf"(?:,?(?=[ \t]*(?:{_LEFT_OUT}|{_REMARK}(?:{_STOP}|[ \t]+\S|[ \t]*$)))|"
    rf"[.:](?=[\s—–]|--|\Z)|(?=[ \t]*$)|(?=[ \t]{{2,}}[^\s\d])|,?(?= (?:{_ITALIC}))|"
    rf"(?P<doubt>(?=\s?{_DASH})|,(?= (?:{_AFTER_COMMA}|{_UNSTOPPED}))|"
    rf"(?= (?:{_TO_LINE_END}|{_TO_COLON}))))"
)
_OF_NAMES = r"(?:of|the|de|du|la|von|der|van|di|del) "
NAME_IN_SMALL = (
    rf"(?:{_ABBREVIATED})*(?!(?i:MRS?|MM?|MMES?|MLLES?|DRA?|SRA?|SRTA|FRL)\. )[{_CAPITAL}][\w’'-]+"
    rf"(?: (?:{_OF_NAMES})?(?:{_ABBREVIATED}(?=[{_CAPITAL}]))?[{_CAPITAL}][\w’'-]*){{0,3}}"
)
"""The same in small letters, as many a sentence begins."""
_AND_SMALL = r" (?:and|und|et|y|e|og|och|en|и|&) "
_CUE_IN_SMALL = (
    rf"(?m)^[ \t]*(?P<names>{NAME_IN_SMALL}(?:{_AND_SMALL}{NAME_IN_SMALL})?)"
    rf"(?:,?(?=[ \t]*{_REMARK}(?:{_STOP}|\s))|[.:](?=\s|\Z)|"
    rf"(?P<doubt>,(?= {_SMALL}[^.:!?()\[\]\n]{{2,60}}\.?\s*\Z)))"
)
_SET_OFF = (
    rf"(?m)^[ \t]*(?P<sign>\*{{1,3}}|_{{1,3}})"
    rf"(?P<names>(?:{NAME}|{NAME_IN_SMALL})(?:{_AND}(?:{NAME}|{NAME_IN_SMALL}))?)"
    rf"(?:[.:](?P=sign)|(?P=sign)(?:[.:]|,?(?=[ \t]*{_REMARK}|[ \t]*$)))(?=[\s—–]|--|\Z)"
)
_OF_TREATISES = frozenset(
    "NOTE|NOTES|REMARK|OBS|PROP|PROPOSITION|PROOF|COROLLARY|COR|SCHOLIUM|LEMMA|THEOREM|PROBLEM|AXIOM|"
    "DEFINITION|EXAMPLE|EXERCISE|SOLUTION|SECTION|ARTICLE|CLAUSE|SCHEDULE|PROVISO|PENALTY|ANMERKUNG|"
    "ZUSATZ|BEWEIS|LEHRSATZ|LEHNSATZ|ERKLÄRUNG|AUFGABE|AUFLÖSUNG|BEISPIEL|REMARQUE|COROLLAIRE|SCOLIE|"
    "SCHOLIE|DÉMONSTRATION|THÉORÈME|NOTA|COROLARIO|COROLLARIO|ESCOLIO|SCOLIO|DEMOSTRACIÓN|"
    "DIMOSTRAZIONE|ПРИМЕЧАНИЕ|ТЕОРЕМА|ДОКАЗАТЕЛЬСТВО|СЛЕДСТВИЕ".split("|")
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
    is_doubtful: bool = False  # and even with what is said to the person whom it names


def cues_in(text: str, start: int, end: int) -> list[Cue]:
    """The cues in a block: names in capitals, emphasised, or in small letters begin its lines."""
    found = [*_in_capitals(text, start, end)] or [*_set_off(text, start, end)]
    return [cue for cue in found or _in_small(text, start, end) if not _counts(cue)]


def _counts(cue: Cue) -> bool:
    """Whether it names a part of a treatise, or of a statute, with or without a number."""
    return any(re.split(r"[ .]", name)[0] in _OF_TREATISES for name in cue.names)


def _in_capitals(text: str, start: int, end: int) -> Iterator[Cue]:
    for cue in re.finditer(_CUE, text[start:end]):
        is_first, is_sure = not cue.start(), cue["doubt"] is None
        if is_first or is_sure:
            names = frozenset(re.split(_AND, cue["names"]))
            at = start + cue.end()
            is_alone = _is_alone(text, at, end)
            yield Cue(start + cue.start(), at, names, is_first, is_sure, is_alone)


def _set_off(text: str, start: int, end: int) -> Iterator[Cue]:
    for cue in re.finditer(_SET_OFF, text[start:end]):
        names, at = frozenset(re.split(_AND, cue["names"].upper())), start + cue.end()
        is_alone = _is_alone(text, at, end)
        yield Cue(start + cue.start(), at, names, not cue.start(), True, is_alone)


def _in_small(text: str, start: int, end: int) -> Iterator[Cue]:
    for cue in re.finditer(_CUE_IN_SMALL, text[start:end]):
        names = frozenset(re.split(_AND_SMALL, cue["names"].upper(), flags=re.IGNORECASE))
        is_first, at = not cue.start(), start + cue.end()
        is_alone = _is_alone(text, at, end)
        doubt = cue["doubt"] is not None
        yield Cue(start + cue.start(), at, names, is_first, False, is_alone, True, doubt)


def _is_alone(text: str, at: int, end: int) -> bool:
    """Whether nothing but a remark stands behind a cue in its block."""
    _, after = remark_after(text, at, end) or (at, at)
    return not text[after:end].strip()


def remark_after(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the remark stands with which a speech begins that has its cue before `start`."""
    after_comma = rf"(?<=,) (?P<plain>{_AFTER_COMMA}|(?m:{_UNSTOPPED}))"
    after_name = rf"(?<![.:,]) (?P<line>(?m:{_TO_LINE_END})|{_TO_COLON})"
    forms = rf"\s*(?P<remark>{_REMARK}{_STOP}?|{_ITALIC})|{after_comma}|{after_name}"
    remark = re.compile(forms).match(text, start, end)
    return remark.span(remark.lastgroup or 0) if remark else None


def dash_after(text: str, at: int) -> tuple[int, int] | None:
    """Where the dash stands, with the blanks behind it, that parts a cue from what is said."""
    dash = re.compile(rf"[ \t]*(?P<dash>{_DASH}[ \t]*)\S").match(text, at)
    return dash.span("dash") if dash else None
