"""What a part of a bibliographic reference is, where no words say it (TEI 3.12.2)."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import has_words, tei
from pipeline.tei.plain_text import value_of
from pipeline.tei.units import EDITOR, abbreviations_in, catalogues, language_at

_DATE, _NUMBER = tei("date"), tei("idno")
_SAID = (
    r"(?i)\b(?:[eé]ds?\.|[eé]dit(?:ed|or|eur|é|ado|ion)|hrs?gg?\.|hgg?\.|herausg|a cura|под ред)"
)
_ROLES = r"(?i)[eé]d|hg|hrsg|herausg|cura"


def label_of(part: etree._Element, words: str) -> str:
    """What stands before the `words` of an editor, a number, or a date that only attributes give.

    "" where its words say it themselves, or nothing does; of several editors the first has it.
    """
    if editor := label_of_editor(part, words):
        return editor
    if part.tag == _NUMBER:
        name = part.get("type", "").upper()
        return name if name in catalogues() and name not in words.upper() else ""
    return value_of(part, "type") if part.tag == _DATE and not has_words(part) else ""


def label_of_editor(editor: etree._Element, words: str) -> str:
    """What stands before the first of the editors of a work; "" where the words say it."""
    if editor.tag != EDITOR:
        return ""
    before, role = editor.getprevious(), editor.get("role", "")
    follows_another = before is not None and before.tag == EDITOR and before.get("role", "") == role
    if follows_another or (role and not re.match(_ROLES, role)) or re.search(_SAID, words):
        return ""
    return abbreviations_in(language_at(editor).partition("-")[0])["editor"][0]
