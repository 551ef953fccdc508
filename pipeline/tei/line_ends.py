"""Where line ends of a file are nothing: between characters of scripts that have no spaces."""

from __future__ import annotations

import re

# From the radicals to the kana, the ideographs, and the forms of full width. Hangul has spaces.
UNSPACED = (
    "\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_WIDE = "\N{IDEOGRAPHIC SPACE}"
# Compiled when they are met: it takes longer than to interpret a chapter that has none.
UNSPACED_LINE_END = rf"(?<=[{UNSPACED}])[ \t\r]*\n[ \t\r\n]*(?=[{UNSPACED}])"


def without_unspaced_line_ends(text: str) -> str:
    """`text` on one line where its script has no spaces; elsewhere a line end is one."""
    if "\n" not in text or text.isascii() or not re.search(f"[{UNSPACED}]", text):
        return text
    return re.sub(UNSPACED_LINE_END, "", text)


def on_one_line(text: str) -> str:
    """`text` with its white space normalised; a blank of full width (U+3000) is a character."""
    parts = without_unspaced_line_ends(text).split(_WIDE)
    return _WIDE.join(" ".join(part.split()) for part in parts)
