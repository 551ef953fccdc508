"""The cover: a typographic one of 1600 × 2560 pixels, from the metadata alone."""

from __future__ import annotations

import struct
import unicodedata

from deflate import crc32, zlib_compress
from PIL import Image, ImageDraw

from pipeline.outputs.epub.lettering import Face, Type, in_capitals
from pipeline.outputs.matter.people import authors
from pipeline.outputs.matter.section import Paratext
from pipeline.outputs.matter.title_page import edition_line
from pipeline.outputs.short_titles import without_edition
from pipeline.tei.metadata import Metadata
from pipeline.terms import terms_for

WIDTH, HEIGHT = 1600, 2560
_CENTRE = WIDTH // 2
_MEASURE = 1180
_PAPER, _INK, _ACCENT = (246, 241, 230), (28, 24, 22), (126, 30, 28)
_TITLE_SIZES = (216, 196, 178, 162, 146, 132, 118, 104, 92, 80, 70, 60)
_TITLE_HEIGHT = 1080
_ORNAMENT = "❦"
# Type is drawn in so many steps from paper to ink; the accent has the same number above them.
_STEPS = 7
_LONGEST = 400

Color = tuple[int, int, int]


def cover_image(metadata: Metadata) -> bytes:
    """A PNG with a palette; the same metadata give the same bytes."""
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    draw = ImageDraw.Draw(image)
    _frame(draw)
    _author(draw, authors(metadata))
    below = _title(draw, metadata)
    _ornament(image, min(below + 90, 1920))
    _foot(draw, metadata)
    return _png(image)


def _frame(draw: ImageDraw.ImageDraw) -> None:
    """A thick and a thin rule round the page."""
    for inset, width in ((84, 10), (110, 2)):
        box = (inset, inset, WIDTH - 1 - inset, HEIGHT - 1 - inset)
        draw.rectangle(box, outline=2 * _STEPS, width=width)


def _author(draw: ImageDraw.ImageDraw, names: str) -> None:
    fitted = _fit(in_capitals(_clean(names)), "regular", (74, 66, 58, 50, 44), 2, tracking=0.14)
    if fitted:
        _lines(draw, *fitted, top=330, leading=1.4)


