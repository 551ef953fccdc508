"""Markdown (CommonMark, with tables and `[^1]` notes) as a `Transcription`.

markdown-it-py says which lines are which block and what the phrases in them
are. The file itself is the witness: its signs of markup become furniture of
the page (`fw`), so that the master gives back the file as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.finding import EditionError, Finding, Severity
from pipeline.importing.markdown_phrases import mark_phrases
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Transcription

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|author|translator|lang(?:uage)?)\s*:\s*[\"']?(.+?)[\"']?\s*$", re.M)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:", re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:(?=[ \t]*\S)", re.MULTILINE)
_CONTAINERS = {"bullet_list_open": "list", "ordered_list_open": "list", "blockquote_open": "quote"}


def read_markdown(text: str) -> Transcription:
    """The transcription that a Markdown file is."""
    try:
        from markdown_it import MarkdownIt
    except ModuleNotFoundError:
        raise EditionError(
            Finding(
                "import-not-installed",
                Severity.ERROR,
                "Markdown cannot be read: the package markdown-it-py is not installed",
                remedy='Install it: python -m pip install "tei-edition[import]"',
            )
        ) from None
    parser = MarkdownIt("commonmark").enable("table").disable(["text_join"])
    if _FOOTNOTE.search(text):
        parser.disable("reference")  # it takes “[^1]: Ibid.” for the address of a link
    return _Reader(text).read(parser)


class _Reader:
    def __init__(self, text: str) -> None:
        self.found = Transcription(text, [], origin="A text in Markdown.")
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._covered: set[int] = set()

    def read(self, parser: object) -> Transcription:
        text, matter = self.found.text, _FRONT_MATTER.match(self.found.text)
        body = text
        if matter:
            self._front_matter(matter)
            body = re.sub(r"[^\n]", " ", matter[0]) + text[matter.end() :]
        tokens: list[Token] = parser.parse(body)  # type: ignore[attr-defined]
        index = 0
        while index < len(tokens):
            index = self._block(tokens, index)
        self._uncovered()
        self.found.blocks.sort(key=lambda block: block.start)
        return self.found

    def _front_matter(self, matter: re.Match[str]) -> None:
        for name, value in _FIELD.findall(matter[1]):
            setattr(self.found, "language" if name.startswith("lang") else name, value)
        lines = matter[0].rstrip("\n").count("\n") + 1
        self._add(0, lines, Kind.FURNITURE).type = "metadata"

    def _span(self, first: int, last: int) -> tuple[int, int]:
        """Where lines `first` to `last` (exclusive) begin and end, without blank lines after."""
        start, end = self._starts[first], self._starts[last] - 1
        end = min(end, len(self.found.text))
        while end > start and self.found.text[end - 1] == "\n":
            end -= 1
        stop = self.found.text[start:end].rstrip()
        tail = self.found.text[start + len(stop) : end]
        return start, end if "\n" not in tail else start + len(stop) + tail.index("\n")

    def _add(self, first: int, last: int, kind: Kind) -> Block:
        start, end = self._span(first, last)
        block = Block(start, end, kind)
        self.found.blocks.append(block)
        self._covered |= set(range(first, last))
        return block

    def _uncovered(self) -> None:
        """Lines that mean nothing by themselves, such as the addresses of links."""
        lines = self.found.text.split("\n")
        first = 0
        while first < len(lines):
            last = first
            while last < len(lines) and lines[last].strip() and last not in self._covered:
                last += 1
            if last > first:
                self._add(first, last, Kind.FURNITURE).type = "markup"
            first = last + 1

    def _block(self, tokens: Sequence[Token], index: int) -> int:
        """The block that begins with this token; the index of the first token after it."""
        token = tokens[index]
        if token.map is None:
            return index + 1
        first, last = token.map
        end = _closing(tokens, index)
        if token.type == "heading_open":
            self._heading(self._add(first, last, Kind.HEADING), token, tokens[index + 1])
        elif token.type == "paragraph_open":
            block = self._add(first, last, Kind.PARAGRAPH)
            self._paragraph(block, tokens[index + 1])
        elif token.type == "hr":
            self._add(first, last, Kind.ORNAMENT)
        elif token.type in _CONTAINERS or token.type == "table_open":
            block = self._add(first, last, Kind.MARKED)
            self._within(tokens[index : end + 1], block)
        elif token.type == "html_block":
            self._add(first, last, Kind.FURNITURE).type = "markup"
        else:
            block = self._add(first, last, Kind.MARKED)
            self._mark(block.start, block.end, "ab", {"type": "code"}, Layout.LINE)
        return end + 1

    def _heading(self, block: Block, token: Token, inline: Token) -> None:
        block.level = int(token.tag[1])
        text = self.found.text[block.start : block.end]
        at = text.find(inline.content) if inline.content else -1
        if "\n" not in inline.content and at >= 0:
            block.prefix = at
            block.suffix = len(text) - at - len(inline.content)
        self._phrases(block.start + block.prefix, block.end - block.suffix, inline)

    def _paragraph(self, block: Block, inline: Token) -> None:
        children = inline.children or []
        breaks = sum(child.type == "hardbreak" for child in children)
        if breaks > 1 and not any(child.type == "softbreak" for child in children):
            block.kind = Kind.VERSE
        elif len(self.found.words(block)) < 90 and not breaks:
            block.kind = Kind.SHORT
        self._phrases(block.start, block.end, inline, verse=block.kind is Kind.VERSE)
        self._split_definitions(block)

    def _split_definitions(self, block: Block) -> None:
        """Lines that define notes or addresses stand together without blank lines between."""
        starts = [m.start() for m in _DEFINITION.finditer(self.found.text, block.start, block.end)]
        for start in reversed(starts):
            kind = Kind.PARAGRAPH
            if not self.found.text[start:].lstrip().startswith("[^"):
                kind = Kind.FURNITURE
            if start == block.start:
                block.kind, block.type = kind, "markup" if kind is Kind.FURNITURE else ""
            else:
                later = Block(start, block.end, kind, blank_before=0, type="markup")
                self.found.blocks.append(later)
                block.end = start - 1

    def _within(self, tokens: Sequence[Token], block: Block) -> None:
        """The elements of a list, a quotation or a table, with the signs that made them."""
        for part in self.found.parts(block.start, block.end):
            if not self.found.text[slice(*part)].strip("> \t"):
                self._mark(*part, "fw", {"type": "markup"}, Layout.LINE)
        cell = 0
        for index, token in enumerate(tokens):
            if token.type in _CONTAINERS and token.map:
                self._mark(*self._span(*token.map), _CONTAINERS[token.type], {}, Layout.OWN)
            elif token.type == "table_open":
                self._mark(block.start, block.end, "table", {}, Layout.OWN)
            elif token.type == "list_item_open" and token.map:
                self._mark(*self._span(*token.map), "item", {}, Layout.OWN)
            elif token.type == "tr_open" and token.map:
                start, end = self._span(*token.map)
                role = {"role": "label"} if tokens[index + 1].type == "th_open" else {}
                self._mark(start, end, "row", role, Layout.OWN)
                cell = start
                below = self._starts[token.map[1]]
                if role and below < block.end:
                    self._mark(below, self._starts[token.map[1] + 1] - 1, "fw",
                               {"type": "markup"}, Layout.LINE)  # fmt: skip
            elif token.type in ("th_open", "td_open"):
                cell = self._cell(cell, tokens[index + 1], tokens[index + 3].type == "tr_close")
            elif token.type == "paragraph_open" and token.map:
                start, end = self._span(*token.map)
                start = self._after_signs(start, end, tokens[index + 1])
                if not token.hidden:
                    self._mark(start, end, "p")
                self._phrases(start, end, tokens[index + 1])

    def _after_signs(self, start: int, end: int, inline: Token) -> int:
        """Where the words of a line begin, after the signs of lists and quotations."""
        line = inline.content.split("\n", 1)[0]
        at = self.found.text.find(line, start, end)
        if at > start and self.found.text[start:at].strip():
            self._mark(start, at, "fw", {"type": "markup"})
            return at
        return start

    def _cell(self, start: int, inline: Token, last: bool) -> int:
        text = self.found.text
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        at = text.find(inline.content, start + (text[start : start + 1] == "|"), line_end)
        at = start if at < 0 else at
        end = line_end if last else text.find("|", at + len(inline.content), line_end)
        end = line_end if end < 0 else end
        if start == end:
            return end  # the row has fewer cells than the table
        self._mark(start, end, "cell")
        if at > start:
            self._mark(start, at, "fw", {"type": "markup"})
        self._phrases(at, at + len(inline.content), inline)
        if end > at + len(inline.content):
            self._mark(at + len(inline.content), end, "fw", {"type": "markup"})
        return end

    def _phrases(self, start: int, end: int, inline: Token, *, verse: bool = False) -> None:
        mark_phrases(self.found, start, end, inline, verse=verse)

    def _mark(
        self,
        start: int,
        end: int,
        name: str,
        attributes: dict[str, str] | None = None,
        layout: Layout = Layout.INLINE,
    ) -> None:
        self.found.marks.append(Mark(start, end, name, attributes or {}, layout))


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes the one at `index`."""
    level = tokens[index].level
    if tokens[index].nesting == 0:
        return index
    return next(
        number
        for number in range(index + 1, len(tokens))
        if tokens[number].nesting == -1 and tokens[number].level == level
    )
