"""Where an output may print what is no word of the text: a label, a heading, who speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from pipeline.checks.master.elements import Edges, is_in_list_of_apparatus, local
from pipeline.checks.master.lemmata import PointedLemmata
from pipeline.checks.master.references import Targets
from pipeline.checks.master.speakers import Speakers
from pipeline.checks.master.texts import HEADED, headings_of, headings_of_lists, title_of
from pipeline.checks.master.units import labels_of

Forms = list[str]
"""Of one addition the forms that it may have."""


class Additions:
    """What may be printed besides in one document; `read` gives the words of an element of it."""

    def __init__(
        self, root: etree._Element, edges: Edges, read: Callable[[etree._Element], str]
    ) -> None:
        self._root = root
        self._targets = Targets(root, read)
        self._speakers = Speakers(root)
        self._lemmata = PointedLemmata(root, edges)

    def anywhere(self, texts: Iterable[etree._Element]) -> Iterator[str]:
        """What may stand at any place in `texts`, and need not be near what it is said of."""
        yield from self._speakers.all()
        yield from filter(None, (title_of(text, self._root) for text in texts))

    def above(self, text: etree._Element) -> Iterator[Forms]:
        """What may head a text, or a list beside the texts."""
        if title := title_of(text, self._root):
            yield [title]
        if called := headings_of_lists(text, local(text)):
            yield called

    def before(self, element: etree._Element, name: str) -> Iterator[Forms]:
        """What may stand before the words of an element that is called `name`."""
        if labels := labels_of(element, name):
            yield labels
        if name in HEADED and (called := headings_of(element, name)):
            yield called
        yield from self._speakers.of(element)
        if is_listed_reading(element, name):
            yield self._lemmata.before(element)

    def named_by(self, reference: etree._Element) -> Iterator[str]:
        """For each target of a reference without words, the name of the place it leads to."""
        for pointer in reference.get("target", "").split():
            yield self._targets.called(pointer[1:]) if pointer.startswith("#") else pointer


def is_listed_reading(element: etree._Element, name: str) -> bool:
    """Whether it is of an entry of an apparatus apart from its text: each is told by itself."""
    return name in {"lem", "rdg", "rdgGrp"} and is_in_list_of_apparatus(element)
