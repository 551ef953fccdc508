"""Notes in print: at the foot of the page of their call, or where that cannot be.

A note stands in the document right behind its first call and is floated to
the foot (CSS GCPM 3, "Footnotes"). A table's notes stand under the table; a
note too long for a page at the end of its division, with a line at the foot
that says where; a note within a note follows that note. `article` is used for
notes alone, so that the writer can find them among PDF's structure elements;
`figcaption` for calls, labels and signatures, likewise.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.model.book import XHTML, Book, Note
from pipeline.model.xhtml import add_class, classes, is_note_call
from pipeline.outputs import matter
from pipeline.outputs.pdf.fitting import Fitting

_A, _ARTICLE, _DIV, _P = (f"{{{XHTML}}}{name}" for name in ("a", "article", "div", "p"))
_MAY_BREAK = "\u200b"  # between the calls of two notes
_LABEL, _SECTION, _TABLE = (f"{{{XHTML}}}{name}" for name in ("figcaption", "section", "table"))


def place_notes(main: etree._Element, book: Book, fitting: Fitting) -> None:
    """Put every note of the book into its text, each once, wherever it is called."""
    notes = {note.id: note for note in book.notes}
    places = _Places(main, notes, fitting, matter.Hands.of(book))
    for call in _calls(main):
        places.answer(call, call)
    for note in book.notes:
        if note.id not in places.placed:
            places.at_end_of_division(note)


def notes_alone(book: Book, notes: Sequence[Note]) -> Book:
    """The book with nothing but these notes, each called on a page of its own."""
    body = etree.Element(f"{{{XHTML}}}body")
    for note in notes:
        page = etree.SubElement(body, _P, {"style": "break-before: page"})
        call = {"class": "noteref", "href": f"#{note.id}", "id": f"{note.id}-alone"}
        etree.SubElement(page, _A, call).text = note.label
    alone = [replace(note, calls=[f"{note.id}-alone"]) for note in notes]
    return replace(
        book, content=body, notes=alone, divisions=[], interventions=[], page_breaks=[], register=[]
    )


def _calls(tree: etree._Element) -> list[etree._Element]:
    return [link for link in tree.iter(_A) if is_note_call(link)]


@dataclass(slots=True)
class _Places:
    main: etree._Element
    notes: dict[str, Note]
    fitting: Fitting
    hands: matter.Hands
    placed: set[str] = field(default_factory=set)
    _sections: dict[str, etree._Element] = field(default_factory=dict)
    _lists: dict[etree._Element, etree._Element] = field(default_factory=dict)

    def answer(self, call: etree._Element, anchor: etree._Element) -> etree._Element:
        """Place the note of a call behind `anchor`; gives what now stands there last."""
        note = self.notes.get(call.get("href", "")[1:])
        mark = _as_mark(call)
        anchor = mark if anchor is call else anchor
        if note is None or note.id in self.placed:
            return anchor
        if self.fitting.all_at_end:
            self.at_end_of_division(note)
            return anchor
        if note.id in self.fitting.endnotes:
            self.at_end_of_division(note)
            return _behind(anchor, _reference(note))
        if (table := _outermost_table(anchor)) is not None:
            self._under_table(note, table)
            return anchor
        last = _behind(anchor, self._article(note, "footnote"))
        for inner in _calls(last):
            last = self.answer(inner, last)
        return last

    def at_end_of_division(self, note: Note) -> None:
        """Set a note at the end of the division that calls it, or of the text."""
        self._append(note, self._division(note), "endnotes", "endnote")

    def _under_table(self, note: Note, table: etree._Element) -> None:
        self._append(note, table, "tablenotes", "tablenote")

    def _append(self, note: Note, owner: etree._Element, css: str, each: str) -> None:
        listing = self._lists.get(owner)
        if listing is None:
            listing = self._lists[owner] = etree.Element(_DIV, {"class": css})
            if owner.tag == _TABLE:
                _behind(owner, listing)
            else:
                owner.append(listing)
        article = self._article(note, each)
        listing.append(article)
        for inner in _calls(article):
            self._answer_below(inner, listing)

    def _answer_below(self, call: etree._Element, listing: etree._Element) -> None:
        """Notes within a note that stands in a list follow it there."""
        note = self.notes.get(call.get("href", "")[1:])
        _as_mark(call)
        if note is not None and note.id not in self.placed:
            article = self._article(note, listing[-1].get("class", ""))
            listing.append(article)
            for inner in _calls(article):
                self._answer_below(inner, listing)

    def _division(self, note: Note) -> etree._Element:
        if not self._sections:
            self._sections = {
                element.get("id", ""): element for element in self.main.iter(_SECTION)
            }
        return self._sections.get(note.division, self.main)

    def _article(self, note: Note, css: str) -> etree._Element:
        self.placed.add(note.id)
        article = etree.Element(_ARTICLE, {"class": css, "id": note.id})
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            if language := note.content.get(name):
                article.set(name, language)
        source = copy.deepcopy(note.content)
        free_captions(source)
        article.text = source.text
        article.extend(list(source))
        _label(article, note)
        self.hands.sign(article, note, "figcaption")
        return article


def free_captions(tree: etree._Element) -> None:
    """Leave `figcaption` to calls and labels: see `structure`."""
    for caption in tree.iter(_LABEL):
        caption.tag = _DIV
        add_class(caption, "figcaption")


def _as_mark(call: etree._Element) -> etree._Element:
    """Wrap a call, so that its structure element can be told from a link's."""
    mark = etree.Element(_LABEL, {"class": "call"})
    mark.tail, call.tail = call.tail, None
    if "continued" in classes(call):
        mark.tail = _MAY_BREAK + (mark.tail or "")
    parent = call.getparent()
    if parent is not None:
        parent.replace(call, mark)
    mark.append(call)
    return mark


def _label(article: etree._Element, note: Note) -> None:
    """The note's number before its first words, leading back to its call."""
    label = etree.Element(_LABEL, {"class": "label added"})
    if note.calls:
        etree.SubElement(label, _A, {"href": f"#{note.calls[0]}"}).text = note.label
    else:
        label.text = note.label
    if not (note.label or "").strip():
        return
    first = article[0] if len(article) and not (article.text or "").strip() else None
    if first is None or first.tag != _P:
        label.tail, article.text = (article.text or "").lstrip(), None
        article.insert(0, label)
        return
    label.tail, first.text = (first.text or "").lstrip(), None
    first.insert(0, label)
    first.set("class", f"{first.get('class', '')} labelled".strip())


def _reference(note: Note) -> etree._Element:
    """What stands at the foot for a note that is set elsewhere: its number and its page."""
    line = etree.Element(_DIV, {"class": "footnote elsewhere added"})
    label = etree.SubElement(line, _LABEL, {"class": "label"})
    label.text = note.label
    etree.SubElement(line, _A, {"class": "pageref", "href": f"#{note.id}"})
    return line


def _behind(anchor: etree._Element, element: etree._Element) -> etree._Element:
    """Put an element right behind another, before the text that follows it."""
    element.tail, anchor.tail = anchor.tail, None
    anchor.addnext(element)
    return element


def _outermost_table(element: etree._Element) -> etree._Element | None:
    return next(reversed(list(element.iterancestors(_TABLE))), None)
