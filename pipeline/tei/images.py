"""Images of the edition's folder: what they are is read from their bytes, not their names."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from pipeline.tei.includes import confined
from pipeline.tei.names import XML_BASE
from pipeline.tei.plain_text import shortened

_LARGEST_FILE = 40 * 1024 * 1024
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 30_000  # pixels: a side that nobody can print
# How many bytes a picture takes while it is decoded. JPEG is decoded to a fraction at once.
_LARGEST = 160 * 1024 * 1024
_COPIES = {"WEBP": 4, "JPEG": 0.25}
_MOST_SCANS = 100  # of a progressive JPEG, each of which is decoded in full
_SCAN = b"\xff\xda"  # begins one (ITU-T T.81, B.1.1.3)
DEEP_MODES = frozenset(("I", "I;16", "I;16B", "I;16L"))  # of sixteen bits for each point
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


class ImageFile(NamedTuple):
    """An image that can be used: its file, its media type and its size in pixels."""

    path: Path
    media_type: str
    width: int
    height: int
    is_deep: bool = False  # has more greys than any output shows


class UnusableImageError(Exception):
    """Why an image is not used, in words for a person."""


def find_image(url: str, element: etree._Element, file: Path, folder: Path) -> ImageFile:
    """The image that `url` names beside `file`, inside `folder`.

    `xml:base` counts, but cannot lead out. Raises `UnusableImageError`.
    """
    path = None
    for base in bases(element):
        path = confined(base + url, file, folder)
        if path is not None:
            break
    if path is None:
        raise UnusableImageError(
            f"“{shortened(url)}” is not a file inside the folder of this document"
        )
    status = path.stat()
    if status.st_size > _LARGEST_FILE:
        raise UnusableImageError(f"“{shortened(url)}” is larger than {_LARGEST_FILE // 2**20} MB")
    try:
        return _measured(path, status.st_mtime_ns)
    except UnusableImageError as reason:
        raise UnusableImageError(f"“{shortened(url)}” {reason}") from None


def bases(element: etree._Element) -> list[str]:
    """What may stand before a relative address: the `xml:base` in force, and nothing."""
    bases = [
        base if base.endswith("/") else base.rpartition("/")[0] + "/" if "/" in base else ""
        for node in (element, *element.iterancestors())
        if (base := node.get(XML_BASE))
    ]
    return ["".join(reversed(bases)), ""] if bases else [""]


@lru_cache(maxsize=4096)
def _measured(path: Path, _changed: int) -> ImageFile:
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(path, formats=tuple(_MEDIA_TYPES)) as image:
            width, height = image.size
            # A camera may put other pictures behind the first of a JPEG.
            kind = _MEDIA_TYPES["JPEG" if image.format == "MPO" else image.format or ""]
            is_deep = image.mode in DEEP_MODES
            size = width * height * len(image.getbands()) * _COPIES.get(image.format or "", 1)
            too_long = max(width, height) > _LONGEST_SIDE
            if too_long or width * height > _MOST_PIXELS or size > _LARGEST:
                raise UnusableImageError(f"is {width} × {height} pixels, too large to print")
            if image.format in {"JPEG", "MPO"} and path.read_bytes().count(_SCAN) > _MOST_SCANS:
                raise UnusableImageError("is a JPEG of too many scans; save it again")
            image.draft(None, (1, 1))
            image.load()
    except MemoryError:
        raise UnusableImageError("is too large for the memory of this machine") from None
    except (OSError, ValueError, KeyError, SyntaxError, EOFError) as error:
        raise UnusableImageError(f"is not an image that can be used: {_reason(error)}") from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    return ImageFile(path, kind, width, height, is_deep)


def _reason(error: Exception) -> str:
    words = str(error).partition(" '/")[0]
    return (
        "its bytes are not those of a PNG, JPEG, GIF or WebP"
        if "cannot identify" in words
        else words
    )
