"""An entry in a list of what was changed: its place, its readings, and what they rest on."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lxml import etree

from pipeline.model.xhtml import append_text
from pipeline.outputs.matter.section import EPUB, Paratext
from pipeline.tei.breaks import is_unspaced
from pipeline.tei.interventions import Intervention
from pipeline.tei.languages import is_right_to_left

# What the witness has at two times: what it says of them is no correction of it.
OF_THE_WRITER = {"addition": "added", "deletion": "deleted", "substitution": "first_written"}
# What is told by a word alone, or by what was written first.
IN_A_WORD = OF_THE_WRITER | {"reg": "regularised"}
OF_SEVERAL = frozenset(("variant", "unclear"))  # readings, the text's being one of them
_TOLD_ALONE = OF_SEVERAL | IN_A_WORD.keys()
OMITTED = "om."  # where a reading has nothing
_OPENING, _CLOSING = "[⟨(", "])⟩"
_STOPS = frozenset(".?!…。？！؟")
# A paragraph is called by what counts it (12, 3a, iv, 1.2), not by a name that it has in the file.
_NUMBER = re.compile(
    r"[(\[§]*\s?(?:[^\W\d_]?\d[\w.,:/–-]{0,9}|[ivxlcdm]{1,8}|[^\W\d_])[.)\]]*", re.IGNORECASE
)


def entry_id(intervention: str) -> str:
    """The id of a correction's entry in the list, given the id of its passage."""
    return f"{intervention}-entry"


def place_label(each: Intervention) -> str:
    """The sign of a paragraph, with its number where it has one."""
    number = each.paragraph if each.paragraph != each.paragraph_id else ""
    return f"¶\u00a0{number}" if _NUMBER.fullmatch(number) else "¶"


def is_part_of_word(each: Intervention) -> bool:
    """Whether a word goes on before it or after it, signs of what is lost or supplied aside."""
    return _is_of_word(each.before.rstrip(_OPENING)[-1:]) or _is_of_word(
        each.after.lstrip(_CLOSING)[:1]
    )


