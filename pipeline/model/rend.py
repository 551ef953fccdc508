"""The words of `@rend`, `@rendition` and `@style`, whatever their dress (TEI 1.3.1.1.3).

`italic`, `#italic`, `simple:italic`, `font-style: italic;` and `Italic` say the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

_PREFIX = re.compile(r"[\w.-]*:\s*|[#{}()\"']")
_PARTING = re.compile(r"[\s;,]+")


def rend_words(element: etree._Element) -> frozenset[str]:
    """The words that describe how `element` looks, in lower case."""
    found = element.get("rend"), element.get("rendition"), element.get("style")
    return _words(" ".join(filter(None, found))) if any(found) else frozenset()


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(_PARTING.split(_PREFIX.sub("", text.casefold()))) - {""}
