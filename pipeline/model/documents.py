"""What is read of a document (TEI 4, 15)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import tei
from pipeline.tei.structure import is_stray


def texts_of(root: etree._Element) -> list[etree._Element]:
    """What is read of a document: its texts; else its transcription; else its annotations."""
    if root.tag == tei("teiCorpus"):
        return [root]
    for name in ("text", "TEI", "sourceDoc", "standOff"):
        if root.find(tei(name)) is not None:
            read = (tei(name), tei("TEI"))
            return [child for child in root if child.tag in read or is_stray(child)]
    return []


def reads_annotation(texts: list[etree._Element]) -> bool:
    """Whether there is no text, and a `standOff` is read in its place."""
    return any(text.tag == tei("standOff") for text in texts)
