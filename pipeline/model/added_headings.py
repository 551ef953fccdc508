"""What heads a division that has no heading of its own, and headings that head nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline.model.xhtml import HEADINGS, add_class, qualified, set_language
from pipeline.tei.apparatus import stands_outside
from pipeline.tei.languages import primary
from pipeline.tei.names import has_words, tei
from pipeline.tei.plain_text import name_of, plain
from pipeline.tei.units import kind_of_division
from pipeline.terms import terms_for

if TYPE_CHECKING:
    from pipeline.model.book import Division
    from pipeline.model.interpret import Interpretation

_PARTS_OF_EDITIONS = frozenset("apparatus bibliography commentary edition translation".split())
# Parts by which a text is cited, which read on from one to the next.
_CITED = frozenset("section sentence verse line paragraph card".split())
_VERSES = frozenset(("line", "card"))  # which have numbers of their own
_LONGEST_NUMBER = 20  # characters
# The terms for lists (TEI 14.3, 3.12, 13.2).
_LISTS = {
    tei("listPerson"): "persons",
    tei("listOrg"): "organisations",
    tei("listPlace"): "places",
    tei("listEvent"): "events",
    tei("listObject"): "objects",
    tei("listNym"): "names",
    tei("listBibl"): "bibliography",
    tei("listApp"): "variants",
}
_TEXT, _DIV, _NOTE, _APP, _HEAD = map(tei, "text div note app head".split())
_FRONT, _BODY, _BACK = map(tei, ("front", "body", "back"))
_AROUND = frozenset((_FRONT, _BACK))
_SECTION, _SPAN, _IMAGE = map(qualified, ("section", "span", "img"))


class _Name(NamedTuple):
    """What a division is called, and in which language, if not in that of the text."""

    words: str
    language: str = ""


def corpus_title(element: etree._Element) -> str:
    """A text of a corpus is known by the title in its own header (TEI 15.1)."""
    parent = element.getparent()
    if element.tag != _TEXT or parent is None or parent.tag != tei("TEI"):
        return ""
    return plain(
        parent.find(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}")
    )


def head(
    run: Interpretation, element: etree._Element, made: etree._Element, division: Division
) -> None:
    """Head a division without a heading as it is called, if anything calls it."""
    if division.heading:
        if _is_of_many(element):
            _add(made, division)
        return
    if not _is_read(made):
        return
    if words := _title_of_its_page(element) or _head_of_its_list(element):
        division.heading = words
    elif name := (
        _part_of_edition(run, element)
        or _part_of_text(element)
        or _number_in_group(element)
        or _lists(run, element)
    ):
        division.heading = name.words
        added = _add(made, division)
        if name.language:
            set_language(added, name.language)
    elif _is_cited(element):
        add_class(made, "numbered")


def lost_its_notes(element: etree._Element, made: etree._Element) -> bool:
    """Whether nothing is left of a division but headings, its notes being where they are called.

    So are entries of an apparatus that only point to the text: the list of variants has them.
    Then its headings are taken out: what heads nothing is no heading.
    """
    if next(made.iterchildren(*HEADINGS), None) is None:
        return False
    if not any(map(_is_elsewhere, element.iter(_NOTE, _APP))) or any(map(_is_read_besides, made)):
        return False
    for child in list(made):
        has_places = next(child.iter(_SPAN), None) is not None  # a page may begin there
        if child.tag in HEADINGS or not (has_places or child.tag == _SECTION):
            made.remove(child)
    return True


def _is_elsewhere(each: etree._Element) -> bool:
    """Whether it may be told elsewhere: a note, or an entry of an apparatus that only points."""
    return each.tag == _NOTE or stands_outside(each)


def _is_read_besides(child: etree._Element) -> bool:
    """Whether anything is read in what is no heading, or after it."""
    return bool((child.tail or "").strip()) or (child.tag not in HEADINGS and _is_read(child))


def _is_read(made: etree._Element) -> bool:
    return has_words(made) or next(made.iter(_IMAGE), None) is not None


def _is_of_many(text: etree._Element) -> bool:
    """Whether the header of a text is its own: it is a document within another."""
    return text.getparent().getparent() is not None  # type: ignore[union-attr]


def _add(made: etree._Element, division: Division) -> etree._Element:
    heading = etree.Element(HEADINGS[min(6, division.level) - 1], {"class": "added"})
    heading.text = division.heading
    heading.tail, made.text = made.text, None
    made.insert(0, heading)
    return heading


def _part_of_edition(run: Interpretation, division: etree._Element) -> _Name | None:
    """What a part of an EpiDoc edition is called, where several stand beside each other.

    Its kind is all that tells the text from its translation (EpiDoc Guidelines, "Structure").
    What is before or behind a text stands beside it.
    """
    parent, kind = division.getparent(), division.get("type", "")
    if kind not in _PARTS_OF_EDITIONS or division.tag != _DIV or parent is None:
        return None
    kinds = run.surroundings.kinds_of_divisions(parent)
    is_beside_another = sum(kinds[each] for each in _PARTS_OF_EDITIONS) > 1
    if parent.tag not in _AROUND and not (parent.tag == _BODY and is_beside_another):
        return None
    name, which = kind.capitalize(), _words_of(division.get("subtype", ""))
    return _Name(f"{name} ({which})" if which and kinds[kind] > 1 else name, "en")


def _words_of(name: str) -> str:
    """The words of a name that was made for programs: principal edition, of principalEdition."""
    parted = re.sub(r"(?<=[a-z])[A-Z](?=[a-z])", lambda found: f" {found[0].lower()}", name)
    return parted.replace("_", " ")


def _part_of_text(division: etree._Element) -> _Name | None:
    """The number of a part of a text, with its kind (EpiDoc Guidelines, "Textpart").

    A word ("prologus", "pr") is a name and no number.
    """
    number, kind = division.get("n", "").strip(), division.get("subtype", "")
    if division.get("type") != "textpart" or not 0 < len(number) <= _LONGEST_NUMBER:
        return None
    if kind in _CITED:
        return None
    if number.isalpha() and not re.fullmatch("[ivxlcdm]+|.", number, re.IGNORECASE):
        return _Name(number[0].upper() + number[1:])
    if not kind:
        return _Name(number)
    if said := kind_of_division(division):
        return _Name(f"{said} {number}")
    return _Name(f"{kind.replace('_', ' ').capitalize()} {number}", "en")


def _is_cited(division: etree._Element) -> bool:
    """Whether it is known by a number that heads nothing, and stands before its words."""
    is_part = division.get("type") == "textpart" and division.get("subtype") in _CITED - _VERSES
    return is_part and 0 < len(division.get("n", "").strip()) <= _LONGEST_NUMBER


def _title_of_its_page(text: etree._Element) -> str:
    """What the title page of a text in a group calls it (TEI 4.3.1, 4.6): there it is printed."""
    if text.tag != _TEXT:
        return ""
    page = text.find(f"{tei('front')}/{tei('titlePage')}")
    return name_of(next(page.iter(tei("titlePart")), None)) if page is not None else ""


def _head_of_its_list(division: etree._Element) -> str:
    """What the one list in a division behind the text calls itself: there it is printed."""
    held = _held_behind(division)
    return name_of(held[0].find(_HEAD)) if len(held) == 1 and held[0].tag in _LISTS else ""


def _held_behind(element: etree._Element) -> list[etree._Element]:
    """What a division right behind the text holds; of anything else nothing."""
    parent = element.getparent()
    if element.tag != _DIV or parent is None or parent.tag != _BACK:
        return []
    return list(element.iterchildren(tei("*")))


def _number_in_group(text: etree._Element) -> _Name | None:
    """The number of a text in a group where no heading is in all of it."""
    if text.tag != _TEXT or next(text.iter(_HEAD), None) is not None:
        return None
    number = text.get("n", "").strip()
    return _Name(number) if 0 < len(number) <= _LONGEST_NUMBER else None


def _lists(run: Interpretation, element: etree._Element) -> _Name | None:
    """What a list has, or a division behind the text that is nothing but lists of one kind."""
    tags = {each.tag for each in _held_behind(element) or (element,)}
    key = _LISTS.get(tags.pop()) if len(tags) == 1 else None
    if key is None:
        return None
    language = run.master.metadata.language
    terms = terms_for(language)
    foreign = terms.language_of(key) != primary(language)
    return _Name(terms(key), terms.language_of(key) if foreign else "")
