"""The apparatus: an entry for each intervention, keyed to the line its lemma stands on.

An entry reads ``12 1936] 19156 Witness (ed., certain: five digits)``: line,
lemma as the edition has it, what the witness or the other witnesses have, by
whom and how certain. Its key comes from a layout, so it is right from the
second one on. Entries of a note are keyed to the note, those of a heading or
a table to it (*tit.*, *tab.*), as printed editions do. Each series is a list,
in the structure of the PDF too: its words are not the text's nor a note's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.model.book import XHTML, Book
from pipeline.outputs.matter.entries import IN_A_WORD, OF_SEVERAL, OMITTED, with_its_word
from pipeline.tei.interventions import Intervention
from pipeline.terms import Terms, terms_for

# On an entry: its intervention, its series, and the element at which it is keyed.
ENTRY, SERIES, AT = "data-entry", "data-series", "data-at"
TEXTUAL, VARIANTS = "textual", "variants"
_TEXTUAL = frozenset(
    "correction supplied surplus query sic regularisation substitution deletion addition".split()
)
_A, _ARTICLE, _DIV, _FIGCAPTION, _I, _LI, _P, _SPAN, _TABLE = (
    f"{{{XHTML}}}{name}" for name in "a article div figcaption i li p span table".split()
)
# So long a key is expected, before the lines are known.
_PLACEHOLDER = "00"
_MOST_WORDS = 5
_MOST_GROUNDS = 60


def series_of(each: Intervention) -> str:
    """The series that an intervention belongs to, or "" where the apparatus leaves it out.

    So it does a `corr` or `reg` alone: nobody knows what the witness has instead.
    """
    if each.kind in OF_SEVERAL:
        return VARIANTS if each.others else ""
    return TEXTUAL if each.kind in _TEXTUAL else ""


def listed(book: Book) -> list[Intervention]:
    """The interventions that the apparatus has an entry for, in order."""
    return [each for each in book.interventions_read if series_of(each) and each.id]


def place_entries(main: etree._Element, book: Book, keys: Mapping[str, str]) -> None:
    """Set every entry behind the first word of its lemma, where the text has the lemma."""
    writer = _Writer(terms_for(book.metadata.language), book.policy == "witness", keys)
    targets = _targets(main, book)
    for each in listed(book):
        target = targets.get(each.id)
        if target is not None:
            entry = writer.entry(each)
            link = next(target.iter(_A), target) if target.tag == _FIGCAPTION else target
            entry.set(AT, link.get("id", ""))
            _place(target, entry)


def _targets(main: etree._Element, book: Book) -> dict[str, etree._Element]:
    """Where each intervention stands: its passage, or the call of the note that tells of it."""
    found = {each.get("id", ""): each for each in main.iter(_SPAN) if each.get("id")}
    calls = {each.get("id", ""): each for each in main.iter(f"{{{XHTML}}}a") if each.get("id")}
    for note in book.notes:
        if note.calls and note.id not in found and note.calls[0] in calls:
            mark = calls[note.calls[0]].getparent()
            if mark is not None:
                found[note.id] = _doubted(mark)
    for each in main.iter(f"{{{XHTML}}}p", _DIV):
        found.setdefault(each.get("id", ""), each)
    return found


def _doubted(mark: etree._Element) -> etree._Element:
    """The words that a note is called right behind, if they are marked; else its call."""
    before = mark.getprevious()
    if before is not None and before.tag == _SPAN and before.get("id") and not before.tail:
        return before
    return mark


def _place(target: etree._Element, entry: etree._Element) -> None:
    table = next(reversed(list(target.iterancestors(_TABLE))), None)
    note = next(target.iterancestors(_ARTICLE), None)
    if table is not None:
        _near(table, entry)
    elif note is not None:
        _behind(note, entry)
    elif target.tag == _FIGCAPTION:
        _behind(target, entry)
    else:
        _behind_first_word(target, entry)


def _behind(anchor: etree._Element, entry: etree._Element) -> None:
    """Right behind an element and what is anchored there already."""
    while (following := anchor.getnext()) is not None and following.get(ENTRY) and not anchor.tail:
        anchor = following
    entry.tail, anchor.tail = anchor.tail, None
    anchor.addnext(entry)


def _near(table: etree._Element, entry: etree._Element) -> None:
    """To the paragraph after a table, or before it: WeasyPrint floats nothing out of a table."""
    place = next((each for each in table.itersiblings(_P) if _holds_text(each)), None)
    if place is not None:
        entry.tail, place.text = place.text, None
        place.insert(0, entry)
        return
    place = next((each for each in table.itersiblings(_P, preceding=True)), None)
    if place is not None:
        place.append(entry)


def _holds_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _behind_first_word(target: etree._Element, entry: etree._Element) -> None:
    """Inside the passage, so that entry and lemma cannot part when it goes on overleaf."""
    holder = target
    while not (holder.text or "").strip() and len(holder) and not (holder[0].get(ENTRY)):
        holder = holder[0]
    text = holder.text or ""
    words = text.split(None, 1)
    if len(words) < 2:
        holder.insert(0, entry)
        # What was the text stays before the entry, as it is.
        return
    cut = len(text) - len(words[1])
    cut = len(text[:cut].rstrip())
    holder.text, entry.tail = text[:cut], text[cut:]
    holder.insert(0, entry)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes entries in the language of the book."""

    terms: Terms
    uncorrected: bool
    keys: Mapping[str, str]

    def entry(self, each: Intervention) -> etree._Element:
        """The entry of one intervention."""
        series = series_of(each)
        item = etree.Element(_LI)
        for name, value in (("class", f"apparatus {series}"), (SERIES, series), (ENTRY, each.id)):
            item.set(name, value)
        key = etree.SubElement(item, _SPAN, {"class": "key"})
        key.text = self.keys.get(each.id, _PLACEHOLDER)
        key.tail = "\u2002"
        for css, text in self._parts(with_its_word(each)):
            part = etree.SubElement(item, _I if css == "siglum" else _SPAN, {"class": css})
            part.text = text
            part.tail = "] " if css == "lemma" else " "
            if text.startswith(";"):
                before = part.getprevious()
                if before is not None:
                    before.tail = ""
        item[-1].tail = "\u2003 "
        return item

    def _parts(self, each: Intervention) -> Iterator[tuple[str, str]]:
        here, there = each.edition, each.witness
        if key := IN_A_WORD.get(each.kind):
            yield from self._in_a_word(each, key)
            return
        if self.uncorrected and each.kind not in OF_SEVERAL:
            here, there = there, here
        if each.kind == "query":
            yield "lemma", _shortened(here or there)
            yield "reading", "sic"
            yield "siglum", self.terms("witness")
            yield "grounds", f"({self.terms('doubted').split(',')[0].lower()})"
            return
        lemma, there = _both(here, there, each)
        yield "lemma", lemma
        if each.kind in OF_SEVERAL:
            yield from _variants(each.others, each.holders, "" if here.strip() else lemma)
            return
        if each.held and not self.uncorrected:
            yield from _variants(each.held, "", "" if here.strip() else lemma)
            return
        yield "reading", there
        yield "siglum", "ed." if self.uncorrected else self.terms("witness")
        if grounds := self._grounds(each):
            yield "grounds", f"({grounds})"

    def _in_a_word(self, each: Intervention, key: str) -> Iterator[tuple[str, str]]:
        """The lemma, and what was written first, or that it was added or deleted."""
        said = self.terms(key)
        said = f"{said[0].lower()}{said[1:]}"
        is_in_text = each.edition or self.uncorrected
        lemma, _ = _both(each.edition or (each.witness if is_in_text else ""), "", each)
        yield "lemma", lemma
        told = each.witness if each.edition or not is_in_text else ""
        yield "reading", f"{said}{self.terms.colon}{told}" if told else said

    def _grounds(self, each: Intervention) -> str:
        """By whom, how certain, and why, as far as that is said shortly."""
        by = "" if self.uncorrected else "ed."
        certainty = self.terms(f"certainty_{each.certainty}") if each.certainty else ""
        why = each.evidence if len(each.evidence) <= _MOST_GROUNDS else ""
        if f"evidence_{why}" in self.terms:
            why = self.terms(f"evidence_{why}")
        said = ", ".join(filter(None, (by, certainty)))
        return self.terms.colon.join(filter(None, (said, why.rstrip("."))))


