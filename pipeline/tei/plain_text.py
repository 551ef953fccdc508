"""The words of a header element, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

from lxml import etree

from pipeline.tei.names import XML_ID, local_name, tei
from pipeline.tei.register.readings import CORRECTED

# Bidirectional controls (UAX #9 §2) could turn a title or a file name into another.
_DIRECTION_CONTROLS = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)
_DATE = tei("date")
_LONGEST_NAME = 1_000
_LONGEST_STATEMENT = 20_000  # some ten pages of a colophon
_WHOLE = frozenset("p ab title date".split())
_NAMES = frozenset("persName orgName author editor name respStmt".split())
_DEEPEST = 50  # no description is so deep, and Python goes no deeper than some hundreds
_BLOCKS = tuple("p ab bibl biblStruct biblFull licence msDesc recordingStmt item witness".split())


def without_direction_controls(text: str) -> str:
    """`text` as it is read by whoever sees no controls."""
    return text.translate(_DIRECTION_CONTROLS)


def plain(element: etree._Element | None) -> str:
    """The text of `element` as it is read, white space normalised, without invisible controls."""
    return "" if element is None else without_direction_controls(CORRECTED.of(element)).strip()


def value_of(element: etree._Element, attribute: str) -> str:
    """An attribute as it may be shown: like a name."""
    return _cut(" ".join(without_direction_controls(element.get(attribute, "")).split()))


def name_of(element: etree._Element | None) -> str:
    """A title or a name as plain text, cut where no page, cover or catalogue could take more."""
    return _cut(plain(element))


def date_of(element: etree._Element | None) -> str:
    """A date in the words of the document, else as an attribute has it (TEI att.datable.w3c)."""
    if element is None:
        return ""
    if words := plain(element):
        return words
    if when := value_of(element, "when") or value_of(element, "when-iso"):
        return when
    for first, last in (("from", "to"), ("notBefore", "notAfter")):
        if both := [value for name in (first, last) if (value := value_of(element, name))]:
            return "–".join(dict.fromkeys(both))
    return ""


def imprint_of(elements: Iterable[etree._Element]) -> str:
    """Publishers, or places, one by one, without the signs that part them in a catalogue."""
    said = (_listed(element).rstrip(" ,;:") for element in elements)
    return _cut("; ".join(filter(None, said)))


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"


def is_too_long(element: etree._Element) -> bool:
    """Whether a title or a name is longer than `name_of` gives it."""
    return len(plain(element)) > _LONGEST_NAME


def paragraphs_of(element: etree._Element | None) -> tuple[str, ...]:
    """The paragraphs of a header element, or its bibliographic items, as text; cut if endless."""
    if element is None:
        return ()
    blocks = [node for node in element.iter(*map(tei, _BLOCKS)) if not _is_inside(node, element)]
    texts = (_spaced(node) for node in blocks) if blocks else iter([plain(element)])
    return tuple(_within(_LONGEST_STATEMENT, filter(None, texts)))


def _within(length: int, texts: Iterator[str]) -> Iterator[str]:
    """The first of `texts`, so many characters of them; the last is cut."""
    for text in texts:
        if len(text) > length:
            yield f"{text[:length]}…"
            return
        length -= len(text)
        yield text


def _is_inside(node: etree._Element, top: etree._Element) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is top:
            return False
        if local_name(ancestor.tag) in _BLOCKS:
            return True
    return False


def _spaced(element: etree._Element) -> str:
    if local_name(element.tag) == "witness" and (siglum := element.get(XML_ID)):
        return f"{siglum}: {plain(element)}"
    if local_name(element.tag) == "licence" and element.find(tei("p")) is not None:
        return " ".join(plain(p) for p in element)
    return _listed(element)


def _listed(element: etree._Element, depth: int = 1) -> str:
    """The parts of something that has no words of its own, one by one; else its words."""
    if element.tag == _DATE:
        return date_of(element)
    is_whole = local_name(element.tag) in _WHOLE or any(map(str.strip, _own_words(element)))
    if is_whole or depth > _DEEPEST:
        return plain(element)
    parts = filter(None, (_listed(part, depth + 1) for part in element.iterchildren(tei("*"))))
    between = " " if local_name(element.tag) in _NAMES else ", "
    return reduce(lambda said, part: f"{said}{_after(said, between)}{part}", parts, "")


def _own_words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _after(said: str, between: str) -> str:
    """What parts `said` from what follows: it may end with a sign already."""
    if not said:
        return ""
    return " " if said[-1] in ".,;:!?" else between
