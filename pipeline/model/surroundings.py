"""What rules may ask of an element's surroundings, beyond XPath (`e:` functions)."""

from __future__ import annotations

import re
from collections import Counter
from typing import cast

from lxml import etree

from pipeline.model.called_notes import CalledNotes
from pipeline.tei.breaks import ends_word
from pipeline.tei.languages import primary
from pipeline.tei.name_order import is_abbreviated
from pipeline.tei.names import has_own_words, local_name, tei, text_before, text_in
from pipeline.tei.part_labels import label_of
from pipeline.tei.pointers import names_work
from pipeline.tei.quotation import QUOTATION_MARKS
from pipeline.tei.sigla import missing_siglum
from pipeline.tei.units import language_at, unit_of

_RUNNING = frozenset(
    "ab abbr actor add addrLine app bibl byline choice cl corr damage date dateline del"
    " docAuthor emph ex expan foreign gloss head hi l label lem line measure mentioned"
    " name num orgName orig p pc persName phr placeName rdg ref reg role roleDesc rs s"
    " salute seg sic signed soCalled speaker stage subst supplied surplus term title"
    " titlePart trailer u unclear w".split()
)
_FRAMES = frozenset(
    "back body castGroup castList closer div div1 div2 div3 div4 div5 div6 div7"
    " docImprint entry figure floatingText front group lg list listBibl listOrg"
    " listPerson listPlace msDesc opener row sense sourceDoc sp spGrp standOff surface"
    " surfaceGrp table TEI text titlePage".split()
)
_QUOTING = frozenset("cit q quote said".split())
_PARAGRAPHS = frozenset(map(tei, ("ab", "p")))
_BLOCKS = frozenset("ab div figure floatingText l lg list p sp table".split())
# Descriptions, whose parts are words of their own even where a file has no space between them.
_OF_FIELDS = frozenset(map(tei, (
    "bibl biblStruct biblFull analytic monogr series imprint etym form gramGrp sense entry"
    " entryFree re hom xr cit msIdentifier altIdentifier msItem msItemStruct msContents"
    " physDesc decoDesc history person place org event respStmt castItem address dimensions"
    " origin provenance acquisition titleStmt publicationStmt editionStmt seriesStmt location"
    " docImprint docTitle handDesc supportDesc collation persName placeName orgName"
    " affiliation residence birth death author editor docAuthor name rs object objectIdentifier"
    " measureGrp locusGrp personGrp nym state trait msDesc msPart msFrag additional adminInfo"
).split()))  # fmt: skip
_CITED = etree.XPath("descendant-or-self::*/@wit", smart_strings=False)
_POINTER = tei("ptr")
# Names, which may end in an abbreviation.
_ABBREVIATED = frozenset(map(tei, ("author", "editor", "publisher")))
_POINTERS = frozenset((_POINTER, tei("ref")))
_SHOWN = {tei("biblScope"): "from", tei("date"): "when"}  # what stands for missing words
# What may stand in the midst of a word, and so begins no part of a description.
_GLUED = frozenset(map(tei, (
    "hi emph seg span w c pc g choice sic corr orig reg abbr expan ex am add del subst app lem rdg"
    " supplied unclear surplus damage foreign anchor pb cb gb lb milestone note"
).split()))  # fmt: skip

_POINTS = frozenset(".,،؛;:!?/|()[]{}<>⟨⟩–—-=·…" + "".join(QUOTATION_MARKS)) - frozenset("\"'’”")

# What ends in a point, or a stroke, and needs another all the same: initials, and addresses.
_INITIAL = re.compile(r"(?:^|[\s.-])[^\W\d_]h?\.$|://\S*/$")

_BINDING = frozenset("’'-/\u2010\u2011")  # a word may go on after these, and before those
_BINDING_BEFORE = _BINDING | frozenset(".,;:!?)]")
_ENDING_POINTS = frozenset(".,;:!?…") | QUOTATION_MARKS
_ENDS_QUOTED = re.compile(r"[”»\"]$|[.,;:!?…–—]['’“]$")
_UNSPACED = frozenset(("zh", "ja", "lzh"))
_CLOSING_BRACKETS = frozenset(")]")
_OPENING_POINTS = frozenset(",;:.)]}–—")
_ORNAMENTS = tuple("*⁎∗✱✻＊⁂❦❧☙")


