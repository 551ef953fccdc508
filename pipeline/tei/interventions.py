"""The editorial interventions of a master, each as one typed record (TEI 3.5, 11.3, 12)."""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.tei.breaks import BREAKS, is_within_word
from pipeline.tei.names import PARTS, XML_ID, identified, line_of, tei, text_before
from pipeline.tei.reading import POLICIES, Policy, dropped_by
from pipeline.tei.register.context import set_apart, words_after, words_before
from pipeline.tei.register.held import held_by_witnesses
from pipeline.tei.register.justification import Justifications, Names
from pipeline.tei.register.parting import PARAGRAPHS
from pipeline.tei.register.pointing import Pointing, without_blanks
from pipeline.tei.register.readings import (
    CORRECTED,
    KINDS,
    QUOTED,
    edition_reading,
    is_recorded,
    kind_of,
    notes_on_what_is_not_read,
    readings_told,
    witness_reading,
)
from pipeline.tei.register.witnesses import Sigla

__all__ = ["Intervention", "Names", "find_interventions"]

_NOTE, _STANZA = map(tei, ("note", "lg"))
_NCNAME = re.compile(r"[^\W\d][\w.-]*")  # what an id may be (XML Namespaces 1.0, 4)


class Intervention(NamedTuple):
    """One departure from the witness, or one doubt about it.

    `kind` is `correction` (sic/corr), `regularisation` (orig/reg),
    `expansion` (abbr/expan), `supplied` and `restoration` (what the witness
    never had, and what it has lost), `surplus`, `deletion`, `addition`,
    `substitution`, `variant` (app), `gap`, `unclear`, `sic` and `orig` (marked,
    not changed), `corr` and `reg` (what the witness has is not recorded), or
    `query` (a textual note that leaves the reading alone).
    `witness` and `edition` are the two readings as plain text; `before` and
    `after` a few words of context under the corrected reading. What is lost
    or supplied has its sign in all of them.
    """

    id: str
    kind: str
    witness: str
    edition: str
    division: str = ""  # heading of the innermost division
    paragraph: str = ""  # @n or xml:id of the paragraph
    paragraph_id: str = ""  # or that of the anchor to which an entry of the apparatus points
    before: str = ""
    after: str = ""
    responsible: str = ""  # the names behind @resp
    certainty: str = ""
    source: str = ""  # the works and witnesses behind @source
    evidence: str = ""  # in words, where the master has them; else as `basis`
    line: int = 0
    resp: str = ""  # the pointers of @resp
    role: str = ""  # in what capacity the responsible acted, in the words of the header
    sources: str = ""  # the pointers of @source
    basis: str = ""  # @evidence: internal, external, conjecture
    titles: tuple[str, ...] = ()  # of works that the evidence and the source name
    note: str = ""  # what else is said of it: other notes, reason and extent of a gap
    revision: str = ""  # number of the `change` that introduced it, else of the first
    date: str = ""  # of that change
    change: str = ""  # what it says
    # The policies that leave out what it stands in: a deletion, another's reading.
    left_out_by: tuple[Policy, ...] = ()
    # Of a variant, or where editors doubt: the words of each other reading, and who has them.
    others: tuple[tuple[str, str], ...] = ()
    holders: str = ""  # of a variant: who has the reading of the text
    # Of what the edition leaves out: the words of each witness, if an `app` in it tells them apart.
    held: tuple[tuple[str, str], ...] = ()
    aside: tuple[str, ...] = ()  # the notes on what is not read, of which the text has none

    @property
    def knows_witness(self) -> bool:
        """Whether the master says what the witness has: not where a `corr` or `reg` is alone."""
        return self.kind not in ("corr", "reg")


def find_interventions(
    root: etree._Element, ids: frozenset[str]
) -> tuple[tuple[etree._Element, Intervention], ...]:
    """Every intervention of the document with its element, in document order.

    One without an `xml:id` gets an id that is none of the document's `ids`.
    """
    elements = [
        element for element in root.iter(*map(tei, (*KINDS, "note"))) if is_recorded(element)
    ]
    if not elements:
        return ()
    register = _Register(root, elements, ids)
    return tuple((each, register.record(number, each)) for number, each in enumerate(elements, 1))


class _Quoted(NamedTuple):
    """The edition's reading, and the words of the text around it."""

    edition: str
    before: str
    after: str


