"""Controls that are meant for dashes and quotation marks: bytes of Windows-1252 read as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from pipeline.finding import Finding
from pipeline.tei.names import local_name
from pipeline.tei.warning import warning

_CONTROLS = re.compile("[\x80-\x9f]+")
_IN_UTF_8 = rb"\xc2[\x80-\x9f]"
_AROUND = 12  # characters


def mend_controls(root: etree._Element, sources: Iterable[bytes], path: Path) -> list[Finding]:
    """Put the characters that Windows-1252 has where text has C1 controls, as HTML 13.2.5.80 does.

    XML allows these controls, but nothing prints them. `sources` are the files that the tree is of.
    """
    if not any(map(_may_hold_controls, sources)) or not re.search(
        _IN_UTF_8, etree.tostring(root, encoding="utf-8", method="text")
    ):
        return []
    return [
        _mended_finding(text, element, path)
        for element in root.iter(etree.Element)
        for text in _mend(element)
    ]


def _may_hold_controls(source: bytes) -> bool:
    """Whether it is worth looking: in ASCII they stand only as numbers."""
    return not source.isascii() or b"&#" in source or b"\0" in source  # UTF-16


def _mend(element: etree._Element) -> Iterator[str]:
    """The texts in `element`, as they were, in which there was something to mend."""
    if (text := element.text) and (mended := _meant(text)) != text:
        element.text = mended
        yield text
    for child in element:
        if (text := child.tail) and (mended := _meant(text)) != text:
            child.tail = mended
            yield text


def _meant(text: str) -> str:
    return _CONTROLS.sub(lambda found: "".join(map(_character, found[0])), text)


def _character(control: str) -> str:
    """What the byte of this number is in Windows-1252; the control itself for the five it lacks."""
    return control.encode("latin-1").decode("cp1252", "ignore") or control


def _mended_finding(text: str, element: etree._Element, path: Path) -> Finding:
    controls = {each: _character(each) for found in _CONTROLS.findall(text) for each in found}
    meant = ", ".join(
        f"U+{ord(control):04X} is {character}"
        for control, character in controls.items()
        if character != control
    )
    start = next(m.start() for m in _CONTROLS.finditer(text) if _meant(m[0]) != m[0])
    words = _meant(text[max(0, start - _AROUND) : start + _AROUND]).split()
    return warning(
        "tei-windows-1252",
        f"Controls that are meant for characters of Windows-1252 ({meant}) stand in"
        f" <{local_name(element.tag)}>; these are printed: “{' '.join(words)}”.",
        path,
        element,
        "Write the characters themselves, in UTF-8.",
    )
