"""Optical margins: how far a sign may stand out of the measure, so that the edge looks straight.

After Hàn Thế Thành, “Micro-typographic extensions to the TeX typesetting
system” (2000), chapter 3; parts of an em, for the left and the right edge.
"""

from __future__ import annotations

_HANGING = {
    "-": (0.0, 0.12),
    "\u2010": (0.0, 0.22),
    ".": (0.0, 0.15),
    ",": (0.0, 0.15),
    ";": (0.0, 0.08),
    ":": (0.0, 0.08),
    "\u2013": (0.0, 0.12),
    "\u2014": (0.0, 0.18),
    "\u2018": (0.12, 0.0),
    "\u2019": (0.12, 0.12),
    "\u201c": (0.16, 0.0),
    "\u201d": (0.16, 0.16),
    "\u201a": (0.10, 0.0),
    "\u201e": (0.14, 0.0),
    "\u00ab": (0.10, 0.10),
    "\u00bb": (0.10, 0.10),
    "'": (0.10, 0.10),
    '"': (0.12, 0.12),
}
_NONE = (0.0, 0.0)


def hang_at_start(sign: str) -> float:
    """For the first sign of a line."""
    return _HANGING.get(sign, _NONE)[0]


def hang_at_end(sign: str) -> float:
    """For the last sign of a line."""
    return _HANGING.get(sign, _NONE)[1]
