"""The images of the book, each once, under a safe name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from pipeline.model.book import Image
from pipeline.tei.images import UnusableImageError, find_image

if TYPE_CHECKING:
    from pipeline.model.interpret import Interpretation

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


class Images:
    """Finds images, names them by number, and says which cannot be used."""

    def __init__(self, run: Interpretation) -> None:
        self._run = run
        self._by_url: dict[str, Image | None] = {}
        self.images: list[Image] = []

    def get(self, url: str, element: etree._Element) -> Image | None:
        """The image that `url` names, or None with a finding that says why not."""
        if url not in self._by_url:
            self._by_url[url] = self._find(url, element)
        return self._by_url[url]

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
        image = Image(name, found.path, found.media_type, found.width, found.height)
        self.images.append(image)
        return image
