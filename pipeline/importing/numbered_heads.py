"""Lines that but number a division, as “CHAPTER I”, and that no markup or blank line sets apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.importing.headings import heading, is_stopped_title, is_title_like
from pipeline.importing.transcription import Block, Kind, Mark, Transcription

_EMPHASISED = r"(?P<sign>\*{1,3}|_{1,3})(?P<words>[^\s*_](?:[^*_\n]*[^\s*_])?)(?P=sign)"
_UNDERLINED = r"(?m)[ \t]*(?P<line>(?:[^\s]+ )*\S+)[ \t]*\n[ \t]*(?P<rule>={3,}|-{3,}|~{3,})[ \t]*$"
_LONGEST_LINE, _LONGEST_TITLE = 50, 180  # characters


def make_headings(found: Transcription) -> None:
    """Paragraphs that but number a division head it, where no heading counts divisions of its kind.

    Several in a row are a list of contents.
    """
    kinds = [_kind(found, block) for block in found.blocks]
    counted = {
        kind
        for block, kind in zip(found.blocks, kinds, strict=True)
        if block.kind is Kind.HEADING and kind
    }
    for index, (block, kind) in enumerate(zip(found.blocks, kinds, strict=True)):
        beside = kinds[max(0, index - 1) : index + 2]
        if block.kind is Kind.SHORT and kind and kind not in counted and beside.count(kind) == 1:
            block.kind = Kind.HEADING
    _set_plain(found, [block for block in found.blocks if block.kind is Kind.HEADING])


def part_from_text(found: Transcription) -> None:
    """Make a block of each such line that stands right above the first paragraph of its division.

    What stands there is a title, if it is written as one, or may be long enough in all divisions.
    """
    parts = {
        block.start: found.text.index("\n", block.start)
        for block in found.blocks
        if block.kind is Kind.SHORT and _stands_above_text(found, block)
    }
    if any(b.end - b.start > _LONGEST_TITLE for b in found.blocks if b.start in parts):
        found.blocks = [
            part for block in found.blocks for part in _parts(block, parts.get(block.start))
        ]


def part_underlined(found: Transcription) -> None:
    """Make a heading of each line that begins a block and is underlined as far as it goes.

    Several signs, as of a line of `=` and one of `-`, are of several levels.
    """
    found.blocks = [part for block in found.blocks for part in _underlined(found, block)]
    made = [block for block in found.blocks if block.suffix]
    signs = [*dict.fromkeys(found.text[block.end - 1] for block in made)]
    for block in made if len(signs) > 1 else ():
        block.level = signs.index(found.text[block.end - 1]) + 1


def _underlined(found: Transcription, block: Block) -> Iterator[Block]:
    lines = re.compile(_UNDERLINED).match(found.text, block.start, block.end)
    is_as_long = lines is not None and abs(len(lines["line"]) - len(lines["rule"])) <= 1
    if lines is None or not is_as_long or block.kind is not Kind.SHORT:
        yield block
        return
    suffix = lines.end() - lines.end("line")
    yield Block(
        block.start, lines.end(), Kind.HEADING, blank_before=block.blank_before, suffix=suffix
    )
    if lines.end() < block.end:
        rest = Block(lines.end() + 1, block.end, Kind.SHORT, blank_before=0)
        yield from _underlined(found, rest)


def _kind(found: Transcription, block: Block) -> str:
    is_short = block.kind in (Kind.SHORT, Kind.HEADING) and block.end - block.start < _LONGEST_LINE
    if not is_short:
        return ""
    words = found.inner(block).strip()
    emphasised = re.fullmatch(_EMPHASISED, words)
    return _numbered(emphasised["words"] if emphasised else words)


def _set_plain(found: Transcription, headings: list[Block]) -> None:
    """Make the signs of headings that are emphasised as a whole theirs: `**CHAPTER I**`."""
    inner: dict[int, tuple[int, int]] = {}  # by their beginnings, where the words are
    for block in headings:
        emphasised = re.fullmatch(_EMPHASISED, found.text[block.start : block.end])
        if emphasised and not block.prefix:
            block.prefix, end = emphasised.span("words")
            block.suffix = block.end - block.start - end
            inner[block.start] = block.start + block.prefix, block.start + end
    if inner:
        starts = sorted(inner)
        found.marks = [mark for mark in found.marks if not _is_around(mark, starts, inner)]


def _is_around(mark: Mark, starts: list[int], inner: dict[int, tuple[int, int]]) -> bool:
    """Whether it is of the emphasis, or a sign of it, and not of something within."""
    at = bisect_right(starts, mark.start) - 1
    if at < 0 or mark.name not in {"hi", "fw"}:
        return False
    first, last = inner[starts[at]]
    is_sign = last <= mark.start and mark.end <= last + first - starts[at]
    return is_sign or mark.start < first


def _numbered(words: str) -> str:
    """The kind of the division that the words number, if they say no more."""
    said = heading(words) if words[:1].isupper() and len(words) < _LONGEST_LINE else None
    return said.type if said and said.number and not said.label and said.depth < 6 else ""


def _stands_above_text(found: Transcription, block: Block) -> bool:
    """Whether its first line, and no other as in a list of contents, numbers what is no title."""
    line, *rest = (line.strip() for line in found.lines(block))
    if not rest or not _numbered(line) or any(map(_numbered, rest)):
        return False
    below = " ".join(rest)
    return not (is_title_like(below) or is_stopped_title(below) or below.isupper())


def _parts(block: Block, at: int | None) -> Iterator[Block]:
    if at is not None:
        yield Block(block.start, at, block.kind, blank_before=block.blank_before)
        block.start, block.blank_before = at + 1, 0
    yield block
