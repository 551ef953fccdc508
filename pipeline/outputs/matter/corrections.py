"""The list of corrections (EPUB SSV `errata`, DPUB-ARIA `doc-errata`; TEI 3.5.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from pipeline.model.book import Book
from pipeline.model.xhtml import append_text
from pipeline.outputs.matter.section import EPUB, Paratext
from pipeline.tei.interventions import Intervention

# What changes the words that the witness has, as against recording how it writes them.
_CORRECTIONS = frozenset({"correction", "corr", "supplied", "surplus"})
# What else is not as the witness writes it; each form once, with all its places.
_OTHERS = frozenset(
    ("regularisation", "reg", "expansion", "substitution", "deletion", "addition", "variant")
)


def entry_id(intervention: str) -> str:
    """The id of a correction's entry in the list, given the id of its passage."""
    return f"{intervention}-entry"


def listed(book: Book) -> list[Intervention]:
    """The corrections that the list has an entry for, in the order of the text."""
    return [each for each in book.interventions_read if each.kind in _CORRECTIONS]


def doubted(book: Book) -> list[Intervention]:
    """The readings that were doubted and left alone."""
    return [each for each in book.interventions_read if each.kind == "query"]


def altered(book: Book) -> list[Intervention]:
    """What else does not stand as in the witness: regularised, expanded, chosen among variants."""
    found = [each for each in book.interventions_read if each.kind in _OTHERS]
    return [
        each for each in found if each.witness != each.edition and not _is_without_variant(each)
    ]


def _is_without_variant(each: Intervention) -> bool:
    return each.kind == "variant" and not each.witness


def corrections(book: Book) -> etree._Element | None:
    """Every correction and every doubt with its place, readings, certainty and evidence.

    Whatever else was altered follows, so that what has no entry stands as in
    the witness. ``section.corrections``; None if there is nothing of the kind.
    """
    corrected, queries, others = listed(book), doubted(book), altered(book)
    if not corrected and not queries and not others:
        return None
    entries = _Entries(Paratext.of(book), book.policy == "witness", book.anchors, _signs(book))
    paratext = entries.paratext
    section = paratext.section("corrections", "errata", "doc-errata")
    paratext.word(section, "h1", "corrections")
    if corrected:
        suffix = "_witness" if entries.uncorrected else ""
        paratext.word(section, "p", f"corrections_explained{suffix}", css="explanation")
        summary(paratext, section, corrected)
        _by_division(entries, section, corrected)
    if others:
        _altered(entries, section, others)
    if queries:
        _doubts(entries, section, queries)
    return section


def summary(paratext: Paratext, parent: etree._Element, corrected: list[Intervention]) -> None:
    """How many corrections there are, how certain, and whose."""
    terms = paratext.terms
    count: dict[str, int] = {}
    for each in corrected:
        key = _certainty_key(each, paratext)
        count[key] = count.get(key, 0) + 1
    order = [f"certainty_{degree}" for degree in ("high", "medium", "low", "unknown")]
    parts = ", ".join(f"{terms(key)}: {count[key]}" for key in order if key in count)
    values: dict[str, object] = {"count": len(corrected), "certainties": parts}
    paratext.word(parent, "p", "corrected_count", values, css="count")
    if names := _signed(corrected):
        paratext.word(parent, "p", "corrected_by", {"names": names}, css="count")


class _Entries(NamedTuple):
    """What every entry of one list needs to know."""

    paratext: Paratext
    uncorrected: bool  # the text of this output keeps the witness's readings
    anchors: frozenset[str]
    signed: bool  # more than one person corrected, so each entry names one


def _signs(book: Book) -> bool:
    return len(_names(listed(book))) > 1


def _names(interventions: Iterable[Intervention]) -> list[str]:
    return list(dict.fromkeys(each.responsible for each in interventions if each.responsible))


def _signed(interventions: Iterable[Intervention]) -> str:
    """Who is responsible, and, where there are several, for how many."""
    count = Counter(each.responsible for each in interventions if each.responsible)
    several = len(count) > 1
    return ", ".join(f"{name} ({number})" if several else name for name, number in count.items())


def _certainty_key(each: Intervention, paratext: Paratext) -> str:
    key = f"certainty_{each.certainty}"
    return key if key in paratext.terms else "certainty_unknown"


def _by_division(
    entries: _Entries, section: etree._Element, interventions: list[Intervention]
) -> None:
    """Entries under the headings of the text's divisions; identical ones as one."""
    divisions: dict[str, dict[tuple[str, ...], list[Intervention]]] = {}
    for each in interventions:
        groups = divisions.setdefault(each.division, {})
        groups.setdefault(_identity(each), []).append(each)
    for heading, groups in divisions.items():
        parent = section
        if heading and len(divisions) > 1:
            parent = entries.paratext.add(section, "section", css="of-division")
            entries.paratext.add(parent, "h2", heading)
        items = entries.paratext.add(parent, "ul", css="entries")
        for group in groups.values():
            _entry(entries, items, group)


