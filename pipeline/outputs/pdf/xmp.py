"""The metadata stream of a PDF: XMP (ISO 16684-1) with all of Dublin Core that the edition knows.

WeasyPrint writes title, creators, description, keywords, tools, dates and
which standard the file follows; language, publisher, rights, identifier,
source and format are added here. The stream is left uncompressed, so that
programs that know no PDF can read it too (ISO 19005-1, 6.7.2, demands it).
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pydyf  # type: ignore[import-untyped]

from pipeline.tei.metadata import Metadata

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_XML = "http://www.w3.org/XML/1998/namespace"


def complete_xmp(document: Any, metadata: Metadata) -> None:
    """Have a WeasyPrint document write these metadata too."""
    stock = document.metadata.generate_rdf_metadata

    def generate_rdf_metadata(*arguments: Any) -> bytes:
        rdf = ElementTree.fromstring(stock(*arguments))
        ElementTree.register_namespace("xmpRights", _RIGHTS)
        description = ElementTree.SubElement(rdf, f"{{{_RDF}}}Description")
        description.set(f"{{{_RDF}}}about", "")
        _describe(description, metadata)
        return bytes(ElementTree.tostring(rdf, encoding="utf-8"))

    document.metadata.generate_rdf_metadata = generate_rdf_metadata


def _describe(description: ElementTree.Element, metadata: Metadata) -> None:
    """Properties with the value types that XMP prescribes for them (ISO 16684-1, 8.3)."""
    ElementTree.SubElement(description, f"{{{_DC}}}format").text = "application/pdf"
    ElementTree.SubElement(description, f"{{{_DC}}}identifier").text = metadata.identifier
    languages = metadata.languages or (metadata.language,)
    _array(description, "language", "Bag", languages)
    if metadata.publisher:
        _array(description, "publisher", "Bag", (metadata.publisher,))
    others = (each for each in metadata.contributors if each.relator != "aut")
    helpers = [each.name for each in others if each.name]
    if helpers:
        _array(description, "contributor", "Bag", tuple(dict.fromkeys(helpers)))
    if metadata.rights:
        _array(description, "rights", "Alt", (" ".join(metadata.rights),))
    if metadata.source_names:
        ElementTree.SubElement(description, f"{{{_DC}}}source").text = " ".join(
            metadata.source_names
        )
    if metadata.licence:
        statement = ElementTree.SubElement(description, f"{{{_RIGHTS}}}WebStatement")
        statement.text = metadata.licence
    moment = metadata.modified.isoformat(timespec="seconds")
    ElementTree.SubElement(description, f"{{{_XMP}}}MetadataDate").text = moment


def _array(description: ElementTree.Element, name: str, kind: str, values: tuple[str, ...]) -> None:
    outer = ElementTree.SubElement(description, f"{{{_DC}}}{name}")
    array = ElementTree.SubElement(outer, f"{{{_RDF}}}{kind}")
    for value in values:
        item = ElementTree.SubElement(array, f"{{{_RDF}}}li")
        item.text = value
        if kind == "Alt":
            item.set(f"{{{_XML}}}lang", "x-default")


def leave_xmp_readable(pdf: Any) -> None:
    """Write the metadata stream as it is, without a filter."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.extra.get("Type") == "/Metadata":
            each.compress = False
