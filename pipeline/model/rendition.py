"""`@rendition` and `@style`, through a list of CSS properties that do no harm (TEI 1.3.1.1.3)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.model.bearable import is_bearable
from pipeline.tei.names import XML_ID, tei, text_in

_SAFE = frozenset(
    "font-style font-weight font-variant font-variant-caps font-size letter-spacing word-spacing"
    " text-align text-indent text-decoration text-decoration-line text-transform vertical-align"
    " margin-left margin-right margin-top margin-bottom padding-left padding-right line-height"
    " white-space display color background-color border border-top border-bottom border-left"
    " border-right writing-mode font-variant-numeric text-decoration-style".split()
)
_VALUE = re.compile(r"[\w\s.%#,/+-]{1,200}|rgba?\([\d\s,.%]+\)", re.ASCII)


def safe_declarations(style: str, *more: str) -> str:
    """The declarations of `style` that only change how the text looks; "" if there are none.

    `more` are properties that may be declared besides.
    """
    kept = []
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), " ".join(value.split())
        if (
            colon
            and (name in _SAFE or name in more)
            and _VALUE.fullmatch(value)
            and is_bearable(name, value)
        ):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)


class Renditions:
    """The style of an element: its own, and that of the `rendition`s it points at."""

    def __init__(self, root: etree._Element) -> None:
        self._declared: dict[str, str] = {
            rendition.get(XML_ID, ""): safe_declarations(text_in(rendition))
            for rendition in root.iter(tei("rendition"))
            if rendition.get("scheme", "css") == "css" and not rendition.get("scope")
        }
        self._defaults = self._of_elements(root)

    def _of_elements(self, root: etree._Element) -> dict[str, str]:
        found = {}
        for usage in root.iter(tei("tagUsage")):
            pointers = usage.get("rendition") or usage.get("render") or ""
            if styles := self.named(pointers):
                found[tei(usage.get("gi", ""))] = "; ".join(styles)
        return found

    def named(self, pointers: str) -> list[str]:
        """The style of each `rendition` that is pointed at and has one."""
        named = (self._declared.get(each.removeprefix("#")) for each in pointers.split())
        return list(filter(None, named))

    @property
    def has_defaults(self) -> bool:
        """Whether some elements have a style without saying so themselves."""
        return bool(self._defaults)

    def of(self, element: etree._Element) -> str:
        """The safe declarations that hold for `element`; "" if there are none."""
        styles = [self._defaults.get(str(element.tag), "")] if self._defaults else []
        if pointers := element.get("rendition"):
            styles += self.named(pointers)
        if style := element.get("style"):
            styles.append(safe_declarations(style))
        return "; ".join(filter(None, styles))