def _identity(each: Intervention) -> tuple[str, ...]:
    return (
        each.kind, each.witness, each.edition, each.responsible,
        each.certainty, each.source, each.evidence,
    )  # fmt: skip


def _altered(entries: _Entries, section: etree._Element, interventions: list[Intervention]) -> None:
    part = entries.paratext.add(section, "section", css="altered")
    part.set("id", "matter-altered")
    entries.paratext.word(part, "h2", "altered")
    groups: dict[tuple[str, ...], list[Intervention]] = {}
    for each in interventions:
        groups.setdefault((each.kind, each.witness, each.edition), []).append(each)
    items = entries.paratext.add(part, "ul", css="entries")
    for group in groups.values():
        item = entries.paratext.add(items, "li", css=f"entry {group[0].kind}")
        passage = entries.paratext.add(item, "p", css="passage")
        for each in group:
            _place(entries, passage, each)
            append_text(passage, " ")
        _readings(entries, item, passage, group)


def _doubts(entries: _Entries, section: etree._Element, queries: list[Intervention]) -> None:
    part = entries.paratext.add(section, "section", css="doubted")
    part.set("id", "matter-doubted")
    entries.paratext.word(part, "h2", "doubted")
    entries.paratext.word(part, "p", "doubted_explained", css="explanation")
    items = entries.paratext.add(part, "ul", css="entries")
    for query in queries:
        _entry(entries, items, [query])


def _entry(entries: _Entries, items: etree._Element, group: list[Intervention]) -> None:
    paratext = entries.paratext
    first = group[0]
    item = paratext.add(items, "li", css=f"entry {first.kind}")
    passage = paratext.add(item, "p", css="passage")
    for each in group:
        _place(entries, passage, each)
        append_text(passage, " ")
    if first.kind == "query":
        _in_context(paratext, passage, first, first.witness or first.edition)
    else:
        _readings(entries, item, passage, group)
    _grounds(entries, item, first)


def _place(entries: _Entries, passage: etree._Element, each: Intervention) -> None:
    """The paragraph's number, linked to the passage where the text still has an anchor for it."""
    label = f"¶\u00a0{each.paragraph}" if each.paragraph else "¶"
    target = next((id for id in (each.id, each.paragraph_id) if id in entries.anchors), "")
    place = entries.paratext.add(passage, "a" if target else "span", label, css="place")
    if each.id:
        place.set("id", entry_id(each.id))
    if target:
        place.set("href", f"#{target}")
        place.set(f"{{{EPUB}}}type", "backlink")
        place.set("role", "doc-backlink")


def _readings(
    entries: _Entries, item: etree._Element, passage: etree._Element, group: list[Intervention]
) -> None:
    paratext, first = entries.paratext, group[0]
    here, there, key = first.edition, first.witness, "witness_reads"
    if not first.knows_witness:
        there = here
    elif first.kind == "variant":
        key = "other_readings"
    elif entries.uncorrected:
        here, there, key = there, here, "editors_read"
    if len(group) > 1:
        _reading(paratext, passage, here)
    else:
        _in_context(paratext, passage, first, here)
    if here == there:
        return
    other = paratext.add(item, "p", css="other-reading")
    paratext.word(other, "span", key, css="label")
    append_text(other, ": ")
    _reading(paratext, other, there)


def _in_context(
    paratext: Paratext, passage: etree._Element, each: Intervention, reading: str
) -> None:
    if each.before:
        append_text(passage, f"… {each.before}")
    _reading(paratext, passage, reading)
    if each.after:
        append_text(passage, f"{each.after} …")


def _reading(paratext: Paratext, parent: etree._Element, reading: str) -> None:
    if reading:
        paratext.add(parent, "b", reading, css="reading")
    else:
        paratext.word(parent, "i", "lacking", css="reading")


def _grounds(entries: _Entries, item: etree._Element, each: Intervention) -> None:
    """Certainty, evidence, source and name, as far as they are given."""
    paratext, terms = entries.paratext, entries.paratext.terms
    grounds: list[str] = []
    if each.kind != "query":
        grounds.append(terms(_certainty_key(each, paratext)))
    for evidence in each.evidence.split("\n"):
        key = f"evidence_{evidence}"
        grounds.append(terms(key) if key in terms else evidence)
    grounds.append(each.source)
    grounds.append(each.responsible if entries.signed else "")
    text = " ".join(_sentence(ground) for ground in grounds if ground)
    if text:
        paratext.add(item, "p", text, css="grounds")


def _sentence(text: str) -> str:
    ended = text if text[-1] in ".?!…" else f"{text}."
    return f"{ended[0].upper()}{ended[1:]}"
