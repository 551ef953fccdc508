"""What a rule file says of looks and of quotation marks, in the `rendition`s of its header.

A look is a class with the words of `@rend`, `@rendition` and `@style` that
mean it (TEI 1.3.1.1.3): `italic`, `it`, `#italic`, `simple:italic`,
`slant(italic)` and `font-style: italic;` are the same. `@style` is CSS, and so is
what the document's own `rendition`s declare: what is no declaration in it means
nothing. Quotation marks are CSS's `quotes` with a `:lang()` selector (CSS Generated
Content 3, section 3.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml import etree

from pipeline.tei.names import XML_ID, XML_LANG, local_name, tei

_PREFIX = re.compile(r"[\w.-]*:\s*|[#\"']")
_PARTING = re.compile(r"[\s;,(){}]+")
_DECLARATION = re.compile(r"\s*[\w-]+\s*:([^;:]*)")
# What says how far in, and what says nothing of the looks of the words themselves, in the
# rendition ladders of the Women Writers Project: `first-indent(2)`, `pre(“)`.
_INDENT = r"(?<![\w-])(first-)?indent\s*\(\s*([+-]?)(\d+)[^()]*\)"
_ASIDE = r"\b(?:pre|post|place|pos|break|columns|fill|align-on|right-indent)\s*\([^()]*\)"
_DEEPEST = 5
_LANG = re.compile(r":lang\(([\w-]+)\)")
_STRING = re.compile(r'"([^"]*)"')
_QUOTED = frozenset("q quote said soCalled title gloss".split())
_BLOCKS = frozenset("p ab l lg item cell head note sp div quote cit body u".split()) - _QUOTED
# What an XHTML element says by itself needs no class.
_SAID_BY_TAG = {
    "i": "italic", "em": "italic", "cite": "italic", "b": "bold", "strong": "bold", "th": "",
    "sup": "sup", "sub": "sub", "s": "strike", "ol": "ordered", "ul": "bulleted", "hr": "rule",
}  # fmt: skip


@dataclass(slots=True)
class Looks:
    """The words for each look, how the CSS is found to which a document points, what was asked."""

    by_word: dict[str, frozenset[str]]
    named: Callable[[str], list[str]]
    _known: dict[tuple[str | None, str | None, str | None], frozenset[str]] = field(
        default_factory=dict
    )

    def of(self, element: etree._Element) -> frozenset[str]:
        """The looks that `element` is said to have."""
        key = element.get("rend"), element.get("rendition"), element.get("style")
        looks = self._known.get(key)
        if looks is None:
            words = _words(key[0], key[1], self._style(key[1], key[2]))
            looks = frozenset().union(*(self.by_word.get(word, ()) for word in words))
            self._known[key] = looks
        return looks

    def _style(self, rendition: str | None, style: str | None) -> str:
        """The CSS of an element: what the renditions that it points at declare, and its own."""
        return ";".join((*self.named(rendition or ""), style or ""))

    def classes(self, element: etree._Element, tag: str) -> str:
        """The classes for the looks that the XHTML element `tag` does not show by itself."""
        looks = self.of(element)
        return " ".join(sorted(looks - {_SAID_BY_TAG.get(tag, "")})) if looks else ""


def _words(rend: str | None, rendition: str | None, style: str) -> list[str]:
    """The words that may mean a look, of the three attributes."""
    said = f"{rend or ''} {rendition or ''}".casefold()
    if "(" in said:
        said = re.sub(_ASIDE, " ", re.sub(_INDENT, _indented, said))
    if style:
        declarations = map(_DECLARATION.fullmatch, style.casefold().split(";"))
        said = " ".join((said, *(each[1] for each in declarations if each)))
    return _PARTING.split(_PREFIX.sub("", said))


def _indented(step: re.Match[str]) -> str:
    """`indent(3)` as `indent3`; of a first line it is only known that it is indented, or hangs."""
    of_first_line, sign, depth = step[1], step[2], min(int(step[3]), _DEEPEST)
    if sign == "-" or not depth:
        return " hanging " if of_first_line and depth else " "
    return " indent " if of_first_line else f" indent{depth} "


@dataclass(slots=True)
class QuotationMarks:
    """Quotation marks by language: outer opening and closing, inner opening and closing."""

    by_language: dict[str, tuple[str, ...]]

    def mark(self, keyword: str, element: etree._Element) -> str:
        """What CSS's `open-quote` or `close-quote` stands for at `element`."""
        marks = self._marks(element)
        depth = 0
        for above in element.iterancestors():
            name = local_name(above.tag)
            if name in _BLOCKS:
                break
            depth += name in _QUOTED
        return marks[2 * (depth % 2) + (keyword == "close-quote")]

    def _marks(self, element: etree._Element) -> tuple[str, ...]:
        language = next(
            (lang for node in (element.getparent(), *element.iterancestors())
             if node is not None and (lang := node.get(XML_LANG))), "")  # fmt: skip
        while language and language not in self.by_language:
            language = language.rpartition("-")[0]
        return self.by_language.get(language) or self.by_language.get("", ("“", "”", "‘", "’"))


def read_looks(roots: Iterable[etree._Element], named: Callable[[str], list[str]]) -> Looks:
    """The looks of one or more rule files; a later one takes a word from an earlier.

    `named` gives the CSS of the document's own renditions, to which pointers lead.
    """
    words: dict[str, frozenset[str]] = {}
    for root in roots:
        own: dict[str, set[str]] = {}
        for rendition in _renditions([root]):
            if name := rendition.get(XML_ID):
                for word in (rendition.text or "").casefold().split():
                    own.setdefault(word, set()).add(name)
        words |= {word: frozenset(names) for word, names in own.items()}
    return Looks(words, named)


def read_quotation_marks(roots: Iterable[etree._Element]) -> QuotationMarks:
    """The quotation marks of one or more rule files."""
    found: dict[str, tuple[str, ...]] = {}
    for rendition in _renditions(roots):
        marks = tuple(_STRING.findall(rendition.text or ""))
        if len(marks) == 4 and (selector := rendition.get("selector")):
            found.update(dict.fromkeys(_LANG.findall(selector) or [""], marks))
    return QuotationMarks(found)


def _renditions(roots: Iterable[etree._Element]) -> Iterable[etree._Element]:
    for root in roots:
        yield from root.iterfind(f"{tei('teiHeader')}//{tei('rendition')}")
