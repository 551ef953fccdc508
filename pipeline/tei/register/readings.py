"""What an intervention is, and its two readings (TEI 3.5, 11.3, 12.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from pipeline.tei.apparatus import is_listed
from pipeline.tei.breaks import is_substitution
from pipeline.tei.names import has_own_words, local_name, tei
from pipeline.tei.reading import Policy, chosen, dropped_by, is_restored, reading_of
from pipeline.tei.reading_details import details_in, own_readings
from pipeline.tei.register.editors_notes import is_editors_note
from pipeline.tei.register.sides import (
    ALTERNATIVES,
    NOT_IN_THE_WITNESS,
    kind_of_choice,
    pair_of,
    witness_sides,
)
from pipeline.tei.register.signs import LACUNA
from pipeline.tei.register.text import MARKED, SIGNED, RunningText
from pipeline.tei.register.witnesses import Sigla

KINDS = {
    "choice": "", "sic": "sic", "corr": "corr", "orig": "orig", "reg": "reg",
    "abbr": "", "expan": "", "supplied": "supplied", "surplus": "surplus", "gap": "gap",
    "unclear": "unclear", "add": "addition", "del": "deletion", "subst": "substitution",
    "mod": "substitution", "app": "variant",
}  # fmt: skip
_NOT_IN_THE_EDITION = frozenset({"del", "surplus", "gap", "note"})
# Of `supplied/@reason`, in several languages: the witness had it, and has lost it (EpiDoc, where
# "undefined" is what an earlier editor could still read).
_LOST = (
    r"(?i)lost|loss|lacun|illeg|unread|damag|torn|tear|hole|fad|effac|worn|eras|trim|broken|break|missing"
    r"|stain|blot|obscur|rubb|abra|faint|invisib|mutil|\bverl|unles|besch|perd|illis|undefined"
)
_BREAKS = frozenset(map(tei, ("lb", "pb", "cb")))
_LEM, _NOTE, _DIV = map(tei, ("lem", "note", "div"))
_COMMENTS = frozenset(("commentary", "bibliography"))
_is_not_read = dropped_by("corrected")
_UNREADABLE = tuple(map(tei, ("lacunaStart", "lacunaEnd", "space")))
_DAMAGED = tuple(map(tei, ("damage", "unclear")))
_OUTSIDE = (tei("teiHeader"), tei("note"))
_OF_APPARATUS = frozenset(map(tei, ("app", "rdg", "rdgGrp")))
_CHANGES = (tei("add"), tei("del"))
_OF_WRITER = r"(?i)omi(?:tt|ss)|subaud|expla"
_AS_LEFT = RunningText("witness", as_left=True, signs=SIGNED)
_AS_CHANGED = RunningText("witness", signs=MARKED)
QUOTED = RunningText("corrected", signs=SIGNED)
CORRECTED, WITNESS = RunningText("corrected"), RunningText("witness")
RUNNING_TEXT: dict[Policy, RunningText] = {"corrected": CORRECTED, "witness": WITNESS}


def is_recorded(element: etree._Element) -> bool:
    """Whether this element is an intervention of its own, not a part of another."""
    name = local_name(element.tag)
    if name == "note":
        return element.get("type") == "textual" and _names_its_words(element)
    above = element.getparent()
    parent = local_name(above.tag) if above is not None else ""
    if parent == "choice" or (name in {"add", "del"} and _is_substitution(above)):
        return False
    if _is_outside(element) or is_restored(element):
        return False
    if name == "choice":
        return pair_of(element) is not None
    if name == "add" and _is_a_signal(element):
        return False
    if name == "mod":
        return _is_substitution(element)
    if name == "supplied":
        return not _is_empty(element) and not _is_beside(element)
    return name not in {"abbr", "expan"}


def _is_outside(element: etree._Element) -> bool:
    """Whether it is not of the text: in the header, an apparatus apart, or an editor's note."""
    return is_listed(element) or any(
        above.tag != _NOTE or _is_of_apparatus(above) or is_editors_note(above)
        for above in element.iterancestors(*_OUTSIDE)
    )


def _is_of_apparatus(note: etree._Element) -> bool:
    holder = note.getparent()
    return holder is not None and holder.tag in _OF_APPARATUS


