"""What stands within a block of Markdown: elements of lists, quotations, tables, notes, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.importing.markdown_phrases import mark_phrases, mark_tags
from pipeline.importing.table_rows import Span
from pipeline.importing.transcription import Layout, Transcription, first_word, line_start
from pipeline.importing.verses import steps_of

if TYPE_CHECKING:
    from markdown_it.token import Token

CONTAINERS = {
    "bullet_list_open": ("list", {"rend": "bulleted"}),
    "ordered_list_open": ("list", {"rend": "numbered"}),
    "blockquote_open": ("quote", {}),
    "dl_open": ("list", {"type": "gloss"}),
}
_OF_DEFINITIONS = {"dt_open": "label", "dd_open": "item"}
CODE = frozenset(("fence", "code_block"))
_ONE_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
_LINES = frozenset(("paragraph_open", "heading_open"))


def _look(cell: Token) -> str:
    """How the words of a cell are aligned, if not as usual."""
    aligned = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return aligned if aligned in {"right", "center"} else ""


class Within:
    """Marks over the lines of a text, by the tokens that stand for these."""

    def __init__(self, found: Transcription) -> None:
        self._found = found
        self._text = found.text
        self._starts = [0]
        for line in found.text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._words_from = 0  # where the words of a note begin, after its sign

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where lines `first` to `last` (exclusive) begin and end, without blank lines after."""
        start, end = self._starts[first], self._starts[last] - 1
        end = min(end, len(self._text))
        while end > start and self._text[end - 1] == "\n":
            end -= 1
        stop = self._text[start:end].rstrip()
        tail = self._text[start + len(stop) : end]
        end = end if "\n" not in tail else start + len(stop) + tail.index("\n")
        return max(start, min(self._words_from, end)), end

    def elements(self, tokens: Sequence[Token], start: int, end: int) -> None:
        """The elements of a list, a quotation or a table, with the signs that made them."""
        for part in self._found.parts(start, end):
            if not self._text[slice(*part)].strip("> \t"):
                self._found.sign(*part, Layout.LINE)
        cell = 0
        for index, token in enumerate(tokens):
            if token.type in ("th_open", "td_open"):
                is_last = tokens[index + 3].type == "tr_close"
                cell = self._cell(cell, tokens[index + 1], _look(token), last=is_last)
            elif token.map is None:
                continue
            elif token.type in CONTAINERS:
                self._lines(token.map, *CONTAINERS[token.type])
            elif token.type == "table_open":
                self._lines(token.map, "table")
            elif token.type == "list_item_open":
                number = str(tokens[index - 1].attrs.get("start", ""))
                self._lines(token.map, "item", {"n": number})
            elif token.type in _OF_DEFINITIONS:
                self._lines(token.map, _OF_DEFINITIONS[token.type])
            elif token.type == "tr_open":
                cell = self._row(token.map, is_head=tokens[index + 1].type == "th_open")
            elif token.type in _LINES:
                self._paragraph(token, tokens[index + 1])
            elif token.type in CODE:
                self.code(token)
            elif token.type == "html_block":
                mark_tags(self._found, *self.span(*token.map))

    def note(self, tokens: Sequence[Token], start: int, end: int) -> None:
        """The elements of a note whose words are `text[start:end]`."""
        self._words_from = start
        if [token.type for token in tokens[1:-1]] == _ONE_PARAGRAPH:
            mark_phrases(self._found, start, end, tokens[2])
        else:
            self.elements(tokens, start, end)
        self._words_from = 0

    def line_block(self, start: int, end: int) -> Iterator[Span]:
        """The stanzas of a block of verses with strokes before them (Pandoc, “Line blocks”)."""
        lines = self._found.parts(start, end)
        for is_empty, those in groupby(lines, lambda line: self._text[slice(*line)].strip() == "|"):
            stanza = [*those]
            words = [first_word(self._text, first + 1, last) for first, last in stanza]
            columns = [at - first for at, (first, _) in zip(words, stanza, strict=True)]
            steps = [0 for _ in stanza] if is_empty else steps_of(columns)
            for (first, _), at, step in zip(stanza, words, steps, strict=True):
                self._found.indents[line_start(self._text, first)] = step
                self._found.sign(first, at, Layout.LINE if is_empty else Layout.INLINE)
            if not is_empty:
                yield stanza[0][0], stanza[-1][1]

    def code(self, token: Token) -> None:
        """Lines of code, without the fences around them and what they are further in."""
        if token.map is None:
            return
        first, last = token.map
        lines = token.content.split("\n")[:-1]
        if token.type == "fence":
            self._sign(first)
            first += 1
            if first + len(lines) < last:
                self._sign(first + len(lines))
        places = [(first + n, words) for n, words in enumerate(lines) if words.strip()]
        if not places:
            return
        start, end = self._in_line(*places[0])[0], self._in_line(*places[-1])[1]
        self._found.mark(start, end, "eg", {}, Layout.LINE)
        for line, words in places:
            begin = self._starts[line]
            stop = self._in_line(line, words)[0]
            if begin < stop:
                self._found.sign(begin, stop)

    def _sign(self, line: int) -> None:
        start, end = self.span(line, line + 1)
        start = first_word(self._text, start, end)
        if start < end:
            self._found.sign(start, end, Layout.LINE)

    def _in_line(self, line: int, words: str) -> tuple[int, int]:
        """Where the words at the end of a line begin and end."""
        end = min(self._starts[line + 1] - 1, len(self._text))
        return max(self._starts[line], end - len(words)), end

    def _paragraph(self, token: Token, inline: Token) -> None:
        if token.map is None:
            return
        start, end = self.span(*token.map)
        start = self._after_signs(start, end, inline)
        if not token.hidden:
            self._found.mark(start, end, "p")
        mark_phrases(self._found, start, end, inline)

    def _after_signs(self, start: int, end: int, inline: Token) -> int:
        """Where the words of a line begin, after the signs of lists and quotations."""
        line = inline.content.split("\n", 1)[0]
        at = self._text.find(line, start, end)
        if at > start and self._text[start:at].strip():
            self._found.sign(start, at)
        return max(start, at)

    def _row(self, lines: Sequence[int], *, is_head: bool) -> int:
        """A row, and the line of dashes below the first; where its cells begin."""
        start = self._lines(lines, "row", {"role": "label"} if is_head else {})
        if is_head:
            self._found.sign(self._starts[lines[1]], self._starts[lines[1] + 1] - 1, Layout.LINE)
        return start

    def _cell(self, start: int, inline: Token, look: str, *, last: bool) -> int:
        text = self._text
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        words = re.compile(re.escape(inline.content).replace(r"\|", r"\\?\|"))
        said = words.search(text, start + (text[start : start + 1] == "|"), line_end)
        at, stop = said.span() if said else (start, start)
        end = line_end if last else text.find("|", stop, line_end)
        end = line_end if end < 0 else end
        self._found.mark(start, end, "cell", {"rend": look})
        if start == end:
            return end  # the row has fewer cells than the table
        if at > start:
            self._found.sign(start, at)
        mark_phrases(self._found, at, stop, inline)
        if end > stop:
            self._found.sign(stop, end)
        return end

    def _lines(
        self, lines: Sequence[int], name: str, attributes: dict[str, str] | None = None
    ) -> int:
        """An element of whole lines, of which the first may follow the sign of a note."""
        start, end = self.span(*lines)
        begins_line = start in (0, self._starts[lines[0]])
        layout = Layout.OWN if begins_line else Layout.INLINE
        self._found.mark(start, end, name, attributes, layout)
        return start
