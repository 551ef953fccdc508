"""The lemmata of a list of variants whose entries only point to their words (TEI 13.2.2)."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.tei.names import identified, tei
from pipeline.tei.register.pointing import in_short
from pipeline.tei.register.readings import CORRECTED

_APP, _LIST = tei("app"), tei("listApp")

Ends = tuple[etree._Element, etree._Element]


class Lemmata:
    """What the text has from where an entry's `@from` leads to where its `@to` does."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root

    def of(self, app: etree._Element) -> str:
        """The words to which an entry points; "" where it leads to none."""
        return self._words.get(app, "") if app.get("from") else ""

    @cached_property
    def _words(self) -> dict[etree._Element, str]:
        ends = self._ends()
        text, places = CORRECTED.placed(
            self._root, frozenset(end for both in ends.values() for end in both)
        )
        return {
            app: in_short(text[places[first][0] : places[last][1]])
            for app, (first, last) in ends.items()
        }

    def _ends(self) -> dict[etree._Element, Ends]:
        named = identified(self._root)
        found = {}
        for entries in self._root.iter(_LIST):
            for app in entries.iterchildren(_APP):
                first = named.get(app.get("from", "").removeprefix("#"))
                last = named.get(app.get("to", "").removeprefix("#"), first)
                if first is not None and last is not None:
                    found[app] = (first, last)
        return found