def _is_substitution(element: etree._Element | None) -> bool:
    """Whether one thing was written for another (TEI 11.3.1.5): `mod` may say so, too."""
    name = local_name(element.tag) if element is not None else ""
    return name == "subst" or (name == "mod" and element is not None and is_substitution(element))


def _is_empty(element: etree._Element) -> bool:
    """Whether nothing is in it but, perhaps, the end of a line or page."""
    children = element.iterchildren(tei("*"))
    return not has_own_words(element) and all(child.tag in _BREAKS for child in children)


def _is_beside(element: etree._Element) -> bool:
    """Whether it stands beside the text, in a translation: of the witness that says nothing."""
    return any(each.get("type") == "translation" or _comments(each)
               for each in element.iterancestors(_DIV))  # fmt: skip


def _comments(division: etree._Element) -> bool:
    """Whether it is of an edition of which another division has the text (EpiDoc, "Structure")."""
    earlier = (
        division.itersiblings(_DIV, preceding=True) if division.get("type") in _COMMENTS else ()
    )
    return any(each.get("type") == "edition" for each in earlier)


def _is_a_signal(addition: etree._Element) -> bool:
    """Whether what was added only says how to read the rest (TEI 12.3.5, `metamark`)."""
    signals = [child.tag == tei("metamark") for child in addition]
    return bool(signals) and all(signals) and not has_own_words(addition)


def _names_its_words(note: etree._Element) -> bool:
    """Whether it says which words it doubts: by a pointer, or right behind a `seg`."""
    if note.get("target") or note.get("corresp"):
        return True
    before = note.getprevious()
    return before is not None and before.tag == tei("seg") and not (before.tail or "").strip()


def kind_of(element: etree._Element) -> str:
    """The kind of intervention, in the words of `Intervention`."""
    name = local_name(element.tag)
    if name == "note":
        return "query"
    if name == "choice":
        return kind_of_choice(element)
    if name == "supplied" and _was_lost(element):
        return "restoration"
    return KINDS[name]


def _was_lost(supplied: etree._Element) -> bool:
    """Whether the witness had it: so says `@reason`, else `@rend`, or the damage at it."""
    if reason := supplied.get("reason"):
        return re.search(_LOST, reason) is not None and re.search(_OF_WRITER, reason) is None
    if re.search(_LOST, supplied.get("rend", "")):
        return True
    if next(supplied.iterancestors(*_DAMAGED), None) is not None:
        return True
    before, after = supplied.getprevious(), supplied.getnext()
    return (before is not None and not before.tail and _is_loss(before)) or (
        after is not None and not supplied.tail and _is_loss(after)
    )


def _is_loss(beside: etree._Element) -> bool:
    return beside.tag == tei("gap") and re.search(_OF_WRITER, beside.get("reason", "")) is None


def witness_reading(element: etree._Element, others: tuple[tuple[str, str], ...]) -> str:
    """What the witness reads, or of a variant the `others`: see `readings_told`."""
    name = local_name(element.tag)
    if name == "choice":
        return " / ".join(map(as_changed, witness_sides(element)))
    if name in {"subst", "mod"}:
        return _first_written(element)
    if name == "app":
        return "; ".join(f"{words} {named}".strip() for words, named in others)
    if name == "del" and next(element.iterancestors(element.tag), None) is not None:
        return _AS_LEFT.of(element)  # the deletion around it tells all that is in it
    return "" if name in NOT_IN_THE_WITNESS else as_changed(element)


def as_changed(side: etree._Element) -> str:
    """What the witness has, with the signs of its writer's changes if there are any."""
    return (_AS_CHANGED if _is_changed(side) else _AS_LEFT).of(side)


def _is_changed(reading: etree._Element) -> bool:
    return next(reading.iterdescendants(*_CHANGES), None) is not None


def _first_written(substitution: etree._Element) -> str:
    """What was deleted of it: one after the other, or at one time, where only a line ends between.

    Nobody ever wrote "have receive" where one word gave way to the other.
    """
    said = ""
    for deleted in substitution.iterchildren(tei("del")):
        words = as_changed(deleted)
        before = deleted.getprevious()
        goes_on = before is not None and before.tag in _BREAKS
        said = f"{said}{' ' if goes_on else '; '}{words}" if said and words else said or words
    return said


