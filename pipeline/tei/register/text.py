"""The text of a document under one policy, and the place of every element in it."""

from __future__ import annotations

from itertools import accumulate

from lxml import etree

from pipeline.tei.breaks import (
    BREAKS,
    PUNCTUATION,
    ends_word,
    holds_elements_only,
    is_punctuation,
    words_touch,
)
from pipeline.tei.divided_words import is_in_word
from pipeline.tei.glyphs import glyph_in
from pipeline.tei.laid_out_words import WORD, closed_up, is_laid_out
from pipeline.tei.line_ends import on_one_line
from pipeline.tei.line_hyphens import HYPHENS, LINE_ENDS, LineHyphen, LineHyphens
from pipeline.tei.line_signs import without_line_signs
from pipeline.tei.names import tei, text_in
from pipeline.tei.reading import Decision, Policy, dropped_by, is_deleted
from pipeline.tei.register.parting import (
    BEGINNING,
    BLOCKS,
    EDGE,
    ENDED,
    PARAGRAPHS,
    PARTING,
    VERSE,
    between_verses,
    ends_in_line_end,
    parts_words,
)
from pipeline.tei.register.signs import (
    CLOSING,
    LINE_END,
    closing_of,
    enclose,
    is_closing,
    is_signed,
    sign_of,
)
from pipeline.tei.sentences import SENTENCE, begins_sentence

_NOTE, _LINE, _VERSE = map(tei, ("note", "lb", "l"))
_GLYPHS = frozenset(map(tei, ("g", "c")))
_HYPHENS = frozenset(HYPHENS)
_FEW = 8  # pieces at most, between a hyphen and the line that it ends
_APP, _GAP, _SPACE, _SUPPLIED = map(tei, ("app", "gap", "space", "supplied"))
SIGNED = frozenset((_GAP, _SUPPLIED))
MARKED = SIGNED | frozenset(map(tei, ("del", "add", "unclear")))
_OMITTED = frozenset(
    map(tei, "note teiHeader fw figDesc witDetail certainty precision respons index".split())
)

Places = dict[etree._Element, tuple[int, int]]


class RunningText:
    """The text of a document as it is read under one policy, without notes and furniture."""

    def __init__(
        self, policy: Policy, *, as_left: bool = False, signs: frozenset[str] = frozenset()
    ) -> None:
        """With `as_left`, without what the writer of the witness deleted.

        What is in `signs` has its sign, as on the page: what is quoted of a text by
        itself would else be untrue.
        """
        drops = self._drops = dropped_by(policy)
        self._signs = signs
        if as_left:
            self._drops = lambda element: drops(element) or is_deleted(element)
        if signs:
            unsigned = self._drops
            self._drops = lambda element: unsigned(element) and not is_signed(element)

    def of(self, element: etree._Element) -> str:
        """The words of `element`, notes aside, white space normalised."""
        if len(element) == 0:
            return on_one_line(without_line_signs(element.text or ""))
        return on_one_line(between_verses("".join(self._reading({}).of(element))))

    def placed(self, root: etree._Element, wanted: frozenset[etree._Element]) -> tuple[str, Places]:
        """The text around the `wanted` elements, and where in it each of them begins and ends.

        What is not read has no length, and stands where it would be read; a
        note in which something is wanted follows the text.
        """
        reading = self._reading(dict.fromkeys(wanted, (0, 0)))
        pieces: list[str] = []
        for block in self._blocks(root, wanted):
            pieces = reading.of(block)
            pieces.append(EDGE)
        for note in reading.notes:
            reading.of(note)
            pieces.append(EDGE)
        starts = list(accumulate(map(len, pieces), initial=0))
        return "".join(pieces), {
            element: (starts[first], starts[last])
            for element, (first, last) in reading.places.items()
        }

    def _blocks(
        self, root: etree._Element, wanted: frozenset[etree._Element]
    ) -> list[etree._Element]:
        """The blocks in which all that is wanted stands, none of them in another.

        An entry of the apparatus may be about words that stand anywhere.
        """
        if any(element.tag == _APP for element in wanted):
            return [root]
        around: dict[etree._Element | None, etree._Element] = {None: root, root: root}
        blocks = {}
        for element in wanted:
            above = []
            node = element.getparent()
            while node not in around:
                assert node is not None
                above.append(node)
                node = node.getparent()
            block = around[node]
            for node in reversed(above):
                if self._drops(node):
                    return [root]
                block = around[node] = node if node.tag in BLOCKS else block
            blocks[block] = True
        return [block for block in blocks if blocks.keys().isdisjoint(block.iterancestors())]

    def _reading(self, places: Places) -> _Reading:
        return _Reading(self._drops, places, self._signs)