def _is_of_word(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "LMN"


def with_its_word(each: Intervention) -> Intervention:
    """Of what the edition leaves out of a word, the whole word: the rest of it is what it reads."""
    if each.edition or not each.witness or each.kind in _TOLD_ALONE or not is_part_of_word(each):
        return each
    start, end = _edges_of_word(each.before, each.after)
    before, after = each.before[start:], each.after[:end]
    return each._replace(
        before=each.before[:start],
        after=each.after[end:],
        witness=f"{before}{each.witness}{after}",
        edition=f"{before}{after}",
    )


def _edges_of_word(before: str, after: str) -> tuple[int, int]:
    """Where the word begins that goes on between two contexts, and where it ends.

    In a script without spaces nobody sees that: one character has to do.
    """
    if is_unspaced(before[-1:] or after[:1]):
        return max(0, len(before) - 1), min(1, len(after))
    first = re.search(r"[^\s“‘„«\"]*$", before)
    last = re.match(r"[^\s.,;:!?)}’”»\"]*", after)
    return first.start() if first else 0, last.end() if last else 0


def certainty_key(each: Intervention, paratext: Paratext) -> str:
    """The term for how certain it is."""
    key = f"certainty_{each.certainty}"
    return key if key in paratext.terms else "certainty_unknown"


class Entries(NamedTuple):
    """What every entry of one list needs to know."""

    paratext: Paratext
    uncorrected: bool  # the text of this output keeps the witness's readings
    anchors: frozenset[str]
    signed: bool  # more than one person corrected, so each entry names one

    def add(self, items: etree._Element, group: list[Intervention], *, grounds: bool) -> None:
        """An entry for interventions that are alike, each with its place."""
        if len(group) == 1:
            group = [with_its_word(group[0])]
        paratext, first = self.paratext, group[0]
        item = paratext.add(items, "li", css=f"entry of-{first.kind}")
        passage = paratext.add(item, "p", css="passage")
        for each in group:
            self._place(passage, each)
            append_text(passage, " ")
        if first.kind == "query":
            self._in_context(passage, first, first.witness or first.edition)
        else:
            self._readings(item, passage, group)
        if grounds:
            self._grounds(item, first)
        told = (first.evidence, first.note) if grounds else ()
        aside = dict.fromkeys(note for each in group for note in each.aside)
        if notes := [note for note in aside if not any(note in each for each in told)]:
            paratext.add(item, "p", " ".join(map(_sentence, notes)), css="grounds")

    def _place(self, passage: etree._Element, each: Intervention) -> None:
        """The paragraph's number, linked to the passage where the text has an anchor for it."""
        target = next((id for id in (each.id, each.paragraph_id) if id in self.anchors), "")
        tag = "a" if target else "span"
        place = self.paratext.add(passage, tag, place_label(each), css="place")
        if each.id:
            place.set("id", entry_id(each.id))
        if target:
            place.set("href", f"#{target}")
            place.set(f"{{{EPUB}}}type", "backlink")
            place.set("role", "doc-backlink")

    def _readings(
        self, item: etree._Element, passage: etree._Element, group: list[Intervention]
    ) -> None:
        first = group[0]
        here, _, key = self._sides(first)
        if len(group) > 1:
            self._reading(passage, here)
        else:
            self._in_context(passage, first, here)
        if key:
            self._other(item, first, key)
        if first.others and key != "other_readings":
            self._other(item, first, "other_readings")

    def _other(self, item: etree._Element, first: Intervention, key: str) -> None:
        """What stood or stands elsewhere, with the term that says where."""
        here, there, _ = self._sides(first)
        other = self.paratext.add(item, "p", css="other-reading")
        if first.holders:
            self._variants(other, ((here or OMITTED, first.holders),))
            append_text(other, ". ")
        self.paratext.turn(other, key)
        self.paratext.word(other, "span", key, css="label")
        if readings := self._readings_under(first, key):
            append_text(other, self.paratext.terms.colon)
            self._variants(other, readings)
        elif there or key not in IN_A_WORD.values():
            append_text(other, self.paratext.terms.colon)
            self._reading(other, there)

    def _readings_under(self, first: Intervention, key: str) -> tuple[tuple[str, str], ...]:
        """The readings with who has them, where a term introduces several."""
        if key == "other_readings":
            return first.others
        return first.held if key in ("witness_reads", "deleted") else ()

    def _sides(self, each: Intervention) -> tuple[str, str, str]:
        """What stands in the text, what stood or stands elsewhere, and the term that says where."""
        here, there = each.edition, each.witness
        if each.kind == "deletion":
            return f"⟦{there}⟧", "", "deleted"
        if key := IN_A_WORD.get(each.kind):
            return here, there, key
        if each.kind in OF_SEVERAL and each.others:
            return here, there, "other_readings"
        if not each.knows_witness or (here == there and not each.held):
            return here, here, ""
        return (there, here, "editors_read") if self.uncorrected else (here, there, "witness_reads")

    def _variants(self, parent: etree._Element, others: tuple[tuple[str, str], ...]) -> None:
        """Each other reading, and outside of its emphasis who has it."""
        for position, (words, sigla) in enumerate(others):
            append_text(parent, "; " if position else "")
            if words == OMITTED:
                self.paratext.add(parent, "i", words, css="reading")
            else:
                self._reading(parent, words)
            append_text(parent, f" {sigla}" if sigla else "")

    def _in_context(self, passage: etree._Element, each: Intervention, reading: str) -> None:
        if each.before:
            parted = "" if reading or each.before[-1].isspace() else " "
            append_text(passage, f"… {each.before}{parted}")
        self._reading(passage, reading)
        if each.after:
            append_text(passage, f"{each.after} …")

    def _reading(self, parent: etree._Element, reading: str) -> None:
        if not reading:
            self.paratext.word(parent, "i", "lacking", css="reading")
            return
        words = self.paratext.add(parent, "b", reading, css="reading")
        if parent.get("dir"):
            words.set("dir", "rtl" if is_right_to_left(self.paratext.language) else "ltr")

    def _grounds(self, item: etree._Element, each: Intervention) -> None:
        """Certainty, evidence, source and name, as far as they are given."""
        keys = [certainty_key(each, self.paratext)] if each.kind != "query" else []
        grounds = [(key, self.paratext.terms(key)) for key in keys]
        for evidence in each.evidence.split("\n"):
            key = f"evidence_{evidence}"
            is_term = key in self.paratext.terms
            grounds.append((key, self.paratext.terms(key)) if is_term else ("", evidence))
        grounds += [("", each.source), ("", each.responsible if self.signed else "")]
        said = [(key, _sentence(text)) for key, text in grounds if text]
        if not said:
            return
        line = self.paratext.add(item, "p", css="grounds")
        for position, (key, text) in enumerate(said):
            append_text(line, " " if position else "")
            if key and self.paratext.is_foreign(key):
                self.paratext.mark(self.paratext.add(line, "span", text), key)
            else:
                append_text(line, text)


def _sentence(text: str) -> str:
    stop = "。" if "\u3040" <= text[-1] <= "\u9fff" else "."  # after kana and han
    ended = text if text[-1] in _STOPS else f"{text}{stop}"
    is_address = "://" in ended.partition(" ")[0]
    return ended if is_address else f"{ended[0].upper()}{ended[1:]}"
