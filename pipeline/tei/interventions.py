"""The editorial interventions of a master, each as one typed record (TEI 3.5, 11.3, 12)."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from pipeline.tei.names import XML_ID, line_of, local_name, tei, text_in
from pipeline.tei.reading import Policy, dropped_by, reading_of

_KINDS = {
    "choice": "", "sic": "sic", "corr": "correction", "orig": "orig", "reg": "regularisation",
    "abbr": "", "expan": "", "supplied": "supplied", "surplus": "surplus", "gap": "gap",
    "unclear": "unclear", "add": "addition", "del": "deletion", "subst": "substitution",
    "app": "variant",
}  # fmt: skip
_OF_CHOICE = (
    ("sic", "corr", "correction"),
    ("orig", "reg", "regularisation"),
    ("abbr", "expan", "expansion"),
    ("am", "ex", "expansion"),
)
_DIVISIONS = frozenset(
    map(tei, ("div", *(f"div{n}" for n in range(1, 8)), "front", "body", "back"))
)
_PARAGRAPHS = frozenset(
    map(tei, ("p", "l", "ab", "item", "head", "cell", "u", "line", "speaker", "stage"))
)
_CONTEXT = 48


@dataclass(frozen=True, slots=True)
class Intervention:
    """One departure from the witness, or one doubt about it.

    `kind` is `correction` (sic/corr), `regularisation` (orig/reg),
    `expansion` (abbr/expan), `supplied`, `surplus`, `deletion`, `addition`,
    `substitution`, `variant` (app), `gap`, `unclear`, `sic` and `orig` (marked,
    not changed), or `query` (a textual note that leaves the reading alone).
    `witness` and `edition` are the two readings as plain text; `before` and
    `after` a few words of context under the corrected reading.
    """

    id: str
    kind: str
    witness: str
    edition: str
    division: str = ""  # heading of the innermost division
    paragraph: str = ""  # @n or xml:id of the paragraph
    paragraph_id: str = ""
    before: str = ""
    after: str = ""
    responsible: str = ""
    certainty: str = ""
    source: str = ""
    evidence: str = ""
    line: int = 0


class RunningText:
    """The text of a document under one policy, with the place of every element in it."""

    def __init__(self, policy: Policy) -> None:
        self._dropped = dropped_by(policy)
        self._omitted = frozenset(map(tei, ("note", "teiHeader", "fw", "figDesc")))

    def of(self, element: etree._Element) -> str:
        """The words of `element`, notes aside, white space normalised."""
        pieces: list[str] = []
        self._collect(element, pieces, {})
        return " ".join("".join(pieces).split())

    def placed(
        self, root: etree._Element, wanted: frozenset[etree._Element]
    ) -> tuple[str, dict[etree._Element, tuple[int, int]]]:
        """The whole text, and where in it each of the `wanted` elements begins and ends."""
        pieces: list[str] = []
        places: dict[etree._Element, tuple[int, int]] = dict.fromkeys(wanted, (-1, -1))
        self._collect(root, pieces, places)
        starts, length = [], 0
        for piece in pieces:
            starts.append(length)
            length += len(piece)
        starts.append(length)
        return "".join(pieces), {
            element: (starts[first], starts[last])
            for element, (first, last) in places.items()
            if first >= 0
        }

    def _collect(
        self,
        element: etree._Element,
        pieces: list[str],
        places: dict[etree._Element, tuple[int, int]],
    ) -> None:
        first = len(pieces)
        if element.text:
            pieces.append(element.text)
        for child in element:
            decide = self._dropped.get(str(child.tag))
            if child.tag in self._omitted or (decide and decide(child)):
                if child in places:
                    places[child] = (len(pieces), len(pieces))
            else:
                self._collect(child, pieces, places)
            if child.tag in _PARAGRAPHS:
                pieces.append(" ")
            if child.tail:
                pieces.append(child.tail)
        if element in places:
            places[element] = (first, len(pieces))


def find_interventions(root: etree._Element) -> tuple[tuple[etree._Element, Intervention], ...]:
    """Every intervention of the document with its element, in document order."""
    elements = [
        element for element in root.iter(*map(tei, (*_KINDS, "note"))) if _is_recorded(element)
    ]
    if not elements:
        return ()
    corrected, witness = RunningText("corrected"), RunningText("witness")
    subjects = _subjects(root, elements)
    text, places = corrected.placed(root, frozenset(subjects.values()))
    evidence, works = _evidence(root), _works(root)
    taken = {element.get(XML_ID, "") for element in root.iterfind(f".//*[@{XML_ID}]")}
    names = Names(root)
    found = []
    for number, element in enumerate(elements, 1):
        subject = subjects[element]
        start, end = places.get(subject, (0, 0))
        record = Intervention(
            id=_identifier(element, number, taken),
            kind=_kind(element),
            witness=_witness_reading(subject, witness),
            edition=_edition_reading(subject, corrected),
            before=_before(text[max(0, start - 3 * _CONTEXT) : start]),
            after=_after(text[end : end + 3 * _CONTEXT]),
            line=line_of(element),
            **_placed(element),
            **_justified(element, evidence, names, works),
        )
        found.append((element, record))
    return tuple(found)


def _subjects(
    root: etree._Element, elements: list[etree._Element]
) -> dict[etree._Element, etree._Element]:
    """What each is about: itself, or the words to which a textual note points by `@corresp`."""
    named = {element.get(XML_ID, ""): element for element in root.iterfind(f".//*[@{XML_ID}]")}
    return {
        element: named.get(element.get("corresp", "").removeprefix("#"), element)
        if element.tag == tei("note")
        else element
        for element in elements
    }


def _works(root: etree._Element) -> dict[str, str]:
    """The works and witnesses that `@source` can point to, as the document describes them."""
    return {
        work.get(XML_ID, ""): RunningText("corrected").of(work).rstrip(".")
        for work in root.iter(*map(tei, ("bibl", "biblStruct", "biblFull", "witness")))
        if work.get(XML_ID)
    }


def _is_recorded(element: etree._Element) -> bool:
    name = local_name(element.tag)
    above = element.getparent()
    parent = local_name(above.tag) if above is not None else ""
    if name == "note":
        return element.get("type") == "textual"
    if _in_header(element):
        return False
    if parent == "choice" or (parent == "subst" and name in {"add", "del"}):
        return False
    if name == "choice":
        return _pair(element) is not None
    return name not in {"abbr", "expan"}


def _in_header(element: etree._Element) -> bool:
    return next(element.iterancestors(tei("teiHeader")), None) is not None


def _pair(choice: etree._Element) -> tuple[str, str, str] | None:
    names = {local_name(child.tag) for child in choice}
    return next((pair for pair in _OF_CHOICE if pair[0] in names and pair[1] in names), None)


def _kind(element: etree._Element) -> str:
    name = local_name(element.tag)
    if name == "note":
        return "query"
    if name == "choice":
        pair = _pair(element)
        return pair[2] if pair else ""
    return _KINDS[name]


def _witness_reading(element: etree._Element, witness: RunningText) -> str:
    name = local_name(element.tag)
    if name == "choice":
        pair = _pair(element)
        return witness.of(element.find(tei(pair[0]))) if pair else ""  # type: ignore[arg-type]
    if name == "subst":
        return " ".join(filter(None, (witness.of(part) for part in element.iter(tei("del")))))
    if name == "app":
        read = reading_of(element, "corrected")
        others = [reading for reading in element.iter(tei("rdg")) if reading is not read]
        return "; ".join(_with_sigla(reading, witness) for reading in others)
    if name in {"supplied", "add", "corr", "note"}:
        return ""
    return witness.of(element)


def _with_sigla(reading: etree._Element, witness: RunningText) -> str:
    words = witness.of(reading) or "om."
    sigla = " ".join(siglum.rpartition("#")[2] for siglum in reading.get("wit", "").split())
    return f"{words} {sigla}".strip()


def _edition_reading(element: etree._Element, corrected: RunningText) -> str:
    name = local_name(element.tag)
    if name in {"del", "surplus", "gap", "note"}:
        return ""
    if name == "app":
        read = reading_of(element, "corrected")
        return corrected.of(read) if read is not None else ""
    return corrected.of(element)


def _placed(element: etree._Element) -> dict[str, str]:
    division = next((node for node in element.iterancestors() if node.tag in _DIVISIONS), None)
    paragraph = next((node for node in element.iterancestors() if node.tag in _PARAGRAPHS), None)
    head = division.find(tei("head")) if division is not None else None
    place = {"division": RunningText("corrected").of(head) if head is not None else ""}
    if paragraph is not None:
        place["paragraph"] = paragraph.get("n") or paragraph.get(XML_ID) or ""
        place["paragraph_id"] = paragraph.get(XML_ID) or ""
    return place


def _justified(
    element: etree._Element, evidence: dict[str, list[str]], names: Names, works: dict[str, str]
) -> dict[str, str]:
    holders = [element, *element.iter(*map(tei, ("corr", "reg", "expan", "add", "del", "lem")))]
    first = {
        key: next((holder.get(key, "") for holder in holders if holder.get(key)), "")
        for key in ("resp", "cert", "source", "evidence")
    }
    pointed = [text for holder in holders for text in evidence.get(holder.get(XML_ID, ""), ())]
    own = [RunningText("corrected").of(note) for note in element.iter(tei("note"))]
    stated = " ".join(dict.fromkeys([*pointed, *own])) or first["evidence"]
    return {
        "responsible": names.of(first["resp"]),
        "certainty": first["cert"],
        "source": "; ".join(
            works.get(pointer.removeprefix("#"), pointer) for pointer in first["source"].split()
        ),
        "evidence": stated,
    }


def _evidence(root: etree._Element) -> dict[str, list[str]]:
    """The notes of `type="evidence"`, by the id that each targets."""
    found: dict[str, list[str]] = {}
    text = RunningText("corrected")
    for note in root.iter(tei("note")):
        if note.get("type") == "evidence":
            for pointer in note.get("target", "").split():
                found.setdefault(pointer.removeprefix("#"), []).append(text.of(note))
    return found


class Names:
    """The names behind `@resp`: a pointer into the header, or whatever it says."""

    def __init__(self, root: etree._Element) -> None:
        self._by_id: dict[str, str] = {}
        header = root.find(tei("teiHeader"))
        for element in header.iterfind(f".//*[@{XML_ID}]") if header is not None else ():
            name = next(element.iter(*map(tei, ("persName", "orgName", "name"))), element)
            self._by_id[element.get(XML_ID, "")] = " ".join(text_in(name).split())

    def of(self, pointers: str) -> str:
        """The names behind the pointers of an attribute, joined by commas."""
        return ", ".join(
            self._by_id.get(pointer.removeprefix("#"), pointer.removeprefix("#"))
            for pointer in pointers.split()
        )


def _identifier(element: etree._Element, number: int, taken: set[str]) -> str:
    own = element.get(XML_ID)
    if not own:
        inner = (child.get(XML_ID) for child in element if child.get(XML_ID))
        own = next(inner, None)
    if own:
        return own
    name = f"edit-{number}"
    while name in taken:
        name += "-"
    taken.add(name)
    return name


def _before(text: str) -> str:
    """The last words of `text`; a blank at their end says that one stands there."""
    words = " ".join(text.split())[-_CONTEXT:]
    words = words.partition(" ")[2] if len(words) == _CONTEXT else words
    return f"{words} " if words and text[-1].isspace() else words


def _after(text: str) -> str:
    """The first words of `text`; a blank before them says that one stands there."""
    words = " ".join(text.split())[:_CONTEXT]
    words = words.rpartition(" ")[0] if len(words) == _CONTEXT else words
    return f" {words}" if words and text[0].isspace() else words
