"""Characters of another script, and characters that no text has (Unicode TR39 §5, TR36)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.proof.rule import Rule, Suspicion, chance
from pipeline.proof.text import WORD, Text

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ƿ’']+")
_ODD = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad"
    r"\u200b\u200e\u200f\u2060\ufeff\ufffc\ufffd\ue000-\uf8ff|\\^~¬¦{}<>#]|@(?! ?[\d£$])|"
    r"(?<=\w)[_*=+](?=\w)|\u00a0(?=\s*$)|"
    r"(?<=[\w,;] )[■□▪▫●◆►](?= [^\W\dA-Z_])"
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")
# Letters of other scripts that look like Latin ones (confusables of TR39 within these scripts).
_CONFUSABLE = dict(
    zip(
        "аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅοναρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijshdqwABEKMHOPCTYXIJSovapABEZHIKMNOPTYX",
        strict=True,
    )
)


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    name = unicodedata.name(char, "").split(" ")[0]
    return name if name in _SCRIPTS else ""


def mixed_scripts(text: Text) -> Iterator[Suspicion]:
    """Latin and Cyrillic, Latin and Greek in one word."""
    for block in text.blocks:
        if block.text.isascii():
            continue
        for match in WORD.finditer(block.text):
            word = match[0]
            if _PLAIN.fullmatch(word):
                continue
            scripts = {_script(char) for char in word} - {""}
            if len(scripts) > 1:
                yield Suspicion(
                    block,
                    *match.span(),
                    f"Letters of two scripts stand in “{word}”: {_named(word)}.",
                    "Write the word in one script.",
                    0.95,
                )
            elif (
                len(word) < 3
                and scripts - {"LATIN"}
                and all(char in _CONFUSABLE for char in word)
                and _is_alone(block.text, *match.span())
            ):
                yield Suspicion(
                    block,
                    *match.span(),
                    f"“{word}” is {_named(word)}.",
                    "Write it in the script of the text.",
                    0.8,
                )


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are Latin."""
    around = re.findall(r"([^\W\d_]{2,}) $", text[max(0, start - 20) : start]) + re.findall(
        r"^,? ([^\W\d_]{2,})", text[end : end + 20]
    )
    return bool(around) and all(_script(word[0]) == "LATIN" for word in around)


def _named(word: str) -> str:
    strange = next((char for char in word if _script(char) not in {"", "LATIN"}), word[0])
    return unicodedata.name(strange, "?").lower()


def odd_characters(text: Text) -> Iterator[Suspicion]:
    """Control characters, soft hyphens, strays of a scan."""
    for block in text.blocks:
        if block.text.isascii() and not _ODD.search(block.text):
            continue
        for match in _ODD.finditer(block.text):
            char = match[0]
            name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
            probability = chance(0.75, max(0, text.all.count(char) - 3), 10)
            yield Suspicion(
                block,
                *match.span(),
                f"A stray character: {name}.",
                "Take it away, or encode what it stands for.",
                probability,
            )


RULES = (
    Rule(
        "proof-script",
        "characters",
        "Letters of two scripts stand in one word.",
        "The boat sailed.",
        "The bоat sailed.",
        mixed_scripts,
    ),
    Rule(
        "proof-character",
        "characters",
        "A character stands in the text that no print has.",
        "The boat sailed.",
        "The bo¬at sailed.",
        odd_characters,
    ),
)
