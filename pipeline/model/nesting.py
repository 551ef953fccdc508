"""Lists and tables admit few children: whatever else came in is given a place of its own.

Content models of `ul`, `ol`, `dl`, `table` and `tr` (HTML Living Standard §4.4, §4.9).
"""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model.xhtml import (
    PHRASING,
    add_class,
    append_text,
    classes,
    last_child,
    plain_tag,
    qualified,
)
from pipeline.tei.names import text_in

_RUBY = re.compile(r"(b+(t+|p(tp)+))+")


def mend_list(element: etree._Element) -> None:
    """Only `li` in a `ul` or `ol`; an empty list disappears."""
    _mend(element, {"li"}, "li")


def mend_definitions(element: etree._Element) -> None:
    """Only `dt` and `dd` in a `dl`, beginning with a `dt`."""
    _mend(element, {"dt", "dd"}, "dd")
    if len(element) and plain_tag(element[0]) == "dd":
        element.insert(0, etree.Element(qualified("dt")))
    if len(element) and plain_tag(element[-1]) == "dt":
        etree.SubElement(element, qualified("dd"))


def mend_figure(element: etree._Element) -> None:
    """One `figcaption`, first or last of its `figure` (HTML §4.4.12); another is a mere block."""
    captions = element.findall(qualified("figcaption"))
    at_edge = [
        caption
        for caption in captions
        if (caption is element[0] and not _has_words(element.text))
        or (caption is element[-1] and not _has_words(caption.tail))
    ]
    for caption in captions:
        if caption not in at_edge[:1]:
            caption.tag = qualified("div")
            add_class(caption, "figcaption")


def mend_row(element: etree._Element) -> None:
    """Only cells in a `tr`."""
    _mend(element, {"td", "th"}, "td")


def mend_table(element: etree._Element) -> None:
    """A `caption` first, then rows only; a row that came alone is wrapped in a cell."""
    _settle_late_captions(element)
    captions = [child for child in element if plain_tag(child) == "caption"]
    for caption in captions[1:]:
        _append(captions[0], [etree.Element(qualified("br")), *_contents(caption)])
        element.remove(caption)
    _mend(element, {"tr", "caption", "tbody", "thead"}, "tr")
    if captions and len(element) and element[0] is not captions[0]:
        element.insert(0, captions[0])
    for row in list(element):
        if row.tag == qualified("tr"):
            mend_row(row)
    if not len(element):
        _dissolve(element)


def _settle_late_captions(table: etree._Element) -> None:
    """What heads a table begins it; a head further down is a row, in its place among the words."""
    begun = _has_words(table.text)
    for child in list(table):
        if plain_tag(child) == "caption" and begun:
            child.tag = qualified("td")
            row = etree.Element(qualified("tr"))
            row.tail, child.tail = child.tail, None
            table.replace(child, row)
            row.append(child)
        begun = begun or (bool(text_in(child).strip()) and plain_tag(child) != "caption")
        begun = begun or _has_words(child.tail)


def mend_ruby(element: etree._Element) -> None:
    """Bases and readings in turn; anything else is a phrase (HTML Living Standard §4.5.10)."""
    letters = "b" if _has_words(element.text) else ""
    for child in element:
        letters += {"rt": "t", "rp": "p"}.get(plain_tag(child), "b")
        letters += "b" if _has_words(child.tail) else ""
    if _RUBY.fullmatch(letters):
        return
    for part in (element, *element):
        if plain_tag(part) in {"ruby", "rb", "rt", "rp"}:
            part.tag = qualified("span")


def _mend(element: etree._Element, admitted: set[str], wrapper: str) -> None:
    stray = _has_words(element.text) or any(
        plain_tag(child) not in admitted or _has_words(child.tail) for child in element
    )
    if stray:
        _regroup(element, admitted, wrapper)
    if not len(element):
        _dissolve(element)


def _regroup(element: etree._Element, admitted: set[str], wrapper: str) -> None:
    pieces = _contents(element)
    element.text = None
    for child in list(element):
        element.remove(child)
    waiting: list[etree._Element] = []
    for piece in pieces:
        if piece.tag != _TEXT and plain_tag(piece) in admitted:
            element.append(piece)
            if waiting and plain_tag(piece) != "caption":
                _put_first(piece, waiting)
                waiting = []
        elif _is_blank(piece):
            waiting.append(piece)
        else:
            _append(_home(element, wrapper), [*waiting, piece])
            waiting = []
    if waiting:
        last = next((child for child in reversed(element) if plain_tag(child) != "caption"), None)
        _append(
            last if last is not None else etree.SubElement(element, qualified(wrapper)), waiting
        )


def _home(element: etree._Element, wrapper: str) -> etree._Element:
    last = last_child(element)
    if last is not None and "stray" in classes(last):
        return last
    home = etree.SubElement(element, qualified(wrapper))
    home.set("class", "stray")
    return home


_TEXT = qualified("text")  # stands for a run of text while children are regrouped


def _contents(element: etree._Element) -> list[etree._Element]:
    """The children, with each run of text between them as an element of its own."""
    pieces = []
    if _has_words(element.text):
        pieces.append(_run(element.text or ""))
    for child in element:
        tail, child.tail = child.tail, None
        pieces.append(child)
        if _has_words(tail):
            pieces.append(_run(tail or ""))
    return pieces


def _run(words: str) -> etree._Element:
    run = etree.Element(_TEXT)
    run.text = words
    return run


def _append(home: etree._Element, pieces: list[etree._Element]) -> None:
    for piece in pieces:
        if piece.tag != _TEXT:
            home.append(piece)
        else:
            append_text(home, piece.text or "")


def _put_first(home: etree._Element, pieces: list[etree._Element]) -> None:
    if plain_tag(home) == "tr":
        if not len(home):
            etree.SubElement(home, qualified("td"))
        home = home[0]
    if plain_tag(home) in {"tbody", "thead"}:
        return
    text, home.text = home.text, None
    for at, piece in enumerate(pieces):
        home.insert(at, piece)
    if pieces:
        pieces[-1].tail = text


def _is_blank(piece: etree._Element) -> bool:
    """Whether a piece is an empty phrase (a page break, an anchor), free to move."""
    if piece.tag == _TEXT or plain_tag(piece) not in PHRASING or plain_tag(piece) == "img":
        return False
    return not text_in(piece).strip()


def _dissolve(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.get("id"):
        if plain_tag(element) == "tr":
            etree.SubElement(element, qualified("td"))
        else:
            element.tag = qualified("div")
        return
    tail = element.tail
    previous = element.getprevious()
    parent.remove(element)
    if _has_words(tail):
        if previous is not None:
            previous.tail = (previous.tail or "") + (tail or "")
        else:
            parent.text = (parent.text or "") + (tail or "")


def _has_words(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()
