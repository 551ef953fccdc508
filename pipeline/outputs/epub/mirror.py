"""A style sheet for a page that is read from right to left.

Its sides change places, as they would by themselves were they written as CSS
Logical Properties, which reading systems of the last decade do not know.
"""

from __future__ import annotations

import re

_SIDE = re.compile(rb"\b(margin-|padding-|border-|text-align: |float: )(left|right)\b")
_FOUR_SIDES = re.compile(rb"\b((?:margin|padding): \S+ )([^\s;]+)( [^\s;]+ )([^\s;]+)(?=\s*[;}])")
_OTHER = {b"left": b"right", b"right": b"left"}
# A side that the source asks for is meant, and figures are flush right in every script.
_MEANT = re.compile(rb"\.(left|right|numeric)\b")


def mirrored(style_sheet: bytes) -> bytes:
    """The rules of `style_sheet`, one to a line, with left for right."""
    return b"\n".join(
        line if _MEANT.search(line) else _FOUR_SIDES.sub(rb"\1\4\3\2", _SIDE.sub(_turned, line))
        for line in style_sheet.split(b"\n")
    )


def _turned(side: re.Match[bytes]) -> bytes:
    return side[1] + _OTHER[side[2]]
