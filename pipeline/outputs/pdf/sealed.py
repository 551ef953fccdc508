"""What a document may fetch while it is laid out: the edition's own fonts and images, no more."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcherResponse

from pipeline.model.book import Image


class SealedFetcher:
    """Answers ``font:`` and ``image:`` addresses from files known beforehand.

    Everything else (http, file, data …) is refused, which WeasyPrint reports
    and the writer makes a finding of: no document reaches out of its edition.
    """

    _fail_on_errors = False  # asked for by WeasyPrint: a refused image is reported, not fatal

    def __init__(self, fonts: dict[str, Path], images: Iterable[Image]) -> None:
        self._files: dict[str, tuple[Path, str]] = {
            f"font:{name}": (path, "font/ttf") for name, path in fonts.items()
        }
        self._files |= {f"image:{image.name}": (image.path, image.media_type) for image in images}

    def __call__(self, url: str) -> Any:
        """The response for one address."""
        known = self._files.get(unquote(url))
        if known is None:
            raise ValueError("not part of the edition; nothing outside of it is fetched")
        path, media_type = known
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})
