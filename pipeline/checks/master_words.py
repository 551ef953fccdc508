"""The words of a TEI document under a reading policy, from its tree alone.

This is the measure that every output is held to, so it shares no code with
the interpretation of the document: it knows no rules, only what the TEI
Guidelines say is text (3.5, 3.9, 3.11.3, 11.3, 12 and 13.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.checks.words import ADDED, Stream

if TYPE_CHECKING:
    from pipeline.tei.reading import Policy

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NOTE = f"{_TEI}note"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"
_DECLARATION = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_CODE = frozenset(("script", "style", "iframe", "object", "embed", "template", "noscript"))

# What editors say about the text, or programs read: no words of it (TEI 2, 12, 17-20, 22).
_SILENT = frozenset(
    "teiHeader facsimile fsdDecl xenoData fw index divGen wit interp interpGrp spanGrp link "
    "linkGrp join joinGrp alt altGrp timeline when certainty precision respons substJoin transpose "
    "listTranspose variantEncoding annotation listAnnotation fs fLib fvLib f binaryObject path arc "
    "metDecl metSym charDecl char glyph constraintSpec constraint content classes memberOf "
    "defaultVal datatype dataFacet dataRef model modelGrp modelSequence outputRendition param "
    "localName charName charProp glyphName localProp mapping unicodeName unicodeProp unihanProp "
    "value catRef tagUsage namespace refState cRefPattern citeStructure citeData prefixDef "
    "listPrefixDef styleDefDecl geoDecl unitDecl unitDef conversion".split()
)
_PREFERRED = {
    "corrected": (
        "corr",
        "reg",
        "expan",
        "ex",
        "supplied",
        "unclear",
        "seg",
        "abbr",
        "orig",
        "sic",
    ),
    "witness": ("sic", "orig", "abbr", "am", "unclear", "seg", "expan", "reg", "corr"),
}
_BESIDE_CHOICE = frozenset(
    "note witDetail certainty precision respons desc pb lb cb gb milestone anchor".split()
)
# Elements whose content is other elements only: the white space between them is the file's.
_WITHOUT_TEXT = frozenset("choice app subst rdgGrp".split())
_MILESTONES = frozenset("pb lb cb gb milestone".split())

# Where these are empty, a rule may print what their attributes say.
_TELLING = frozenset("gap date time space specDesc".split())

# Room, loss, and what is not speech among speech: the words on either side are two.
_PARTING = frozenset("space caesura gap pause vocal kinesic incident writing shift".split())

_TOKENS = frozenset({"w", "pc"})

# A word never runs over the edge of these.
_BLOCKS = frozenset(
    "TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 "
    "p ab lg l head list item table row cell sp spGrp speaker figure opener closer postscript "
    "titlePage docTitle titlePart docImprint docEdition docAuthor docDate byline epigraph argument "
    "trailer castList castItem castGroup set prologue epilogue performance listBibl biblStruct "
    "addrLine sourceDoc surfaceGrp surface zone line listApp listWit witness entry entryFree "
    "superEntry u standOff listPerson listPlace listOrg listEvent person place org event nym "
    "headLabel headItem imprimatur eg forest eTree eLeaf graph tree root node iNode leaf".split()
)
# A word never runs over the edge of these either, where they stand among blocks.
_BLOCKS_AMONG_BLOCKS = frozenset(
    "salute signed dateline label quote cit q said stage bibl biblFull address note noteGrp desc "
    "figDesc formula egXML term gloss listRef ref seg graphic media writing kinesic vocal incident "
    "pause move view tech sound camera caption sense form etym gramGrp".split()
)
_HOLD_BLOCKS = frozenset(
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 lg sp spGrp "
    "list table row opener closer postscript titlePage docTitle docImprint epigraph argument "
    "castList castGroup set prologue epilogue performance listBibl figure sourceDoc "
    "surface surfaceGrp zone standOff listPerson listPlace listOrg listEvent person place "
    "org event listApp listWit entry u".split()
)

# In these, elements side by side are words of their own, whatever parts them on the page: fields
# of a description (TEI 3.12.2, 9.3, 10.3, 13.3), unless they are phrases like any other.
_OF_FIELDS = frozenset(
    "bibl analytic monogr series imprint biblStruct biblFull cit form gramGrp sense entry "
    "entryFree etym re hom xr cit msIdentifier altIdentifier msItem msItemStruct msContents "
    "physDesc history person place org event respStmt castItem address dimensions origin "
    "provenance acquisition titleStmt publicationStmt editionStmt seriesStmt locusGrp object "
    "location personGrp docImprint docTitle handDesc supportDesc collation objectIdentifier nym "
    "state trait msDesc msPart msFrag additional adminInfo elementSpec classSpec macroSpec "
    "moduleSpec attDef valItem specDesc specGrp".split()
)
_PHRASES = frozenset(
    "hi emph seg w c pc g choice sic corr orig reg abbr expan ex am add del subst app lem rdg "
    "supplied unclear surplus damage foreign anchor pb cb gb lb milestone note".split()
)

Words = Stream[etree._Element]


@dataclass(slots=True)
class MasterWords:
    """The words of a document: its text, each of its notes, what its pictures show.

    `printed` holds what an output may print besides: the attribute values of
    an element that says nothing itself (the target of an empty `ptr`), and
    the furniture of the source's pages (`fw`), if a rule shows it.
    """

    text: Words = field(default_factory=Stream)
    notes: list[tuple[etree._Element, Words]] = field(default_factory=list)
    alternatives: list[tuple[etree._Element, Words]] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)


def read_words(
    root: etree._Element, policy: Policy, in_text: frozenset[etree._Element] = frozenset()
) -> MasterWords:
    """The words of the document `root` under `policy`.

    Outputs set a note apart or leave it where it stands, as their rules
    say; the notes `in_text` are read in their place.
    """
    return _Reader(policy, in_text).read(root)


_EDGE = "\N{PARAGRAPH SEPARATOR}"  # where a block begins or ends
_JOINT = "\N{WORD JOINER}"  # where no white space parts two tokens (TEI att.linguistic, @join)
_Task = etree._Element | tuple[str, etree._Element]


class _Reader:
    """One walk in document order; what is to come waits in `agenda`, so no depth is too deep."""

    def __init__(self, policy: Policy, in_text: frozenset[etree._Element]) -> None:
        self._policy = policy
        self._in_text = in_text
        self._words = MasterWords()
        self._stream = self._words.text
        self._agenda: list[_Task] = []
        self._named_notes: dict[str, etree._Element] = {}

    def read(self, root: etree._Element) -> MasterWords:
        self._named_notes = {name: note for note in root.iter(_NOTE) if (name := note.get(_ID))}
        for text in _texts(root):
            self._run(text)
        return self._words

    def _run(self, element: etree._Element) -> None:
        self._push_content(element, edge=" ")
        while self._agenda:
            task = self._agenda.pop()
            if isinstance(task, tuple):
                text, place = task
                if text == _EDGE:
                    self._stream.part(place)
                elif text == _JOINT:
                    self._stream.join()
                else:
                    self._stream.add(text, place)
            else:
                self._element(task)

    def _apart(self, element: etree._Element) -> Words:
        """Read an element's content as a text of its own."""
        outer, agenda = self._stream, self._agenda
        self._stream, self._agenda = Stream(), []
        self._run(element)
        read, self._stream, self._agenda = self._stream, outer, agenda
        return read

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if not tag.startswith(_TEI):
            self._foreign(element)
            return
        name = tag[len(_TEI) :]
        if name == "fw":
            self._words.printed.add("".join(_words_in(element)))
        if name in _SILENT or self._is_dropped(element, name):
            return
        if name == "span" and _is_annotation(element):
            return
        if name in _TELLING and not len(element):
            self._words.printed.update(map(str, element.attrib.values()))
        if name in _MILESTONES:
            self._milestone(element, name)
        elif name in _PARTING:
            self._stream.add(" ", element)
            self._push_content(element, " ")
        elif name == "note" and element not in self._in_text:
            self._note(element)
        elif name == "witDetail":
            self._words.notes.append((element, self._apart(element)))
        elif name in {"desc", "figDesc"} and _describes_picture(element):
            self._words.alternatives.append((element, self._apart(element)))
        elif name in _TOKENS and element.get("join"):
            self._token(element, element.get("join", ""))
        else:
            if name in {"ptr", "ref"} and self._is_reference_alone(element):
                return
            parted = name == "note" or _is_block(element, name)
            self._push_content(element, _EDGE if parted else "")

    def _token(self, element: etree._Element, joins: str) -> None:
        if joins in {"left", "both"}:
            self._stream.join()
        if joins in {"right", "both"}:
            self._agenda.append((_JOINT, element))
        self._push_content(element, "")

    def _is_reference_alone(self, element: etree._Element) -> bool:
        """An output may print the target of an empty reference, and its own call of a note."""
        target = element.get("target", "")
        if not len(element) and not element.text:
            self._words.printed.add(target)
        elif target.removeprefix("#") in self._named_notes and len(_words_in(element)) == 1:
            self._stream.add(f"{ADDED}{_words_in(element)[0]}{ADDED}", element)
            return True
        return False

    def _push_content(self, element: etree._Element, edge: str) -> None:
        name = _local(element)
        chosen = self._chosen(element, name)
        with_text = name not in _WITHOUT_TEXT
        tasks: list[_Task] = [(edge, element)]
        # Text where TEI allows none is still text.
        if element.text and (with_text or not element.text.isspace()):
            tasks.append((element.text, element))
        for child in element:
            if chosen is None or child is chosen or _local(child) in _BESIDE_CHOICE:
                tasks.append(child)
            if child.tail and (with_text or not child.tail.isspace()):
                tasks.append((child.tail, element))
            elif name in _OF_FIELDS and _local(child) not in _PHRASES:
                tasks.append((" ", element))
        tasks.append((edge, element))
        self._agenda += reversed(tasks)

    def _chosen(self, element: etree._Element, name: str) -> etree._Element | None:
        """The one child of `choice` or `app` that is read; None if all are (TEI 3.5.1, 13.1.2)."""
        if name == "choice":
            return _of_choice(element, _PREFERRED[self._policy])
        if name == "app":
            return _of_apparatus(element, self._policy)
        if name == "rdgGrp":
            return next(
                (child for child in element if _local(child) in ("rdg", "rdgGrp", "lem")), None
            )
        return None

    def _is_dropped(self, element: etree._Element, name: str) -> bool:
        if self._policy == "witness":
            return name == "supplied"
        if name == "del":
            return not any(_local(each) == "restore" for each in element.iterancestors())
        return name == "surplus"

    def _milestone(self, element: etree._Element, name: str) -> None:
        """TEI 3.11.3: `@break="no"` says that the word goes on; a line otherwise ends it."""
        if element.get("break") == "no":
            self._stream.join()
        elif name == "lb":
            self._stream.add("\n", element)

    def _note(self, element: etree._Element) -> None:
        if element.get("type") == "evidence":
            return
        place = len(self._words.notes)
        words = self._apart(element)
        self._words.notes.insert(place, (element, words))

    def _foreign(self, element: etree._Element) -> None:
        if element.tag == _EXAMPLE:
            source = etree.tostring(element, encoding="unicode", with_tail=False)
            inner = _DECLARATION.sub("", source.partition(">")[2].rpartition("</")[0])
            self._stream.add(f"\n{inner}\n", element)
        elif _local(element).lower() not in _CODE:
            # The tokens of a formula stand side by side, as it is written.
            self._push_content(element, "" if _is_within_formula(element) else " ")


