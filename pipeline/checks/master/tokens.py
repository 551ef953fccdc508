"""Tokens: where a word goes on, and where the spaces of a text are elements (TEI 18.1)."""

from __future__ import annotations

from functools import cached_property
from itertools import chain

from lxml import etree

from pipeline.checks.master.elements import MILESTONES, TOKENS, local
from pipeline.checks.words import Stream, has_unspaced
from pipeline.tei.names import tei

_CHARACTER, _WORD, _LINE = map(tei, ("c", "w", "lb"))
_NO = ("no", "n")
_DIVIDED = ("hyphen", "hyphenated", "hypheninword", "inword", "-", "\u2010")
_MANY = 10  # line ends
_BEFORE_A_WORD = ("", *"'’-‐([{⟨⟦‘“„«")


class Joints:
    """Where the words of one document meet, at a token or a milestone, and whether they are one."""

    def __init__(self, root: etree._Element) -> None:
        self._touching = TouchingWords(root)
        self._divided = DividedWords(root)

    def before(self, token: etree._Element, stream: Stream[etree._Element]) -> None:
        """Let a token adjoin what was read, or not (TEI att.linguistic, att.fragmentable)."""
        if token.get("join") in {"left", "both"} or goes_on(token, -1):
            stream.join()
        elif local(token) == "w" and self._touching.end_after(stream.last):
            stream.add(" ", token)

    def at_milestone(
        self, milestone: etree._Element, name: str, stream: Stream[etree._Element]
    ) -> None:
        """TEI 3.11.3: `@break="no"` says that the word goes on; a line otherwise ends it."""
        stream.soften(milestone)
        if is_within_word(milestone):
            stream.join()
        elif name == "lb" and self._divided.may_go_on_over(milestone):
            stream.part(milestone, certain=False)
        elif name == "lb":
            stream.add("\n", milestone)


def joins_the_next(token: etree._Element) -> bool:
    """Whether what follows a token adjoins it."""
    return token.get("join") in {"right", "both"} or goes_on(token, 1)


class SpeltSpaces:
    """Whether a document writes the spaces between its tokens as `<c> </c>`."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def are_elements_in(self, element: etree._Element) -> bool:
        """Whether the spaces of the text are elements beside the tokens in this one."""
        if not self._are_anywhere or local(element) == "c":
            return False
        if any(map(_is_spelt_space, element)):
            return True
        parent = element.getparent()
        words = sum(local(each) == "w" for each in element)
        return words == 1 and parent is not None and any(map(_is_spelt_space, parent))

    @cached_property
    def _are_anywhere(self) -> bool:
        return any(map(_is_spelt_space, self._root.iter(_CHARACTER)))


def _is_spelt_space(element: etree._Element) -> bool:
    return local(element) == "c" and bool(element.text) and not (element.text or "").strip()


class LaidOutWords:
    """Words (`w`) on several lines of the file, which may be there only for a program's sake.

    Not where a line holds several words, nor where others stand in it.
    """

    def __init__(self, root: etree._Element) -> None:
        self._within: set[etree._Element] = set()
        for word in root.iter(_WORD):
            holds_others = next(word.iterdescendants(_WORD), None) is not None
            if not holds_others and "\n" in _said(word):
                self._look_at(word)

    def hold(self, element: etree._Element) -> bool:
        """Whether an element is such a word, or stands in one."""
        return element in self._within

    def _look_at(self, word: etree._Element) -> None:
        within, said = [], []
        walk = etree.iterwalk(word, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                said.append((element is not word and element.tail) or "")
            elif local(element) == "note":
                walk.skip_subtree()
            elif local(element):
                within.append(element)
                said.append(element.text or "")
        is_one = not any(len(line.split()) > 1 for line in "".join(said).split("\n"))
        if is_one:
            self._within.update(within)


class TouchingWords:
    """Whether a document has each of its words in a `w`, and nothing between any two."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    @cached_property
    def _part(self) -> bool:
        """Whether words are parted by that alone; where two touch elsewhere they are one."""
        pairs = [(word, word.getnext()) for word in self._root.iter(_WORD)]
        beside = [(a, b) for a, b in pairs if b is not None and b.tag == _WORD]
        spaced = any(map(str.isspace, chain.from_iterable(a.tail or "" for a, _ in beside)))
        spaced = spaced or any(_is_of_a_word(a) or _is_of_a_word(b) for a, b in beside)
        return not spaced and any(not a.tail and not has_unspaced(_said(a)) for a, _ in beside)

    def end_after(self, character: str) -> bool:
        """Whether a word that begins after `character` is another one."""
        is_within = character.isspace() or character in _BEFORE_A_WORD
        return not is_within and self._part


def _is_of_a_word(word: etree._Element) -> bool:
    said = _said(word)
    is_part = any(name in word.attrib for name in ("part", "join", "next", "prev"))
    return is_part or said != said.strip() or said[-1:] in ("'", "’", "-", "‐")


def _said(word: etree._Element) -> str:
    return "".join(word.itertext())  # type: ignore[arg-type]


class DividedWords:
    """Whether a document may divide words by an `lb` alone.

    It has white space at its line ends and leaves `@break` out; where letters touch an `lb`
    nevertheless, TEI does not say whether the word ends (3.11.3).
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def may_go_on_over(self, line: etree._Element) -> bool:
        """Whether a word may go on over this `lb`."""
        before, after = _beside(line)
        return before[-1:].isalpha() and after[:1].islower() and self._are_anywhere

    @cached_property
    def _are_anywhere(self) -> bool:
        lines = list(self._root.iter(_LINE))
        spaced = sum(any(map(str.isspace, (a[-1:], b[:1]))) for a, b in map(_beside, lines))
        return spaced >= _MANY and not any(line.get("break") for line in lines)


def _beside(line: etree._Element) -> tuple[str, str]:
    previous, parent = line.getprevious(), line.getparent()
    before = previous.tail if previous is not None else getattr(parent, "text", "")
    return before or "", line.tail or ""


def goes_on(token: etree._Element, towards: int) -> bool:
    """Whether the next token, or the one before, is another part of the same word (`@part`)."""
    if token.get("part") not in ({"I", "M"} if towards > 0 else {"M", "F"}):
        return False
    node = token
    while True:
        beside = node.getnext() if towards > 0 else node.getprevious()
        if beside is None or ((node if towards > 0 else beside).tail or "").strip():
            return False
        if local(beside) in TOKENS:
            return beside.get("part") in ({"M", "F"} if towards > 0 else {"I", "M"})
        if local(beside) not in MILESTONES and local(beside) not in {"note", "fw"}:
            return False
        node = beside


def is_within_word(milestone: etree._Element) -> bool:
    """By `@break` (TEI att.breaking), or a sign of a hyphen; else within a `w` (TEI 18.1)."""
    said = milestone.get("break", "")
    if said == "yes" or said in _NO:
        return said in _NO
    names = ("type", "rend") if local(milestone) != "milestone" else ()
    signs = [sign.lower() for name in names for sign in milestone.get(name, "").split()]
    if "hyphen" in milestone.get("rendition", "") or any(sign in _DIVIDED for sign in signs):
        return True
    return any(local(above) == "w" for above in milestone.iterancestors())
