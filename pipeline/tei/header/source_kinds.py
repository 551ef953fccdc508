"""What a source is to the text, as its `@type` says it: its print source, its first edition."""

from __future__ import annotations

import re

from lxml import etree

from pipeline.tei.names import tei
from pipeline.tei.plain_text import value_of

_REFERENCES = frozenset(map(tei, ("bibl", "biblStruct", "biblFull")))
_RELATED = tei("relatedItem")
# As against those of types that say what a work is: "journalArticle".
_IS_SOURCE = r".+ (?:source|edition|text|copy|manuscript|print|printing|impression|witness)"
_PARTING = r"(?<=[a-z])(?=[A-Z])|[\s_.-]+"


def source_kind(described: etree._Element) -> str:
    """The kind of a source in words ("Print source"); "" where its type says nothing of that.

    A related item is related by its type, whatever that is.
    """
    words = re.sub(_PARTING, " ", value_of(described, "type")).strip().lower()
    is_source = described.tag in _REFERENCES and re.fullmatch(_IS_SOURCE, words)
    is_related = described.tag == _RELATED and len(words) > 1
    return f"{words[0].upper()}{words[1:]}" if is_source or is_related else ""
