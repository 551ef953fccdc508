"""Hyphens at the ends of lines: those that only the line has put into a word, and the word's own.

Behind either no word ends, so the line's end is furniture of the page; so it
is beside a dash, where dashes are closed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.finding import Finding, Severity
from pipeline.importing.transcription import Kind, Transcription, line_start

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"{_LETTERS}(?:-{_LETTERS})*")
_AT_LINE_END = re.compile(
    r"\b(?P<first>[^\W_]+['’.]?)(?P<sign>[-‐¬⸗=\u00ad])(?P<end>[ \t]*\n[ \t]*)"
    r"(?=(?P<signs>[> \t]*)(?P<last>[^\W_]+)(?P<after>.?))"
)
_DASH, _NO_DASH = r"(?P<sign>--|[–—])", r"[^\s>–—-]"
_DASH_AT_LINE_END = re.compile(
    rf"(?<={_NO_DASH}){_DASH}(?P<end>[ \t]*\n[ \t]*)(?=(?P<signs>[> \t]*)(?P<last>{_NO_DASH}))"
)
_DASH_BEGINS_LINE = re.compile(
    rf"(?<=[\w,;])(?P<end>[ \t]*\n[ \t]*)(?=(?P<signs>[> \t]*){_DASH}(?P<last>{_NO_DASH}))"
)
_DASH_IN_LINE = re.compile(
    rf"(?<={_NO_DASH})(?P<end>[ \t]*){_DASH}(?P<blank>[ \t]*)(?P<last>{_NO_DASH})"
)
_ABBREVIATED = re.compile(r"\b(?!I)[A-Z]\Z")  # a name of which a dash is the rest
_ONLY_AT_LINE_ENDS = "¬⸗=\u00ad"
_HYPHENED = r"^[^=]*[^\W\d_]{2}([-‐¬⸗=\u00ad])\s*\Z"
# Behind a hyphen that stands for what follows in common: Haupt- und Nebenstraßen.
_SUSPENDING = frozenset(
    "and or to und oder bis bzw beziehungsweise sowie wie als aber noch statt et ou en of och eller"
    " og u o y e i".split()
)
_RUNNING = (Kind.PARAGRAPH, Kind.SHORT, Kind.QUOTE, Kind.NOTE)
_SHOWN = 8

Lexicon = Callable[[Transcription], Collection[str]]
"""The words of a transcription’s language, in small letters; asked where a word is parted."""


def no_words(_found: Transcription) -> Collection[str]:
    """The lexicon of no language."""
    return ()


def divide_words(lines: Sequence[str]) -> bool:
    """Whether lines end amid words, as those of prose do: one in a sign for that, or several."""
    ends = [
        hyphen[1]
        for line, after in pairwise(lines)
        if (hyphen := re.search(_HYPHENED, line)) and after.lstrip()[:1].islower()
    ]
    return len(ends) > 1 or any(sign in _ONLY_AT_LINE_ENDS for sign in ends)


def join_words(found: Transcription, lexicon: Lexicon = no_words) -> None:
    """Make furniture of each hyphen at a line's end in a word that is whole elsewhere.

    It is so in the text, or in the lexicon. What the text writes with a hyphen
    elsewhere, or nobody knows, keeps it, and no blank comes to stand behind it.
    """
    _close_dashes(found)
    divided = [*_divided(found)]
    known = lexicon(found) if divided else ()
    words = Counter(word.casefold() for word in _WORD.findall(found.text)) if divided else Counter()
    joined: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for match in divided:
        first, last = match["first"].casefold(), match["last"].casefold()
        sure = match["sign"] in _ONLY_AT_LINE_ENDS
        whole = first + last
        compound = words[f"{first}-{last}"] or f"{first}-{last}" in known
        usual = (words[whole] or whole in known) and not compound
        if match["last"].islower() and (sure or usual):
            found.mark(match.start("sign"), match.end("end"), "fw", {"type": "hyphen"})
            joined[match["first"] + match["last"]] += 1
        else:
            found.mark(*match.span("end"), "fw", {"type": "hyphen"})
            if match["last"].islower() and not compound:
                kept[match["first"] + match["sign"] + match["last"]] += 1
    found.findings += [*_told(joined, kept)]


def _close_dashes(found: Transcription) -> None:
    """Make furniture of the end of a line beside a dash that has no blank beside it elsewhere."""
    ends = [*_at_line_ends(found, _DASH_AT_LINE_END), *_at_line_ends(found, _DASH_BEGINS_LINE)]
    closed: Counter[tuple[str, bool]] = Counter()  # by the sign, and whether a capital follows
    for match in _DASH_IN_LINE.finditer(found.text) if ends else ():
        is_closed = not match["end"] and not match["blank"]
        closed[match["sign"], match["last"].isupper()] += 1 if is_closed else -1
    for match in ends:
        is_name = _ABBREVIATED.search(found.text, max(0, match.start() - 2), match.start())
        is_signed = match.re is _DASH_BEGINS_LINE and match["last"].isupper()  # —Emily Dickinson
        if closed[match["sign"], match["last"].isupper()] > 0 and not (is_name or is_signed):
            found.mark(*match.span("end"), "fw", {"type": "hyphen"})


def _divided(found: Transcription) -> Iterator[re.Match[str]]:
    """Where lines of running text end in a hyphen, and what follows does not stand for both."""
    for match in _at_line_ends(found, _AT_LINE_END):
        if _is_hyphen(match) and not _is_suspended(match):
            yield match


def _at_line_ends(found: Transcription, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where the pattern is found in running text, of which the line’s end is."""
    running = ((block.start, block.end) for block in found.blocks if block.kind in _RUNNING)
    for start, end in [(0, len(found.text))] if found.line_ends else running:
        for match in pattern.finditer(found.text, start, end):
            if _is_of_text(found, match):
                yield match


def _is_of_text(found: Transcription, match: re.Match[str]) -> bool:
    if not found.line_ends:
        return not match["signs"]
    return found.text.index("\n", match.start("end")) in found.line_ends


def _is_hyphen(match: re.Match[str]) -> bool:
    """Whether the sign is no end of a phrase in bold (`=so=`)."""
    line = match.string[line_start(match.string, match.start()) : match.start("sign")]
    return match["sign"] != "=" or "=" not in line


def _is_suspended(match: re.Match[str]) -> bool:
    return match["last"].casefold() in _SUSPENDING and match["after"] not in tuple("-‐’'")


def _told(joined: Counter[str], kept: Counter[str]) -> Iterator[Finding]:
    if joined:
        count = joined.total()
        parted = (
            "words that a line’s end parts are" if count > 1 else "word that a line’s end parts is"
        )
        yield Finding(
            "import-hyphens",
            Severity.INFO,
            f"{count} {parted} read whole: {_shown(joined)}",
            remedy='The hyphens are kept as <fw type="hyphen">.',
        )
    if kept:
        count = kept.total()
        hyphens = "hyphens at lines’ ends stay" if count > 1 else "hyphen at a line’s end stays"
        yield Finding(
            "import-hyphens",
            Severity.INFO,
            f"{count} {hyphens}, of words that are not known: {_shown(kept)}",
            remedy="If one is only the line’s, put it into the <fw> behind it.",
        )


def _shown(words: Counter[str]) -> str:
    return ", ".join([*words][:_SHOWN]) + ", …" * (len(words) > _SHOWN)
