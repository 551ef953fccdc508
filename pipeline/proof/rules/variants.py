"""One word written two ways: names, and words with hyphens (learned from the document alone)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.proof.misreadings import OF_TODAY, readings
from pipeline.proof.places import Suspected, is_piece
from pipeline.proof.rule import Rule, Suspicion
from pipeline.proof.text import WORD, Text

_SETTLED = 3  # times, for a name to be right
_NAMES = {  # which lists of words have not, or hardly
    "en": "January February March April June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter "
    "England English Englishman Britain British Scotland Scottish Ireland Irish Wales Welsh "
    "London France French Frenchman Paris Germany German Germans Italy Italian Italians Spain "
    "Spanish Russia Russian Russians Europe European America American Americans India Indian "
    "Indians Africa African China Chinese Greece Greek Greeks Rome Roman Romans Turkey Turkish "
    "Christian Christians Catholic Protestant Church Bible Lord Lady King Queen Captain Majesty "
    "Smith Brown Williams James Thomas Robert Richard Edward George Henry Charles William Mary "
    "Elizabeth Margaret Catherine Edinburgh Dublin Oxford Cambridge Berlin Vienna",
    "fr": "Paris France Français Française Allemagne Allemand Allemands Angleterre Anglais Italie "
    "Italien Espagne Espagnol Europe Russie Russe Louis Pierre Jacques Charles Henri Marie Jeanne "
    "Monsieur Madame Mademoiselle Dieu",
}

_HYPHENED = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)+(?![\w-])")


def hyphens(text: Text) -> Iterator[Suspicion]:
    """five-year-plan beside five-year plan."""
    forms: dict[str, int] = {}
    for _, match in text.places(_HYPHENED):
        forms[match[0].lower()] = forms.get(match[0].lower(), 0) + 1
    rare = {form for form, count in forms.items() if count == 1}
    wanted: dict[str, tuple[str, int]] = {}
    for form in rare:
        found = _other_form(text, form)
        if found:
            wanted[form] = found
    for block, match in text.places(_HYPHENED):
        if match[0].lower() in wanted:
            other, times = wanted[match[0].lower()]
            yield Suspicion(
                block,
                *match.span(),
                f"“{match[0]}” is written “{other}” elsewhere ({times} times).",
                "Read the hyphens in the source again.",
                0.75 if times > 4 or match[0].count("-") > 1 else 0.4,
            )


def _other_form(text: Text, form: str) -> tuple[str, int] | None:
    parts = form.split("-")
    closed = "".join(parts)
    if len(parts) == 2:
        times = text.lower.get(closed, 0)
        return (closed, times) if times > 4 and len(closed) > 5 else None
    for cut in range(1, len(parts)):
        one, other = "-".join(parts[:cut]), "-".join(parts[cut:])
        times = text.pairs.get(f"{one} {other}", 0)
        if times > 1:
            return f"{one} {other}", times
    return None


def names(text: Text) -> Iterator[Suspicion]:
    """A name that stands once, beside one that stands often."""
    if text.language == "de":  # every noun has a capital
        return
    capital = {
        word: count
        for word, count in text.counts.items()
        if word[0].isupper() and word[1:].islower() and len(word) > 4
    }
    yield from _misread_names(text, capital)
    often: dict[str, list[str]] = {}
    for word, count in capital.items():
        if count > 4 and not text.counts.get(word.lower(), 0):
            often.setdefault(word[0], []).append(word)
    words: dict[str, Suspected] = {}
    for word, count in capital.items():
        if count > 1 or text.frequency(word) or text.counts.get(word.lower(), 0):
            continue
        other = next((one for one in often.get(word[0], ()) if _is_slip(word, one)), None)
        if other:
            words[word] = Suspected(
                f"“{word}” stands once, “{other}” {capital[other]} times.",
                "Read the name in the source again.",
                0.75 if text.list else 0.5,
            )
    yield from _standing(text, words)


def _misread_names(text: Text, capital: Mapping[str, int]) -> Iterator[Suspicion]:
    """Names for which a scan gives another shape: Decernber, Lonclon, Frencli."""
    if text.fit < OF_TODAY:
        return
    known = set(_NAMES.get(text.language, "").split())
    here = {word for word, count in capital.items() if count >= _SETTLED}
    right = known | here
    words: dict[str, Suspected] = {}
    for word, count in capital.items():
        if count < _SETTLED and word not in known and word.lower() not in text.list:
            meant = {one.title() for one in readings(word.lower(), text.language)} & right
            if meant:
                words[word] = Suspected(
                    f"“{word}” is no known word; “{min(meant)}” looks like it.",
                    "Read the name in the source again.",
                    0.85,
                )
    yield from _standing(text, words)


def _standing(text: Text, words: Mapping[str, Suspected]) -> Iterator[Suspicion]:
    """Where these words stand, and are no piece of another."""
    for block, match in text.places(WORD) if words else ():
        if match[0] in words and not is_piece(block.text, *match.span()):
            message, remedy, probability, _ = words[match[0]]
            yield Suspicion(block, *match.span(), message, remedy, probability)


def _is_slip(word: str, other: str) -> bool:
    """One letter differs inside the word; endings are left alone: they may be grammar."""
    if abs(len(word) - len(other)) > 1 or word[0] != other[0] or word == other:
        return False
    head = 0
    while head < min(len(word), len(other)) and word[head] == other[head]:
        head += 1
    if head >= min(len(word), len(other)) - 1:
        return False
    return other[head + (len(other) >= len(word)) :] == word[head + (len(word) >= len(other)) :]


RULES = (
    Rule(
        "proof-hyphens",
        "spelling",
        "A word with hyphens is written otherwise elsewhere.",
        "The second five-year plan.",
        "The second five-year-plan.",
        hyphens,
        context=("Of the five-year plan I say nothing.", "The five-year plan was late."),
    ),
    Rule(
        "proof-name",
        "spelling",
        "A name stands once, and another like it often.",
        "Then Jonquil came.",
        "Then Jonqnil came.",
        names,
        context=tuple(
            f"{verb} Jonquil, he said." for verb in ("Ask", "See", "Hear", "Find", "Call")
        ),
    ),
)
