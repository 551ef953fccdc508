"""The structure of a text: its parts, divisions and headings (TEI ch. 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.added_headings import corpus_title, head, lost_its_notes
from pipeline.model.book import Part
from pipeline.model.line_ends import close_up_line_ends
from pipeline.model.xhtml import classes, plain_tag, text_without_calls
from pipeline.tei.names import local_name, tei

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation
    from pipeline.model.rules import Rule


STRUCTURAL = frozenset({"front", "body", "back", "text", "group", "TEI", "teiCorpus"})
DIVISIONS = frozenset("div div1 div2 div3 div4 div5 div6 div7".split())
# What stands apart is read behind the text.
_PARTS: dict[str, Part] = {"front": "front", "body": "body", "back": "back", "standOff": "back"}


def document(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A whole TEI document."""
    run.children(element, rule)


def body(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """A text or a part of one: its content, and where in the book it stands."""
    name = local_name(element.tag)
    if name == "text" and (_is_in_group(element) or run.contents.floating):
        section(run, element, rule)
        return
    part = run.contents.part
    if name in _PARTS and not run.contents.level:
        run.contents.part = _PARTS[name]
    run.flow.keep_apart()
    run.children(element, rule)
    run.flow.keep_apart()
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
        " ".join(dict.fromkeys(("div", *classes(made), *_class_names(kind)))),
    )
    if not made.get("id"):
        made.set("id", run.ids.fresh("div"))
    division = run.contents.enter(made.get("id", ""), kind, element.get("n", ""))
    title = division.heading = corpus_title(element)
    run.children(element, rule)
    run.contents.leave()
    run.flow.close()
    if lost_its_notes(element, made):
        division.heading = ""
    elif not division.heading or division.heading == title:
        head(run, element, made, division)


# What the outputs call parts of their own: a `@type` with such a name is no such part.
_OURS = frozenset(
    "added apparatus backlink body calls captioned contents corrections colophon cover endnote "
    "entry errata footnote front back head labelled long-word main matter missing-image note "
    "noteref notes note-on-the-text number numbered passage pb phrase register series stray "
    "tablenote title-page".split()
)


def _class_names(kind: str) -> list[str]:
    names = _names_in(kind)
    return [f"type-{name}" if name in _OURS else name for name in names]


def _names_in(kind: str) -> list[str]:
    return ["-".join(filter(None, _word(part))) for part in kind.split() if any(_word(part))]


def _word(part: str) -> list[str]:
    cleaned = "".join(char if char.isascii() and char.isalnum() else " " for char in part)
    return cleaned.split() if not part[:1].isdigit() else ["n", *cleaned.split()]


def heading(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The heading of a division (TEI 4.2.1), or of something within one."""
    is_own = not run.contents.floating and _heads_division(run, element)
    level = max(1, run.contents.level + (not is_own))
    made = run.open(element, f"h{min(6, level)}", rule)
    run.children(element, rule)
    run.flow.close_full()
    if run.transcription.has_no_spaces:
        close_up_line_ends(made)
    if is_own:
        run.contents.head(text_without_calls(made))
        division = run.contents.current
        if division is not None and not division.number:  # GROBID has it there
            division.number = element.get("n", "").rstrip(".")


def _heads_division(run: Interpretation, element: etree._Element) -> bool:
    """Whether this is a heading of the open division, not of some block in it."""
    division = run.contents.current
    if division is None:
        return True
    is_first = element.tag == tei("head") or not division.heading
    return is_first and run.flow.cursor.get("id") == division.id


def title(run: Interpretation, element: etree._Element, rule: Rule) -> None:
    """The caption of a figure or table, or the title of a block that is not a division."""
    outer = plain_tag(run.flow.cursor)
    tag = {"figure": "figcaption", "table": "caption"}.get(outer, "p")
    run.open(element, tag, rule)
    run.children(element, rule)
    run.flow.close()
