"""The entries of an apparatus: which are printed as a list, which only point (TEI 12.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.names import DIVISIONS, has_own_words, tei, text_in
from pipeline.tei.reading_details import app_of

_APP, _LEM, _RDG, _NOTE = map(tei, ("app", "lem", "rdg", "note"))
_OF_EDITORS: frozenset[object] = frozenset(map(tei, ("reg", "corr", "expan")))
_OF_WITNESS: frozenset[object] = frozenset(map(tei, ("orig", "sic", "abbr")))
_LIST = tei("listApp")
_OF_LISTS = (_APP, _LIST, *DIVISIONS)
_HOLDERS = frozenset((*DIVISIONS, *map(tei, "text front body back lg sp".split())))
_BLOCKS = tuple(map(tei, "p ab l lg sp stage head list".split()))
_PARAGRAPHS = frozenset((tei("p"), tei("ab")))
_ENTRIES_FOLLOW = ("location-referenced", "internal")  # right behind their words
_DOCUMENTS = (tei("TEI"), tei("teiCorpus"))
_BESIDE = frozenset((_APP, _NOTE))  # of what stands before an entry, what is no text, or not yet
_MARKS = ".,;:!?·…()[]{}⟨⟩«»‹›„“”‘’\"'–—-،؛؟。、，；：！？"
_NEAR = 40  # elements before an entry in which its lemma is looked for


def is_listed(element: etree._Element) -> bool:
    """Whether it is of an apparatus that is printed as one, with every reading.

    So is what a `listApp` or a `div` of type apparatus has; of the latter
    not the entries that lead to their words, beside which they are told.
    """
    points = False
    for each in (element, *element.iterancestors(*_OF_LISTS)):
        if each.tag == _APP:
            points = bool(each.get("from"))
        elif each.tag == _LIST:
            return True
        elif each.tag in DIVISIONS and each.get("type") == "apparatus":
            return not points
    return False


def is_entry(app: etree._Element) -> bool:
    """Whether it is an entry of such a list, and not told in a sentence or another's reading."""
    parent = app.getparent()
    if parent is None or not is_listed(app):
        return False
    return parent.tag in _OF_LISTS[1:] or (parent.tag in _PARAGRAPHS and _has_no_words(parent))


def holds_entries(paragraph: etree._Element) -> bool:
    """Whether it only holds together entries of a list."""
    first = next(paragraph.iterchildren(_APP), None) if len(paragraph) else None
    return first is not None and is_entry(first)


def regularizes_only(lemma: etree._Element) -> bool:
    """Whether a lemma reads what another reading of its entry has, but for what it regularizes."""
    said = _letters(lemma, _OF_WITNESS)
    return any(_letters(other, _OF_EDITORS) == said for other in _others(lemma))


def differs_in_signs_only(element: etree._Element) -> bool:
    """Whether it is of an entry of such a list that has the letters of its lemma twice.

    Then what is uncertain of them is all that its readings differ in.
    """
    app = app_of(element)
    lemma = app.find(_LEM) if app is not None and is_listed(element) else None
    if lemma is None:
        return False
    said = _letters(lemma, _OF_EDITORS)
    return any(_letters(other, _OF_EDITORS) == said for other in _others(lemma))


def _others(lemma: etree._Element) -> Iterator[etree._Element]:
    parent = lemma.getparent()
    return iter(()) if parent is None else parent.iterchildren(_RDG)


def _letters(reading: etree._Element, left_out: frozenset[object]) -> str:
    """The letters of a reading without some alternatives, as they are written."""
    pieces = [reading.text or ""]
    for child in reading:
        pieces += ["" if child.tag in left_out else _letters(child, left_out), child.tail or ""]
    return " ".join("".join(pieces).split())


@lru_cache(maxsize=4)
def _has_no_words(paragraph: etree._Element) -> bool:
    return not has_own_words(paragraph)


def stands_outside(app: etree._Element) -> bool:
    """Whether its lemma is read in the text, to which it only points (TEI 12.2.1, 12.2.2)."""
    encodings = _encodings_of(app)
    if any(method == "parallel-segmentation" for method, _ in encodings):
        return False
    points = any(app.get(name) for name in ("from", "to", "loc"))
    if not (points or _ENTRIES_FOLLOW in encodings) or is_listed(app):
        return False
    if app.get("from") or (points and encodings):
        return True
    return app in _found_outside(_document_of(app))


