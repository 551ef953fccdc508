"""Setting lines of type in an image with EB Garamond, alike on every machine.

Pillow's basic layout needs no other library, unlike Raqm, which uses the
system's FriBidi if there is one; it knows no kerning of this font, so that
comes from `styles/cover-kerning.txt`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

import fontpkg_eb_garamond
from PIL import ImageDraw, ImageFont

from pipeline.resources import read_style

Face = Literal["regular", "italic"]
_FILES = {"regular": "EBGaramond[wght].ttf", "italic": "EBGaramond-Italic[wght].ttf"}
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_NO_CHARACTER = "\uffff"  # a noncharacter: its glyph is the one for missing ones


@lru_cache(maxsize=1)
def _kerning() -> dict[str, dict[str, float]]:
    """The pairs of each face, in ems."""
    faces: dict[str, dict[str, float]] = {}
    for line in read_style("cover-kerning.txt").decode("utf-8").splitlines():
        if line.startswith("["):
            pairs = faces.setdefault(line.strip("[]"), {})
        elif not line.startswith("#"):
            left, value, rights = line.split(" ")
            for right in rights:
                pairs[(left + right).replace("_", " ")] = int(value) / 1000
    return faces


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    """The letter under the accents, whose kerning an accented one shares."""
    return unicodedata.normalize("NFD", char)[0]


def in_capitals(text: str) -> str:
    """`text` in capitals, which in Greek bear no accents and breathings.

    A diaeresis stays, and stands where an accent kept two vowels apart (Μάιος, ΜΑΪΟΣ).
    """
    parts = unicodedata.normalize("NFD", text)
    parts = re.sub(r"([αεηουωΑΕΗΟΥΩ]\u0301)([ιυ])(?![\u0300-\u036f])", "\\1\\2\u0308", parts)
    bare = re.sub(r"[\u0370-\u03ff][\u0300-\u036f]+", _without_accents, parts)
    return unicodedata.normalize("NFC", bare.upper())


def _without_accents(letter: re.Match[str]) -> str:
    return re.sub("[\u0300\u0301\u0304\u0306\u0313\u0314\u0342]", "", letter[0])


class Type:
    """One face at one size, letterspaced by `tracking` ems."""

    def __init__(self, face: Face, size: int, weight: int = 400, tracking: float = 0) -> None:
        path = fontpkg_eb_garamond.ROOT / "files" / _FILES[face]
        self._font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
        self._font.set_variation_by_axes([weight])
        self._pairs = _kerning()[face]
        self._tracking = tracking * size
        self.size = size
        self._advance = lru_cache(maxsize=None)(self._font.getlength)

    def width(self, text: str) -> float:
        """How wide `text` is, in pixels."""
        return self._positions(text)[-1] - self._tracking if text else 0.0

    def draw(
        self, draw: ImageDraw.ImageDraw, centre: float, baseline: int, text: str, fill: int
    ) -> None:
        """Set `text` centred on a baseline."""
        text = self._ligated(text)
        left = centre - self.width(text) / 2
        for char, position in zip(text, self._positions(text), strict=False):
            if char != " ":
                point = (left + position, baseline)
                draw.text(point, char, font=self._font, fill=fill, anchor="ls")

    def has(self, text: str) -> bool:
        """Whether the font has a glyph for every character of `text`."""
        missing = self._glyph(_NO_CHARACTER)
        return all(
            char.isascii() or char.isspace() or self._glyph(char) != missing
            for char in set(unicodedata.normalize("NFC", text))
        )

    def _glyph(self, char: str) -> tuple[tuple[int, int], bytes]:
        mask = self._font.getmask(char)
        return mask.size, bytes(mask)

    def _ligated(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        if not self._tracking:
            for letters, ligature in _LIGATURES:
                text = text.replace(letters, ligature)
        return text

    def _positions(self, text: str) -> list[float]:
        """Where each character begins, and where the next would."""
        text = self._ligated(text)
        positions, x = [0.0], 0.0
        for char, following in zip(text, f"{text[1:]}\0", strict=True):
            pair = _base(char) + _base(following)
            x += self._advance(char) + self._pairs.get(pair, 0) * self.size + self._tracking
            positions.append(x)
        return positions
