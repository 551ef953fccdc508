"""What stands before the text, and beside it: the title page, contents, running heads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.importing.contents import SMALL, set_aside_contents
from pipeline.importing.dates import is_day
from pipeline.importing.headings import (
    is_heading_of_cast,
    is_stopped_title,
    key,
    looks_like_heading,
)
from pipeline.importing.pages import set_aside_pages
from pipeline.importing.publishers import advertisements, is_of_publisher, is_own
from pipeline.importing.series import heading_of
from pipeline.importing.tables import GAP
from pipeline.importing.title_page import (
    BY,
    TRANSLATED,
    is_name,
    lines_of_title,
    names_author,
    read_title,
)
from pipeline.importing.transcription import Block, Kind, Transcription

_WHOLE = r"(?i).{3,80}\n\s*by [^\n]{3,60}\n"  # a page in one block
_DEDICATED = r"(?i)(?:to|for|à|au|pour|an|für|dem|al?|alla|para|per|dedicated|inscribed)\b"
_SENTENCE_END = re.compile(
    r"[.!?:][”\"’')]*(?:\s?\[\^?\w{1,8}\]|\s?\[[*†‡]\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]+)?[”\"’')]*\Z"
)
_SPACE = 200  # characters of the longest block that a title page has


def set_aside(found: Transcription) -> None:
    """Make furniture of the blocks that are no text, and read the title and the author there."""
    set_aside_pages(found)
    set_aside_contents(found)
    _set_aside_title(found)
    for block in advertisements(found):
        block.kind, block.type = Kind.FURNITURE, "advertisement"
    _leave_something(found)


def _set_aside_title(found: Transcription) -> None:
    """The title page: short blocks before the first division or sentence."""
    title: list[Block] = []
    calls = sorted(note.call for note in found.notes if not note.stands)
    above: set[str] | None = None  # what the title page has said, below the contents
    for index, block in enumerate(found.blocks):
        if block.kind is Kind.FURNITURE or block.kind is Kind.ORNAMENT:
            if above is None and block.type == "contents":
                above = {key(found.title), *(key(found.words(each)) for each in title)}
            continue
        text = found.inner(block).strip()
        if block.kind not in SMALL or _begins(found, index, text):
            break
        if len(text) > _SPACE and not (index == 0 and re.match(_WHOLE, text)):
            break
        if above is not None and key(text) not in above:
            break
        if _heads_below_author(found, index, title):
            break
        if bisect_left(calls, (block.start, 0)) < bisect_left(calls, (block.end, 0)):
            break  # what the note says would go with the title page
        title.append(block)
    else:
        title = []  # there would be no text left
    read_title(found, lines_of_title(found, title))
    for block in title:
        block.kind, block.type = Kind.FURNITURE, "title"


def _begins(found: Transcription, index: int, text: str) -> bool:
    block = found.blocks[index]
    if text.strip(" .").isdecimal() or (heading_of(found, block) is not None and block.level != 1):
        return True
    if is_heading_of_cast(text) or is_day(text) or _goes_on(text):
        return True
    if block.kind is Kind.HEADING and block.level:
        if (found.title and key(text) == key(found.title)) or _is_above_author(found, index):
            return False
        below = next(_after(found, index), None)
        heads = block.level > 1 and below is not None and _is_text(found, below)
        heads = heads or _is_section(found, index)
        return heads or any(other.level == block.level for other in _after(found, index))
    if _is_sentence(text) or _is_short_sentence(found, index, text):
        return not text.isupper()
    if block.kind is Kind.HEADING and _resembles_next(found, index):
        return True
    if _is_plain_heading(found, index) and _is_first_of_several(found, index):
        return True
    following = _following(found, index)
    alone = block.kind is Kind.HEADING and not block.level
    return (
        alone
        and bool(found.title)
        and key(text) != key(found.title)
        and following is not None
        and following.kind is Kind.PARAGRAPH
    )


def _is_section(found: Transcription, index: int) -> bool:
    """Whether it stands below the heading of the whole, and above one of a part of its own."""
    levels = [block.level for block in found.blocks[max(0, index - 1) : index + 2]]
    return levels == [1, 2, 3] and _is_followed_by_text(found, index + 1)


def _is_above_author(found: Transcription, index: int) -> bool:
    """Whether it, or a heading right below it, says whose the book is, or who translated it."""
    headings = takewhile(lambda block: block.kind is Kind.HEADING, found.blocks[index:])
    return any(
        TRANSLATED.match(words) or (BY.match(words) and not is_own(words))
        for words in map(found.words, headings)
    )


def _heads_below_author(found: Transcription, index: int, title: Sequence[Block]) -> bool:
    """Whether it heads what is right below it, as another does further down.

    A title and an author are named above; else it may be what a title page ends with.
    """
    block, words = found.blocks[index], found.words(found.blocks[index])
    if block.level or not _is_plain_heading(found, index) or "\n" in found.inner(block):
        return False
    if not words[:1].isalpha() or BY.match(words) or is_of_publisher(words):
        return False
    is_set_as_one = looks_like_heading(words)
    if not is_set_as_one and re.match(_DEDICATED, words):
        return False
    heads = _heads_something(found, index)
    if not heads and not (is_set_as_one and _heads_heads(found, index)):
        return False
    if not _others_head(found, index + 1 if heads else index + 2):
        return False
    said = lines_of_title(found, title)
    return names_author(found, said) and key(words) not in map(key, said)


def _heads_heads(found: Transcription, index: int) -> bool:
    """Whether another heading stands right below it that heads text, and it is no dedication."""
    below = index + 1
    if re.match(_DEDICATED, found.words(found.blocks[index])) or below >= len(found.blocks):
        return False
    if is_heading_of_cast(found.words(found.blocks[below])):
        return False
    return _is_plain_heading(found, below) and _heads_something(found, below)


def _goes_on(text: str) -> bool:
    """Whether something must follow that it leads to, or it is a table, or columns."""
    lines = text.split("\n")
    if len(lines) > 1 and all(re.search(GAP, line.strip()) for line in lines):
        return True
    return text.endswith((":", ";", ",")) and not text.isupper() and not BY.match(text)


def _is_first_of_several(found: Transcription, index: int) -> bool:
    """Whether it heads text, or numbered parts, below a title, as another does further down."""
    words = found.words(found.blocks[index])
    if is_name(words) or BY.match(words) or not _heads_something(found, index):
        return False
    return _has_title_above(found, index) and _others_head(found, index + 1)


def _others_head(found: Transcription, first: int) -> bool:
    """Whether a heading that says nothing of its kind heads something, from that block on."""
    later = (at for at in range(first, len(found.blocks)) if _is_plain_heading(found, at))
    return any(_heads_something(found, at) for at in later)


def _is_plain_heading(found: Transcription, index: int) -> bool:
    """Whether it is a heading that says nothing of its kind."""
    block = found.blocks[index]
    return block.kind is Kind.HEADING and heading_of(found, block) is None


def _heads_something(found: Transcription, index: int) -> bool:
    numbers = (heading_of(found, below) for below in found.blocks[index + 1 : index + 2])
    is_numbered = any(said is not None and said.type == "section" for said in numbers)
    return is_numbered or _is_followed_by_text(found, index)


def _has_title_above(found: Transcription, index: int) -> bool:
    return any(block.kind in SMALL for block in found.blocks[:index])


def _is_followed_by_text(found: Transcription, index: int) -> bool:
    following = _following(found, index)
    return following is not None and _is_text(found, following)


def _following(found: Transcription, index: int) -> Block | None:
    return next((b for b in _after(found, index) if b.kind is not Kind.FURNITURE), None)


def _is_short_sentence(found: Transcription, index: int, text: str) -> bool:
    """Whether it ends as one above the text, where it is no title that has a stop."""
    if not _SENTENCE_END.search(text) or BY.match(text) or TRANSLATED.match(text):
        return False
    if is_name(text) or not _is_followed_by_text(found, index):
        return False
    return _has_title_above(found, index) or not is_stopped_title(text)


def _is_sentence(text: str) -> bool:
    if not _SENTENCE_END.search(text) or len(text.split()) <= 4:
        return False
    return not BY.match(text) and not TRANSLATED.match(text)


def _is_text(found: Transcription, block: Block) -> bool:
    """Whether it stands on no title page."""
    if block.kind is Kind.PAGE:
        return False
    text = found.inner(block).strip()
    return block.kind not in SMALL or len(text) > _SPACE or _is_sentence(text)


def _after(found: Transcription, index: int) -> Iterator[Block]:
    return (found.blocks[later] for later in range(index + 1, len(found.blocks)))


def _resembles_next(found: Transcription, index: int) -> bool:
    """Whether the next heading is made like this one: “My First Stage”, “My Second Stage”."""
    headings = (b for b in _after(found, index) if b.kind is Kind.HEADING)
    later = next(headings, None)
    if later is None or later is _following(found, index):
        return False
    ours, theirs = found.words(found.blocks[index]).split(), found.words(later).split()
    same = sum(a == b for a, b in zip(ours, theirs, strict=False))
    return len(ours) == len(theirs) > 1 and same * 2 >= len(ours)


def _leave_something(found: Transcription) -> None:
    """Where all would be furniture of the page, there is no page: it is the text."""
    outside = (Kind.FURNITURE, Kind.PAGE)
    if all(block.kind in outside for block in found.blocks):
        for block in found.blocks:
            block.kind, block.type = Kind.PARAGRAPH, ""
