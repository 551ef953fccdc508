"""Where a correction belongs: by an id, by page and line, by words of context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from pipeline.editing.document import Document, Span
from pipeline.editing.flows import BREAK, Flow, flows
from pipeline.editing.passages import Obstacle, Passage, extent, is_tei, occurrences
from pipeline.editing.revision import header_ids
from pipeline.tei.names import local_name, tei
from pipeline.tei.register.parting import BETWEEN_VERSES

_ALIKE = {"'": "['‘’ʼ`]", '"': '["“”„«»]', "-": "[-–—‐‑−]", "–": "[-–—]", "—": "[-–—]",
          "’": "['‘’ʼ]", "‘": "['‘’ʼ]", "“": '["“”„]', "”": '["“”„]'}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where to look; what is empty is not asked for. Together they must leave one passage."""

    id: str = ""
    page: str = ""  # pb/@n
    line: str = ""  # lb/@n, or the number of the line on its page
    before: str = ""  # the words right before the passage
    after: str = ""  # and right after it

    def __str__(self) -> str:
        named = (
            (self.id, "{}"),
            (self.page, "page {}"),
            (self.line, "line {}"),
            (self.before, "after “{}”"),
            (self.after, "before “{}”"),
        )
        return ", ".join(form.format(value) for value, form in named if value)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The one passage meant, and the stretch of the source that is to be wrapped."""

    passage: Passage
    start: int
    end: int

    @property
    def around(self) -> Span:
        """The TEI element in which the stretch stands: what is new is written as it is."""
        return next(
            span
            for span in self.passage.owner.lineage()
            if span.start < self.start and self.end < span.end and is_tei(span)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """Why there is no such passage, or not one; `candidates` is what comes near."""

    code: str
    reason: str
    candidates: tuple[Passage, ...] = ()
    intervention: Span | None = None
    near_ids: tuple[str, ...] = field(default=())


class Text:
    """A document as both readings give it, for looking things up."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def corrected(self) -> list[Flow]:
        """What readers of the edition read."""
        return flows(self.document, "corrected")

    @cached_property
    def witness(self) -> list[Flow]:
        """What the witness reads."""
        return flows(self.document, "witness")

    @cached_property
    def _editors(self) -> frozenset[str]:
        """Pointers to those of the header whose notes are no part of the witness."""
        return frozenset(
            f"#{name}"
            for name, span in header_ids(self.document).items()
            if span.name == "respStmt"
            or (span.name == "editor" and span.element.get("role") != "translator")
        )

    def is_editors(self, flow: Flow) -> bool:
        """Whether the text is a note of the editors themselves, to be changed, not corrected."""
        said = flow.owner.element.get("resp", "") if flow.owner.name == "note" else ""
        return not self._editors.isdisjoint(said.split())

    @cached_property
    def _breaks(self) -> list[tuple[int, str, str]]:
        """Where each printed line begins: offset, page, line."""
        found, page, number = [], "", 0
        for span in self.document.spans:
            if span.element.tag == tei("pb"):
                page, number = span.element.get("n", ""), 1
                found.append((span.start, page, "1"))
            elif span.element.tag == tei("lb"):
                number += not (found and self._is_blank(found[-1][0], span.start))
                found.append((span.start, page, span.element.get("n") or str(number)))
        return found

    def _is_blank(self, tag: int, end: int) -> bool:
        """Whether nothing stands between the tag that begins at `tag` and `end`."""
        text = self.document.text
        return not text[text.index(">", tag) + 1 : end].strip()

    def place(self, words: str, where: Place) -> Placed | Refused:
        """The one passage with these words at this place, if it can be wrapped."""
        around = self.document.by_id.get(where.id)
        if where.id and around is None:
            near = tuple(get_close_matches(where.id, list(self.document.by_id), 3, 0.6))
            there = tuple(_all(self.document, self.corrected, words))
            return Refused(
                "correct-no-such-id", f"nothing has the id “{where.id}”", there, near_ids=near
            )
        found = self._narrowed(_all(self.document, self.corrected, words), around, where)
        if len(found) == 1:
            stretch = extent(found[0])
            if isinstance(stretch, Obstacle):
                return _refused(found[0], words, stretch)
            return Placed(found[0], *stretch)
        if found:
            reason = f"“{words}” stands in {len(found)} places"
            return Refused("correct-ambiguous", reason, tuple(found))
        return self._missing(words, around, where)

    def _missing(self, words: str, around: Span | None, where: Place) -> Refused:
        for passage in self._narrowed(_all(self.document, self.witness, words), around, where):
            stretch = extent(passage)
            if isinstance(stretch, Obstacle):
                return _refused(passage, words, stretch)
        alike = _similar(self.document, self.corrected, words)
        inside = [passage for passage in alike if _within(passage, around)]
        reason = f"“{words}” does not stand " + (f"in {where.id}" if where.id else "in the text")
        if str(where) and str(where) != where.id:
            reason = f"“{words}” does not stand at this place ({where})"
        pages = dict.fromkeys(page for _, page, _ in self._breaks if page)
        if where.page and where.page not in pages:
            known = f"pages that begin with {', '.join(list(pages)[:3])}" if pages else "no pages"
            reason = f"there is no page “{where.page}”: the master has {known}"
        elsewhere = _all(self.document, self.corrected, words)
        candidates = {each.offset: each for each in (*elsewhere, *(inside or alike))}
        return Refused("correct-missing", reason, tuple(candidates.values())[:9])

    def _narrowed(
        self, passages: list[Passage], around: Span | None, where: Place
    ) -> list[Passage]:
        found = [passage for passage in passages if _within(passage, around)]
        if around is None or not any(span.name == "note" for span in around.lineage()):
            found = [passage for passage in found if not self.is_editors(passage.flow)]
        if where.page:
            found = [passage for passage in found if self._is_on(passage, where)]
        fitting = _between(found, where)
        # An id is enough where it leaves no choice.
        return found if not fitting and where.id and len(found) == 1 else fitting

    def _is_on(self, passage: Passage, where: Place) -> bool:
        page = line = ""
        for offset, on_page, on_line in self._breaks:
            if offset > passage.offset:
                break
            page, line = on_page, on_line
        return page == where.page and (not where.line or line == where.line)


