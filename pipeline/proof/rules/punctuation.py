"""Marks that contradict each other, stand apart, or part what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.proof.rule import Rule, Suspicion, chance
from pipeline.proof.text import Text

_CONTRADICTION = re.compile(
    r"(?<![.,;:!?])(?:[,;:]{2,}|[,;:][.!?](?!\.)|(?<!\.)\.\.(?!\.)(?! ?\.)|[!?][,;:](?=\w)|"
    r"\.[;:](?=\w))(?![.,;:!?])"
)
_SPACED = re.compile(r"(?<=[\w”’\"»)]) +(?:([,;:!?])(?!\d)|(\.)(?![\w.]| ?\.))")
_SPACED_INSIDE = re.compile(r"\( (?=\w)|(?<=[\w,.;]) \)|\[ (?=\w)")
_UNSPACED = re.compile(
    r"(?<=[^\W\d_])([,;!?:])(?=[^\W\d_]{2})|(?<=[a-zà-ÿ]{2})(\.)(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
_CANNOT_END = re.compile(
    r"\b(the|an|every|my|our|their|your|very|whose)([.,;:!?]) (?=([a-z]+))", re.I
)
_MODAL = re.compile(
    r"\b(would|could|should|must|shall|might|will|may|cannot)([.:;]) (?=(?:be|have|not)\b)"
)
_STANDS_OPEN = re.compile(r"(?<=[a-z]{2}) (that is|namely|viz\.), (?=[a-z])")
_BEFORE_THAT = frozenset(
    "all it and but or this one is what everything something anything nothing the more than "
    "with of to".split()
)
_ESPECIALLY = re.compile(
    r"(?<=[a-z]{2}) (especially|particularly) (?=(?:in|the|by|if|as|since|after|on|with|"
    r"among|at|from|those|for)\b)"
)
_NO_COMMA = frozenset(
    "and but or is are was were be been being am not more most so very has have had which "
    "who it that as because when if "
    "if, than do does did he she they we i you one quite only him her them us me".split()
)
_PARENTHESIS = re.compile(
    r"(?<=[a-z]{3}) and ((?:not|no) less \w+|what is (?:more|worse)|more \w+ still|above "
    r"all|of course|for example|to be sure), "
)
_QUANTITY = re.compile(
    r"\b(?:share|part|portion|proportion|number|sum|majority|fraction) of (?:the|its|his|"
    r"their|our) (?:[a-z]+ ){1,2}"
    r"(?=(?:more than|less than|nearly|almost|about) (?:one|two|three|a|half|\d)[\w ,]*? of\b)"
)
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"


def contradictions(text: Text) -> Iterator[Suspicion]:
    """,. and ;, and ::"""
    forms: dict[str, int] = {}
    found = list(text.places(_CONTRADICTION))
    for _, match in found:
        forms[match[0]] = forms.get(match[0], 0) + 1
    for block, match in found:
        start = _word_start(block.text, match.start())
        yield Suspicion(
            block,
            start,
            match.end(),
            f"The marks “{match[0]}” contradict or repeat each other.",
            "Keep the one that the source has.",
            chance(0.95, max(0, forms[match[0]] - 3), 12),
        )


def spaced_marks(text: Text) -> Iterator[Suspicion]:
    """A space before a mark: right in French before ; : ! ?, else where it is rare."""
    places = list(text.places(_SPACED))
    if text.language == "fr":
        places = [(block, match) for block, match in places if match[0].strip() in ",."]
    at_tags = [(block, match) for block, match in places if block.is_at_border(*match.span())]
    elsewhere = [(block, match) for block, match in places if not block.is_at_border(*match.span())]
    tags = sum(len(block.borders) for block in text.blocks)
    for group, right in ((at_tags, tags // 8), (elsewhere, text.count("[,;:!?.]"))):
        for block, match in group:
            yield Suspicion(
                block,
                match.start(),
                match.end(),
                f"A space stands before “{match[0].strip()}”.",
                "Take the space away.",
                chance(0.9, max(0, len(group) - 3), right),
            )
    inside = [
        (block, match)
        for block, match in text.places(_SPACED_INSIDE)
        if not block.is_at_border(*match.span())
    ]
    for block, match in inside:
        yield Suspicion(
            block,
            *match.span(),
            "A space stands inside the bracket.",
            "Take the space away.",
            chance(0.8, max(0, len(inside) - 3), text.count(r"[(\[]\w")),
        )


def unspaced_marks(text: Text) -> Iterator[Suspicion]:
    """Nothing after a mark: two words are run together."""
    for block, match in text.places(_UNSPACED):
        around = (
            re.search(r"[\w.@/:]*$", block.text[: match.start()]),
            re.match(r"\S*", block.text[match.end() :]),
        )
        if "/" in str(around[1] and around[1][0]) or "www" in str(around[0] and around[0][0]):
            continue
        yield Suspicion(
            block,
            *match.span(),
            f"There is no space after “{match[0]}”.",
            "Put a space there.",
            0.85,
        )


def parted_words(text: Text) -> Iterator[Suspicion]:
    """A mark after a word that cannot end a phrase."""
    for block in text.blocks:
        for match in [*_CANNOT_END.finditer(block.text), *_MODAL.finditer(block.text)]:
            if match.lastindex == 3 and match[3].lower() == match[1].lower():
                continue  # very, very
            base = 0.85 if match[2] in ".:;" else 0.6
            if match[2] == "," and re.match(r" \w+(?: \w+){0,3},", block.text[match.end(2) :]):
                base = 0.3  # the, to her, long
            elif match[2] == "," and text.count(rf"\b{match[1]}, ") > 2 + text.size / 50_000:
                base = 0.3  # this author inserts after the article
            yield Suspicion(
                block,
                match.start(2),
                match.end(2),
                f"“{match[1]}” is parted from what it belongs to.",
                f"Take the “{match[2]}” away if the source allows it.",
                base,
            )


def unopened_phrases(text: Text) -> Iterator[Suspicion]:
    """“that is,” without the dash or comma that the document puts before it elsewhere."""
    marked = text.count(r"[–—,;:(-] ?(?:that is|namely|viz\.),")
    places = [
        (block, match)
        for block, match in text.places(_STANDS_OPEN)
        if _word_before(block.text, match.start()) not in _BEFORE_THAT
    ]
    for block, match in places:
        yield Suspicion(
            block,
            *match.span(1),
            f"Nothing stands before “{match[1]},”; a comma follows it.",
            "A dash or a comma is missing, probably.",
            chance(0.8, len(places), marked) if marked else 0.55,
        )


def missing_commas(text: Text) -> Iterator[Suspicion]:
    """“especially in …” after a noun, “and not less important,” without its first comma."""
    marked = text.count(r"[,–—(;] ?(?:especially|particularly)\b")
    places = [
        (block, match)
        for block in text.prose
        for match in _ESPECIALLY.finditer(block.text)
        if _word_before(block.text, match.start()) not in _NO_COMMA
        and not _word_before(block.text, match.start()).endswith(("ed", "ly", "ing"))
    ]
    for block, match in places:
        base = 0.62 if len(places) <= max(1, marked // 2) else 0.4
        yield Suspicion(
            block,
            *match.span(1),
            f"Nothing stands before “{match[1]}”.",
            "A comma is missing, perhaps.",
            base,
        )
    for block in text.prose:
        for match in _PARENTHESIS.finditer(block.text):
            usual = match[1] in {"of course", "above all"}
            yield Suspicion(
                block,
                *match.span(1),
                f"A comma closes “{match[1]}”, none opens it.",
                "A comma is missing, perhaps.",
                0.3 if usual else 0.65,
            )
        for match in _QUANTITY.finditer(block.text):
            yield Suspicion(
                block,
                match.end() - 1,
                match.end(),
                "A quantity is added without a mark.",
                "A comma or a dash is missing, probably.",
                0.65,
            )


def _word_start(text: str, position: int) -> int:
    """Where the word or number before a mark begins: it may be misread as well."""
    while position and text[position - 1].isalnum():
        position -= 1
    return position


def _word_before(text: str, position: int) -> str:
    found = re.search(rf"([{_LETTERS}]+)$", text[max(0, position - 30) : position])
    return found[1].lower() if found else ""


RULES = (
    Rule(
        "proof-marks",
        "punctuation",
        "Two marks of punctuation contradict or repeat each other.",
        "On May 9, the boat sailed.",
        "On May 9;, the boat sailed.",
        contradictions,
    ),
    Rule(
        "proof-mark-spaced",
        "punctuation",
        "A space stands before a mark of punctuation.",
        "What a day! We laughed.",
        "What a day ! We laughed.",
        spaced_marks,
    ),
    Rule(
        "proof-mark-unspaced",
        "punctuation",
        "No space stands after a mark of punctuation.",
        "He came, and went.",
        "He came,and went.",
        unspaced_marks,
    ),
    Rule(
        "proof-parted",
        "punctuation",
        "A mark parts a word from what it belongs to.",
        "It would be hard to say.",
        "It would: be hard to say.",
        parted_words,
        languages=("en",),
    ),
    Rule(
        "proof-phrase-open",
        "punctuation",
        "“that is,” has no mark before it.",
        "The many – that is, the poor – must work.",
        "The many that is, the poor – must work.",
        unopened_phrases,
        languages=("en",),
    ),
    Rule(
        "proof-comma",
        "punctuation",
        "A comma or dash is missing before an addition.",
        "Life is hard for the worker, especially in the towns.",
        "Life is hard for the worker especially in the towns.",
        missing_commas,
        languages=("en",),
    ),
)
