"""What the header declares of the edition's principles (TEI 2.3)."""

from __future__ import annotations

from lxml import etree

from pipeline.tei.header.description import paragraphs_of
from pipeline.tei.metadata import Declaration
from pipeline.tei.names import local_name, tei

_DECLARATIONS = (
    "correction", "normalization", "quotation", "hyphenation", "interpretation", "segmentation",
    "stdVals", "punctuation",
)  # fmt: skip


def read_declarations(header: etree._Element, language: str) -> tuple[Declaration, ...]:
    """The statements of the header's `encodingDesc`, in its order and the book's `language`."""
    encoding = header.find(tei("encodingDesc"))
    if encoding is None:
        return ()
    found = []
    for name in ("projectDesc", "samplingDecl", "p", "metDecl"):
        nodes = encoding.findall(tei(name))
        in_words = (node for node in nodes if name != "metDecl" or node.find(tei("p")) is not None)
        found += [_declaration(node, language) for node in in_words]
    editorial = encoding.find(tei("editorialDecl"))
    for node in editorial if editorial is not None else ():
        if local_name(node.tag) in (*_DECLARATIONS, "p"):
            found.append(_declaration(node, language))
    return tuple(found)


def _declaration(node: etree._Element, language: str) -> Declaration:
    attributes = tuple(
        sorted((str(key), str(value)) for key, value in node.attrib.items() if "{" not in str(key))
    )
    return Declaration(local_name(node.tag), paragraphs_of(node, language), attributes)
