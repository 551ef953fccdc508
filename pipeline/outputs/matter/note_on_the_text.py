"""The note on the text: how it was edited, and how an output shows it (TEI 2.3.3)."""

from __future__ import annotations

from collections import Counter
from itertools import chain, groupby
from typing import Literal

from lxml import etree

from pipeline.model.book import XHTML, Book
from pipeline.model.xhtml import append_text, classes
from pipeline.outputs.matter.corrections import (
    TERMS,
    altered,
    doubted,
    is_without_variant,
    listed,
    summary,
    title_key,
)
from pipeline.outputs.matter.hands import Hands
from pipeline.outputs.matter.section import Paratext
from pipeline.tei.metadata import Declaration

# `pdf_marked`: with a mark in the margin beside what was changed.
Medium = Literal["epub", "pdf", "pdf_marked", "text"]

# Where no list of notes says at its head whose they are, nor each note what it is.
_NOTES_APART = frozenset(("pdf", "pdf_marked"))
_ALIKE = {"reg": "regularisation"}
# Interventions that record how the witness writes; those of `listed` have a list of their own.
_COUNTED = (
    "regularisation", "expansion", "deletion", "addition",
    "substitution", "variant", "restoration", "gap", "unclear",
)  # fmt: skip
_EXCEPT_BRACKETS = frozenset(("shown_altered", "shown_pdf", "shown_text"))
_EXPANDED = frozenset(("ex", "expan"))
_SPAN = f"{{{XHTML}}}span"


def note_on_the_text(book: Book, medium: Medium = "epub") -> etree._Element | None:
    """The source, the header's declarations in words, and how readings are told apart.

    ``section.note-on-the-text``, which begins with the header's headnotes; None if there is
    nothing to say.
    """
    metadata = book.metadata
    paratext = Paratext.of(book, TERMS)
    section = paratext.section("note-on-the-text", "afterword", "doc-afterword")
    paratext.word(section, "h1", "note_on_the_text")
    for paragraph in metadata.headnotes:
        paratext.add(section, "p", paragraph)
    if metadata.source:
        _part(paratext, section, "source", metadata.source)
    _corrections(paratext, section, book, medium)
    if medium in _NOTES_APART and (name := Hands.of(book).unsigned):
        paratext.word(section, "p", "unsigned_notes", {"name": name})
    others = (each for each in metadata.declarations if each.kind != "correction")
    for key, run in groupby(others, key=lambda each: _heading(paratext, each)):
        if paragraphs := tuple(chain.from_iterable(each.paragraphs for each in run)):
            _part(paratext, section, key, paragraphs)
    return section if len(section) > 1 else None


def _part(
    paratext: Paratext, section: etree._Element, key: str, paragraphs: tuple[str, ...]
) -> etree._Element:
    part = paratext.add(section, "section", css="declaration")
    paratext.word(part, "h2", key)
    for paragraph in paragraphs:
        paratext.add(part, "p", paragraph)
    return part


def _heading(paratext: Paratext, declaration: Declaration) -> str:
    key = f"kind_{declaration.kind}"
    return key if key in paratext.terms else "kind_p"


def _corrections(paratext: Paratext, section: etree._Element, book: Book, medium: Medium) -> None:
    """What `correction` declares, what was done, and how the reader sees it."""
    declared = [each for each in book.metadata.declarations if each.kind == "correction"]
    if not declared and not book.interventions:
        return
    corrected, queries, others = listed(book), doubted(book), altered(book)
    title = title_key(book)
    is_of_corrections = declared or not others or title == "corrections"
    part = _part(paratext, section, "kind_correction" if is_of_corrections else title, ())
    for declaration in declared:
        for paragraph in declaration.paragraphs:
            paratext.add(part, "p", paragraph)
        _attributes(paratext, part, dict(declaration.attributes))
    if corrected:
        summary(paratext, part, corrected)
    if queries:
        values: dict[str, object] = {"count": len(queries)}
        paratext.word(part, "p", "doubted_count", values, css="count")
    if corrected or others:
        _shown(paratext, part, book, medium)
    _others(paratext, part, book)
    if medium == "epub" and (corrected or queries or others):  # elsewhere a link is a bare word
        link = paratext.add(paratext.add(part, "p", css="see"), "a", href="#matter-corrections")
        link.text = paratext.terms(title)
    if len(part) == 1:  # a heading, and nothing to say of readings that are both in the text
        section.remove(part)


def _shown(paratext: Paratext, part: etree._Element, book: Book, medium: Medium) -> None:
    """How a reader of this output tells the witness's reading from the editors'."""
    has_brackets = any(each.kind == "supplied" for each in listed(book))
    key = _shown_key(book, medium)
    values: dict[str, object] = {}
    if key in _EXCEPT_BRACKETS:
        values["except"] = paratext.terms("except_brackets") if has_brackets else ""
    line = paratext.word(part, "p", key, values, css="shown")
    if book.policy != "witness" and _is_all_listed(book):
        rest = paratext.terms("rest_as_witness")
        line.text = f"{line.text} {rest}"


def _shown_key(book: Book, medium: Medium) -> str:
    corrected, others = listed(book), altered(book)
    changed = [each for each in others if each.kind != "variant"]
    if medium == "pdf_marked" and book.policy != "witness":
        return "shown_pdf_marked"
    if not corrected and not changed:
        return "shown_variants"
    if book.policy == "witness":
        return "shown_witness"
    if not changed:
        return f"shown_{medium}"
    return "shown_epub_altered" if medium == "epub" and corrected else "shown_altered"


def _is_all_listed(book: Book) -> bool:
    """Whether what has no entry stands as in the witness.

    Of several witnesses nobody knows which; restorations have brackets and no
    entry, abbreviations that are only spelt out have neither.
    """
    if any(each.kind in ("variant", "restoration") for each in book.interventions_read):
        return False
    trees = (book.content, *(note.content for note in book.notes))
    return not any(_is_only_spelt_out(span) for tree in trees for span in tree.iter(_SPAN))


def _is_only_spelt_out(span: etree._Element) -> bool:
    if _EXPANDED.isdisjoint(classes(span)):
        return False
    return not any("choice" in classes(each) for each in span.iterancestors(_SPAN))


def _attributes(paratext: Paratext, part: etree._Element, attributes: dict[str, str]) -> None:
    """`@status` and `@method` of `correction`, in words."""
    for name in ("status", "method"):
        key = f"{name}_{attributes.get(name, '')}"
        if key in paratext.terms:
            paratext.word(part, "p", key, css=name)


def _others(paratext: Paratext, part: etree._Element, book: Book) -> None:
    told = (each for each in book.interventions_read if not is_without_variant(each))
    kinds = Counter(_ALIKE.get(each.kind, each.kind) for each in told)
    counts = {kind: kinds[kind] for kind in _COUNTED}
    stated = [kind for kind in _COUNTED if counts[kind]]
    if not stated:
        return
    line = paratext.add(part, "p", css="count")
    paratext.turn(line, "other_interventions")
    paratext.word(line, "span", "other_interventions")
    append_text(line, paratext.terms.colon)
    for position, kind in enumerate(stated):
        append_text(line, "; " if position else "")
        paratext.word(line, "span", f"count_{kind}", {"count": counts[kind]})
    append_text(line, ".")
