"""What EPUBCheck would say of the nesting of a publication's XHTML, in milliseconds.

Written from the content models of the HTML Living Standard (§3.2.5, §4.4,
§4.9), not from the program that makes the files.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote, urlsplit

from lxml import etree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_PHRASING = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd map mark math q ruby s samp small "
    "span strong sub sup svg time u var wbr rb rt rp".split()
)
_ONLY_PHRASING = frozenset(
    "p h1 h2 h3 h4 h5 h6 pre dt abbr b bdi bdo cite code dfn em i kbd mark q ruby rb rt rp s samp "
    "small span strong sub sup u var".split()
) - {"dt"}
_CHILDREN = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"}, "tr": {"td", "th"},
}  # fmt: skip
_ONLY_IN = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"}, "th": {"tr"}, "caption": {"table"}, "figcaption": {"figure"},
    "rb": {"ruby"}, "rt": {"ruby"}, "rp": {"ruby"},
}  # fmt: skip
_HOLD_NO_TEXT = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tr", "body2"})
_NEVER_EMPTY = frozenset({"ul", "ol", "dl", "table", "tr"})
_ID = re.compile(r"[^\W\d][\w.·-]*", re.UNICODE)
_FORBIDDEN = frozenset({"script", "iframe", "object", "embed", "style", "form", "input", "base"})


def faults(epub: bytes) -> list[str]:
    """Everything wrong with the documents of an EPUB."""
    with zipfile.ZipFile(BytesIO(epub)) as archive:
        trees = {
            name.rpartition("/")[2]: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
    ids = {name: {each.get("id") for each in tree.iter() if each.get("id")}
           for name, tree in trees.items()}  # fmt: skip
    return [
        f"{name}: {fault}"
        for name, tree in trees.items()
        for fault in (*_nesting(tree), *_ids(tree), *_links(tree, name, ids))
    ]


def _nesting(tree: etree._Element) -> Iterator[str]:
    for element in tree.find(f"{_XHTML}body").iter(f"{_XHTML}*"):  # type: ignore[union-attr]
        name, parent = _name(element), element.getparent()
        assert parent is not None
        above = _name(parent)
        if name in _FORBIDDEN or any(each.startswith("on") for each in element.attrib):
            yield f"<{name}> or a handler stands in the text"
        if above in _ONLY_PHRASING and name not in _PHRASING:
            yield f"<{name}> in <{above}>"
        if above == "dt" and name in {"h1", "h2", "h3", "h4", "h5", "h6", "section", "header"}:
            yield f"<{name}> in <dt>"
        if above in _CHILDREN and name not in _CHILDREN[above]:
            yield f"<{name}> in <{above}>"
        if name in _ONLY_IN and above not in _ONLY_IN[name]:
            yield f"<{name}> in <{above}>"
        if name in _HOLD_NO_TEXT and any(text.strip() for text in _own_text(element)):
            yield f"text in <{name}>"
        if name in _NEVER_EMPTY and not len(element):
            yield f"an empty <{name}>"
        if name == "a" and next(element.iterancestors(f"{_XHTML}a"), None) is not None:
            yield "a link in a link"
        if name == "caption" and element.getprevious() is not None:
            yield "a caption that is not first"
        if name == "figcaption" and not _stands_at_edge(element, parent):
            yield "a figcaption amid its figure"


def _stands_at_edge(caption: etree._Element, figure: etree._Element) -> bool:
    """A figure has one caption, and it comes first or last."""
    others = [each for each in figure if each is not caption and _name(each) == "figcaption"]
    first = caption.getprevious() is None and not (figure.text or "").strip()
    last = caption.getnext() is None and not (caption.tail or "").strip()
    return not others and (first or last)


def _own_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield child.tail or ""


def _ids(tree: etree._Element) -> Iterator[str]:
    seen = set()
    for element in tree.iter():
        name = element.get("id")
        if name is None:
            continue
        if name in seen:
            yield f"the id {name} stands twice"
        if not _ID.fullmatch(name):
            yield f"the id {name!r} is no NCName"
        seen.add(name)


def _links(tree: etree._Element, file: str, ids: dict[str, set[str | None]]) -> Iterator[str]:
    for element in tree.iter(f"{_XHTML}a"):
        href = element.get("href", "")
        parts = urlsplit(href)
        if parts.scheme:
            if parts.scheme not in {"http", "https", "mailto", "ftp", "tel"}:
                yield f"a link to {href}"
            continue
        target = unquote(parts.path).rpartition("/")[2] or file
        fragment = unquote(parts.fragment)
        if href and (target not in ids or (fragment and fragment not in ids[target])):
            yield f"a link to {href}, which is not there"


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
