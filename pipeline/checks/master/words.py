"""The words of a TEI document under a reading policy, from its tree alone.

This is the measure that every output is held to, so it shares no code with
the interpretation of the document: it knows no rules, only what the TEI
Guidelines say is text (3.5, 3.9, 3.11.3, 11.3, 12 and 13.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.checks.master.additions import Additions, is_listed_reading
from pipeline.checks.master.content import Between, Sign, Task, content_of, say
from pipeline.checks.master.elements import (
    CODE,
    MILESTONES,
    SIGNS,
    SILENT,
    TOKENS,
    Edge,
    Edges,
    describes_picture,
    is_laid_out_in_a_word,
    is_told_elsewhere,
    is_unread,
    is_within_formula,
    local,
    markup_in,
    parts_words,
    words_in,
)
from pipeline.checks.master.glyphs import character_called, declared_characters
from pipeline.checks.master.printed import holders_of, is_call, printed_besides
from pipeline.checks.master.readings import Readings, is_another_level
from pipeline.checks.master.texts import (
    heads_notes_alone,
    lists_standing_off,
    notes_of_lemma,
    notes_standing_off,
    texts_of,
)
from pipeline.checks.master.tokens import Joints, LaidOutWords, SpeltSpaces, joins_the_next
from pipeline.checks.words import ADDED, Stream, added, without_added
from pipeline.tei.names import XML_ID, declared_ids, tei

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy

_TEI = tei("")
_NOTE = tei("note")
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"

Words = Stream[etree._Element]


@dataclass(slots=True)
class MasterWords:
    """The words of a document: its text, each of its notes, what its pictures show.

    `printed` holds what an output may print besides: the attribute values of
    an element that says nothing itself (the target of an empty `ptr`), the
    numbers of a dictionary's senses and names of what a schema specifies, the
    names of speakers whom the text does not name, and the furniture of the
    source's pages (`fw`), if a rule shows it. `continued` gives for a note that was
    read with the one it continues (`@prev`) that note.
    """

    text: Words = field(default_factory=Stream)
    notes: list[tuple[etree._Element, Words]] = field(default_factory=list)
    alternatives: list[tuple[etree._Element, Words]] = field(default_factory=list)
    continued: dict[etree._Element, etree._Element] = field(default_factory=dict)
    printed: set[str] = field(default_factory=set)


def read_words(
    root: etree._Element,
    policy: Policy,
    in_text: frozenset[etree._Element] = frozenset(),
    alone: frozenset[etree._Element] = frozenset(),
) -> MasterWords:
    """The words of the document `root` under `policy`.

    Outputs set a note apart or leave it where it stands, as their rules
    say; the notes `in_text` are read in their place. Those `alone` are
    not read with the notes that they continue.
    """
    return _Reader(root, policy, in_text, alone).read()


class _Reader:
    """One walk in document order; what is to come waits in `agenda`, so no depth is too deep."""

    def __init__(
        self,
        root: etree._Element,
        policy: Policy,
        in_text: frozenset[etree._Element],
        alone: frozenset[etree._Element] = frozenset(),
        *,
        aside: bool = False,
    ) -> None:
        self._root = root
        self._is_aside = aside
        self._edges = Edges(root)
        self._readings = Readings(policy)
        self._policy = policy
        self._in_text = in_text
        self._alone = alone
        self._words = MasterWords()
        self._stream = self._words.text
        self._agenda: list[Task] = []
        self._named_notes: dict[str, etree._Element] = {}
        self._additions = Additions(root, self._edges, self._aside)
        self._spaces = SpeltSpaces(root)
        self._joints = Joints(root)
        self._laid_out = LaidOutWords(root)
        self._describing = False
        self._read: dict[etree._Element, Words] = {}

    def read(self) -> MasterWords:
        root = self._root
        self._named_notes = {name: note for note in root.iter(_NOTE) if (name := note.get(XML_ID))}
        texts = texts_of(root)
        self._words.printed.update(self._additions.anywhere(texts))
        if root.tag == tei("TEI"):
            read = frozenset(texts)
            self._bare(root.text, root)
            for child in (*root, *lists_standing_off(root)):
                for text in texts_of(child) if child.tag == root.tag else (child,):
                    if text in read:
                        self._run(text)
                self._bare(child.tail, root)
        else:
            for text in texts:
                self._run(text)
        for note in notes_standing_off(root, texts):
            self._note(note)
        return self._words

    def _bare(self, words: str | None, element: etree._Element) -> None:
        """Text where only documents and their parts should be is text all the same."""
        if words and words.strip():
            self._stream.add(f"\n{words}\n", element)

    def _run(self, element: etree._Element) -> None:
        for forms in self._additions.above(element):
            self._may_print(forms, element)
        self._push_content(element, edge=" ")
        while self._agenda:
            task = self._agenda.pop()
            if isinstance(task, tuple):
                say(self._stream, *task)
            else:
                self._element(task)

    def _apart(self, element: etree._Element) -> Words:
        """Read an element's content as a text of its own."""
        words: Words = Stream()
        self._read_into(words, element)
        return words

    def _read_into(self, words: Words, element: etree._Element) -> None:
        outer, agenda = self._stream, self._agenda
        self._stream, self._agenda = words, []
        self._run(element)
        self._stream, self._agenda = outer, agenda

    @cached_property
    def _glyphs(self) -> dict[str, str]:
        return dict(declared_characters(self._root))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(filter(None, declared_ids(self._root)))

    @cached_property
    def _other(self) -> _Reader:
        """Reads what is read in its own place too: nothing in it is counted, or named, again."""
        return _Reader(self._root, self._policy, self._in_text, aside=True)

    def _aside(self, element: etree._Element) -> str:
        return " ".join(without_added(self._other._apart(element).words()))

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if not tag.startswith(_TEI):
            self._foreign(element)
            return
        name = tag[len(_TEI) :]
        if name == "fw":
            self._words.printed.add("".join(words_in(element)))
        if name in SILENT or self._readings.passes_over(element, name):
            if name == "app":
                self._agenda += reversed(notes_of_lemma(element, self._names))
        elif name == "head" and self._heads_notes_alone(element):
            self._may_print([" ".join(words_in(element))], element)
        elif not is_told_elsewhere(element, name):
            self._words.printed.update(printed_besides(element, name))
            self._said(element, name)

    def _said(self, element: etree._Element, name: str) -> None:
        """An element that says something, or parts what others say."""
        if name in MILESTONES:
            self._joints.at_milestone(element, name, self._stream)
        elif parts_words(element, name) or is_unread(element, name):
            has_words = name == "gap" and bool(words_in(element))
            self._push_content(element, Edge.DOUBTFUL if has_words else Sign.GAP)
        elif name == "g" and not len(element) and not element.text:
            declared = self._glyphs.get(element.get("ref", "").rpartition("#")[2], "")
            self._stream.add(declared, element)
        elif name == "c" and not len(element) and not element.text:
            called = character_called(element.get("rendition", ""), element.get("n", ""))
            self._stream.add(called, element)
        elif name == "note" and (self._describing or element not in self._in_text):
            self._note(element)
        elif name == "witDetail" and element not in self._in_text:
            self._words.notes.append((element, self._apart(element)))
        elif name in {"desc", "figDesc"} and describes_picture(element):
            self._description(element)
        elif name in {"ptr", "ref"}:
            self._reference(element)
        else:
            self._passage(element, name)

    def _heads_notes_alone(self, head: etree._Element) -> bool:
        return heads_notes_alone(head, self._in_text, self._readings.passes_over)

    def _passage(self, element: etree._Element, name: str) -> None:
        """An element whose words are those of the text around it."""
        if name in TOKENS:
            self._joints.before(element, self._stream)
            if joins_the_next(element):
                self._agenda.append((Sign.JOINT, element))
        for forms in self._additions.before(element, name):
            self._may_print(forms, element)
        edge = Sign.GAP if name == "note" else self._edges.of(element, name)
        if is_listed_reading(element, name):
            edge = Edge.CERTAIN
            self._agenda.append((added(holders_of(element)), element))
        self._push_content(element, edge)

    def _may_print(self, forms: Sequence[str], element: etree._Element) -> None:
        """Here an output may print one of `forms`, which is no word of the text."""
        self._stream.add(added(forms), element)

    def _reference(self, element: etree._Element) -> None:
        """An output may print the target of an empty reference, and its own call of a note."""
        if is_call(element, self._named_notes):
            self._stream.add(f"{ADDED}{words_in(element)[0]}{ADDED}", element)
            return
        if not len(element) and not element.text:
            self._targets_of(element)
        self._passage(element, local(element))

    def _targets_of(self, reference: etree._Element) -> None:
        self._may_print([reference.get("cRef", "")], reference)
        self._stream.part(reference, certain=False)
        self._words.printed.update(reference.get("target", "").split())
        # Within a name there is no other, or there were no end.
        named = () if self._is_aside else self._additions.named_by(reference)
        for number, said in enumerate(named):
            if said:
                self._words.printed.add(said)
                said = f", {said}" if number else said
                self._stream.add(f"{ADDED}{said}{ADDED}", reference)
            self._stream.part(reference, certain=False)

    def _push_content(
        self, element: etree._Element, edge: Between, *, has_text: bool = True
    ) -> None:
        name = local(element)
        has_text = has_text and not self._spaces.are_elements_in(element)
        chosen, is_of_word = self._readings.chosen(element, name), self._laid_out.hold(element)
        tasks = content_of(element, chosen, has_text=has_text, is_of_word=is_of_word)
        edges: list[Task] = [(edge, element)] if edge is not Edge.NONE else []
        self._agenda += [*edges, *tasks, *edges][::-1]

    def _description(self, element: etree._Element) -> None:
        """What is read in place of a picture; its notes are the text's, as everywhere."""
        self._describing = True
        self._words.alternatives.append((element, self._apart(element)))
        self._describing = False
        self._agenda += [note for note in element.iter(_NOTE) if note in self._in_text][::-1]

    def _note(self, element: etree._Element) -> None:
        if element.get("type") == "evidence" or element in self._in_text:
            return
        begun = self._named_notes.get(element.get("prev", "").removeprefix("#"))
        if begun is not None and begun in self._read and element not in self._alone:
            words = self._read[begun]
            words.add(" ", element)
            self._read_into(words, element)
            self._words.continued[element] = begun
        else:
            place = len(self._words.notes)
            words = self._apart(element)
            self._words.notes.insert(place, (element, words))
        self._read[element] = words  # once it is read: what stands in it does not continue it

    def _foreign(self, element: etree._Element) -> None:
        if element.tag == _EXAMPLE:
            self._stream.add(f"\n{markup_in(element)}\n", element)
        elif local(element).lower() not in CODE and not is_another_level(element):
            self._push_foreign(element)

    def _push_foreign(self, element: etree._Element) -> None:
        """Its words may be parts of those around; so may the tokens and signs of a formula."""
        is_spaced = not is_laid_out_in_a_word(element) and not is_within_formula(element)
        has_text = local(element) in SIGNS or is_spaced
        self._push_content(element, Edge.DOUBTFUL, has_text=has_text)
