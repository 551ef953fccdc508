"""The images of the book, each once, under a safe name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.book import Image
from pipeline.tei.images import UnusableImageError, find_image
from pipeline.tei.names import XML_BASE

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


class Images:
    """Finds images, names them by number, and says which cannot be used."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._found: dict[tuple[str, etree._Element | None], Image | None] = {}
        self.images: list[Image] = []

    def get(self, url: str, element: etree._Element) -> Image | None:
        """The image that `url` names, or None with a finding that says why not."""
        # The same address means another file below another `xml:base`, or in another file.
        key = url, next(self._bases(element), None)
        if key not in self._found:
            self._found[key] = self._find(url, element)
        return self._found[key]

    def _bases(self, element: etree._Element) -> Iterator[etree._Element]:
        """The elements that say where relative addresses begin, the nearest first."""
        for node in (element, *element.iterancestors()):
            if node.get(XML_BASE) or node in self._run.master.files:
                yield node

    def _find(self, url: str, element: etree._Element) -> Image | None:
        file = self._run.master.file_of(element)
        try:
            found = find_image(url, element, file, self._run.master.path.resolve().parent)
        except UnusableImageError as reason:
            self._run.warn(
                "image-unusable",
                f"{reason}.",
                element,
                "Put a PNG, JPEG, GIF or WebP file into the folder of the master or below it.",
            )
            return None
        for image in self.images:
            if image.path == found.path:
                return image
        name = f"image-{len(self.images) + 1:03}.{_SUFFIXES[found.media_type]}"
        image = Image(name, found.path, found.media_type, found.width, found.height, found.is_deep)
        self.images.append(image)
        return image
