"""Where words go on over white space: tokens that adjoin, breaks within a word.

A join takes away the white space on both sides of its place (TEI att.breaking
and att.linguistic): that of the file (XML 1.0 §2.3), and never beyond the
edge of a block. What is not read, a mark of ours or the call of a note,
stands in no word's way.
"""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import tei

_SPACE = " \t\r\n"
# Where a line may end, and what no output shows: these part no words either.
INVISIBLE = "\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff" + "".join(
    map(chr, range(0xE0000, 0xE0080))
)
_BLANK = _SPACE + INVISIBLE
_USUAL = frozenset(("", " "))
_BREAKS = frozenset(map(tei, "cb gb lb milestone pb".split()))
_TOKENS = frozenset(map(tei, ("w", "pc")))
JOINING = _BREAKS | _TOKENS


def joins_before(element: etree._Element) -> bool:
    """Whether no white space parts an element of `JOINING` from what stands before it."""
    if element.tag in _BREAKS:
        return element.get("break") == "no"
    return element.get("join") in {"left", "both"}


def joins_after(element: etree._Element) -> bool:
    """Whether no white space parts an element of `JOINING` from what follows it."""
    return element.tag in _TOKENS and element.get("join") in {"right", "both"}


def closed_up_at_start(words: str) -> tuple[str, bool]:
    """`words` without the white space that they begin with; and whether anything else is there."""
    core = words.lstrip(_BLANK)
    if len(core) == len(words):
        return words, bool(words)
    return _invisible(words[: len(words) - len(core)]) + core, bool(core)


def closed_up_at_end(words: str, marks: str) -> tuple[str, str, str]:
    """`words` up to the white space that they end in, and what of `marks` ends them.

    Gives also those marks that are not there, and so end what stands before.
    """
    kept = ""
    while True:
        core = words.rstrip(_BLANK)
        if len(core) < len(words):
            kept = _invisible(words[len(core) :]) + kept
        if not core or not marks or core[-1] != marks[-1]:
            return core, kept, marks
        kept, words, marks = marks[-1] + kept, core[:-1], marks[:-1]


def _invisible(blank: str) -> str:
    return "" if blank in _USUAL else "".join(sign for sign in blank if sign not in _SPACE)
