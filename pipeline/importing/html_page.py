"""The bytes of an HTML page as a tree, of which nothing was dropped, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from pipeline.finding import EditionError, Finding, Severity
from pipeline.importing.transcription import Transcription, shown
from pipeline.tei.languages import language_tag
from pipeline.tei.name_order import as_called, as_said
from pipeline.tei.names import XML_LANG, line_of, text_in
from pipeline.tei.xml import recurse_as_deep_as_trees_are


def parse_page(text: str, path: Path) -> etree._Element:
    """The root of the page; `EditionError` where lxml would give only a part of it."""
    recurse_as_deep_as_trees_are()
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise EditionError(_unreadable(path, f"no page of HTML: {error}")) from None
    for entry in parser.error_log:
        if entry.level == etree.ErrorLevels.FATAL:
            message = entry.message.partition(", ")[0].strip()
            column = _column(text, entry.line, entry.column)
            raise EditionError(
                _unreadable(path, f"the page cannot be read whole: {message}", entry.line, column)
            )
    return root


def describe(found: Transcription, root: etree._Element) -> None:
    """What the page says of itself: its language, its author, its title."""
    said = (each.get("lang") or each.get(XML_LANG) for each in (root, *root.iterchildren("body")))
    found.language = next(filter(None, said), "").strip()
    found.language = language_tag(found.language) or found.language
    for heading in root.iter("h1"):
        if heading.get("class") == "title" and not found.title:  # as Pandoc has it
            found.title = " ".join(text_in(heading).split())
    for title in root.iterfind("head/title"):
        found.label = found.label or " ".join(text_in(title).split())
    authors: list[str] = []
    for meta in root.iter("meta"):
        name = (meta.get("name") or "").lower()
        if name in {"author", "dc.creator"}:
            authors.append(as_called((meta.get("content") or "").strip()))
        elif name == "dc.title" and not found.title:
            found.title = (meta.get("content") or "").strip()
    said_once = dict.fromkeys(as_said(name, is_author=True) for name in authors if name)
    found.author = "\n".join(said_once)


def left_out(element: etree._Element, path: Path) -> Iterator[Finding]:
    """That a control of the page is left out, whose words a reader of it sees."""
    if words := " ".join(" ".join(map(str, element.itertext())).split()):
        message = f"<{element.tag}> is no text and was left out: “{shown(words)}”"
        remedy = "If it belongs to the text, make it a paragraph of the page."
        line = line_of(element)
        yield Finding("import-set-aside", Severity.INFO, message, path, line, 0, remedy)


def _column(text: str, line: int, column: int) -> int:
    """lxml counts bytes."""
    said = next((each for n, each in enumerate(text.split("\n"), 1) if n == line), "")
    return len(said.encode()[:column].decode(errors="ignore")) or 1


def _unreadable(path: Path, message: str, line: int = 0, column: int = 0) -> Finding:
    remedy = "Divide the page, or make its markup plainer." if line else ""
    return Finding("import-unreadable", Severity.ERROR, message, path, line, column, remedy)
