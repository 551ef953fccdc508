"""The list of corrections (EPUB SSV `errata`, DPUB-ARIA `doc-errata`; TEI 3.5.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from lxml import etree

from pipeline.model.book import Book
from pipeline.outputs.matter.entries import (
    OF_SEVERAL,
    OF_THE_WRITER,
    Entries,
    certainty_key,
    is_part_of_word,
)
from pipeline.outputs.matter.section import Paratext
from pipeline.tei.grounds import CERTAINTIES
from pipeline.tei.interventions import Intervention

# What changes the words that the witness has, as against recording how it writes them.
_CORRECTIONS = frozenset({"correction", "corr", "supplied", "surplus"})
# What else is not as the witness writes it; each form once, with all its places.
_OTHERS = frozenset(
    ("regularisation", "reg", "expansion", "substitution", "deletion", "addition", "variant")
)
# Of these a document may have thousands, letter by letter.
_MANY_ALIKE = frozenset(("regularisation", "reg", "expansion"))
# A language that has few of these gives the lists, and the note on them, in English.
TERMS = (
    "altered", "certainty_unknown", "corrected_count", "corrections", "corrections_explained",
    "lacking", "note_on_the_text", "other_interventions", "shown_text", "witness_reads",
)  # fmt: skip


def listed(book: Book) -> list[Intervention]:
    """The corrections that the list has an entry for, in the order of the text."""
    return [each for each in book.interventions_read if each.kind in _CORRECTIONS]


def doubted(book: Book) -> list[Intervention]:
    """The readings that were doubted and left alone."""
    return [each for each in book.interventions_read if each.kind == "query"]


def altered(book: Book) -> list[Intervention]:
    """What else does not stand as in the witness, or may be read otherwise."""
    return [
        each
        for each in book.interventions_read
        if ((each.others or each.held) and each.kind not in _CORRECTIONS)
        or (each.kind in _OTHERS and each.witness != each.edition and each.kind != "variant")
    ]


def is_without_variant(each: Intervention) -> bool:
    """Whether an entry of the apparatus has no other reading than the text's."""
    return each.kind == "variant" and not each.others


def title_key(book: Book) -> str:
    """The term for what the list has: corrections, else changes, else variants alone."""
    if listed(book) or doubted(book):
        return "corrections"
    return "changes" if any(each.kind != "variant" for each in altered(book)) else "variants"


def corrections(book: Book) -> etree._Element | None:
    """Every correction and every doubt with its place, readings, certainty and evidence.

    Whatever else was altered follows, and the variants. ``section.corrections``;
    None if there is nothing of the kind.
    """
    corrected, queries, others = listed(book), doubted(book), altered(book)
    if not corrected and not queries and not others:
        return None
    paratext = Paratext.of(book, TERMS)
    entries = Entries(paratext, book.policy == "witness", book.anchors, _signs(book))
    section = paratext.section("corrections", "errata", "doc-errata")
    title = title_key(book)
    paratext.word(section, "h1", title)
    if corrected:
        suffix = "_witness" if entries.uncorrected else ""
        paratext.word(section, "p", f"corrections_explained{suffix}", css="explanation")
        summary(paratext, section, corrected)
        _by_division(entries, section, corrected, "h2")
    changes = [each for each in others if each.kind != "variant"]
    variants = [each for each in others if each.kind == "variant"]
    if changes:
        _each_form(entries, section, changes, "altered", is_headed=title != "changes")
    if variants:
        _each_form(entries, section, variants, "variants", is_headed=title != "variants")
    if queries:
        _doubts(entries, section, queries)
    return section


def summary(paratext: Paratext, parent: etree._Element, corrected: list[Intervention]) -> None:
    """How many corrections there are, how certain, and whose."""
    terms = paratext.terms
    count: dict[str, int] = {}
    for each in corrected:
        key = certainty_key(each, paratext)
        count[key] = count.get(key, 0) + 1
    order = [f"certainty_{degree}" for degree in CERTAINTIES]
    parts = ", ".join(f"{terms(key)}{terms.colon}{count[key]}" for key in order if key in count)
    values: dict[str, object] = {"count": len(corrected), "certainties": parts}
    paratext.word(parent, "p", "corrected_count", values, css="count")
    if names := _signed(corrected):
        paratext.word(parent, "p", "corrected_by", {"names": names}, css="count")


def _signs(book: Book) -> bool:
    return len(_names(listed(book))) > 1


def _names(interventions: Iterable[Intervention]) -> list[str]:
    return list(dict.fromkeys(each.responsible for each in interventions if each.responsible))


def _signed(interventions: Iterable[Intervention]) -> str:
    """Who is responsible, and, where there are several, for how many."""
    count = Counter(each.responsible for each in interventions if each.responsible)
    several = len(count) > 1
    return ", ".join(f"{name} ({number})" if several else name for name, number in count.items())


def _by_division(
    entries: Entries, section: etree._Element, interventions: list[Intervention], level: str
) -> None:
    """Entries under the headings of the text's divisions, of this level; identical ones as one."""
    divisions: dict[str, dict[tuple[str, ...], list[Intervention]]] = {}
    for each in interventions:
        groups = divisions.setdefault(each.division, {})
        groups.setdefault(_identity(each), []).append(each)
    for heading, groups in divisions.items():
        parent = section
        if heading and len(divisions) > 1:
            parent = entries.paratext.add(section, "section", css="of-division")
            entries.paratext.add(parent, level, heading)
        items = entries.paratext.add(parent, "ul", css="entries")
        for group in groups.values():
            entries.add(items, group, grounds=True)


def _identity(each: Intervention) -> tuple[str, ...]:
    return _form(each, each.responsible, each.certainty, each.source, each.evidence)


def _form(each: Intervention, *grounds: str) -> tuple[str, ...]:
    readings = chain(*each.others, *each.held)
    return each.kind, each.witness, each.edition, *readings, *grounds, *_context(each)


def _context(each: Intervention) -> tuple[str, ...]:
    """What tells two apart that read alike: of a part of a word nobody knows which it is.

    A doubt is shown where it stands.
    """
    has_its_own = each.kind == "query" or each.kind in OF_THE_WRITER or each.kind in OF_SEVERAL
    if has_its_own or (each.kind not in _MANY_ALIKE and is_part_of_word(each)):
        return each.before, each.after
    return ()


def _each_form(
    entries: Entries,
    section: etree._Element,
    interventions: list[Intervention],
    name: str,
    *,
    is_headed: bool,
) -> None:
    """Identical ones as one, in the order of the text."""
    part = entries.paratext.add(section, "section", css=name)
    part.set("id", f"matter-{name}")
    if is_headed:
        entries.paratext.word(part, "h2", name)
    groups: dict[tuple[str, ...], list[Intervention]] = {}
    for each in interventions:
        groups.setdefault(_form(each), []).append(each)
    items = entries.paratext.add(part, "ul", css="entries")
    for group in groups.values():
        entries.add(items, group, grounds=False)


def _doubts(entries: Entries, section: etree._Element, queries: list[Intervention]) -> None:
    part = entries.paratext.add(section, "section", css="doubted")
    part.set("id", "matter-doubted")
    entries.paratext.word(part, "h2", "doubted")
    entries.paratext.word(part, "p", "doubted_explained", css="explanation")
    _by_division(entries, part, queries, "h3")
