"""What opens and must close: brackets, quotation marks, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.proof.reading import Block
from pipeline.proof.rule import Rule, Suspicion, chance
from pipeline.proof.text import Text

_BRACKET = re.compile(r"[()\[\]]")
_LIST_MARK = re.compile(r"(?:^|[\s;,:])\w{1,4}\)$")
_CLOSES = {")": "(", "]": "["}
_STYLES = (("“", "”"), ("«", "»"), ("„", "“"), ("»", "«"))
_OPENS = r"(?<![^\s(\[„“‘—–-])"  # no mark that closes stands behind white space and before a word
_SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?![”’\"»)]*\s+[A-ZÀ-Þ“‘\"«(])[^.!?]*)*[.!?]*")
_DASH = re.compile(r"\s[–—-]\s|—|--")
_BARE_SUBJECT = re.compile(
    r"(?:^|[,;:] |\. )(?:the|these|those|our|their|its|his) (?:[a-z-]+ )?[a-z-]+$", re.I
)
_EXPLAINS = re.compile(r"(?:that is|that is to say|namely|or rather|in other words),")
_PARTICLE_MODAL = re.compile(
    r"\b(?:is|are|was|were|be|being|am)\b[^,;:]*\b(?:aside|out|off|away|over|down|up|"
    r"behind) ((?:must|will|would|shall|should|can|could|may|might) \w+)"
)


def brackets(text: Text) -> Iterator[Suspicion]:
    """A bracket without its other half, in one paragraph."""
    found = [one for block in text.blocks for one in _unpaired(block)]
    right = text.all.count("(") + text.all.count("[")
    for block, position in found:
        mark = block.text[position]
        yield Suspicion(
            block,
            position,
            position + 1,
            f"“{mark}” has no other half in this paragraph.",
            "Put in the missing bracket, or read it again.",
            chance(0.85, len(found), right + 8),
        )


def _unpaired(block: Block) -> Iterator[tuple[Block, int]]:
    waiting: list[int] = []
    for match in _BRACKET.finditer(block.text):
        mark = match[0]
        if mark in "([":
            waiting.append(match.start())
        elif waiting and block.text[waiting[-1]] == _CLOSES[mark]:
            waiting.pop()
        elif mark == "]" or not _LIST_MARK.search(
            block.text[max(0, match.start() - 6) : match.end()]
        ):
            yield block, match.start()
    for position in waiting:
        yield block, position


def quotation_marks(text: Text) -> Iterator[Suspicion]:
    """Curly and angled marks by a state machine, straight ones by counting."""
    for opening, closing in _styles(text):
        yield from _judged(list(_wrong_marks(text, opening, closing)), text.all.count(opening))
    if text.all.count('"') > 4:
        yield from _judged(list(_odd_straight(text)), text.all.count('"') // 2)


def _styles(text: Text) -> list[tuple[str, str]]:
    """The style of the document: the one whose opening marks are the most."""
    alls = text.all
    if alls.count("„") > 2:
        return [("„", "“" if alls.count("“") >= alls.count("”") else "”")]
    if len(re.findall(rf"{_OPENS}»\w", alls)) > len(re.findall(rf"{_OPENS}«\s?\w", alls)):
        return [("»", "«")]
    return [style for style in _STYLES[:2] if alls.count(style[0]) + alls.count(style[1]) > 1]


Wrong = tuple[Block, int, str]
_NOT_CLOSED = "This quotation is not closed in its paragraph."
_NOT_OPENED = "closes a quotation that was not opened."


def _judged(wrong: list[Wrong], right: int) -> Iterator[Suspicion]:
    spanning: set[int] = (
        set()
    )  # a speech of several paragraphs, opened in one and closed in another
    for number, (one, other) in enumerate(pairwise(wrong)):
        if one[2] == _NOT_CLOSED and other[2].endswith(_NOT_OPENED):
            spanning |= {number, number + 1}
    for number, (block, position, message) in enumerate(wrong):
        base = 0.35 if number in spanning else 0.85
        yield Suspicion(
            block,
            position,
            position + 1,
            message,
            "Read the quotation marks of this paragraph in the source again.",
            chance(base, len(wrong) - len(spanning), right),
        )


def _wrong_marks(text: Text, opening: str, closing: str) -> Iterator[Wrong]:
    marks = re.compile(f"[{opening}{closing}]")
    for number, block in enumerate(text.blocks):
        opened = -1
        for match in marks.finditer(block.text):
            if match[0] == opening:
                if opened >= 0:
                    yield (
                        block,
                        match.start(),
                        f"“{opening}” opens inside a quotation that is still open.",
                    )
                opened = match.start()
            elif opened < 0:
                if not _continues(text, number):
                    yield block, match.start(), f"“{closing}” {_NOT_OPENED}"
            else:
                opened = -1
        if opened >= 0 and not _goes_on(text, number, opening):
            yield block, opened, _NOT_CLOSED


def _odd_straight(text: Text) -> Iterator[Wrong]:
    for number, block in enumerate(text.blocks):
        places = [match.start() for match in re.finditer('"', block.text)]
        if len(places) % 2 and not _goes_on(text, number, '"') and not _continues(text, number):
            yield (
                block,
                _misplaced(block.text, places),
                "An odd number of quotation marks in this paragraph.",
            )


def _misplaced(text: str, places: list[int]) -> int:
    """The first mark that does not stand as its turn demands; the last one if all do."""
    for turn, place in enumerate(places):
        spaced_before = place == 0 or not (text[place - 1].isalnum() or text[place - 1] in ".,!?…—")
        if (turn % 2 == 0) != spaced_before:
            return place
    return places[-1]


def _goes_on(text: Text, number: int, opening: str) -> bool:
    """The next paragraph opens the quotation again, or is another kind of block."""
    block = text.blocks[number]
    if not block.is_prose or (block.precedes and block.precedes.split(" ")[0] not in {"p", "ab"}):
        return True
    following = text.blocks[number + 1 : number + 2]
    return bool(following) and following[0].text.lstrip().startswith(opening)


def _continues(text: Text, number: int) -> bool:
    """The quotation may have opened before, in verse, a letter, or the paragraph above."""
    block = text.blocks[number]
    return not block.is_prose or block.follows.split(" ")[0] not in {"p", "ab", "head", ""}


def dashes(text: Text) -> Iterator[Suspicion]:
    """A dash that opens an addition and has no other half."""
    for block in text.prose:
        for sentence in _SENTENCE.finditer(block.text):
            found = list(_DASH.finditer(sentence[0]))
            if len(found) != 1:
                continue
            before, after = sentence[0][: found[0].start()], sentence[0][found[0].end() :]
            at = sentence.start() + found[0].start()
            if block.is_silent(at, sentence.end()):
                continue  # answered where the other dash would stand
            if (
                _EXPLAINS.match(after)
                and _is_bare_subject(before.strip())
                and re.search(r" (?:to|of|with) ", after)
            ):
                yield Suspicion(
                    block,
                    at,
                    sentence.start() + found[0].end() + 8,
                    "This dash opens an addition to the subject; no dash closes it.",
                    "The closing dash is missing, probably.",
                    0.65,
                )
            elif match := _PARTICLE_MODAL.match(
                after,
                after.find(next(iter(re.findall(r"\b(?:is|are|was|were|be|am)\b", after)), "\0")),
            ):
                yield Suspicion(
                    block,
                    at,
                    sentence.start() + found[0].end() + match.start(1),
                    "This dash opens an insertion; no dash closes it.",
                    f"The closing dash is missing, probably before “{match[1]}”.",
                    0.65,
                )


def _is_bare_subject(before: str) -> bool:
    """A noun with its article and no verb yet: not “is, as we said, the …”."""
    found = _BARE_SUBJECT.search(before)
    return bool(found) and not re.search(
        r"\b(?:is|are|was|were|be),[^,]+$", before[: found.start()] if found else ""
    )


RULES = (
    Rule(
        "proof-bracket",
        "pairs",
        "A bracket has no other half.",
        "He came (as ever) late.",
        "He came (as ever late.",
        brackets,
    ),
    Rule(
        "proof-quote",
        "pairs",
        "A quotation mark has no other half.",
        "“Come in,” said he. “Sit down.”",
        "“Come in, said he. “Sit down.”",
        quotation_marks,
    ),
    Rule(
        "proof-dash",
        "pairs",
        "A dash that opens an addition is not closed.",
        "The farms – that is, the state’s enterprises – resort to the rental of land.",
        "The farms – that is, the state’s enterprises resort to the rental of land.",
        dashes,
        languages=("en",),
    ),
)
