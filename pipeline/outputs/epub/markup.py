"""XHTML as bytes: serialising elements, and changing start tags without parsing again.

lxml writes `<`, `>` and `&` of text and of attribute values as references, so
a `<` in its output always begins a tag and `[^<>]*` never leaves one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape as _escape
from typing import cast

from lxml import etree

from pipeline.model.book import XHTML

_XHTML_DECLARED = f' xmlns="{XHTML}"'.encode()
_EPUB_DECLARED = b' xmlns:epub="http://www.idpf.org/2007/ops"'
_IDS = re.compile(rb'<[^<>/][^<>]*? id="([^"]*)"')
_WITH_ID = re.compile(rb'(<[^<>]*?)\sid="([^"]*)"')
_LINKS = re.compile(rb'(<a\b[^<>]*?)\shref="([^"]*)"')
_IMAGES = re.compile(rb'<img\b([^<>]*?)\ssrc="([^"]*)"([^<>]*?)/?>')
# Elements that HTML does not let end themselves: a reader that parses as HTML takes `<span/>`
# for a start tag, and all that follows for its content.
_VOID = frozenset(b"area br col hr img link meta source track wbr".split())
_PAGE_BREAKS = re.compile(rb'<span (?=[^<>]* role="doc-pagebreak")')
# A division and its heading, before which there may be page breaks and other empty phrases.
_HEADED = re.compile(
    rb'<section\b[^<>]*\sid="([^"]*)"[^<>]*>(?:\s|<span\b[^<>]*/>)*<h[1-6]\b[^<>]*>'
)
_SPOKEN = re.compile(rb'<(\w+)\b[^<>]*\sdata-speaker="([^"]*)"[^<>]*(?<!/)>')
# What has semantics by its class alone: elements are dearer than bytes, and notes may be many.
FOOTNOTE, BACKLINK = "footnote", "backlink added"
_CALL, *_OF_NOTES = (
    (begins.encode(), f"{begins.replace(' ', f' {semantics} ', 1)}".encode())
    for begins, semantics in (
        ('<a class="noteref', 'epub:type="noteref" role="doc-noteref"'),
        (f'<div class="{FOOTNOTE} ', 'epub:type="footnote" role="doc-footnote"'),
        (f'<div class="{FOOTNOTE}"', 'epub:type="footnote" role="doc-footnote"'),
        (f'<a class="{BACKLINK}"', 'epub:type="backlink" role="doc-backlink"'),
    )
)
_FOREIGN = re.compile(rb"<(?:[\w.-]+:)?(math|svg)[\s>/]")


def local_name(element: etree._Element) -> str:
    """The name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def escape(text: str) -> bytes:
    """Character data as markup."""
    return _escape(text, quote=False).encode("utf-8")


def serialise(element: etree._Element) -> bytes:
    """The element with its tail; the namespace is declared by the document around it."""
    return without_namespaces(etree.tostring(element, encoding="utf-8"))


def without_namespaces(markup: bytes) -> bytes:
    """Markup without the declarations on its first tag that the document makes itself."""
    end = markup.find(b">")
    head = markup[:end].replace(_XHTML_DECLARED, b"", 1).replace(_EPUB_DECLARED, b"", 1)
    return head + markup[end:]


def without_content(element: etree._Element) -> etree._Element:
    """A new element of the same name, attributes and namespaces."""
    bare = etree.Element(element.tag, nsmap=cast("dict[str, str]", element.nsmap))
    bare.attrib.update(dict(element.attrib))
    return bare


def start_tag(element: etree._Element) -> bytes:
    """The start tag of an element alone."""
    markup = etree.tostring(without_content(element), encoding="utf-8")
    return without_namespaces(markup.removesuffix(b"/>") + b">")


def spell_out_empty(markup: bytes) -> bytes:
    """`<span id="x"/>` as `<span id="x"></span>`."""
    pieces = markup.split(b"/>")
    for at, piece in enumerate(pieces[:-1]):
        name = piece[piece.rfind(b"<") + 1 :].split(None, 1)[0]
        pieces[at] = piece + (b"/>" if name in _VOID else b"></" + name + b">")
    return b"".join(pieces)


def ids(markup: bytes) -> list[str]:
    """Every id, in order."""
    return [found.decode("utf-8") for found in _IDS.findall(markup)]


def without_repeated_ids(markup: bytes) -> bytes:
    """Only the first element with an id keeps it (XML 1.0, validity constraint "ID")."""
    seen: set[bytes] = set()

    def one(match: re.Match[bytes]) -> bytes:
        if match[2] in seen:
            return match[1]
        seen.add(match[2])
        return match[0]

    return _WITH_ID.sub(one, markup)


def rewrite_links(markup: bytes, rewrite: Callable[[str], str]) -> bytes:
    """Each ``a/@href`` through `rewrite`; the attribute goes where that gives ""."""

    def one(match: re.Match[bytes]) -> bytes:
        new = rewrite(match[2].decode("utf-8"))
        return match[1] + (f' href="{new}"'.encode() if new else b"")

    return _LINKS.sub(one, markup)


def rewrite_images(markup: bytes, rewrite: Callable[[str], str]) -> bytes:
    """Each ``img/@src`` through `rewrite`; where that gives "", the alternative text stands."""

    def one(match: re.Match[bytes]) -> bytes:
        new = rewrite(match[2].decode("utf-8"))
        if new:
            return b"<img" + match[1] + f' src="{new}"'.encode() + match[3].rstrip() + b"/>"
        alternative = re.search(rb'\salt="([^"]*)"', match[1] + b" " + match[3])
        return b'<span class="missing">' + (alternative[1] if alternative else b"") + b"</span>"

    return _IMAGES.sub(one, markup)


def with_numbers(markup: bytes, numbers: Mapping[str, str]) -> bytes:
    """Numbers, by the ids of divisions, before the words of their headings."""

    def one(match: re.Match[bytes]) -> bytes:
        number = numbers.get(match[1].decode("utf-8"), "")
        return match[0] + (
            f'<span class="number added">{number}</span> '.encode() if number else b""
        )

    return _HEADED.sub(one, markup) if numbers else markup


def with_speakers(markup: bytes) -> bytes:
    """The names of speakers whom only the markup names, before what they say."""
    return _SPOKEN.sub(_with_speaker, markup) if b" data-speaker=" in markup else markup


def _with_speaker(match: re.Match[bytes]) -> bytes:
    tag, name = (b"p", match[2]) if match[1] == b"div" else (b"span", match[2] + b":")
    label = b'<%s class="speaker added">%s</%s>' % (tag, name, tag)
    return match[0] + label + (b" " if tag == b"span" else b"")


def with_semantics(markup: bytes, *, of_notes: bool) -> bytes:
    """`epub:type` and `role` on calls of notes and on page breaks; also on notes and ways back."""
    for begins, with_its_semantics in (_CALL, *(_OF_NOTES if of_notes else ())):
        markup = markup.replace(begins, with_its_semantics)
    return _PAGE_BREAKS.sub(b'<span epub:type="pagebreak" ', markup)


def foreign_vocabularies(markup: bytes) -> list[str]:
    """`mathml` and `svg`, as far as used (EPUB 3.3, manifest item properties)."""
    found = set(_FOREIGN.findall(markup))
    return [name for tag, name in ((b"math", "mathml"), (b"svg", "svg")) if tag in found]
