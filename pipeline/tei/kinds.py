"""What a file is that is no XML at all: told by its first bytes."""

from __future__ import annotations

import re
from typing import NamedTuple

_EXPORT = "Export it as TEI-XML, or as text for `edition import`."
_UNPACK = "Unpack it, and name the XML file inside."


class Kind(NamedTuple):
    """A kind of file, with its article, and what to do with one."""

    name: str
    remedy: str


_ZIPS = (
    (b"word/", Kind("a Word document", _EXPORT)),
    (b"mimetypeapplication/epub+zip", Kind("an EPUB", _UNPACK)),
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind("an OpenDocument file", _EXPORT)),
)
_KINDS = (
    (b"PK\x03\x04", Kind("a ZIP archive", _UNPACK)),
    (b"\x1f\x8b", Kind("a file packed by gzip", _UNPACK)),
    (b"BZh", Kind("a file packed by bzip2", _UNPACK)),
    (b"\xfd7zXZ\0", Kind("a file packed by xz", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (b"Rar!", Kind("a RAR archive", _UNPACK)),
    (b"%PDF-", Kind("a PDF", _EXPORT)),
    (b"{\\rtf", Kind("a document in Rich Text Format", _EXPORT)),
    (b"\xd0\xcf\x11\xe0", Kind("an old Office document", _EXPORT)),
    (b"\x89PNG", Kind("an image", "Name the TEI-XML file itself.")),
    (b"\xff\xd8\xff", Kind("an image", "Name the TEI-XML file itself.")),
    (b"GIF8", Kind("an image", "Name the TEI-XML file itself.")),
)

HTML_PAGE = Kind(
    "an HTML page",
    "Name the TEI-XML file from which it was made, or make a master of it: edition import.",
)
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->)*<(?:!doctype\s+html|html)\b",
    re.DOTALL | re.IGNORECASE,
)
_UTF_16 = re.compile(rb"(?:\s\0|\0\s)*(?:<\0\w\0|\0<\0\w)")
_VOCABULARIES = {  # by the name of the root, or by the end of its namespace
    "article": "an article in JATS or DocBook", "docbook": "DocBook",
    "ead": "a finding aid in EAD", "ead3.archivists.org/schema": "a finding aid in EAD",
    "mods": "a record in MODS", "modsCollection": "a record in MODS", "mets": "METS",
    "alto": "ALTO, the layout of a page", "PcGts": "PAGE, the layout of a page",
    "MARC21/slim": "a record in MARC", "osis": "OSIS", "FictionBook": "a FictionBook",
    "1999/XSL/Transform": "a style sheet in XSLT", "office:1.0": "an OpenDocument file",
    "wordDocument": "a Word document", "2006/xmlPackage": "a Word document",
    "ns/mei": "music in MEI", "score-partwise": "music in MusicXML", "svg": "a drawing in SVG",
    "2001/XMLSchema": "an XML Schema", "relaxng.org/ns/structure/1.0": "a RELAX NG schema",
    "rss": "a news feed", "2005/Atom": "a news feed", "ncx": "the contents of an EPUB",
    "2007/opf": "the package of an EPUB", "office/word/2003/wordml": "a Word document",
}  # fmt: skip


def kind_of(source: bytes) -> Kind | None:
    """The kind of file that begins so; None for one that may be XML, or is unknown."""
    if _HTML.match(source[:4096]):
        return HTML_PAGE
    if _UTF_16.match(source):
        return Kind("UTF-16 without a byte order mark or a declaration", "Save it as UTF-8.")
    found = next((kind for begins, kind in _KINDS if source.startswith(begins)), None)
    if found is not None and found.name == "a ZIP archive":
        start = source[:4096]
        return next((kind for mark, kind in _ZIPS if mark in start), found)
    return found


def vocabulary_of(root: str, namespace: str) -> str:
    """What another vocabulary of XML is called, with its article; "" for an unknown one."""
    place = namespace.rstrip("/")
    for end, said in _VOCABULARIES.items():
        if place.endswith((f"/{end}", f":{end}")):
            return said
    return _VOCABULARIES.get(root, "")
