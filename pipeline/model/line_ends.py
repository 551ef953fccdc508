"""Line ends of the file where a script has no spaces: between two characters they are nothing.

So CSS Text 3, 4.1.3 "segment break transformation rules", which few readers follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from pipeline.model.xhtml import is_note_call, qualified
from pipeline.tei.line_ends import UNSPACED, UNSPACED_LINE_END
from pipeline.tei.names import tei

_SIGN = f"[{UNSPACED}]"
_FIRST = 200  # texts, in which a script shows
_GONE = "\uffff"  # no XML document can hold it
_PRESERVED, _TEXT = qualified("pre"), tei("text")


def has_no_spaces(root: etree._Element) -> bool:
    """Whether the text of a document begins in a script that parts its words by nothing."""
    text = next(root.iter(_TEXT), root)
    beginning = "".join(map(str, islice(text.itertext(), _FIRST)))
    return not beginning.isascii() and re.search(_SIGN, beginning) is not None


def close_up_line_ends(root: etree._Element) -> None:
    """Take away the line ends between characters of scripts without spaces, in phrases too.

    Others are spaces.
    """
    places = list(_places(root))
    texts = [(element.tail if is_tail else element.text) or "" for element, is_tail in places]
    whole = re.sub(UNSPACED_LINE_END, lambda end: _GONE * len(end[0]), "".join(texts))
    start = 0
    for (element, is_tail), text in zip(places, texts, strict=True):
        piece = whole[start : start + len(text)]
        start += len(text)
        if _GONE in piece or "\n" in piece:
            left = piece.replace(_GONE, "").replace("\n", " ") or None
            if is_tail:
                element.tail = left
            else:
                element.text = left


def _places(root: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Every text, as the one that its element begins with, or the one that follows it."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element is not root:
                yield element, True
        elif element.tag == _PRESERVED or is_note_call(element):
            walk.skip_subtree()
        else:
            yield element, False
