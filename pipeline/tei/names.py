"""Names that every part of the reading room shares."""

from __future__ import annotations

TEI = "http://www.tei-c.org/ns/1.0"
XINCLUDE = "http://www.w3.org/2001/XInclude"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

NAMESPACES = {"tei": TEI}


def tei(name: str) -> str:
    """`name` in the TEI namespace, in lxml's notation."""
    return f"{{{TEI}}}{name}"


def local_name(tag: object) -> str:
    """The local part of an lxml tag; "" for a comment or processing instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
