"""Images of the edition's folder: what they are is read from their bytes, not their names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.tei.includes import confined
from pipeline.tei.names import XML_BASE

_LARGEST_FILE = 40 * 1024 * 1024
_MOST_PIXELS = 60_000_000
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image that can be used: its file, its media type and its size in pixels."""

    path: Path
    media_type: str
    width: int
    height: int


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
        raise UnusableImageError(f"“{url[:80]}” is not a file inside the folder of this document")
    if path.stat().st_size > _LARGEST_FILE:
        raise UnusableImageError(f"“{url[:80]}” is larger than {_LARGEST_FILE // 2**20} MB")
    return _measured(path, url[:80])


def bases(element: etree._Element) -> list[str]:
    """What may stand before a relative address: the `xml:base` in force, and nothing."""
    bases = [
        base if base.endswith("/") else base.rpartition("/")[0] + "/" if "/" in base else ""
        for node in (element, *element.iterancestors())
        if (base := node.get(XML_BASE))
    ]
    return ["".join(reversed(bases)), ""] if bases else [""]


def _measured(path: Path, url: str) -> ImageFile:
    from PIL import Image

    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with Image.open(path, formats=tuple(_MEDIA_TYPES)) as image:
            width, height = image.size
            kind = _MEDIA_TYPES[image.format or ""]
            if width * height > _MOST_PIXELS:
                raise UnusableImageError(
                    f"“{url}” is {width} × {height} pixels, too large to print"
                )
            image.load()
    except (OSError, ValueError, KeyError, SyntaxError, EOFError) as error:
        raise UnusableImageError(
            f"“{url}” is not an image that can be used: {_reason(error)}"
        ) from None
    finally:
        Image.MAX_IMAGE_PIXELS = limit
    return ImageFile(path, kind, width, height)


def _reason(error: Exception) -> str:
    words = str(error).partition(" '/")[0]
    return (
        "its bytes are not those of a PNG, JPEG, GIF or WebP"
        if "cannot identify" in words
        else words
    )
