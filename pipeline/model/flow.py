"""The XHTML tree under construction: whatever comes in, what goes out is well nested.

Nesting follows the content models of HTML (Living Standard §3.2.5): an
element that is not phrasing content never ends up inside one that admits
only phrasing content, and no link inside a link.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pipeline.model.content_models import admitted, holds_phrases_only, home_of_call, make_room
from pipeline.model.joins import close_up, closed_up_at_start, soften_hyphen
from pipeline.model.preceding import Place, block_before, follows_words, is_at_start, stands_in_text
from pipeline.model.xhtml import (
    PHRASING,
    is_note_call,
    last_child,
    plain_tag,
    qualified,
    set_text_after,
)
from pipeline.tei.breaks import ends_word
from pipeline.tei.names import SPACE

_LINK = qualified("a")


class Flow:
    """A cursor in a growing XHTML tree."""

    __slots__ = (
        "_deferred", "_edge", "_join", "_links", "_marks", "_parting", "_pending", "_said",
        "_spans", "cursor", "last", "written",
    )  # fmt: skip

    def __init__(self, root: etree._Element) -> None:
        self.cursor = root
        self.last: etree._Element | None = None
        self._pending: list[str] = []
        self._links = 0
        self._join = False
        self._edge: Place = (root, None)  # the last one met
        self._marks = ""  # of ours, since the last word
        self._said = ""  # the text of the document added last, within the block
        self._parting = False
        self.written = 0  # how many times something was added that can be read
        self._spans: list[etree._Element] = []  # that would be blocks, were there room for them
        self._deferred: list[etree._Element] = []

    def text(self, words: str) -> None:
        """Add `words` at the cursor."""
        if self._join:
            words, found = closed_up_at_start(words)
            self._join = not found
        if not words:
            return
        if not words.isspace():
            self.written += 1
            self._marks = ""
            if self._parting:
                self._part()
        self._said = words
        self._pending.append(words)

    def mark(self, words: str) -> None:
        """Add what is no word of the text, but a mark of ours: a word may go on over it."""
        joined, marks, said = self._join, self._marks, self._said
        self.text(words)
        self._join, self._said = joined, said
        self._marks = marks + "".join(words.split())

    def part_from_word(self) -> None:
        """Another word begins here, whatever stands before it."""
        if not ends_word(self._said):
            return
        opening = [self._pending.pop()] if self._pending[-1:] == [self._marks] else []
        self.text(" ")
        self._pending += opening

    def join(self) -> None:
        """A word goes on here: take away the white space before and after this place."""
        before = self._pending[-1].rstrip(SPACE) if self._pending else ""
        if before[-1:].isalnum():  # the tree need not be asked
            self._pending[-1] = before
            self._join = True
            return
        self._join = close_up(self._place(), self._edge, self._marks, joining=True)

    def join_over_hyphen(self) -> None:
        """A word goes on here, which a line of the source has divided: its hyphen is a soft one."""
        self.join()
        soften_hyphen(self._place())

    @property
    def is_within_word(self) -> bool:
        """Whether the word before this place goes on after it."""
        return self._join

    def keep_apart(self) -> None:
        """Begin or end a part of the text that has no box: its words are its own."""
        self.meet_edge()
        self._parting = plain_tag(self.cursor) in PHRASING or self.stands_in_text()

    def meet_edge(self) -> None:
        """No word goes on beyond the cursor: a block begins or ends, or there is none before it."""
        self._join, self._marks, self._said = False, "", ""
        self._edge = (self.cursor, self.last)

    def is_at_start(self) -> bool:
        """Whether nothing is to be read yet in the block at the cursor."""
        return not any(words.strip() for words in self._pending) and is_at_start(self.cursor)

    def close_up(self) -> None:
        """Take away the white space before this place, inside phrases too: a comma follows."""
        self._parting = False
        close_up(self._place(), self._edge)

    def close_up_after(self) -> None:
        """Take away the white space after this place: an opening mark stands before it."""
        self._join = True

    def _flush(self) -> None:
        if not self._pending:
            return
        words = "".join(self._pending)
        self._pending.clear()
        before = self.cursor.text if self.last is None else self.last.tail
        set_text_after(self.last, self.cursor, (before or "") + words)

    def open(self, tag: str) -> etree._Element:
        """Begin an element at the cursor; the nesting is mended first if it has to be."""
        if self._parting:
            self._part()
        self._flush()
        tag = admitted(tag, self.cursor)
        if tag not in PHRASING:
            if holds_phrases_only(self.cursor) and not make_room(self.cursor):
                return self._open_span()
        elif tag == "a":
            if self._links:
                tag = "span"
            else:
                self._links = 1
        return self._begin(tag)

    def _begin(self, tag: str) -> etree._Element:
        element = etree.SubElement(self.cursor, qualified(tag))
        self.cursor = element
        self.last = None
        if tag not in PHRASING:
            self.meet_edge()
        return element

    def _open_span(self) -> etree._Element:
        """A block that has to be a phrase: its words are not those before, nor those after it."""
        before = self.last.tail if self.last is not None else self.cursor.text
        if not (before or "_")[-1].isspace() and not self.is_at_start():
            self._part()
            self._flush()
        element = self._begin("span")
        self.meet_edge()
        self._spans.append(element)
        return element

    def _part(self) -> None:
        """Let what follows be another word than what stands before it."""
        self._parting = False
        self._pending.append(" ")

    def close(self) -> etree._Element:
        """End the element at the cursor, and give it."""
        self._flush()
        closed = self.cursor
        parent = closed.getparent()
        assert parent is not None
        self.cursor, self.last = parent, closed
        if self._spans and self._spans[-1] is closed:
            self._spans.pop()
            self._parting = True
            self.meet_edge()
        elif plain_tag(closed) not in PHRASING:
            self._parting = False
            self.meet_edge()
        if closed.tag == _LINK:
            self._links = 0
            for call in self._deferred:
                self._append_call(call, self.cursor)
            self._deferred.clear()
        return closed

    def empty(self, opening: Callable[[], etree._Element]) -> etree._Element:
        """An element without content at the cursor, begun by `opening`."""
        opening()
        return self.close()

    def place(self, element: etree._Element) -> None:
        """Put a finished phrase at the cursor."""
        self._flush()
        self.written += 1
        self._join, self._marks = False, ""
        self.cursor.append(element)
        self.last = element

    def close_full(self) -> etree._Element:
        """End the element at the cursor, and take it back when it holds nothing and has no id."""
        closed = self.close()
        holds_nothing = not (closed.text or "").strip() and all(map(_is_passed_over, closed))
        if holds_nothing and not closed.get("id"):
            places = list(closed)
            self.remove(closed)
            for place in places:
                self.cursor.append(place)
                self.last = place
        return closed

    def remove(self, element: etree._Element) -> None:
        """Take back the element that was closed last."""
        self._flush()
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
        self._go_on_after_removal()

    def resume(self, closed: etree._Element) -> None:
        """Go on after `closed`, which may have been mended out of the tree."""
        if closed.getparent() is not self.cursor:
            self._go_on_after_removal()

    def _go_on_after_removal(self) -> None:
        self.last = last_child(self.cursor)
        # Between words it parted them, empty as it was.
        self.keep_apart()

    def settle(self) -> None:
        """Write what is still pending."""
        self._flush()

    def call(self, element: etree._Element) -> None:
        """Place a note's call here; inside a link it waits until the link is closed."""
        self._flush()
        self.written += 1
        if self._links:
            self._deferred.append(element)
        else:
            self._append_call(element, self._home_of_call())

    def _append_call(self, element: etree._Element, home: etree._Element) -> None:
        before = last_child(home)
        if before is not None and is_note_call(before) and not before.tail:
            before.set("class", "noteref continued")
        home.append(element)
        if home is self.cursor:
            self.last = element

    def close_up_call(self) -> None:
        """Take away the white space between a word and its call, but not between two calls."""
        self._flush()
        last = self.last
        if last is None or (last.tail or "").strip() or not is_note_call(last):
            close_up(self._place(), self._edge)

    def _home_of_call(self) -> etree._Element:
        """A call among blocks belongs to the end of the block before it, or to one of its own."""
        if holds_phrases_only(self.cursor) or self.follows_words():
            return self.cursor
        home = home_of_call(block_before(self._place()), self.cursor)
        return self._paragraph() if home is None else home

    def stands_in_text(self) -> bool:
        """Whether words or a phrase, not a block, come just before the cursor."""
        return stands_in_text(self._place())

    def follows_words(self) -> bool:
        """Whether there is anything to read just before the cursor, empty phrases aside."""
        return follows_words(self._place())

    def _place(self) -> Place:
        self._flush()
        return self.cursor, self.last

    def _paragraph(self) -> etree._Element:
        paragraph = etree.SubElement(self.cursor, qualified("p"))
        paragraph.set("class", "calls")
        self.last = paragraph
        return paragraph


def _is_passed_over(element: etree._Element) -> bool:
    """Whether it is the place of something that is not read, and no word follows it."""
    return element.get("class") == "passed-over" and not (element.tail or "").strip()
