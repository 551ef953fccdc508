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


def lists_standing_off(root: etree._Element) -> list[etree._Element]:
    """Where a document beside its text has an apparatus or a bibliography (TEI 13.2, 17.10).

    Its other annotation is the register's; a corpus is read through by the rules alone.
    """
    if root.tag == tei("teiCorpus") or reads_annotation(texts_of(root)):
        return []
    return [each for each in root.iterchildren(tei("standOff")) if _has_lists(each)]


def _has_lists(stand_off: etree._Element) -> bool:
    return next(stand_off.iterchildren(tei("listApp"), tei("listBibl")), None) is not None


def reads_annotation(texts: list[etree._Element]) -> bool:
    """Whether there is no text, and a `standOff` is read in its place."""
    return any(text.tag == tei("standOff") for text in texts)
