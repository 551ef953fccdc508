"""What a part of a bibliographic reference is, where no words say it (TEI 3.12.2)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.languages import spoken_today
from pipeline.tei.names import has_words, tei
from pipeline.tei.plain_text import value_of
from pipeline.tei.units import EDITOR, abbreviations_in, catalogues, language_at

_DATE, _NUMBER, _BOOK = map(tei, ("date", "idno", "monogr"))
_SAID = (
    r"(?i)\b(?:[eé]ds?\.|[eé]dit(?:ed|or|eur|é|ado|ion)|hrs?gg?\.|hgg?\.|herausg|a cura|под ред)"
)
_ROLES = r"(?i)[eé]d|hg|hrsg|herausg|cura"


def label_of(part: etree._Element, words: str) -> str:
    """What stands before the `words` of an editor, a number, or a date that only attributes give.

    "" where its words say it themselves, or nothing does; of several editors the first has it,
    unless a reference begins with them: it is filed under their names.
    """
    if editor := label_of_editor(part, words):
        return editor
    if part.tag == _NUMBER:
        name = part.get("type", "").upper()
        return name if name in catalogues() and name not in words.upper() else ""
    return value_of(part, "type") if part.tag == _DATE and not has_words(part) else ""


def label_of_editor(editor: etree._Element, words: str) -> str:
    """What stands before the first of the editors of a work; "" where the words say it."""
    role = editor.get("role", "")
    if (
        editor.tag != EDITOR
        or not _is_led_up_to(editor, role)
        or (role and not re.match(_ROLES, role))
        or re.search(_SAID, words)
    ):
        return ""
    return abbreviations_in(spoken_today(language_at(editor)))["editor"][0]


def _is_led_up_to(editor: etree._Element, role: str) -> bool:
    """Whether a reference says something before it, and no other editor's name."""
    before, above = editor.getprevious(), editor.getparent()
    if before is not None:
        return before.tag != EDITOR or before.get("role", "") != role
    return above is not None and above.tag == _BOOK and above.getprevious() is not None
