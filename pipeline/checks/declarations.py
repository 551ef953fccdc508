"""What the header says of the editing is what the markup shows (TEI 2.3.3, `editorialDecl`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from pipeline.finding import Finding, Severity
from pipeline.tei.names import line_of, local_name, tei
from pipeline.tei.parse import Master

_TEXTS = (tei("text"), tei("sourceDoc"))
_CORRECTIONS = (tei("sic"), tei("corr"))
_NORMALISED = (tei("orig"), tei("reg"))
_QUOTED = (tei("q"), tei("said"), tei("soCalled"))
_MARKS = frozenset("“”„‟«»‹›‘’‚‛\"'「」『』")
_DOUBLE_MARKS = re.compile('[“”„‟«»「」『』"]')
_NOTHING = re.compile(
    r"\b(nothing|no\s+\w+)\s+(was|were|has\s+been|have\s+been)\s+normali[sz]ed|"
    r"\bnichts\s+(wurde|ist)\s+normalisiert|\brien\s+n’a\s+été\s+normalisé",
    re.IGNORECASE,
)
_NOTES = frozenset((tei("note"), tei("witDetail")))


def check_declarations(master: Master) -> list[Finding]:
    """A finding, at its first place, for each declaration that the text belies."""
    texts = [text for text in master.root.iter(*_TEXTS)
             if not any(each.tag in _TEXTS for each in text.iterancestors())]  # fmt: skip
    found = []
    for declaration in master.root.iterfind(f".//{tei('editorialDecl')}/*"):
        check = _CHECKS.get(local_name(declaration.tag))
        for contradiction in check(declaration, texts) if check else ():
            found.append(_finding(master, declaration, *contradiction))
    return found


Contradiction = tuple[etree._Element, str]


def _finding(
    master: Master, declaration: etree._Element, element: etree._Element, said: str
) -> Finding:
    name = local_name(declaration.tag)
    return Finding(
        f"declaration-{name}",
        Severity.ERROR,
        f"{said} (the declaration is in line {line_of(declaration)}).",
        *master.place_of(element),
        f"Change <{name}> in the header's editorialDecl, which the note on the text repeats, "
        "or the markup.",
    )


def _correction(
    declaration: etree._Element, texts: list[etree._Element]
) -> Iterator[Contradiction]:
    first = _first(texts, _CORRECTIONS)
    if declaration.get("method") == "silent" and first is not None:
        yield first, f"Corrections are declared to be silent, but here is a <{_name(first)}>"


def _normalization(
    declaration: etree._Element, texts: list[etree._Element]
) -> Iterator[Contradiction]:
    first = _first(texts, _NORMALISED)
    if first is None:
        return
    if declaration.get("method") == "silent":
        yield first, f"Normalization is declared to be silent, but here is a <{_name(first)}>"
    elif _NOTHING.search(" ".join(_words(declaration).split())):
        yield first, f"The header says that nothing was normalized, but here is a <{_name(first)}>"


def _quotation(declaration: etree._Element, texts: list[etree._Element]) -> Iterator[Contradiction]:
    marks = declaration.get("marks")
    if marks == "none":
        for element, text in _own_text(texts):
            if _DOUBLE_MARKS.search(text):
                yield element, "Quotation marks are declared to be left out, but here is one"
                return
    elif marks == "all":
        for root in texts:
            for quoted in root.iter(*_QUOTED):
                if not _is_marked(quoted):
                    said = "All quotation marks are declared to be kept, but there is none at this"
                    yield quoted, f"{said} <{_name(quoted)}>"
                    return


def _hyphenation(
    declaration: etree._Element, texts: list[etree._Element]
) -> Iterator[Contradiction]:
    if declaration.get("eol") != "none":
        return
    for text in texts:
        for line in text.iter(tei("lb")):
            if line.get("break") == "no" and _before(line).endswith(("-", "\u00ad", "\u2010")):
                yield line, "No hyphens at line ends are declared to be kept, but here is one"
                return


_CHECKS: dict[str, Callable[[etree._Element, list[etree._Element]], Iterator[Contradiction]]] = {
    "correction": _correction,
    "normalization": _normalization,
    "quotation": _quotation,
    "hyphenation": _hyphenation,
}


def _first(texts: list[etree._Element], tags: tuple[str, ...]) -> etree._Element | None:
    return next((element for text in texts for element in text.iter(*tags)), None)


def _name(element: etree._Element) -> str:
    return local_name(element.tag)


def _words(element: etree._Element) -> str:
    return "".join(element.itertext())  # type: ignore[arg-type]


def _own_text(texts: list[etree._Element]) -> Iterator[tuple[etree._Element, str]]:
    """The text of the document piece by piece, without what the editors say in notes."""
    for root in texts:
        walk = etree.iterwalk(root, events=("start",))
        for _event, element in walk:
            if element.tag in _NOTES:
                walk.skip_subtree()
            elif isinstance(element.tag, str) and element.text:
                yield element, element.text
            if element is not root and element.tail:
                yield element, element.tail


def _is_marked(quoted: etree._Element) -> bool:
    """Whether a mark stands inside of the element at one of its ends, or just outside of it.

    Of a quotation in parts (TEI `@part`, `@next`, `@prev`) each end is elsewhere.
    """
    if any(quoted.get(name) for name in ("part", "next", "prev")):
        return True
    inside = _words(quoted).strip()
    following = (quoted.tail or "").lstrip()
    return bool(
        not inside
        or inside[0] in _MARKS
        or inside[-1] in _MARKS
        or inside[-2:-1] in _MARKS
        or _before(quoted)[-1:] in _MARKS
        or following[:1] in _MARKS
    ) or any(each.tag in _QUOTED for each in quoted.iterancestors())


def _before(element: etree._Element) -> str:
    """The text just before an element, as far as its parent has it."""
    previous = element.getprevious()
    if previous is not None:
        return (previous.tail or "").rstrip() or _words(previous).rstrip()
    parent = element.getparent()
    return (parent.text or "").rstrip() if parent is not None else ""
