"""How wide words are: measured by Pango, as WeasyPrint does, but each word once."""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from typing import Any

import pyphen  # type: ignore[import-untyped]
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_LETTERS = re.compile(r"[^\W\d_]+")
_SOFT_HYPHEN = "\u00ad"
# Addresses, and words with a hyphen of their own, are not divided anywhere else.
_UNDIVIDED = re.compile(r"[-\u2010\u2011/@_]")

# A word's parts: how many letters, how wide with a hyphen behind, how wide what follows is.
Division = tuple[int, float, float]


class Ruler:
    """Measures text in one style; keeps what it has measured."""

    def __init__(self, style: Any) -> None:
        self.style = style
        self._layout = line_break.Layout(style)
        self._extents = ffi.new("PangoRectangle *")
        spacing = style["letter_spacing"]
        self._letter_spacing = 0.0 if spacing == "normal" else float(spacing)
        self._widths: dict[str, float] = {"": 0.0}
        self._words: dict[str, tuple[float, tuple[Division, ...]]] = {}
        self._vertical: tuple[float, float] | None = None
        self._dictionary = _dictionary(style)
        self.space = self.width(" ")
        self.line_height = float(line_break.strut(style)[0])

    def width(self, text: str) -> float:
        """The advance width of a text without line breaks."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = self._measured(text)
        return width

    def _measured(self, text: str) -> float:
        self._layout.set_text(text)
        line = pango.pango_layout_get_line_readonly(self._layout.layout, 0)
        pango.pango_layout_line_get_extents(line, ffi.NULL, self._extents)
        return float(self._extents.width * FROM_UNITS + self._letter_spacing)

    def word(self, word: str) -> tuple[float, tuple[Division, ...]]:
        """A word's width, and where it may be divided (CSS Text 3, 5.4 and 6.1)."""
        found = self._words.get(word)
        if found is None:
            found = self._words[word] = self._divided(word)
        return found

    def _divided(self, word: str) -> tuple[float, tuple[Division, ...]]:
        width = self._measured(word)
        points = self._points(word)
        if not points:
            return width, ()
        hyphen = self.width(self.style["hyphenate_character"]) - self._letter_spacing
        before = self._advances([len(word[:point].encode()) for point in points])
        return width, tuple(
            (point, x + hyphen, width - x) for point, x in zip(points, before, strict=True)
        )

    def _advances(self, offsets: list[int]) -> list[float]:
        """How wide the word just measured is up to each of these bytes (ascending)."""
        found: list[float] = []
        x = 0
        run = pango.pango_layout_get_line_readonly(self._layout.layout, 0).runs
        while run != ffi.NULL:
            item = run.data
            glyphs, clusters = item.glyphs.glyphs, item.glyphs.log_clusters
            start = item.item.offset
            for index in range(item.glyphs.num_glyphs):
                while len(found) < len(offsets) and start + clusters[index] >= offsets[len(found)]:
                    found.append(x * FROM_UNITS)
                x += glyphs[index].geometry.width
            run = run.next
        return found + [x * FROM_UNITS] * (len(offsets) - len(found))

    def _points(self, word: str) -> list[int]:
        if _SOFT_HYPHEN in word and self.style["hyphens"] != "none":
            return [place.end() for place in re.finditer(_SOFT_HYPHEN, word[:-1])]
        if self._dictionary is None or _UNDIVIDED.search(word):
            return []
        least = self.style["hyphenate_limit_chars"][0]
        return [
            letters.start() + int(position)
            for letters in _LETTERS.finditer(word)
            if len(letters[0]) >= least
            for position in self._dictionary.positions(letters[0])
        ]

    def line(self, text: str) -> tuple[Any, float, float, float]:
        """A line's text ready to be drawn: its layout, width, height and baseline.

        The layout is what WeasyPrint's `split_first_line` returns, which is set
        up again when it is drawn; so that Pango's part of it, which costs most,
        is made once for all lines of a style.
        """
        width = self._measured(text)
        if self._vertical is None:
            baseline = pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS
            self._vertical = self._extents.height * FROM_UNITS, baseline
        layout = copy.copy(self._layout)
        del layout.layout, layout.language, layout.style
        layout.text = text
        return layout, width, *self._vertical


class Rulers:
    """The rulers of one document."""

    def __init__(self) -> None:
        self._rulers: dict[str, Ruler] = {}
        self._by_style: dict[int, tuple[Any, Ruler]] = {}

    def of(self, style: Any) -> Ruler:
        """The ruler for a style, shared by all styles that set text alike."""
        known = self._by_style.get(id(style))
        if known is not None:
            return known[1]
        key = line_break._font_style_cache_key(style, include_size=True) + str(
            [style[name] for name in _ALSO]
        )
        ruler = self._rulers.get(key)
        if ruler is None:
            ruler = self._rulers[key] = Ruler(style)
        self._by_style[id(style)] = style, ruler  # the style is kept, so that its id is
        return ruler


# What concerns the setting of text but is not in WeasyPrint's key for fonts.
_ALSO = (
    "letter_spacing",
    "font_kerning",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "text_decoration_line",
    "overflow_wrap",
)


def _dictionary(style: Any) -> Any:
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return None
    return _pyphen(language, *style["hyphenate_limit_chars"][1:])


@lru_cache(maxsize=32)
def _pyphen(language: str, left: int, right: int) -> Any:
    return pyphen.Pyphen(lang=language, left=left, right=right)
