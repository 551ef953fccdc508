"""XHTML becomes lines: one pass over the tree, a paragraph at a time.

Phrases gather in a buffer; where a block begins or ends, the buffer is
set as `Lines` under the indentation then in force. So every text arrives, in
order, wherever it stands in the tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from pipeline.model.book import Book, Note
from pipeline.model.xhtml import classes
from pipeline.outputs.numbers import number_before_words, sense_number
from pipeline.outputs.text.blocks import (
    BLOCKS,
    FRAMED,
    HEADINGS,
    SPACED,
    Frame,
    follows_on,
    further_in,
    goes_on,
    has_remark,
    is_remark,
    xhtml,
)
from pipeline.outputs.text.divisions import Divisions
from pipeline.outputs.text.formulae import MATH, on_one_line
from pipeline.outputs.text.lines import Lines
from pipeline.outputs.text.lists import Lists
from pipeline.outputs.text.notes import note_opening
from pipeline.outputs.text.phrases import BLOCK_EDGE, Phrases
from pipeline.outputs.text.tables import Cell, cell, rows_of, set_table
from pipeline.outputs.text.wrapping import BREAK, COLUMNS, collapse, width

_QUOTE_INDENT = 2
_VERSE_INDENT = 4
_NOTE_INDENT = 2

_TABLE = xhtml("table")
_SECTION = xhtml("section")
_PARAGRAPH = xhtml("p")
_PREFORMATTED = xhtml("pre")
_TERM = xhtml("dt")

Opening = Callable[[etree._Element], None]


class Formatter:
    """Sets XHTML as plain text, and remembers the notes called but not yet set."""

    def __init__(self, book: Book) -> None:
        self._divisions = Divisions(book.divisions)
        self._notes = {note.id: note for note in book.notes}
        self._translators = {person.name for person in book.metadata.by_relator("trl")}
        self._waiting: list[Note] = []
        self._lines = Lines()
        self._phrases = Phrases(self._called)
        self._lists = Lists(self._lines, self._phrases)
        self._follows_speaker = False  # the paragraph that is open
        self._flat = 0  # inside a table cell, where blocks are phrases
        self._open: dict[str, Opening] = {
            xhtml("section"): self._open_section,
            xhtml("blockquote"): lambda _: self._lines.push(_QUOTE_INDENT),
            xhtml("div"): self._open_div,
            xhtml("p"): self._open_paragraph,
            xhtml("pre"): self._open_preformatted,
            xhtml("ul"): self._lists.begin,
            xhtml("ol"): self._lists.begin,
            xhtml("li"): self._lists.item,
            xhtml("dl"): self._lists.begin_descriptions,
            xhtml("dd"): self._lists.description,
            xhtml("hr"): self._rule_off,
        }

    def text(self) -> str:
        """Everything set so far, as one text that ends with a newline."""
        return self._lines.text()

    def rule(self, rule: str) -> None:
        """A rule across the page, with blank lines around it."""
        self._lines.want(2)
        self._lines.emit(rule)
        self._lines.want(2)

    def paragraph(self, text: str) -> None:
        """One paragraph of plain text."""
        self._phrases.add(text)
        self._flush()

    def remaining_notes(self) -> None:
        """Set the notes that nothing in the text calls, after those still waiting."""
        self._set_notes()
        while self._notes:
            self._called(next(iter(self._notes)))
            self._set_notes()

    def format(self, root: etree._Element) -> None:
        """Set `root` and all that is in it."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag not in BLOCKS:
                    self._phrases.open(element)
                    if tag == MATH:
                        self._phrases.add(on_one_line(element))
                        walk.skip_subtree()
                        continue
                elif tag == _TABLE and not self._flat:
                    self._set_table(element)
                    walk.skip_subtree()
                    continue
                else:
                    self._start(element, tag)
                if element.text:
                    self._phrases.add(element.text)
                continue
            if tag not in BLOCKS:
                self._phrases.close(element)
            else:
                self._end(element, tag)
            if element.tail and element is not root:
                self._phrases.add(element.tail)
        self._flush()

    # Blocks

    def _start(self, element: etree._Element, tag: str) -> None:
        if tag == _PARAGRAPH and not self._flat and is_remark(element):
            self._phrases.open_stage(element, in_line=True)
            self._follows_speaker = True
            return
        self._flush()
        if self._flat:
            return
        if tag in HEADINGS:
            self._open_heading(element)
        elif tag in self._open:
            self._open[tag](element)
        if speaker := element.get("data-speaker"):
            self._name_speaker(element, speaker)

    def _end(self, element: etree._Element, tag: str) -> None:
        if tag == _PARAGRAPH and not self._flat and has_remark(element):
            return
        if tag == _PREFORMATTED and not self._flat:
            self._emit_preformatted()
        elif tag == _TERM and not self._flat:
            self._lists.keep_label()
        self._flush()
        if self._flat:
            return
        if tag in HEADINGS:
            self._lines.headed = element.getparent()
            self._lines.want(2 if self._divisions.level_of(self._lines.headed) == 1 else 1)
        elif tag == _SECTION:
            self._set_notes()
        elif tag in FRAMED:
            self._lines.pop()
        if tag in SPACED and not goes_on(element):
            self._lines.want(self._lines.frame.gap)
        if tag == _PARAGRAPH and self._introduces_speech(element):
            self._lines.after_speaker = True

    def _introduces_speech(self, paragraph: etree._Element) -> bool:
        names = classes(paragraph)
        return "speaker" in names or (self._follows_speaker and "stage" in names)

    def _open_section(self, element: etree._Element) -> None:
        self._set_notes()
        self._lines.want(4 if self._divisions.level_of(element) == 1 else 2)
        if number := number_before_words(element):
            self._lines.frame.prefix = f"({number}) "

    def _open_heading(self, element: etree._Element) -> None:
        section = element.getparent()
        if section is not None and section is self._lines.headed:
            self._lines.gap = 1  # the second part of one heading
        else:
            self._lines.want(4 if self._divisions.level_of(section) == 1 else 2)
            if number := self._divisions.number_of(section):
                self._phrases.add(f"{number}. ")

    def _open_div(self, element: etree._Element) -> None:
        names = classes(element)
        frame = self._lines.frame
        if "lg" in names or "l" in names:
            if "lg" in names:
                self._lines.want(1)
            margin = 0 if frame.verse else _VERSE_INDENT
            self._lines.push(margin + further_in(element), verse=True, gap=0)
        elif "line" in names:
            self._lines.push(further_in(element))
        else:
            self._lines.want(frame.gap)
            number = sense_number(element)
            label = f"{number} " if number else ""
            self._lines.push(width(label), prefix=label)

    def _open_paragraph(self, element: etree._Element) -> None:
        self._follows_speaker = self._lines.after_speaker
        if not follows_on(element):
            self._lines.want(self._lines.frame.gap)
        if "stage" in classes(element):
            self._phrases.open_stage(element, in_line=False)

    def _name_speaker(self, element: etree._Element, speaker: str) -> None:
        """A speaker whom only the markup names, before what is said or on a line above."""
        self._phrases.add(f"{speaker}: " if element.tag == _PARAGRAPH else speaker)
        if element.tag != _PARAGRAPH:
            self._flush()
            self._lines.after_speaker = True

    def _open_preformatted(self, _: etree._Element) -> None:
        self._lines.want(1)
        self._phrases.preserve = True

    def _rule_off(self, rule: etree._Element) -> None:
        if "space" in classes(rule):
            self._lines.want(self._lines.frame.gap + 1)
            return
        self._lines.want(1)
        self._lines.emit(" " * 12 + "*       *       *       *       *")
        self._lines.want(1)

    def _flush(self) -> None:
        """The words that have gathered are a paragraph, or in a table's cell a phrase."""
        if self._flat:
            self._phrases.part()
        else:
            self._lines.set(self._phrases.take())

    def _emit_preformatted(self) -> None:
        indent = " " * (self._lines.frame.indent + _VERSE_INDENT)
        lines = self._phrases.take().expandtabs(4).split("\n")
        self._phrases.preserve = False
        block = "\n".join((indent + line).rstrip() for line in lines).strip("\n")
        most = self._lines.frame.most + 1
        block = re.sub(rf"\n{{{most},}}", "\n" * most, block)
        if block:
            self._lines.set_prefix()
            self._lines.emit(block)

    # Notes and tables

    def _called(self, name: str) -> None:
        note = self._notes.pop(name, None)
        if note is not None:
            self._waiting.append(note)

    def _set_notes(self) -> None:
        """Set the notes waiting, and those that they call in their turn."""
        if not self._waiting:
            return
        self._flush()
        self._lines.want(2)
        while self._waiting:
            self._set_note(self._waiting.pop(0))
            self._lines.want(1)
        self._lines.want(2)

    def _set_note(self, note: Note) -> None:
        opening, before = note_opening(note, self._translators), len(self._lines)
        self._lines.begin(Frame(_NOTE_INDENT, opening, most=1, columns=COLUMNS - 1))
        self.format(note.content)
        self._lines.end()
        if len(self._lines) == before:
            self._lines.emit(opening.rstrip())
        self._lines.go_on("]")
        self._lines.after_speaker = False

    def _set_table(self, table: etree._Element) -> None:
        self._flush()
        self._lines.want(1)
        for caption in table.iterchildren(xhtml("caption")):
            self.format(caption)
            self._lines.want(1)
        frame = self._lines.frame
        self._lines.set_prefix()
        rows = [[self._cell(each) for each in row] for row in rows_of(table)]
        for block in set_table(rows, frame.columns - frame.indent):
            indent = " " * frame.indent
            self._lines.emit(indent + block.replace("\n", "\n" + indent))
        self._lines.want(1)

    def _cell(self, element: etree._Element | None) -> Cell:
        return Cell() if element is None else cell(element, self._flat_text(element))

    def _flat_text(self, cell: etree._Element) -> str:
        self._flat += 1
        self.format(cell)
        self._flat -= 1
        blocks = collapse(self._phrases.take().replace(BREAK, " ")).split(BLOCK_EDGE)
        return " / ".join(filter(None, (block.strip(" ") for block in blocks)))
