"""French points stand off their words: no line may end between (Lacroux, *Orthotypographie*)."""

from __future__ import annotations

import re

from lxml import etree

_NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE = re.compile(r" (?=[»?!;:])")
_AFTER = re.compile(r"(?<=«) ")


def bind_points(body: etree._Element) -> None:
    """Keep with their words the points that the text sets off by mere spaces."""
    for element in body.iter():
        if element.text:
            element.text = _bound(element.text)
        if element.tail:
            element.tail = _bound(element.tail)


def _bound(text: str) -> str:
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text))
