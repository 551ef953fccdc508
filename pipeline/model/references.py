"""What stands for a reference that has no words of its own (TEI 3.7, 16.1)."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, islice

from lxml import etree

from pipeline.tei.names import identified, local_name, tei
from pipeline.tei.reading import Policy
from pipeline.tei.register.readings import RUNNING_TEXT
from pipeline.tei.touching_names import parted

SIGN = "*"
_MANY = 3  # of so many the first alone is named
_LONGEST = 120  # characters of a heading that still reads as a reference
_DESCRIPTIONS = frozenset({"bibl", "biblStruct", "biblFull", "msDesc"})
_NAMED = frozenset("person personGrp place org object event".split())
_NAMES = tuple(map(tei, "persName placeName orgName objectName eventName name label".split()))
_RESPONSIBLE = tuple(map(tei, ("author", "editor")))


class References:
    """The words by which the elements of a document can be referred to."""

    def __init__(self, root: etree._Element, policy: Policy) -> None:
        self._root = root
        self._text = RUNNING_TEXT[policy]

    @cached_property
    def _identified(self) -> dict[str, etree._Element]:
        return identified(self._root)

    def to(self, name: str) -> str:
        """For what has the id `name`: its heading, number or name, or who wrote it and when."""
        target = self._identified.get(name)
        words = "" if target is None else self._words(target)
        return words if 0 < len(words) <= _LONGEST else SIGN

    def _words(self, target: etree._Element) -> str:
        head = target.find(tei("head"))
        if head is not None and (words := self._text.of(head)):
            return words.rstrip(".: ")
        if number := target.get("n", "").strip():
            return number
        if local_name(target.tag) in _NAMED:
            return self._first(target, *_NAMES)
        return self._description(target) if local_name(target.tag) in _DESCRIPTIONS else ""

    def _description(self, target: etree._Element) -> str:
        """The names and the year, as one cites; where nobody is named, the title."""
        first = next(target.iter(*_RESPONSIBLE), None)
        if first is None:
            return self._first(target, tei("title"))
        people = chain((first,), first.itersiblings(first.tag))
        names = [self._surname(each) for each in islice(people, _MANY)]
        named = f"{names[0]} et al." if len(names) == _MANY else " & ".join(names)
        return f"{named} {self._first(target, tei('date'))}".strip()

    def _surname(self, person: etree._Element) -> str:
        said = self._text.of(next(person.iter(tei("surname")), person))
        return said.partition(",")[0]

    def _first(self, target: etree._Element, *tags: str) -> str:
        """The words of the first element of such a name."""
        found = next(target.iter(*tags), None)
        return "" if found is None else self._text.of(parted(found))
