"""Which entries of an apparatus are read in a document: in a list, in the text, or not at all."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from pipeline.checks.master.elements import is_in_list_of_apparatus, local
from pipeline.checks.words import has_unspaced
from pipeline.tei.names import NAMESPACES, tei

_DOCUMENTS = (tei("TEI"), tei("teiCorpus"))
_BEHIND_WORDS = ("location-referenced", "internal")
_Encoding = tuple[str, str | None]
_NEAR = 40  # elements before an entry in which its lemma is looked for
_PUNCTUATION = ".,;:!?·…()[]{}⟨⟩«»‹›„“”‘’\"'–—-،؛؟。、，；：！？"
_HOLD_BLOCKS = frozenset(
    "div div1 div2 div3 div4 div5 div6 div7 text front body back lg sp".split()
)
_BLOCKS = frozenset("p ab l lg sp stage head list".split())


class Entries:
    """The entries of the documents in one file; those of each are looked at once."""

    def __init__(self) -> None:
        self._encodings: dict[etree._Element, set[_Encoding]] = {}
        self._pointing: dict[etree._Element, set[etree._Element]] = {}

    def only_points(self, app: etree._Element) -> bool:
        """Whether the text has the lemma besides: so it is declared, or it stands before."""
        is_pointing = any(map(app.get, ("from", "to", "loc")))
        documents = list(app.iterancestors(*_DOCUMENTS))
        declared = {each for above in documents for each in self._declared(above)}
        follows = _BEHIND_WORDS in declared
        if any(method == "parallel-segmentation" for method, _ in declared):
            return False
        if not (is_pointing or follows) or is_in_list_of_apparatus(app):
            return False
        if is_pointing and (declared or app.get("from")):
            return True
        document = documents[0] if documents else app.getroottree().getroot()
        if document not in self._pointing:
            self._pointing[document] = _pointing_in(document, follows=follows)
        return app in self._pointing[document]

    def _declared(self, document: etree._Element) -> set[_Encoding]:
        """How its header says that variants are bound to the text, and where (TEI 12.2)."""
        if document not in self._encodings:
            self._encodings[document] = {
                (method, each.get("location"))
                for each in document.iterfind("tei:teiHeader//tei:variantEncoding", NAMESPACES)
                if (method := each.get("method"))
            }
        return self._encodings[document]


def _pointing_in(document: etree._Element, *, follows: bool) -> set[etree._Element]:
    """The entries whose words stand in the text before them, and those that say none.

    If less than half of those that say their words have them there, it is by chance. Where it
    is declared that they `follow` their words, those are believed that say none.
    """
    with_words: dict[etree._Element, str] = {}
    without: set[etree._Element] = set()
    for app in document.iter(tei("app")):
        if _may_point(app, follows=follows):
            if words := _lemma_of(app):
                with_words[app] = words
            else:
                without.add(app)
    there = {app for app, words in with_words.items() if _has_before(app, words)}
    if (there or follows) and len(there) >= len(with_words) - len(there):
        return there | without
    return {app for app in without if _is_between_blocks(app)}


def _may_point(app: etree._Element, *, follows: bool) -> bool:
    """Whether it has a line's number; if entries follow their words, whether it is no reading's."""
    if app.get("from") or is_in_list_of_apparatus(app):
        return False
    if follows:
        return next(app.iterancestors(tei("app")), None) is None
    return any(map(app.get, ("loc", "to"))) and not _reads_blocks(app)


def _lemma_of(app: etree._Element) -> str:
    lemma = app.find(tei("lem"))
    return _spaced("".join(map(str, lemma.itertext()))) if lemma is not None else ""


def _reads_blocks(app: etree._Element) -> bool:
    """Whether a reading, and not just a note, is whole lines or paragraphs."""
    agenda = list(app)
    while agenda:
        element = agenda.pop()
        if local(element) in _BLOCKS:
            return True
        if local(element) != "note":
            agenda += element
    return False


def _is_between_blocks(app: etree._Element) -> bool:
    parent = app.getparent()
    return parent is not None and local(parent) in _HOLD_BLOCKS


def _has_before(app: etree._Element, words: str) -> bool:
    """Whether they stand right before the entry; or in its line, if it is the end of that."""
    before = _spaced(_said_before(app))
    if has_unspaced(words):
        is_right_before, is_before = before.endswith(words), words in before
    else:
        is_right_before = f" {before}".endswith(f" {words}")
        is_before = f" {words} " in f" {before} "
    return is_right_before or (is_before and (_is_between_blocks(app) or _is_last(app)))


def _said_before(app: etree._Element) -> str:
    parent = app.getparent()
    said = parent.text or "" if parent is not None else ""
    for each in reversed(list(islice(app.itersiblings(preceding=True), _NEAR))):
        if local(each) not in ("app", "note"):
            said += "".join(map(str, each.itertext()))
        said += each.tail or ""
    return said


def _is_last(app: etree._Element) -> bool:
    """Whether only other entries follow it."""
    if (app.tail or "").strip():
        return False
    following = islice(app.itersiblings(), _NEAR)
    return not any(local(each) != "app" or (each.tail or "").strip() for each in following)


def _spaced(text: str) -> str:
    words = (word.strip(_PUNCTUATION) for word in text.casefold().split())
    return " ".join(word for word in words if word)
