"""What an output may print for a reference that has no words of its own (TEI 3.7, 16.1)."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WHO = (f"{_TEI}author", f"{_TEI}editor")


class Targets:
    """What the places to which a document refers are called; `read` gives their words."""

    def __init__(self, root: etree._Element, read: Callable[[etree._Element], str]) -> None:
        self._root = root
        self._read = read
        self._found: dict[str, etree._Element] | None = None

    def called(self, name: str) -> str:
        """The heading of what has the id `name`; else its number; else its author and date."""
        if self._found is None:
            self._found = {}
            for each in self._root.iterfind(f".//*[@{_ID}]"):
                self._found.setdefault(each.get(_ID, ""), each)
        target = self._found.get(name)
        if target is None:
            return ""
        head = target.find(f"{_TEI}head")
        words = self._read(head).rstrip(".: ") if head is not None else ""
        return words or target.get("n", "").strip() or self._author_and_date(target)

    def _author_and_date(self, target: etree._Element) -> str:
        who = next(target.iter(*_WHO), None)
        when = next(target.iter(f"{_TEI}date"), None)
        if who is None or when is None:
            return ""
        name = next(who.iter(f"{_TEI}surname"), who)
        return f"{self._read(name)} {self._read(when)}"