def _both(here: str, there: str, each: Intervention) -> tuple[str, str]:
    """Lemma and reading; where one side has nothing, with a word beside it or *om.*"""
    here, there = " ".join(here.split()), " ".join(there.split())
    if here:
        return _shortened(here), there or OMITTED
    word = next(reversed(each.before.split()), "")
    return word or "—", f"{word} {there}".strip()


def _variants(
    readings: tuple[tuple[str, str], ...], holders: str, word_before: str
) -> Iterator[tuple[str, str]]:
    """Who has the text, and each reading, once, with the sigla of its witnesses, last in it.

    Where the text has nothing, the lemma is the word before, which stands in them, too.
    """
    witnesses: dict[str, list[str]] = {}
    for words, siglum in readings:
        words = f"{word_before} {words}" if word_before and words != OMITTED else words
        witnesses.setdefault(words, []).append(siglum)
    if holders:
        yield "siglum", holders
    for number, (words, sigla) in enumerate(witnesses.items()):
        start = "; " if number or holders else ""
        yield "reading", start + _shortened(words, 12)
        if named := " ".join(filter(None, sigla)):
            yield "siglum", named


def _shortened(words: str, most: int = _MOST_WORDS) -> str:
    """The first and last words of a long passage."""
    parts = words.split()
    if len(parts) <= most:
        return " ".join(parts)
    return f"{parts[0]} … {parts[-1]}"


def templates() -> Iterator[etree._Element]:
    """What gives each series its style, in the order of the foot: see `foot`."""
    for name in (TEXTUAL, VARIANTS):
        template = etree.Element(f"{{{XHTML}}}ul", {"class": f"series {name}"})
        template.set(SERIES, name)
        yield template
