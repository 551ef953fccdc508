"""A page of HTML as a `Transcription`: its text as a reader sees it, one blank line between blocks.

lxml reads the page as browsers do where it is not well-formed. What is called
the witness is the text of the page; the tags become marks over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from pipeline.finding import Finding
from pipeline.importing.html_notes import Anchor, called, pair_notes
from pipeline.importing.html_page import describe, left_out, parse_page
from pipeline.importing.html_terms import (
    BLOCKS,
    CONTAINERS,
    CONTROLS,
    HEADINGS,
    SKIPPED,
    furniture_of,
    has_lines,
    highlighting,
    is_form_to_fill_in,
    is_page_number,
    is_verse,
    page_number,
)
from pipeline.importing.html_text import PageText
from pipeline.importing.phrases import page
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Transcription


def read_html(text: str, path: Path) -> Transcription:
    """The transcription that the page is."""
    return _Reader(path).read(parse_page(text, path))


@dataclass(slots=True)
class _Context:
    """What an element inherits from those around it."""

    kind: Kind = Kind.PARAGRAPH
    type: str = ""
    verse: bool = False
    level: int = 0


@dataclass(slots=True)
class _Reader:
    path: Path
    text: PageText = field(default_factory=PageText)
    context: _Context = field(default_factory=_Context)
    marks: list[Mark] = field(default_factory=list)
    links: list[Anchor] = field(default_factory=list)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    called: frozenset[str] = frozenset()  # the ids to which calls of notes point
    settled: int = 0  # marks of blocks that are at their end
    findings: list[Finding] = field(default_factory=list)
    joined: int = 0  # deep in a list, a table, a stanza: blocks within are only lines

    def read(self, root: etree._Element) -> Transcription:
        self.called = called(root)
        body = root.find("body")
        self._children(root if body is None else body)
        self._flush()
        text = self.text.whole()
        for mark in self.marks:  # none ends on a line that it has no words on
            mark.end = max(mark.start, len(text[mark.start : mark.end].rstrip()) + mark.start)
        found = Transcription(text, self.text.blocks, origin="A page of HTML.")
        found.marks = [mark for mark in self.marks if mark.start < mark.end or mark.name in _EMPTY]
        found.images = self.images
        found.findings = self.findings
        describe(found, root)
        pair_notes(found, self.links, self.places)
        return found

    # The blocks

    def _flush(self) -> None:
        """The block that is being read is at its end."""
        if self.text.begun < 0:
            return
        start, end = self.text.end()
        for mark in self.marks[self.settled :]:
            if mark.end > end:
                mark.end = max(mark.start, end)
            mark.start = min(mark.start, end)
        if start == end:
            return
        inner = [at for at in self.breaks if start < at < end]
        self.breaks.clear()
        kind = self.context.kind
        if kind is Kind.PARAGRAPH and self.context.verse:
            kind = Kind.VERSE
        elif kind is Kind.PARAGRAPH and end - start < 90 and not inner:
            kind = Kind.SHORT
        if kind is not Kind.VERSE:
            self.marks += [Mark(at, at, "lb") for at in inner if kind is Kind.PARAGRAPH]
        else:
            self._cut_at_lines(start, end)
        self.settled = len(self.marks)
        self.text.blocks.append(Block(start, end, kind, self.context.level, 1, self.context.type))

    def _cut_at_lines(self, start: int, end: int) -> None:
        """No phrase goes over the end of a verse."""
        text = self.text.since(start)[: end - start]
        here = Transcription(text, [])
        cut: list[Mark] = []
        for mark in self.marks[self.settled :]:
            first, last = mark.start - start, mark.end - start
            if mark.layout is Layout.INLINE and first >= 0 and "\n" in text[first:last]:
                parts = [(begin + start, stop + start) for begin, stop in here.parts(first, last)]
                cut += [Mark(*part, mark.name, mark.attributes) for part in parts]
            else:
                cut.append(mark)
        self.marks[self.settled :] = cut

    # The elements

    def _children(self, element: etree._Element) -> None:
        self.text.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self.text.add(child.tail)

    def _element(self, element: etree._Element) -> None:
        name = str(element.tag)
        if name in SKIPPED or element.get("hidden") is not None:
            return
        if name in CONTROLS or is_form_to_fill_in(element):
            self.findings += left_out(element, self.path)
            return
        place = self.text.at
        if name == "br":
            self._break(element)
        elif name == "hr":
            self._rule()
        elif name == "img":
            self._image(element)
        elif is_page_number(element) and self._page(element):
            pass
        elif name in BLOCKS and not self.joined:
            self._flush()
            place = self.text.next
            self._block(element, name)
        elif name in BLOCKS:
            self._line(element, name)
        else:
            self._phrase(element, name)
        for key in (element.get("id"), element.get("name")):
            if key:
                self.places.setdefault(key, (place, self.text.at))

    def _block(self, element: etree._Element, name: str) -> None:
        before = self.context
        type_ = before.type or furniture_of(element)
        verse = before.verse or is_verse(element)
        kind = Kind.FURNITURE if type_ else before.kind
        self.context = _Context(kind, type_, verse, 0)
        first = len(self.text.blocks)
        if name in HEADINGS and not type_:
            self.context.kind, self.context.level = Kind.HEADING, int(name[1])
            self._children(element)
        elif name in {"ul", "ol", "dl", "table"} and not type_ and not self._is_layout(element):
            self.context.kind = Kind.MARKED
            self._joined(element, name)
        elif name == "pre":
            self.text.preserved, self.context.verse = True, True
            element.text = (element.text or "").removeprefix("\n")  # HTML 4.4.3: not read
            self._children(element)
            self.text.preserved = False
        elif verse and (name not in CONTAINERS or has_lines(element)):
            self._joined(element, "")
        else:
            self._children(element)
        self._flush()
        self.context = before
        if name == "blockquote" and not type_ and len(self.text.blocks) > first and not verse:
            start, end = self.text.blocks[first].start, self.text.blocks[-1].end
            self.marks.append(Mark(start, end, "quote", {}, Layout.OWN))

    def _joined(self, element: etree._Element, name: str) -> None:
        """An element whose blocks are lines of one block: a list, a table, a stanza."""
        self.joined += 1
        start = self.text.next
        if name:
            self.marks.append(
                Mark(start, start, "table" if name == "table" else "list", {}, Layout.OWN)
            )
            mark = self.marks[-1]
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
            elif isinstance(child.tag, str) and child.tag not in SKIPPED:
                self._line(child, str(child.tag))
            self.text.add(child.tail)

    def _line(self, element: etree._Element, name: str) -> None:
        self.text.newline()
        start = self.text.next
        if name in {"ul", "ol", "dl"} and self.context.kind is Kind.MARKED:
            self._joined(element, name)
            self._end_line(start)
            return
        tei = {"li": "item", "dt": "label", "dd": "item", "tr": "row"}.get(name, "")
        mark = Mark(start, start, tei, {}, Layout.LINE)
        self.marks.append(mark)
        if name == "tr":
            self._cells(element)
        else:
            self._children(element)
        if self.text.begun >= 0:
            self.text.trim()
        mark.end = self.text.at
        if not tei:
            self.marks.remove(mark)
        self._end_line(start)

    def _end_line(self, start: int) -> None:
        if self.text.begun >= 0 and self.text.at > start:
            self.text.write("\n")

    def _cells(self, row: etree._Element) -> None:
        self.text.add(row.text)
        for index, cell in enumerate(row.iterchildren("td", "th")):
            if index and self.text.begun >= 0:
                self.text.trim()
                self.text.write("\t")
            start = self.text.next
            role = {"role": "label"} if cell.tag == "th" else {}
            mark = Mark(start, start, "cell", role)
            self.marks.append(mark)
            self._children(cell)
            mark.end = self.text.at

    def _phrase(self, element: etree._Element, name: str) -> None:
        rend = highlighting(element)
        start = self.text.next
        mark = Mark(start, start, "hi", {"rend": rend})
        kept = False
        href = element.get("href") or ""
        if rend:
            self.marks.append(mark)
            kept = True
        elif name == "a" and re.match(r"(?:https?|mailto):", href):
            mark.name, mark.attributes = "ref", {"target": href}
            self.marks.append(mark)
            kept = True
        self.text.add({"q": "“", "text": " "}.get(name))  # the texts of a drawing lie apart
        self._children(element)
        self.text.add("”" if name == "q" else "")
        if self.text.begun >= 0 and self.text.at > start:
            mark.end = self.text.end_of_words()
        elif kept and mark in self.marks:
            self.marks.remove(mark)
        if name == "a" and href.startswith("#") and self.text.at > start:
            own = {element.get("id") or "", element.get("name") or ""}
            for up in (element.getparent(), *element):
                own.add((up.get("id") or "") if up is not None and isinstance(up.tag, str) else "")
            self.links.append(Anchor(start, self.text.at, unquote(href[1:]), own - {""}))

    def _is_layout(self, element: etree._Element) -> bool:
        """Whether a list or a table only places blocks, such as notes, on the page."""
        if element.tag == "table" and element.find(".//p") is not None:
            return True
        return element.get("role") == "presentation" or any(
            each.get(key) in self.called for each in element.iter() for key in ("id", "name")
        )

    # What has no words

    def _break(self, element: etree._Element) -> None:
        following = element.getnext()
        double = (
            following is not None and following.tag == "br" and not (element.tail or "").strip()
        )
        if double and not self.joined and self.context.kind is not Kind.HEADING:
            self._flush()
        elif self.text.begun >= 0:
            self.text.newline()
            self.breaks.append(self.text.at)

    def _rule(self) -> None:
        if self.joined:
            return
        self._flush()
        here = self.text.next
        if self.text.blocks and self.text.blocks[-1].kind is not Kind.FURNITURE:
            self.marks.append(
                Mark(here, here, "milestone", {"unit": "section", "rend": "rule"}, Layout.OWN)
            )

    def _image(self, element: etree._Element) -> None:
        source = unquote(element.get("src") or "")
        local = source and ":" not in source and not PurePosixPath(source).is_absolute()
        if not local or ".." in PurePosixPath(source).parts or self.text.begun < 0:
            return
        self.images.append(source)
        self.marks.append(Mark(self.text.at, self.text.at, "graphic", {"url": source}))

    def _page(self, element: etree._Element) -> bool:
        """Whether the element is the number of a page and no more, and was read as that."""
        words, number = page_number(element)
        if not number:
            return False
        self.text.add(words)
        if words:
            self.marks += page(self.text.at - len(words), self.text.at, number)
        elif self.text.begun >= 0:
            self.marks.append(Mark(self.text.at, self.text.at, "pb", {"n": number}))
        return True


_EMPTY = frozenset(("pb", "lb", "milestone", "graphic"))
