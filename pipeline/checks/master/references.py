"""What an output may print for a reference that has no words of its own (TEI 3.7, 16.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import islice

from lxml import etree

from pipeline.checks.master.elements import local
from pipeline.checks.words import has_unspaced
from pipeline.tei.names import identified, tei

_NAMED = frozenset("person personGrp place org object event".split())
_NAMES = tuple(
    tei(name) for name in "persName placeName orgName objectName eventName name label".split()
)
_WHO = (tei("author"), tei("editor"))
_FORENAME, _SURNAME = tei("forename"), tei("surname")


class Targets:
    """What the places to which a document refers are called; `read` gives their words."""

    def __init__(self, root: etree._Element, read: Callable[[etree._Element], str]) -> None:
        self._root = root
        self._read = read
        self._called: dict[str, str] = {}

    def called(self, name: str) -> str:
        """The heading of what has the id `name`; else its number, its name, its author and date."""
        if name not in self._called:
            target = self._identified.get(name)
            self._called[name] = "" if target is None else self._words(target)
        return self._called[name]

    @cached_property
    def _identified(self) -> dict[str, etree._Element]:
        return identified(self._root)

    def _words(self, target: etree._Element) -> str:
        head = target.find(tei("head"))
        words = self._read(head).rstrip(".: ") if head is not None else ""
        if words or (words := target.get("n", "").strip()):
            return words
        if local(target) in _NAMED:
            return self._name_of(target).removesuffix(".").rstrip()
        return self._author_and_date(target) or self._first(target, tei("title"))

    def _name_of(self, target: etree._Element) -> str:
        """Its name, with a comma behind a surname that touches the forename after it."""
        found = next(target.iter(*_NAMES), None)
        if found is None:
            return ""
        said, surname = self._read(found), found.find(_SURNAME)
        after = None if surname is None else surname.getnext()
        if surname is None or after is None or after.tag != _FORENAME or surname.tail:
            return said
        filed = self._read(surname)
        return said if has_unspaced(filed) else said.replace(filed, f"{filed} , ", 1)

    def _author_and_date(self, target: etree._Element) -> str:
        who = next(target.iter(*_WHO), None)
        if who is None:
            return ""
        people = [who, *islice(who.itersiblings(who.tag), 2)]
        read = (self._read(next(each.iter(_SURNAME), each)) for each in people)
        names = [name.partition(",")[0].rstrip() for name in read]
        said = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
        return f"{said} {self._first(target, tei('date'))}".strip()

    def _first(self, target: etree._Element, *tags: str) -> str:
        found = next(target.iter(*tags), None)
        return "" if found is None else self._read(found)
