"""The labels of notes and of their calls: numbers, or those that an editor gave (TEI 3.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, product

from lxml import etree

from pipeline.model.book import Note
from pipeline.tei.names import XML_ID, tei, text_before, text_in

LINES = frozenset(map(tei, ("ab", "cell", "head", "item", "l", "p")))
"""What a call stands in."""

_LONGEST_LABEL, _LONGEST_NUMBER, _LONGEST_OWN = 6, 3, 4
_NOTE, _PARAGRAPH = tei("note"), tei("p")
# What word processors call the place of a note, before its number.
_BOOKMARK = r"#?_?(?:body)?(?:ftn|fn|edn|note)(?:ref)?[-_]?"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = re.compile("x{0,3}(ix|iv|v?i{0,3})")


def label_notes(notes: Sequence[Note], unlabelled: Mapping[str, str]) -> None:
    """Label the notes whose calls do not say how: by their own `@n`, or by their number.

    `unlabelled` has the `@n` of these by their ids. Editors refer to notes by it ("see n. 6"),
    if it tells each from all others; of few that have none each has a letter.
    """
    own = {identifier: _own_label(number) for identifier, number in unlabelled.items()}
    labels = [own.get(note.id, note.label) for note in notes]
    if _are_told_by(labels) and 2 * sum(map(bool, own.values())) > len(own):
        free = _letters(besides=frozenset(labels))
        for note in notes:
            note.label = own.get(note.id, note.label) or next(free)
        return
    for number, note in enumerate(notes, 1):
        if note.id in own:
            note.label = str(number)
    _tell_apart(notes, unlabelled)


def _are_told_by(labels: Sequence[str]) -> bool:
    """Whether no two notes have one label, and a count of all would give others."""
    given = list(filter(None, labels))
    are_counted = all(label in ("", str(number)) for number, label in enumerate(labels, 1))
    return len(set(given)) == len(given) and not are_counted


def _letters(besides: frozenset[str]) -> Iterator[str]:
    """a, b … z, aa, ab …"""
    every = (product(_LETTERS, repeat=length) for length in count(1))
    return (sign for signs in every for sign in map("".join, signs) if sign not in besides)


def _own_label(number: str) -> str:
    label = short_label(number)
    return label if _is_number(label) else ""


def _is_number(label: str) -> bool:
    """Whether it is a number or letter that can be raised, as a call is."""
    return 0 < len(label) <= _LONGEST_OWN and all(
        sign.isalpha() or sign.isdecimal() for sign in label
    )


def _tell_apart(notes: Sequence[Note], unlabelled: Mapping[str, str]) -> None:
    """Number all notes anew where a number of ours is that of a reference, in one division."""
    given = {(note.division, note.label) for note in notes if note.id not in unlabelled}
    ours = (note for note in notes if note.id in unlabelled)
    if any((note.division, note.label) in given for note in ours):
        numbered = (note for note in notes if note.label.isdecimal())
        for number, note in enumerate(numbered, 1):
            note.label = str(number)


def short_label(words: str) -> str:
    """`words` as the label of a note, when they can be one ("12", "*", "a)", "iv"); else "".

    Square brackets around it go: raised it needs none, and in a text file all have them.
    """
    words = words.strip() if len(words.split()) == 1 else ""
    if words[:1] == "[" and words[-1:] == "]":
        words = words[1:-1]
    letters = "".join(filter(str.isalnum, words))
    is_word = len(letters) > 1 and letters.isalpha() and not _ROMAN.fullmatch(letters.lower())
    return words if 0 < len(words) <= _LONGEST_LABEL and not is_word else ""


def is_call(reference: etree._Element, note: etree._Element) -> bool:
    """Whether a `ref` is but the number or sign of a note that follows in its paragraph."""
    number = short_label(text_in(reference)).strip("[]()")
    if not 0 < len(number) <= _LONGEST_NUMBER or number != (note.get("n") or number):
        return False
    if text_before(reference)[-1:].isspace() and not reference.get("rend") and not len(reference):
        return False  # "see note 2 below": a call is set close to its word
    paragraphs = [next(each.iterancestors(*LINES), None) for each in (reference, note)]
    return paragraphs[0] is not None and paragraphs[0] is paragraphs[1]


def leads_back(reference: etree._Element) -> bool:
    """Whether a `ref` is but the number with which a note begins, and the way from there to itself.

    Word processors write it there; it is printed before every note.
    """
    note = _begun_by(reference)
    if note is None or not (reference.tail or " ")[0].isspace():
        return False
    number = short_label(text_in(reference)).strip("[]().")
    if not number or number != note.get("n"):
        return False
    target = reference.get("target", "")
    is_bookmark = re.fullmatch(_BOOKMARK + re.escape(number), target, re.IGNORECASE)
    return is_bookmark is not None or target == f"#{note.get(XML_ID)}"


def _begun_by(reference: etree._Element) -> etree._Element | None:
    """The note, if any, that an element is the first in, or in its first paragraph."""
    node: etree._Element | None = reference
    for _ in range(2):
        if node is None or node.getprevious() is not None or text_before(node).strip():
            return None
        node = node.getparent()
        if node is None or node.tag != _PARAGRAPH:
            break
    return node if node is not None and node.tag == _NOTE else None
