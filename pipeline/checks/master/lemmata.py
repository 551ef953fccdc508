"""The words of a text to which entries of a list of variants only point (TEI 13.2.2)."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.checks.master.content import Task, content_of
from pipeline.checks.master.elements import MILESTONES, SILENT, Edge, Edges, local
from pipeline.checks.master.readings import Readings
from pipeline.checks.master.tokens import is_within_word
from pipeline.tei.names import NAMESPACES, XML_ID

_ASIDE = SILENT | {"note", "witDetail", "figDesc"}
_READINGS = frozenset(("lem", "rdg", "rdgGrp"))

_Places = dict[etree._Element | None, int]


class PointedLemmata:
    """What an output may print as the lemma of an entry that has none in words."""

    def __init__(self, root: etree._Element, edges: Edges) -> None:
        self._root = root
        self._edges = edges

    def before(self, reading: etree._Element) -> list[str]:
        """The forms in which it may stand at the first reading of an entry, or for its `lem`."""
        app = reading.getparent()
        if app is None or not app.get("from"):
            return []
        first = next((each for each in app if local(each) in _READINGS), None)
        has_lemma = local(reading) == "lem" and (reading.text or len(reading))
        return self._forms.get(app, []) if reading is first and not has_lemma else []

    @cached_property
    def _forms(self) -> dict[etree._Element, list[str]]:
        named = {name: each for each in self._root.iter() if (name := each.get(XML_ID))}
        text, begun, ended = self._read()
        forms = {}
        for app in self._root.iterfind(".//tei:listApp/tei:app", NAMESPACES):
            first = named.get(app.get("from", "").removeprefix("#"))
            last = named.get(app.get("to", "").removeprefix("#"), first)
            words = text[begun.get(first, 0) : ended.get(last, 0)].split()
            if words:
                forms[app] = [" ".join(words), f"{words[0]} … {words[-1]}"]
        return forms

    def _read(self) -> tuple[str, _Places, _Places]:
        """The text as it is edited, and where in it each element begins and ends."""
        readings = Readings("corrected")
        pieces: list[str] = []
        size = 0
        begun: _Places = {}
        ended: _Places = {}
        agenda: list[Task] = [self._root]
        while agenda:
            task = agenda.pop()
            if not isinstance(task, tuple):
                begun[task] = ended[task] = size
                agenda += self._content(task, readings)
                continue
            said, place = task
            words = said if isinstance(said, str) else " "
            pieces.append(words)
            size += len(words)
            ended[place] = size
        return "".join(pieces), begun, ended

    def _content(self, element: etree._Element, readings: Readings) -> list[Task]:
        """What is to be read of an element, the last of it first."""
        name = local(element)
        if not name or name in _ASIDE or readings.passes_over(element, name):
            return []
        if name in MILESTONES:
            return [] if is_within_word(element) else [(" ", element)]
        edge = " " if self._edges.of(element, name) is Edge.CERTAIN else ""
        tasks = content_of(element, readings.chosen(element, name), has_text=True)
        return [(edge, element), *reversed(tasks), (edge, element)]
