"""What the TEI Guidelines say of elements, for the words of a document: text, blocks, fields.

Nothing here is shared with the interpretation of the document, which has its
rules from a rule file: the words that it must give are counted without it.
"""

from __future__ import annotations

import re
from enum import Enum

from lxml import etree

from pipeline.tei.names import tei

_DECLARATION = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_MATH = "{http://www.w3.org/1998/Math/MathML}math"

# MathML 3, 3.1.9.1: of a formula these hold text; the white space in others is the file's.
SIGNS = frozenset("mi mn mo ms mtext".split())
CODE = frozenset(("script", "style", "iframe", "embed", "annotation", "annotation-xml"))

# What editors say about the text, or programs read: no words of it (TEI 2, 12, 17-20, 22).
SILENT = frozenset(
    "teiHeader facsimile fsdDecl xenoData fw index divGen wit interp interpGrp spanGrp link "
    "linkGrp join joinGrp alt altGrp timeline when certainty precision respons substJoin "
    "listTranspose variantEncoding annotation listAnnotation fs fLib fvLib f binaryObject path arc "
    "metDecl metSym charDecl char glyph constraintSpec constraint content classes memberOf "
    "defaultVal datatype dataFacet dataRef model modelGrp modelSequence outputRendition param "
    "localName charName charProp glyphName localProp mapping unicodeName unicodeProp unihanProp "
    "value catRef tagUsage namespace refState cRefPattern citeStructure citeData prefixDef "
    "listPrefixDef styleDefDecl geoDecl unitDecl unitDef conversion".split()
)
# Elements whose content is other elements only: the white space between them is the file's.
WITHOUT_TEXT = frozenset("choice app subst rdgGrp gap".split())
MILESTONES = frozenset("pb lb cb gb milestone".split())

# Where these are empty, a rule may print what their attributes say.
TELLING = frozenset("gap date time space specDesc biblScope".split())

# Where one of these begins, an output may print what this attribute says.
LABELLED = dict.fromkeys(("sense", "hom"), "n") | dict.fromkeys(
    "schemaSpec moduleSpec elementSpec classSpec macroSpec dataSpec attDef valItem paramSpec"
    .split(), "ident"
)  # fmt: skip

# Room, loss, and what is not speech among speech: the words on either side are two.
_PARTING = frozenset("space caesura gap pause vocal kinesic incident writing shift".split())

_IN_THE_WAY = frozenset("binding-hole string-hole ascender descender defect feature".split())

TOKENS = frozenset({"w", "pc"})
# Of a token, or in a `choice`: the first that is there is read (Menota).
LEVELS = ("norm", "dipl", "facs")

