"""What stands before a place in the XHTML tree under construction."""

from __future__ import annotations

from lxml import etree

from pipeline.model.xhtml import PHRASING, classes, plain_tag, qualified
from pipeline.tei.names import text_in

_PICTURE = qualified("img")
Place = tuple[etree._Element, etree._Element | None]  # in the first, after the second


def is_at_start(block: etree._Element) -> bool:
    """Whether nothing in `block` is to be read yet."""
    if plain_tag(block) in PHRASING or (block.text or "").strip():
        return False
    return not any(text_in(child).strip() or (child.tail or "").strip() for child in block)


def stands_in_text(place: Place) -> bool:
    """Whether words or a phrase, not a block, come just before the place."""
    within, last = place
    before = last.tail if last is not None else within.text
    if before and before.strip():
        return True
    return last is not None and plain_tag(last) in PHRASING


def follows_words(place: Place) -> bool:
    """Whether there is anything to read just before the place, empty phrases aside."""
    within, before = place
    while before is not None and not (before.tail or "").strip():
        if plain_tag(before) not in PHRASING:
            return False
        if before.tag == _PICTURE or text_in(before).strip():
            return True
        before = before.getprevious()
    words = before.tail if before is not None else within.text
    return bool((words or "").strip())


def block_before(place: Place) -> etree._Element | None:
    """The block on the same page, where only empty phrases stand between it and the place."""
    before = place[1]
    while before is not None and plain_tag(before) in PHRASING:
        is_page = "pb" in classes(before)
        before = None if is_page else before.getprevious()
    return before
