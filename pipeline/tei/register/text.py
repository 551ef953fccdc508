"""The text of a document under one policy, and the place of every element in it."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.breaks import ends_word, is_within_word, words_touch
from pipeline.tei.names import tei
from pipeline.tei.reading import Decision, Policy, dropped_by, is_deleted, is_listed

PARAGRAPHS = frozenset(
    map(tei, ("p", "l", "ab", "item", "head", "cell", "u", "line", "speaker", "stage"))
)
_NOTE, _WORD = tei("note"), tei("w")
# What ends a word besides, and is no paragraph: what is shown of a text is a line of it.
_OF_APPARATUS = frozenset(map(tei, ("app", "lem", "rdg")))
_BESIDE_SPEECH = frozenset(map(tei, "incident kinesic vocal writing".split()))
_OF_LETTERS = frozenset(
    map(tei, "quote salute signed dateline addrLine label bibl trailer opener closer".split())
)
_ENDED = PARAGRAPHS | _OF_APPARATUS | _OF_LETTERS | _BESIDE_SPEECH
_PARTING = _BESIDE_SPEECH | frozenset(map(tei, ("lb", "caesura")))
_BREAKS = frozenset(map(tei, "cb gb lb milestone pb".split()))
_OMITTED = frozenset(
    map(tei, "note teiHeader fw figDesc witDetail certainty precision respons index".split())
)

Places = dict[etree._Element, tuple[int, int]]


class RunningText:
    """The text of a document as it is read under one policy, without notes and furniture."""

    def __init__(self, policy: Policy, *, as_left: bool = False) -> None:
        """With `as_left`, without what the writer of the witness deleted."""
        drops = self._drops = dropped_by(policy)
        if as_left:
            self._drops = lambda element: drops(element) or is_deleted(element)

    def of(self, element: etree._Element) -> str:
        """The words of `element`, notes aside, white space normalised."""
        if len(element) == 0:
            return " ".join((element.text or "").split())
        return " ".join("".join(_Reading(self._drops, {}).of(element)).split())

    def placed(self, root: etree._Element, wanted: frozenset[etree._Element]) -> tuple[str, Places]:
        """The whole text, and where in it each of the `wanted` elements begins and ends.

        What is not read has no length, and stands where it would be read; a
        note in which something is wanted follows the text.
        """
        reading = _Reading(self._drops, dict.fromkeys(wanted, (0, 0)))
        pieces = reading.of(root)
        for note in reading.notes:
            pieces.append("\n")
            reading.of(note)
        starts, length = [], 0
        for piece in pieces:
            starts.append(length)
            length += len(piece)
        starts.append(length)
        return "".join(pieces), {
            element: (starts[first], starts[last])
            for element, (first, last) in reading.places.items()
        }


class _Reading:
    """One pass over a tree; places are counted in pieces until all of them are known."""

    def __init__(self, drops: Decision, places: Places) -> None:
        self._drops = drops
        self._pieces: list[str] = []
        self._tags = {element.tag for element in places}
        self.places = places
        self._words_touch: bool | None = None
        self.notes: list[etree._Element] = []

    def of(self, root: etree._Element) -> list[str]:
        """Read `root`, however deep it is."""
        pieces, places, drops = self._pieces, self.places, self._drops
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _BREAKS and is_within_word(element):
                    self._close_up()
                if element in places:
                    places[element] = (len(pieces), len(pieces))
                if element is not root and (tag in _OMITTED or drops(element)):
                    self._pass_over(element)
                    walk.skip_subtree()
                elif element.text:
                    if tag == _WORD and pieces and self._parts_words(element):
                        pieces.append(" ")
                    pieces.append(element.text)
                elif tag in _PARTING and not is_within_word(element):
                    pieces.append(" ")
                continue
            if element in places:
                places[element] = (places[element][0], len(pieces))
            if element is not root:
                if tag in _ENDED and _ends_word(element):
                    pieces.append(" ")
                if words := element.tail:
                    if tag in _BREAKS and is_within_word(element):
                        words = words.lstrip()
                    if words:
                        pieces.append(words)
        return pieces

    def _parts_words(self, word: etree._Element) -> bool:
        """Whether a word ends here because another begins."""
        if self._words_touch is None:
            self._words_touch = words_touch(word.getroottree().getroot())
        return self._words_touch and ends_word(self._pieces[-1])

    def _close_up(self) -> None:
        """Take away the white space at the end of what was read: a word goes on."""
        for at in range(len(self._pieces) - 1, -1, -1):
            self._pieces[at] = self._pieces[at].rstrip()
            if self._pieces[at]:
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


def _ends_word(element: etree._Element) -> bool:
    """Of an apparatus only what is in a list of its entries stands by itself."""
    return element.tag not in _OF_APPARATUS or is_listed(element)
