"""The table of contents, as the walk finds it."""

from __future__ import annotations

import re
from itertools import takewhile

from lxml import etree

from pipeline.model.book import Division, PageBreak, Part, every_division
from pipeline.model.ids import Ids
from pipeline.model.xhtml import PHRASING, plain_tag, qualified, text_without_calls
from pipeline.tei.names import text_in

# The kinds of divisions that are called by their place: "Act One", "the third chapter".
_COUNTED = frozenset("act book canto chapter part scene volume".split())
# Those that are a page of the source, which has its number there.
_OF_PAGES = frozenset("column folio leaf page recto verso".split())
_PARTING = frozenset(".,:;?!…—–-·;،؛。、，：；？！।")  # ends a heading that another follows
_LONGEST = 4  # words of a heading that only counts
_SHORTEST = 4  # letters of the word by which it names its kind


class Contents:
    """The open divisions, the closed ones, and the page breaks met on the way."""

    def __init__(self) -> None:
        self.part: Part = "body"
        self.divisions: list[Division] = []
        self.page_breaks: list[PageBreak] = []
        self.floating = 0  # inside a floatingText, divisions are not the book's
        self._open: list[Division] = []

    @property
    def current(self) -> Division | None:
        """The innermost open division."""
        return self._open[-1] if self._open else None

    @property
    def level(self) -> int:
        """The level of the innermost open division; 0 outside."""
        return len(self._open)

    def enter(self, identifier: str, kind: str, number: str) -> Division:
        """Open a division inside the one that is open."""
        division = Division(identifier, kind, self.part, len(self._open) + 1, number=number)
        siblings = self._open[-1].children if self._open else self.divisions
        siblings.append(division)
        self._open.append(division)
        return division

    def leave(self) -> None:
        """Close the innermost division."""
        self._open.pop()

    def head(self, words: str) -> None:
        """Add a heading of the innermost division: several are joined."""
        division = self.current
        if division is None or not words:
            return
        before = division.heading
        if before:
            words = f"{before} {words}" if before[-1] in _PARTING else f"{before}. {words}"
        division.heading = words

    def drop_empty(self, content: etree._Element) -> None:
        """Leave out the divisions in which nothing is left to read, nor any place to point at."""
        self.divisions = _without_empty(self.divisions, content)


def find_uncounted(divisions: list[Division]) -> None:
    """Note it of divisions that are not to be called by their `@n`."""
    every = list(every_division(divisions))
    if _are_levels(divisions, every):
        uncounted = every
    else:
        of_pages = [each for each in every if each.kind.lower() in _OF_PAGES]
        uncounted = [*_named_with_ordinals(every), *of_pages]
    for division in uncounted:
        division.is_counted = False


def _are_levels(divisions: list[Division], every: list[Division]) -> bool:
    """Whether `@n` counts nothing: sisters have the same, their level.

    TEI leaves it open what `@n` is (att.global); the Deutsches Textarchiv
    writes there how deep a division is.
    """
    groups = [divisions, *(division.children for division in every)]
    numbers = [[division.number for division in group if division.number] for group in groups]
    return any(len(each) > 1 and len(set(each)) == 1 for each in numbers)


def _named_with_ordinals(every: list[Division]) -> list[Division]:
    """The divisions of the kinds whose headings say in words which of them each is."""
    kinds: dict[str, list[Division]] = {}
    for division in every:
        if division.heading and division.number and division.kind.lower() in _COUNTED:
            kinds.setdefault(division.kind, []).append(division)
    return [each for alike in kinds.values() if _are_named_alike(alike) for each in alike]


def _are_named_alike(divisions: list[Division]) -> bool:
    """Whether all begin, or end, with one word, and differ in the rest: in any language ordinals.

    So do "Πράξη πρώτη" and "Πράξη δεύτερη". A word of three letters may be an article.
    """
    said = [re.split("[.:;?!—–]", division.heading.lower())[0].split() for division in divisions]
    if len(set(map(tuple, said))) == 1 or not all(1 < len(each) <= _LONGEST for each in said):
        return False
    return any(
        len({each[end] for each in said}) == 1 and len(said[0][end]) >= _SHORTEST for end in (0, -1)
    )


