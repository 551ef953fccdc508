"""The one intermediate form: every output reads a `Book` and nothing behind it.

`Book.content` is a `<body>` in the XHTML namespace that holds the whole text
in reading order, well nested by construction (no block inside `p`, no link
inside a link, every `id` an NCName and unique in the book). Its vocabulary:

=============================  =====================================================
TEI                            XHTML
=============================  =====================================================
div, front matter, …           ``section.div.<@type>`` with the id of its `Division`
section by which one cites     ``section.numbered[data-n]``: outputs show the number
stanza by which one cites      ``div.lg.numbered[data-n]``
head of a division             ``h1`` … ``h6`` ``.head`` (level of the division)
p, ab with phrases only        ``p`` (``p.ab``)
p with blocks in it            ``div.p`` (``div.ab``)
lg, l                          ``div.lg``, ``div.l`` (``data-n`` carries ``l/@n``)
sp, speaker, stage             ``div.sp``, ``p.speaker``, ``p.stage`` / ``span.stage``
speech of one not named there  ``@data-speaker``, which outputs show as ``.speaker.added``
quote, cit (block)             ``blockquote``
hi and other phrases           ``em``, ``i``, ``b``, ``sup``, ``sub``, ``span.<name>``
pb                             ``span.pb#id[role=doc-pagebreak][aria-label]`` (empty)
lb, cb, gb, milestone          ``br.lb``; empty ``span.<name>``
note                           ``a.noteref#<note>-ref[href=#<note>]`` with the label as text
corrected passage              ``span.<element>#id`` where ``id`` is its intervention's
graphic, figure                ``figure > img[alt][src]`` with ``src`` an `Image.name`
table                          ``table``, ``caption``, ``thead``, ``tr``, ``td``, ``th``
list                           ``ul``, ``ol``, ``dl`` (``li``, ``dt``, ``dd``)
=============================  =====================================================

Every element has the class of the TEI element it comes from where the XHTML
name does not tell; `lang` and `xml:lang` are both set where the language changes; colours and
faces come as safe ``style`` from `@rend`, `@rendition` and `@style`.
Cells of a column of figures have the class ``numeric`` (see `columns`).
A note's text is not in `content`: it is `Note.content`, a ``div.note`` with blocks in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, cast

from lxml import etree

from pipeline.finding import Finding
from pipeline.tei.interventions import Intervention
from pipeline.tei.metadata import Metadata
from pipeline.tei.reading import Policy

XHTML = "http://www.w3.org/1999/xhtml"
_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)

Part = Literal["front", "body", "back"]


@dataclass(slots=True)
class Division:
    """A node of the table of contents: one ``section`` of `Book.content`.

    `kind` is TEI's `@type`, or the element's own name (`titlePage`, `div`);
    `heading` is plain text without notes, "" where the text gives none;
    `level` counts from 1, and no divisions that only hold headed ones. `number` is
    `@n`; `is_counted` says whether the divisions of the book are counted by it.
    """

    id: str
    kind: str
    part: Part
    level: int
    heading: str = ""
    number: str = ""
    children: list[Division] = field(default_factory=list)
    is_counted: bool = True


def every_division(divisions: Iterable[Division]) -> Iterator[Division]:
    """The divisions and all that stand in them, in the order of the text."""
    waiting = list(divisions)[::-1]
    while waiting:
        division = waiting.pop()
        yield division
        waiting += reversed(division.children)


@dataclass(slots=True)
class Note:
    """A note, numbered once for every output (TEI 3.9).

    `calls` are the ids of the ``a.noteref`` that call it, in order; empty for
    a note that nothing calls. `kind` is TEI's `@type` ("" if none), `place`
    its `@place`, `responsible` the name behind its `@resp`; `division` the id
    of the innermost division of its first call.
    """

    id: str
    label: str
    content: etree._Element
    kind: str = ""
    place: str = ""
    responsible: str = ""
    division: str = ""
    calls: list[str] = field(default_factory=list)


class PageBreak(NamedTuple):
    """A page of the print source: the id of its ``span.pb`` and its label (`pb/@n`)."""

    id: str
    label: str


class Image(NamedTuple):
    """An image inside the edition's folder; `name` is its safe file name in every output."""

    name: str
    path: Path
    media_type: str
    width: int
    height: int
    is_deep: bool = False  # has more greys than a page or a screen shows


class RegisterEntry(NamedTuple):
    """A person, place, event or the like that is listed (TEI 14.3), with the facts given.

    `kind` is the name of its TEI element.
    """

    id: str
    kind: str
    name: str
    facts: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()  # of works that the facts name


@dataclass(slots=True)
class Book:
    """A master interpreted under one reading policy."""

    metadata: Metadata
    policy: Policy
    content: etree._Element
    divisions: list[Division] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    interventions: list[Intervention] = field(default_factory=list)
    page_breaks: list[PageBreak] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    register: list[RegisterEntry] = field(default_factory=list)
    pages_of: str = ""  # whose `page_breaks` they are: the URN of a PDF, or "" for the print source
    findings: list[Finding] = field(default_factory=list)
    _anchors: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def anchors(self) -> frozenset[str]:
        """The ids in the text and in its notes, to which a link can lead."""
        if self._anchors is None:
            self._anchors = ids_in(self.content, *(note.content for note in self.notes))
        return self._anchors

    @property
    def interventions_read(self) -> list[Intervention]:
        """Those in what is read under the policy, not in a deletion or in another's reading."""
        return [each for each in self.interventions if self.policy not in each.left_out_by]


def ids_in(*trees: etree._Element) -> frozenset[str]:
    """Every id of these XHTML trees."""
    return frozenset(name for tree in trees for name in cast("list[str]", _IDS(tree)))
