"""What the elements and the customary classes of HTML pages mean to an editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.importing.html_text import SPACE
from pipeline.importing.left_over import leads_elsewhere
from pipeline.importing.listings import is_listing
from pipeline.tei.languages import language_tag
from pipeline.tei.names import XML_LANG, text_in

# What no reader of the page sees: of a drawing and a formula too.
SKIPPED = frozenset(
    "script style template head input link meta title desc metadata annotation annotation-xml "
    "param".split()
)
CONTROLS = frozenset("button textarea select iframe audio video canvas".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
CONTAINERS = frozenset(
    "div section article main body header footer nav aside blockquote center figure form "
    "details".split()
)
BLOCKS = (
    CONTAINERS
    | HEADINGS
    | frozenset(
        "p ul ol dl li dt dd table thead tbody tfoot tr caption pre figcaption "
        "address hgroup summary legend".split()
    )
)
_REND = {
    "em": "italic", "i": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "b": "bold", "strong": "bold", "u": "underline", "sup": "sup", "sub": "sub",
    "s": "line-through", "strike": "line-through", "del": "line-through",
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-style:\s*italic|\b(?:italics?|emph)\b"), "italic"),
    (re.compile(r"small-?caps|\bsmcap\b|\bsc\b"), "smallcaps"),
    (re.compile(r"letter-spacing|\bgesperrt\b|\bspaced\b"), "letterspaced"),
    (re.compile(r"font-weight:\s*bold|\bbold\b"), "bold"),
    (re.compile(r"text-decoration:\s*underline|\bunderline\b"), "underline"),
)
_TOOL = re.compile(
    r"\b(?:mw-jump-link|mw-editsection|printfooter|catlinks|ws-noexport|noprint|"
    r"sharedaddy|jp-relatedposts|(?:social|share|sharing)-(?:links|buttons|icons)|"
    r"(?:entry|post)-(?:meta|footer|navigation)|comment-(?:respond|form)|"
    r"cookie-(?:notice|banner))\b"
)
_FURNITURE = (
    (re.compile(r"\bpg-?(?:boilerplate|header|footer)\b|licen[cs]e"), "licence"),
    (re.compile(r"(?:^|[\s_-])(?:toc|msotoc\d|contents|index-list|tableofcontents)\b"), "contents"),
    (re.compile(r"(?:^|[\s_-])(?:nav\w*|menu|breadcrumbs?|pager|skip|link(?:s|back)|footer)\b"),
     "navigation"),
    (_TOOL, "navigation"),
    (re.compile(r"\b(?:updat(?:e|ed)?|last-?modified|timestamp)\b"), "stamp"),
    (re.compile(r"\b(?:runningheader|running-head)\b"), "header"),
)  # fmt: skip
_OF_TITLE_BLOCK = frozenset(("subtitle", "author", "date"))  # as Pandoc has it
_BESIDE = re.compile(r"\b(?:side|margin)-?notes?\b")
_SCANNED_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_NUMERALS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ITEMS = {"li": "item", "dt": "label", "dd": "item", "tr": "row", "caption": "head"}
_PAGE = re.compile(
    r"\bpage-?(?:num(?:ber)?|no)\b|\bpagenum\b|\bx-ebookmaker-pageno\b|doc-pagebreak|pagebreak"
)
_STEPS = r"(?:\A|\s)(?:i|indent)(\d{1,2})(?:\Z|\s)"
_NUMBER = re.compile(r"(\d{1,4}|[ivxlc]{1,7})\b", re.IGNORECASE)
_LONGEST_NUMBER = 12  # characters
_MOST_IN_WAY, _LONGEST_WAY = 40, 120  # pieces of text, characters
_MOST_IN_CELL, _LONGEST_CELL = 3, 300  # paragraphs, characters
_LONGEST_FORM = 200  # characters of its labels; a page may stand in a form as a whole
_VERSE = re.compile(
    r"\b(?:poem|poetry|poetry-container|stanza|verse|line-?(?:block|group)|lg|canto)\b"
)


def signs(element: etree._Element) -> str:
    """The classes, id, role and type of an element, as one text to look into."""
    keys = ("class", "id", "role", "epub:type", "{http://www.idpf.org/2007/ops}type")
    return " ".join(element.get(key) or "" for key in keys).lower()


def furniture_of(element: etree._Element) -> str:
    """The kind of furniture that the element is, or ""."""
    if element.tag == "nav" or element.get("role") in {"navigation", "doc-toc"}:
        return "contents" if "toc" in signs(element) else "navigation"
    parent = element.getparent()
    if element.tag == "footer" and parent is not None and parent.tag == "body":
        return "navigation"
    said = signs(element)
    if said.strip() in _OF_TITLE_BLOCK and parent is not None and parent.tag == "header":
        return "title"
    named = next((name for pattern, name in _FURNITURE if pattern.search(said)), "")
    return named or ("navigation" if _only_leads(element) else "")


def _only_leads(element: etree._Element) -> bool:
    """Whether the element is short, no heading, and has but links that lead to other pages."""
    links = [each for each in element.iter("a") if each.get("href")]
    words = sum(len(text.strip()) for text in islice(element.itertext(), _MOST_IN_WAY))
    if not links or element.tag in HEADINGS or len(links) > _MOST_IN_WAY or words > _LONGEST_WAY:
        return False
    linked = [" ".join(text_in(link).split()) for link in links]
    beside = "".join(_beside_links(element))
    return leads_elsewhere([words for words in linked if words], beside)


def _beside_links(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not (child.tag == "a" and child.get("href")):
            yield from _beside_links(child)
        yield child.tail or ""


def is_unseen(element: etree._Element) -> bool:
    """Whether its style hides the element."""
    return re.search(r"display:\s*none", element.get("style") or "") is not None


def language_of(element: etree._Element, around: str) -> str:
    """The language of an element, where it is another than that around it, else ""."""
    tag = language_tag(element.get("lang") or element.get(XML_LANG))
    return tag if tag.split("-")[0] != around.split("-")[0] else ""


def is_form_to_fill_in(element: etree._Element) -> bool:
    """Whether the element is a form that has the labels of its controls and no text besides."""
    return (
        element.tag == "form"
        and next(element.iter("input", *CONTROLS), None) is not None
        and element.find(".//p") is None
        and len(text_in(element)) < _LONGEST_FORM
    )


def is_page_number(element: etree._Element) -> bool:
    """Whether the element prints the number of a page of the source."""
    return element.tag in {"span", "a", "div"} and _PAGE.search(signs(element)) is not None


def page_number(element: etree._Element) -> tuple[str, str]:
    """What such an element prints, and the number of the page; "" where it is more than that."""
    words = SPACE.sub(" ", text_in(element)).strip(" \u200b")
    named = element.get("data-page-number") or element.get("title") or element.get("id") or ""
    said = words or named.split("_")[-1]
    number = _NUMBER.search(said)
    if number is None or len(words) > _LONGEST_NUMBER or len(element) > 1:
        return words, ""
    return words, number[1]


def is_verse(element: etree._Element) -> bool:
    """Whether what is in the element is set in verses."""
    return _VERSE.search(" ".join((element.get("class") or "").lower().split())) is not None


def steps_in(element: etree._Element) -> int:
    """How many steps a verse is further in, as Project Gutenberg has it: `i2`, `indent4`."""
    said = re.search(_STEPS, element.get("class") or "")
    return (int(said[1]) + 1) // 2 if said else 0


def phrase_of(element: etree._Element) -> tuple[str, dict[str, str]]:
    """The TEI element that a phrase is, with its attributes; "" where it is none."""
    said = signs(element)
    if _TOOL.search(said):
        return "fw", {"type": "navigation"}
    if _BESIDE.search(said):
        return "note", {"place": "margin"}
    if rend := highlighting(element):
        return "hi", {"rend": rend}
    href = element.get("href") or ""
    is_out = element.tag == "a" and re.match(r"(?:https?|mailto):", href)
    return ("ref", {"target": href}) if is_out else ("", {})


def list_of(element: etree._Element) -> tuple[str, dict[str, str]]:
    """The TEI element that a list or a table is, with its attributes."""
    if element.tag == "table":
        return "table", {}
    numerals = _NUMERALS.get(element.get("type") or "", "numbered")
    rend = {"ol": numerals, "ul": "bulleted"}.get(str(element.tag), "")
    return "list", {"rend": rend}


def item_of(element: etree._Element) -> tuple[str, dict[str, str]]:
    """The TEI element that a line of a list or a table is, with its number if it is given."""
    name, parent = _ITEMS.get(str(element.tag), ""), element.getparent()
    number = element.get("value") or ""
    if not number and parent is not None and parent.tag == "ol" and element is parent[0]:
        number = parent.get("start") or ""
    return name, {"n": number} if name == "item" and number.isdecimal() else {}


def attributes_of(cell: etree._Element) -> dict[str, str]:
    """What a cell of a table is, and over how many others it goes."""
    role = {"role": "label"} if cell.tag == "th" else {}
    spans = {"cols": cell.get("colspan") or "", "rows": cell.get("rowspan") or ""}
    return role | {name: n for name, n in spans.items() if n.isdecimal() and n not in {"0", "1"}}


def is_layout(table: etree._Element) -> bool:
    """Whether a table only places paragraphs on the page: too many, or all in one column."""
    if table.find(".//p") is None:
        return False
    cells = list(table.iter("td", "th"))
    wordy = any(
        len(each.findall("p")) > _MOST_IN_CELL or len(text_in(each)) > _LONGEST_CELL
        for each in cells
    )
    return wordy or not any(len(row.findall("td")) > 1 for row in table.iter("tr"))


def has_paragraph_beside(element: etree._Element) -> bool:
    """Whether it is one of several paragraphs."""
    beside = (element.getprevious(), element.getnext())
    return any(each is not None and each.tag == "p" for each in beside)


def is_code(element: etree._Element) -> bool:
    """Whether preformatted text is a drawing or of a program, not verses."""
    if element.find("code") is not None or "code" in signs(element):
        return True
    return is_listing([line for line in text_in(element).split("\n") if line.strip()])


def is_scanned_page(element: etree._Element) -> bool:
    """Whether it is a page as programs that read pictures give it (hOCR)."""
    return element.tag == "div" and element.get("class") == "ocr_page"


def is_scanned_line(element: etree._Element) -> bool:
    """Whether it is a line of such a page."""
    return (element.get("class") or "").startswith(_SCANNED_LINES)


def highlighting(element: etree._Element) -> str:
    """The `rend` of a `hi` that the element asks for, or ""."""
    name = str(element.tag)
    if name in _REND:
        return "" if element.find(".//a[@href]") is not None and name == "sup" else _REND[name]
    if name not in {"span", "font", "small", "big"}:
        return ""
    said = f"{element.get('class') or ''} {element.get('style') or ''}".lower()
    return next((rend for pattern, rend in _STYLES if pattern.search(said)), "")


def has_lines(element: etree._Element) -> bool:
    """Whether the children of a `div` of verse are its lines."""
    children = [child for child in element if isinstance(child.tag, str)]
    return bool(children) and all(
        child.tag in {"div", "span", "br"}
        and child.find(".//p") is None
        and child.find("div") is None
        and len(child.findall(".//br")) < 2
        and "stanza" not in signs(child)
        for child in children
    )