class _Reading:
    """One pass over a tree; places are counted in pieces until all of them are known."""

    def __init__(self, drops: Decision, places: Places, signs: frozenset[str]) -> None:
        self._drops = drops
        self._pieces: list[str] = []
        self._tags = {element.tag for element in places}
        self.places = places
        self._signs = signs
        self._edged = BLOCKS if places else frozenset()
        self._after_verse = VERSE if places or signs else " "
        self._beginning = BEGINNING | signs
        self._ending = ENDED | signs | {WORD}
        self._words_touch: bool | None = None
        self._gone_over: etree._Element | None = None  # the last break within a word
        self._parted = 0  # how much had been read where the last paragraph or line ended
        self.notes: list[etree._Element] = []

    def of(self, root: etree._Element) -> list[str]:
        """Read `root`, however deep it is."""
        pieces, places, drops = self._pieces, self.places, self._drops
        beginning, edged, ending = self._beginning, self._edged, self._ending
        begun: list[int] = []  # how much had been read where each open element began
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                begun.append(len(pieces))
                if tag in BREAKS and self._goes_on_over(element):
                    self._gone_over = element
                is_passed_over = element is not root and (tag in _OMITTED or drops(element))
                if is_passed_over:
                    pass
                elif tag in edged:
                    pieces.append(EDGE)
                elif tag in beginning:
                    self._begin(element, root)
                if element in places:
                    places[element] = (len(pieces), len(pieces))
                if is_passed_over:
                    self._pass_over(element)
                    walk.skip_subtree()
                elif (words := element.text) and not (
                    words.isspace() and holds_elements_only(element)
                ):
                    pieces.append(without_line_signs(words))
                continue
            if element in places:
                places[element] = (places[element][0], len(pieces))
            first = begun.pop()
            if element is root:
                continue
            if tag in edged:
                pieces.append(EDGE)
            elif tag in ending:
                self._end(element, first)
            if words := without_line_signs(element.tail or ""):
                is_blank = words[0] in " \n" and words.isspace() and tag not in PARAGRAPHS
                if is_blank or tag in BREAKS or words[0] in CLOSING:
                    self._go_on(words, element, first)
                else:
                    pieces.append(words)
        return pieces

    def _begin(self, element: etree._Element, root: etree._Element) -> None:
        """What stands before the words of an element."""
        pieces, tag = self._pieces, element.tag
        if tag in self._signs and element is not root:
            pieces.append(sign_of(element, "".join(pieces[-1:])))
        elif tag == WORD:
            if element.text and pieces and self._parts_words(element):
                pieces.append(" ")
        elif tag == SENTENCE:
            pieces.append(" " if begins_sentence(element) else "")
        elif tag in _GLYPHS:
            pieces.append(glyph_in(element))
        elif tag == _SPACE:
            pieces.append("" if element.get("quantity") == "0" else " ")
        elif tag in PUNCTUATION:
            is_mark = is_punctuation(element) and is_closing(text_in(element).strip())
            if is_mark and ends_in_line_end(pieces):
                self._close_up()
        elif not element.text and element is not self._gone_over:
            pieces.append("\n" if tag == _LINE else " ")

    def _end(self, element: etree._Element, first: int) -> None:
        """What stands after the words of an element, which are `pieces[first:]`."""
        pieces, tag = self._pieces, element.tag
        if tag == WORD:
            if is_laid_out(element):
                pieces[first:] = closed_up(pieces[first:])
        elif tag in self._signs and len(pieces) > first:
            enclose(pieces, first, closing_of(element, pieces[first]))
        elif parts_words(element):
            pieces.append(self._after_verse if tag == _VERSE else " ")
            self._parted = len(pieces)

    def _go_on(self, words: str, element: etree._Element, first: int) -> None:
        """What follows an element: a blank, a mark, or a word that goes on over a break."""
        pieces, tag = self._pieces, element.tag
        if element is self._gone_over:
            words = words.lstrip()
        elif words.isspace():
            parent = element.getparent()
            if parent is not None and holds_elements_only(parent):
                return
        elif tag not in PARTING and is_closing(words):
            self._close_up_before_mark(first)
        if words:
            pieces.append(words)

    def _close_up_before_mark(self, first: int) -> None:
        """No blank stands before a comma where nothing is read, or where it is the file's."""
        pieces = self._pieces
        is_empty = not any(map(str.strip, pieces[first:]))
        if pieces and (is_empty or ends_in_line_end(pieces)):
            self._close_up()

    def _parts_words(self, word: etree._Element) -> bool:
        """Whether a word ends here because another begins."""
        if self._words_touch is None:
            self._words_touch = words_touch(word.getroottree().getroot())
        return self._words_touch and ends_word(self._pieces[-1])

    def _goes_on_over(self, line_break: etree._Element) -> bool:
        """Whether a word goes on there, without the hyphen of the line; then it is closed up."""
        goes_on = is_in_word(line_break)
        if not goes_on and line_break.tag not in LINE_ENDS:
            return False
        hyphen = self._line_hyphen(line_break)
        if hyphen and self._signs and not self.places:  # by itself: the editors' stroke
            self._close_up()
            self._pieces.append(LINE_END)
        elif hyphen or goes_on:
            self._close_up(HYPHENS if hyphen is LineHyphen.OF_THE_LINE else "")
        return hyphen is not None or goes_on

    def _line_hyphen(self, line_break: etree._Element) -> LineHyphen | None:
        said = (piece.rstrip() for piece in reversed(self._pieces[-_FEW:]))
        if next(filter(None, said), "")[-1:] not in _HYPHENS:
            return None
        root = line_break.getroottree().getroot()
        return LineHyphens(root, self._drops).before(line_break)

    def _close_up(self, hyphens: str = "") -> None:
        """Take away the white space, and a hyphen, at the end of what was read: a word goes on."""
        for at in range(len(self._pieces) - 1, self._parted - 1, -1):
            if self._pieces[at] == EDGE:
                return
            self._pieces[at] = self._pieces[at].rstrip()
            if words := self._pieces[at]:
                self._pieces[at] = words[:-1] if words[-1] in hyphens else words
                return

    def _pass_over(self, element: etree._Element) -> None:
        if not self.places:
            return
        here = len(self._pieces)
        within = False
        for inner in element.iterdescendants(*self._tags):
            if inner in self.places:
                self.places[inner] = (here, here)
                within = True
        if within and element.tag == _NOTE:
            self.notes.append(element)
