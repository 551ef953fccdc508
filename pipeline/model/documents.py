"""What is read of a document, and how its blocks are numbered."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.names import local_name, tei, text_in
from pipeline.tei.structure import is_stray

_NUMBERED = frozenset(
    "p ab l lg div div1 div2 div3 div4 div5 div6 div7 milestone sense hom".split()
)
_SENSES = frozenset(("sense", "hom"))


def texts_of(root: etree._Element) -> list[etree._Element]:
    """What is read of a document: its texts; else its transcription; else its annotations."""
    if root.tag == tei("teiCorpus"):
        return [root]
    for name in ("text", "TEI", "sourceDoc", "standOff"):
        if root.find(tei(name)) is not None:
            return [child for child in root if child.tag == tei(name) or is_stray(child)]
    return []


def reads_annotation(root: etree._Element) -> bool:
    """Whether there is no text, and a `standOff` is read in its place."""
    return any(text.tag == tei("standOff") for text in texts_of(root))


def number_of(element: etree._Element) -> str:
    """What `@n` says of a numbered block; of a sense only where its own words do not say it."""
    name, number = local_name(element.tag), element.get("n", "")
    if name not in _NUMBERED:
        return ""
    said = name in _SENSES and text_in(element).lstrip().startswith(number.rpartition(".")[2])
    return "" if said else number
