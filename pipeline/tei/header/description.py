"""What a header describes, in paragraphs.

The description of a manuscript has a line for each section and each item of
its contents (TEI 11.3 to 11.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from pipeline.tei.header.blocks import BLOCKS, blocks_in
from pipeline.tei.header.source_kinds import source_kind
from pipeline.tei.header.telling import DEEPEST, DEEPEST_IN_WORDS, apart, joined, listed, running
from pipeline.tei.header.telling_apart import is_block
from pipeline.tei.header.twins import in_language
from pipeline.tei.names import XML_LANG, has_own_words, local_name, tei, text_in
from pipeline.tei.plain_text import plain
from pipeline.tei.sigla import begins_with, siglum_of, written_siglum
from pipeline.tei.units import kind_of_description

LONGEST_STATEMENT = 20_000  # some ten pages of a colophon
_MANUSCRIPT, _LINE_BREAK, _HEAD = map(tei, ("msDesc", "lb", "head"))
_NOTHING = frozenset(("", "-", "none", "n/a"))  # what a field has that was left empty
# The parts of a description of a manuscript that are told one by one.
_PARTED = frozenset(map(tei, (
    "msDesc", "msPart", "msFrag", "msContents", "msItem", "msItemStruct", "physDesc", "objectDesc",
    "history", "additional", "adminInfo",
)))  # fmt: skip
_ITEMS = frozenset(map(tei, ("msItem", "msItemStruct")))
_WITNESS, _WITNESSES = tei("witness"), tei("listWit")
_AROUND_SIGLUM = " \t\r\n:"


def paragraphs_of(element: etree._Element | None, language: str) -> tuple[str, ...]:
    """The paragraphs of a header element, or its bibliographic items, as text; cut if endless.

    Of those that stand there in several languages, the book's.
    """
    if element is None:
        return ()
    said = chain.from_iterable(map(paragraphs, in_language(blocks_in(element), language)))
    return tuple(within(LONGEST_STATEMENT, said))


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
        said: Iterator[str] = map(running, _lines_of(block))
    elif block.tag == _MANUSCRIPT:
        said = _sections(block)
    elif block.tag == _WITNESS:
        said = _of_witness(block)
    elif name == "licence" and block.find(tei("p")) is not None:
        said = iter([" ".join(map(running, block))])
    else:
        said = _of_source(block)
    return filter(None, said)


def _of_source(block: etree._Element, depth: int = 1) -> Iterator[str]:
    """What a reference says, behind the kind of source that it is; other such in it by themselves.

    In its words, where it has any of its own, they stay.
    """
    nested: list[etree._Element] = []
    if not has_own_words(block) and depth <= DEEPEST_IN_WORDS:
        nested = [each for each in block if source_kind(each)]
    own = block
    if nested:
        own = apart(block)
        for each in [each for each in own if source_kind(each)]:
            own.remove(each)
    kind, words = source_kind(block), listed(own)
    is_said = not kind or not words or words.casefold().startswith(kind.casefold())
    yield words if is_said else f"{kind}: {words}"
    for each in nested:
        yield from _of_source(each, depth + 1)


def _lines_of(block: etree._Element) -> list[etree._Element]:
    """Its lines, where breaks part them and no sentence goes on over one; else all of it."""
    if block.find(_LINE_BREAK) is None:
        return [block]
    whole = apart(block)
    lines = [_line_of(whole, whole.text)]
    for child in list(whole):
        if child.tag == _LINE_BREAK and child.get("break") != "no":
            lines.append(_line_of(whole, child.tail))
        else:
            lines[-1].append(child)
    return [block] if any(map(_goes_on, lines[1:])) else lines


def _line_of(whole: etree._Element, text: str | None) -> etree._Element:
    """A line in the language of the whole, which begins with `text`."""
    line = etree.Element(whole.tag)
    line.text = text
    line.set(XML_LANG, whole.get(XML_LANG, ""))
    return line


def _goes_on(line: etree._Element) -> bool:
    return text_in(line).lstrip()[:1].islower()


def _of_witness(witness: etree._Element) -> Iterator[str]:
    """What is said of a witness, its siglum before all, once."""
    siglum, described = siglum_of(witness), apart(witness)
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
    return element.tag == _MANUSCRIPT or is_block(element)


def _sections(element: etree._Element, depth: int = 1) -> Iterator[str]:
    """The sections of a description, and the items of its contents, a line for each."""
    if element.tag not in _PARTED or has_own_words(element) or depth > DEEPEST:
        yield _named(element, listed(element, depth))
        return
    children = list(element.iterchildren(tei("*")))
    if element.tag in _ITEMS:
        yield joined((each for each in children if each.tag not in _ITEMS), False, depth)
        children = [each for each in children if each.tag in _ITEMS]
    for child in children:
        yield from _sections(child, depth + 1)


def _named(part: etree._Element, words: str) -> str:
    """The `words` of a part, behind what it is called, unless they say it, or say nothing."""
    kind = kind_of_description(part)
    is_said = part.find(_HEAD) is not None or words.casefold().startswith(kind.casefold())
    is_empty = words.casefold().rstrip(".") in _NOTHING
    return "" if is_empty else words if is_said else f"{kind}: {words}"
