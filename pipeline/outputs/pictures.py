"""Pictures as they are handed out: no larger than a page can show; the originals stay as they are.

A page of a book takes some 2,000 pixels of a picture (A5 at 300 dots per
inch is 1748 × 2480); what is more only weighs down the file and the reader.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pipeline.finding import EditionError, Finding, Severity
from pipeline.model.book import Image
from pipeline.tei.images import DEEP_MODES

LONGEST_SIDE = 2600
_OPTIONS: dict[str, dict[str, Any]] = {
    "image/jpeg": {"format": "JPEG", "quality": 88, "optimize": True},
    "image/png": {"format": "PNG", "optimize": True},
    "image/gif": {"format": "GIF"},
    "image/webp": {"format": "WEBP", "quality": 88},
}


def picture(image: Image) -> bytes:
    """The bytes of an image: its own, or, where it is too large, those of a smaller copy."""
    try:
        if max(image.width, image.height) <= LONGEST_SIDE and not image.is_deep:
            return image.path.read_bytes()
        return _reduced(image.path, image.media_type)
    except OSError as error:
        raise EditionError(
            Finding(
                "image-unreadable",
                Severity.ERROR,
                f"the image {image.path.name} cannot be read: {error.strerror or error}",
                image.path,
                remedy="Mend the file, or take its graphic out of the text.",
            )
        ) from error


@lru_cache(maxsize=8)  # the EPUB and the PDF of one build take the same copies
def _reduced(path: Path, media_type: str) -> bytes:
    from PIL import Image as Pictures

    options = _OPTIONS[media_type]
    with Pictures.open(path, formats=(options["format"],)) as original:
        original.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # JPEG decodes to a fraction at once
        scale = min(1, LONGEST_SIDE / max(original.size))
        size = (max(1, round(original.width * scale)), max(1, round(original.height * scale)))
        mode = _mode(original)
        plain = original if original.mode == mode else _converted(original, mode)
        # First to twice the size, quickly: the rest is all that the eye can tell.
        made = plain.resize(size, Pictures.Resampling.LANCZOS, reducing_gap=2.0)
    target = BytesIO()
    made.save(target, **options)
    return target.getvalue()


def _converted(original: Any, mode: str) -> Any:
    if original.mode in DEEP_MODES:  # 65,536 greys, of which a page shows 256
        return original.convert("I").point(lambda grey: grey / 257).convert(mode)
    return original.convert(mode)


def _mode(original: Any) -> str:
    """The mode in which colours can be mixed and the format can be written again."""
    if original.mode in {"L", "CMYK", "RGB", "LA", "RGBA"}:
        return str(original.mode)
    if original.mode in {"1", "F", *DEEP_MODES}:
        return "L"
    return "RGBA" if "transparency" in original.info or original.mode == "PA" else "RGB"
