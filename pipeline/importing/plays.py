"""Whether a text is a play: it has acts, a cast or directions, or calls itself a dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from pipeline.importing.headings import is_heading_of_cast, lists_cast
from pipeline.importing.numbers import ORDINAL, ROMAN
from pipeline.importing.series import heading_of
from pipeline.importing.speakers import TIMES, is_direction
from pipeline.importing.transcription import Block, Kind, Transcription

_DIALOGUE = (
    rf"(?:(?:an?|the|le|la|il|lo|el|o|ein|das|un|uno|um)\s)?(?:(?:{ORDINAL})\s)?"
    r"(?:dialog(?:ue|o|us)?|diálogo|colloqu(?:y|io|ium)|coloquio|gespräch|entretien|диалог|разговор)"
    rf"(?:\s(?:the\s)?(?:{ORDINAL}|{ROMAN}|\d{{1,2}}))?(?:\s(?:between|zwischen|entre|tra|между)\s.+)?"
    r"[.:]?"
)
_TITLE_PAGE = 4  # blocks


def has_acts(found: Transcription) -> bool:
    """Whether a heading counts acts or scenes."""
    headings = (heading_of(found, b) for b in found.blocks if b.kind is Kind.HEADING)
    return any(said is not None and said.type in {"act", "scene"} for said in headings)


def is_dialogue(found: Transcription) -> bool:
    """Whether a whole heading, or a line of the title page, calls it so."""
    title = takewhile(lambda b: b.kind in (Kind.SHORT, Kind.HEADING), found.blocks[:_TITLE_PAGE])
    heads = [*title, *(b for b in found.blocks if b.kind is Kind.HEADING)]
    return any(re.fullmatch(_DIALOGUE, found.words(b), re.IGNORECASE) for b in heads)


def tells_who_speaks(found: Transcription) -> bool:
    """Whether a paragraph says “Persons of the Dialogue” and goes on with their names."""
    return any(lists_cast(found.words(block)) for block in found.blocks)


def has_directions(found: Transcription, known: Iterable[str]) -> bool:
    """Whether it has more directions than an editor has remarks, one of which says who does it."""
    directions = [found.words(block) for block in found.blocks if is_direction(found, block)]
    names = "|".join(re.escape(name) for each in known for name in (each, each.title()))
    moves = rf"^\W*(?:[Tt]he |THE )?(?:{names})\b|\b(?i:enters?|exit|exeunt)\b"
    return len(directions) >= TIMES and any(re.search(moves, each) for each in directions)


def first_part(found: Transcription) -> int:
    """Where the title page is over, which may have the name of a person, too."""
    for index, block in enumerate(found.blocks):
        is_heading = block.kind in (Kind.SHORT, Kind.HEADING)
        if is_heading and is_heading_of_cast(found.words(block)):
            return index
        if block.kind is Kind.HEADING and heading_of(found, block) is not None:
            return index
    return int(_is_title(found, found.blocks[0]))


def _is_title(found: Transcription, block: Block) -> bool:
    """Whether a text that begins with it may be called by it, as plays are by a person’s name."""
    words = found.words(block)
    return words.replace(" ", "").isalpha() and "\n" not in found.inner(block)
