"""Elements of other namespaces: MathML is kept, of anything else only the text (TEI 14.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

MATHML = "http://www.w3.org/1998/Math/MathML"
_SILENT = frozenset({"script", "style", "iframe", "object", "embed", "template", "noscript"})
_MATH_ELEMENTS = frozenset(
    "math mrow mfrac msqrt mroot mstyle merror mpadded mphantom mi mn mo mtext mspace ms msub msup"
    " msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr"
    " menclose maction semantics annotation mfenced".split()
)
_MATH_ATTRIBUTES = frozenset(
    "display mathvariant stretchy fence separator form lspace rspace accent accentunder columnalign"
    " rowalign open close linethickness notation alttext displaystyle scriptlevel".split()
)
_VALUE = re.compile(r"[\w\s.%|()\[\]{},+-]*")


def render_foreign(run: Interpretation, element: etree._Element) -> None:
    """Write an element that is not TEI's at the cursor."""
    if element.tag == f"{{{MATHML}}}math":
        run.flow.place(_safe_math(element))
        return
    name = etree.QName(element)
    run.warn(
        "foreign-element",
        f"<{name.localname}> is in the namespace “{name.namespace or 'none'}”: its text is kept.",
        element,
        "Use TEI's own elements, or MathML for formulas.",
    )
    words = " ".join("".join(_texts(element)).split())
    if words:
        run.flow.text(f" {words} ")  # no part of the word beside it


def _texts(element: etree._Element) -> list[str]:
    pieces = [] if etree.QName(element).localname.lower() in _SILENT else [element.text or ""]
    for child in element:
        pieces += [*_texts(child), child.tail or ""]
    return pieces


def _safe_math(element: etree._Element) -> etree._Element:
    """A copy with the elements and attributes of MathML Core's presentation markup only."""
    name = etree.QName(element)
    known = name.namespace == MATHML and name.localname in _MATH_ELEMENTS
    tag = f"{{{MATHML}}}{name.localname if known else 'mrow'}"
    copy = etree.Element(tag, nsmap={None: MATHML})  # type: ignore[dict-item]
    for key, value in element.attrib.items():
        if key in _MATH_ATTRIBUTES and _VALUE.fullmatch(str(value)):
            copy.set(key, value)
    copy.text = element.text
    for child in element:
        copy.append(_safe_math(child))
        copy[-1].tail = child.tail
    return copy
