"""Plain text, with or without the customs of Project Gutenberg, as a `Transcription`.

Blocks are told apart by blank lines; what each of them is shows in its
length, its indentation and its neighbours. Customs: PGDP's formatting
guidelines (`_italic_`, `[Footnote 1: …]`, `[Illustration: …]`, verse
indented, four blank lines before a chapter).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.importing.alike_heads import head_titles, heads_alike
from pipeline.importing.headings import (
    heading,
    is_end,
    is_end_of_book,
    is_title_like,
    looks_like_heading,
)
from pipeline.importing.left_over import is_left_over, kind_of_left_over
from pipeline.importing.line_numbers import find_line_numbers, without_numbers
from pipeline.importing.listings import find_listings
from pipeline.importing.lone_numbers import numbers_of_chapters
from pipeline.importing.numbered_heads import part_from_text, part_underlined
from pipeline.importing.page_numbers import Form, doubt_pages, form_of_number
from pipeline.importing.pages import without_form_feeds
from pipeline.importing.phrases import ILLUSTRATION, figure, phrases
from pipeline.importing.running_heads import set_aside_running_heads
from pipeline.importing.series import find_series, heading_of
from pipeline.importing.shapes import indent_of, is_verse, part_at_indents, width_of, wrapped
from pipeline.importing.transcription import (
    ALIKE,
    Block,
    Kind,
    Mark,
    Transcription,
    first_word,
    line_start,
)

_MARKER = re.compile(
    r"^\s*\*\*\*\s*(?P<which>START|END)\s?OF\s(?:THE|THIS)\sPROJECT\sGUTENBERG.*$|"
    r"^\s*End of (?:the )?Project Gutenberg.*$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"^(Title|Author|Translator|Language):[ \t]*(.+(?:\n[ \t]+\S.*)*)", re.MULTILINE
)
_ORNAMENT = re.compile(r"[\s*·•⁂—–_=~#.-]*[*·•⁂—–_=~#-]{1}[\s*·•⁂—–_=~#.-]*")
_LONGEST_HEADING = 90
LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "latin": "la", "dutch": "nl", "portuguese": "pt", "greek": "el", "russian": "ru",
    "danish": "da", "swedish": "sv", "norwegian": "no", "finnish": "fi", "polish": "pl",
    "hungarian": "hu", "czech": "cs", "catalan": "ca", "esperanto": "eo", "chinese": "zh",
    "japanese": "ja",
}  # fmt: skip


def read_plain(text: str) -> Transcription:
    """The transcription that a plain text is; form feeds become blank lines, nothing else."""
    text, pages = without_form_feeds(text)
    found = Transcription(text, _blocks(text), origin="A plain text.", pages=pages)
    first, last = _gutenberg(found)
    set_aside_running_heads(found)
    part_underlined(found)
    find_line_numbers(found)
    part_from_text(found)
    inner = [block for block in found.blocks if first <= block.start < last]
    indent = min((indent_of(found, block) for block in inner if _is_body(block)), default=0)
    find_listings(found, indent)
    width = width_of(found, inner)
    part_at_indents(found, width)
    inner = [block for block in found.blocks if first <= block.start < last]
    find_series(found)
    chapters = numbers_of_chapters(found, inner)
    alike = heads_alike(found, inner)
    for block in inner:
        if block.start in chapters:
            block.kind = Kind.HEADING
        elif block.start in alike:
            block.kind, block.type = Kind.HEADING, ALIKE
        elif block.kind is Kind.SHORT:
            block.kind = _kind(found, block, width, indent)
    head_titles(found, inner)
    doubt_pages(found, inner)
    _find_ends(found, inner)
    _end_of_book(found, inner)
    for block in inner:
        if block.kind is Kind.MARKED:
            found.marks += _figure(found, block)
        elif block.kind not in {Kind.FURNITURE, Kind.ORNAMENT, Kind.PAGE, Kind.LISTING}:
            found.marks += phrases(text, block.start, block.end, lines=block.kind is Kind.VERSE)
    return found


def _blocks(text: str) -> list[Block]:
    """Runs of lines that are not blank; a bracket such as `[Footnote 1: …]` is never cut."""
    blocks: list[Block] = []
    at, blank = 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        if not line.strip():
            blank += 1
        elif blocks and (not blank or _is_open(text, blocks[-1])):
            blocks[-1].end = end
            blank = 0
        else:
            blocks.append(Block(at, end, Kind.SHORT, blank_before=blank))
            blank = 0
        at = end + 1
    for block in blocks:
        if text.startswith("[Footnote", first_word(text, block.start, block.end)):
            block.kind = Kind.NOTE
    return blocks


def _is_open(text: str, block: Block) -> bool:
    start = first_word(text, block.start, block.end)
    if not text.startswith(("[Footnote", "[Illustration", "[Sidenote"), start):
        return False
    said = text[start : block.end]
    return said.count("[") > said.count("]") and len(said) < 20_000


def _gutenberg(found: Transcription) -> tuple[int, int]:
    """Where the book begins and ends; its licence around it is furniture, its fields are read."""
    first, last = 0, len(found.text) + 1
    for marker in _MARKER.finditer(found.text):
        if marker["which"] and marker["which"].upper() == "START":
            first = marker.end()
        elif marker.start() < last:
            last = marker.start()
    if not first and last > len(found.text):
        return first, last
    found.origin = "A plain text of Project Gutenberg (https://www.gutenberg.org)."
    for name, value in _FIELD.findall(found.text[:first]):
        value = " ".join(value.split())
        if name == "Language":
            found.language = LANGUAGES.get(value.split(",")[0].lower(), "")
        elif not getattr(found, name.lower()):
            setattr(found, name.lower(), value)
    for block in found.blocks:
        if not first <= block.start < last:
            block.kind, block.type = Kind.FURNITURE, "licence"
    return first, last


def _is_body(block: Block) -> bool:
    return block.end - block.start > 200


def _kind(found: Transcription, block: Block, width: int, indent: int) -> Kind:
    words, lines = found.words(block), found.lines(block)
    form, number = form_of_number(words)
    if form is Form.BARE and block.blank_before >= 3:
        return Kind.HEADING  # so much room stands above a chapter, not above a page's number
    if form:
        block.number = number
        return Kind.PAGE
    if _ORNAMENT.fullmatch(words):
        return Kind.ORNAMENT
    if ILLUSTRATION.fullmatch(words):
        return Kind.MARKED
    small = len(lines) <= 6 and max(map(len, lines)) <= _LONGEST_HEADING
    if small and _is_heading(found, block, words):
        return Kind.HEADING
    bare = without_numbers(found, block.start, lines)
    are_numbered = bare != lines and not wrapped(bare)
    if are_numbered or is_verse(bare, width, indent):
        return Kind.VERSE
    if width and len(lines) > 1 and indent_of(found, block) >= indent + 2:
        return Kind.QUOTE
    if max(map(len, lines)) <= _LONGEST_HEADING and len(words) < 2 * _LONGEST_HEADING:
        return Kind.SHORT
    return Kind.PARAGRAPH


def _is_heading(found: Transcription, block: Block, words: str) -> bool:
    text = found.text[block.start : block.end].strip()
    if _is_list(text):
        return False
    said = heading_of(found, block)
    if said is not None and said.type == "section" and words.endswith(("?", "!")):
        return block.blank_before >= 2  # else it is one of many numbered questions
    if said is not None and len(words) <= 2 * _LONGEST_HEADING:
        return said.depth != 8 or block.blank_before > 0 or block is found.blocks[0]
    if looks_like_heading(words):
        return len(text.split("\n")) <= 3 and _begins_apart(found, block)
    return block.blank_before >= 3 and "\n" not in text and is_title_like(words)


def _begins_apart(found: Transcription, block: Block) -> bool:
    """Whether no line stands right above it, of which it may be the end, as a name of a letter."""
    before = found.text[line_start(found.text, block.start - 1) : block.start]
    return not block.start or not before.strip()


def _is_list(text: str) -> bool:
    """Whether several of its lines number a division of the same kind."""
    kinds = [said.type for line in text.split("\n") if (said := heading(line.strip()))]
    return len(kinds) > 1 and len({*kinds}) == 1


def _find_ends(found: Transcription, blocks: list[Block]) -> None:
    """“The End” and “Curtain” close a division, where they head nothing and title no heading."""
    beside = (Kind.FURNITURE, Kind.ORNAMENT, Kind.PAGE)
    text = [block for block in blocks if block.kind not in beside]
    for before, block, after in zip(text, text[1:], [*text[2:], None], strict=False):
        last = after is None or after.kind is Kind.HEADING or _closes(found, after)
        if last and before.kind is not Kind.HEADING and _closes(found, block):
            block.kind = Kind.TRAILER


def _closes(found: Transcription, block: Block) -> bool:
    return block.kind in (Kind.SHORT, Kind.HEADING) and is_end(found.words(block))


def _end_of_book(found: Transcription, blocks: list[Block]) -> None:
    """“The End” closes the text; what leads elsewhere, behind it, belongs to the page."""
    left: list[Block] = []
    for block in reversed(blocks):
        words = found.words(block)
        if is_end_of_book(words):
            block.kind = Kind.TRAILER
        elif is_left_over(words) or (block.kind is Kind.PAGE and not found.pages):
            left.append(block)
        elif block.kind is Kind.PAGE:
            continue
        else:
            break
    if len(left) * 2 <= len(blocks):
        for block in left:
            block.kind, block.type = Kind.FURNITURE, kind_of_left_over(found.words(block))


def _figure(found: Transcription, block: Block) -> Iterator[Mark]:
    match = ILLUSTRATION.search(found.text, block.start, block.end)
    if match is None or not (match["caption"] or "").strip():
        block.kind, block.type = Kind.FURNITURE, "illustration"
        return
    yield from figure(block.start, block.end, match.span("caption"))
    yield from phrases(found.text, *match.span("caption"), lines=False)