# A word never runs over the edge of these.
_BLOCKS = frozenset(
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 "
    "p lg l head list item table row cell sp spGrp figure opener closer postscript "
    "titlePage epigraph argument castList castItem castGroup set prologue epilogue performance "
    "listBibl addrLine sourceDoc surfaceGrp surface zone line listApp witness u standOff "
    "listPerson listPlace listOrg listEvent person place org event nym "
    "headLabel headItem imprimatur eg forest eTree eLeaf graph tree root node iNode leaf".split()
)
# Where these stand in a line, whoever sets it may set them apart, or put marks round them.
_APART_IN_A_LINE = frozenset(
    "TEI teiCorpus ab biblStruct byline docAuthor docDate docEdition "
    "docImprint docTitle entry entryFree figDesc listWit speaker superEntry titlePart "
    "trailer".split()
)
_APART_IN = frozenset(
    (parent, name)
    for parent, names in {
        "formula": ("label",),
        "item": ("label",),
        "notatedMusic": ("label", "seg", "desc"),
        "speaker": ("stage",),
    }.items()
    for name in names
)
_IN_QUOTATION_MARKS = frozenset("q quote said soCalled gloss".split())
_PICTURES_AND_FORMULAS = frozenset(("graphic", "media", "formula", "notatedMusic"))
_DIVIDING = _APART_IN_A_LINE | _IN_QUOTATION_MARKS | _PICTURES_AND_FORMULAS | {"stage"}
_SET_APART = tuple(map(tei, _BLOCKS | _APART_IN_A_LINE))
# A word never runs over the edge of these either, where they stand among blocks.
_BLOCKS_AMONG_BLOCKS = _APART_IN_A_LINE | frozenset(
    "salute signed dateline label quote cit q said stage bibl biblFull address note noteGrp desc "
    "formula egXML listRef writing kinesic vocal incident "
    "move view tech sound camera caption sense".split()
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
OF_FIELDS = frozenset(
    "bibl analytic monogr series imprint biblStruct biblFull cit form gramGrp sense entry "
    "entryFree etym re hom xr cit msIdentifier altIdentifier msItem msItemStruct msContents "
    "physDesc history person place org event respStmt castItem address dimensions origin "
    "provenance acquisition titleStmt publicationStmt editionStmt seriesStmt locusGrp object "
    "location personGrp docImprint docTitle handDesc supportDesc collation objectIdentifier nym "
    "state trait msDesc msPart msFrag additional adminInfo measureGrp "
    "elementSpec classSpec macroSpec moduleSpec attDef valItem specDesc specGrp".split()
)
# In these they may be, or parts of one word: "d’" and "Alembert".
OF_PARTS = frozenset("author editor docAuthor name rs persName placeName orgName".split())
PHRASES = frozenset(
    "hi emph seg span w c pc g choice sic corr orig reg abbr expan ex am add del subst app lem rdg "
    "supplied unclear surplus damage foreign anchor pb cb gb lb milestone note".split()
)


def local(element: etree._Element) -> str:
    """The name of an element of any namespace; "" for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Edge(Enum):
    """Whether a word can run over the edge of an element."""

    NONE = 0
    DOUBTFUL = 1  # TEI does not say, where no white space stands there: either is right
    CERTAIN = 2


class Edges:
    """The edges of the elements of one document; what surrounds them is looked at once."""

    def __init__(self, root: etree._Element) -> None:
        self._mixed: dict[etree._Element, bool] = {}
        self._holding: set[etree._Element] = set()
        for block in root.iter(*_SET_APART):
            for above in block.iterancestors():
                if above in self._holding:
                    break
                self._holding.add(above)

    def of(self, element: etree._Element, name: str) -> Edge:
        """The edge of an element, whose local name is `name`."""
        if name in _BLOCKS:
            return Edge.DOUBTFUL if _is_run_in(element, name) else Edge.CERTAIN
        if name == "app" and is_in_list_of_apparatus(element):
            return Edge.DOUBTFUL
        parent = element.getparent()
        if parent is not None and (local(parent), name) in _APART_IN:
            return Edge.DOUBTFUL
        if parent is not None and local(parent) in _HOLD_BLOCKS:
            if name in _BLOCKS_AMONG_BLOCKS and self._holds_blocks_only(parent):
                return Edge.CERTAIN
            if name == "seg" or name not in PHRASES:
                return Edge.DOUBTFUL
        # What holds a block cannot be set in a line itself, whatever it is called.
        divides = name in _DIVIDING or element in self._holding or _adjoins_another(element)
        return Edge.DOUBTFUL if divides else Edge.NONE

    def _holds_blocks_only(self, parent: etree._Element) -> bool:
        if parent not in self._mixed:
            texts = (parent.text, *(child.tail for child in parent))
            has_words = any(text and not text.isspace() for text in texts)
            self._mixed[parent] = has_words or local(parent) == "u"
        return not self._mixed[parent]


def _is_annotation(span: etree._Element) -> bool:
    """Whether a `span` says something of a passage elsewhere (TEI 18.3) and is no text itself."""
    return any(span.get(name) for name in ("from", "to", "target"))


def is_in_list_of_apparatus(element: etree._Element) -> bool:
    """Whether it is of an apparatus apart from its text, where every reading is told (TEI 12.2).

    A division of that type is one too, but for entries that lead to their words (`@from`).
    """
    leads = local(element) == "app" and bool(element.get("from"))
    for above in element.iterancestors():
        name = local(above)
        if name == "listApp":
            return True
        if name.startswith("div") and above.get("type") == "apparatus":
            return not leads
        leads = bool(above.get("from")) if name == "app" else leads
    return False


def is_spelt_out(element: etree._Element, name: str) -> bool:
    """Whether it is a mark of abbreviation with what it stands for, and nothing between them."""
    if name != "expan" or (element.text or "").strip():
        return False
    return any(local(child) == "am" for child in element)


def is_laid_out(element: etree._Element, name: str) -> bool:
    """Whether the white space in an element only lays it out, as in those `WITHOUT_TEXT`.

    So in a `mod` that is a substitution, and in a token told at several levels (Menota).
    """
    if name in {"w", "pc"}:
        return any(local(child) in LEVELS for child in element)
    if name != "mod":
        return is_spelt_out(element, name)
    beside = [element.text or "", *(child.tail or "" for child in element)]
    said = {local(child) for child in element} - MILESTONES
    return said == {"add", "del"} and not "".join(beside).strip()


def is_laid_out_in_a_word(element: etree._Element) -> bool:
    """Whether an element of another vocabulary begins a new line amid the letters of a word."""
    beside = element.getprevious(), element.getparent()
    before = beside[0].tail if beside[0] is not None else getattr(beside[1], "text", "")
    if not ((before or "")[-1:].isalnum() or (element.tail or "")[:1].isalnum()):
        return False
    own = [element.text or "", *(child.tail or "" for child in element)]
    return len(element) > 0 and "\n" in own[0] and not "".join(own).strip()


def is_unread(element: etree._Element, name: str) -> bool:
    """Whether it says that something stands here which nobody can read (TEI 12.3.3.1)."""
    return name == "unclear" and not len(element) and not element.text


def parts_words(element: etree._Element, name: str) -> bool:
    """Whether another word begins after it: not where only something is in the way of writing."""
    is_in_the_way = name == "space" and element.get("type") in _IN_THE_WAY
    return name in _PARTING and not is_in_the_way


def is_within_formula(element: etree._Element) -> bool:
    """Whether an element of any namespace is kept, or read, as a part of MathML's `math`."""
    return any(node.tag == _MATH for node in (element, *element.iterancestors()))


def is_told_elsewhere(element: etree._Element, name: str) -> bool:
    """Whether it only speaks of a passage elsewhere, or other elements have all that it says."""
    return (name == "span" and _is_annotation(element)) or _is_told_in_fields(element, name)


def _is_told_in_fields(element: etree._Element, name: str) -> bool:
    """Whether it is the string from which a program has read the fields of an entry, if it has."""
    entry = element.getparent()
    if name != "note" or element.get("type") != "raw_reference" or entry is None:
        return False
    titles = (title for part in entry for title in part if local(title) == "title")
    return local(entry) == "biblStruct" and any(map(words_in, titles))


def describes_picture(element: etree._Element) -> bool:
    """Whether a description is read in place of a picture, and not beside it (TEI 14.4)."""
    parent = element.getparent()
    if parent is None:
        return False
    if _is_picture(parent):
        return True
    return local(element) == "figDesc" and any(map(_is_picture, parent))


def _is_picture(element: etree._Element) -> bool:
    if local(element) == "media":
        return element.get("mimeType", "").startswith("image/")
    return local(element) == "graphic"


def _is_run_in(element: etree._Element, name: str) -> bool:
    """Whether it is a list within a line, or an item of one (TEI 3.8, `@rend` or `@type`)."""
    parent = element.getparent()
    holder = parent if name in {"item", "label", "head"} else element
    if holder is None or local(holder) != "list":
        return False
    return "inline" in f"{holder.get('rend', '')} {holder.get('type', '')}".split()


def _adjoins_another(element: etree._Element) -> bool:
    """Whether it is side by side with another that is no phrase either, and nothing between."""
    if local(element) in PHRASES:
        return False
    before, after = element.getprevious(), element.getnext()
    return (before is not None and not before.tail and _is_no_phrase(before)) or (
        after is not None and not element.tail and _is_no_phrase(after)
    )


def _is_no_phrase(element: etree._Element) -> bool:
    return bool(local(element)) and local(element) not in PHRASES


def words_in(element: etree._Element) -> list[str]:
    """All that stands in an element, word by word, whatever it is."""
    return "".join(element.itertext()).split()  # type: ignore[arg-type]


def markup_in(example: etree._Element) -> str:
    """The source of what stands in an `egXML`, without the declarations of namespaces."""
    source = etree.tostring(example, encoding="unicode", with_tail=False)
    return _DECLARATION.sub("", source.partition(">")[2].rpartition("</")[0])