def _refused(passage: Passage, words: str, obstacle: Obstacle) -> Refused:
    code = "correct-corrected" if obstacle.intervention is not None else "correct-crossing"
    return Refused(code, f"“{words}”: {obstacle.reason}", (passage,), obstacle.intervention)


def _all(document: Document, texts: Iterable[Flow], words: str) -> list[Passage]:
    found = [passage for flow in texts for passage in occurrences(document, flow, words)]
    whole = [passage for passage in found if _is_whole(passage)]
    return whole or found


def _is_whole(passage: Passage) -> bool:
    text, first, last = passage.flow.text, passage.first, passage.last
    inside_left = first > 0 and text[first - 1].isalnum() and text[first].isalnum()
    inside_right = last < len(text) and text[last].isalnum() and text[last - 1].isalnum()
    return not inside_left and not inside_right


def _within(passage: Passage, around: Span | None) -> bool:
    return around is None or around.contains(passage.offset, passage.offset + 1)


def _between(passages: list[Passage], where: Place) -> list[Passage]:
    """Those that stand between the words asked for."""
    fitting = [passage for passage in passages if all(_fits(passage, where))]
    if not fitting and where.before and where.after:
        # What stands on one side may have been corrected since.
        fitting = [passage for passage in passages if any(_fits(passage, where))]
    return fitting


def _fits(passage: Passage, where: Place) -> tuple[bool, bool]:
    """Whether the words asked for stand before the passage, and after it."""
    text = passage.flow.text
    left = _words(text[max(0, passage.first - 400) : passage.first].replace(BREAK, " "))
    right = _words(text[passage.last : passage.last + 400].replace(BREAK, " "))
    return left.endswith(_words(where.before)), right.startswith(_words(where.after))


def _words(text: str) -> str:
    """The words, with one blank between them, whatever parts them; a list has signs for verses."""
    return " ".join(word for word in text.split() if word != BETWEEN_VERSES)


def _similar(document: Document, texts: Iterable[Flow], words: str) -> list[Passage]:
    """Passages that differ in quotation marks, dashes or capitals only."""
    pattern = r"\s+".join(
        "".join(_ALIKE.get(character, re.escape(character)) for character in word)
        for word in words.split()
    )
    return [
        Passage(document, flow, match.start(), match.end())
        for flow in texts
        for match in re.finditer(pattern, flow.text, re.IGNORECASE)
    ]


def is_correction(span: Span) -> bool:
    """Whether an element is a `choice` of what the witness reads and what the edition reads."""
    names = [local_name(child.element.tag) for child in span.children]
    return span.name == "choice" and sorted(names) == ["corr", "sic"]
