"""What a header describes, in paragraphs: its parts told apart, its words as they stand.

A bibliographic description has its parts one by one where it has no words of
its own (TEI 3.12.2); that of a manuscript a line for each section and each
item of its contents (TEI 11.3 to 11.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from pipeline.tei.breaks import is_unspaced
from pipeline.tei.empty_fields import leave_out_empty
from pipeline.tei.glyphs import copy_apart
from pipeline.tei.header_blocks import BLOCKS, blocks_in
from pipeline.tei.name_order import as_said
from pipeline.tei.names import XML_LANG, has_own_words, local_name, tei, text_before, text_in
from pipeline.tei.plain_text import date_of, plain
from pipeline.tei.pointers import work_named_by
from pipeline.tei.sigla import begins_with, siglum_of, written_siglum
from pipeline.tei.twins import in_language
from pipeline.tei.units import COUNTED, language_at, measured, range_of, unit_measured, unit_of

LONGEST_STATEMENT = 20_000  # some ten pages of a colophon
_WHOLE = frozenset("p ab title date".split())
_NAMES = frozenset("persName orgName author editor name respStmt".split())
_WHOLE_NAMES = frozenset(map(tei, ("persName", "orgName", "name", "affiliation")))
_DEEPEST = 50  # no description is so deep, and Python goes no deeper than some hundreds
_DEEPEST_IN_WORDS = 12  # each of them is copied
_DATE, _HEAD, _MANUSCRIPT, _TABLE, _WORKS = map(tei, "date head msDesc table listBibl".split())
_DIMENSIONS, _MEASURE = tei("dimensions"), tei("measure")
# The parts of a description of a manuscript that are told one by one.
_PARTED = frozenset(map(tei, (
    "msDesc", "msPart", "msFrag", "msContents", "msItem", "msItemStruct", "physDesc", "objectDesc",
    "history", "additional", "adminInfo",
)))  # fmt: skip
_ITEMS = frozenset(map(tei, ("msItem", "msItemStruct")))
_NOT_READ = frozenset(map(tei, ("geo", "graphic", "facsimile")))  # for machines
_NOTE, _ITEM = tei("note"), tei("item")
_SURNAME, _FORENAME = tei("surname"), tei("forename")
_REFERENCES = _, _POINTER = tei("ref"), tei("ptr")
# Those that have their parts one by one among running words too.
_LISTED = tuple(map(tei, ("bibl", "biblStruct", "biblFull", "msDesc", "msIdentifier")))
_PARTS = frozenset(map(tei, (
    "p ab list item head bibl title author editor respStmt resp name persName orgName pubPlace"
    " publisher date biblScope edition note surname forename roleName addName genName nameLink"
    " biblStruct biblFull citedRange msDesc msIdentifier settlement repository idno measure"
    " dimensions"
).split()))  # fmt: skip
_WITNESS, _WITNESSES = tei("witness"), tei("listWit")
_AROUND_SIGLUM = " \t\r\n:"
_SIGNS = tuple(",;.:!?)]»”’")
# What ends with a stop that ends no sentence.
_ABBREVIATIONS = (" Ltd.", " Co.", " Inc.", " Corp.", " Bros.", " Cie.", " Univ.", " Jr.", " Sr.")


def paragraphs_of(element: etree._Element | None, language: str) -> tuple[str, ...]:
    """The paragraphs of a header element, or its bibliographic items, as text; cut if endless.

    Of those that stand there in several languages, the book's.
    """
    if element is None:
        return ()
    said = chain.from_iterable(map(paragraphs, in_language(blocks_in(element), language)))
    return tuple(within(LONGEST_STATEMENT, said))


def listed(element: etree._Element, depth: int = 1) -> str:
    """The parts of something that has no words of its own, one by one; else its words."""
    if element.tag == _DATE:
        return date_of(element)
    if element.tag in _NOT_READ:
        return ""
    if element.tag == _DIMENSIONS:
        return measured(element)
    if element.tag == _WORKS:
        return _works(element, depth)
    if element.tag == _MEASURE:
        return f"{_running(element, depth)} {unit_measured(element)}".rstrip()
    if element.tag in COUNTED:
        numbers = _running(element, depth) or range_of(element)
        return f"{unit_of(element)}\N{NO-BREAK SPACE}{numbers}".lstrip()
    if element.tag in _REFERENCES and len(element) == 0 and not element.text:
        return _address_of(element) or work_named_by(element)
    name = local_name(element.tag)
    if name in _WHOLE or has_own_words(element) or depth > _DEEPEST:
        words = _running(element, depth)
        return as_said(words, is_author=name == "author") if name in _NAMES else words
    return _joined(element.iterchildren(tei("*")), name in _NAMES, depth)


def within(length: int, texts: Iterator[str]) -> Iterator[str]:
    """The first of `texts`, so many characters of them; the last is cut."""
    for text in texts:
        if len(text) > length:
            yield f"{text[:length]}…"
            return
        length -= len(text)
        yield text


def paragraphs(block: etree._Element) -> Iterator[str]:
    """What one block says, each paragraph by itself."""
    name = local_name(block.tag)
    if name not in BLOCKS:
        said = iter([_running(block)])
    elif block.tag == _MANUSCRIPT:
        said = _sections(block)
    elif block.tag == _WITNESS:
        said = _of_witness(block)
    elif name == "licence" and block.find(tei("p")) is not None:
        said = iter([" ".join(map(_running, block))])
    else:
        said = iter([listed(block)])
    return filter(None, said)


def _of_witness(witness: etree._Element) -> Iterator[str]:
    """What is said of a witness, its siglum before all, once."""
    siglum, described = siglum_of(witness), _copy(witness)
    etree.strip_elements(described, _WITNESSES, with_tail=False)
    if (described.text or "").strip(_AROUND_SIGLUM) == siglum:
        described.text = None
    if (written := written_siglum(described)) is not None:
        siglum = plain(written)
        written.text, after = None, (written.tail or "").lstrip(_AROUND_SIGLUM)
        written.clear()
        written.tail = after
    is_parted = not has_own_words(described) and any(map(_is_parted, described))
    said = filter(None, map(listed, [described]) if not is_parted else chain.from_iterable(
        map(_sections, described.iterchildren(tei("*")))
    ))  # fmt: skip
    first = next(said, "")
    is_said = not siglum or begins_with(first, siglum)
    yield first if is_said else f"{siglum}: {first}" if first else siglum
    yield from said


def _is_parted(element: etree._Element) -> bool:
    return element.tag == _MANUSCRIPT or _is_block(element)


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


def _copy(element: etree._Element) -> etree._Element:
    """An element by itself; it says its language where anything in it goes by that."""
    copy = copy_apart(element)
    copy.tail = None
    if next(copy.iter(*COUNTED), None) is not None and (language := language_at(element)):
        copy.set(XML_LANG, language)
    for pointer, original in zip(copy.iter(_POINTER), element.iter(_POINTER), strict=True):
        pointer.text = pointer.text or work_named_by(original) or None
    return copy


def _running(element: etree._Element, depth: int = 1) -> str:
    """The words of `element` as they stand, with those that only attributes have."""
    if len(element) == 0:
        return plain(element)
    told = _copy(element)
    for table in list(told.iter(_TABLE)):
        _run_on(table)
    for works in list(told.iterdescendants(_WORKS)) if depth < _DEEPEST_IN_WORDS else ():
        _write_into(works, _works(works, depth), "; ")
    for described in list(told.iterdescendants(*_LISTED)) if depth < _DEEPEST_IN_WORDS else ():
        if _is_of(told, described) and len(described) and not has_own_words(described):
            _write_into(described, listed(described, depth + 1), "; ")
    for dimensions in list(told.iter(_DIMENSIONS)):
        _write_into(dimensions, measured(dimensions), ", ")
        if _is_word_before(dimensions):
            _put_before(dimensions, ", ")
    for part in told.iterdescendants(tei("*")):
        _word(part)
    for part in list(told.iter(*_NOT_READ)):
        part.clear()
    leave_out_empty(told)
    return plain(told)


def _run_on(table: etree._Element) -> None:
    """Put the rows of a table into one line: its heading, and row by row."""
    head = table.find(_HEAD)
    rows = "; ".join(filter(None, (listed(row) for row in table.iter(tei("row")))))
    _write_into(table, rows if head is None else f"{plain(head)}: {rows}", ", ")


def _works(works: etree._Element, depth: int) -> str:
    """The items of a list of works, told apart, behind its heading."""
    head, said = works.find(_HEAD), ""
    for each in works.iterchildren(tei("*")):
        words = listed(each, depth + 1) if each is not head else ""
        said = f"{said}{_after(said, '; ')}{words}" if words else said
    return said if head is None else f"{plain(head)}: {said}"


def _write_into(element: etree._Element, words: str, between: str) -> None:
    """Put plain words in the place of all that is in an element; two such stand apart."""
    after, tail = element.getnext(), element.tail or ""
    element.clear()
    element.text = words
    is_followed = after is not None and after.tag == element.tag and not tail.strip()
    element.tail = between if is_followed else tail


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
    is_part = after.tag in _PARTS or bool(_address_of(after))
    touch = not part.tail and part.tag in _PARTS and is_part
    return " " if touch and not is_unspaced(said) else ""


def _address_of(part: etree._Element) -> str:
    target = part.get("target", "")
    is_address = part.tag in _REFERENCES and target.startswith(("http://", "https://"))
    return target if is_address else ""


def _is_of(top: etree._Element, element: etree._Element) -> bool:
    """Whether `element` is still in the tree of `top`."""
    return any(above is top for above in element.iterancestors())


def _is_word_before(element: etree._Element) -> bool:
    return text_before(element)[-1:].isalnum()


def _is_block(part: etree._Element) -> bool:
    return local_name(part.tag) in {"p", "ab", "list", "item", "table"}


def _put_before(part: etree._Element, words: str) -> None:
    before, above = part.getprevious(), part.getparent()
    if before is not None:
        before.tail = f"{before.tail or ''}{words}"
    elif above is not None:
        above.text = f"{above.text or ''}{words}"