def _title(draw: ImageDraw.ImageDraw, metadata: Metadata) -> int:
    """Series, title and subtitle as one block about the optical centre; where it ends."""
    title, edition = without_edition(metadata.title)
    blocks = [
        (_fit(_clean(metadata.series), "italic", (68, 60, 52), 3), 1.25, 92),
        (_fit_title(_clean(title)), 1.1, 96),
        (_fit(_clean(metadata.subtitle or edition), "italic", (68, 60, 52), 3), 1.25, 0),
    ]
    set_blocks = [(*fitted, leading, gap) for fitted, leading, gap in blocks if fitted]
    height = sum(
        int(kind.size * leading) * len(lines) + gap for kind, lines, leading, gap in set_blocks
    )
    top = max(560, 1120 - height // 2)
    for kind, lines, leading, gap in set_blocks:
        top = _lines(draw, kind, lines, top=top, leading=leading) + gap
    return max(top, 1120)


def _ornament(image: Image.Image, top: int) -> None:
    """A leaf in the accent's colour."""
    leaf = Image.new("L", (200, 220), 0)
    Type("regular", 190).draw(ImageDraw.Draw(leaf), 100, 160, _ORNAMENT, _STEPS)
    coloured = leaf.point([value + _STEPS if value else 0 for value in range(256)])
    image.paste(coloured, (_CENTRE - 100, top))


def _foot(draw: ImageDraw.ImageDraw, metadata: Metadata) -> None:
    paratext = Paratext(terms_for(metadata.language), metadata.language)
    top = 2200
    for text, face in (
        (edition_line(metadata, paratext), "italic"),
        (metadata.publisher, "regular"),
    ):
        spaced = face == "regular"
        text = in_capitals(_clean(text)) if spaced else _clean(text)
        fitted = _fit(text, "regular" if spaced else "italic", (48, 42, 36), 1, 0.12 * spaced)
        if fitted:
            top = _lines(draw, *fitted, top=top, leading=1.5) + 16


def _clean(text: str) -> str:
    """What a cover can show: no control and format characters, and no more than fills it."""
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    kept = (" " if char.isspace() else char for char in text if _is_visible(char))
    return " ".join("".join(kept).split())


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cn", "Co", "Cs")


def _fit_title(text: str) -> tuple[Type, list[str]] | None:
    for size in _TITLE_SIZES:
        kind = Type("regular", size, weight=500)
        lines = _balanced(kind, text) if kind.has(text) else []
        if not lines:
            return None
        wide = max(map(kind.width, lines)) > _MEASURE
        if not wide and len(lines) * size * 1.1 <= _TITLE_HEIGHT and len(lines) <= 7:
            return kind, lines
    return kind, _shortened(lines, 14)


def _fit(
    text: str, face: Face, sizes: tuple[int, ...], most: int, tracking: float = 0
) -> tuple[Type, list[str]] | None:
    """The largest size at which `text` takes at most so many lines; None if it cannot be set."""
    for size in sizes if text else ():
        kind = Type(face, size, tracking=tracking)
        if not kind.has(text):
            return None
        lines = _balanced(kind, text)
        if len(lines) <= most and max(map(kind.width, lines)) <= _MEASURE:
            return kind, lines
    return (kind, _shortened(lines, most)) if text else None


def _shortened(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _balanced(kind: Type, text: str) -> list[str]:
    """As few lines as it takes, and these as even as they can be."""
    words = text.split()
    widths = [kind.width(word) for word in words]
    space = kind.width("n n") - kind.width("nn")
    fewest = len(_greedy(words, widths, space, _MEASURE))
    low, high = max(widths, default=0), float(_MEASURE)
    while high - low > 8:
        middle = (low + high) / 2
        if len(_greedy(words, widths, space, middle)) > fewest:
            low = middle
        else:
            high = middle
    return _greedy(words, widths, space, max(high, low))


def _greedy(words: list[str], widths: list[float], space: float, measure: float) -> list[str]:
    lines: list[str] = []
    room = 0.0
    for word, width in zip(words, widths, strict=True):
        if lines and room + space + width <= measure:
            lines[-1] += f" {word}"
            room += space + width
        else:
            lines.append(word)
            room = width
    return lines


def _lines(
    draw: ImageDraw.ImageDraw, kind: Type, lines: list[str], *, top: int, leading: float
) -> int:
    for line in lines:
        kind.draw(draw, _CENTRE, top + int(kind.size * 0.95), line, _STEPS)
        top += int(kind.size * leading)
    return top


def _png(image: Image.Image) -> bytes:
    """The levels drawn are the entries of a palette of four bits (PNG 3rd ed., 11.2).

    Written here: Pillow would load its five commonest formats first, in half of a cover's time.
    """
    palette = bytes(part for color in _palette() for part in color)
    image.putpalette(palette)
    # A byte more to each row is the next one's filter type: none (PNG 3rd ed., 9.2).
    rows = image.tobytes("raw", "P;4", WIDTH // 2 + 1, 1)
    header = struct.pack(">2L5B", WIDTH, HEIGHT, 4, 3, 0, 0, 0)
    unfiltered = b"\0" + rows[:-1]
    chunks = (
        (b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib_compress(unfiltered)), (b"IEND", b""),
    )  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes | bytearray) -> bytes:
    """A piece of a PNG file, with its length and checksum (PNG 3rd ed., 5.3)."""
    body = kind + data
    return struct.pack(">L", len(data)) + body + struct.pack(">L", crc32(body))


def _palette() -> list[Color]:
    shades = [_blend(_INK, step / _STEPS) for step in range(_STEPS + 1)]
    return shades + [_blend(_ACCENT, step / _STEPS) for step in range(1, _STEPS + 1)]


def _blend(color: Color, share: float) -> Color:
    red, green, blue = (
        round(paper + (other - paper) * share) for paper, other in zip(_PAPER, color, strict=True)
    )
    return red, green, blue
