"""Phrases: what stands in a line, and what leads elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.book import PageBreak
from pipeline.model.joins import joins_before
from pipeline.model.nesting import mend_ruby
from pipeline.model.note_labels import short_label
from pipeline.model.references import SIGN
from pipeline.model.xhtml import PHRASING, plain_tag
from pipeline.tei.divided_words import divides_word
from pipeline.tei.glyphs import named_character
from pipeline.tei.names import XML_ID, local_name, text_in
from pipeline.tei.plain_text import plain

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule


_NO_BREAK = "\N{NO-BREAK SPACE}"
# Han, kana, and their punctuation.
_UNSPACED = (
    ("\u2e80", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff01", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)  # fmt: skip


def inline(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A phrase."""
    tag = rule.value("tag", element) if rule.parameters else ""
    run.open(element, tag if tag in PHRASING else "span", rule)
    if rule.parameters and (label := rule.value("label", element)):
        is_parted = (element.text or "")[:1].isspace()
        run.flow.text(label if is_parted else f"{label}{_NO_BREAK}")
    run.children(element, rule)
    made = run.flow.close()
    if tag == "ruby" and plain_tag(made) == "ruby":
        mend_ruby(made)


def alternate(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The side that the reading policy keeps; the other was dropped before any rule."""
    inline(run, element, rule)


def anchor(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """An empty place to which links lead; milestones are such places (TEI 3.11.3)."""
    run.open(element, "span", rule)
    run.children(element, rule)
    run.flow.close()


def glyph(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A character without a code point: as transcribed, else as declared or named (TEI 5.2)."""
    run.open(element, "span", rule)
    run.children(element, rule)
    if not len(element) and not element.text:
        reference = rule.value("uri", element)
        text = run.glyphs.text(reference) or named_character(element)
        if not text and run.glyphs.misses(reference):
            name = local_name(element.tag)
            said = f"Nothing says what the empty <{name}> “{reference[:60]}” stands for."
            remedy = f"Write the sign, or its letters, in the <{name}>; or declare it in charDecl."
            run.warn("glyph-undeclared", f"{said} It is left out.", element, remedy)
        run.flow.text(text)
    run.flow.close()


def link(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A link, or the call of a note that stands apart (TEI 3.7)."""
    note = run.notes.places.called_by(element)
    if note is not None:
        label = short_label(plain(element))
        if not label:
            run.children(element, rule)
        run.notes.call(note, None, label)
        return
    target = rule.value("uri", element) or element.get("target", "")
    if not element.text and not len(element) and target and "content" not in rule.parameters:
        _empty_link(run, element, rule, target)
        return
    made = run.open(element, "a", rule)
    run.children(element, rule)
    run.flow.close()
    if plain_tag(made) == "a":
        run.links.point(made, target, element)


def _empty_link(run: Interpretation, element: etree._Element, rule: Rule, target: str) -> None:
    """Addresses are written out; what stands for a place of the text is known at the end."""
    if run.surroundings.needs_space_before(element):
        run.flow.keep_apart()
    for number, each in enumerate(target.split()):
        if number:
            run.flow.text(", ")
        made = run.open(element, "a", rule)
        run.flow.text(SIGN if each.startswith("#") else each)
        run.flow.meet_edge()
        if not number:
            run.children(element, rule)
        run.flow.close()
        if plain_tag(made) == "a":
            run.links.point(made, each, element)
    if run.surroundings.precedes_word(element):
        run.flow.keep_apart()


def line_break(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The beginning of a page, line or column of the source (TEI 3.11.3)."""
    kind = rule.value("type", element) or {"pb": "page", "lb": "line"}.get(
        local_name(element.tag), ""
    )
    if kind == "space":
        space(run, element)
        return
    if kind == "page":
        _page_break(run, element, rule)
    elif kind == "line":
        if _begins_line(run, element):
            run.open_empty(element, "br", rule)
        elif element.get(XML_ID):
            anchor(run, element, rule)
    else:
        run.open_empty(element, "span", rule)


def _begins_line(run: Interpretation, element: etree._Element) -> bool:
    """Whether a line ends here: not where there is none, nor a second time around a page's edge."""
    flow = run.flow
    if flow.is_within_word or flow.is_at_start():
        return False
    if plain_tag(flow.cursor) not in PHRASING and not flow.follows_words():
        return False
    for passed, before in enumerate(element.itersiblings(preceding=True)):
        if (before.tail or "").strip():
            return True
        if local_name(before.tag) == "lb":
            return not passed
        if local_name(before.tag) not in _EDGES:
            return True
    return True


# Between the last line of a page, or column, and the first of the next stand its furniture and it.
_EDGES = frozenset(("pb", "cb", "gb", "fw", "milestone"))


def space(run: Interpretation, element: etree._Element) -> None:
    """The space that a line break leaves where it is not shown; none within a word."""
    if not joins_before(element) and run.tokens.go_on_over(element):
        return
    if _begins_unspaced(element) or divides_word(element):
        run.flow.join()
    elif not run.flow.is_at_start():
        run.flow.text(" ")


def _begins_unspaced(element: etree._Element) -> bool:
    """Whether what follows is in a script that is written without spaces."""
    following = element.getnext()
    words = (element.tail or "").lstrip() or (text_in(following) if following is not None else "")
    return any(first <= words.lstrip()[:1] <= last for first, last in _UNSPACED)


def _page_break(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    label = (rule.value("label", element) or element.get("n", "")).strip()
    mark = run.open_empty(element, "span", rule)
    if not mark.get("id"):
        mark.set("id", run.ids.fresh("page"))
    if label:
        mark.set("role", "doc-pagebreak")
        mark.set("aria-label", label)
        run.contents.page_breaks.append(PageBreak(mark.get("id", ""), label))