def _texts(root: etree._Element) -> list[etree._Element]:
    """What there is to read: the texts; else the transcription; else the annotation (TEI 4, 12)."""
    if root.tag == f"{_TEI}teiCorpus":
        return [
            text
            for document in root
            if document.tag in (f"{_TEI}TEI", f"{_TEI}teiCorpus")
            for text in _texts(document)
        ]
    for name in ("text", "TEI", "sourceDoc", "standOff"):
        found = root.findall(_TEI + name)
        if found:
            return [text for each in found for text in (_texts(each) if name == "TEI" else [each])]
    return []


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _words_in(element: etree._Element) -> list[str]:
    return "".join(element.itertext()).split()  # type: ignore[arg-type]


def _of_choice(choice: etree._Element, preferred: tuple[str, ...]) -> etree._Element | None:
    sides = [child for child in choice if _local(child) and _local(child) not in _BESIDE_CHOICE]
    for name in preferred:
        for side in sides:
            if _local(side) == name:
                return side
    return sides[0] if sides else None


def _of_apparatus(app: etree._Element, policy: Policy) -> etree._Element | None:
    """The lemma, but under `witness` not an editor's own; else the first reading."""
    lemma = app.find(f"{_TEI}lem")
    if lemma is not None:
        of_editor = lemma.get("resp") and not lemma.get("wit")
        if policy == "corrected" or not of_editor:
            return lemma
        for reading in app.findall(f"{_TEI}rdg"):
            if reading.get("wit"):
                return reading
        return lemma
    return next((child for child in app if _local(child) in ("rdg", "rdgGrp")), None)


def _is_block(element: etree._Element, name: str) -> bool:
    if name in _BLOCKS:
        return True
    parent = element.getparent()
    return parent is not None and name in _BLOCKS_AMONG_BLOCKS and _local(parent) in _HOLD_BLOCKS


def _is_within_formula(element: etree._Element) -> bool:
    """Whether an element of any namespace is kept, or read, as a part of MathML's `math`."""
    return any(node.tag == _MATH for node in (element, *element.iterancestors()))


def _is_annotation(span: etree._Element) -> bool:
    """Whether a `span` says something of a passage elsewhere (TEI 18.3) and is no text itself."""
    return any(span.get(name) for name in ("from", "to", "target"))


def _describes_picture(element: etree._Element) -> bool:
    """Whether a description is read in place of a picture, and not beside it (TEI 14.4)."""
    parent = element.getparent()
    if parent is None:
        return False
    if _local(parent) == "graphic":
        return True
    return _local(element) == "figDesc" and any(
        _local(child) in ("graphic", "media", "binaryObject") for child in parent
    )
