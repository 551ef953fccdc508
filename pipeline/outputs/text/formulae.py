"""Formulae on one line, as they are typed where nothing is raised or ruled: √3, (a+b)/2, x_1^2.

Of MathML Core: what it sets one above the other is told by signs (Unicode Technical Note 28).
"""

from __future__ import annotations

import re

from lxml import etree

MATH = "{http://www.w3.org/1998/Math/MathML}math"
_BLANK = re.compile(r"\s+")
_RELATIONS = frozenset("=<>≤≥≠≈≡→⇒∈⊂")
_SCRIPTS = {
    "msub": "_", "msup": "^", "msubsup": "_^", "munder": "_", "mover": "^", "munderover": "_^",
}  # fmt: skip


def on_one_line(element: etree._Element) -> str:
    """The letters and signs of a formula, in their order."""
    name = etree.QName(element).localname
    parts = [on_one_line(child) for child in element if isinstance(child.tag, str)]
    if not parts:
        words = _BLANK.sub(" ", element.text or "")
        return words if name == "mtext" else _spaced(words.strip())
    if name == "mfrac" and len(parts) == 2:
        return f"{_held(parts[0])}/{_held(parts[1])}"
    if name == "msqrt":
        return f"√{_held(''.join(parts))}"
    if name == "mroot" and len(parts) == 2:
        return f"√{_held(parts[0])}[{parts[1]}]"
    if name in _SCRIPTS and len(parts) == len(_SCRIPTS[name]) + 1:
        scripts = zip(_SCRIPTS[name], parts[1:], strict=True)
        return parts[0] + "".join(f"{sign}{_held(part)}" for sign, part in scripts)
    if name == "mtr":
        return ", ".join(parts)
    return ("; " if name == "mtable" else "").join(parts)


def _spaced(sign: str) -> str:
    return f" {sign} " if sign in _RELATIONS else sign


def _held(part: str) -> str:
    """In brackets, if it is more than one number or name."""
    part = part.strip()
    is_one = part.isdecimal() or part.isalpha() or len(part) < 2
    return part if is_one else f"({part})"
