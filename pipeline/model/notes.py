"""Notes: numbered once, in the order of their calls (TEI Guidelines 3.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.book import Note
from pipeline.model.call_places import beginning_after, ends_word
from pipeline.model.flow import Flow
from pipeline.model.note_labels import label_notes
from pipeline.model.note_places import NotePlaces
from pipeline.model.xhtml import (
    PHRASING,
    append_text,
    last_child,
    plain_tag,
    qualified,
)
from pipeline.tei.languages import language_tag
from pipeline.tei.names import XML_ID, XML_LANG, tei, text_in

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule

_NOTE, _PARAGRAPH = tei("note"), qualified("p")
_PHRASES_OF_NOTES = frozenset(
    map(tei, "ab emph hi p seg certainty precision respons".split())  # the last are not printed
)


class Notes:
    """The notes of the book, as they are called.

    A note among the text is called where it stands. One that stands apart (in
    `back`, in `standOff`) is called where a `ref` or `ptr` leads to it, or at
    the end of the element that it names (`NotePlaces`); when neither is read it
    keeps its place in the order of the text, without a call. A `ref` that is but
    the number of a note after it in the same paragraph calls that one too.
    """

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self.notes: list[Note] = []
        self.places = NotePlaces(run)
        self._by_element: dict[etree._Element, Note] = {}
        self._references: list[tuple[etree._Element, Note]] = []
        self._unlabelled: dict[str, str] = {}  # `@n` of the notes whose calls say no label, by id
        self._in_text: dict[str, Note] = {}  # those called outside of notes, in this order
        self._depth = 0  # of notes within notes, while they are rendered

    def meet(self, element: etree._Element, rule: Rule) -> None:
        """A note in its place: call it here, unless it is called from elsewhere."""
        if element in self._by_element:
            return
        if self.places.is_referred_to(element) or self.places.is_awaited(element):
            return
        if (begun := self._begun_by(element)) is not None:
            self._go_on(begun, element, rule)
            return
        if _is_empty(element):
            return
        if (beginning := beginning_after(element)) is not None:
            self.places.await_at(beginning, element)
            return
        if ends_word(element):
            self._run.flow.close_up_call()
        self.call(element, rule)

    def call_those_for(self, element: etree._Element) -> None:
        """After `element`, call the notes whose `@target` it is, or that stand before it."""
        for key in (element, element.get(XML_ID, "")):
            for note in self.places.release(key):
                self.call(note, None)

    def call(self, element: etree._Element, rule: Rule | None, label: str = "") -> None:
        """A call of the note at the cursor; its first call renders the note."""
        note = self._by_element.get(element)
        fresh = note is None
        if note is None:
            note = self._begin(element, rule, label)
        reference = etree.Element(qualified("a"))
        reference.set("class", "noteref")
        suffix = f"-{len(note.calls) + 1}" if note.calls else ""
        reference.set("id", f"{note.id}-ref{suffix}")
        reference.set("href", f"#{note.id}")
        self._references.append((reference, note))
        if not self._depth:
            self._in_text.setdefault(note.id, note)
        note.calls.append(reference.get("id", ""))
        self._run.flow.call(reference)
        if fresh:
            self._render(element, note, rule)

    def _begin(self, element: etree._Element, rule: Rule | None, label: str) -> Note:
        run = self._run
        identifier = run.ids.allot(element) or run.ids.fresh("note")
        content = etree.Element(qualified("div"))
        content.set("class", "note")
        content.set("id", identifier)
        if tag := language_tag(element.get(XML_LANG)):
            run.attributes.speak(content, tag)
        division = run.contents.current
        note = Note(
            id=identifier,
            label=label,
            content=content,
            kind=element.get("type", ""),
            place=(rule.value("place", element) if rule else "") or element.get("place", ""),
            responsible=run.names.of(element.get("resp", "")),
            division=division.id if division else "",
        )
        if not label:
            self._unlabelled[identifier] = element.get("n", "")
        self.notes.append(note)
        self._by_element[element] = note
        return note

    def _render(self, element: etree._Element, note: Note, rule: Rule | None) -> None:
        run = self._run
        outer, run.flow = run.flow, Flow(note.content)
        run.contents.floating += 1
        self._depth += 1
        run.children(element, rule)
        self._depth -= 1
        run.contents.floating -= 1
        run.flow.settle()
        run.flow = outer
        _wrap_phrases(note.content)

    def _begun_by(self, element: etree._Element) -> Note | None:
        """The note that this one goes on with on another page (TEI att.global.linking, @prev)."""
        name = element.get("prev", "").removeprefix("#")
        before = self.places.identified.get(name) if name else None
        if before is None or any(above is before for above in element.iterancestors(_NOTE)):
            return None
        return self._by_element.get(before)

    def _go_on(self, note: Note, element: etree._Element, rule: Rule) -> None:
        """Render what follows of a note behind what there is of it, as one paragraph."""
        self._by_element[element] = note
        begun, note.content = note.content, etree.Element(qualified("div"))
        self._render(element, note, rule)
        more, note.content = list(note.content), begun
        last = last_child(begun)
        is_paragraph = bool(more) and more[0].tag == _PARAGRAPH and not more[0].attrib
        if is_paragraph and last is not None and last.tag == _PARAGRAPH:
            append_text(last, f" {more[0].text or ''}")
            last.extend(list(more[0]))
            more = more[1:]
        begun.extend(more)

    def id_of(self, name: str) -> str:
        """The book's id of the note whose TEI id is `name`, if it is one."""
        note = self.places.identified.get(name)
        return self._by_element[note].id if note in self._by_element else ""

    def finish(self) -> None:
        """Render the notes whose call was never read: none is lost."""
        uncalled = []
        for element in self.places.left():
            if element in self._by_element or self._run.stands_in_dropped(element):
                continue
            note = self._begin(element, None, "")
            self._render(element, note, None)
            uncalled.append((element, note))
        self._settle_labels()
        for element, note in uncalled:
            said = f"Nothing in the text calls note {note.label}."
            remedy = "Correct the note's @target, or add a <ref> to it."
            self._run.warn("note-uncalled", said, element, remedy)

    def _settle_labels(self) -> None:
        """The numbers of the text count without gaps: notes to notes come after its own."""
        within = [note for note in self.notes if note.id not in self._in_text]
        self.notes = [*self._in_text.values(), *within]
        label_notes(self.notes, self._unlabelled)
        for reference, note in self._references:
            reference.text = note.label


def _is_empty(note: etree._Element) -> bool:
    """Whether there is nothing in it but perhaps phrases, and nothing leads to it."""
    if note.get(XML_ID) or text_in(note).strip():
        return False
    return all(each.tag in _PHRASES_OF_NOTES for each in note.iterdescendants(tei("*")))


def _wrap_phrases(content: etree._Element) -> None:
    """A note of phrases only is one paragraph; phrases beside blocks are paragraphs too."""
    pieces: list[etree._Element | str] = [content.text or ""]
    for child in list(content):
        tail, child.tail = child.tail, None
        content.remove(child)
        pieces += [child, tail or ""]
    content.text = None
    paragraph: etree._Element | None = None
    for piece in pieces:
        if isinstance(piece, str):
            if not piece or (paragraph is None and not piece.strip()):
                continue
        elif plain_tag(piece) not in PHRASING:
            content.append(piece)
            paragraph = None
            continue
        if paragraph is None:
            paragraph = etree.SubElement(content, qualified("p"))
        if isinstance(piece, str):
            append_text(paragraph, piece)
        else:
            paragraph.append(piece)
