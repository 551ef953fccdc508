"""A small EPUB 3.3 that is well made, for the faults to be put into."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

NAMESPACES = (
    'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
    'lang="en" xml:lang="en"'
)
WORDS = (
    "The clerk wrote the resolution out again, for the third time that evening, and the hall "
    "grew quiet while he read it aloud to those who had come late and stood along the wall. "
)

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:uuid:0f6e4d1c-4a43-4b1e-9d5a-5a0c3a1f2b11</dc:identifier>
    <dc:title>A Small Book</dc:title>
    <dc:language>en</dc:language>
    <dc:creator>Nobody in Particular</dc:creator>
    <dc:source>urn:isbn:9780000000002</dc:source>
    <meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
    <meta property="pageBreakSource">urn:isbn:9780000000002</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
    <meta property="schema:accessibilityFeature">pageNavigation</meta>
    <meta property="schema:accessibilityFeature">alternativeText</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">Everything is text.</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
    <item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
    <item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
    <item id="css" href="book.css" media-type="text/css"/>
    <item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>
  </manifest>
  <spine>
    <itemref idref="one"/>
    <itemref idref="two"/>
    <itemref idref="notes"/>
  </spine>
</package>
"""

NAVIGATION = f"""<?xml version="1.0" encoding="UTF-8"?>
<html {NAMESPACES}>
<head><title>Contents</title></head>
<body>
  <nav epub:type="toc" role="doc-toc" aria-label="Contents">
    <ol>
      <li><a href="text/one.xhtml">The first chapter</a></li>
      <li><a href="text/two.xhtml">The second chapter</a>
        <ol><li><a href="text/two.xhtml#late">A late section</a></li></ol></li>
      <li><a href="text/notes.xhtml#notes">Notes</a></li>
    </ol>
  </nav>
  <nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">
    <ol>
      <li><a epub:type="bodymatter" href="text/one.xhtml">Text</a></li>
      <li><a epub:type="endnotes" href="text/notes.xhtml#notes">Notes</a></li>
    </ol>
  </nav>
  <nav epub:type="page-list" role="doc-pagelist" aria-label="Pages" hidden="hidden">
    <ol>
      <li><a href="text/one.xhtml#page1">1</a></li>
      <li><a href="text/two.xhtml#page2">2</a></li>
    </ol>
  </nav>
</body>
</html>
"""

STYLES = """h1 { font-size: 1.4em; text-align: center; }
p { margin: 0; text-indent: 1em; }
.noteref { font-size: 0.75em; vertical-align: super; line-height: 0; }
.note { margin-bottom: 1em; }
"""


def _page(title: str, body: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<html {NAMESPACES}>
<head>
  <title>{title}</title>
  <link rel="stylesheet" type="text/css" href="../book.css"/>
</head>
<body>
{body}
</body>
</html>
"""


def _call(number: int) -> str:
    return (
        f'<a class="noteref" epub:type="noteref" role="doc-noteref" id="call{number}" '
        f'href="notes.xhtml#note{number}">{number}</a>'
    )


def _note(number: int, document: str) -> str:
    return (
        f'<div class="note" epub:type="footnote" role="doc-footnote" id="note{number}">'
        f'<p><a role="doc-backlink" epub:type="backlink" href="{document}.xhtml#call{number}">'
        f'{number}</a> <span class="remark">Remark number {number} on the minutes.</span></p></div>'
    )


def _page_break(number: int) -> str:
    return (
        f'<span epub:type="pagebreak" role="doc-pagebreak" id="page{number}" '
        f'aria-label="page {number}"></span>'
    )


def _paragraphs(*calls: int) -> str:
    return "\n".join(f"<p>{WORDS * 3}{_call(number)}</p>\n<p>{WORDS * 4}</p>" for number in calls)


ONE = _page(
    "The first chapter",
    f"<section><h1>{_page_break(1)}The first chapter</h1>\n"
    f"<figure><img src='../cover.png' alt='A grey square'/></figure>\n"
    f"{_paragraphs(1, 2, 3)}</section>",
)
TWO = _page(
    "The second chapter",
    f"<section><h1>{_page_break(2)}The second chapter</h1>\n{_paragraphs(4)}\n"
    f'<section id="late"><h2>A late section</h2>\n{_paragraphs(5)}</section></section>',
)
NOTES = _page(
    "Notes",
    '<section epub:type="endnotes" role="doc-endnotes" id="notes"><h1>Notes</h1>\n'
    + "\n".join(_note(number, "one" if number < 4 else "two") for number in range(1, 6))
    + "</section>",
)


def _grey_square(side: int = 32) -> bytes:
    """A PNG (ISO/IEC 15948) of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * side) * side
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def sample_files() -> dict[str, str | bytes]:
    """The files of the sample by their paths in the container, without `mimetype`."""
    return {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": PACKAGE,
        "EPUB/nav.xhtml": NAVIGATION,
        "EPUB/book.css": STYLES,
        "EPUB/cover.png": _grey_square(),
        "EPUB/text/one.xhtml": ONE,
        "EPUB/text/two.xhtml": TWO,
        "EPUB/text/notes.xhtml": NOTES,
    }


def write_book(path: Path, files: dict[str, str | bytes]) -> Path:
    """An EPUB container (OCF 3.3, section 4.3: `mimetype` first and stored)."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            archive.writestr(name, content)
    return path
