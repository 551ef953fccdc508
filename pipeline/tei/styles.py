"""Styles that ask for more than a look: told here, and followed by no output (TEI 1.3.1.1.3)."""

from __future__ import annotations

import re
from itertools import chain, islice
from pathlib import Path
from typing import cast

from lxml import etree

from pipeline.finding import Finding
from pipeline.tei.names import local_name, tei, text_in
from pipeline.tei.warning import warning

# Addresses, imports, scripts; and what would end the style sheet in which the style stands.
_ACTIVE = re.compile(
    r"url\s*\(|@import|expression\s*\(|javascript:|behaviou?r\s*:|-moz-binding|\\[0-9a-f]|</|<!",
    re.IGNORECASE,
)
_STYLED = etree.XPath("descendant-or-self::*[@style]")
_MOST = 20


def active_styles(root: etree._Element, path: Path) -> list[Finding]:
    """The styles that name an address or a script, the first of many."""
    styled = chain(cast("list[etree._Element]", _STYLED(root)), root.iter(tei("rendition")))
    found = ((element, asked) for element in styled if (asked := _asked(element)))
    return [_refused(element, asked, path) for element, asked in islice(found, _MOST)]


def _asked(element: etree._Element) -> str:
    style = element.get("style") or ("" if len(element) else text_in(element))
    active = _ACTIVE.search(style)
    return style[active.start() : active.start() + 40] if active else ""


def _refused(element: etree._Element, asked: str, path: Path) -> Finding:
    message = f"The style of <{local_name(element.tag)}> asks for “{asked}”, which is left out."
    remedy = "Take it out: a style may only say how the text looks."
    return warning("tei-style", message, path, element, remedy)
