"""Notes of an HTML page: a short link forward to a place that links back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from pipeline.importing.transcription import Block, Kind, Note, Transcription

_SIGN = re.compile(r"[\[({]?\s*(?:note\s*)?([\w*†‡§]{1,4})\s*[\])}]?", re.IGNORECASE)
_NUMBER = re.compile(
    r"\s*[\[({]?\s*(?:(?:\d{1,4}|\*+|†|‡)\s*[\])}.:]*\s+|[a-zA-Z]\s*[\])}:]+\s*)|\s*[.:\])]\s*"
)
_BACK = re.compile(r"[↩↑^←⏎\uFE0E]+|\[?(?:back|return|zurück|retour)[^\]]*\]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link within the page: where its words stand, where it leads, and by what it is reached."""

    start: int
    end: int
    target: str
    own: set[str]


def called(root: etree._Element) -> frozenset[str]:
    """The ids to which the page's short links point: notes, if anything."""
    return frozenset(
        unquote((link.get("href") or "")[1:])
        for link in root.iter("a")
        if (link.get("href") or "").startswith("#")
        and _SIGN.fullmatch("".join(map(str, link.itertext())).strip())
    )


def pair_notes(
    found: Transcription, links: list[Anchor], places: dict[str, tuple[int, int]]
) -> None:
    """Find the notes and make each of them one block of the transcription."""
    for call in links:
        sign = _SIGN.fullmatch(found.text[call.start : call.end].strip())
        place = places.get(call.target)
        if sign is None or place is None or place[0] <= call.start:
            continue
        blocks = _blocks(found, place)
        if not blocks or any(block.kind is Kind.HEADING for block in blocks):
            continue
        whole = (blocks[0].start, blocks[-1].end)
        if whole[0] <= call.start < whole[1]:
            continue
        back = [
            link for link in links if whole[0] <= link.start < whole[1] and link.target in call.own
        ]
        if not back and not _is_small(found, whole):
            continue
        if any(note.whole == whole for note in found.notes):
            continue
        body = _body(found, whole, back)
        if body[0] < body[1]:
            _take(found, blocks, whole)
            found.notes.append(Note(_call(found, call), whole, body, sign[1]))


def _is_small(found: Transcription, whole: tuple[int, int]) -> bool:
    return whole[1] - whole[0] < 3000 and _NUMBER.match(found.text, whole[0]) is not None


def _blocks(found: Transcription, place: tuple[int, int]) -> list[Block]:
    start, end = place
    return [
        block for block in found.blocks if block.start < max(end, start + 1) and block.end > start
    ]


def _call(found: Transcription, call: Anchor) -> tuple[int, int]:
    start, end = call.start, call.end
    if found.text[start - 1 : start] == "[" and found.text[end : end + 1] == "]":
        start, end = start - 1, end + 1
    if found.text[start - 1 : start] == " " and not found.text[start - 2 : start - 1].isspace():
        start -= 1
    return start, end


def _body(found: Transcription, whole: tuple[int, int], back: list[Anchor]) -> tuple[int, int]:
    """The note's own words: without the number before them and the way back after them."""
    start, end = whole
    text = found.text
    for link in back:
        if not text[start : link.start].strip(" [("):
            start = link.end
        elif not text[link.end : end].strip(" ])."):
            end = link.start
    number = _NUMBER.match(text, start, end)
    if number:
        start = number.end()
    while start < end and text[start].isspace():
        start += 1
    said = text[start:end].rstrip(" [(\n")
    sign = list(_BACK.finditer(said))
    if sign and sign[-1].end() == len(said) and len(sign[-1][0]) < 12:
        said = said[: sign[-1].start()].rstrip()
    return start, start + len(said)


def _take(found: Transcription, blocks: list[Block], whole: tuple[int, int]) -> None:
    """Make one block of those of the note; lists and quotations round it are undone."""
    at = found.blocks.index(blocks[0])
    found.blocks[at : at + len(blocks)] = [Block(*whole, Kind.NOTE)]
    found.marks = [
        mark
        for mark in found.marks
        if not (whole[0] <= mark.start <= mark.end <= whole[1] and mark.name in {"lb", "quote"})
    ]
