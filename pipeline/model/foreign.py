"""Elements of other namespaces: MathML is kept (TEI 14.2), and so is TEI within them (TEI 23.3).

Of anything else only the text is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.tei.breaks import holds_elements_only
from pipeline.tei.levels import LEVELS, is_told_at_levels
from pipeline.tei.names import TEI, has_own_words, local_name, tei

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

MATHML = "http://www.w3.org/1998/Math/MathML"
_SVG = "http://www.w3.org/2000/svg"
_SILENT = frozenset({"script", "style", "iframe", "embed"})
_ANNOTATIONS = frozenset({"annotation", "annotation-xml"})  # a formula said in another way
_SHAPING = frozenset({"section", "block", "paragraph", "heading", "list", "listItem"})
_MATH_ELEMENTS = frozenset(
    "math mrow mfrac msqrt mroot mstyle merror mpadded mphantom mi mn mo mtext mspace ms msub msup"
    " msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr"
    " menclose semantics mfenced".split()
)
_MATH_ATTRIBUTES = frozenset(
    "display mathvariant stretchy fence separator form lspace rspace accent accentunder columnalign"
    " rowalign open close linethickness notation alttext displaystyle scriptlevel".split()
)
_VARIANTS = frozenset(
    "normal bold italic bold-italic double-struck bold-fraktur script bold-script fraktur"
    " sans-serif bold-sans-serif sans-serif-italic sans-serif-bold-italic monospace initial"
    " tailed looped stretched".split()
)
# In these stand words; the others have a number of children, or children of one kind.
_TOKENS = frozenset("mi mn mo mtext ms".split())
_PARTS = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3, "mspace": 0, "none": 0, "mprescripts": 0,
}  # fmt: skip
_CHILDREN = {"mtable": ("mtr", "mlabeledtr"), "mtr": ("mtd",), "mlabeledtr": ("mtd",)}
_VALUE = re.compile(r"[\w\s.%|()\[\]{},+-]*")


def render_foreign(run: Interpretation, element: etree._Element) -> None:
    """Write an element that is not TEI's at the cursor."""
    parent = element.getparent()
    is_level = element.tag in LEVELS and parent is not None and is_told_at_levels(parent)
    if is_level or (parent is not None and parent.tag == tei("choice")):
        run.children(element)
        return
    if element.tag == f"{{{MATHML}}}math":
        run.flow.place(_safe_math(element))
        return
    if next(element.iter(f"{{{TEI}}}*"), None) is not None:
        _render_extension(run, element)
        return
    is_laid_out = holds_elements_only(element)
    texts = (
        [text for child in element for text in _texts(child)] if is_laid_out else _texts(element)
    )
    between = "" if is_laid_out or has_own_words(element) else " "
    words = between.join(filter(None, texts))
    if run.surroundings.stands_among_words(element) or _is_within_word(element):
        run.flow.text(words)
    elif words.strip():
        run.flow.text(f" {' '.join(words.split())} ")  # no part of the word beside it


def _is_within_word(element: etree._Element) -> bool:
    """Whether it is a part of another that stands, laid out over lines, in a word."""
    parent = element.getparent()
    if parent is None or parent.tag.startswith(f"{{{TEI}}}"):
        return False
    return holds_elements_only(parent)


def warn_of_foreign(run: Interpretation, element: etree._Element) -> None:
    """Name an element that is not TEI's, where the first of its name stands."""
    if element.tag == f"{{{MATHML}}}math":
        return
    name = etree.QName(element)
    kept = "it is left out" if name.localname.lower() in _SILENT else "its text is kept"
    remedy = "Use TEI's own elements, or MathML for formulas."
    if name.namespace == _SVG:
        kept = "the drawing is left out, its text is kept"
        remedy = 'Save it beside the master as a PNG, and name that: <graphic url="drawing.png"/>.'
    run.warn(
        "foreign-element",
        f"<{name.localname}> is in the namespace “{name.namespace or 'none'}”: {kept}.",
        element,
        remedy,
    )


def _render_extension(run: Interpretation, element: etree._Element) -> None:
    """What holds TEI (`cb:div`) is structured like TEI's element of that name, if there is one."""
    if local_name(element.tag).lower() in _SILENT:
        return
    for rule in run.table.rules_for(local_name(element.tag)):
        if rule.behaviour in _SHAPING and (rule.predicate is None or rule.predicate(element)):
            run.apply(rule, element)
            return
    edge = "" if run.surroundings.stands_among_words(element) else " "
    run.flow.text(edge)  # no part of the word beside it
    run.children(element)
    run.flow.text(edge)


def _texts(element: etree._Element) -> list[str]:
    pieces = [] if etree.QName(element).localname.lower() in _SILENT else [element.text or ""]
    for child in element:
        pieces += [*_texts(child), child.tail or ""]
    return pieces


def _safe_math(element: etree._Element, home: str = "") -> etree._Element:
    """A copy with the elements and attributes of MathML Core's presentation markup only."""
    name = etree.QName(element)
    known = name.namespace == MATHML and _is_well_formed(element, name.localname, home)
    # Words may stand only in a token element (MathML Core §3.2).
    instead = "mrow" if len(element) else "mtext"
    tag = f"{{{MATHML}}}{name.localname if known else instead}"
    copy = etree.Element(tag, nsmap={None: MATHML})  # type: ignore[dict-item]
    if name.localname.lower() in _SILENT:
        return copy
    for key, value in element.attrib.items():
        if _is_safe(str(key), str(value)):
            copy.set(key, value)
    copy.text = element.text
    for child in element:
        if local_name(child.tag) not in _ANNOTATIONS:
            copy.append(_safe_math(child, local_name(copy.tag)))
            copy[-1].tail = child.tail
    if local_name(copy.tag) not in _TOKENS:
        _set_words_apart(copy)
    return copy


def _is_well_formed(element: etree._Element, name: str, home: str) -> bool:
    """Whether it is an element of MathML, with the children that it must have (MathML 3, 3.1.3)."""
    if name not in _MATH_ELEMENTS:
        return False
    children = [local_name(child.tag) for child in element if isinstance(child.tag, str)]
    if name in _TOKENS:
        return not children
    if name == "semantics" and set(children) <= _ANNOTATIONS:
        return False
    if name in _PARTS:
        return len(children) == _PARTS[name]
    homes = [above for above, kinds in _CHILDREN.items() if name in kinds]
    if homes and home not in homes:
        return False
    return all(child in _CHILDREN.get(name, (child,)) for child in children)


def _is_safe(attribute: str, value: str) -> bool:
    if attribute == "mathvariant":
        return value in _VARIANTS
    return attribute in _MATH_ATTRIBUTES and _VALUE.fullmatch(value) is not None


def _set_words_apart(element: etree._Element) -> None:
    """Words beside elements of a formula are text elements of it."""
    places = [(0, element.text), *((place, each.tail) for place, each in enumerate(element, 1))]
    element.text = None
    for each in element:
        each.tail = None
    for place, words in reversed(places):
        if words and words.strip():
            text = etree.Element(f"{{{MATHML}}}mtext")
            text.text = words
            element.insert(place, text)
