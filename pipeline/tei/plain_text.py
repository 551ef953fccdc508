"""The words of a header element, as plain text."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import XML_ID, local_name, tei, text_in

# Bidirectional controls (UAX #9 §2) could turn a title or a file name into another.
_DIRECTION_CONTROLS = dict.fromkeys(
    (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
)
_LONGEST_NAME = 1_000
_BLOCKS = tuple("p ab bibl biblStruct biblFull licence msDesc recordingStmt item witness".split())


def without_direction_controls(text: str) -> str:
    """`text` as it is read by whoever sees no controls."""
    return text.translate(_DIRECTION_CONTROLS)


def plain(element: etree._Element | None) -> str:
    """The text of `element`, white space normalised, without notes and invisible controls."""
    if element is None:
        return ""
    if element.find(f".//{tei('note')}") is None:
        words = text_in(element)
    else:
        words = "".join(_without_notes(element))
    return " ".join(without_direction_controls(words).split())


def name_of(element: etree._Element | None) -> str:
    """A title or a name as plain text, cut where no page, cover or catalogue could take more."""
    words = plain(element)
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1]}…"


def is_too_long(element: etree._Element) -> bool:
    """Whether a title or a name is longer than `name_of` gives it."""
    return len(plain(element)) > _LONGEST_NAME


def _without_notes(element: etree._Element) -> list[str]:
    parts = [element.text or ""]
    for child in element:
        if child.tag != tei("note"):
            parts.extend(_without_notes(child))
        parts.append(child.tail or "")
    return parts


def paragraphs_of(element: etree._Element | None) -> tuple[str, ...]:
    """The paragraphs of a header element, or its bibliographic items, as text."""
    if element is None:
        return ()
    blocks = [node for node in element.iter(*map(tei, _BLOCKS)) if not _is_inside(node, element)]
    texts = [_spaced(node) for node in blocks] or [plain(element)]
    return tuple(text for text in texts if text)


def _is_inside(node: etree._Element, top: etree._Element) -> bool:
    for ancestor in node.iterancestors():
        if ancestor is top:
            return False
        if local_name(ancestor.tag) in _BLOCKS:
            return True
    return False


def _spaced(element: etree._Element) -> str:
    if local_name(element.tag) == "witness" and (siglum := element.get(XML_ID)):
        return f"{siglum}: {plain(element)}"
    if local_name(element.tag) in {"p", "ab", "bibl"}:
        return plain(element)
    if local_name(element.tag) == "licence" and element.find(tei("p")) is not None:
        return " ".join(plain(p) for p in element)
    return " ".join(" ".join(map(str, element.itertext())).split())