def _encodings_of(element: etree._Element) -> frozenset[tuple[str, str]]:
    """How variants are bound to the text, and where they stand, if a header says so."""
    document = next(element.iterancestors(*_DOCUMENTS), None)
    return frozenset() if document is None else _encodings(document)


@lru_cache(maxsize=4)
def _encodings(document: etree._Element) -> frozenset[tuple[str, str]]:
    """What the header of `document` says, and those of what it stands in."""
    declared = document.iterfind(f"{tei('teiHeader')}//{tei('variantEncoding')}")
    said = ((each.get("method", ""), each.get("location", "")) for each in declared)
    return _encodings_of(document).union(each for each in said if each[0])


def _document_of(app: etree._Element) -> etree._Element:
    document = next(app.iterancestors(*_DOCUMENTS), None)
    return app.getroottree().getroot() if document is None else document


@lru_cache(maxsize=4)
def _found_outside(document: etree._Element) -> frozenset[etree._Element]:
    """The entries whose words the text has besides: with a bare line number, or right behind them.

    Nobody says whether it has them, so they are looked for. Where most
    entries have a lemma that is not there, none repeats the text: by chance
    the same word may stand before. Where the header says that the text has
    them, entries without a lemma need no other to tell.
    """
    is_declared = _ENTRIES_FOLLOW in _encodings(document)
    entries = [
        app for app in document.iter(_APP) if not (app.get("from") or is_listed(app))
        and (app_of(app) is None if is_declared else _has_number(app))
    ]  # fmt: skip
    lemmata = {app: _words(text_in(lemma)) for app in entries for lemma in app.iterchildren(_LEM)}
    told = {app: lemma for app, lemma in lemmata.items() if lemma}
    repeating = {app for app, lemma in told.items() if _is_repeated(app, lemma)}
    others = [app for app in entries if app not in told]
    if (repeating or is_declared) and 2 * len(repeating) >= len(told):
        return frozenset(repeating.union(others))
    return frozenset(filter(_stands_among_blocks, others))


def _has_number(app: etree._Element) -> bool:
    """Whether it has that of a line, and is not of whole lines itself."""
    return any(map(app.get, ("loc", "to"))) and not _holds_blocks(app)


def _holds_blocks(app: etree._Element) -> bool:
    """Whether its readings are lines or paragraphs, which only the text has."""
    blocks = app.iterdescendants(*_BLOCKS)
    return any(next(block.iterancestors(_NOTE, _APP)).tag == _APP for block in blocks)


def _stands_among_blocks(app: etree._Element) -> bool:
    parent = app.getparent()
    return parent is not None and parent.tag in _HOLDERS


def _is_repeated(app: etree._Element, lemma: str) -> bool:
    """Whether the lemma stands right before; if no text follows, anywhere not far before."""
    before = _words(_text_before(app))
    edge = "" if is_unspaced(lemma) else " "
    if f"{edge}{before}".endswith(f"{edge}{lemma}"):
        return True
    is_near = f"{edge}{lemma}{edge}" in f"{edge}{before}{edge}"
    return is_near and (_stands_among_blocks(app) or _ends_the_text(app))


def _text_before(app: etree._Element) -> str:
    parent = app.getparent()
    pieces = [(parent.text if parent is not None else "") or ""]
    for sibling in reversed(list(islice(app.itersiblings(preceding=True), _NEAR))):
        pieces += ["" if sibling.tag in _BESIDE else text_in(sibling), sibling.tail or ""]
    return "".join(pieces)


def _ends_the_text(app: etree._Element) -> bool:
    """Whether nothing but other entries follows it where it stands."""
    after: Iterable[etree._Element] = islice(app.itersiblings(), _NEAR)
    return _is_blank(app.tail) and all(each.tag == _APP and _is_blank(each.tail) for each in after)


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _words(text: str) -> str:
    """Its words alone, as they may be written in a lemma."""
    return " ".join(filter(None, (word.strip(_MARKS) for word in text.casefold().split())))
