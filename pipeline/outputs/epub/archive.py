"""The ZIP container, the same bytes every time (EPUB 3.3, 4.2 "OCF ZIP container").

`mimetype` stands first and uncompressed; times, order and permissions are
fixed. The members are deflated by libdeflate, in a third of the time of zlib
and to the same bytes whichever zlib the system has.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

from deflate import crc32, deflate_compress

_STORED, _DEFLATED = 0, 8
_LEVEL = 1  # a twentieth larger than level 6 of zlib, in a tenth of its time
_VERSION = 20  # PKZIP 2.0: deflate
_MADE_BY = (3 << 8) | _VERSION  # Unix, so that the permissions are read
_UTF8_NAMES = 0x800
_DATE, _TIME = (1980 - 1980) << 9 | 1 << 5 | 1, 0
_PERMISSIONS = 0o100644 << 16
_ALREADY_COMPRESSED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".woff2")


class _Entry(NamedTuple):
    name: bytes
    method: int
    checksum: int
    size: int
    data: bytes | bytearray


class Packing:
    """Deflates members while others are still being made: libdeflate lets go of the interpreter.

    A thread and a queue of its own: an executor takes longer to import than all this takes.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._packed: dict[bytes, bytes | bytearray] = {}
        self._thread = Thread(target=self._pack)

    def __enter__(self) -> Packing:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._finish()

    def begin(self, name: str, data: bytes) -> None:
        """Begin to deflate what will stand in the archive under a name that ends like this."""
        if _is_deflated(name):
            self._waiting.put(data)

    def archive(self, members: Sequence[tuple[str, bytes]]) -> bytes:
        """A ZIP file of these members in this order."""
        self._finish()
        return _archive([self._entry(name, data) for name, data in members])

    def _pack(self) -> None:
        while (data := self._waiting.get()) is not None:
            if data not in self._packed:
                self._packed[data] = deflate_compress(data, _LEVEL)
        self._waiting.put(None)  # for the other thread

    def _finish(self) -> None:
        """Do what is left, with the thread, until nothing waits."""
        self._waiting.put(None)
        self._pack()
        self._thread.join()

    def _entry(self, name: str, data: bytes) -> _Entry:
        method: int = _STORED
        packed: bytes | bytearray = data
        if _is_deflated(name):
            method = _DEFLATED
            packed = self._packed.get(data) or deflate_compress(data, _LEVEL)
        return _Entry(name.encode("utf-8"), method, crc32(data), len(data), packed)


def _is_deflated(name: str) -> bool:
    return name != "mimetype" and not name.endswith(_ALREADY_COMPRESSED)


def _archive(entries: Sequence[_Entry]) -> bytes:
    local, central, offset = [], [], 0
    for entry in entries:
        header = _local_header(entry)
        local += [header, entry.name, entry.data]
        central += [_central_header(entry, offset), entry.name]
        offset += len(header) + len(entry.name) + len(entry.data)
    directory = b"".join(central)
    end = struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), len(directory), offset, 0
    )
    return b"".join([*local, directory, end])


def _local_header(entry: _Entry) -> bytes:
    """APPNOTE 4.3.7."""
    return struct.pack(
        "<4s5H3L2H",
        b"PK\3\4", _VERSION, _UTF8_NAMES, entry.method, _TIME, _DATE,
        entry.checksum, len(entry.data), entry.size, len(entry.name), 0,
    )  # fmt: skip


def _central_header(entry: _Entry, offset: int) -> bytes:
    """APPNOTE 4.3.12."""
    return struct.pack(
        "<4s6H3L5H2L",
        b"PK\1\2", _MADE_BY, _VERSION, _UTF8_NAMES, entry.method, _TIME, _DATE,
        entry.checksum, len(entry.data), entry.size, len(entry.name), 0, 0, 0, 0,
        _PERMISSIONS, offset,
    )  # fmt: skip
