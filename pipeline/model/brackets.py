"""The brackets of what runs over whole blocks: at its first word, and behind its last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from pipeline.model.xhtml import classes, is_note_call, put_in_text, qualified

_P, _SPAN = qualified("p"), qualified("span")
_BRACKET, _OPENING = "bracket", "⟦"

# An element, and whether the words are those behind it; else they are its first ones.
Place = tuple[etree._Element, bool]


def set_brackets(content: etree._Element) -> None:
    """Move the brackets that have a block of their own to the words that they enclose."""
    for block in list(content.iter(_P)):
        if _BRACKET in classes(block) and not _says(block.tail):
            is_opening = block.text == _OPENING
            around = _after(block) if is_opening else _before(block)
            if (place := next(around, None)) is not None:
                _insert(_phrase(block), *place, is_opening=is_opening)


def _phrase(block: etree._Element) -> etree._Element:
    """The bracket as a phrase, taken out of the place of its block."""
    phrase = etree.Element(_SPAN)
    phrase.attrib.update(block.attrib)
    phrase.set("class", block.get("class", "").removesuffix(_BRACKET).rstrip())
    phrase.text = block.text
    cast("etree._Element", block.getparent()).remove(block)
    return phrase


def _insert(
    phrase: etree._Element, node: etree._Element, is_behind: bool, *, is_opening: bool
) -> None:
    words = (node.tail if is_behind else node.text) or ""
    bare = words.lstrip() if is_opening else words.rstrip()
    cut = len(words) - len(bare) if is_opening else len(bare)
    put_in_text(phrase, node, cut, cut, is_behind=is_behind)


def _after(block: etree._Element) -> Iterator[Place]:
    for above in (block, *block.iterancestors()):
        for other in above.itersiblings():
            yield from _first_in(other)
            if _says(other.tail):
                yield other, True


def _before(block: etree._Element) -> Iterator[Place]:
    for above in (block, *block.iterancestors()):
        for other in above.itersiblings(preceding=True):
            if _says(other.tail):
                yield other, True
            yield from _last_in(other)


def _first_in(node: etree._Element) -> Iterator[Place]:
    if _says(node.text):
        yield node, False
    for child in node:
        yield from _first_in(child)
        if _says(child.tail):
            yield child, True


def _last_in(node: etree._Element) -> Iterator[Place]:
    for child in node.iterchildren(reversed=True):
        if _says(child.tail) or is_note_call(child):
            yield child, True
        yield from _last_in(child)
    if _says(node.text):
        yield node, False


def _says(words: str | None) -> bool:
    return bool(words) and not words.isspace()  # type: ignore[union-attr]
