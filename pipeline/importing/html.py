"""A page of HTML as a `Transcription`: its text as a reader sees it, one blank line between blocks.

lxml reads the page as browsers do where it is not well-formed. What is called
the witness is the text of the page; the tags become marks over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from pipeline.importing import html_terms as terms
from pipeline.importing.html_blocks import Context, PageBlocks
from pipeline.importing.html_links import Anchor, anchor, names_of
from pipeline.importing.html_notes import called, note_elements, pair_notes
from pipeline.importing.html_page import describe, left_out, parse_page
from pipeline.importing.html_text import PageText
from pipeline.importing.html_word import read_word
from pipeline.importing.transcription import Kind, Layout, Link, Mark, Transcription
from pipeline.tei.names import text_in


def read_html(text: str, path: Path) -> Transcription:
    """The transcription that the page is."""
    return _Reader(path).read(parse_page(text, path))


@dataclass(slots=True)
class _Reader:
    path: Path
    found: Transcription = field(
        default_factory=lambda: Transcription("", [], origin="A page of HTML.")
    )
    page: PageBlocks = field(default_factory=PageBlocks)
    text: PageText = field(init=False)
    marks: list[Mark] = field(init=False)
    links: list[Anchor] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    called: frozenset[str] = frozenset()  # the ids to which calls of notes point
    notes: dict[etree._Element, list[str]] = field(default_factory=dict)  # … and by these ids
    joined: int = 0  # deep in a list, a table, a stanza: blocks within are only lines

    def __post_init__(self) -> None:
        self.text, self.marks = self.page.text, self.page.marks

    def read(self, root: etree._Element) -> Transcription:
        read_word(root)
        found = self.found
        describe(found, root)
        self.page.language = self.page.context.language = found.language
        self.called = called(root)
        self.notes = note_elements(root, self.called)
        body = root.find("body")
        self._children(root if body is None else body)
        self.page.flush()
        text = self.text.whole()
        for mark in self.marks:  # none ends on a line that it has no words on
            words = text[mark.start : mark.end].rstrip(" \n\t")
            mark.start = min(mark.start, max(0, len(text) - 1))
            mark.end = mark.start + len(words)
        found.text, found.blocks = text, self.text.blocks
        found.marks = [mark for mark in self.marks if mark.start < mark.end or mark.name in _EMPTY]
        found.links = [Link(link.start, link.end, link.target) for link in self.links]
        found.places = {name: start for name, (start, _) in self.places.items()}
        pair_notes(found, self.links, self.places)
        return found

    # The elements

    def _children(self, element: etree._Element) -> None:
        self.text.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self.text.add(child.tail)

    def _element(self, element: etree._Element) -> None:
        name = str(element.tag)
        if terms.is_scanned_page(element):
            self.page.flush()
            self.found.pages.append(self.text.next)
        if name in terms.SKIPPED or element.get("hidden") is not None:
            return
        if name in terms.CONTROLS or terms.is_form_to_fill_in(element) or terms.is_unseen(element):
            self.found.findings += left_out(element, self.path)
            return
        place = self.text.at
        if self.page.context.verse and (steps := terms.steps_in(element)):
            self.found.indents[self.text.next] = steps
        if name == "br":
            self._break(element)
        elif name == "hr":
            self._rule()
        elif name == "img":
            self._image(element)
        elif terms.is_page_number(element) and self._page(element):
            pass
        elif name in terms.BLOCKS and not self.joined:
            self.page.flush()
            place = self.text.next
            self._block(element, name)
        elif name in terms.BLOCKS:
            self._line(element, name)
        else:
            self._phrase(element, name)
        for key in names_of(element):
            self.places.setdefault(key, (place, self.text.at))
        for key in self.notes.get(element, ()):
            self.places[key] = (place, self.text.at)

    def _block(self, element: etree._Element, name: str) -> None:
        before = self.page.context
        type_ = before.type or terms.furniture_of(element)
        verse = before.verse or terms.is_verse(element)
        kind = Kind.FURNITURE if type_ else before.kind
        language = terms.language_of(element, before.language) or before.language
        self.page.context = Context(kind, type_, verse, 0, language)
        first = len(self.text.blocks)
        self._content(element, name)
        self.page.flush()
        self.page.context = before
        if name == "blockquote" and not type_ and len(self.text.blocks) > first and not verse:
            start, end = self.text.blocks[first].start, self.text.blocks[-1].end
            self.marks.append(Mark(start, end, "quote", {}, Layout.OWN))

    def _content(self, element: etree._Element, name: str) -> None:
        """What stands in a block; furniture has neither headings nor lists."""
        context = self.page.context
        is_list = name in {"ul", "ol", "dl", "table"} and not context.type
        if name in terms.HEADINGS and not context.type:
            context.kind, context.level = Kind.HEADING, int(name[1])
            self._children(element)
        elif is_list and not self._is_layout(element):
            context.kind = Kind.MARKED
            self._joined(element, name)
        elif name == "pre":
            element.text = (element.text or "").removeprefix("\n")  # HTML 4.4.3: not read
            self._preformatted(element)
        elif context.verse and (name not in terms.CONTAINERS or terms.has_lines(element)):
            self._joined(element, "")
        else:
            self._children(element)

    def _preformatted(self, element: etree._Element) -> None:
        """Lines of verse, or a program or a drawing."""
        self.text.preserved = True
        if not terms.is_code(element):
            self.page.context.verse = True
            self._children(element)
        else:
            self.page.context.kind = Kind.MARKED
            mark = Mark(self.text.next, self.text.next, "eg", {}, Layout.LINE)
            self.marks.append(mark)
            self._children(element)
            mark.end = self.text.at
        self.text.preserved = False

    def _joined(self, element: etree._Element, name: str) -> None:
        """An element whose blocks are lines of one block: a list, a table, a stanza."""
        self.joined += 1
        start = self.text.next
        if name:
            mark = Mark(start, start, *terms.list_of(element), Layout.OWN)
            self.marks.append(mark)
            self._rows(element)
            self.text.trim()
            mark.end = self.text.at
        else:
            self._children(element)
        self.joined -= 1

    def _rows(self, element: etree._Element) -> None:
        """The items of a list, the rows of a table; words that stray between them are kept."""
        self.text.add(element.text)
        for child in element:
            if child.tag in {"thead", "tbody", "tfoot"}:
                self._rows(child)
            elif isinstance(child.tag, str) and child.tag not in terms.SKIPPED:
                self._line(child, str(child.tag))
            self.text.add(child.tail)

    def _line(self, element: etree._Element, name: str) -> None:
        self.text.newline()
        start = self.text.next
        if name in {"ul", "ol", "dl"} and self.page.context.kind is Kind.MARKED:
            self._joined(element, name)
            self._end_line(start)
            return
        mark = Mark(start, start, *terms.item_of(element), Layout.LINE)
        if name == "p" and self.page.context.kind is Kind.MARKED:
            mark.name = name if terms.has_paragraph_beside(element) else ""
        if mark.name:
            self.marks.append(mark)
        if name == "tr":
            self._cells(element)
        else:
            self._children(element)
        if self.text.begun >= 0:
            self.text.trim()
        mark.end = self.text.at
        self._end_line(start)

    def _end_line(self, start: int) -> None:
        if self.text.begun >= 0 and self.text.at > start:
            self.text.write("\n")

    def _cells(self, row: etree._Element) -> None:
        self.text.add(row.text)
        has_words = bool(text_in(row).strip())
        for index, cell in enumerate(row.iterchildren("td", "th")):
            if index and self.text.begun >= 0:
                self.text.trim()
                self.text.write("\t")
            start = self.text.next
            mark = Mark(start, start, "cell", terms.attributes_of(cell))
            self.marks.append(mark)
            self._children(cell)
            if self.text.at <= start and has_words:
                self.text.add(_NO_WORDS)  # the cells after it keep their places
            mark.end = self.text.at

    def _phrase(self, element: etree._Element, name: str) -> None:
        start = self.text.next
        mark = Mark(start, start, *terms.phrase_of(element))
        if language := terms.language_of(element, self.page.context.language):
            mark.name = mark.name or "foreign"
            mark.attributes = mark.attributes | {"xml:lang": language}
        if mark.name:
            self.marks.append(mark)
        self.text.add({"q": "“", "text": " "}.get(name))  # the texts of a drawing lie apart
        self._children(element)
        self.text.add("”" if name == "q" else "")
        if terms.is_scanned_line(element):
            self.text.newline()
        if self.text.begun >= 0 and self.text.at > start:
            mark.end = self.text.end_of_words()
        is_within = name == "a" and (element.get("href") or "").startswith("#")
        if is_within and self.text.at > start:
            self.links.append(anchor(element, start, self.text.at))

    def _is_layout(self, element: etree._Element) -> bool:
        """Whether a list or a table only places blocks, such as notes, on the page."""
        if element.tag == "table" and terms.is_layout(element):
            return True
        return element.get("role") == "presentation" or any(
            self.called.intersection(names_of(each)) for each in element.iter()
        )

    # What has no words

    def _break(self, element: etree._Element) -> None:
        following = element.getnext()
        double = (
            following is not None and following.tag == "br" and not (element.tail or "").strip()
        )
        if double and not self.joined and self.page.context.kind is not Kind.HEADING:
            self.page.flush()
        elif self.text.begun >= 0:
            self.text.newline()
            self.page.breaks.append(self.text.at)

    def _rule(self) -> None:
        if self.joined:
            return
        self.page.flush()
        here = self.text.next
        if self.text.blocks and self.text.blocks[-1].kind is not Kind.FURNITURE:
            self.marks.append(
                Mark(here, here, "milestone", {"unit": "section", "rend": "rule"}, Layout.OWN)
            )

    def _image(self, element: etree._Element) -> None:
        source = unquote(element.get("src") or "")
        if self.page.picture(source):
            self.found.images.append(source)

    def _page(self, element: etree._Element) -> bool:
        """Whether the element is the number of a page and no more, and was read as that."""
        words, number = terms.page_number(element)
        if number:
            self.page.page(words, number)
        return bool(number)


_NO_WORDS = "\N{NO-BREAK SPACE}"
_EMPTY = frozenset(("pb", "lb", "milestone", "graphic"))
