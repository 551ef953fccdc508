"""Files that are parts of other documents (XInclude 1.1; TEI Guidelines 15.6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from pipeline.tei.includes import confined
from pipeline.tei.names import XINCLUDE

_BEGINNING = 8192  # bytes, in which most roots begin
_DOCUMENTS = (b"TEI", b"teiCorpus")
_ADDRESS = rb"<(?:[\w.-]+:)?include\b[^<>]*?\shref\s*=\s*[\"']([^\"'#]+)"
_ROOT = rb"<(?:[\w.-]+:)?([\w.-]+)[\s/>]"


def parts_of_others(files: Iterable[Path]) -> frozenset[Path]:
    """The files that others of them include, and that are no documents by themselves."""
    files = list(files)
    parts = [path for path in files if _is_part(path)]
    if not parts:  # as in most folders: then no file need be read through
        return frozenset()
    included = {part for path in files for part in _included(path)}
    return frozenset(path for path in parts if path.resolve() in included)


def _included(path: Path) -> Iterator[Path]:
    source = _read(path)
    if XINCLUDE.encode() not in source:
        return
    folder = path.resolve().parent
    real = partial(confined, base=path, folder=folder)
    for address in re.findall(_ADDRESS, source):
        if (part := real(address.decode("utf-8", "replace"))) is not None:
            yield part


def _is_part(path: Path) -> bool:
    root = re.search(_ROOT, _read(path, _BEGINNING)) or re.search(_ROOT, _read(path))
    return root is not None and root[1] not in _DOCUMENTS


def _read(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except OSError:  # which is said where it is built
        return b""