class _Register:
    """What a document says of its interventions; it is read once for all of them."""

    def __init__(
        self, root: etree._Element, elements: list[etree._Element], ids: frozenset[str]
    ) -> None:
        self._subjects = _subjects(root, elements)
        self._pointing = Pointing(root, elements)
        wanted = chain(self._subjects.values(), *self._pointing.ends.values())
        self._text, self._places = QUOTED.placed(root, frozenset(wanted))
        self._taken = set(ids)
        self._left_out = tuple(map(_LeftOut, POLICIES))
        self._justifications, self._sigla = Justifications(root), Sigla(root)
        self._headings: dict[etree._Element, str] = {}

    def record(self, number: int, element: etree._Element) -> Intervention:
        """The record of `element`, the intervention of this number."""
        subject = self._subjects[element]
        quoted = self._quoted(element, subject)
        told = readings_told(subject, self._sigla, quoted.edition)
        why = self._justifications.of(element)
        anchor = next(iter(self._pointing.ends.get(element, ())), None)
        stands_at = element if anchor is None else anchor
        division, paragraph, paragraph_id = _placed(stands_at, self._headings)
        listed_at = subject.get("loc", "") if self._pointing.has(element) else ""
        return Intervention(
            id=_identifier(element, number, self._taken),
            kind=kind_of(element),
            witness=witness_reading(subject, told.others),
            edition=quoted.edition,
            division=division,
            paragraph=paragraph or listed_at,
            paragraph_id=paragraph_id if anchor is None else anchor.get(XML_ID) or "",
            before=quoted.before,
            after=quoted.after,
            responsible=why.responsible,
            certainty=why.certainty,
            source=why.source,
            sources=why.sources,
            evidence=why.evidence,
            line=line_of(element),
            resp=why.resp,
            role=why.role,
            basis=why.basis,
            titles=why.titles,
            note=why.note,
            revision=why.revision.number,
            date=why.revision.date,
            change=why.revision.said,
            left_out_by=tuple(each.policy for each in self._left_out if each.holds(element)),
            others=told.others,
            holders=told.holders,
            held=held_by_witnesses(subject, self._sigla),
            aside=notes_on_what_is_not_read(subject),
        )

    def _quoted(self, element: etree._Element, subject: etree._Element) -> _Quoted:
        edition = edition_reading(subject)
        start, end = without_blanks(self._text, *self._places[subject])
        if points := self._pointing.has(element):
            lemma = self._pointing.lemma
            edition, (start, end) = lemma(element, edition, self._text, self._places)
        before, after = words_before(self._text, start), words_after(self._text, end)
        if before and start == end and not points and _is_parted(subject):
            before = f"{before.rstrip()} "  # the text has closed up what follows it
        if start == end and points and edition:
            before, after = set_apart(before, after)
        return _Quoted(edition, before, after)


def _subjects(
    root: etree._Element, elements: list[etree._Element]
) -> dict[etree._Element, etree._Element]:
    """What each is about: itself, or the words to which a textual note points by `@corresp`."""
    notes = any(element.tag == _NOTE for element in elements)
    named = identified(root) if notes else {}
    return {
        element: named.get(element.get("corresp", "").removeprefix("#"), element)
        if element.tag == _NOTE
        else element
        for element in elements
    }


def _is_parted(element: etree._Element) -> bool:
    """Whether white space stands before it, or the edge of a line or paragraph."""
    while not (before := text_before(element)):
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None:
            return previous.tag in BREAKS and not is_within_word(previous)
        if parent is None or parent.tag in PARAGRAPHS:
            return True
        element = parent
    return before[-1].isspace()


def _placed(element: etree._Element, headings: dict[etree._Element, str]) -> tuple[str, str, str]:
    """The heading of the division, the number of the paragraph, and its id."""
    division = paragraph = None
    for node in element.iterancestors():
        if paragraph is None and node.tag in PARAGRAPHS:
            paragraph = node
        if node.tag in PARTS:
            division = node
            break
    if division is not None and division not in headings:
        head = division.find(tei("head"))
        headings[division] = CORRECTED.of(head) if head is not None else ""
    heading = headings[division] if division is not None else ""
    if paragraph is None:
        return heading, "", ""
    own = paragraph.get(XML_ID) or ""
    return heading, _number_of(paragraph) or own, own


def _number_of(paragraph: etree._Element) -> str:
    """A verse that has but a letter is known by the number of its stanza besides."""
    number, stanza = paragraph.get("n", ""), paragraph.getparent()
    if stanza is None or stanza.tag != _STANZA or not (number.isalpha() and len(number) == 1):
        return number
    return f"{stanza.get('n', '')}{number}"


class _LeftOut:
    """What stands in an element that a policy leaves out; each is looked at once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._drops = dropped_by(policy)
        self._known: dict[etree._Element | None, bool] = {None: False}

    def holds(self, element: etree._Element) -> bool:
        """Whether anything above `element` is left out."""
        above = []
        node = element.getparent()
        while node not in self._known:
            assert node is not None
            above.append(node)
            node = node.getparent()
        held = self._known[node]
        for node in reversed(above):
            held = self._known[node] = held or self._drops(node)
        return held


def _identifier(element: etree._Element, number: int, taken: set[str]) -> str:
    candidates = (each.get(XML_ID) or "" for each in (element, *element))
    own = next(filter(_NCNAME.fullmatch, candidates), None)
    if own:
        return own
    name = f"edit-{number}"
    while name in taken:
        name += "-"
    taken.add(name)
    return name
