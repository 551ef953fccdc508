"""The text of the source in the flow: which white space is its own, and which the file's layout.

A file is indented and its lines are broken where its encoder or a program
liked (TEI Guidelines 1.4.2.1, XML 1.0 §2.10). Marks that rules put around
an element's words stand within such white space, not beyond it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.layout import (
    DESCRIBED,
    begins_in_layout,
    begins_with_closing,
    blank_at_end,
    blank_at_start,
    ends_in_layout,
    follows_layout_and_closes,
    follows_opening,
    has_brackets,
    has_spelt_spaces,
    is_layout_at_mark,
    on_one_line,
    spells_spaces,
    stands_in_brackets,
    without_endless_blanks,
)
from pipeline.model.line_ends import has_no_spaces
from pipeline.model.quotation_parts import QuotationParts
from pipeline.model.rules import MARKS
from pipeline.tei.breaks import holds_elements_only
from pipeline.tei.laid_out_words import close_up_lines
from pipeline.tei.line_signs import AS_WRITTEN, without_line_signs
from pipeline.tei.names import SPACE

if TYPE_CHECKING:
    from pipeline.model.flow import Flow
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rend import QuotationMarks


class Transcription:
    """Writes the words of a document, and the marks around them, at the cursor of the walk."""

    def __init__(self, run: Interpretation, quotation_marks: QuotationMarks) -> None:
        self._run = run
        self._quotation_marks = quotation_marks
        self._quotation_parts = QuotationParts(run.master.root)
        self._language = run.master.metadata.language
        self._has_spelt_spaces = has_spelt_spaces(run.master.root)
        self.has_no_spaces = has_no_spaces(run.master.root)
        self._preserving = 0
        self._word: tuple[Flow, bool] | None = None  # laid out, and whether amid its texts too

    @contextmanager
    def preserved(self) -> Iterator[None]:
        """Every line end and space of the file is written as it is."""
        self._preserving += 1
        yield
        self._preserving -= 1

    @contextmanager
    def word(self, word: etree._Element) -> Iterator[None]:
        """Line ends of the file do not part what is written, but may stand on either side."""
        begins, ends = begins_in_layout(word), ends_in_layout(word)
        flow, outer = self._run.flow, self._word
        self._word = (flow, begins or ends)
        if begins:
            flow.text(" ")
        yield
        if ends:
            flow.text(" ")
        self._word = outer

    def _is_in_word(self) -> bool:
        """Whether a word is laid out around this place: a note in one has a flow of its own."""
        return self._word is not None and self._word[0] is self._run.flow

    def text(self, words: str) -> None:
        """Transcribed text: line ends and indentation of the file are one space."""
        self._as_written(words if self._preserving else without_line_signs(words))

    def _as_written(self, words: str) -> None:
        if not self._preserving:
            if self._word is not None and self._is_in_word():
                words = close_up_lines(words, amid=self._word[1])
            if "\n" in words:
                words = on_one_line(words, "\n" if self.has_no_spaces else " ")
            words = without_endless_blanks(words)
        self._run.flow.text(words)

    def words_only(self, words: str | None) -> None:
        """White space between the sides of an intervention is not of the text."""
        if words and not words.isspace():
            self.text(words)

    def writer_in(self, element: etree._Element) -> Callable[[str], None]:
        """What writes the text directly in `element`."""
        is_between = holds_elements_only(element) or (
            self._has_spelt_spaces and spells_spaces(element)
        )
        if is_between:
            return self.words_only
        return self._as_written if element.tag in AS_WRITTEN else self.text

    def begin(self, words: str, element: etree._Element) -> None:
        """Leave out the white space with which `words` begin `element`, after a bracket.

        So is that before an element which only closes a bracket.
        """
        if not self._preserving and follows_layout_and_closes(words, element):
            self._run.flow.close_up()
        if (
            words[0] in SPACE
            and self._is_laid_out(element)
            and begins_in_layout(element)
            and follows_opening(element)
        ):
            self._run.flow.close_up_after()

    def close_up(self, words: str, child: etree._Element, *, is_empty: bool) -> None:
        """Leave no space before a mark, or after a bracket, that is the file's, or of a word lost.

        `words` follow a child, of which nothing may be read.
        """
        if self._preserving:
            return
        if words[0] in SPACE:
            if (is_empty and follows_opening(child)) or is_layout_at_mark(words, child):
                self._run.flow.close_up_after()
        elif begins_with_closing(words, self._language) and (
            is_empty or ends_in_layout(child) or child.tag in DESCRIBED
        ):
            self._run.flow.close_up()

    def before(self, marks: tuple[str, ...], element: etree._Element) -> None:
        """The marks before the words of an element, with the space that they begin with outside."""
        if not (self._is_laid_out(element) and blank_at_start(element)):
            self._generated(marks, element)
            return
        if not follows_opening(element) and not self._is_in_word():
            self._run.flow.text(" ")
        self._generated(marks, element)
        self._run.flow.close_up_after()

    def after(self, marks: tuple[str, ...], element: etree._Element) -> None:
        """The marks after the words of an element, with the space that they end with outside."""
        if not (self._is_laid_out(element) and blank_at_end(element)):
            self._generated(marks, element)
            return
        self._run.flow.close_up()
        self._generated(marks, element)
        if not self._is_in_word():
            self._run.flow.text(" ")

    def _is_laid_out(self, element: etree._Element) -> bool:
        """Whether the white space at the edges of an element may be moved."""
        return not self._preserving and not holds_elements_only(element)

    def _generated(self, content: tuple[str, ...], element: etree._Element) -> None:
        """What a rule puts before or after: marks, and the quotation marks of the place."""
        for part in content:
            bracket = part.strip()
            if stands_in_brackets(element, bracket):
                self._close_up_to(bracket)
            elif not has_brackets(element, bracket):
                self._run.flow.mark(self._mark(part, element) if part in MARKS else part)

    def _mark(self, keyword: str, element: etree._Element) -> str:
        if self._quotation_parts.is_inner(keyword, element):
            return ""
        return self._quotation_marks.mark(keyword, element)

    def _close_up_to(self, bracket: str) -> None:
        """The text has the bracket itself: no line of the file stands between."""
        if bracket in "([":
            self._run.flow.close_up()
        else:
            self._run.flow.close_up_after()
