"""Corrected passages: each leads to its entry in the list of corrections."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pipeline.model.book import XHTML, Book
from pipeline.outputs.matter import entry_id, listed

_A, _SPAN = f"{{{XHTML}}}a", f"{{{XHTML}}}span"


def linked(book: Book) -> tuple[etree._Element, dict[str, etree._Element]]:
    """Copies of the text and of the notes by id, with the corrected passages linked.

    A passage in a link, or with one in it (a note's call, say), is marked
    only: links do not nest (HTML, the `a` element).
    """
    corrected = frozenset(each.id for each in listed(book) if each.id)
    notes = {note.id: deepcopy(note.content) for note in book.notes}
    content = deepcopy(book.content) if corrected else book.content
    for tree in (content, *notes.values()) if corrected else ():
        for passage in list(tree.iter(_SPAN)):
            identifier = passage.get("id", "")
            if identifier in corrected:
                _mark(passage, identifier)
    return content, notes


def _mark(passage: etree._Element, identifier: str) -> None:
    passage.set("class", f"{passage.get('class', '')} corrected".strip())
    has_text = any(text.strip() for text in passage.itertext())
    nests = next(passage.iter(_A), None) is not None
    nests = nests or next(passage.iterancestors(_A), None) is not None
    if has_text and not nests:
        passage.tag = _A
        passage.set("href", f"#{entry_id(identifier)}")
