"""Paragraphs that do not begin or end, furniture of the page, calls that lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.proof.reading import Block
from pipeline.proof.rule import Rule, Suspicion, chance
from pipeline.proof.text import Text

_ENDED = re.compile(r"[.!?…:;—–-][”’\"'»«“)\]*\d\s]*$|[”\"»]\s*$")
_PAGE = re.compile(
    r"\s*[\[({]?\s*(?:pg|page|p|seite|s|pag)?\.?\s*(?:\d{1,4}|[ivxlc]{2,7})\s*[\])}]?\s*[.*]?\s*",
    re.I,
)
_PAGE_INSIDE = re.compile(r"[\[{](?:pg|page|p\.)\s*\d+[\]}]", re.I)
_CALL = re.compile(r"(?<=[\w.,;:!?”\"’)]) ?(\[\d{1,3}\]|\{\d{1,3}\})|(?<=[a-z.,;”])([¹²³⁴-⁹†‡])")


def lower_case_beginnings(text: Text) -> Iterator[Suspicion]:
    """A paragraph begins in lower case after another."""
    found = [block for block in text.prose if _begins_lower(block)]
    for block in found:
        start = len(block.text) - len(block.text.lstrip())
        yield Suspicion(
            block,
            start,
            start + 1,
            "This paragraph begins in lower case.",
            "Join it to the one before, or read its first letter again.",
            chance(0.8, len(found), len(text.prose)),
        )


def _begins_lower(block: Block) -> bool:
    first = block.text.lstrip()[:1]
    return first.islower() and block.follows in {"p", "ab", "head", ""} and len(block.text) > 20


def missing_ends(text: Text) -> Iterator[Suspicion]:
    """A paragraph ends without a mark."""
    found = [block for block in text.prose if _lacks_end(block)]
    for block in found:
        end = len(block.text.rstrip())
        yield Suspicion(
            block,
            end - 1,
            end,
            "This paragraph ends without a mark of punctuation.",
            "Read its end in the source again; a line may be lost.",
            chance(0.75, len(found), len(text.prose)),
        )


def _lacks_end(block: Block) -> bool:
    text = block.text.rstrip()
    if len(text) < 60 or _ENDED.search(text) or block.precedes not in {"p", "ab", "head", ""}:
        return False
    return text[-1].isalnum() or text[-1] == ","


def furniture(text: Text) -> Iterator[Suspicion]:
    """Page numbers and running heads that stand as paragraphs."""
    short = Counter(_bare(block) for block in text.prose if len(block.text) < 60)
    for block in text.prose:
        bare = _bare(block)
        if _PAGE.fullmatch(block.text):
            yield _leftover(block, "A page number", 0.85)
        elif short[bare] > 2 and len(bare) > 5 and block.text.isupper():
            yield _leftover(block, "A running head", 0.75)
    for block, match in text.places(_PAGE_INSIDE):
        yield Suspicion(
            block, *match.span(), "A page number stands in the text.", "Make it a <pb n>.", 0.85
        )


def _bare(block: Block) -> str:
    return re.sub(r"[\W\d]+", " ", block.text).strip().lower()


def _leftover(block: Block, what: str, probability: float) -> Suspicion:
    return Suspicion(
        block,
        0,
        len(block.text.rstrip()),
        f"{what} stands as a paragraph.",
        "Put it into <fw>, or make a <pb n> of it.",
        probability,
    )


def calls(text: Text) -> Iterator[Suspicion]:
    """A call of a note that is no markup."""
    found = list(text.places(_CALL))
    for block, match in found:
        group = 1 if match[1] else 2
        yield Suspicion(
            block,
            *match.span(group),
            f"“{match[group]}” looks like the call of a note, and is not encoded.",
            "Put the note here: <note>…</note>.",
            0.6 if len(found) < 20 else 0.45,
        )


RULES = (
    Rule(
        "proof-begins-lower",
        "structure",
        "A paragraph begins in lower case.",
        "And the boat was never seen again.",
        "and the boat was never seen again.",
        lower_case_beginnings,
        context=("The boat went down.",),
    ),
    Rule(
        "proof-lacks-end",
        "structure",
        "A paragraph ends without a mark.",
        "They went down to the river in the evening, and none of them came back.",
        "They went down to the river in the evening, and none of them came",
        missing_ends,
    ),
    Rule(
        "proof-furniture",
        "structure",
        "A page number or a running head stands in the text.",
        "He was 42.",
        "42",
        furniture,
    ),
    Rule(
        "proof-call",
        "structure",
        "A call of a note stands in the text, and is not encoded.",
        "So it was said. Nobody knew.",
        "So it was said.[3] Nobody knew.",
        calls,
    ),
)
