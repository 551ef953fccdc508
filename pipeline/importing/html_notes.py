"""Notes of an HTML page: a short link forward to a place that links back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from pipeline.importing.transcription import Block, Kind, Mark, Note, Transcription

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
    starts = [block.start for block in found.blocks]
    link_starts = [link.start for link in links]
    taken: set[int] = set()
    merged: list[tuple[list[Block], tuple[int, int]]] = []
    for call in links:
        sign = _SIGN.fullmatch(found.text[call.start : call.end].strip())
        place = places.get(call.target)
        if sign is None or place is None or place[0] <= call.start:
            continue
        blocks = _blocks(found.blocks, starts, place)
        if not blocks or any(block.kind is Kind.HEADING for block in blocks):
            continue
        whole = (blocks[0].start, blocks[-1].end)
        if whole[0] <= call.start < whole[1]:
            continue
        here = links[bisect_left(link_starts, whole[0]) : bisect_left(link_starts, whole[1])]
        back = [link for link in here if link.target in call.own]
        if not back and not _is_small(found, whole):
            continue
        if any(block.start in taken for block in blocks):
            continue
        body = _body(found, whole, back)
        if body[0] < body[1]:
            taken |= {block.start for block in blocks}
            merged.append((blocks, whole))
            found.notes.append(Note(_call(found, call), whole, body, sign[1]))
    _take(found, merged)


def _is_small(found: Transcription, whole: tuple[int, int]) -> bool:
    return whole[1] - whole[0] < 3000 and _NUMBER.match(found.text, whole[0]) is not None


def _blocks(blocks: list[Block], starts: list[int], place: tuple[int, int]) -> list[Block]:
    """The blocks in which the place lies, from the one that holds its beginning."""
    first = max(0, bisect_right(starts, place[0]) - 1)
    last = bisect_left(starts, max(place[1], place[0] + 1))
    return [block for block in blocks[first:last] if block.end > place[0]]


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


def _take(found: Transcription, notes: list[tuple[list[Block], tuple[int, int]]]) -> None:
    """Make one block of those of each note; line breaks and quotations in it are undone."""
    gone = {id(block) for blocks, _ in notes for block in blocks}
    kept = [block for block in found.blocks if id(block) not in gone]
    made = [Block(*whole, Kind.NOTE) for _, whole in notes]
    found.blocks[:] = sorted([*kept, *made], key=lambda block: block.start)
    wholes = sorted(whole for _, whole in notes)

    def is_in_note(mark: Mark) -> bool:
        at = bisect_right(wholes, (mark.start, len(found.text) + 1)) - 1
        return at >= 0 and mark.end <= wholes[at][1]

    found.marks = [m for m in found.marks if m.name not in {"lb", "quote"} or not is_in_note(m)]
