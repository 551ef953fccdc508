"""Passages in a language that is written the other way (UAX #9 §4.3; EPUB 3.3 §6.1.3).

The language alone tells a reading system nothing of the direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.tei.languages import RIGHT_TO_LEFT_LETTERS, is_right_to_left
from pipeline.tei.names import text_in

_RIGHT_TO_LEFT = f"[{RIGHT_TO_LEFT_LETTERS}]"
_LEFT_TO_RIGHT = "[A-Za-z\u00c0-\u052f\u1e00-\u1fff]"


def set_directions(passages: Iterable[etree._Element], language: str) -> None:
    """Say the direction of each passage that has letters of the other one than what is around."""
    for passage in passages:
        turned = is_right_to_left(passage.get("lang", ""))
        if turned != is_right_to_left(_language_around(passage) or language) and re.search(
            _RIGHT_TO_LEFT if turned else _LEFT_TO_RIGHT, text_in(passage)
        ):
            passage.set("dir", "rtl" if turned else "ltr")


def _language_around(passage: etree._Element) -> str:
    above = (each.get("lang") for each in passage.iterancestors())
    return next(filter(None, above), "")
