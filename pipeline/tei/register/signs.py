"""The signs of what is lost, supplied or left out, where a text is quoted (Leiden conventions)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import SPACE, tei
from pipeline.tei.reading import is_restored

LACUNA = "[…]"
LINE_END = "|"
_CHOICE, _GAP, _DESC, _SUPPLIED = map(tei, ("choice", "gap", "desc", "supplied"))
_ADD, _DEL, _UNCLEAR = tei("add"), tei("del"), tei("unclear")
_OF_WRITER = {_ADD: "ˋ", _DEL: "⟦", _UNCLEAR: "["}
_PAIRS = {"[": "]", "⟨": "⟩", "(": ")", "⟦": "⟧", "ˋ": "ˊ"}
_BY_REASON = (("omitted", "⟨"), ("subaudible", "("), ("explanation", "("))
CLOSING = ".,)]}’”"
_CLOSING = re.compile(r"[.,)\]}’”]+(?:\s|$)")


def sign_of(element: etree._Element, before: str) -> str:
    """What stands before an element that has a sign, or for a gap of which nothing is said.

    That is "" where the transcription has brackets of its own, there or right `before`.
    """
    if element.tag == _SUPPLIED and _begins_supplied(element):
        return ""
    texts = (str(text).strip() for text in element.itertext())
    words = next(filter(None, texts), "")
    if element.tag == _GAP and not words:
        return "…" if _is_bracketed(element, before) else LACUNA
    if element.tag in _OF_WRITER:
        return "" if is_restored(element) else _OF_WRITER[element.tag]
    if not words or words[0] in _PAIRS or _is_bracketed(element, before):
        return ""
    if element.tag == _GAP:
        return "[" if element.find(_DESC) is not None else ""
    reason = element.get("reason", "")
    return next((sign for name, sign in _BY_REASON if name in reason), "[")


def closing_of(element: etree._Element, sign: str) -> str:
    """What ends what `sign` began."""
    return "?]" if element.tag == _UNCLEAR and sign else _PAIRS.get(sign, "")


def enclose(pieces: list[str], first: int, closing: str) -> None:
    """End what the sign at `first` began; the white space at its edges comes to stand outside."""
    if not closing:
        return
    before = after = ""
    for at in range(first + 1, len(pieces)):
        words, pieces[at] = pieces[at], pieces[at].lstrip(SPACE)
        before += words.removesuffix(pieces[at])
        if pieces[at]:
            break
    for at in range(len(pieces) - 1, first, -1):
        words, pieces[at] = pieces[at], pieces[at].rstrip(SPACE)
        after = words.removeprefix(pieces[at]) + after
        if pieces[at]:
            break
    pieces[first] = before + pieces[first]
    pieces.append(closing + after)


def is_closing(words: str) -> bool:
    """Whether a mark comes first before which no language has a space."""
    return words[:1] in CLOSING and _CLOSING.match(words) is not None


def is_signed(element: etree._Element) -> bool:
    """Whether its sign says that the witness has it not: no alternative that is chosen or not."""
    parent = element.getparent()
    return element.tag == _SUPPLIED and (parent is None or parent.tag != _CHOICE)


def _begins_supplied(element: etree._Element) -> bool:
    """Whether another has begun right here, and has the sign."""
    parent = element.getparent()
    if parent is None or parent.tag != _SUPPLIED or element.getprevious() is not None:
        return False
    return not (parent.text or "").strip()


def _is_bracketed(element: etree._Element, before: str) -> bool:
    """Whether the text has the brackets, lines of the file aside."""
    is_opened = re.search(r"\[([^\S\n]*\n\s*)?$", before) is not None
    return is_opened and re.match(r"([^\S\n]*\n\s*)?\]", element.tail or "") is not None