def _without_empty(divisions: list[Division], parent: etree._Element) -> list[Division]:
    sections = {child.get("id"): child for child in parent if plain_tag(child) == "section"}
    kept = []
    for division in divisions:
        section = sections[division.id]
        division.children = _without_empty(division.children, section)
        if len(section) or (section.text or "").strip():
            kept.append(division)
        elif (section.tail or "").strip():
            section.tag = qualified("div")
        else:
            parent.remove(section)
    return kept


def gather_loose(content: etree._Element, contents: Contents, ids: Ids) -> list[Division]:
    """Wrap what stands outside every division in sections of its own.

    Empty phrases (a page break between two chapters) move into the section
    that follows, and in it to where its text begins. Gives the divisions in
    the order of the sections.
    """
    by_id = {division.id: division for division in contents.divisions}
    ordered: list[Division] = []
    run: list[etree._Element] = []
    _wrap_text(content)
    for child in list(content):
        if plain_tag(child) == "section" and child.get("id") in by_id:
            if run:
                _settle(run, child, ordered, contents, ids)
                run = []
            ordered.append(by_id[child.get("id", "")])
        else:
            run.append(child)
    if run:
        _settle(run, None, ordered, contents, ids)
    _settle_page_breaks(content)
    return ordered


def _settle_page_breaks(content: etree._Element) -> None:
    """Let empty phrases with which a division begins stand in the division that follows them.

    Before it they would be a page of their own where that begins one.
    """
    for section in list(content.iter(qualified("section"))):
        if (section.text or "").strip():
            continue
        leading = list(takewhile(_is_empty_phrase, section))
        following = section[len(leading)] if len(leading) < len(section) else None
        if leading and following is not None and plain_tag(following) == "section":
            _put_first(leading, following)


def _is_empty_phrase(element: etree._Element) -> bool:
    is_phrase = plain_tag(element) in PHRASING and plain_tag(element) != "img"
    return is_phrase and not _has_content(element) and not (element.tail or "").strip()


def _put_first(run: list[etree._Element], section: etree._Element) -> None:
    text, section.text = section.text, None
    for at, element in enumerate(run):
        section.insert(at, element)
    run[-1].tail = text


def _wrap_text(content: etree._Element) -> None:
    """Bare text outside every division becomes paragraphs, with the phrases that stand in it."""
    lead, content.text = content.text or "", None
    phrases: list[etree._Element] = []
    for child in list(content):
        if plain_tag(child) in PHRASING:
            phrases.append(child)
            continue
        if paragraph := _paragraph(lead, phrases):
            child.addprevious(paragraph[0])
        lead, child.tail = child.tail or "", None
        phrases = []
    content.extend(_paragraph(lead, phrases))


def _paragraph(lead: str, phrases: list[etree._Element]) -> list[etree._Element]:
    """A paragraph of a run of text and phrases; none where there is no text between these."""
    if not lead.strip() and not any((phrase.tail or "").strip() for phrase in phrases):
        return []
    paragraph = etree.Element(qualified("p"))
    paragraph.text = lead
    paragraph.extend(phrases)
    if any(plain_tag(inner) not in PHRASING for inner in paragraph.iterdescendants()):
        paragraph.tag = qualified("div")  # a link may hold blocks, a paragraph may not
        paragraph.set("class", "p")
    return [paragraph]


def _settle(
    run: list[etree._Element],
    following: etree._Element | None,
    ordered: list[Division],
    contents: Contents,
    ids: Ids,
) -> None:
    if following is not None and not any(_has_content(element) for element in run):
        _put_first(run, following)
        return
    section = etree.Element(qualified("section"))
    identifier = ids.fresh("part")
    section.set("id", identifier)
    section.set("class", "div loose")
    run[0].addprevious(section)
    for element in run:
        section.append(element)
    heading = next((element for element in section if plain_tag(element) == "h1"), None)
    words = text_without_calls(heading) if heading is not None else ""
    ordered.append(Division(identifier, "loose", contents.part, 1, words))


def _has_content(element: etree._Element) -> bool:
    return bool(text_in(element).strip()) or element.find(f".//{qualified('img')}") is not None
