"""The title and the author of a book, as its title page names them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.importing.heading_words import NOT_IN_NAMES
from pipeline.importing.headings import is_title_like, key
from pipeline.importing.publishers import is_kind_of_work, is_of_publisher, is_own, is_priced
from pipeline.importing.transcription import Block, Transcription

BY = re.compile(r"(?:(?:written )?by\b|(?:von|par|por|door|van|af|av)(?!\S))\s*", re.IGNORECASE)
_OF = frozenset(("di", "de"))  # before an author, or amid a title
_BY_LINE = re.compile(r"\n(?=[ \t]*(?:by|translated|edited)\b)", re.IGNORECASE)
TRANSLATED = re.compile(r"(?:translated|englished)(?: from .+?)? by\s+(.+)", re.IGNORECASE)
_PARTICLES = frozenset("de la le du van von der den di da del dos y e".split())
_ARTICLES = frozenset(
    "der die das ein eine le les un une el los las una il lo i gli o os as um uma het een".split()
)
_IN_NO_NAME = NOT_IN_NAMES | frozenset("en un une ein eine im zur zum aus für sur pour".split())
_NAME = re.compile(r"[^\W\d_][\w.’'-]*")
_LONGEST_NAME = 7  # words


def _with_authors(said: list[str]) -> list[str]:
    """The lines of a title page, a “by” that stands alone with the author below it."""
    joined: list[str] = []
    for words in said:
        before = joined[-1] if joined else ""
        if before and BY.fullmatch(before):
            joined[-1] = f"{before} {words}"
        elif before.casefold() in _OF and len(joined) > 2 and _may_name(words):
            joined[-1] = f"by {words}"
        elif before.casefold() in _OF and len(joined) == 2 and _may_name(words):
            joined = [f"{joined[0]} {before} {words}"]  # it says whose, or of whom
        else:
            joined.append(words)
    return joined


def read_title(found: Transcription, said: list[str]) -> None:
    """Give the transcription the title, the author and the translator that these lines name."""
    rest = []
    for words in said:
        translated = TRANSLATED.search(words)
        if translated:
            found.translator = found.translator or translated[1].strip(" .")
        elif BY.match(words) and len(words) < 60:
            found.author = found.author or BY.sub("", words, count=1).strip(" .")
        else:
            rest.append(words)
    titled = rest[:1] if len(rest) > 1 and _is_below_title(rest[1]) else []
    names = [words for words in rest if _is_author(words) and words not in titled]
    if not found.author and names and len(rest) > 1:
        found.author = next((words for words in names if not words.isupper()), names[0])
    titles = [words for words in rest if words.casefold() != found.author.casefold()]
    if not found.title and titles:
        found.title = titles[0]


def _is_below_title(words: str) -> bool:
    """Whether what stands above it is a title, even if it is a name: “TOM JONES. A Novel”."""
    return is_kind_of_work(words) or (is_of_publisher(words) and not is_title_like(words))


def _may_name(words: str) -> bool:
    """Whether it is a name, if it is known to be of a person: “DON PEDRO CALDERÓN DE LA BARCA”."""
    return is_name(words) or (words.isupper() and len(words.split()) <= _LONGEST_NAME)


def _is_author(words: str) -> bool:
    """Whether it is a name, and no kind of book: “COMEDIA FAMOSA”, but “Roman Jakobson”."""
    is_kind = is_of_publisher(words) and not words.startswith("Roman ")
    return is_name(words) and not is_kind


def is_name(words: str) -> bool:
    """Whether it may be a person's: two words or more with capitals, and no article."""
    parts = words.split()
    if not 2 <= len(parts) <= 4 or parts[0].casefold() in _ARTICLES:
        return False
    return all(
        _NAME.fullmatch(part)
        and (part[0].isupper() or part in _PARTICLES)
        and part.casefold() not in _IN_NO_NAME
        for part in parts
    )


def lines_of_title(found: Transcription, title: Sequence[Block]) -> list[str]:
    """The lines of a title page."""
    beside = _other_books(found, title)
    said = [
        " ".join(part.split())
        for index, block in enumerate(title)
        if index not in beside
        for part in _BY_LINE.split(found.said(block))
        if part.strip()
    ]
    return _with_authors([words for words in said if words])


def _other_books(found: Transcription, title: Sequence[Block]) -> set[int]:
    """Where a title page says that there are others, the book below, and all that have a price."""
    others: set[int] = set()
    for index, block in enumerate(title):
        words = found.words(block)
        is_first = index > 0 and is_own(found.words(title[index - 1]))
        if is_own(words) or is_first or (index - 1 in others and is_priced(words)):
            others.add(index)
    return others


def names_author(found: Transcription, said: Sequence[str]) -> bool:
    """Whether a title page says by whom the book is, with “by” or with a name below the title."""
    if said and (BY.fullmatch(said[-1]) or said[-1].casefold() in _OF):
        return False
    by = any(BY.match(words) and not BY.fullmatch(words) for words in said)
    return by or any(_is_author(words) or key(words) == key(found.author) for words in said[1:])
