"""Some pages of the whole, which keep the numbers that they have there."""

from __future__ import annotations

import re
from typing import Any

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import Book, Division, every_division
from pipeline.page_settings import PageSettings

_RANGE = re.compile(r"\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?")
# CSS pixels below the head of the page within which a division begins the page.
_AT_THE_TOP = 90.0


def chosen_pages(document: Any, book: Book, settings: PageSettings) -> list[int] | None:
    """The pages of the excerpt that is asked for, from 0; None for the whole."""
    if settings.section:
        return _of_section(document, book, settings.section)
    if settings.pages:
        return _of_ranges(settings.pages, len(document.pages))
    return None


def _of_ranges(said: str, count: int) -> list[int]:
    """Pages as printers name them: ``5-9, 12``."""
    wanted: set[int] = set()
    for part in said.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise _refused(f"“{said}” does not name pages", "Write them so: 5-9, 12")
        first = int(match[1])
        wanted |= set(range(first - 1, min(int(match[2] or first), count)))
    found = sorted(each for each in wanted if 0 <= each < count)
    if not found:
        raise _refused(f"there is no page {said}", f"The PDF has pages 1 to {count}.")
    return found


def _of_section(document: Any, book: Book, name: str) -> list[int]:
    """All pages on which something of a division stands: by number, id or heading."""
    flat = list(every_division(book.divisions))
    places = [index for index, each in enumerate(flat) if _is(each, name)]
    if not places:
        known = ", ".join(each.number or each.heading for each in flat if each.heading)
        raise _refused(f"there is no section “{name}”", f"The sections are: {known}.")
    # The innermost of that name: sections are asked for, not the chapter of the same number.
    at = max(places, key=lambda index: (flat[index].level, bool(flat[index].heading)))
    after = at + len(list(every_division([flat[at]])))
    following = flat[after] if after < len(flat) else None
    begin = _page_of(document, flat[at].id)
    if following is None:
        end, top = _page_after_text(document), True
    else:
        end = _page_of(document, following.id)
        top = _at_the_top(document, end, following.id)
    return list(range(begin, max(begin + 1, end + (not top))))


def _is(division: Division, name: str) -> bool:
    return name in (division.number, division.id) or (
        bool(name) and division.heading.casefold().startswith(name.casefold())
    )


def _page_of(document: Any, identifier: str) -> int:
    for number, page in enumerate(document.pages):
        if identifier in page.anchors:
            return number
    return 0


def _page_after_text(document: Any) -> int:
    """The first page of what the edition says after the text."""
    matter = ("matter-note-on-the-text", "matter-corrections", "matter-register", "matter-colophon")
    for number, page in enumerate(document.pages):
        if any(name in page.anchors for name in matter):
            return number
    return len(document.pages)


def _at_the_top(document: Any, number: int, identifier: str) -> bool:
    page = document.pages[number]
    top = page._page_box.content_box_y()
    return bool(page.anchors[identifier][1] < top + _AT_THE_TOP)


def _refused(message: str, remedy: str) -> EditionError:
    return EditionError(Finding("pdf-excerpt", Severity.ERROR, message, remedy=remedy))
