"""What an output may print that is no word of the text: what attributes say, labels, sigla."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import chain, islice

from lxml import etree

from pipeline.checks.master.elements import LABELLED, TELLING, is_in_list_of_apparatus, words_in
from pipeline.tei.names import tei

_NOTE = tei("note")
_ROMAN = re.compile("x{0,3}(ix|iv|v?i{0,3})")


def printed_besides(element: etree._Element, name: str) -> Iterator[str]:
    """The values that an output may print where `element`, called `name`, stands."""
    if name in {"lem", "rdg"} and is_in_list_of_apparatus(element):
        named = (element.get(each, "").split() for each in ("wit", "resp", "source"))
        yield from (each.rpartition("#")[2] for each in chain(*named))
        yield "om."
    if name in TELLING and not len(element):
        yield from map(str, element.attrib.values())
    if name in LABELLED and (label := element.get(LABELLED[name])):
        yield label


def holders_of(reading: etree._Element) -> list[str]:
    """What may stand behind a reading in a list: who has it, and that it has nothing."""
    named = (reading.get(each, "") for each in ("wit", "resp", "source"))
    sigla = [" ".join(each.rpartition("#")[2] for each in some.split()) for some in named]
    return [
        "om.",
        *(f"{omitted}{each}" for each in filter(None, sigla) for omitted in ("", "om. ")),
    ]


def is_call(reference: etree._Element, notes: Container[str]) -> bool:
    """Whether a reference is no more than the call of one of `notes`, which has a call of ours.

    So is the number with which a note begins: every output numbers it.
    """
    target = reference.get("target", "").removeprefix("#")
    if target in notes:
        return _is_label(words_in(reference))
    return _is_number_of_note(reference)


def _is_number_of_note(reference: etree._Element) -> bool:
    """Whether a note begins with a reference that is its number."""
    around = islice(reference.iterancestors(), 2)  # a paragraph, and the note
    note = next((each for each in around if each.tag == _NOTE), None)
    if note is None or not note.get("n"):
        return False
    said = words_in(reference)
    if len(said) != 1 or said[0].strip("[]().") != note.get("n"):
        return False
    return words_in(note)[0] == said[0] and next(note.iter(reference.tag), None) is reference


def _is_label(words: Sequence[str]) -> bool:
    """Whether they are a number, a letter, or a sign."""
    if len(words) != 1:
        return False
    letters = "".join(filter(str.isalnum, words[0])).lower()
    return len(letters) < 2 or not letters.isalpha() or bool(_ROMAN.fullmatch(letters))