class Surroundings:
    """Answers about one document, each remembered, so that a wide parent is looked at once."""

    def __init__(self, root: etree._Element, ids: frozenset[str]) -> None:
        self.root = root
        self._ids = ids
        self.called_notes = CalledNotes(root, self.stands_in_phrase)
        self._cited: frozenset[str] | None = None
        self._mixed: dict[etree._Element, bool] = {}
        self._kinds: dict[etree._Element, Counter[str]] = {}
        declared = root.find(f".//{tei('editorialDecl')}/{tei('quotation')}")
        self._marks = declared.get("marks", "") if declared is not None else ""

    def is_unspaced(self, element: etree._Element) -> bool:
        """Whether the language of the place is one that has no spaces."""
        return primary(language_at(element)) in _UNSPACED

    def stands_among_words(self, element: etree._Element) -> bool:
        """Whether the parent of `element` has words of its own: the white space there is text."""
        parent = element.getparent()
        return parent is not None and self._has_own_words(parent)

    def stands_in_phrase(self, element: etree._Element) -> bool:
        """Whether `element` stands among running text rather than as a block among blocks."""
        parent = element.getparent()
        if parent is None:
            return False
        name = local_name(parent.tag)
        if name in _RUNNING:
            return True
        if self._has_own_words(parent):
            return True
        can_be = self._has_phrase_beside(element) if name not in _QUOTING else _is_in_line(parent)
        return name not in _FRAMES and can_be and self.stands_in_phrase(parent)

    def is_quoted(self, element: etree._Element) -> bool:
        """Whether quotation marks stand in the transcription at `element` (TEI 2.3.3, `@marks`)."""
        if self._marks == "all":
            return True
        if self._marks == "none":
            return False
        inner = text_in(element).strip()
        if inner and (inner[0] in QUOTATION_MARKS or _ENDS_QUOTED.search(inner)):
            return True
        before = text_before(element)
        words = before.rstrip()
        if words != before and _has_closed(words, element):
            return False
        return words[-1:] in QUOTATION_MARKS

    def has_text(self, element: etree._Element) -> bool:
        """Whether there is anything to read in `element`."""
        return bool(text_in(element).strip())

    def is_ornament(self, element: etree._Element) -> bool:
        """Whether `element` holds a row of asterisks, or of flowers, and nothing else."""
        if len(element) or not (element.text or "").lstrip().startswith(_ORNAMENTS):
            return False
        return all(sign in _ORNAMENTS or sign.isspace() for sign in element.text or "")

    def is_unpointed(self, element: etree._Element) -> bool:
        """Whether another part stands before `element`, and no punctuation between them.

        Only where the parent has no words of its own: what an author punctuated stays so.
        """
        parent = element.getparent()
        if parent is None or self._has_own_words(parent):
            return False
        words = text_in(element).lstrip()
        if words[:1] in _OPENING_POINTS or not (words or self._is_shown(element)):
            return False
        for before in element.itersiblings(preceding=True):
            words = text_in(before).rstrip() if isinstance(before.tag, str) else ""
            if words:
                return words[-1] not in _POINTS or _needs_another(before, words)
            if self._is_shown(before):
                return True
        return False

    def _is_shown(self, empty: etree._Element) -> bool:
        """Whether an element without words shows an attribute, or to what it points."""
        if empty.tag == _POINTER:
            target = empty.get("target", "")
            leads = not target.startswith("#") or target[1:] in self._ids
            return leads or names_work(empty)
        return _shows_attribute(empty)

    def is_adjoining(self, element: etree._Element) -> bool:
        """Whether `element` follows another part without a space, in a parent without own words."""
        before, parent = element.getprevious(), element.getparent()
        if before is None or before.tail or parent is None or self._has_own_words(parent):
            return False
        return self._is_read(before) and self._is_read(element)

    def _is_read(self, element: etree._Element) -> bool:
        """Whether it has words, or shows an attribute, or the address to which it points."""
        if self.has_text(element) or _shows_attribute(element):
            return True
        return element.tag in _POINTERS and not element.get("target", "#").startswith("#")

    def begins_field(self, element: etree._Element) -> bool:
        """Whether `element` is a part of a description, and no space parts it from the one before.

        Persons' and places' names have such parts, bibliographies, entries of dictionaries.
        """
        if element.tag in _GLUED:
            return False
        before, parent = element.getprevious(), element.getparent()
        if before is None or before.tail or parent is None or parent.tag not in _OF_FIELDS:
            return False
        if before.tag in _GLUED or not (self._is_read(before) and self._is_read(element)):
            return False
        return text_in(before)[-1:] not in _BINDING and text_in(element)[:1] not in _BINDING_BEFORE

    def is_glued(self, element: etree._Element) -> bool:
        """Whether words of its parent end right before `element`, without a space."""
        last = text_before(element)[-1:]
        return last.isalnum() or last in _ENDING_POINTS or last in _CLOSING_BRACKETS

    def touches(self, element: etree._Element) -> bool:
        """Whether a word stands right before or after `element`, without a space."""
        return self.follows_word(element) or self.precedes_word(element)

    def follows_word(self, element: etree._Element) -> bool:
        """Whether a word stands right before `element`, without a space."""
        return _adjoining_before(element)[-1:].isalnum()

    def needs_space_before(self, element: etree._Element) -> bool:
        """Whether a word that stands for `element` would touch what stands before it."""
        return ends_word(_adjoining_before(element))

    def precedes_word(self, element: etree._Element) -> bool:
        """Whether a word stands right after `element`, without a space."""
        after = element.getnext()
        words = element.tail or (text_in(after) if after is not None else "")
        return words[:1].isalnum()

    def unit(self, element: etree._Element) -> str:
        """What the number in `element` counts or is, or who edits; nothing in a sentence."""
        if self.stands_among_words(element):
            return ""
        return unit_of(element) or label_of(element, text_in(element))

    def siglum(self, witness: etree._Element) -> str:
        """The siglum of a witness, where its description does not say it."""
        if self._cited is None:
            said = cast("list[str]", _CITED(self.root))
            self._cited = frozenset(each.rpartition("#")[2] for each in " ".join(said).split())
        return missing_siglum(witness, self._cited)

    def stands_alone(self, note: etree._Element) -> bool:
        """Whether the paragraph in which `note` stands holds nothing else to read."""
        inner = note
        for above in note.iterancestors():
            if self._has_own_words(above) or any(
                self.has_text(child) for child in above.iterchildren(tei("*")) if child is not inner
            ):
                return False
            if above.tag in _PARAGRAPHS:
                return True
            inner = above
        return False

    def kinds_of_divisions(self, parent: etree._Element) -> Counter[str]:
        """How many `div` of each kind stand in `parent`."""
        if parent not in self._kinds:
            kinds = (each.get("type", "") for each in parent.iterchildren(tei("div")))
            self._kinds[parent] = Counter(kinds)
        return self._kinds[parent]

    def _has_own_words(self, parent: etree._Element) -> bool:
        known = self._mixed.get(parent)
        if known is None:
            known = self._mixed[parent] = has_own_words(parent)
        return known

    def _has_phrase_beside(self, element: etree._Element) -> bool:
        beside = (element.getprevious(), element.getnext())
        return any(
            other is not None and local_name(other.tag) in _RUNNING - {"p", "l", "ab", "head"}
            for other in beside
        )


