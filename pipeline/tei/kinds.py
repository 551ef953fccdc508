"""What a file is that is no XML at all: told by its first bytes."""

from __future__ import annotations

from dataclasses import dataclass

_EXPORT = "Export it as TEI-XML, or as text for `edition import`."
_UNPACK = "Unpack it, and name the XML file inside."


@dataclass(frozen=True, slots=True)
class Kind:
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
_BEFORE_TEXT = b"\xef\xbb\xbf \t\r\n"
_HTML = (b"<!doctype html", b"<html")


def kind_of(source: bytes) -> Kind | None:
    """The kind of file that begins so; None for one that may be XML, or is unknown."""
    if source[:200].lstrip(_BEFORE_TEXT).lower().startswith(_HTML):
        return HTML_PAGE
    found = next((kind for begins, kind in _KINDS if source.startswith(begins)), None)
    if found is not None and found.name == "a ZIP archive":
        start = source[:4096]
        return next((kind for mark, kind in _ZIPS if mark in start), found)
    return found
