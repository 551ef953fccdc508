"""What a document may fetch while it is laid out: the edition's own fonts and images, no more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcherResponse

from pipeline.model.book import Image
from pipeline.outputs.pictures import picture


class SealedFetcher:
    """Answers ``font:`` and ``image:`` addresses from files known beforehand.

    Everything else (http, file, data …) is refused, which WeasyPrint reports
    and the writer makes a finding of: no document reaches out of its edition.
    """

    _fail_on_errors = False  # asked for by WeasyPrint: a refused image is reported, not fatal

    def __init__(self, fonts: dict[str, Path], images: Iterable[Image]) -> None:
        self._fonts = {f"font:{name}": path for name, path in fonts.items()}
        self._images = {f"image:{image.name}": image for image in images}

    def __call__(self, url: str) -> Any:
        """The response for one address."""
        name = unquote(url)
        if image := self._images.get(name):
            return URLFetcherResponse(url, picture(image), {"Content-Type": image.media_type})
        if path := self._fonts.get(name):
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        raise ValueError("not part of the edition; nothing outside of it is fetched")
