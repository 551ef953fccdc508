"""Lines of 72 columns, broken by compiled expressions rather than word by word.

Width is that of a terminal: Unicode's East Asian Wide and Fullwidth
characters (UAX #11) take two columns, combining marks none. Chinese and
Japanese break between any two characters, save before closing and after
opening punctuation (JIS X 4051, UAX #14 classes CL, NS and OP). A mark of
punctuation with a space before it, as French has, is not parted from its word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

COLUMNS = 72

# Where a line was broken by the text itself. No XML document can hold this character.
BREAK = "\ufffe"
_FILLER = "\uffff"  # the second column of a wide character while lines are measured; never in XML
_HANGUL_FILLER = "\udfff"  # the same for Korean, which breaks at spaces

_NO_BREAK_SPACES = "\u00a0\u202f\u2007"
_KEPT_SPACES = f"{_NO_BREAK_SPACES}\u3000"
_COLLAPSED = ("  ", "\n", "\t", "\r")
_XML_SPACE = re.compile("[ \t\r\n]+")
# Words apart take ten times the memory of the text: so many characters of it at once.
_LONG = 1_000_000
_PORTION = re.compile(rf"(?s:.{{1,{_LONG}}})(?=[ \t\r\n]|\Z)|[^ \t\r\n]+")
_SOFT = "\u00ad\ufeff"
# Letters, punctuation and symbols known to be one column wide; anything else is measured.
_UNMEASURED = re.compile(
    "[^\0-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u22ff\ufffe]"
)
_NOT_FIRST = (
    "、。，．・：；？！ー）」』】〕〉》］｝ゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥)]},.:;!?”’"
)
_NOT_LAST = "（「『【〔〈《［｛"
_MARK = r"[;:!?»](?:[^\w ]|[\d_])*(?: |\Z)"
# Where a plain space stands before a mark, or after one that opens; in rows of them it is one.
_BESIDE_MARK = rf"(?<=[^ ;:!?»]) (?={_MARK})|(?:(?<= «)|(?<=^«)) (?=[^ ])"


def collapse(text: str) -> str:
    """`text` with white space as XML's is collapsed, and no soft hyphens.

    No-break and ideographic spaces stay what they are: `wrap` knows them.
    """
    if len(text) > _LONG:
        return " ".join(filter(None, map(_collapsed, _PORTION.findall(text))))
    return _collapsed(text)


def _collapsed(text: str) -> str:
    if text.isascii():
        if not any(space in text for space in _COLLAPSED):
            return text.strip(" ")
    else:
        text = _replaced(text, _SOFT, "")
        if any(space in text for space in _KEPT_SPACES):
            return _XML_SPACE.sub(" ", text).strip(" ")
    return " ".join(text.split())


def _replaced(text: str, characters: str, by: str) -> str:
    """`text` with `by` for each of a few characters: faster than an expression where none is."""
    for character in characters:
        text = text.replace(character, by)
    return text


@lru_cache(maxsize=32)
def _line(columns: int) -> re.Pattern[str]:
    # A line that fits, its marks with it if it can be, or else a word longer than any line.
    fits = f".{{1,{columns}}}"
    whole = rf"{fits}(?= (?!{_MARK})|\Z)(?<! «)(?<!^«)"
    return re.compile(rf"({whole}|{fits}(?= |\Z)|[^ ]+)(?: |\Z)")


@lru_cache(maxsize=32)
def _wide_line(columns: int) -> re.Pattern[str]:
    not_first = f"[{re.escape(_NOT_FIRST)}{_NO_BREAK_SPACES}{_FILLER}{_HANGUL_FILLER}]"
    between = f"(?<={_FILLER})(?<![{_NOT_LAST}]{_FILLER})(?!{not_first})"
    return re.compile(rf"(?:.{{1,{columns}}}|[^ ]+?)(?: |\Z|{between})")


class _Columns(dict[int, str]):
    """For `str.translate`: each character with fillers for its further columns."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        wide = unicodedata.east_asian_width(character) in "WF"
        korean = 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF
        filler = (_HANGUL_FILLER if korean else _FILLER) if wide else ""
        value = self[code] = character + filler
        return value


class _Marks(dict[int, int | None]):
    """For `str.translate`: characters without a column of their own go."""

    def __missing__(self, code: int) -> int | None:
        invisible = unicodedata.category(chr(code)) in ("Mn", "Me", "Cf")
        value = self[code] = None if invisible else code
        return value


_columns = _Columns()
_marks = _Marks()
_FILLERS = {ord(_FILLER): None, ord(_HANGUL_FILLER): None}


def width(text: str) -> int:
    """How many columns `text` takes."""
    if text.isascii() or not _UNMEASURED.search(text):
        return len(text)
    return len(text.translate(_marks).translate(_columns))


def wrap(text: str, first: str = "", rest: str = "", columns: int = COLUMNS) -> str:
    """`text` (collapsed) in lines joined by newlines, with `first` and `rest` before them.

    A word longer than a line stands alone. `BREAK` in the text ends a line.
    """
    further = width(first) - len(rest)
    if further > 0:  # room for the longer prefix, taken by characters that go again
        text = "_" * further + text
    if BREAK in text:
        parts = [part.strip(" ") for part in text.split(BREAK)]
        lines = [line for part in parts if part for line in _broken(part, columns - len(rest))]
    else:
        lines = _broken(text, columns - len(rest))
    if further > 0:
        lines[0] = lines[0][further:]
    wrapped = first + ("\n" + rest).join(lines)
    if not wrapped.isascii():
        wrapped = _replaced(wrapped, _NO_BREAK_SPACES, " ")
    return wrapped.replace(" \n", "\n").rstrip(" ")


def _broken(text: str, columns: int) -> list[str]:
    columns = max(columns, 20)
    if not text.isascii() and _UNMEASURED.search(text):
        return _measured(text, columns)
    return _line(columns).findall(text)


def _measured(text: str, columns: int) -> list[str]:
    text = re.sub(_BESIDE_MARK, _NO_BREAK_SPACES[0], text)
    filled = text.translate(_columns)
    if _FILLER in filled or _HANGUL_FILLER in filled:
        lines = _wide_line(columns).findall(filled)
        return [line.translate(_FILLERS).rstrip(" ") for line in lines]
    return _by_word(text, columns)


def _by_word(text: str, columns: int) -> list[str]:
    """For scripts with combining marks, where a line's length is not its width."""
    lines: list[str] = []
    words = text.split(" ")
    start = room = 0
    for at, size in enumerate(map(len, text.translate(_marks).split(" "))):
        if at > start and size + 1 > room:
            lines.append(" ".join(words[start:at]))
            start, room = at, columns - size
        else:
            room = columns - size if at == start else room - size - 1
    return [*lines, " ".join(words[start:])]
