"""The pages of a printed book in its transcription: where each begins, and its running heads.

Programs that read scanned pages part them with form feeds, and give the line
at the head of each page as if it were text; transcribers write `[Pg 12]`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.importing.headings import heading, is_title_like
from pipeline.importing.transcription import Block, Kind, Layout, Mark, Transcription

FORM_FEED = "\f"
HEAD = re.compile(r"(?P<first>\d{1,4})\s+(?P<after>\D.*)|(?P<before>.*\D)\s+(?P<last>\d{1,4})")
LONGEST_HEAD = 80
_ENDS = (".", "!", "?", ":", "”", "’", '"')
_OF_PAGES = ("header", "pageNum")


def without_form_feeds(text: str) -> tuple[str, list[int]]:
    """The text with a blank line for each form feed, and where in it each page begins."""
    pages = [page for page in text.split(FORM_FEED) if page.strip()]
    if FORM_FEED not in text or not pages:
        return text.replace(FORM_FEED, ""), []
    joined, starts = "", []
    for page in pages:
        leading = len(page) - len(page.lstrip("\n"))
        there = len(joined) - len(joined.rstrip("\n")) + leading
        joined += "\n" * max(0, 2 - there) if joined else ""
        starts.append(len(joined) + leading)
        joined += page
    return joined, starts


@dataclass(slots=True)
class _Page:
    """The blocks at the edges of one page, and its number where it is known."""

    edges: list[Block]
    place: int
    number: str = ""


def set_aside_pages(found: Transcription) -> None:
    """Make furniture of running heads and page numbers, and mark where each page begins."""
    pages = list(_by_form_feeds(found)) or list(_by_numbers(found))
    numbered = [(page, block, n) for page in pages for block, n in _numbers(found, page)]
    first = _first_number(found, [n - page.place for page, _, n in numbered])
    for page, block, number in numbered:
        is_head = block.kind is not Kind.PAGE
        if number - page.place == first:
            page.number = str(number)
            if is_head and found.pages:
                _cut_off(found, block)
            if is_head:
                block.kind, block.type = Kind.FURNITURE, "header"
    _set_aside_repeated(found, pages)
    if found.pages:
        _take_numbers(pages, first)
        _mark_beginnings(found, pages, first)


def _by_form_feeds(found: Transcription) -> Iterator[_Page]:
    """The pages that form feeds part, with the first and last block of each."""
    blocks: dict[int, list[Block]] = {}
    for block in found.blocks if found.pages else ():
        blocks.setdefault(bisect_right(found.pages, block.start), []).append(block)
    for place, inside in blocks.items():
        yield _Page([inside[0], *inside[1:][-1:], *_first_line(found, inside[0])], place)


def _first_line(found: Transcription, block: Block) -> Iterator[Block]:
    """The first of several lines, as the block that it is if no blank line parts it from them."""
    length = found.text[block.start : block.end].find("\n")
    if length > 0 and block.kind in (Kind.SHORT, Kind.PARAGRAPH, Kind.VERSE):
        yield Block(block.start, block.start + length, Kind.SHORT)


def _cut_off(found: Transcription, line: Block) -> None:
    """Make the first line of a block a block of its own."""
    index = next(i for i, block in enumerate(found.blocks) if block.start == line.start)
    rest = found.blocks[index]
    if rest is not line:
        rest.start = line.end + 1
        if rest.kind is Kind.VERSE and len(found.lines(rest)) == 1:
            rest.kind = Kind.SHORT
        found.blocks.insert(index, line)


def _by_numbers(found: Transcription) -> Iterator[_Page]:
    """The pages that numbers such as `[Pg 12]` part, with the blocks beside those."""
    for index, block in enumerate(found.blocks):
        if block.kind is Kind.PAGE:
            place = int(block.number) if block.number.isdecimal() else 0
            yield _Page(found.blocks[max(0, index - 1) : index + 2], place)


def _numbers(found: Transcription, page: _Page) -> Iterator[tuple[Block, int]]:
    """The numbers at the edges of a page that may be its own, as the book prints it."""
    for block in page.edges:
        words = found.words(block)
        if block.kind is Kind.PAGE and block.number.isdecimal():
            yield block, int(block.number)
        elif _may_be_head(block, words):
            head = HEAD.fullmatch(words)
            if head and is_title_like(head["after"] or head["before"]) and is_no_heading(words):
                yield block, int(head["first"] or head["last"])


def _may_be_head(block: Block, words: str) -> bool:
    return block.kind in (Kind.SHORT, Kind.HEADING) and len(words) <= LONGEST_HEAD


def is_no_heading(words: str) -> bool:
    """Whether this is not “Chapter 2”, whose number counts chapters."""
    said = heading(words)
    return said is None or said.type == "section"


def _first_number(found: Transcription, differences: list[int]) -> int | None:
    """What the numbers are more than the places of their pages, where two agree in that."""
    if not found.pages:
        return 0  # the place is the number itself
    [(most, count)] = Counter(differences).most_common(1) or [(0, 0)]
    return most if count > 1 else None


def _take_numbers(pages: Sequence[_Page], first: int | None) -> None:
    """What numbers a page is furniture of it; figures that count otherwise are misread."""
    for page in pages:
        for block in page.edges:
            if block.kind is Kind.PAGE:
                is_sure = first is None or not block.number.isdecimal()
                page.number = page.number or (block.number if is_sure else "")
                block.kind, block.type = Kind.FURNITURE, "pageNum"


def _set_aside_repeated(found: Transcription, pages: list[_Page]) -> None:
    """A line that stands at the edges of three pages or more is the page's, not the text's."""
    edges = {id(block): block for page in pages for block in page.edges}
    said = [(block, found.words(block)) for block in edges.values()]
    heads = [(block, words) for block, words in said if _may_be_head(block, words)]
    times = Counter(words for _, words in heads)
    for block, words in heads:
        if times[words] >= 3:
            block.kind, block.type = Kind.FURNITURE, "header"


def _mark_beginnings(found: Transcription, pages: list[_Page], first: int | None) -> None:
    for page in pages:
        start = min(block.start for block in page.edges)
        number = page.place + first if first is not None else 0
        said = page.number or (str(number) if number > 0 else "")
        layout = Layout.OWN if page.edges[0].kind is Kind.HEADING else Layout.INLINE
        found.mark(start, start, "pb", {"n": said}, layout)


def lead_headings(found: Transcription) -> None:
    """A page that begins amid a heading, as its number says, begins before it."""
    headings = [block for block in found.blocks if block.kind is Kind.HEADING]
    starts = [block.start for block in headings]
    for mark in found.marks:
        at = bisect_right(starts, mark.start) - 1 if mark.name == "pb" else -1
        if at >= 0 and mark.start < headings[at].end:
            mark.start = mark.end = headings[at].start
            mark.layout = Layout.OWN


def is_of_page(found: Transcription, block: Block) -> bool:
    """Whether it is a number or a head of the page, and no text; also before this is told."""
    if _is_told_of_page(block):
        return True
    words = found.inner(block).strip()
    is_short = block.kind in (Kind.HEADING, Kind.SHORT) and "\n" not in words
    return is_short and _begins_page(found, block) and not begins_small(words)


def _is_told_of_page(block: Block) -> bool:
    return block.kind is Kind.PAGE or block.type in _OF_PAGES


def _begins_page(found: Transcription, block: Block) -> bool:
    at = bisect_left(found.pages, block.start)
    return found.pages[at : at + 1] == [block.start]


def below_running_head(found: Transcription, block: Block) -> str:
    """The words of a block without the head of a page in its first line."""
    words = found.inner(block)
    head, _, below = words.strip().partition("\n")
    is_head = len(head) <= LONGEST_HEAD and _begins_page(found, block) and HEAD.fullmatch(head)
    return below if is_head else words


def is_whole(paragraph: str) -> bool:
    """Whether its last sentence ends with it."""
    return paragraph.rstrip().endswith(_ENDS)


def begins_small(paragraph: str) -> bool:
    """Whether its first letter is a small one."""
    return next(filter(str.isalpha, paragraph), "").islower()


def goes_on_behind_page(before: str, after: str) -> bool:
    """Whether a sentence that one page began goes on, on the next."""
    return not is_whole(before) and (begins_small(after) or _is_cut(before))


def _is_cut(paragraph: str) -> bool:
    """Whether it ends amid a sentence, whatever comes."""
    return len(paragraph) > LONGEST_HEAD and _breaks_off(paragraph)


def _breaks_off(paragraph: str) -> bool:
    return paragraph[-1].islower() or paragraph[-1] in ",-"


@dataclass(slots=True)
class RunningParagraph:
    """The last paragraph, as long as only furniture of the page has come after it."""

    found: Transcription
    mark: Mark | None = None
    since: int = 0  # how many marks there were with it
    turned: bool = False  # a page has ended
    noted: bool = False  # a note has come, as at a page's end

    def begin(self, mark: Mark, marks: Sequence[Mark]) -> None:
        """A paragraph that may go on on the next page."""
        self.mark, self.since, self.turned, self.noted = mark, len(marks), False, False

    def see(self, block: Block) -> None:
        """A block that comes after the paragraph: of the page, of the text, or its end."""
        of_page = _is_told_of_page(block)
        if of_page or _begins_page(self.found, block):
            self.turned = True
        self.noted = self.noted or block.kind is Kind.NOTE
        if not of_page and block.kind not in (Kind.PARAGRAPH, Kind.SHORT, Kind.NOTE):
            self.mark = None

    def takes(self, block: Block, marks: Sequence[Mark]) -> bool:
        """Whether the paragraph goes on in the block; what stands between is then inside it."""
        if self.mark is None or not (self.turned or self.noted):
            return False
        before = self.found.text[self.mark.start : self.mark.end].rstrip()
        begins = begins_small(self.found.inner(block))
        goes_on = goes_on_behind_page(before, self.found.inner(block))
        if not self.turned and not (begins and _breaks_off(before)):
            return False
        if not goes_on and block.blank_before:
            return False
        self.mark.end = block.end
        for mark in marks[self.since :]:
            mark.layout = Layout.INLINE
        self.begin(self.mark, marks)
        return True