def _shows_attribute(element: etree._Element) -> bool:
    return any(each.get(_SHOWN[each.tag]) for each in element.iter(*_SHOWN))


def _needs_another(before: etree._Element, words: str) -> bool:
    """Whether the point, or bracket, that `words` of an element end in does not end it."""
    if _INITIAL.search(words) or words[-1] in _CLOSING_BRACKETS:
        return True
    if before.tag not in _ABBREVIATED:
        return False
    last = [text for text in map(str, before.itertext()) if not text.isspace()][-1].rstrip()
    return is_abbreviated(last) or is_abbreviated(words)


def _is_in_line(quotation: etree._Element) -> bool:
    """Whether it holds nothing that cannot be set in a line."""
    return not any(local_name(child.tag) in _BLOCKS for child in quotation)


def _has_closed(words: str, element: etree._Element) -> bool:
    """Whether the mark that `words` before `element` end with has closed another quotation.

    There is a word before it, and, as the caller knows, a space after it.
    """
    earlier = words[-2:-1]
    if not earlier:
        return element.getprevious() is not None
    return earlier.isalnum() or earlier in _ENDING_POINTS


def _adjoining_before(element: etree._Element) -> str:
    """The words of what stands right before an element."""
    before = element.getprevious()
    return text_before(element) or (text_in(before) if before is not None else "")
