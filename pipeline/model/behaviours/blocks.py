"""Blocks: paragraphs, figures, examples of markup, and whatever stands by itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.behaviours.structure import DIVISIONS, STRUCTURAL, body, section
from pipeline.model.nesting import mend_figure
from pipeline.model.rendition import safe_declarations
from pipeline.model.xhtml import add_class
from pipeline.tei.controls import without_direction_controls
from pipeline.tei.names import local_name, tei
from pipeline.tei.register.readings import RUNNING_TEXT

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule
    from pipeline.tei.reading import Policy


_SCALE = re.compile(r"0?\.\d{1,4}|1(\.0+)?")
_BLOCKS = frozenset(
    "div p blockquote pre aside address section header footer figure figcaption ul ol li dl dt dd"
    " table caption tr td th hr h1 h2 h3 h4 h5 h6 nav".split()
)


def block(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A block of its own; parts of a text have no box, only their content.

    A division stays one, whatever it is called: the contents are made of them.
    """
    if local_name(element.tag) in STRUCTURAL:
        body(run, element, rule)
        return
    if local_name(element.tag) in DIVISIONS:
        section(run, element, rule)
        return
    tag = rule.value("tag", element) or "div"
    made = run.open(element, tag if tag in _BLOCKS else "div", rule)
    if speaker := run.speakers.of(rule.value("speaker", element)):
        made.set("data-speaker", speaker)
    if label := rule.value("label", element):
        run.flow.text(f"{label}: ")
    apart = element.tag == tei("floatingText")  # its headings are not the book's
    run.contents.floating += apart
    if tag == "pre":
        run.preserved(element)
    else:
        run.children(element, rule)
    run.contents.floating -= apart
    if tag == "hr":
        run.flow.close()
    else:
        run.flow.close_full()


def paragraph(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A paragraph."""
    run.open(element, "p", rule)
    run.children(element, rule)
    run.flow.close_full()


def figure(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An image with its caption."""
    run.open(element, "figure", rule)
    run.children(element, rule)
    mend_figure(run.flow.close_full())


def graphic(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An image of the edition's folder; where there is none, its description stands for it."""
    url = rule.value("url", element) or element.get("url", "")
    described = _description(element, run.policy)
    image = run.images.get(url, element)
    if image is not None:
        made = run.open_empty(element, "img", rule)
        made.set("src", image.name)
        heading = "" if described else _heading(element, run.policy)
        made.set("alt", described or heading)
        if size := _size(element, rule, image.width):
            made.set("style", size)
        if heading:
            add_class(made, "captioned")
    elif described:
        made = run.open_empty(element, "span", rule)
        add_class(made, "missing-image")
        made.text = f"[{described}]"
    _beside_description(run, element)


def _size(element: etree._Element, rule: Rule, pixels: int) -> str:
    """The width that the rule, by `@width` or `@scale`, asks for, else the height (TEI graphic)."""
    scale = rule.value("scale", element)
    if _SCALE.fullmatch(scale) and pixels:
        return safe_declarations(f"width: {float(scale) * pixels:.0f}px", "width")
    for name in ("width", "height"):
        if value := rule.value(name, element).strip():
            value = f"{value}px" if value.isdecimal() else value
            return safe_declarations(f"{name}: {value}", name)
    return ""


def _beside_description(run: Interpretation, element: etree._Element) -> None:
    """What no alternative text can hold: notes, and words where TEI has none."""
    for text, child in ((element.text, None), *((child.tail, child) for child in element)):
        if child is not None and child.tag == tei("desc"):
            for note in child.iterfind(f".//{tei('note')}"):
                if not run.stands_in_dropped(note):
                    run.element(note)
        elif child is not None:
            run.element(child)
        if text and not text.isspace():
            run.text(text)


def _description(element: etree._Element, policy: Policy) -> str:
    """What an image shows, in words: its `desc`, or the figure's `figDesc` (TEI 14.4).

    The first image of a figure has both, so that no description is lost.
    """
    own = _words_of(element, "desc", policy)
    is_first = next(element.itersiblings(element.tag, preceding=True), None) is None
    of_figure = _words_of(element.getparent(), "figDesc", policy) if is_first or not own else ""
    return " ".join(filter(None, (own, of_figure)))


def _heading(element: etree._Element, policy: Policy) -> str:
    """The alternative text of an image that nothing describes but its figure's heading."""
    return _words_of(element.getparent(), "head", policy)


@lru_cache(maxsize=8)
def _words_of(holder: etree._Element | None, name: str, policy: Policy) -> str:
    found = holder.iterchildren(tei(name)) if holder is not None else ()
    words = filter(None, map(RUNNING_TEXT[policy].of, found))
    return without_direction_controls(" ".join(words))


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
    from textwrap import dedent  # which hardly a document needs

    return dedent(_without_declarations(inner)).strip("\n").rstrip()


def _without_declarations(source: str) -> str:
    return re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", source)
