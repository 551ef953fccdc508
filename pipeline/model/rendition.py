"""`@rendition` and `@style`, through a list of CSS properties that do no harm (TEI 1.3.1.1.3)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import XML_ID, tei, text_in

_SAFE = frozenset(
    "font-style font-weight font-variant font-variant-caps font-size letter-spacing word-spacing"
    " text-align text-indent text-decoration text-decoration-line text-transform vertical-align"
    " margin-left margin-right margin-top margin-bottom padding-left padding-right line-height"
    " white-space display color background-color border border-top border-bottom border-left"
    " border-right writing-mode font-variant-numeric text-decoration-style".split()
)
_VALUE = re.compile(r"[\w\s.%#,/+-]{1,200}|rgba?\([\d\s,.%]+\)", re.ASCII)
_BEGIN_NUMBERS = frozenset("+-.0123456789")
_DISPLAYS = {"block", "inline", "inline-block"}
_LENGTH = re.compile(
    r"([+-]?\d*\.?\d+(?:[eE][+-]?\d+)?)(em|ex|rem|px|pt|pc|cm|mm|in|%)?$", re.IGNORECASE
)
_LONGEST = {"em": 12.0, "ex": 24.0, "rem": 12.0, "px": 200.0, "pt": 150.0, "pc": 12.0, "cm": 6.0,
            "mm": 60.0, "in": 2.5, "%": 300.0}  # fmt: skip


def safe_declarations(style: str) -> str:
    """The declarations of `style` that only change how the text looks; "" if there are none."""
    kept = []
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if colon and name in _SAFE and _VALUE.fullmatch(value) and _is_moderate(name, value):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)


def _is_moderate(name: str, value: str) -> bool:
    """A text cannot be hidden, moved off the page or blown up beyond it."""
    if name == "display":
        return value in _DISPLAYS
    if name in {"color", "background-color"} and value.lower() in {"transparent", "white", "#fff"}:
        return False
    for word in value.split():
        match = _LENGTH.match(word)
        if match is None and word[0] in _BEGIN_NUMBERS and not value.startswith("rgb"):
            return False  # in a unit that depends on the window, or on nothing
        if match and (
            abs(float(match[1])) > _LONGEST.get((match[2] or "em").lower(), 12.0)
            or (float(match[1]) < 0 and name != "text-indent")
            or (name == "font-size" and float(match[1]) < 0.4)
        ):
            return name in {"font-weight"} and match[2] is None
    return True


class Renditions:
    """The style of an element: its own, and that of the `rendition`s it points at."""

    def __init__(self, root: etree._Element) -> None:
        self._declared = {
            rendition.get(XML_ID, ""): safe_declarations(text_in(rendition))
            for rendition in root.iter(tei("rendition"))
            if rendition.get("scheme", "css") == "css" and not rendition.get("scope")
        }
        self._defaults = self._of_elements(root)

    def _of_elements(self, root: etree._Element) -> dict[str, str]:
        found = {}
        for usage in root.iter(tei("tagUsage")):
            pointers = (usage.get("rendition") or usage.get("render") or "").split()
            styles = [self._declared.get(pointer.removeprefix("#"), "") for pointer in pointers]
            if any(styles):
                found[tei(usage.get("gi", ""))] = "; ".join(filter(None, styles))
        return found

    @property
    def has_defaults(self) -> bool:
        """Whether some elements have a style without saying so themselves."""
        return bool(self._defaults)

    def of(self, element: etree._Element) -> str:
        """The safe declarations that hold for `element`; "" if there are none."""
        styles = [self._defaults.get(str(element.tag), "")] if self._defaults else []
        if pointers := element.get("rendition"):
            styles += [
                self._declared.get(pointer.removeprefix("#"), "") for pointer in pointers.split()
            ]
        if style := element.get("style"):
            styles.append(safe_declarations(style))
        return "; ".join(filter(None, styles))
