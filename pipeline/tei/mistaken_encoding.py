"""UTF-8 that a file takes for one byte a character: “Ã©” for “é”, and no parser can tell."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from pipeline.finding import Finding, Severity

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)""")
_OF_ONE_BYTE = re.compile(r"iso8859|cp125\d|koi8|mac-")  # as Python names them


def mistaken_encoding(source: bytes, path: Path) -> list[Finding]:
    """That a file is in UTF-8, and says it is in an encoding of one byte a character.

    Each letter beyond ASCII would then be two or three signs that are in no word. A text
    in the encoding named has none of the sequences of UTF-8 (RFC 3629), let alone only these.
    """
    declared = _DECLARED.match(source)
    if declared is None or source.isascii():
        return []
    name = declared[1].decode()
    try:
        if not _OF_ONE_BYTE.match(codecs.lookup(name).name):
            return []
        text = source.decode()
    except (LookupError, UnicodeDecodeError):
        return []
    at = next(place for place, sign in enumerate(text) if not sign.isascii())
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return [
        Finding(
            "xml-encoding",
            Severity.WARNING,
            f"The file says that its encoding is “{name}”, and its bytes are UTF-8: “{text[at]}” is"
            f" read as {len(text[at].encode())} other characters.",
            path,
            line,
            column,
            'Write encoding="UTF-8" in its first line.',
        )
    ]
