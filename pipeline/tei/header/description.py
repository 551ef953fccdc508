"""What a header describes, in paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from pipeline.tei.header.blocks import BLOCKS, blocks_in
from pipeline.tei.header.manuscripts import MANUSCRIPT, sections
from pipeline.tei.header.source_kinds import source_kind
from pipeline.tei.header.telling import DEEPEST_IN_WORDS, apart, listed, running
from pipeline.tei.header.twins import in_language
from pipeline.tei.header.witnesses import WITNESS, read_witness
from pipeline.tei.names import XML_LANG, has_own_words, local_name, tei, text_in

LONGEST_STATEMENT = 200_000  # a manuscript may be described at length, and have no other text
_LINE_BREAK = tei("lb")


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
    elif block.tag == MANUSCRIPT:
        said = sections(block)
    elif block.tag == WITNESS:
        said = read_witness(block).paragraphs()
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
