"""What a header describes, in paragraphs: its parts told apart, its words as they stand.

A bibliographic description has its parts one by one where it has no words of
its own (TEI 3.12.2); that of a manuscript a line for each section and each
item of its contents (TEI 11.3 to 11.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import chain
from typing import NamedTuple

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.name_order import as_said
from pipeline.tei.names import (
    NAMESPACES,
    XML_ID,
    has_own_words,
    local_name,
    tei,
    text_before,
    text_in,
)
from pipeline.tei.plain_text import date_of, plain
from pipeline.tei.twins import in_language

_LONGEST_STATEMENT = 20_000  # some ten pages of a colophon
_BLOCKS = tuple("p ab bibl biblStruct biblFull licence msDesc recordingStmt item witness".split())
_WHOLE = frozenset("p ab title date".split())
_NAMES = frozenset("persName orgName author editor name respStmt".split())
_WHOLE_NAMES = frozenset(map(tei, ("persName", "orgName", "name", "affiliation")))
_DEEPEST = 50  # no description is so deep, and Python goes no deeper than some hundreds
_DATE, _MANUSCRIPT, _TABLE, _DIMENSIONS = map(tei, ("date", "msDesc", "table", "dimensions"))
# The parts of a description of a manuscript that are told one by one.
_PARTED = frozenset(map(tei, (
    "msDesc", "msPart", "msFrag", "msContents", "msItem", "msItemStruct", "physDesc", "objectDesc",
    "history", "additional", "adminInfo",
)))  # fmt: skip
_ITEMS = frozenset(map(tei, ("msItem", "msItemStruct")))
_NOT_READ = frozenset(map(tei, ("geo", "graphic", "facsimile")))  # for machines
_DIVISIONS = tuple(map(tei, "div div0 div1 div2 div3 div4 div5 div6 div7".split()))
_NOTE, _ITEM = tei("note"), tei("item")
_SURNAME, _FORENAME = tei("surname"), tei("forename")
_REFERENCES = tuple(map(tei, ("ref", "ptr")))
_PARTS = frozenset(map(tei, (
    "p ab list item head bibl title author editor respStmt resp name persName orgName pubPlace"
    " publisher date biblScope edition note surname forename roleName addName genName nameLink"
).split()))  # fmt: skip
_SIGNS = tuple(",;.:!?)]»”’")
# What ends with a stop that ends no sentence.
_ABBREVIATIONS = (" Ltd.", " Co.", " Inc.", " Corp.", " Bros.", " Cie.", " Univ.", " Jr.", " Sr.")
_TEMPLATES = frozenset(("information about the source",))


class Sources(NamedTuple):
    """The sources of a document: described, and called by what a catalogue knows them by."""

    described: tuple[str, ...]
    named: tuple[str, ...]


def read_sources(root: etree._Element, header: etree._Element) -> Sources:
    """What every `sourceDesc` says (TEI 2.2.7); what only a division goes by does not name all."""
    found = header.findall("tei:fileDesc/tei:sourceDesc", NAMESPACES)
    found = found or header.findall(".//tei:sourceDesc", NAMESPACES)[:1]
    blocks = [block for each in found for block in _blocks(each)]
    described = chain.from_iterable(map(_paragraphs, blocks))
    partial = _sources_of_divisions(root) if len(blocks) > 1 else ()
    whole = (block for block in blocks if block.get(XML_ID) not in partial)
    named = chain.from_iterable(map(_in_short, whole))
    return Sources(_stated(described), _stated(named))


def _sources_of_divisions(root: etree._Element) -> frozenset[str]:
    """The ids to which a division, or a text of a group, points as its own (TEI 16.3)."""
    texts = (each for group in root.iter(tei("group")) for each in group.iterchildren(tei("text")))
    declared = (each.get("decls", "") for each in chain(root.iter(*_DIVISIONS), texts))
    return frozenset(pointer.removeprefix("#") for each in declared for pointer in each.split())


def paragraphs_of(element: etree._Element | None, language: str) -> tuple[str, ...]:
    """The paragraphs of a header element, or its bibliographic items, as text; cut if endless.

    Of those that stand there in several languages, the book's.
    """
    if element is None:
        return ()
    said = chain.from_iterable(map(_paragraphs, in_language(_blocks(element), language)))
    return tuple(_within(_LONGEST_STATEMENT, said))


def listed(element: etree._Element, depth: int = 1) -> str:
    """The parts of something that has no words of its own, one by one; else its words."""
    if element.tag == _DATE:
        return date_of(element)
    if element.tag in _NOT_READ:
        return ""
    if element.tag == _DIMENSIONS:
        return _measured(element)
    name = local_name(element.tag)
    if name in _WHOLE or has_own_words(element) or depth > _DEEPEST:
        words = _running(element)
        return as_said(words, is_author=name == "author") if name in _NAMES else words
    return _joined(element.iterchildren(tei("*")), name in _NAMES, depth)


def _stated(paragraphs: Iterator[str]) -> tuple[str, ...]:
    """Those that say something: "-" does not, nor does what a template has there."""
    said = (
        each for each in paragraphs
        if any(map(str.isalnum, each)) and each.lower().rstrip(".") not in _TEMPLATES
    )  # fmt: skip
    return tuple(_within(_LONGEST_STATEMENT, said))


def _within(length: int, texts: Iterator[str]) -> Iterator[str]:
    """The first of `texts`, so many characters of them; the last is cut."""
    for text in texts:
        if len(text) > length:
            yield f"{text[:length]}…"
            return
        length -= len(text)
        yield text


def _blocks(element: etree._Element) -> list[etree._Element]:
    found = element.iter(*map(tei, _BLOCKS))
    return [node for node in found if not _is_inside(node, element)] or [element]


def _is_inside(node: etree._Element, top: etree._Element) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is top:
            return False
        if local_name(ancestor.tag) in _BLOCKS:
            return True
    return False


def _paragraphs(block: etree._Element) -> Iterator[str]:
    name = local_name(block.tag)
    if name not in _BLOCKS:
        said = iter([_running(block)])
    elif block.tag == _MANUSCRIPT:
        said = _sections(block)
    elif name == "witness" and (siglum := block.get(XML_ID)):
        said = iter([f"{siglum}: {_running(block)}"])
    elif name == "licence" and block.find(tei("p")) is not None:
        said = iter([" ".join(map(_running, block))])
    else:
        said = iter([listed(block)])
    return filter(None, said)


def _in_short(block: etree._Element) -> Iterator[str]:
    """Where a manuscript is kept, and its name; of anything else all that is said."""
    if block.tag != _MANUSCRIPT:
        return _paragraphs(block)
    return map(listed, block.iterchildren(tei("msIdentifier")))


def _sections(element: etree._Element, depth: int = 1) -> Iterator[str]:
    """The sections of a description, and the items of its contents, a line for each."""
    if element.tag not in _PARTED or has_own_words(element) or depth > _DEEPEST:
        yield listed(element, depth)
        return
    children = list(element.iterchildren(tei("*")))
    if element.tag in _ITEMS:
        yield _joined((each for each in children if each.tag not in _ITEMS), False, depth)
        children = [each for each in children if each.tag in _ITEMS]
    for child in children:
        yield from _sections(child, depth + 1)


def _joined(parts: Iterator[etree._Element], is_name: bool, depth: int) -> str:
    said, names = "", False
    for part in _as_said(list(parts)) if is_name else parts:
        words = listed(part, depth + 1)
        between = " " if is_name and not (names and part.tag in _WHOLE_NAMES) else ", "
        said = f"{said}{_after(said, between)}{words}" if words else said
        names = part.tag in _WHOLE_NAMES
    return said


def _as_said(parts: list[etree._Element]) -> list[etree._Element]:
    """The parts of a name, a surname that stands first put last where the script has capitals."""
    is_filed = len(parts) > 1 and [parts[0].tag, parts[1].tag] == [_SURNAME, _FORENAME]
    return [*parts[1:], parts[0]] if is_filed and plain(parts[0])[:1].isupper() else parts


def _after(said: str, between: str) -> str:
    """What parts `said` from what follows: it may end with a sign already."""
    if not said:
        return ""
    is_ended = said[-1] in ".,;:!?" and not said.endswith(_ABBREVIATIONS)
    return " " if is_ended else between


def _running(element: etree._Element) -> str:
    """The words of `element` as they stand, with those that only attributes have."""
    if len(element) == 0:
        return plain(element)
    told = deepcopy(element)
    told.tail = None
    for table in list(told.iter(_TABLE)):
        _run_on(table)
    for dimensions in list(told.iter(_DIMENSIONS)):
        _write_into(dimensions, _measured(dimensions))
    for part in told.iterdescendants(tei("*")):
        _word(part)
    for part in list(told.iter(*_NOT_READ)):
        part.clear()
    return plain(told)


def _run_on(table: etree._Element) -> None:
    """Put the rows of a table into one line: its heading, and row by row."""
    head = table.find(tei("head"))
    rows = "; ".join(filter(None, (listed(row) for row in table.iter(tei("row")))))
    _write_into(table, rows if head is None else f"{plain(head)}: {rows}")


def _measured(dimensions: etree._Element) -> str:
    """Height by width by depth, with the unit that is theirs (TEI 11.3.5)."""
    if has_own_words(dimensions):
        return plain(dimensions)
    parts = [part for part in dimensions if plain(part) or part.get("quantity")]
    said = " × ".join(plain(part) or part.get("quantity", "") for part in parts)
    units = dict.fromkeys(part.get("unit", dimensions.get("unit", "")) for part in parts)
    unit = next(iter(units)) if len(units) == 1 else ""
    return said if not unit or said.endswith(unit) else f"{said} {unit}"


def _write_into(element: etree._Element, words: str) -> None:
    """Put plain words in the place of all that is in an element; two such stand apart."""
    after, tail = element.getnext(), element.tail or ""
    element.clear()
    element.text = words
    is_followed = after is not None and after.tag == element.tag and not tail.strip()
    element.tail = ", " if is_followed else tail


def _word(part: etree._Element) -> None:
    """Give a part of running words the words, and the space, that it lacks."""
    tail = part.tail or ""
    if len(part) == 0 and not (part.text or "").strip():
        part.text = date_of(part) if part.tag == _DATE else _address_of(part) or part.text
    if part.tag == _NOTE:
        part.tag = tei("seg")  # of a header everything is said in its place
    after = part.getnext()
    if after is not None and not tail.strip():
        part.tail = _between(part, after) or tail
        if part.tag == _ITEM:
            part.tag = tei("seg")
    if _is_block(part) and (before := text_before(part)) and not before[-1].isspace():
        _put_before(part, " ")
    if tail.startswith(_SIGNS) and local_name(part.tag) == "bibl":
        part.tag = tei("seg")  # a paragraph, or nearly one, elsewhere: what follows would be parted


def _between(part: etree._Element, after: etree._Element) -> str:
    """What parts two elements where nothing is written between them; "" for what stands there."""
    said = text_in(part).rstrip()
    if part.tag == after.tag == _ITEM and said and not said.endswith(_SIGNS):
        return "; "
    touch = not part.tail and part.tag in _PARTS and after.tag in _PARTS
    return " " if touch and not is_unspaced(said) else ""


def _address_of(part: etree._Element) -> str:
    target = part.get("target", "")
    is_address = part.tag in _REFERENCES and target.startswith(("http://", "https://"))
    return target if is_address else ""


def _is_block(part: etree._Element) -> bool:
    return local_name(part.tag) in {"p", "ab", "list", "item", "table"}


def _put_before(part: etree._Element, words: str) -> None:
    before, above = part.getprevious(), part.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''}{words}"
    elif above is not None:
        above.text = f"{above.text or ''}{words}"
