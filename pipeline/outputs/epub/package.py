"""The package (EPUB 3.3, 5) through EbookLib, and the members of its container.

Of EbookLib 0.20 are used the package document, the NCX and the manifest. It
is kept from parsing our documents again, from writing a navigation document
of its own (its page-list takes every element with an `epub:type` for a page),
from dropping errors silently, and from zipping with the time of day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from ebooklib import epub
from lxml import etree

from pipeline.outputs.epub.documents import Document
from pipeline.outputs.epub.nav import Entry, Landmark
from pipeline.tei.names import XML_LANG

_FOLDER = "EPUB"
_XHTML = "application/xhtml+xml"
_OPTIONS = {
    "epub2_guide": True,
    "epub3_landmark": False,
    "epub3_pages": False,
    "raise_exceptions": True,
}
# The EPUB 2 guide, for readers that know no landmarks.
_MOST_IN_NCX = 20_000  # EbookLib looks for each entry among all of them
_GUIDE = {"cover": "cover", "toc": "toc", "bodymatter": "text", "titlepage": "title-page"}


class ReadyPage(epub.EpubHtml):  # type: ignore[misc]
    """A document that is written as it is."""

    def get_content(self, default: object = None) -> bytes:  # noqa: ARG002
        """The bytes given, which EbookLib would parse and serialise again."""
        content: bytes = self.content
        return content


class MemberWriter(epub.EpubWriter):  # type: ignore[misc]
    """Collects what EbookLib would zip."""

    def __init__(self, package: epub.EpubBook, modified: datetime) -> None:
        super().__init__("", package, {**_OPTIONS, "mtime": modified.astimezone(UTC)})
        self.members: list[tuple[str, bytes]] = []
        self.out = self

    def writestr(self, name: str, data: str | bytes) -> None:
        """Stands in for `ZipFile.writestr`."""
        self.members.append((name, data.encode("utf-8") if isinstance(data, str) else data))

    def _write_opf_file(self, root: etree._Element) -> None:
        """The package document, with the language of its own text (EPUB 3.3, 5.3.3)."""
        root.set(XML_LANG, self.book.language)
        super()._write_opf_file(root)

    def collect(self) -> list[tuple[str, bytes]]:
        """All members, `mimetype` first."""
        self.writestr("mimetype", "application/epub+zip")
        self._write_container()
        self._write_opf()
        self._write_items()
        return self.members


def add_document(package: epub.EpubBook, document: Document, data: bytes) -> None:
    """A content document, in the manifest and in the spine."""
    item = ReadyPage(
        uid=manifest_id(document.name), file_name=document.name, media_type=_XHTML, content=data
    )  # EbookLib would ask the system which type the name suggests
    item.properties = list(document.properties)
    package.add_item(item)
    package.spine.append(item)


def add_file(
    package: epub.EpubBook, name: str, media_type: str, data: bytes, properties: str = ""
) -> None:
    """A resource, in the manifest only."""
    item = epub.EpubItem(
        uid=manifest_id(name), file_name=name, media_type=media_type, content=data or b"\n"
    )
    if properties:
        item.properties = [properties]
    package.add_item(item)


def add_navigation(
    package: epub.EpubBook, entries: Sequence[Entry], landmarks: Iterable[Landmark]
) -> None:
    """The NCX of EPUB 2 with the same contents, as far as is bearable, and the guide."""
    entries = entries[:_MOST_IN_NCX]
    package.toc = [_toc(entry, f"n{number}") for number, entry in enumerate(entries, 1)]
    package.add_item(epub.EpubNcx())
    for landmark in landmarks:
        if landmark.kind in _GUIDE:
            package.guide.append(
                {"type": _GUIDE[landmark.kind], "title": landmark.label, "href": landmark.href}
            )


def _toc(entry: Entry, uid: str) -> object:
    if not entry.children:
        return epub.Link(entry.href, entry.label, uid)
    children = [_toc(child, f"{uid}-{number}") for number, child in enumerate(entry.children, 1)]
    return (epub.Section(entry.label, entry.href), children)


def manifest_id(name: str) -> str:
    """An id for the manifest, from the file's name; another name has another (XML 1.0, NCName)."""
    kept = (
        char if char.isascii() and (char.isalnum() or char in "-.") else f"_{ord(char):x}"
        for char in name
    )
    return f"item-{''.join(kept)}"
