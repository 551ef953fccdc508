"""The file from which an output was made, carried inside of it.

Whoever holds an EPUB or a PDF has the master too, and can be told what has
changed since. For the writers it is bytes with a name: they know no TEI.
"""

from __future__ import annotations

from typing import NamedTuple

# Registered by RFC 6129.
MEDIA_TYPE = "application/tei+xml"


class Enclosure(NamedTuple):
    """A file to be carried: the master first, then the files it includes.

    `name` is its path from the master's folder, with `/`; so what is taken
    out of an output again can be read where it is put.
    """

    name: str
    data: bytes
    media_type: str = MEDIA_TYPE
    relationship: str = "Source"  # ISO 32000-2, 7.11.3
