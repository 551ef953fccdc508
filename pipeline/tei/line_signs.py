"""Signs for the end of a line within a word: ∣ and ¦, in older files of large corpora.

Later ones write `<g ref="char:EOLhyphen"/>`, for which nothing is read either (Text Creation
Partnership).
"""

from __future__ import annotations

import re

from pipeline.tei.names import tei

LINE_SIGNS = "∣¦"
# Formulas and code, and in dictionaries what shows how a word is divided.
AS_WRITTEN = frozenset(
    map(tei, "att code eg formula gi hyph ident idno m orth pron syll tag val".split())
)
# Of one letter on either side nobody can tell: "p∣n" may be of arithmetic.
_LETTER = r"[^\W\d_]|[\u0300-\u036f]"
_WITHIN_WORD = (
    rf"(?<={_LETTER})[{LINE_SIGNS}](?=(?:{_LETTER}){{2}})"
    rf"|(?<=(?:{_LETTER})(?:{_LETTER}))[{LINE_SIGNS}](?={_LETTER})"
)


def without_line_signs(words: str) -> str:
    """`words` without the signs that only say where a line ends within one of them."""
    if words.isascii() or not any(sign in words for sign in LINE_SIGNS):
        return words
    return re.sub(_WITHIN_WORD, _kept, words)


def _kept(sign: re.Match[str]) -> str:
    """The sign where a capital follows a small letter: it parts two words, or their parts."""
    words, first, last = sign.string, sign.start() - 1, sign.end()
    return sign[0] if words[last].isupper() and words[first].islower() else ""
