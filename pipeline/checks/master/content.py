"""The content of an element in its order, and what parts or joins its words (TEI 3.9, 12.1)."""

from __future__ import annotations

import re
from enum import Enum
from itertools import takewhile

from lxml import etree

from pipeline.checks.master.elements import (
    OF_FIELDS,
    OF_PARTS,
    PHRASES,
    WITHOUT_TEXT,
    Edge,
    is_laid_out,
    local,
)
from pipeline.checks.master.readings import BESIDE_CHOICE
from pipeline.checks.words import Stream


class Sign(Enum):
    """What a text says of its words beside the edges of its elements."""

    GAP = 0  # something parts words that may be joined in spite of it
    JOINT = 1  # no white space parts two tokens (TEI att.linguistic, @join)


_NOT_OF_LINES = frozenset("att code eg formula gi hyph ident idno m orth pron syll tag val".split())
# From its first letter on, and never again from the next: a word may have a million.
_LETTER = r"[\w\u0300-\u036f]"
_DIVIDED = rf"(?<!{_LETTER}){_LETTER}++(?:[\u2223\u00a6]{_LETTER}++)+"

Between = str | Edge | Sign
Task = etree._Element | tuple[Between, etree._Element]  # to be read, or said of a place


def content_of(
    element: etree._Element,
    chosen: etree._Element | None,
    *,
    has_text: bool,
    is_of_word: bool = False,
) -> list[Task]:
    """What is to be read in an element: of its sides only the one `chosen`, if there is one.

    White space counts where it `has_text`; text where TEI allows none is still text. Where the
    element `is_of_word`, one that is laid out, the lines of the file may be nothing.
    """
    name = local(element)
    has_text = has_text and name not in WITHOUT_TEXT and not is_laid_out(element, name)
    tasks: list[Task] = []
    if element.text and (has_text or not element.text.isspace()):
        tasks.append((_on_one_line(element.text, name), element))
    for child in element:
        if chosen is None or child is chosen or local(child) in BESIDE_CHOICE:
            tasks.append(child)
        if child.tail and (has_text or not child.tail.isspace()):
            tasks.append((_on_one_line(child.tail, name), element))
        elif name in OF_FIELDS and local(child) not in PHRASES:
            tasks.append((Edge.DOUBTFUL if child.getnext() is None else " ", element))
        elif name in OF_PARTS:
            tasks.append((Edge.DOUBTFUL, element))
    return _with_doubtful_lines(tasks, element) if is_of_word else tasks


def _with_doubtful_lines(tasks: list[Task], element: etree._Element) -> list[Task]:
    """The same, but for the white space with which the word itself begins and ends."""
    told: list[Task] = []
    for task in tasks:
        if isinstance(task, tuple) and isinstance(task[0], str):
            for number, line in enumerate(task[0].split("\n")):
                told += [(Edge.DOUBTFUL, element)] if number else []
                told.append((line.strip(" \t\r"), element))
        else:
            told.append(task)
    if local(element) == "w":
        last = element[-1].tail if len(element) else element.text
        told[:0] = [(" ", element)] if (element.text or "")[:1].isspace() else []
        told += [(" ", element)] if (last or "")[-1:].isspace() else []
    return told


def say(stream: Stream[etree._Element], what: Between, place: etree._Element) -> None:
    """Let the stream know of words, or of what parts or joins them, at a place."""
    if isinstance(what, str):
        stream.add(what, place)
    elif what is Sign.JOINT:
        stream.join()
    elif what is Sign.GAP:
        stream.add(" ", place)
        stream.part(place, certain=False)
        stream.add(" ", place)
    elif what is not Edge.NONE:
        stream.part(place, certain=what is Edge.CERTAIN)


def _on_one_line(words: str, name: str) -> str:
    """The words of an element of this name, those that two signs of old corpora divide made whole.

    They stand for the end of a line (∣, ¦), and not in formulas and the like.
    """
    if words.isascii() or name in _NOT_OF_LINES:
        return words
    return re.sub(_DIVIDED, _made_whole, words)


def _made_whole(divided: re.Match[str]) -> str:
    said, *others = re.split("([\u2223\u00a6])", divided[0])
    before = said
    for sign, after in zip(others[::2], others[1::2], strict=True):
        said += after if _are_one(before, after) else sign + after
        before = after
    return said


def _are_one(before: str, after: str) -> bool:
    """Whether letters meet, more than two, and no capital one follows a small one."""
    last = list(takewhile(_is_of_letters, reversed(before)))
    first = list(takewhile(_is_of_letters, after))
    if not last or not first or len(last) + len(first) == 2:
        return False
    return not (last[0].islower() and first[0].isupper())


def _is_of_letters(sign: str) -> bool:
    return sign.isalpha() or "\u0300" <= sign <= "\u036f"
