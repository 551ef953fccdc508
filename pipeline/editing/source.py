"""The bytes of a master as text and back, to the byte (XML 1.0 §4.3.3 and appendix F)."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.finding import EditionError, Finding, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)""")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as its characters; `mark` is its byte order mark."""

    path: Path
    data: bytes
    text: str
    encoding: str
    mark: bytes
    _line_starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def encoded(self, text: str) -> bytes:
        """`text` in the encoding of this file."""
        return self.mark + text.encode(self.encoding)

    def content(self, words: str) -> str:
        """`words` as character data (XML 1.0 §2.4) that the encoding can hold."""
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
        return self._representable(escaped)

    def attribute(self, value: str) -> str:
        """`value` between double quotes (XML 1.0 §3.1)."""
        return f'"{self.content(value).replace(chr(34), "&quot;")}"'

    def _representable(self, text: str) -> str:
        return text.encode(self.encoding, "xmlcharrefreplace").decode(self.encoding)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, from 1; a line ends as XML 1.0 §2.11 says."""
        if not self._line_starts:
            self._line_starts.append(0)
            ends = re.finditer(r"\r\n?|\n", self.text)
            self._line_starts.extend(end.end() for end in ends)
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def read_source(data: bytes, path: Path) -> SourceText:
    """The characters of `data`; raises `EditionError` where they do not give its bytes back."""
    mark, encoding = _encoding_of(data)
    try:
        text = data[len(mark) :].decode(encoding)
        faithful = mark + text.encode(encoding) == data
    except (UnicodeError, LookupError):
        faithful = False
    if not faithful:
        raise EditionError(
            Finding(
                "edit-encoding",
                Severity.ERROR,
                f"The file cannot be edited in its encoding ({encoding}) byte for byte.",
                path,
                1,
                1,
                "Save it as UTF-8 first, and say so in its first line.",
            )
        )
    return SourceText(path, data, text, encoding, mark)


def require_xml_characters(words: str, what: str) -> None:
    """Refuse characters that no XML document can hold (XML 1.0 §2.2)."""
    if found := _FORBIDDEN.search(words):
        raise EditionError(
            Finding(
                "edit-character",
                Severity.ERROR,
                f"{what} holds the character U+{ord(found[0]):04X}, which XML does not allow.",
                remedy="Leave it out.",
            )
        )


def _encoding_of(data: bytes) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return mark, encoding
    for start, encoding in _WITHOUT_MARK:
        if data.startswith(start):
            return b"", encoding
    declared = _DECLARED.match(data[:300])
    return b"", declared[1].decode("ascii").lower() if declared else "utf-8"