class Told(NamedTuple):
    """The readings of a passage: who has that of the text, and the others with who has each."""

    holders: str = ""
    others: tuple[tuple[str, str], ...] = ()


def readings_told(element: etree._Element, sigla: Sigla, text: str) -> Told:
    """Who reads the words of the `text`, and who what else (TEI 12.1.4).

    Of a `choice` that is what is neither read nor the witness's.
    """
    name = local_name(element.tag)
    if name == "choice":
        return Told("", tuple((each, "") for each in _alternatives(element) if each != text))
    return _of_variant(element, sigla, text) if name == "app" else Told()


def _of_variant(app: etree._Element, sigla: Sigla, text: str) -> Told:
    """The readings of an `app`, those that agree as one; what is told of one keeps it apart."""
    read, details = reading_of(app, "corrected"), details_in(app)
    holders = [sigla.of(read)] if read is not None else []
    others: dict[str, list[str]] = {}
    for reading in own_readings(app):
        if reading is read:
            continue
        words, named = _other_words_of(reading, text), sigla.of(reading)
        if words == text and not (reading in details or _has_note(reading)):
            holders.append(named)
        else:
            who = _with_details(named, details.get(reading, []))
            others.setdefault(words or "om.", []).append(who)
    return Told(_joined(holders), tuple((words, _joined(who)) for words, who in others.items()))


def _has_note(reading: etree._Element) -> bool:
    return next(reading.iter(_NOTE), None) is not None


def _joined(sigla: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, sigla)))


def _with_details(named: str, details: list[etree._Element]) -> str:
    """Who has a reading, and what is told of it there."""
    told = "; ".join(filter(None, map(QUOTED.of, details)))
    return f"{named} ({told})".lstrip() if told else named


def _alternatives(choice: etree._Element) -> Iterable[str]:
    """What else the editors thought of, each once."""
    pair = pair_of(choice)
    if pair is None:
        return ()
    names = set(ALTERNATIVES) if pair[0] == pair[1] else {*ALTERNATIVES, "ex"} - {pair[0]}
    others = map(QUOTED.of, choice.iterchildren(*map(tei, sorted(names))))
    told = {QUOTED.of(side) for side in choice if local_name(side.tag) not in names}
    return dict.fromkeys(words for words in others if words and words not in told)


def notes_on_what_is_not_read(subject: etree._Element) -> tuple[str, ...]:
    """The notes within a rejected reading: no text has a place for their calls."""
    notes = (each for each in subject.iterdescendants(_NOTE) if each.get("type") != "evidence")
    passed_over = (note for note in notes if _is_passed_over(note, subject))
    return tuple(filter(None, map(QUOTED.of, passed_over)))


def _is_passed_over(note: etree._Element, subject: etree._Element) -> bool:
    for above in note.iterancestors():
        if _is_not_read(above):
            return True
        if above is subject:
            return False
    return False


def edition_reading(element: etree._Element) -> str:
    """What the edition reads."""
    name = local_name(element.tag)
    if name in _NOT_IN_THE_EDITION:
        return ""
    if name == "app":
        read = reading_of(element, "corrected")
        return _words_of(read) if read is not None else ""
    if name == "choice":
        side = chosen(element, "corrected")
        return QUOTED.of(side) if side is not None else ""
    return QUOTED.of(element)


def _other_words_of(reading: etree._Element, text: str) -> str:
    """What it reads, with the signs of its writer's changes, or of doubts that alone are new."""
    words = _words_of(reading)
    if reading.tag == _LEM or (words != text and not _is_changed(reading)):
        return words
    return _AS_CHANGED.of(reading) or words


def _words_of(reading: etree._Element) -> str:
    """What it reads; a gap that says that nothing stands there is no lacuna."""
    words = QUOTED.of(reading) if reading.tag == _LEM else _AS_LEFT.of(reading)
    if not words and not all(each.get("quantity") == "0" for each in reading.iter(*_UNREADABLE)):
        return LACUNA
    if words != LACUNA:
        return words
    gaps = reading.iter(tei("gap"))
    return "" if all("omit" in gap.get("reason", "") for gap in gaps) else words
