"""Where words go on over white space: tokens that adjoin, breaks within a word.

A join takes away the white space on both sides of its place (TEI att.breaking
and att.linguistic): that of the file (XML 1.0 §2.3), and never beyond the
edge of a block. What is not read, a mark of ours or the call of a note,
stands in no word's way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from lxml import etree

from pipeline.model.layout import PARTED_IN_FRENCH
from pipeline.model.preceding import Place
from pipeline.model.quoted_tokens import Side, side_of
from pipeline.model.xhtml import (
    PHRASING,
    classes,
    is_note_call,
    last_child,
    plain_tag,
    qualified,
    set_text_after,
)
from pipeline.tei.breaks import BREAKS, PUNCTUATION, is_punctuation, is_within_word
from pipeline.tei.line_hyphens import HYPHENS
from pipeline.tei.names import SPACE, XML_LANG, tei, text_in

# Where a line may end, and what no output shows: these part no words either.
INVISIBLE = "\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff" + "".join(
    map(chr, range(0xE0000, 0xE0080))
)
_BLANK = SPACE + INVISIBLE
_USUAL = frozenset(("", " "))
_BESIDE = frozenset(map(tei, ("fw", "note")))
_WORD = tei("w")
# Nobody knows on which side these are set close, nor of a quotation mark by itself.
_SPACED = frozenset("\"'„‚&*/@\\•·†‡§¶#%")
JOINING = BREAKS | PUNCTUATION | {_WORD}
_LINE_BREAK = qualified("br")
_VOID = frozenset((_LINE_BREAK, qualified("img")))


def joins_before(element: etree._Element) -> bool:
    """Whether no white space parts an element of `JOINING` from what stands before it."""
    if element.tag in BREAKS:
        return is_within_word(element)
    if not _is_token(element):
        return False
    backwards = element.itersiblings(preceding=True)
    if element.get("part") in {"M", "F"} and _part_beside(element, backwards) in {"I", "M"}:
        return True
    if "join" not in element.attrib and (
        _is_mark(element, "Pe", "Po") or _is_quotation_mark(element, Side.CLOSES)
    ):
        before = element.getprevious()
        between = before.tail if before is not None else ""
        return _is_layout(between) or (not between and _is_layout(element.text))
    return element.get("join") in {"left", "both"}


def joins_after(element: etree._Element) -> bool:
    """Whether no white space parts an element of `JOINING` from what follows it."""
    if not _is_token(element):
        return False
    onwards = element.itersiblings()
    if element.get("part") in {"I", "M"} and _part_beside(element, onwards) in {"M", "F"}:
        return True
    if "join" not in element.attrib and (
        _is_mark(element, "Ps") or _is_quotation_mark(element, Side.OPENS)
    ):
        return _is_layout(element.tail)
    return element.get("join") in {"right", "both"}


def _is_token(element: etree._Element) -> bool:
    return element.tag == _WORD or is_punctuation(element)


def _is_mark(element: etree._Element, *categories: str) -> bool:
    """Whether it is a mark of punctuation of one of these categories (Unicode, 4.5)."""
    sign = text_in(element).strip() if is_punctuation(element) else ""
    if any(map(str.isalnum, sign)):
        return False  # somebody has put words into it
    if not sign or sign in _SPACED or unicodedata.category(sign[0]) not in categories:
        return False
    return sign not in PARTED_IN_FRENCH or not _is_french(element)


def _is_quotation_mark(element: etree._Element, side: Side) -> bool:
    return is_punctuation(element) and side_of(element) is side and not _is_french(element)


def _is_french(element: etree._Element) -> bool:
    above = (node.get(XML_LANG) for node in element.iterancestors())
    return (next(filter(None, above), "")).startswith("fr")


def _is_layout(blank: str | None) -> bool:
    """Whether it is the end of a line of the file: each token stands on one of its own."""
    return blank is not None and blank.isspace() and "\n" in blank


def _part_beside(element: etree._Element, siblings: Iterable[etree._Element]) -> str:
    """The part (`@part`) of the token beside one that is a part itself, if it is one too."""
    after = element
    for sibling in siblings:
        between = after.tail if after.getnext() is sibling else sibling.tail
        if between and not between.isspace():
            return ""
        if _is_token(sibling):
            return sibling.get("part", "")
        if sibling.tag not in BREAKS and sibling.tag not in _BESIDE:
            return ""
        after = sibling
    return ""


def closed_up_at_start(words: str) -> tuple[str, bool]:
    """`words` without the white space that they begin with; and whether anything else is there."""
    core = words.lstrip(_BLANK)
    if len(core) == len(words):
        return words, bool(words)
    return _invisible(words[: len(words) - len(core)]) + core, bool(core)


def close_up(place: Place, edge: Place, marks: str = "", *, joining: bool = False) -> bool:
    """Take away the white space before `place`, inside phrases too, up to the last `edge`.

    Whether a word stands there. `marks` are those of ours that may stand
    between; where words are joined, so may pictures and the ends of lines.
    """
    parent, before = place
    while True:
        words = (parent.text if before is None else before.tail) or ""
        core, kept, marks = _closed_up_at_end(words, marks)
        at_edge = edge == (parent, before)
        if core or not at_edge:
            set_text_after(before, parent, core + kept or None)
        if core or at_edge:
            return bool(core)
        if before is None:
            if plain_tag(parent) not in PHRASING:
                return False
            before, above = parent.getprevious(), parent.getparent()
            assert above is not None
            parent = above
        elif plain_tag(before) not in PHRASING or (before.tag in _VOID and not joining):
            return False
        elif before.tag == _LINE_BREAK:
            before.tag = qualified("span")  # a line that ends within a word is not shown
        elif _is_stepped_over(before, joining):
            before = before.getprevious()
        else:
            parent, before = before, last_child(before)


def _is_stepped_over(phrase: etree._Element, joining: bool) -> bool:
    is_picture = phrase.tag in _VOID or "missing-image" in classes(phrase)
    return is_note_call(phrase) or (joining and is_picture)


def soften_hyphen(place: Place) -> None:
    """Let the hyphen before `place` be a soft one, which only the end of a line shows."""
    parent, before = place
    while True:
        words = (parent.text if before is None else before.tail) or ""
        if words:
            if words[-1] in HYPHENS:
                set_text_after(before, parent, f"{words[:-1]}\u00ad")
            return
        if before is None:
            before, above = parent.getprevious(), parent.getparent()
            if above is None or plain_tag(parent) not in PHRASING:
                return
            parent = above
        elif is_note_call(before):
            before = before.getprevious()
        else:
            parent, before = before, last_child(before)


def _closed_up_at_end(words: str, marks: str) -> tuple[str, str, str]:
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
    return "" if blank in _USUAL else "".join(sign for sign in blank if sign not in SPACE)
