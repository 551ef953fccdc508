"""Words, marks and breaks in the flow: where one adjoins another, or a word goes on over a line.

TEI Guidelines 3.11.3 (`@break`), 18.1.1 (`@join`); what joins at all is said in `joins`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.model.joins import joins_after, joins_before
from pipeline.tei.breaks import BREAKS, words_touch
from pipeline.tei.laid_out_words import WORD
from pipeline.tei.line_hyphens import LineHyphen, LineHyphens

if TYPE_CHECKING:
    from lxml import etree

    from pipeline.model.interpret import Interpretation


class Tokens:
    """Joins and parts words at the cursor of the walk."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._root = run.master.root
        self._line_hyphens = LineHyphens(self._root, run.drops)

    def begin(self, element: etree._Element) -> None:
        """Before an element of `JOINING` is written."""
        if joins_before(element):
            if element.tag not in BREAKS or not self.go_on_over(element):
                self._run.flow.join()
        elif element.tag == WORD and self._words_touch:
            self._run.flow.part_from_word()
        elif self._line_hyphens.ends_page(element):
            self.go_on_over(element)

    def end(self, element: etree._Element) -> None:
        """After it is written."""
        if joins_after(element):
            self._run.flow.join()

    def go_on_over(self, line_break: etree._Element) -> bool:
        """Whether a hyphen says that a word goes on over the end of a line; then it does."""
        hyphen = self._line_hyphens.before(line_break)
        if hyphen is LineHyphen.OF_THE_LINE:
            self._run.flow.join_over_hyphen()
        elif hyphen is LineHyphen.OF_THE_WORD:
            self._run.flow.join()
        return hyphen is not None

    @cached_property
    def _words_touch(self) -> bool:
        return words_touch(self._root)
