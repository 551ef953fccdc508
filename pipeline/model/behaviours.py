"""The behaviours of the TEI Processing Model, each once (TEI Guidelines 22.5.4.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.book import PageBreak
from pipeline.model.divisions import heading_text
from pipeline.model.flow import PHRASING, add_class, plain_tag
from pipeline.model.foreign import render_foreign
from pipeline.model.nesting import mend_definitions, mend_list, mend_table
from pipeline.model.notes import short_label
from pipeline.tei.header import plain
from pipeline.tei.names import local_name, tei

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule

Behaviour = Callable[["Interpretation", etree._Element, "Rule"], None]

_STRUCTURAL = frozenset({"front", "body", "back", "text", "group", "TEI", "teiCorpus"})
_BLOCKS = frozenset(
    "div p blockquote pre aside address section header footer figure figcaption ul ol li dl dt dd"
    " table caption tr td th hr h1 h2 h3 h4 h5 h6 nav".split()
)
_LISTS = {"ordered": "ol", "gloss": "dl", "numbered": "ol", "ol": "ol", "dl": "dl"}


def alternate(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The side that the reading policy keeps; the other was dropped before any rule."""
    inline(run, element, rule)


def anchor(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An empty place to which links lead."""
    run.open(element, "span", rule)
    run.children(element, rule)
    run.flow.close()


def block(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A block of its own; parts of a text have no box, only their content."""
    if local_name(element.tag) in _STRUCTURAL:
        body(run, element, rule)
        return
    tag = rule.value("tag", element) or "div"
    run.open(element, tag if tag in _BLOCKS else "div", rule)
    apart = element.tag == tei("floatingText")  # its headings are not the book's
    run.contents.floating += apart
    if tag == "pre":
        run.preserved(element)
    else:
        run.children(element, rule)
    run.contents.floating -= apart
    run.flow.close()


def body(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A text or a part of one: its content, and where in the book it stands."""
    name = local_name(element.tag)
    if name == "text" and (_is_in_group(element) or run.contents.floating):
        section(run, element, rule)
        return
    part = run.contents.part
    if name in {"front", "body", "back"} and not run.contents.level:
        run.contents.part = name  # type: ignore[assignment]
    run.children(element, rule)
    run.contents.part = part


def _is_in_group(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    if parent.tag == tei("TEI"):
        above = parent.getparent()
        return (above is not None and above.tag == tei("teiCorpus")) or len(
            parent.findall(tei("text"))
        ) > 1
    return parent.tag in (tei("group"), tei("text"))


def line_break(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The beginning of a page, line or column of the source (TEI 3.11.3)."""
    kind = rule.value("type", element) or {"pb": "page", "lb": "line"}.get(
        local_name(element.tag), ""
    )
    joins = element.get("break") == "no"
    if joins:
        run.flow.join()
    if kind == "page":
        _page_break(run, element, rule)
    elif kind == "space":
        if not joins and not run.flow.is_at_start():
            run.flow.text(" ")
    elif kind == "line":
        if not joins and not run.flow.is_at_start():
            run.open_empty(element, "br", rule)
    else:
        run.open_empty(element, "span", rule)


def _page_break(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    label = (rule.value("label", element) or element.get("n", "")).strip()
    mark = run.open_empty(element, "span", rule)
    if not mark.get("id"):
        mark.set("id", run.ids.fresh("page"))
    if label:
        mark.set("role", "doc-pagebreak")
        mark.set("aria-label", label)
        run.contents.page_breaks.append(PageBreak(mark.get("id", ""), label))


def cell(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A cell, with the rows and columns that it spans (TEI 14.1.1)."""
    is_label = element.get("role") == "label" or (
        element.getparent() is not None and element.getparent().get("role") == "label"  # type: ignore[union-attr]
    )
    made = run.open(element, "th" if is_label else "td", rule)
    if plain_tag(made) in {"td", "th"}:
        for attribute, name in (("cols", "colspan"), ("rows", "rowspan")):
            span = element.get(attribute, "")
            if span.isdecimal() and 1 < int(span) <= 1000:
                made.set(name, str(int(span)))
    run.children(element, rule)
    run.flow.close()


def document(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A whole TEI document."""
    run.children(element, rule)


def figure(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An image with its caption."""
    run.open(element, "figure", rule)
    run.children(element, rule)
    made = run.flow.close()
    if not len(made) and not (made.text or "").strip() and not made.get("id"):
        run.flow.remove(made)


def graphic(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An image of the edition's folder; where there is none, its description stands for it."""
    url = rule.value("url", element) or element.get("url", "")
    described = _description(element)
    image = run.images.get(url, element)
    if image is None:
        if described:
            made = run.open(element, "span", rule)
            add_class(made, "missing-image")
            run.flow.text(f"[{described}]")
            run.flow.close()
        return
    made = run.open_empty(element, "img", rule)
    made.set("src", image.name)
    made.set("alt", described)


def _description(element: etree._Element) -> str:
    """Alternative text: `figDesc` or `desc`, else the figure's heading (TEI 14.4)."""
    parent = element.getparent()
    for holder, name in ((element, "desc"), (parent, "figDesc"), (parent, "head")):
        found = holder.find(tei(name)) if holder is not None else None
        if found is not None and plain(found):
            return plain(found)
    return ""


def glyph(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A character without a code point: as transcribed, else as it is declared (TEI 5.2)."""
    run.open(element, "span", rule)
    run.children(element, rule)
    if not len(element) and not element.text:
        run.flow.text(run.glyphs.text(rule.value("uri", element)))
    run.flow.close()


def heading(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The heading of a division (TEI 4.2.1)."""
    level = max(1, run.contents.level + (1 if run.contents.floating else 0))
    made = run.open(element, f"h{min(6, level)}", rule)
    run.children(element, rule)
    run.flow.close()
    if not run.contents.floating:
        run.contents.head(heading_text(made))


def index(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An index entry is not part of the reading text (TEI 3.9.2)."""


def inline(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A phrase."""
    tag = rule.value("tag", element) if rule.parameters else ""
    joins = rule.value("join", element) if rule.parameters else ""
    if joins in {"left", "both"}:
        run.flow.close_up()
    run.open(element, tag if tag in PHRASING else "span", rule)
    run.children(element, rule)
    run.flow.close()
    if joins in {"right", "both"}:
        run.flow.join()


def link(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A link, or the call of a note that stands apart (TEI 3.7)."""
    note = run.notes.is_called_by(element)
    if note is not None:
        label = short_label(plain(element))
        if not label:
            run.children(element, rule)
        run.notes.call(note, None, label)
        return
    target = rule.value("uri", element) or element.get("target", "")
    made = run.open(element, "a", rule)
    if not element.text and not len(element) and target and "content" not in rule.parameters:
        run.flow.text(target if not target.startswith("#") else "*")
    run.children(element, rule)
    run.flow.close()
    if plain_tag(made) == "a":
        run.links.point(made, target, element)


def list_(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A list: ordered, of terms and their glosses, or plain (TEI 3.8)."""
    kind = rule.value("type", element) or element.get("type", "") or element.get("rend", "")
    tag = _LISTS.get(kind, "ul")
    heads = [child for child in element if child.tag == tei("head")]
    for head in heads:
        run.element(head)
    made = run.open(element, tag, rule)
    run.without(heads, element, rule)
    run.flow.close()
    if plain_tag(made) == "dl":
        mend_definitions(made)
    elif plain_tag(made) in {"ul", "ol"}:
        mend_list(made)
    run.flow.resume(made)


def list_item(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An item; in a list of glosses, the gloss (or, for a label, the term)."""
    outer = plain_tag(run.flow.cursor)
    tag = "li"
    if outer == "dl":
        tag = "dt" if local_name(element.tag) in {"label", "headLabel"} else "dd"
    elif outer not in {"ul", "ol"}:
        tag = "div"
    made = run.open(element, tag, rule)
    if (
        tag == "li"
        and outer == "ol"
        and element.get("n", "").isdecimal()
        and len(element.get("n", "")) < 6
    ):
        made.set("value", str(int(element.get("n", ""))))
    run.children(element, rule)
    run.flow.close()


def note(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A note of the book, called here or from elsewhere."""
    run.notes.meet(element, rule)


def omit(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """Nothing is written."""


def paragraph(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A paragraph."""
    run.open(element, "p", rule)
    run.children(element, rule)
    run.flow.close()


def row(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A row of a table."""
    run.open(element, "tr", rule)
    run.children(element, rule)
    run.flow.close()


def section(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A division: a section of the book and an entry of its contents (TEI 4.1)."""
    if run.contents.floating or plain_tag(run.flow.cursor) not in {"body", "section"}:
        made = run.open(element, "div", rule)
        run.contents.floating += 1
        run.children(element, rule)
        run.contents.floating -= 1
        run.flow.close()
        return
    made = run.open(element, "section", rule)
    kind = element.get("type", "") or local_name(element.tag)
    made.set(
        "class",
        " ".join(dict.fromkeys(("div", *made.get("class", "").split(), *_class_names(kind)))),
    )
    if not made.get("id"):
        made.set("id", run.ids.fresh("div"))
    division = run.contents.enter(made.get("id", ""), kind, element.get("n", ""))
    division.heading = _corpus_title(element)
    run.children(element, rule)
    run.contents.leave()
    run.flow.close()


def _corpus_title(element: etree._Element) -> str:
    """A text of a corpus is known by the title in its own header (TEI 15.1)."""
    parent = element.getparent()
    if element.tag != tei("text") or parent is None or parent.tag != tei("TEI"):
        return ""
    return plain(
        parent.find(f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}")
    )


def _class_names(kind: str) -> list[str]:
    return ["-".join(filter(None, _word(part))) for part in kind.split() if any(_word(part))]


def _word(part: str) -> list[str]:
    cleaned = "".join(char if char.isascii() and char.isalnum() else " " for char in part)
    return cleaned.split() if not part[:1].isdigit() else ["n", *cleaned.split()]


def table(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A table; what else stands in it is given a row of its own."""
    run.open(element, "table", rule)
    run.children(element, rule)
    made = run.flow.close()
    if plain_tag(made) == "table":
        mend_table(made)
    run.flow.resume(made)


def text(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """Only the words, or the element as it is written where it is an example of markup."""
    if rule.value("serialise", element):
        made = run.open(
            element, "pre" if rule.value("serialise", element) == "block" else "code", rule
        )
        made.text = example_source(element)
        run.flow.close()
        return
    run.children(element, rule)


def example_source(element: etree._Element) -> str:
    """The markup of an example, as a reader would type it (TEI 22.1.1)."""
    source = etree.tostring(element, encoding="unicode", with_tail=False)
    inner = source.partition(">")[2].rpartition("</")[0]
    return _without_declarations(inner).strip("\n")


def _without_declarations(source: str) -> str:
    import re

    return re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", source)


def title(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The caption of a figure or table, or the title of a block that is not a division."""
    outer = plain_tag(run.flow.cursor)
    tag = {"figure": "figcaption", "table": "caption"}.get(outer, "p")
    run.open(element, tag, rule)
    run.children(element, rule)
    run.flow.close()


def foreign(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An element that is not TEI's."""
    render_foreign(run, element)


BEHAVIOURS: dict[str, Behaviour] = {
    "alternate": alternate,
    "anchor": anchor,
    "block": block,
    "body": body,
    "break": line_break,
    "cell": cell,
    "cit": block,
    "document": document,
    "figure": figure,
    "foreign": foreign,
    "glyph": glyph,
    "graphic": graphic,
    "heading": heading,
    "index": index,
    "inline": inline,
    "link": link,
    "list": list_,
    "listItem": list_item,
    "metadata": omit,
    "note": note,
    "omit": omit,
    "paragraph": paragraph,
    "row": row,
    "section": section,
    "table": table,
    "text": text,
    "title": title,
}
