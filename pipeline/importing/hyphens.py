"""Hyphens that only the end of a printed line has put into a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection

from pipeline.finding import Finding, Severity
from pipeline.importing.transcription import Kind, Transcription

_LETTERS = r"[^\W\d_]+"
_WORD = re.compile(rf"{_LETTERS}(?:-{_LETTERS})*")
_AT_LINE_END = re.compile(
    rf"\b(?P<first>{_LETTERS})(?P<end>[-‐¬\u00ad]\n[ \t]*)(?P<last>{_LETTERS})"
)
_ONLY_AT_LINE_ENDS = "¬\u00ad"
_RUNNING = (Kind.PARAGRAPH, Kind.SHORT, Kind.QUOTE, Kind.NOTE)
_SHOWN = 8

Lexicon = Callable[[Transcription], Collection[str]]
"""The words of a transcription’s language, in small letters; asked where a word is parted."""


def no_words(_found: Transcription) -> Collection[str]:
    """The lexicon of no language."""
    return ()


def join_words(found: Transcription, lexicon: Lexicon = no_words) -> None:
    """Make furniture of each hyphen at a line's end in a word that is whole elsewhere.

    It is so in the text, or in the lexicon. What the text writes with a hyphen
    elsewhere, or nobody knows, is left to the proofreader.
    """
    known = lexicon(found) if _AT_LINE_END.search(found.text) else ()
    words = Counter(word.casefold() for word in _WORD.findall(found.text))
    joined: Counter[str] = Counter()
    for block in found.blocks:
        if block.kind not in _RUNNING:
            continue
        for match in _AT_LINE_END.finditer(found.text, block.start, block.end):
            first, last = match["first"].casefold(), match["last"].casefold()
            sure = match["end"][0] in _ONLY_AT_LINE_ENDS
            whole = first + last
            usual = (words[whole] or whole in known) and not words[f"{first}-{last}"]
            if match["last"].islower() and (sure or usual):
                found.mark(*match.span("end"), "fw", {"type": "hyphen"})
                joined[match["first"] + match["last"]] += 1
    if joined:
        found.findings.append(_told(joined))


def _told(joined: Counter[str]) -> Finding:
    shown = ", ".join([*joined][:_SHOWN]) + ", …" * (len(joined) > _SHOWN)
    count = joined.total()
    parted = "words that a line’s end parts are" if count > 1 else "word that a line’s end parts is"
    return Finding(
        "import-hyphens",
        Severity.INFO,
        f"{count} {parted} read whole: {shown}",
        remedy='The hyphens are kept as <fw type="hyphen">; edition proof shows what is left.',
    )
