"""What stands before the text, and beside it: the title page, contents, running heads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.importing.contents import SMALL, set_aside_contents
from pipeline.importing.dates import is_day
from pipeline.importing.headings import (
    NOT_IN_NAMES,
    is_heading_of_cast,
    is_stopped_title,
    is_title_like,
    key,
    looks_like_heading,
)
from pipeline.importing.pages import set_aside_pages
from pipeline.importing.publishers import advertisements, is_of_publisher, is_own
from pipeline.importing.series import heading_of
from pipeline.importing.tables import GAP
from pipeline.importing.transcription import Block, Kind, Transcription

_BY = re.compile(r"(?:(?:written )?by\b|(?:von|par|por|door)(?!\S))\s*", re.IGNORECASE)
_OF = frozenset(("di", "de"))  # before an author, or amid a title
_BY_LINE = re.compile(r"\n(?=[ \t]*(?:by|translated|edited)\b)", re.IGNORECASE)
_WHOLE = r"(?i).{3,80}\n\s*by [^\n]{3,60}\n"  # a page in one block
_TRANSLATED = re.compile(r"(?:translated|englished)(?: from .+?)? by\s+(.+)", re.IGNORECASE)
_SENTENCE_END = re.compile(
    r"[.!?:][”\"’')]*(?:\s?\[\^?\w{1,8}\]|\s?\[[*†‡]\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]+)?[”\"’')]*\Z"
)
_PARTICLES = frozenset("de la le du van von der den di da del dos y e".split())
_ARTICLES = frozenset(
    "der die das ein eine le les un une el los las una il lo gli o os as um uma het een".split()
)
_IN_NO_NAME = NOT_IN_NAMES | frozenset("en un une ein eine im zur zum aus für sur pour".split())
_NAME = re.compile(r"[^\W\d_][\w.’'-]*")
_LONGEST_NAME = 7  # words
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
            block.kind = Kind.HEADING
            break
        if bisect_left(calls, (block.start, 0)) < bisect_left(calls, (block.end, 0)):
            break  # what the note says would go with the title page
        title.append(block)
    else:
        title = []  # there would be no text left
    _read_title(found, _said(found, title))
    for block in title:
        block.kind, block.type = Kind.FURNITURE, "title"


def _said(found: Transcription, title: Sequence[Block]) -> list[str]:
    """The lines of a title page."""
    own = [index for index, block in enumerate(title) if is_own(found.words(block))]
    beside = {index + below for index in own for below in (0, 1)}  # other books, and which
    said = [
        " ".join(part.split())
        for index, block in enumerate(title)
        if index not in beside
        for part in _BY_LINE.split(found.said(block))
        if part.strip()
    ]
    return _with_authors([words for words in said if words])


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


def _is_above_author(found: Transcription, index: int) -> bool:
    """Whether it, or a heading right below it, says whose the book is, or who translated it."""
    headings = takewhile(lambda block: block.kind is Kind.HEADING, found.blocks[index:])
    return any(
        _TRANSLATED.match(words) or (_BY.match(words) and not is_own(words))
        for words in map(found.words, headings)
    )


def _heads_below_author(found: Transcription, index: int, title: Sequence[Block]) -> bool:
    """Whether it heads what is right below it: a title and an author are named above."""
    block, words = found.blocks[index], found.words(found.blocks[index])
    if block.level or block.kind not in (Kind.SHORT, Kind.HEADING) or "\n" in found.inner(block):
        return False
    if not words[:1].isalpha() or _BY.match(words) or is_of_publisher(words):
        return False
    is_set_as_one = looks_like_heading(words) or is_title_like(words)
    if not is_set_as_one or not _heads_something(found, index):
        return False
    said = _said(found, title)
    return _names_author(found, said) and key(words) not in map(key, said)


def _names_author(found: Transcription, said: Sequence[str]) -> bool:
    """Whether a title page says by whom the book is, with “by” or with a name below the title."""
    by = any(_BY.match(words) and not _BY.fullmatch(words) for words in said)
    return by or any(_is_name(words) or key(words) == key(found.author) for words in said[1:])


def _goes_on(text: str) -> bool:
    """Whether something must follow that it leads to, or it is a table, or columns."""
    lines = text.split("\n")
    if len(lines) > 1 and all(re.search(GAP, line.strip()) for line in lines):
        return True
    return text.endswith((":", ";", ",")) and not text.isupper() and not _BY.match(text)


def _is_first_of_several(found: Transcription, index: int) -> bool:
    """Whether it heads text, or numbered parts, below a title, as another does further down."""
    words = found.words(found.blocks[index])
    if _is_name(words) or _BY.match(words) or not _heads_something(found, index):
        return False
    later = (at for at in range(index + 1, len(found.blocks)) if _is_plain_heading(found, at))
    return _has_title_above(found, index) and any(_heads_something(found, at) for at in later)


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
    if not _SENTENCE_END.search(text) or _BY.match(text) or _TRANSLATED.match(text):
        return False
    if _is_name(text) or not _is_followed_by_text(found, index):
        return False
    return _has_title_above(found, index) or not is_stopped_title(text)


def _is_sentence(text: str) -> bool:
    if not _SENTENCE_END.search(text) or len(text.split()) <= 4:
        return False
    return not _BY.match(text) and not _TRANSLATED.match(text)


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


def _with_authors(said: list[str]) -> list[str]:
    """The lines of a title page, a “by” that stands alone with the author below it."""
    joined: list[str] = []
    for words in said:
        before = joined[-1] if joined else ""
        if before and _BY.fullmatch(before):
            joined[-1] = f"{before} {words}"
        elif before.casefold() in _OF and len(joined) > 2 and _may_name(words):
            joined[-1] = f"by {words}"
        elif before.casefold() in _OF and len(joined) == 2 and _may_name(words):
            joined = [f"{joined[0]} {before} {words}"]  # it says whose, or of whom
        else:
            joined.append(words)
    return joined


def _read_title(found: Transcription, said: list[str]) -> None:
    rest = []
    for words in said:
        translated = _TRANSLATED.search(words)
        if translated:
            found.translator = found.translator or translated[1].strip(" .")
        elif _BY.match(words) and len(words) < 60:
            found.author = found.author or _BY.sub("", words, count=1).strip(" .")
        else:
            rest.append(words)
    names = [words for words in rest if _is_name(words)]
    if not found.author and names and len(rest) > 1:
        found.author = names[0]
    titles = [words for words in rest if words.casefold() != found.author.casefold()]
    if not found.title and titles:
        found.title = titles[0]


def _may_name(words: str) -> bool:
    """Whether it is a name, if it is known to be of a person: “DON PEDRO CALDERÓN DE LA BARCA”."""
    return _is_name(words) or (words.isupper() and len(words.split()) <= _LONGEST_NAME)


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 2 <= len(parts) <= 4 or parts[0].casefold() in _ARTICLES:
        return False
    return all(
        _NAME.fullmatch(part)
        and (part[0].isupper() or part in _PARTICLES)
        and part.casefold() not in _IN_NO_NAME
        for part in parts
    )


def _leave_something(found: Transcription) -> None:
    """Where all would be furniture of the page, there is no page: it is the text."""
    outside = (Kind.FURNITURE, Kind.PAGE)
    if all(block.kind in outside for block in found.blocks):
        for block in found.blocks:
            block.kind, block.type = Kind.PARAGRAPH, ""
